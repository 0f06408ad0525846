//! No form and no address of the desk makes reading panic; what a list is asked for can be
//! asked for again.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    for (_, values) in desk::parsers::form(data) {
        for value in values {
            assert!(!value.is_empty() && value == value.trim());
            desk::parsers::time(&value);
        }
    }
    let asked = desk::parsers::list(data);
    assert_eq!(desk::parsers::list(asked.as_bytes()), asked);
    if let Ok(text) = std::str::from_utf8(data) {
        desk::parsers::time(text);
    }
});
