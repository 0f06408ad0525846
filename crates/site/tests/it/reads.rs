//! What counts as reading a story.

use crate::newsroom::{Paper, story};
use kernel::{PostId, PostKind};

const FIREFOX: (&str, &str) = (
    "user-agent",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
);

async fn read(paper: &Paper, path: &str, headers: &[(&str, &str)]) -> u16 {
    let all: Vec<_> = std::iter::once(FIREFOX).chain(headers.iter().copied()).collect();
    paper.ask("GET", path, &all).await.status
}

fn taken(paper: &Paper, post: PostId) -> u32 {
    paper.site().take_reads().get(&post).copied().unwrap_or(0)
}

#[tokio::test]
async fn each_reading_counts_whether_the_page_was_kept_or_not() {
    let paper = Paper::open().await;
    let saved = paper.publish("harbour", "x").await;
    paper.settle().await;
    for _ in 0..3 {
        assert_eq!(read(&paper, "/harbour/", &[]).await, 200);
    }
    assert_eq!(read(&paper, "/harbour/", &[("accept-encoding", "br")]).await, 200);
    assert_eq!(taken(&paper, saved.id), 4);
    assert_eq!(taken(&paper, saved.id), 0, "they are taken once");
}

#[tokio::test]
async fn robots_prefetches_reloads_and_looks_at_the_head_do_not_count() {
    let paper = Paper::open().await;
    let saved = paper.publish("harbour", "x").await;
    paper.settle().await;
    paper.get("/harbour/").await;
    paper
        .ask(
            "GET",
            "/harbour/",
            &[("user-agent", "Mozilla/5.0 (compatible; Googlebot/2.1)")],
        )
        .await;
    paper.ask("HEAD", "/harbour/", &[FIREFOX]).await;
    for header in [
        ("sec-purpose", "prefetch;prerender"),
        ("cache-control", "max-age=0"),
        ("if-none-match", "\"other\""),
    ] {
        assert_eq!(read(&paper, "/harbour/", &[header]).await, 200);
    }
    assert_eq!(taken(&paper, saved.id), 0);
}

#[tokio::test]
async fn only_stories_count() {
    let paper = Paper::open().await;
    for (slug, kind) in [("about", PostKind::Page), ("ferry", PostKind::FeedItem)] {
        let mut input = story(slug, "x");
        input.kind = kind;
        paper.save(input).await;
    }
    paper.settle().await;
    for path in ["/", "/about/", "/ferry/", "/nothing/"] {
        read(&paper, path, &[]).await;
        read(&paper, path, &[]).await;
    }
    assert!(paper.site().take_reads().is_empty());
}

#[tokio::test]
async fn an_edit_keeps_what_was_counted_before() {
    let paper = Paper::open().await;
    let saved = paper.publish("harbour", "before").await;
    paper.settle().await;
    read(&paper, "/harbour/", &[]).await;
    read(&paper, "/harbour/", &[]).await;
    paper.publish("harbour", "after").await;
    paper
        .until("/harbour/", |reply| reply.text().contains("after"))
        .await;
    read(&paper, "/harbour/", &[]).await;
    assert_eq!(taken(&paper, saved.id), 3);
}

#[tokio::test]
async fn nothing_is_counted_where_that_is_not_wanted() {
    let paper = Paper::open_with(testkit::PrivateDatabase::sqlite(), |config| {
        config.limits.count_reads = false;
    })
    .await;
    paper.publish("harbour", "x").await;
    paper.settle().await;
    read(&paper, "/harbour/", &[]).await;
    read(&paper, "/harbour/", &[]).await;
    assert!(paper.site().take_reads().is_empty());
}

#[tokio::test]
async fn a_page_with_the_list_follows_it_and_no_other_is_renewed() {
    let paper = Paper::open_with(testkit::PrivateDatabase::sqlite(), |config| {
        let mut files = crate::newsroom::tiny_theme();
        for (path, text) in &mut files {
            if path == "index.hbs" {
                *text = b"{{#most_read limit=2}}{{@number}}{{title}};{{else}}nothing{{/most_read}}".to_vec();
            }
        }
        config.built_in_theme = std::sync::Arc::new(move || theme::Theme::built_in(files.clone()));
    })
    .await;
    let a = paper.publish("a", "x").await.id;
    let b = paper.publish("b", "x").await.id;
    paper.settle().await;
    assert_eq!(paper.get("/").await.text(), "nothing");
    paper.get("/a/").await;
    paper.newsroom.add_reads(vec![(a, 2), (b, 3)]).await.unwrap();
    assert!(paper.newsroom.rank_reads().await.unwrap());
    let both = "1Title of b;2Title of a;";
    paper.until("/", |reply| reply.text() == both).await;
    assert!(
        paper.site().cache().hit("/a/").is_some(),
        "it does not show the list"
    );
    paper.newsroom.add_reads(vec![(a, 2)]).await.unwrap();
    assert!(paper.newsroom.rank_reads().await.unwrap());
    paper
        .until("/", |reply| reply.text() == "1Title of a;2Title of b;")
        .await;
    paper
        .newsroom
        .withdraw_post("a".parse().unwrap(), None)
        .await
        .unwrap();
    paper.until("/", |reply| reply.text() == "1Title of b;").await;
}
