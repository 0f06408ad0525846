use crate::newsroom::{Paper, in_section, story};
use std::time::{Duration, Instant};

#[tokio::test]
async fn a_story_that_is_published_is_there_at_once() {
    let paper = Paper::open().await;
    assert_eq!(paper.get("/harbour/").await.status, 404);
    assert!(!paper.get("/").await.text().contains("harbour"));
    paper.publish("harbour", "It opens.").await;
    let saved = Instant::now();
    paper.until("/harbour/", |reply| reply.status == 200).await;
    paper
        .until("/", |reply| reply.text().contains("Title of harbour"))
        .await;
    assert!(saved.elapsed() < Duration::from_secs(2), "{:?}", saved.elapsed());
}

#[tokio::test]
async fn an_update_renews_the_pages_that_show_the_story_and_no_others() {
    let paper = Paper::open().await;
    for n in 0..8 {
        paper
            .save(in_section(
                story(&format!("story-{n}"), "before"),
                &format!("Section {}", n % 2),
            ))
            .await;
    }
    paper.settle().await;
    let mut paths: Vec<String> = (0..8).map(|n| format!("/story-{n}/")).collect();
    paths.extend(["/", "/page/2/", "/page/3/", "/tag/section-0/", "/tag/section-1/"].map(String::from));
    for path in &paths {
        assert_eq!(paper.get(path).await.status, 200, "{path}");
    }
    // The oldest story stands on the last page of the front and of its section.
    paper
        .save(in_section(story("story-0", "after"), "Section 0"))
        .await;
    paper
        .until("/story-0/", |reply| reply.text().contains("after"))
        .await;
    let fresh = |path: &str| paper.site().cache().hit(path).is_some();
    let renewed: Vec<&String> = paths.iter().filter(|path| !fresh(path)).collect();
    assert!(renewed.len() <= 3, "{renewed:?}");
    assert!(
        fresh("/") && fresh("/tag/section-1/") && fresh("/story-5/"),
        "{renewed:?}"
    );
}

#[tokio::test]
async fn a_withdrawn_story_answers_410_and_leaves_the_lists() {
    let paper = Paper::open().await;
    paper.publish("harbour", "A secret.").await;
    paper
        .until("/", |reply| reply.text().contains("Title of harbour"))
        .await;
    paper.get("/harbour/").await;
    paper
        .newsroom
        .withdraw_post("harbour".parse().unwrap(), None)
        .await
        .unwrap();
    let gone = paper.until("/harbour/", |reply| reply.status == 410).await;
    assert!(gone.text().contains("no longer available"), "{}", gone.text());
    paper
        .until("/", |reply| !reply.text().contains("Title of harbour"))
        .await;
}

#[tokio::test]
async fn the_address_of_a_withdrawn_story_tells_why_until_it_comes_back() {
    let paper = Paper::open().await;
    for slug in ["harbour", "market"] {
        paper.publish(slug, "A claim.").await;
        paper.get(&format!("/{slug}/")).await;
    }
    let reason = Some("The claim <was> wrong.".to_owned());
    let slug = "harbour".parse().unwrap();
    paper.newsroom.withdraw_post(slug, reason).await.unwrap();
    let slug = "market".parse().unwrap();
    paper.newsroom.withdraw_post(slug, None).await.unwrap();
    for path in ["/harbour/", "/text/harbour/"] {
        let gone = paper.until(path, |reply| reply.status == 410).await;
        assert!(
            gone.text().contains("The claim &lt;was&gt; wrong.") && !gone.text().contains("A claim."),
            "{path}: {}",
            gone.text()
        );
    }
    let silent = paper.until("/market/", |reply| reply.status == 410).await;
    assert!(!silent.text().contains("wrong"), "{}", silent.text());
    let mut again = story("harbour", "Mended.");
    again.target = newsroom::Target::SameSlug;
    paper.save(again).await;
    paper
        .until("/harbour/", |reply| {
            reply.status == 200 && reply.text().contains("Mended.")
        })
        .await;
}

#[tokio::test]
async fn a_story_that_gets_its_former_address_back_is_no_circle_to_a_browser_that_kept_the_way() {
    let paper = Paper::open().await;
    let saved = paper.publish("harbour", "x").await;
    let mut input = story("harbor", "x");
    input.target = newsroom::Target::Id(saved.id);
    paper.save(input).await;
    let moved = paper.until("/harbour/", |reply| reply.status == 301).await;
    // Asked again each time: it leads the other way a moment later.
    assert_eq!(moved.header("cache-control"), "no-cache");
    let mut input = story("harbour", "x");
    input.target = newsroom::Target::Id(saved.id);
    paper.save(input).await;
    let back = paper.until("/harbor/", |reply| reply.status == 301).await;
    assert_eq!(back.header("location"), "/harbour/");
    paper.until("/harbour/", |reply| reply.status == 200).await;
}

#[tokio::test]
async fn a_story_whose_slug_changed_is_found_under_the_old_one() {
    let paper = Paper::open().await;
    let saved = paper.publish("harbor", "x").await;
    paper.get("/harbor/").await;
    let mut input = story("harbour", "x");
    input.target = newsroom::Target::Id(saved.id);
    paper.save(input).await;
    let moved = paper.until("/harbor/", |reply| reply.status == 301).await;
    assert_eq!(moved.header("location"), "/harbour/");
    assert_eq!(
        paper.get("/harbor/?ref=mail").await.header("location"),
        "/harbour/?ref=mail"
    );
    assert_eq!(paper.get("/harbour/").await.status, 200);
}

#[tokio::test]
async fn changed_settings_renew_every_page() {
    let paper = Paper::open().await;
    paper.publish("harbour", "x").await;
    paper.until("/", |reply| reply.text().contains("The Paper")).await;
    paper
        .newsroom
        .change_settings(|settings| settings.title = "The Tide".into())
        .await
        .unwrap();
    paper.until("/", |reply| reply.text().contains("The Tide")).await;
}

#[tokio::test]
async fn a_change_by_another_process_is_seen_too() {
    let paper = Paper::open().await;
    assert_eq!(paper.get("/harbour/").await.status, 404);
    let Ok(address) = paper.database().parse();
    let store = store::Store::open(address).await.unwrap();
    let media = files::Files::open(
        &paper.folder.path().join("content"),
        &paper.folder.path().join("cache"),
    )
    .unwrap();
    let other = newsroom::Newsroom::new(store, media);
    other.save_post(story("harbour", "x")).await.unwrap();
    paper
        .until("/", |reply| reply.text().contains("Title of harbour"))
        .await;
    assert_eq!(paper.get("/harbour/").await.status, 200);
}
