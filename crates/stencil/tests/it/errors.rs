//! What is refused says where and why; what would never end is ended.

use serde_json::json;
use stencil::{Call, Engine, Error, Limits, Map, Value};

use crate::case::value;

fn refusal(source: &str) -> Error {
    let mut engine = Engine::new();
    engine.helper("fail", |call: &mut Call<'_, '_>| {
        Err::<Value, _>(call.error("no luck today"))
    });
    let context = value(&json!({"list": [1, 2], "t": true, "word": "w"}));
    match engine.template("post.hbs", source) {
        Err(error) => error,
        Ok(()) => engine
            .render("post.hbs", &context, &Map::new(), &())
            .expect_err(source),
    }
}

#[test]
fn an_error_names_template_line_column_and_reason() {
    let cases = [
        (
            "a\n{{#if t}}\nb",
            "post.hbs, line 3, column 2: the end of the file does not belong here: \"{{/if}}\" is missing",
        ),
        (
            "{{#if t}}{{/each}}",
            "post.hbs, line 1, column 10: \"if\" was opened, but \"each\" is closed",
        ),
        (
            "x {{/if}}",
            "post.hbs, line 1, column 3: \"{{/\" does not belong here: a block was opened before it",
        ),
        (
            "ї\n ї {{a",
            "post.hbs, line 2, column 6: this tag has no end: \"}}\" is missing",
        ),
        (
            "{{a \"b}}",
            "post.hbs, line 1, column 5: this string has no closing \"",
        ),
        (
            "{{a {{b}} }}",
            "post.hbs, line 1, column 5: a tag begins inside another tag: \"}}\" is missing before it",
        ),
        (
            "{{a.this}}",
            "post.hbs, line 1, column 3: \"a.this\" is not a path: \"this\" can only begin one",
        ),
        (
            "\n\n  {{nothing 1}}",
            "post.hbs, line 3, column 3: there is no helper \"nothing\"",
        ),
        (
            "{{#if t}}\n  {{word 1}}{{/if}}",
            "post.hbs, line 2, column 3: \"word\" is a field, it cannot be called like a helper",
        ),
        (
            "{{> nobody}}",
            "post.hbs, line 1, column 1: there is no partial \"nobody\"",
        ),
        (
            "{{#each list}}\n{{fail}}{{/each}}",
            "post.hbs, line 2, column 1: no luck today",
        ),
        (
            "{{#each}}{{/each}}",
            "post.hbs, line 1, column 1: {{#each}} takes exactly one value, not 0",
        ),
        (
            " {{if t}}",
            "post.hbs, line 1, column 2: {{if}} is a block: {{#if …}}…{{/if}}",
        ),
        (
            "{{#if t as |x|}}\n{{x}}{{/if}}",
            "post.hbs, line 2, column 1: a name after \"as |\" is read, but the block gives no such values",
        ),
        (
            "{{!< base}}",
            "post.hbs, line 1, column 1: there is no layout \"base\"",
        ),
    ];
    for (source, expected) in cases {
        assert_eq!(refusal(source).to_string(), expected, "{source}");
    }
}

#[test]
fn an_error_in_a_partial_names_the_partial() {
    let mut engine = Engine::new();
    engine.partial("byline", "by\n{{nobody 1}}").expect("a partial");
    engine
        .template("post", "{{#each list}}{{> byline}}{{/each}}")
        .expect("a template");
    let context = value(&json!({"list": [1]}));
    let error = engine
        .render("post", &context, &Map::new(), &())
        .expect_err("no such helper");
    assert_eq!(
        (error.template.as_str(), error.line, error.column),
        ("byline", 2, 1)
    );
    let error = engine
        .render("nowhere", &context, &Map::new(), &())
        .expect_err("no such template");
    assert_eq!(error.to_string(), "nowhere: there is no template of this name");
}

fn limited(source: &str, limits: Limits) -> Result<String, Error> {
    let mut engine = Engine::new().with_limits(limits);
    engine.partial("again", "{{> again}}").expect("a partial");
    engine
        .partial("twice", "{{> twice}}{{> twice}}")
        .expect("a partial");
    engine
        .partial("quiet", "{{#if deep}}{{/if}}{{> quiet x=this}}")
        .expect("a partial");
    engine.template("page", source)?;
    let list: Value = (0..100).collect();
    let context = Map::new()
        .with("list", list)
        .with("long", "x".repeat(1000))
        .into_value();
    engine.render("page", &context, &Map::new(), &())
}

#[test]
fn what_would_never_end_is_ended() {
    let reason = |source: &str, limits| limited(source, limits).expect_err(source).message;
    let usual = Limits::default();
    assert_eq!(
        reason("{{> again}}", usual),
        "blocks and partials are nested more than 100 deep"
    );
    assert_eq!(
        reason("{{> twice}}", usual),
        "blocks and partials are nested more than 100 deep"
    );
    assert_eq!(
        reason("{{> quiet}}", usual),
        "blocks and partials are nested more than 100 deep"
    );
    let few = Limits {
        loop_iterations: 1000,
        ..usual
    };
    let loops = "{{#each list}}{{#each ../list}}{{/each}}{{/each}}";
    assert_eq!(
        reason(loops, few),
        "more than 1000 blocks, loop turns and partials"
    );
    assert_eq!(limited(loops, usual).as_deref(), Ok(""));
    let short = Limits {
        output_bytes: 10_000,
        ..usual
    };
    assert_eq!(
        reason("{{#each list}}{{../long}}{{/each}}", short),
        "the page is longer than 10000 bytes"
    );
    assert_eq!(
        reason(
            "{{{{a}}}}{{{{/a}}}}{{long}}{{long}}",
            Limits {
                output_bytes: 1500,
                ..usual
            }
        ),
        "the page is longer than 1500 bytes"
    );
}

#[test]
fn sources_nested_too_deep_are_refused_and_others_are_not() {
    let blocks = |depth: usize| format!("{}{}", "{{#if t}}".repeat(depth), "{{/if}}".repeat(depth));
    let subs = |depth: usize| format!("{{{{show {}1{}}}}}", "(show ".repeat(depth), ")".repeat(depth));
    let chain = |length: usize| format!("{{{{#if f}}}}{}{{{{/if}}}}", "{{else if f}}".repeat(length));
    for source in [blocks(100), subs(100), chain(100)] {
        Engine::new()
            .template("page", &source)
            .expect("deep enough for anybody");
    }
    for source in [
        blocks(100_000),
        subs(100_000),
        chain(100_000),
        "{{#> x}}".repeat(100_000),
        "{{{{a}}}}".repeat(100_000),
    ] {
        assert!(Engine::new().template("page", &source).is_err());
    }
}

#[test]
fn layouts_in_a_circle_are_refused() {
    let mut engine = Engine::new();
    engine.template("one", "{{!< two}}").expect("a template");
    engine.template("two", "{{!< one}}").expect("a template");
    let error = engine
        .render("one", &Value::Undefined, &Map::new(), &())
        .expect_err("a circle");
    assert_eq!(error.message, "layouts lie around each other more than 16 deep");
}
