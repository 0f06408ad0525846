//! Whatever a browser says of a passkey is refused or read, and what was read is part of it.
//!
//! The bytes are what a browser says (JSON), and beside that: the first byte says how much of the rest is what a device says
//! behind the name of the site; then come signature and key. The browser's part is as it must be, without attestation; with
//! an odd first byte it is the rest of the bytes, or what the device says is an attestation.
#![no_main]

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use libfuzzer_sys::fuzz_target;
use newsroom::parsers::{made_passkey, used_passkey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const MADE: &[u8] = br#"{"type":"webauthn.create","challenge":"abc","origin":"https://paper.example"}"#;
const USED: &[u8] = br#"{"type":"webauthn.get","challenge":"abc","origin":"https://paper.example"}"#;

fn said(response: Value) -> String {
    json!({ "id": "aWQ", "rawId": "aWQ", "type": "public-key", "response": response }).to_string()
}

/// CBOR of an attestation that attests nothing.
fn bare(data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap_or(0).to_be_bytes();
    [&b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x5a"[..], &length, data].concat()
}

fuzz_target!(|bytes: &[u8]| {
    if let Ok(text) = str::from_utf8(bytes) {
        made_passkey(text);
        used_passkey(text, text);
    }
    let Some((first, rest)) = bytes.split_first() else { return };
    let (device, rest) = rest.split_at(rest.len() * usize::from(*first) / 255);
    let (signature, key) = rest.split_at(rest.len() / 2);
    let data = [Sha256::digest("paper.example").as_slice(), device].concat();
    let used = said(json!({
        "authenticatorData": BASE64.encode(&data),
        "clientDataJSON": BASE64.encode(USED),
        "signature": BASE64.encode(signature),
    }));
    used_passkey(&used, &BASE64.encode(key));
    let made = |client: &[u8], attestation: &[u8]| {
        let response = json!({
            "attestationObject": BASE64.encode(attestation),
            "clientDataJSON": BASE64.encode(client),
        });
        if let Some((id, key)) = made_passkey(&said(response)) {
            assert!((2..=1364).contains(&id.len()) && bytes.len() > id.len() * 3 / 4);
            used_passkey(&used, &key);
        }
    };
    match first % 2 {
        0 => made(MADE, &bare(&data)),
        _ => {
            made(rest, &bare(&data));
            made(MADE, device);
        }
    }
});
