//! An imported post is served with no word lost: the words of what Ghost itself made of each post, against those of
//! the page that a reader gets.

use crate::program::{Place, repository};
use scraper::{Html, Node, Selector};
use serde_json::Value;
use std::collections::BTreeMap;

/// What no reader reads: scripts, styles, drawings; the buttons and clocks of Ghost's own players (`0:00/0:02`, `1×`),
/// in whose place stand the browser's; the button and the answer of Ghost's sign-up form, in whose place stands ours.
const CHROME: &[&str] = &[
    "script",
    "style",
    "svg",
    "template",
    "noscript",
    ".kg-audio-player",
    ".kg-audio-player-container",
    ".kg-video-overlay",
    ".kg-video-player-container",
    ".kg-video-player",
    ".kg-signup-card-form",
    ".kg-signup-card-success",
];

/// Words with how often each stands there.
fn words(html: &str, within: Option<&str>) -> BTreeMap<String, usize> {
    let page = Html::parse_document(html);
    let chrome = Selector::parse(&CHROME.join(", ")).unwrap();
    let hidden: Vec<_> = page.select(&chrome).map(|element| element.id()).collect();
    let root = within.and_then(|within| page.select(&Selector::parse(within).unwrap()).next());
    let root = root.map_or(page.tree.root(), |element| *element);
    let mut text = String::new();
    for node in root.descendants() {
        if let Node::Text(piece) = node.value()
            && !node.ancestors().any(|above| hidden.contains(&above.id()))
        {
            text.push_str(piece);
            text.push(' ');
        }
    }
    let mut words = BTreeMap::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}

/// Without the blocks that Ghost shows to signed-in members only.
fn for_everyone(html: &str) -> String {
    let mut parts = html.split("<!--kg-gated-block:begin ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (rule, block) = part.split_once("-->").unwrap();
        let (inside, after) = block.split_once("<!--kg-gated-block:end-->").unwrap();
        if rule.contains("nonMember:true") {
            out.push_str(inside);
        }
        out.push_str(after);
    }
    out
}

#[test]
fn every_published_post_of_a_real_ghost_is_served_with_no_word_lost() {
    let fixtures = repository("crates/importer/tests/fixtures");
    let export = fixtures.join("export.json");
    let place = Place::sqlite();
    let files = fixtures.join("content-files.tar").to_string_lossy().into_owned();
    place.does(&["import", "ghost", &export.to_string_lossy(), "--files", &files]);
    let server = place.serve();
    let export: Value = serde_json::from_str(&std::fs::read_to_string(export).unwrap()).unwrap();
    let mut lost = Vec::new();
    let mut compared = 0;
    for post in export["db"][0]["data"]["posts"].as_array().unwrap() {
        // What stands behind a paywall is not served to everyone, by Ghost either.
        if post["status"] != "published" || post["visibility"] != "public" {
            continue;
        }
        let path = format!("/{}/", post["slug"].as_str().unwrap());
        let served = words(&server.page(&path), Some("main"));
        let html = for_everyone(post["html"].as_str().unwrap_or_default());
        let whole = format!("{} {html}", post["title"].as_str().unwrap());
        for (word, count) in words(&whole, None) {
            let found = served.get(&word).copied().unwrap_or_default();
            if found < count {
                lost.push(format!("{path} “{word}”: {count} in Ghost, {found} here"));
            }
        }
        compared += 1;
    }
    assert!(compared >= 35, "{compared} posts were compared");
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn a_word_that_is_missing_is_noticed() {
    let ghost = words("<p>one two two</p><script>three</script>", None);
    let ours = words("<main><p>One two</p></main><p>two</p>", Some("main"));
    assert_eq!((ghost["two"], ours["two"], ours["one"]), (2, 1, 1));
    assert!(!ghost.contains_key("three"));
}
