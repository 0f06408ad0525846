//! No filter of a theme's `{{#get}}` makes the parser panic or run without end, and what it understands can be asked.
#![no_main]

use kernel::Timestamp;
use libfuzzer_sys::fuzz_target;
use stencil::{Map, Value};

fuzz_target!(|text: &str| {
    let tags: Value = [Map::new().with("slug", "news").into_value()].into_iter().collect();
    let item = Map::new().with("id", 7).with("title", "A <b>").with("tags", tags).with("featured", true);
    theme::parsers::filter(text, Timestamp::from_millis(1_795_428_000_000), &item.into_value());
});
