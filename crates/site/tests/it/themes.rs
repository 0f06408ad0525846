use crate::{
    media::{png, save},
    newsroom::{Paper, tiny_theme},
};
use kernel::Role;
use newsroom::{Staff, UserInput};

#[tokio::test]
async fn files_of_the_theme_hold_for_ever_under_their_hash() {
    let paper = Paper::open().await;
    let plain = paper.get("/assets/css/paper.css").await;
    assert_eq!(
        (plain.status, plain.header("content-type")),
        (200, "text/css; charset=utf-8")
    );
    assert!(!plain.header("cache-control").contains("immutable"));
    let hash = plain.header("etag").trim_matches('"').to_owned();
    let hashed = paper
        .ask(
            "GET",
            &format!("/assets/css/paper.css?v={hash}"),
            &[("accept-encoding", "br")],
        )
        .await;
    assert_eq!(hashed.header("content-encoding"), "br");
    assert!(hashed.header("cache-control").contains("immutable"));
    assert!(
        !paper
            .get("/assets/css/paper.css?v=0000000000")
            .await
            .header("cache-control")
            .contains("immutable")
    );
    assert_eq!(paper.get("/assets/css/none.css").await.status, 404);
}

#[tokio::test]
async fn a_broken_theme_leaves_the_last_good_one_in_use() {
    let paper = Paper::open().await;
    paper.publish("harbour", "x").await;
    assert!(paper.get("/harbour/").await.text().contains("<h1>"));
    let set = |text: &str| {
        let mut files = paper.files.lock().unwrap();
        files.iter_mut().find(|(path, _)| path == "post.hbs").unwrap().1 = text.into();
    };
    set("{{#post}}<h1>\n{{title}}");
    let problem = paper.site().reload_theme().await.unwrap().unwrap();
    assert!(problem.contains("post.hbs line"), "{problem}");
    assert!(paper.get("/readyz").await.text().contains("post.hbs"));
    assert!(paper.get("/harbour/").await.text().contains("<h1>"));
    set("{{#post}}<h3>{{title}}</h3>{{/post}}");
    assert_eq!(paper.site().reload_theme().await.unwrap(), None);
    assert!(paper.get("/harbour/").await.text().contains("<h3>"));
    assert_eq!(paper.get("/readyz").await.text(), "ready\n");
}

#[tokio::test]
async fn a_theme_that_the_settings_name_and_nobody_has_is_told() {
    let paper = Paper::open().await;
    paper
        .newsroom
        .change_settings(|settings| settings.theme = "nowhere".into())
        .await
        .unwrap();
    paper
        .until("/readyz", |reply| reply.text().contains("nowhere"))
        .await;
    assert_eq!(paper.get("/").await.status, 200);
}

/// A theme beside the one in use.
fn another_theme(paper: &Paper) -> std::path::PathBuf {
    let other = paper.folder.path().join("themes/other");
    for (path, bytes) in tiny_theme() {
        let file = other.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
    other
}

#[tokio::test]
async fn whoever_looks_at_a_theme_stays_in_it_and_readers_see_nothing_of_it() {
    let paper = Paper::open().await;
    paper.publish("harbour", "x").await;
    let other = another_theme(&paper);
    let link = "<a href=\"/\">Home</a> <a href=\"/rss/\">RSS</a>";
    let (front, post) = (
        "{{#foreach posts}}<a href=\"{{url}}\">other</a>{{/foreach}}",
        "other post",
    );
    std::fs::write(other.join("index.hbs"), front).unwrap();
    std::fs::write(other.join("post.hbs"), format!("{post} {link}")).unwrap();
    let person = UserInput {
        email: "ann@paper.example".parse().unwrap(),
        name: "Ann".into(),
        role: Role::Administrator,
        password: "seven grey herons at dusk".into(),
    };
    let staff = Staff {
        id: paper.newsroom.add_user(person).await.unwrap(),
        name: "Ann".into(),
        email: "ann@paper.example".parse().unwrap(),
        role: Role::Administrator,
        author: None,
        session: "s".into(),
    };
    let secret = paper
        .newsroom
        .preview_theme(&staff, "other".into())
        .await
        .unwrap();
    let preview = format!("/preview/{secret}/");
    let to_story = format!("{preview}?at=%2Fharbour%2F");
    // Before and after readers have the page in their cache.
    for _ in 0..2 {
        let shown = paper.get(&preview).await;
        assert_eq!(shown.text(), format!("<a href=\"{to_story}\">other</a>"));
        assert_eq!(shown.header("cache-control"), "no-store");
        let story = paper.get(&to_story).await.text();
        assert_eq!(
            story,
            format!("other post <a href=\"{preview}?at=%2F\">Home</a> <a href=\"/rss/\">RSS</a>")
        );
        for path in ["/", "/harbour/"] {
            let read = paper.get(path).await.text();
            assert!(read.contains("<h1>") && !read.contains("other"), "{path}: {read}");
            assert!(!read.contains("/preview/"), "{read}");
        }
    }
}

#[tokio::test]
async fn a_theme_chosen_in_the_settings_is_in_use_at_once() {
    let paper = Paper::open().await;
    let other = another_theme(&paper);
    std::fs::write(other.join("index.hbs"), "another look").unwrap();
    let sizes = r#"{"name":"other","version":"1.0.0","config":{"image_sizes":{"s":{"width":333}}}}"#;
    std::fs::write(other.join("package.json"), sizes).unwrap();
    let picture = save(&paper, "a.png", &png(400, 200)).replace("/images/", "/images/size/w333/");
    assert_eq!(paper.get(&picture).await.status, 404);
    paper.get("/").await;
    paper
        .newsroom
        .change_settings(|settings| settings.theme = "other".into())
        .await
        .unwrap();
    paper
        .until("/", |reply| reply.text().contains("another look"))
        .await;
    assert_eq!(
        paper.get(&picture).await.status,
        200,
        "the theme may ask for its own widths"
    );
}
