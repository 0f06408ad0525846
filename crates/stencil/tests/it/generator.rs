//! Templates made by chance, always the same ones for one seed.
//!
//! Left out because JavaScript decides them by its own internals, not by anything that a template means:
//! `__proto__` and other inherited names, custom decorators, `@_parent`, halves of surrogate pairs,
//! `@partial-block` as a parameter of an ordinary helper (a function there),
//! and inline partials that call each other across templates (Handlebars.js keeps them in a variable of the template).

mod chance;
mod writer;

use serde_json::{Value as Json, json};

use crate::case::Case;
use chance::Chance;
use writer::Writer;

/// The contexts that generated cases name by number.
pub fn contexts() -> Vec<Json> {
    let item = |name: &str| json!({"a": name, "list": [1, "two"], "obj": {"a": "in"}, "n": 1, "t": true});
    vec![
        json!({
            "a": "A<b>", "b": "B & 'b'", "n": 3, "z": 0, "e": "", "t": true, "f": false, "u": null, "list": [1, "<2>", null, false],
            "none": [], "obj": {"a": "oa", "x": {"a": "oxa", "list": ["l"]}, "list": [["n1"], []]}, "items": [item("i1"), item("i2")],
            "safe": {"$safe": "<i>"}, "title": "field", "x y": "spaced"
        }),
        json!({"a": ["x", ["y"]], "b": {"a": 1}, "n": -0.5, "t": {}, "list": {"k": "v", "2": "two", "1": {"a": "one"}}, "items": []}),
        json!({"a": null, "b": {"$": "undefined"}, "n": {"$": "NaN"}, "obj": [1, 2], "items": [null, "A", "A", 0, [1], {"a": "last"}], "t": 1}),
        json!([{"a": 1, "items": ["p"]}, "two", 3]),
        json!("just text"),
        json!({}),
    ]
}

pub fn cases(count: usize, seed: u64) -> Vec<Case> {
    let mut chance = Chance(seed);
    (0..count)
        .map(|_| {
            let context = chance.below(8).saturating_sub(2);
            let mut template = Writer::template(&mut chance);
            if chance.one_in(8) {
                template = damaged(&template, &mut chance);
            }
            let mut case = Case::shared(&template, context);
            for name in ["p", "q", "r"] {
                let source = if chance.one_in(8) {
                    Writer::partial(&mut chance)
                } else {
                    "<{{a}}{{this.n}}>\n".into()
                };
                case = case.partial(name, &source);
            }
            case.partial("box", "[{{#if a}}\n{{> @partial-block}}\n{{/if}}]")
                .partial("dir/s-t", "{{title}}{{@index}}")
        })
        .collect()
}

/// One to three characters changed, so that most of them are refused.
fn damaged(template: &str, chance: &mut Chance) -> String {
    let mut chars: Vec<char> = template.chars().collect();
    for _ in 0..=chance.below(3) {
        let at = chance.below(chars.len() + 1);
        if chance.one_in(2) && at < chars.len() {
            chars.remove(at);
        } else {
            let new = chance.pick(&[
                "{", "}", "~", "#", "/", "^", "&", ">", " ", "\n", ".", "|", "=", "\"", "'", "[", "]", "(",
                ")", "@", "!", "-", "\\",
            ]);
            chars.splice(at..at, new.chars());
        }
    }
    let text: String = chars.into_iter().collect();
    // A decorator that nobody registered is refused only when its block is reached, by Handlebars.js.
    text.replace('*', "")
}
