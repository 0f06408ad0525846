//! The page of all corrections, in a theme that has no template for it.

use crate::newsroom::{Paper, story};
use kernel::{Timestamp, post::Correction};
use newsroom::{PostInput, Target};

fn corrected(slug: &str, texts: &[&str]) -> PostInput {
    let mut input = story(slug, "x");
    input.target = Target::SameSlug;
    input.corrections = texts
        .iter()
        .zip(1..)
        .map(|(text, minute)| Correction {
            at: Timestamp::from_millis(1_790_000_000_000 + minute * 60_000),
            text: (*text).to_owned(),
        })
        .collect();
    input
}

#[tokio::test]
async fn a_correction_is_there_at_once_and_outlives_its_story() {
    let paper = Paper::open().await;
    paper.publish("harbour", "x").await;
    let empty = paper.get("/corrections/").await;
    assert_eq!(empty.status, 200);
    assert!(empty.text().contains("Nothing has been corrected yet."));
    paper
        .save(corrected("harbour", &["It was <red>.", "It was Monday."]))
        .await;
    let page = paper
        .until("/corrections/", |reply| reply.text().contains("It was Monday."))
        .await
        .text();
    assert!(
        page.contains("It was &lt;red&gt;.") && page.contains("href=\"/harbour/\""),
        "{page}"
    );
    assert!(page.find("Monday") < page.find("red"), "{page}");
    assert!(
        paper
            .get("/uk/corrections/")
            .await
            .text()
            .contains("Виправлень поки що не було.")
    );
    paper
        .newsroom
        .withdraw_post("harbour".parse().unwrap(), None)
        .await
        .unwrap();
    paper.until("/harbour/", |reply| reply.status == 410).await;
    let page = paper.get("/corrections/").await.text();
    assert!(page.contains("It was Monday."), "{page}");
}

#[tokio::test]
async fn many_corrections_stand_on_pages() {
    let paper = Paper::open().await;
    let texts: Vec<String> = (0..41).map(|n| format!("Correction no. {n:02}")).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    paper.save(corrected("harbour", &texts)).await;
    paper.settle().await;
    let first = paper.get("/corrections/").await.text();
    assert!(first.contains("no. 40") && !first.contains("no. 00"), "{first}");
    assert!(first.contains("href=\"/corrections/page/2/\""), "{first}");
    let second = paper.get("/corrections/page/2/").await.text();
    assert!(
        second.contains("no. 00") && !second.contains("no. 01"),
        "{second}"
    );
    assert_eq!(paper.get("/corrections/page/3/").await.status, 404);
    let map = paper.get("/uk/sitemap-pages.xml").await.text();
    assert!(
        map.contains("<loc>https://paper.example/uk/corrections/</loc>"),
        "{map}"
    );
}
