//! A real Ghost's export: every post and page of it, beside the HTML that this Ghost served.

use crate::reading::{missing, values, words_of_html, words_of_text};
use document::{HtmlOptions, from_html, from_lexical};
use serde_json::Value;
use std::{fs, path::Path};

/// Slug, Lexical, HTML of every post.
fn posts() -> Vec<(String, String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../importer/tests/fixtures/export.json");
    let export: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    let posts = export["db"][0]["data"]["posts"].as_array().unwrap();
    let text = |post: &Value, key: &str| post[key].as_str().unwrap_or_default().to_owned();
    posts
        .iter()
        .map(|post| (text(post, "slug"), text(post, "lexical"), text(post, "html")))
        .collect()
}

fn options() -> HtmlOptions {
    HtmlOptions {
        member: true,
        ..HtmlOptions::default()
    }
}

#[test]
fn no_word_of_any_post_is_lost() {
    assert!(posts().len() >= 38);
    for (slug, lexical, ghost) in posts() {
        let imported = from_lexical(&lexical).unwrap();
        let mut lost = missing(
            &words_of_html(&ghost),
            &words_of_text(&imported.document.to_plain_text()),
        );
        lost.retain(|word| word != "1"); // the number of a footnote
        assert!(lost.is_empty(), "{slug}: {lost:?}");

        let page = imported.document.to_html(&options());
        let mut lost = missing(&words_of_html(&ghost), &words_of_html(&page));
        if page.contains("<!--broadsheet:newsletter") {
            // The form is the newsletter box's.
            lost.retain(|word| !["email", "sent", "subscribe"].contains(&word.as_str()));
        }
        assert!(lost.is_empty(), "{slug}: {lost:?}\n{page}");
    }
}

#[test]
fn every_link_and_picture_of_every_post_is_there() {
    for (slug, lexical, ghost) in posts() {
        let page = from_lexical(&lexical).unwrap().document.to_html(&options());
        let links = values(&page, "a", "href");
        for href in values(&ghost, "a", "href")
            .iter()
            .filter(|href| !href.starts_with("#fn"))
        {
            assert!(links.contains(href), "{slug}: {href}");
        }
        let pictures = values(&page, "img", "src");
        for src in values(
            &ghost,
            ".kg-image, .kg-gallery-image img, .kg-header-card-image",
            "src",
        ) {
            assert!(pictures.contains(&src), "{slug}: {src}");
        }
    }
}

#[test]
fn old_posts_can_be_read_from_their_html() {
    for (slug, _, ghost) in posts() {
        let imported = from_html(&ghost);
        let mut lost = missing(
            &words_of_html(&ghost),
            &words_of_text(&imported.document.to_plain_text()),
        );
        lost.retain(|word| word != "1" && word != "kb"); // numbers of footnotes, sizes of files
        assert!(lost.is_empty(), "{slug}: {lost:?}");
    }
}

#[test]
fn only_the_podcast_player_for_members_is_unknown() {
    let unknown: Vec<String> = posts()
        .iter()
        .flat_map(|(_, lexical, _)| from_lexical(lexical).unwrap().unknown)
        .collect();
    assert!(unknown.iter().all(|name| name == "transistor"), "{unknown:?}");
}

#[test]
fn what_is_for_members_is_not_on_the_public_page() {
    let (_, lexical, _) = posts()
        .into_iter()
        .find(|(slug, ..)| slug == "card-html")
        .unwrap();
    let document = from_lexical(&lexical).unwrap().document;
    assert!(
        !document
            .to_html(&HtmlOptions::default())
            .contains("members only block")
    );
    assert!(document.to_html(&options()).contains("members only block"));

    let (_, lexical, _) = posts()
        .into_iter()
        .find(|(slug, ..)| slug == "members-only")
        .unwrap();
    let document = from_lexical(&lexical).unwrap().document;
    assert_eq!(document.before_paywall().to_plain_text(), "Public part.");
    assert!(document.to_html(&options()).contains("<!--members-only-->"));
}
