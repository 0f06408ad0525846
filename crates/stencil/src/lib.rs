//! A template engine that renders what Handlebars.js 4.7.9 renders, byte for byte, with the layouts of express-hbs 2.5.0.
//!
//! It knows templates, values and helpers, and nothing of news: what a helper means is the caller's affair.
//! It does no I/O: sources come in as text, a page leaves as text.
//!
//! Start reading at [`Engine`] (register helpers, partials and templates once, then render from any thread),
//! then [`Helper`] and [`Call`] (what a helper sees), then [`Value`]. The way of a template through the crate:
//! `parse` (tokens, syntax tree, whitespace control) → `compile` (names become slots) → `render` (one pass, one `String`).
//!
//! ```
//! use stencil::{Call, Engine, Map, Value};
//!
//! let mut engine = Engine::new();
//! engine.helper("shout", |call: &mut Call<'_, '_>| Ok(Value::from(call.arg(0).to_text().to_uppercase())));
//! engine.partial("greeting", "Hello, {{shout name}}!")?;
//! engine.template("page", "{{#each people}}{{> greeting}} {{/each}}")?;
//!
//! let people: Value = ["Ada", "Grace"].into_iter().map(|name| Map::new().with("name", name).into_value()).collect();
//! let context = Map::new().with("people", people).into_value();
//! assert_eq!(engine.render("page", &context, &Map::new(), &())?, "Hello, ADA! Hello, GRACE! ");
//! # Ok::<(), stencil::Error>(())
//! ```
//!
//! Where this engine leaves Handlebars.js on purpose:
//!
//! - Values are data. There are no functions in a context, so lambdas, prototypes and `constructor` do not exist.
//! - Limits ([`Limits`]) end a template that nests, loops or prints without end.
//! - Two unescaped numbers side by side print one after the other; Handlebars.js adds them up (`{{{1}}}{{{2}}}`).
//! - A string is indexed by UTF-16 units as in JavaScript, but half of a pair prints as U+FFFD.

mod call;
mod compile;
mod engine;
mod error;
mod layout;
mod limits;
mod map;
mod missing;
mod parse;
mod program;
mod render;
mod value;

pub use call::{Call, Helper};
pub use engine::Engine;
pub use error::Error;
pub use limits::Limits;
pub use map::Map;
pub use value::{Object, Value};
