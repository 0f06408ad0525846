//! No list of redirects makes its parser panic, and a complaint is a sentence about one of its lines.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (lines, wrong) = newsroom::parsers::redirects(text);
    assert!(lines.len() + wrong.len() <= text.len().max(1));
    assert!(lines.windows(2).all(|two| two[0].0 < two[1].0));
    for (_, why) in wrong {
        assert!(why.ends_with('.') && why.chars().count() < 300, "{why}");
    }
});
