//! A state of a story as lines, for comparing: all that is read, where links lead, which pictures stand there, and the
//! fields around the text.

use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Fields around the text, as the desk calls them, in its order.
const FIELDS: [(&str, &str); 19] = [
    ("tags", "Section and tags"),
    ("authors", "Bylines"),
    ("feature_image", "Lead picture"),
    ("editors_note", "Editor’s note"),
    ("slug", "Slug"),
    ("language", "Language"),
    ("translation_of", "Translates"),
    ("featured", "Marked"),
    ("visibility", "Who may read it"),
    ("custom_template", "Template"),
    ("canonical_url", "Appeared first at"),
    ("meta_title", "For search engines, title"),
    ("meta_description", "For search engines, description"),
    ("og_title", "Card, title"),
    ("og_description", "Card, description"),
    ("og_image", "Card, picture"),
    ("twitter_title", "Card for X, title"),
    ("twitter_description", "Card for X, description"),
    ("twitter_image", "Card for X, picture"),
];

/// Headline, standfirst and text, one line for each paragraph.
pub(super) fn lines(title: &str, standfirst: &str, document: &Value) -> Vec<String> {
    let mut lines = vec![title.to_owned(), standfirst.to_owned()];
    node(document, &mut lines);
    lines
}

/// The fields around the text that say something.
pub(super) fn around(fields: &Value) -> Vec<String> {
    let lines = FIELDS.iter().filter_map(|(name, label)| {
        let said = words(fields.get(name)?);
        (!said.is_empty() && !matches!((*name, said.as_str()), ("visibility", "public")))
            .then(|| format!("{label}: {said}"))
    });
    lines.collect()
}

/// What a value says, in words.
fn words(value: &Value) -> String {
    match value {
        Value::Null | Value::Bool(false) => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => text.trim().to_owned(),
        Value::Array(all) if all.iter().any(Value::is_object) => {
            let mut line = String::new();
            inlines(all, &mut line);
            line.trim().to_owned()
        }
        Value::Array(all) => all.iter().map(words).collect::<Vec<_>>().join(", "),
        Value::Object(all) => attributes(all),
    }
}

/// Pixels are no matter of words.
const PIXELS: [&str; 2] = ["width", "height"];

fn attributes(all: &Map<String, Value>) -> String {
    let said: BTreeMap<_, _> = all
        .iter()
        .filter(|(name, _)| !PIXELS.contains(&name.as_str()))
        .map(|(name, value)| (name, words(value)))
        .filter(|(_, words)| !words.is_empty())
        .collect();
    said.into_values().collect::<Vec<_>>().join(" · ")
}

fn name(node: &Value) -> &str {
    node.get("type").and_then(Value::as_str).unwrap_or_default()
}

fn is_inline(node: &Value) -> bool {
    matches!(name(node), "text" | "hardBreak" | "footnote")
}

/// Bare containers need no line of their own.
const PLAIN: [&str; 3] = ["doc", "paragraph", "heading"];

fn node(of: &Value, lines: &mut Vec<String>) {
    let children = of.get("content").and_then(Value::as_array);
    let attrs = of.get("attrs").and_then(Value::as_object);
    if let Some(attrs) = attrs.filter(|_| !PLAIN.contains(&name(of))) {
        let said = attributes(attrs);
        if !said.is_empty() {
            lines.push(format!("[{}: {said}]", name(of)));
        }
    }
    let Some(children) = children else { return };
    if children.iter().any(is_inline) {
        let mut line = String::new();
        inlines(children, &mut line);
        lines.extend(
            line.lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(str::to_owned),
        );
    } else {
        children.iter().for_each(|child| node(child, lines));
    }
}

/// Text with where its links lead.
fn inlines(all: &[Value], line: &mut String) {
    let href = |node: &Value| {
        let marks = node.get("marks").and_then(Value::as_array)?;
        let link = marks.iter().find(|mark| name(mark) == "link")?;
        Some(link.get("attrs")?.get("href")?.as_str()?.to_owned())
    };
    for (i, one) in all.iter().enumerate() {
        match name(one) {
            "hardBreak" => line.push('\n'),
            "text" => line.push_str(one.get("text").and_then(Value::as_str).unwrap_or_default()),
            _ => {
                if let Some(attrs) = one.get("attrs").and_then(Value::as_object) {
                    line.push_str(&format!(" [{}]", attributes(attrs)));
                }
                if let Some(note) = one.get("content").and_then(Value::as_array) {
                    line.push_str(" [");
                    inlines(note, line);
                    line.push(']');
                }
            }
        }
        let here = href(one);
        if let Some(href) = here.filter(|here| all.get(i + 1).and_then(href).as_ref() != Some(here)) {
            line.push_str(&format!(" ({href})"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn links_pictures_and_notes_are_seen() {
        let link = |text: &str, href: &str| json!({"type": "text", "text": text, "marks": [{"type": "link", "attrs": {"href": href}}]});
        let document = json!({"type": "doc", "content": [
            {"type": "paragraph", "content": [{"type": "text", "text": "The "}, link("br", "/a/"), link("idge", "/a/"), link(" opens", "/b/")]},
            {"type": "image", "attrs": {"src": "/content/x.jpg", "alt": "Fog", "width": 4}, "content": [{"type": "text", "text": "At dawn"}]},
            {"type": "paragraph", "content": [{"type": "text", "text": "Nine"}, {"type": "footnote", "content": [{"type": "text", "text": "At noon."}]}]},
            {"type": "bulletList", "content": [{"type": "listItem", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "One"}]}]}]},
        ]});
        assert_eq!(
            lines("Bridge", "", &document),
            [
                "Bridge",
                "",
                "The bridge (/a/) opens (/b/)",
                "[image: Fog · /content/x.jpg]",
                "At dawn",
                "Nine [At noon.]",
                "One"
            ]
        );
        let fields = json!({"tags": ["Sea", "Boats"], "featured": false, "visibility": "public", "editors_note": " ", "feature_image": {"src": "/x.jpg", "width": 3}});
        assert_eq!(
            around(&fields),
            ["Section and tags: Sea, Boats", "Lead picture: /x.jpg"]
        );
    }

    proptest! {
        #[test]
        fn every_word_of_a_document_is_in_a_line(words in proptest::collection::vec("[a-z]{1,8}", 1..8)) {
            let content: Vec<_> = words.iter().map(|word| json!({"type": "paragraph", "content": [{"type": "text", "text": word}]})).collect();
            prop_assert_eq!(&lines("", "", &json!({"type": "doc", "content": content}))[2..], &words[..]);
        }
    }
}
