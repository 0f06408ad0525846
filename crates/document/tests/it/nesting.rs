//! Whatever a stranger nests, nothing overflows, and the words at the bottom are still there.

use document::{HtmlOptions, from_html, from_lexical, from_markdown, from_mobiledoc, sanitise_inline};

/// On a small stack, as a worker thread may have.
fn on_a_small_stack(test: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(1024 * 1024);
    thread.spawn(test).unwrap().join().unwrap();
}

#[test]
fn html_nested_without_end_keeps_its_words() {
    on_a_small_stack(|| {
        for tag in [
            "div",
            "blockquote",
            "ul><li",
            "b",
            "span",
            "table><tr><td",
            "details",
            "figure",
            "a href=/x/",
            "font",
            "section class=callout",
            "sup",
            "math",
            "svg",
        ] {
            let html = format!(
                "{}words{}",
                format!("<{tag}>").repeat(3000),
                "</div>".repeat(3000)
            );
            let document = from_html(&html).document;
            let kept = document.to_plain_text().contains("words");
            assert!(kept || ["math", "svg"].contains(&tag), "{tag}");
            document.to_html(&HtmlOptions::default());
            document.to_text_html(&kernel::Language::english());
            let again = document::Document::from_json(&document.to_json()).unwrap();
            assert_eq!(again, document, "{tag}");
            sanitise_inline(&html);
        }
    });
}

#[test]
fn raw_html_nested_without_end_is_written() {
    on_a_small_stack(|| {
        for tag in ["div", "b", "blockquote", "table><tr><td", "i><p"] {
            let html = format!("{}words", format!("<{tag}>").repeat(3000));
            let json =
                serde_json::json!({"type": "doc", "content": [{"type": "rawHtml", "attrs": {"html": html}}]});
            let document = document::Document::from_json(&json.to_string()).unwrap();
            assert!(
                document.to_html(&HtmlOptions::default()).contains("words"),
                "{tag}"
            );
            assert!(document.to_plain_text().contains("words"), "{tag}");
        }
    });
}

#[test]
fn markdown_nested_without_end_keeps_its_words() {
    on_a_small_stack(|| {
        for sign in ["> ", "- ", "1. ", "*a ", "[", "![", "**", ":::note\n"] {
            let document = from_markdown(&format!("{}words", sign.repeat(2000))).document;
            assert!(document.to_plain_text().contains("words"), "{sign}");
            assert_eq!(
                document::Document::from_json(&document.to_json()).unwrap(),
                document
            );
        }
    });
}

#[test]
fn json_nested_as_deep_as_is_allowed_is_walked() {
    on_a_small_stack(|| {
        let list = |depth: usize| {
            let begin = r#"{"type":"bulletList","content":[{"type":"listItem","content":["#.repeat(depth);
            format!(
                r#"{{"type":"doc","content":[{begin}{{"type":"paragraph","content":[{{"type":"text","text":"words"}}]}}{}]}}"#,
                "]}]}".repeat(depth)
            )
        };
        let document = document::Document::from_json(&list(23)).unwrap();
        assert!(document.to_html(&HtmlOptions::default()).contains("words"));
        assert_eq!(
            document::Document::from_json(&document.to_json()).unwrap(),
            document
        );
        assert!(document::Document::from_json(&list(26)).is_err());
    });
}

#[test]
fn other_formats_nested_without_end_are_refused() {
    let deep = format!(
        r#"{{"root":{{"children":[{}]}}}}"#,
        r#"{"type":"quote","children":["#.repeat(3000)
    );
    assert!(from_lexical(&deep).is_err());
    assert!(from_mobiledoc(&"[".repeat(3000)).is_err());
}
