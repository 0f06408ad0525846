//! Whatever a device says of a passkey is refused or read, and what was read is part of it.
//!
//! The first byte says how much of the rest is what the device says; then come signature and key. The browser's part is as it
//! must be, or (with an odd first byte) the rest of the bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use newsroom::parsers::{made_passkey, used_passkey};

const MADE: &[u8] = br#"{"type":"webauthn.create","challenge":"abc","origin":"https://paper.example"}"#;
const USED: &[u8] = br#"{"type":"webauthn.get","challenge":"abc","origin":"https://paper.example"}"#;

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let (said, rest) = rest.split_at(rest.len() * usize::from(*first) / 255);
    let (signature, key) = rest.split_at(rest.len() / 2);
    let client = if first % 2 == 0 { MADE } else { rest };
    if let Some((id, key)) = made_passkey(said, client) {
        assert!((1..=1023).contains(&id.len()) && said.len() > id.len() + key.len());
        used_passkey(said, USED, signature, &key);
    }
    used_passkey(said, USED, signature, key);
});
