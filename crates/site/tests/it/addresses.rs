use crate::newsroom::{Paper, story};

#[tokio::test]
async fn other_forms_of_an_address_lead_to_the_right_one() {
    let paper = Paper::open().await;
    paper.publish("harbour", "x").await;
    for (path, right) in [
        ("/harbour", "/harbour/"),
        ("/Harbour/", "/harbour/"),
        ("/harbour?a=b", "/harbour/?a=b"),
        ("/page/1/", "/"),
        ("/en/harbour/", "/harbour/"),
        ("//harbour/", "/harbour/"),
    ] {
        let reply = paper.get(path).await;
        assert_eq!((reply.status, reply.header("location")), (301, right), "{path}");
    }
}

#[tokio::test]
async fn a_story_has_its_address_in_its_own_edition() {
    let paper = Paper::open().await;
    let mut input = story("port", "Порт відкрито.");
    input.language = Some("uk".parse().unwrap());
    paper.save(input).await;
    let reply = paper.get("/port/").await;
    assert_eq!((reply.status, reply.header("location")), (301, "/uk/port/"));
    assert!(paper.get("/uk/port/").await.text().contains("Порт відкрито."));
    assert!(paper.get("/uk/").await.text().contains("/uk/port/"));
    assert!(!paper.get("/").await.text().contains("Title of port"));
}

#[tokio::test]
async fn no_redirect_leads_off_the_site() {
    let paper = Paper::open().await;
    for path in [
        "//evil.example",
        "//evil.example/",
        "/\\evil.example",
        "/%2f%2fevil.example",
        "///evil.example/x",
    ] {
        let reply = paper.get(path).await;
        let to = reply.header("location");
        assert!(
            to.is_empty() || (to.starts_with('/') && !to.starts_with("//")),
            "{path} → {to}"
        );
    }
}

#[tokio::test]
async fn redirects_from_addresses_with_capitals_and_other_letters_are_found() {
    let paper = Paper::open().await;
    let add = |tx: &mut store::Tx<'_>| {
        tx.add_redirect("/About-Us/", "/about/", true)?;
        tx.add_redirect("/%D1%97/", "/about/", true)
    };
    paper.newsroom.store.write(add).await.unwrap();
    for path in ["/About-Us/", "/About-Us", "/%D1%97/", "/%D1%97", "/%d1%97/"] {
        let reply = paper.get(path).await;
        assert_eq!(
            (reply.status, reply.header("location")),
            (301, "/about/"),
            "{path}"
        );
    }
    let other = paper.get("/About-Them/").await;
    assert_eq!(other.header("location"), "/about-them/");
}

#[tokio::test]
async fn the_front_page_of_an_edition_that_became_the_main_one_leads_on() {
    let paper = Paper::open().await;
    let reply = paper.get("/en/").await;
    assert_eq!((reply.status, reply.header("location")), (302, "/"));
}

#[tokio::test]
async fn drafts_are_not_there() {
    let paper = Paper::open().await;
    let mut input = story("plan", "x");
    input.state = kernel::PostState::Draft;
    paper.save(input).await;
    assert_eq!(paper.get("/plan/").await.status, 404);
}

#[tokio::test]
async fn small_addresses_answer() {
    let paper = Paper::open().await;
    assert_eq!(paper.get("/healthz").await.text(), "alive\n");
    assert_eq!(paper.get("/readyz").await.text(), "ready\n");
    assert!(paper.get("/robots.txt").await.text().starts_with("User-agent: *"));
}
