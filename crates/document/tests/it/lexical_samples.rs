//! Ghost's documents beside the HTML that Ghost's own renderer makes of them.

use crate::reading::{missing, values, words_of_html, words_of_text};
use document::{HtmlOptions, Imported, from_html, from_lexical};
use std::{fs, path::Path};

/// Every sample: its name, our reading of it, Ghost's HTML.
fn samples() -> Vec<(String, Imported, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/lexical");
    let mut all: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let imported = from_lexical(&fs::read_to_string(&path).unwrap());
            let html = fs::read_to_string(path.with_extension("web.html")).unwrap();
            (
                name.clone(),
                imported.unwrap_or_else(|error| panic!("{name}: {error}")),
                html,
            )
        })
        .collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(all.len() >= 30, "the samples are there");
    all
}

/// What our page of a member shows: Ghost's renderer marks parts for members, and shows them.
fn page(imported: &Imported) -> String {
    imported.document.to_html(&HtmlOptions {
        member: true,
        ..HtmlOptions::default()
    })
}

#[test]
fn no_word_that_ghost_shows_is_lost_in_the_text() {
    for (name, imported, ghost) in samples() {
        let lost = missing(
            &words_of_html(&ghost),
            &words_of_text(&imported.document.to_plain_text()),
        );
        let numbered = name == "markdown"; // the number of a footnote is no word of the text
        assert!(lost.is_empty() || (numbered && lost == ["1"]), "{name}: {lost:?}");
    }
}

#[test]
fn no_word_that_ghost_shows_is_lost_on_the_page() {
    for (name, imported, ghost) in samples() {
        let ours = page(&imported);
        let mut lost = missing(&words_of_html(&ghost), &words_of_html(&ours));
        if name == "signup" {
            // The form and what it answers are the newsletter box's, which stands in for it.
            assert!(ours.contains("<!--broadsheet:newsletter default-->"), "{ours}");
            lost.retain(|word| !["subscribe", "check", "your", "inbox"].contains(&word.as_str()));
        }
        assert!(lost.is_empty(), "{name}: {lost:?}\n{ours}");
    }
}

#[test]
fn every_safe_link_leads_where_it_led() {
    for (name, imported, ghost) in samples() {
        let ours = values(&page(&imported), "a", "href");
        for href in values(&ghost, "a", "href") {
            let footnote = href.starts_with("#fn");
            if !footnote && href != "javascript:alert(1)" {
                assert!(ours.contains(&href), "{name}: {href} is not in {ours:?}");
            }
        }
    }
}

#[test]
fn every_picture_is_there_with_its_text() {
    for (name, imported, ghost) in samples() {
        let ours = page(&imported);
        let shown = values(&ours, "img", "src");
        for src in values(
            &ghost,
            "img:not(.kg-bookmark-icon):not(.kg-bookmark-thumbnail img)",
            "src",
        ) {
            assert!(shown.contains(&src), "{name}: {src} is not in {ours}");
        }
        for alt in values(&ghost, ".kg-image, .kg-gallery-image img", "alt") {
            assert!(values(&ours, "img", "alt").contains(&alt), "{name}: {alt}");
        }
    }
}

#[test]
fn only_what_nobody_can_know_is_unknown() {
    for (name, imported, _) in samples() {
        let expected: &[&str] = match name.as_str() {
            "error-unknown-node" => &["correction"],
            "transistor" => &["transistor"],
            _ => &[],
        };
        assert_eq!(imported.unknown, expected, "{name}");
        assert_eq!(imported.document.unknown_nodes(), expected, "{name}");
    }
}

#[test]
fn a_node_that_nobody_knows_is_kept_whole_and_its_words_are_shown() {
    let (_, imported, _) = samples()
        .into_iter()
        .find(|(name, ..)| name == "error-unknown-node")
        .unwrap();
    assert_eq!(imported.document.to_plain_text(), "before\n\nx\n\nafter");
    assert!(
        imported
            .document
            .to_json()
            .contains(r#"{"type":"correction","version":1,"text":"x"}"#)
    );
    assert!(page(&imported).contains(r#"<div class="unknown" data-node="correction"><p>x</p></div>"#));
}

#[test]
fn every_sample_survives_its_own_json_and_html() {
    for (name, imported, _) in samples() {
        let json = imported.document.to_json();
        let again = document::Document::from_stored_json(&json).unwrap();
        assert_eq!(again, imported.document, "{name}");
        let html = page(&imported);
        let lost = missing(
            &words_of_html(&html),
            &words_of_text(&from_html(&html).document.to_plain_text()),
        );
        let chrome = |word: &String| ["1", "mb", "youtube"].contains(&word.as_str());
        assert!(lost.iter().all(chrome), "{name}: {lost:?}\n{html}");
    }
}

#[test]
fn ghosts_own_html_is_read_without_losing_a_word() {
    for (name, _, ghost) in samples() {
        let imported = from_html(&ghost);
        let lost = missing(
            &words_of_html(&ghost),
            &words_of_text(&imported.document.to_plain_text()),
        );
        let numbered = name == "markdown" || name == "file";
        assert!(
            lost.is_empty() || (numbered && lost.iter().all(|w| w == "1" || w == "mb")),
            "{name}: {lost:?}"
        );
    }
}

#[test]
fn nested_lists_stand_in_the_item_that_they_belong_to() {
    let (_, imported, ghost) = samples()
        .into_iter()
        .find(|(name, ..)| name == "list-nested")
        .unwrap();
    assert_eq!(page(&imported), ghost.trim());
}

#[test]
fn marks_and_spaces_are_ghosts() {
    for sample in [
        "text-formats",
        "text-escaping",
        "text-whitespace",
        "heading-formats",
        "link-basic",
    ] {
        let (_, imported, ghost) = samples().into_iter().find(|(name, ..)| name == sample).unwrap();
        assert_eq!(page(&imported), ghost.trim_end_matches('\n'), "{sample}");
    }
}

#[test]
fn a_link_that_runs_a_script_is_text() {
    let (_, imported, _) = samples()
        .into_iter()
        .find(|(name, ..)| name == "link-javascript-url")
        .unwrap();
    assert_eq!(page(&imported), "<p>bad</p>");
}
