//! No form and no address of the desk makes reading panic; what is kept of a list's address asks for the same again.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    for (_, values) in desk::parsers::form(data) {
        for value in values {
            assert!(!value.is_empty() && value == value.trim());
            desk::parsers::time(&value);
        }
    }
    let kept = desk::parsers::filter(data);
    assert_eq!(desk::parsers::filter(kept.as_bytes()), kept);
    if let Ok(text) = std::str::from_utf8(data) {
        desk::parsers::time(text);
    }
});
