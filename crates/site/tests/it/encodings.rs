use crate::newsroom::Paper;
use site::cache::Encoding;

#[tokio::test]
async fn a_page_comes_in_the_encoding_that_the_browser_likes() {
    let paper = Paper::open().await;
    paper.publish("harbour", &"The harbour opens. ".repeat(100)).await;
    let plain = paper.get("/harbour/").await;
    assert_eq!(
        (plain.header("content-encoding"), plain.header("vary")),
        ("", "accept-encoding")
    );
    for (accept, name, encoding) in [
        ("gzip, deflate, br, zstd", "br", Encoding::Brotli),
        ("gzip", "gzip", Encoding::Gzip),
    ] {
        for _ in 0..2 {
            let reply = paper
                .ask("GET", "/harbour/", &[("accept-encoding", accept)])
                .await;
            assert_eq!(reply.header("content-encoding"), name);
            assert_eq!(
                encoding.decode(&reply.body, plain.body.len()).unwrap(),
                plain.body
            );
            assert_ne!(reply.header("etag"), plain.header("etag"));
        }
    }
}

#[tokio::test]
async fn a_page_that_the_browser_has_is_not_sent_again() {
    let paper = Paper::open().await;
    paper.publish("harbour", "x").await;
    for accept in ["identity", "gzip", "br"] {
        let first = paper
            .ask("GET", "/harbour/", &[("accept-encoding", accept)])
            .await;
        let headers = [
            ("accept-encoding", accept),
            ("if-none-match", first.header("etag")),
        ];
        let again = paper.ask("GET", "/harbour/", &headers).await;
        assert_eq!((again.status, again.body.len()), (304, 0), "{accept}");
        assert_eq!(again.header("cache-control"), first.header("cache-control"));
    }
    let tag = paper.get("/harbour/").await.header("etag").to_owned();
    paper.publish("harbour", "y").await;
    paper.until("/harbour/", |reply| reply.text().contains('y')).await;
    assert_eq!(
        paper
            .ask("GET", "/harbour/", &[("if-none-match", &tag)])
            .await
            .status,
        200
    );
}

#[tokio::test]
async fn surrogate_keys_are_sent_when_that_is_wanted() {
    let paper = Paper::open_with(testkit::PrivateDatabase::sqlite(), |config| {
        config.cache.surrogate_keys = true
    })
    .await;
    let saved = paper.publish("harbour", "x").await;
    let reply = paper.get("/harbour/").await;
    assert!(
        reply
            .header("surrogate-key")
            .contains(&format!("post:{}", saved.id)),
        "{reply:?}"
    );
}
