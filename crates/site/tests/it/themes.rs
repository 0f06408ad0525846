use crate::{
    media::{png, save},
    newsroom::Paper,
};

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

#[tokio::test]
async fn a_theme_chosen_in_the_settings_is_in_use_at_once() {
    let paper = Paper::open().await;
    let other = paper.folder.path().join("themes/other");
    for (path, bytes) in crate::newsroom::tiny_theme() {
        let file = other.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
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
