//! Whatever anybody writes into a template, nothing panics.

use proptest::prelude::*;
use serde_json::json;
use stencil::{Engine, Limits, Map};

use crate::case::value;
use crate::template_helpers;

/// Reads and renders `source`; both may refuse.
fn survives(source: &str) {
    let limits = Limits {
        loop_iterations: 2000,
        output_bytes: 100_000,
        ..Limits::default()
    };
    let mut engine = Engine::express().with_limits(limits);
    template_helpers::register(&mut engine);
    let context =
        value(&json!({"a": "x", "b": {"a": 1}, "list": [1, {"a": "<"}, null], "t": true, "s": "wörd😀"}));
    let partial = engine.partial("p", source);
    let template = engine.template("page", source);
    assert_eq!(partial.is_ok(), template.is_ok());
    if let Err(error) = template.and_then(|()| engine.render("page", &context, &Map::new(), &()).map(drop)) {
        assert!(!error.message.is_empty());
    }
}

/// Text made of the pieces that mean something.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "{{",
        "}}",
        "{{{",
        "}}}",
        "{{{{",
        "}}}}",
        "{{#",
        "{{/",
        "{{^",
        "{{>",
        "{{#>",
        "{{#*inline",
        "{{!--",
        "--}}",
        "{{!",
        "{{!< page}}",
        "{{else}}",
        "{{else if ",
        "~",
        "if",
        "each",
        "with",
        "list",
        "a",
        "b.a",
        "this",
        "../a",
        "@index",
        "@partial-block",
        "p",
        "s",
        "show",
        " ",
        "\n",
        "=",
        "(",
        ")",
        "[",
        "]",
        "|",
        "as |x|",
        "x",
        "\"",
        "'",
        "\\",
        "\\\\",
        "1",
        "-1.5",
        "true",
        "null",
        ".",
        "/",
        "ї",
        "\u{0}",
        "{{#each list}}",
        "{{/each}}",
        "{{#if t}}",
        "{{/if}}",
        "{{> p}}",
        "{{a}}",
        "{{#show}}",
        "{{/show}}",
        "{{s.[5]}}",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pieces_of_templates_never_panic(source in pieces()) {
        survives(&source);
    }

    #[test]
    fn any_text_never_panics(source in "(\\PC|[\\{\\}~#/^&>!.\"'\\[\\]()@\\\\ \n\u{0}]){0,60}") {
        survives(&source);
    }

    #[test]
    fn text_without_braces_comes_out_as_it_went_in(source in "[^\\{\u{0}]{0,80}") {
        let mut engine = Engine::new();
        engine.template("page", &source).expect("plain text");
        prop_assert_eq!(engine.render("page", &value(&json!({})), &Map::new(), &()), Ok(source));
    }

    #[test]
    fn what_is_printed_escaped_has_no_markup(text in "\\PC{0,40}") {
        let mut engine = Engine::new();
        engine.template("page", "{{a}}").expect("a template");
        let page = engine.render("page", &Map::new().with("a", text).into_value(), &Map::new(), &()).expect("a page");
        prop_assert!(!page.contains(['<', '>', '"', '\'', '`', '=']));
    }
}
