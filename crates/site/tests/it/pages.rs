use crate::newsroom::{Paper, in_section, story};

#[tokio::test]
async fn pages_name_their_address_at_the_onion_service_hits_too() {
    let paper = Paper::open().await;
    paper.publish("harbour", "x").await;
    paper.settle().await;
    assert!(
        !paper
            .get("/harbour/")
            .await
            .headers
            .contains_key("onion-location")
    );
    let onion = "http://2gzyxa5ihm7nsggfxnu52rck2vv4rvmdlkiu3zzui5du4xyclen53wid.onion";
    paper.newsroom.set_setting("onion_address", onion).await.unwrap();
    for path in ["/", "/harbour/", "/text/harbour/"] {
        let named = |reply: &crate::client::Reply| {
            reply
                .headers
                .get("onion-location")
                .is_some_and(|at| *at == format!("{onion}{path}"))
        };
        paper.until(path, named).await;
        assert!(paper.site().cache().hit(path).is_some(), "{path}");
        assert!(named(&paper.get(path).await), "{path}");
    }
    assert!(
        !paper
            .get("/robots.txt")
            .await
            .headers
            .contains_key("onion-location")
    );
}

#[tokio::test]
async fn every_kind_of_page_is_served() {
    let paper = Paper::open().await;
    paper
        .save(in_section(story("harbour", "The harbour opens."), "Energy"))
        .await;
    for (path, text) in [
        ("/", "Title of harbour"),
        ("/harbour/", "The harbour opens."),
        ("/tag/energy/", "<h2>Energy</h2>"),
        ("/author/ira/", "<h2>Ira</h2>"),
        ("/archive/", "Title of harbour"),
        ("/rss/", "<title>Title of harbour</title>"),
        ("/tag/energy/rss/", "<title>Title of harbour</title>"),
        ("/author/ira/rss/", "The harbour opens."),
        ("/uk/", "<h1>"),
        ("/feed/", ""),
    ] {
        let reply = paper.get(path).await;
        assert_eq!(reply.status, 200, "{path}: {}", reply.text());
        assert!(reply.text().contains(text), "{path}: {}", reply.text());
    }
    assert_eq!(
        paper.get("/rss/").await.header("content-type"),
        "application/rss+xml; charset=utf-8"
    );
    assert_eq!(
        paper.get("/").await.header("content-type"),
        "text/html; charset=utf-8"
    );
}

#[tokio::test]
async fn lists_go_on_over_pages_and_end() {
    let paper = Paper::open().await;
    for n in 0..4 {
        paper.publish(&format!("story-{n}"), "x").await;
    }
    assert_eq!(paper.get("/page/2/").await.status, 200);
    assert_eq!(paper.get("/page/3/").await.status, 404);
}

#[tokio::test]
async fn a_kept_page_is_not_rendered_again_whatever_the_query_says() {
    let paper = Paper::open().await;
    paper.publish("harbour", "x").await;
    paper.get("/harbour/").await;
    let (pages, _) = paper.site().cache().totals();
    for query in ["?", "?utm_source=a", "?page=2", "?cb=1&x=%3Cscript%3E", "?v=%00"] {
        let reply = paper.get(&format!("/harbour/{query}")).await;
        assert_eq!(reply.status, 200);
        assert!(!reply.text().contains("utm_source"));
    }
    assert_eq!(paper.site().cache().totals().0, pages);
}

#[tokio::test]
async fn head_is_answered_like_get_without_the_body() {
    let paper = Paper::open().await;
    paper.publish("harbour", "x").await;
    for path in ["/harbour/", "/harbour/", "/rss/", "/nothing/", "/robots.txt"] {
        let head = paper.ask("HEAD", path, &[]).await;
        let get = paper.get(path).await;
        assert_eq!((head.status, head.body.len()), (get.status, 0), "{path}");
        assert_eq!(
            head.header("content-length"),
            get.body.len().to_string(),
            "{path}"
        );
    }
}

#[tokio::test]
async fn pages_carry_what_keeps_readers_safe() {
    let paper = Paper::open().await;
    paper.publish("harbour", "x").await;
    for path in [
        "/harbour/",
        "/harbour/",
        "/nothing/",
        "/healthz",
        "/assets/css/paper.css",
    ] {
        let reply = paper.get(path).await;
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(
            reply.header("referrer-policy"),
            "strict-origin-when-cross-origin",
            "{path}"
        );
        for name in ["server", "set-cookie", "x-powered-by"] {
            assert_eq!(reply.header(name), "", "{path} {name}");
        }
    }
    let policy = paper
        .get("/harbour/")
        .await
        .header("content-security-policy")
        .to_owned();
    assert!(
        policy.contains("default-src 'self'") && !policy.contains("unsafe-inline"),
        "{policy}"
    );
    assert_eq!(
        paper.get("/harbour/").await.header("cache-control"),
        "public, max-age=0, must-revalidate"
    );
}

#[tokio::test]
async fn what_is_not_there_is_told_to_people_and_not_kept() {
    let paper = Paper::open().await;
    paper.get("/nothing/").await;
    let (pages, _) = paper.site().cache().totals();
    for n in 0..50 {
        let reply = paper.get(&format!("/nothing-{n}/")).await;
        assert_eq!(reply.status, 404);
        assert!(
            reply.text().contains("There is no page at this address"),
            "{}",
            reply.text()
        );
    }
    assert_eq!(paper.site().cache().totals().0, pages);
    assert!(
        paper
            .get("/uk/nothing/")
            .await
            .text()
            .contains("За цією адресою немає сторінки")
    );
}

#[tokio::test]
async fn reading_is_all_that_can_be_done_with_a_page() {
    let paper = Paper::open().await;
    paper.publish("harbour", "x").await;
    paper.get("/harbour/").await;
    for path in ["/harbour/", "/", "/robots.txt", "/content/images/a.png"] {
        let reply = paper.ask("POST", path, &[("content-length", "0")]).await;
        assert_eq!(
            (reply.status, reply.header("allow")),
            (405, "GET, HEAD"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn answers_that_are_not_kept_carry_a_request_id_of_ours() {
    let paper = Paper::open().await;
    let one = paper.ask("GET", "/nothing/", &[("x-request-id", "mine")]).await;
    let two = paper.get("/nothing/").await;
    assert_ne!(one.header("x-request-id"), "mine");
    assert_ne!(one.header("x-request-id"), two.header("x-request-id"));
    let trusting = Paper::open_with(testkit::PrivateDatabase::sqlite(), |config| {
        config.trusted_proxy = Some(true)
    })
    .await;
    let reply = trusting
        .ask("GET", "/nothing/", &[("x-request-id", "proxy-1")])
        .await;
    assert_eq!(reply.header("x-request-id"), "proxy-1");
}

#[tokio::test]
async fn answers_that_are_kept_carry_a_request_id_each_of_its_own() {
    let paper = Paper::open().await;
    paper.publish("harbour", "x").await;
    let mine = [("x-request-id", "mine")];
    let first = paper.get("/harbour/").await;
    let unchanged = [("if-none-match", first.header("etag"))];
    let mut ids = vec![first.header("x-request-id").to_owned()];
    for headers in [&mine[..], &[], &unchanged] {
        let reply = paper.ask("GET", "/harbour/", headers).await;
        ids.push(reply.header("x-request-id").to_owned());
    }
    assert!(ids.iter().all(|id| id.len() == 16), "{ids:?}");
    assert_eq!(
        ids.iter().collect::<std::collections::HashSet<_>>().len(),
        4,
        "{ids:?}"
    );
    let trusting = Paper::open_with(testkit::PrivateDatabase::sqlite(), |config| {
        config.trusted_proxy = Some(true)
    })
    .await;
    trusting.publish("harbour", "x").await;
    trusting.get("/harbour/").await;
    let reply = trusting.ask("GET", "/harbour/", &mine).await;
    assert_eq!(reply.header("x-request-id"), "mine");
}

#[tokio::test]
async fn a_feed_has_links_to_related_stories_and_no_marks_of_ours() {
    let paper = Paper::open().await;
    paper.publish("quay", "Before.").await;
    paper
        .publish("harbour", "One.\n\n::related quay::\n\n::newsletter::\n\nTwo.")
        .await;
    let feed = paper.get("/rss/").await.text();
    assert!(
        feed.contains("<p><a href=\"https://paper.example/quay/\">Title of quay</a></p>"),
        "{feed}"
    );
    assert!(feed.contains("Two.") && !feed.contains("<!--"), "{feed}");
    // The feed follows the headline of the story that it points to.
    let mut renamed = story("quay", "Before.");
    renamed.title = "A new <quay>".into();
    paper.save(renamed).await;
    paper
        .until("/rss/", |reply| {
            reply.text().contains("/quay/\">A new &lt;quay&gt;</a></p>")
        })
        .await;
    paper
        .newsroom
        .withdraw_post("quay".parse().unwrap(), None)
        .await
        .unwrap();
    paper.until("/rss/", |reply| !reply.text().contains("quay")).await;
}

#[tokio::test]
async fn nothing_of_a_text_for_members_is_on_any_page() {
    let paper = Paper::open().await;
    let look = "{{ghost_head}}{{#foreach posts}}{{title}} {{excerpt}} {{plaintext}}{{/foreach}}\
                {{#post}}{{excerpt}} {{plaintext}} {{content}}{{/post}}";
    for (path, bytes) in paper.files.lock().unwrap().iter_mut() {
        if path == "index.hbs" || path == "post.hbs" {
            *bytes = look.into();
        }
    }
    assert_eq!(paper.site().reload_theme().await.unwrap(), None);
    let mut paid = story("vault", "The secret of the vault.");
    paid.visibility = kernel::Visibility::Paid;
    paper.save(paid).await;
    for path in ["/vault/", "/", "/rss/", "/author/ira/rss/"] {
        let reply = paper.get(path).await;
        assert!(
            reply.text().contains("Title of vault"),
            "{path}: {}",
            reply.text()
        );
        assert!(!reply.text().contains("secret"), "{path}: {}", reply.text());
    }
}
