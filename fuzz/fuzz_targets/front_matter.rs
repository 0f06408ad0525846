//! No head of a Markdown file makes its parser panic, and a complaint names a line of the file.
#![no_main]

#[path = "../../crates/broadsheet/src/front_matter.rs"]
#[allow(dead_code, reason = "the command uses more of it")]
mod front_matter;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match front_matter::split(text) {
        Ok((map, markdown)) => {
            assert!(text.len() >= markdown.len());
            for (key, line) in map.keys() {
                assert!(!key.is_empty() && (1..=text.lines().count()).contains(&line), "{key} in line {line}");
                map.get(key);
            }
        }
        Err(wrong) => assert!((1..=text.lines().count().max(1)).contains(&wrong.line), "{wrong}"),
    }
});
