//! Whatever a document is made of, it neither falls nor writes anything that runs.
//!
//! The first byte chooses the format, the rest is the text.

#![no_main]

use document::{Document, HtmlOptions, from_html, from_lexical, from_markdown, from_mobiledoc, sanitise_inline};
use libfuzzer_sys::fuzz_target;
use scraper::{Html, Node};

fuzz_target!(|data: &[u8]| {
    let Some((format, text)) = data.split_first() else { return };
    let Ok(text) = std::str::from_utf8(text) else { return };
    let document = match format % 6 {
        0 => Document::from_json(text),
        1 => from_lexical(text).map(|imported| imported.document),
        2 => from_mobiledoc(text).map(|imported| imported.document),
        3 => Ok(from_html(text).document),
        4 => Ok(from_markdown(text).document),
        _ => {
            let raw = serde_json_of_raw_html(text);
            safe(&sanitise_inline(text));
            Document::from_json(&raw)
        }
    };
    let Ok(document) = document else { return };
    let options = HtmlOptions {
        member: true,
        ..HtmlOptions::default()
    };
    safe(&document.to_html(&options));
    safe(&document.to_text_html());
    document.words();
    let again = Document::from_stored_json(&document.to_json()).expect("our own JSON is read");
    assert_eq!(again, document);
});

fn serde_json_of_raw_html(html: &str) -> String {
    let mut document = Document::default();
    document.content.push(document::Block::RawHtml(document::nodes::RawHtml {
        html: html.to_owned(),
        ..Default::default()
    }));
    document.to_json()
}

/// Reads a page as a browser does and looks for what must never be there.
fn safe(html: &str) {
    for node in Html::parse_fragment(html).tree.root().descendants() {
        match node.value() {
            Node::Comment(comment) => {
                let ours = ["broadsheet:related ", "broadsheet:newsletter ", "members-only"];
                assert!(ours.iter().any(|begin| comment.starts_with(begin)), "a comment in {html}");
            }
            Node::Element(el) => {
                let never = ["script", "style", "iframe", "object", "embed", "form", "input", "svg", "math", "base", "meta", "link"];
                assert!(!never.contains(&el.name()), "<{}> in {html}", el.name());
                for (name, value) in el.attrs() {
                    assert!(!name.starts_with("on") && name != "style" && name != "srcdoc", "{name} in {html}");
                    if ["href", "src", "cite", "poster", "data-embed"].contains(&name) {
                        assert!(leads_nowhere_bad(value), "{name}={value} in {html}");
                    }
                }
            }
            _ => {}
        }
    }
}

/// What a browser would take for the scheme, however it is disguised.
fn leads_nowhere_bad(address: &str) -> bool {
    let seen: String = address.chars().filter(|c| *c > ' ' && !c.is_control()).collect();
    let head = seen.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let scheme = head.split_once(':').map(|(scheme, _)| scheme.to_lowercase());
    scheme.is_none_or(|scheme| ["http", "https", "mailto", "tel"].contains(&scheme.as_str()))
}
