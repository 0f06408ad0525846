//! The JSON that editors exchange with us.

use document::{Document, DocumentError, HtmlOptions};

#[test]
fn what_a_newer_version_wrote_is_written_back() {
    let json = r#"{"type":"doc","attrs":{"version":7},"content":[
        {"type":"paragraph","attrs":{"textAlign":null,"mood":"calm"},"content":[
            {"type":"text","text":"Hello ","marks":[{"type":"glow","attrs":{"strength":3}},{"type":"highlight","attrs":{"color":"yellow"}}]},
            {"type":"mention","attrs":{"id":"ann","label":"Ann"}}]},
        {"type":"poll","attrs":{"question":{"text":"Do you agree?"}},"content":[{"type":"pollOption","content":[{"type":"text","text":"Yes"}]}]},
        {"type":"image","attrs":{"src":"/a.jpg","credit":{"name":"Ann"},"focus":[1,2]}},
        {"type":"bulletList","content":[{"type":"taskItem","attrs":{"checked":true},"content":[]}]}]}"#;
    let document = Document::from_json(json).unwrap();
    let written: serde_json::Value = serde_json::from_str(&document.to_json()).unwrap();
    let mut expected: serde_json::Value = serde_json::from_str(json).unwrap();
    assert_eq!(written, expected.take());
    assert_eq!(document.unknown_nodes(), ["mention", "poll", "bulletList"]);
    let page = document.to_html(&HtmlOptions::default());
    for word in ["Hello", "Ann", "Do you agree?", "Yes"] {
        assert!(page.contains(word), "{word} is not in {page}");
    }
}

#[test]
fn unsafe_addresses_are_gone_after_reading() {
    let document = Document::from_json(
        r#"{"type":"doc","content":[{"type":"paragraph","content":[{"type":"text","text":"x","marks":[{"type":"link","attrs":{"href":"java\tscript:alert(1)"}}]}]},
        {"type":"image","attrs":{"src":"data:image/svg+xml,<svg onload=x()>","href":"vbscript:x"}},
        {"type":"embed","attrs":{"url":"javascript:x()"}},{"type":"button","attrs":{"text":"Go","url":"file:///etc/passwd"}}]}"#,
    )
    .unwrap();
    let json = document.to_json();
    for scheme in ["script:", "data:", "file:"] {
        assert!(!json.contains(scheme), "{json}");
    }
    assert!(json.contains(r#"{"type":"text","text":"x"}"#) && json.contains("Go"));
}

#[test]
fn text_that_stands_between_blocks_becomes_a_paragraph() {
    let document = Document::from_json(r#"{"type":"doc","content":[{"type":"text","text":"stray"},{"type":"hardBreak"},{"type":"horizontalRule"}]}"#).unwrap();
    assert_eq!(document.to_html(&HtmlOptions::default()), "<p>stray<br></p><hr>");
}

#[test]
fn what_is_no_document_is_refused_in_words() {
    let refused = |json: &str| Document::from_json(json).unwrap_err();
    assert!(matches!(refused("{"), DocumentError::Json(_)));
    assert!(matches!(refused("[]"), DocumentError::NotADocument));
    assert!(matches!(
        refused(r#"{"type":"paragraph"}"#),
        DocumentError::NotADocument
    ));
    let deep = format!(
        "{}{}",
        r#"{"type":"doc","content":[["#.repeat(50),
        "]]}".repeat(50)
    );
    assert!(matches!(
        refused(&deep),
        DocumentError::TooDeep | DocumentError::Json(_)
    ));
    assert!(matches!(refused(&"[".repeat(1_000_000)), DocumentError::Json(_)));
}

#[test]
fn serde_reads_and_writes_the_same_json_and_trusts_nobody() {
    let json = r#"{"type":"doc","content":[{"type":"rawHtml","attrs":{"html":"<b>x</b>","trusted":true}}]}"#;
    let document: Document = serde_json::from_str(json).unwrap();
    assert_eq!(
        serde_json::to_string(&document).unwrap(),
        json.replace(r#","trusted":true"#, "")
    );
    assert_eq!(Document::from_stored_json(json).unwrap().to_json(), json);
}
