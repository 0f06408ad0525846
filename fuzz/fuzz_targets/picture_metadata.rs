//! Whatever a picture's file says is a text within bounds, and what was cleaned once has nothing left to take out.

#![no_main]

use files::{Kind, Metadata, cleaned};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let kind = Kind::of_bytes(data, "");
    let said = Metadata::of(data, kind);
    assert!(said.caption.chars().count() <= 5000 && said.alt.chars().count() <= 5000);
    assert!(said.creator.chars().count() <= 500 && said.agency.chars().count() <= 500);
    if let Ok(clean) = cleaned(data, kind) {
        assert_eq!(cleaned(&clean, kind).as_ref(), Ok(&clean));
    }
});
