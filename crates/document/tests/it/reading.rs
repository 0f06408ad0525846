//! Reads HTML as a person does: words that are to be seen, links, pictures.

use scraper::{ElementRef, Html, Node, Selector};
use std::collections::BTreeMap;

/// What nobody reads: code, and the players of Ghost's sounds and films (“1×”, “0:00”).
const NOT_READ: [&str; 4] = ["script", "noscript", "style", "svg"];
const PLAYERS: [&str; 3] = ["kg-audio-player", "kg-video-player-container", "kg-video-overlay"];

fn is_read(element: ElementRef<'_>) -> bool {
    !NOT_READ.contains(&element.value().name())
        && !element.value().classes().any(|class| PLAYERS.contains(&class))
}

/// The words of a page and how often each stands there.
pub fn words_of_html(html: &str) -> BTreeMap<String, usize> {
    let page = Html::parse_fragment(html);
    let mut text = String::new();
    for node in page.tree.root().descendants() {
        if let Node::Text(words) = node.value()
            && node.ancestors().filter_map(ElementRef::wrap).all(is_read)
        {
            text.push_str(words);
        } else if node.value().as_element().is_some_and(stands_apart) {
            text.push(' ');
        }
    }
    words_of_text(&text)
}

/// Ghost sets the spans of its bookmarks apart by style sheet; the number of a footnote is no part of the word before.
fn stands_apart(element: &scraper::node::Element) -> bool {
    !INLINE.contains(&element.name())
        || element
            .classes()
            .any(|class| class.starts_with("kg-") || class.starts_with("footnote"))
}

const INLINE: [&str; 12] = [
    "a", "b", "strong", "em", "i", "u", "s", "span", "code", "sub", "sup", "mark",
];

/// The words of a text and how often each stands there.
pub fn words_of_text(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for word in text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}

/// Words that stand in the first oftener than in the second.
pub fn missing(expected: &BTreeMap<String, usize>, found: &BTreeMap<String, usize>) -> Vec<String> {
    let short = |(word, count): &(&String, &usize)| found.get(*word).copied().unwrap_or(0) < **count;
    expected
        .iter()
        .filter(short)
        .map(|(word, _)| word.clone())
        .collect()
}

/// The values of an attribute of all elements that a selector finds.
pub fn values(html: &str, selector: &str, attribute: &str) -> Vec<String> {
    let page = Html::parse_fragment(html);
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector)
        .filter_map(|el| el.attr(attribute))
        .map(str::to_owned)
        .collect()
}
