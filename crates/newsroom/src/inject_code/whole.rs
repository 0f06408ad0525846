//! Whether the page behind code stays: a script, style or comment without an end takes what follows with it.

use html5ever::{driver::ParseOpts, tendril::TendrilSink, tree_builder::TreeBuilderOpts};
use scraper::{Html, HtmlTreeSink, Node};

/// Where code stands in a page.
#[derive(Debug, Clone, Copy)]
pub(super) enum At {
    Head,
    Foot,
}

/// Elements in which what follows is not seen while they are open.
const UNSEEN: [&str; 11] = [
    "audio", "canvas", "datalist", "details", "dialog", "meter", "object", "progress", "select", "template",
    "video",
];

/// The id of an element behind the code.
const BEHIND: &str = "what-stands-behind-it";

/// Reads the page as browsers do that run scripts and that do not, with an element behind the code; what has no end where
/// that is not in its place.
pub(super) fn check(at: At, code: &str) -> Result<(), String> {
    read(at, code, true)?;
    // What stands in `<noscript>` is text to the one and elements to the other.
    read(at, code, false)
}

fn read(at: At, code: &str, runs_scripts: bool) -> Result<(), String> {
    let before = match at {
        At::Head => "<!doctype html><html><head><title>A</title>",
        At::Foot => "<!doctype html><html><body><p>A</p>",
    };
    // The signs at the end close quotes, so that it is known in which tag they were left open.
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: runs_scripts,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    let page = html5ever::parse_document(HtmlTreeSink::new(Html::new_document()), options)
        .one(format!("{before}{code}<section id={BEHIND}></section>\"'>"));
    let open = |name: &str| format!("“<{}”", name.split('<').next().unwrap_or_default());
    let found = page
        .tree
        .root()
        .descendants()
        .find_map(|node| match node.value() {
            Node::Element(element) if element.name() == "section" && element.id() == Some(BEHIND) => {
                let mut around = node.ancestors().filter_map(|above| above.value().as_element());
                let hides = around.find(|above| {
                    UNSEEN.contains(&above.name()) || *above.name.ns != *"http://www.w3.org/1999/xhtml"
                });
                Some(hides.map(|above| open(above.name())))
            }
            Node::Element(element) => element
                .attrs()
                .any(|(name, value)| name.contains(BEHIND) || value.contains(BEHIND))
                .then(|| Some(open(element.name()))),
            Node::Comment(text) if text.contains(BEHIND) => Some(Some("a comment".to_owned())),
            Node::Text(text) if text.contains(BEHIND) => {
                let around = node.parent().and_then(|above| above.value().as_element());
                Some(around.map(|above| open(above.name())))
            }
            _ => None,
        });
    match found {
        Some(None) => Ok(()),
        Some(Some(part)) => Err(part),
        None => Err("a tag".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_the_rest_of_the_page_with_it_is_found() {
        for (code, part) in [
            ("<script>a()", "“<script”"),
            ("<meta name=a><SCRIPT src='x'></script >\n<Style>p{}", "“<style”"),
            ("<!-- a counter --", "a comment"),
            ("<title>News</titles>", "“<title”"),
            ("<link rel=\"icon href=/x>", "“<link”"),
            ("<link rel='icon href=/x>", "“<link”"),
            ("<p><img src=x", "“<img”"),
            ("a <b", "“<b”"),
            ("<script>a</script", "“<script”"),
            ("<script>var a=\"<!--<script>\";</script>", "“<script”"),
            ("<plaintext>", "“<plaintext”"),
            ("<xmp>a", "“<xmp”"),
            ("<noscript><p>a", "“<noscript”"),
            ("<noscript><style>p{}</noscript>", "“<style”"),
            ("<noscript><img alt='a</noscript>", "“<img”"),
            ("<template><p>a", "“<template”"),
            ("<a href=x>y</a", "a tag"),
            ("<select><option>a", "“<select”"),
            ("<svg><path d='M0 0'/>", "“<svg”"),
            ("<object data=/x>", "“<object”"),
            ("<details><summary>Ad</summary>", "“<details”"),
        ] {
            for at in [At::Head, At::Foot] {
                assert_eq!(check(at, code), Err(part.into()), "{at:?} {code}");
            }
        }
        assert!(check(At::Head, "<frameset>").is_err(), "it stands for the body");
    }

    #[test]
    fn what_leaves_the_page_as_it_is_may_be_put_there() {
        for code in [
            "",
            "a < b and 1 <2",
            "<script>if (a < b) c('<style>', \"</p>\")</script><p title='>'>x",
            "<!----><!--><!-- <script> --><style media=\"a>b\">p{}</STYLE\n>",
            "<script>var a = \"</script>\"; b()</script>",
            "</head><body>",
            "</div></body></html>",
            "<p it's>x</p>",
            "<div><a href=/x>",
            "<table><tr><td>",
            "<svg><title/></svg>",
            "<svg><style/></svg>",
            "<!-- a --!>",
            "<a href=/x?q=\"y>z</a>",
            "<template><p>a</template><select><option>a</select><noscript><img src=/x></noscript>",
            "<video src=/x></video><iframe src=/x></iframe><textarea><b></textarea>",
        ] {
            for at in [At::Head, At::Foot] {
                assert_eq!(check(at, code), Ok(()), "{at:?} {code}");
            }
        }
    }
}
