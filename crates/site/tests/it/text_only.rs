//! Text-only pages.

use crate::newsroom::{Paper, in_section, story};
use newsroom::{AuthorInput, PostInput, TagInput, Target};
use proptest::prelude::*;

const MOST: usize = 15_000;

/// The pages of a text, in their order.
async fn whole(paper: &Paper, path: &str) -> Vec<String> {
    let (mut pages, mut next) = (Vec::new(), Some(path.to_owned()));
    while let Some(path) = next {
        let page = paper.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        let text = page.text();
        assert!(text.len() <= MOST, "{path}: {}", text.len());
        let link = text.split("rel=\"next\" href=\"").nth(1);
        next = link.and_then(|rest| rest.split('"').next()).map(str::to_owned);
        pages.push(text);
    }
    pages
}

fn long_story() -> PostInput {
    let paragraphs: Vec<String> = (0..300)
        .map(|n| format!("Paragraph {n:03} {}", "слово ".repeat(60)))
        .collect();
    story("harbour", &paragraphs.join("\n\n"))
}

#[tokio::test]
async fn a_long_story_goes_on_on_further_pages_and_none_of_it_is_lost() {
    let paper = Paper::open().await;
    paper.save(long_story()).await;
    paper.settle().await;
    let pages = whole(&paper, "/text/harbour/").await;
    assert!(pages.len() > 12, "{}", pages.len());
    let all = pages.concat();
    for n in 0..300 {
        assert_eq!(all.matches(&format!("Paragraph {n:03} ")).count(), 1, "{n}");
    }
    for page in &pages {
        assert!(
            page.contains("<link rel=\"canonical\" href=\"https://paper.example/harbour/\">"),
            "{page}"
        );
        assert!(page.contains("<a href=\"/harbour/\">Full page</a>"), "{page}");
        assert!(!page.contains("<img") && !page.contains("<script"), "{page}");
    }
    assert!(
        pages[1].contains("<a rel=\"prev\" href=\"/text/harbour/\">"),
        "{}",
        pages[1]
    );
    assert_eq!(paper.get("/text/harbour/99/").await.status, 404);
    assert_eq!(
        paper.get("/text/harbour/1/").await.header("location"),
        "/text/harbour/"
    );
}

#[tokio::test]
async fn a_mark_leads_to_its_note_on_whatever_page_that_stands_and_back() {
    let paper = Paper::open().await;
    let long = "Some words more. ".repeat(60);
    let mut text: String = (0..40)
        .map(|n| format!("Paragraph {n}[^{n}] {long}\n\n"))
        .collect();
    text.extend((0..40).map(|n| format!("[^{n}]: Note {n}\n")));
    paper.publish("harbour", &text).await;
    paper.settle().await;
    let pages = whole(&paper, "/text/harbour/").await;
    let path = |at: usize| match at {
        0 => "/text/harbour/".to_owned(),
        at => format!("/text/harbour/{}/", at + 1),
    };
    let on = |part: &str| pages.iter().position(|page| page.contains(part)).expect(part);
    let (mark, note) = (on("id=\"fnref-1\""), on("id=\"fn-1\""));
    assert!(note > mark, "the note stands on another page");
    let there = format!("<a href=\"{}#fn-1\" id=\"fnref-1\">", path(note));
    assert!(pages[mark].contains(&there), "{}", pages[mark]);
    assert!(pages[note].contains(&format!("href=\"{}#fnref-1\"", path(mark))));
    let last = on("id=\"fnref-40\"");
    if last == on("id=\"fn-40\"") {
        assert!(pages[last].contains("<a href=\"#fn-40\" id=\"fnref-40\">"));
    }
}

#[tokio::test]
async fn every_list_has_its_text_page_that_stays_small_whatever_stands_in_it() {
    let paper = Paper::open().await;
    for n in 0..23 {
        let mut long = in_section(story(&format!("s{n:02}-{}", "x".repeat(150)), "x"), "Section");
        long.title = format!("{n:02} {}", "Дуже довгий заголовок ".repeat(8));
        long.standfirst = Some("Довге речення під заголовком. ".repeat(30));
        long.authors = vec![newsroom::AuthorRef::Named("Ada".into())];
        paper.save(long).await;
    }
    paper.settle().await;
    for path in [
        "/text/",
        "/text/tag/section/",
        "/text/author/ada/",
        "/text/archive/",
        "/text/feed/",
        "/text/corrections/",
        "/uk/text/",
    ] {
        let pages = whole(&paper, path).await;
        let expected = if path.contains("feed")
            || path.contains("corrections")
            || path.contains("uk")
            || path.contains("archive")
        {
            1
        } else {
            2
        };
        assert_eq!(pages.len(), expected, "{path}");
    }
    let front = whole(&paper, "/text/").await.concat();
    assert!(
        (0..23).all(|n| front.contains(&format!(">{n:02} Дуже"))),
        "{front}"
    );
    assert!(front.contains("href=\"/text/s05-"), "{front}");
    assert_eq!(paper.get("/text/tag/nothing/").await.status, 404);
    assert_eq!(paper.get("/text/search/").await.status, 404);
}

#[tokio::test]
async fn a_text_page_follows_its_story() {
    let paper = Paper::open().await;
    let saved = paper.publish("harbour", "before").await;
    paper
        .until("/text/harbour/", |page| page.text().contains("before"))
        .await;
    paper
        .until("/text/", |page| page.text().contains("Title of harbour"))
        .await;
    let mut edited = story("harbor", "after");
    edited.target = Target::Id(saved.id);
    paper.save(edited).await;
    paper
        .until("/text/harbor/", |page| page.text().contains("after"))
        .await;
    let moved = paper.until("/text/harbour/", |page| page.status == 301).await;
    assert_eq!(moved.header("location"), "/text/harbor/");
    let slug = "harbor".parse().unwrap();
    paper.newsroom.withdraw_post(slug, None).await.unwrap();
    paper.until("/text/harbor/", |page| page.status == 410).await;
    paper
        .until("/text/", |page| !page.text().contains("Title of harbor"))
        .await;
}

#[tokio::test]
async fn what_is_said_of_sections_and_authors_stands_there_in_its_language() {
    let paper = Paper::open().await;
    let translated = [("uk".to_owned(), "Струм і тепло".to_owned())];
    let tag = |name: &str, descriptions| TagInput {
        name: name.into(),
        description: Some(format!("All of {name}")),
        descriptions,
        ..TagInput::default()
    };
    paper
        .newsroom
        .save_tag(tag("Energy", translated.clone().into()))
        .await
        .unwrap();
    paper
        .newsroom
        .save_tag(tag("Sea", Default::default()))
        .await
        .unwrap();
    let ada = AuthorInput {
        name: "Ada".into(),
        bio: Some("Writes.".into()),
        bios: translated.into(),
        ..AuthorInput::default()
    };
    paper.newsroom.save_author(ada).await.unwrap();
    for slug in ["one", "two"] {
        let mut input = in_section(story(slug, "x"), "Energy");
        input.authors = vec![newsroom::AuthorRef::Named("Ada".into())];
        input.tags.push(newsroom::TagRef::Named("Sea".into()));
        input.language = Some(if slug == "one" { "en" } else { "uk" }.parse().unwrap());
        paper.save(input).await;
    }
    for (path, words) in [
        ("/text/tag/energy/", "<p>All of Energy</p>"),
        ("/uk/text/tag/energy/", "<p>Струм і тепло</p>"),
        ("/uk/text/tag/sea/", "<p lang=\"en\">All of Sea</p>"),
        ("/text/author/ada/", "<p>Writes.</p>"),
        ("/uk/text/author/ada/", "<p>Струм і тепло</p>"),
    ] {
        paper
            .until(path, |page| page.status == 200 && page.text().contains(words))
            .await;
    }
}

#[tokio::test]
async fn a_related_story_of_another_language_says_so() {
    let paper = Paper::open().await;
    let mut port = story("port", "x");
    port.language = Some("uk".parse().unwrap());
    let id = paper.save(port).await.id;
    let json = format!(
        r#"{{"type":"doc","content":[{{"type":"relatedStory","attrs":{{"post":"{id}","slug":"port"}}}}]}}"#
    );
    let mut input = story("harbour", "");
    input.document = document::Document::from_json(&json).unwrap();
    paper.save(input).await;
    let page = paper.get("/text/harbour/").await.text();
    assert!(
        page.contains("<span lang=\"uk\"><a href=\"/uk/text/port/\">"),
        "{page}"
    );
}

#[tokio::test]
async fn a_text_page_may_load_nothing() {
    let paper = Paper::open().await;
    let page = paper.get("/text/").await;
    let policy = page.header("content-security-policy");
    assert!(
        policy.starts_with("default-src 'none'; style-src 'sha256-"),
        "{policy}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn no_text_page_of_any_story_is_too_long(
        title in "[А-Яа-я<&\" ]{1,180}",
        standfirst in "[a-zї<&\" ]{0,4000}",
        paragraphs in proptest::collection::vec("(- |1\\. |> |## )?[a-zа-я<&*_ ]{1,2000}", 1..40),
    ) {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let paper = Paper::open().await;
            let mut input = story("harbour", &paragraphs.join("\n\n"));
            input.title = format!("T{title}");
            input.standfirst = Some(standfirst);
            paper.save(input).await;
            paper.settle().await;
            whole(&paper, "/text/harbour/").await;
            whole(&paper, "/text/").await;
        });
    }
}
