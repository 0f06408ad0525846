//! What a device says when a passkey is made or used (W3C Web Authentication, level 3), as far as we take it: no
//! attestation, and always with the person verified by the device, so that a passkey alone is two factors.

use super::cose::Key;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// Flags of authenticator data (6.1).
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const HAS_KEY: u8 = 0x40;

/// A passkey that a device has made.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Made {
    pub id: Vec<u8>,
    /// The public key, in COSE.
    pub key: Vec<u8>,
    pub counter: u32,
}

/// What the browser adds.
#[derive(Deserialize)]
struct Client {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(rename = "crossOrigin", default)]
    is_foreign: bool,
}

/// What is asked of whom.
pub(crate) struct Asked<'a> {
    /// The address of the desk, without a slash at its end.
    pub url: &'a str,
    /// The challenge as the browser gives it back: base64url.
    pub challenge: &'a str,
}

impl Asked<'_> {
    /// Whether the browser answered this question, on our own page (7.1 and 7.2: type, challenge, origin).
    fn is_client(&self, kind: &str, client: &[u8]) -> bool {
        let Ok(client) = serde_json::from_slice::<Client>(client) else {
            return false;
        };
        client.kind == kind
            && client.challenge == self.challenge
            && client.origin == self.url
            && !client.is_foreign
    }

    /// The counter and what follows it, where the data are for this site and the device has verified its person.
    fn data<'d>(&self, data: &'d [u8], flags: u8) -> Option<(u32, &'d [u8])> {
        let (site, rest) = data.split_at_checked(32)?;
        let (&[flag, a, b, c, d], rest) = rest.split_first_chunk::<5>()?;
        let host = self.url.split("://").nth(1)?.split(':').next()?;
        let is_ours = Sha256::digest(host.as_bytes()).as_slice() == site;
        (is_ours && flag & flags == flags).then_some((u32::from_be_bytes([a, b, c, d]), rest))
    }

    /// Reads a passkey that was made.
    pub fn made(&self, data: &[u8], client: &[u8]) -> Option<Made> {
        if !self.is_client("webauthn.create", client) {
            return None;
        }
        let (counter, rest) = self.data(data, PRESENT | VERIFIED | HAS_KEY)?;
        // 16 bytes say what made it; any may.
        let rest = rest.get(16..)?;
        let (length, rest) = rest.split_first_chunk::<2>()?;
        let (id, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
        // Extensions may stand behind it.
        let (_, length) = Key::read(rest)?;
        let is_id = (1..=1023).contains(&id.len());
        is_id.then(|| Made {
            id: id.to_vec(),
            key: rest[..length].to_vec(),
            counter,
        })
    }

    /// Checks that the owner of `key` has signed, and gives the counter.
    pub fn signed(&self, data: &[u8], client: &[u8], signature: &[u8], key: &[u8]) -> Option<u32> {
        if !self.is_client("webauthn.get", client) {
            return None;
        }
        let (counter, _) = self.data(data, PRESENT | VERIFIED)?;
        let signed = [data, Sha256::digest(client).as_slice()].concat();
        Key::kept(key)?.has_signed(&signed, signature).then_some(counter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ring::{
        rand::SystemRandom,
        signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
    };

    const URL: &str = "https://desk.paper.example:8443";

    fn device() -> EcdsaKeyPair {
        let random = SystemRandom::new();
        let kept = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
        EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, kept.as_ref(), &random).unwrap()
    }

    fn data(host: &str, flags: u8, counter: u32) -> Vec<u8> {
        [
            Sha256::digest(host.as_bytes()).as_slice(),
            &[flags],
            &counter.to_be_bytes(),
        ]
        .concat()
    }

    /// The device's key in COSE.
    fn cose(device: &EcdsaKeyPair) -> Vec<u8> {
        let (x, y) = device.public_key().as_ref()[1..].split_at(32);
        let begin = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        [&begin[..], x, &[0x22, 0x58, 0x20], y].concat()
    }

    fn made(host: &str, flags: u8, key: &[u8]) -> Vec<u8> {
        [&data(host, flags, 0)[..], &[0; 16], &[0, 4], b"id-1", key].concat()
    }

    fn client(kind: &str, challenge: &str, origin: &str) -> Vec<u8> {
        serde_json::json!({ "type": kind, "challenge": challenge, "origin": origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    #[test]
    fn a_passkey_is_made_and_signs_for_its_own_site_and_question_only() {
        let device = device();
        let key = &cose(&device)[..];
        let asked = Asked {
            url: URL,
            challenge: "abc",
        };
        let good = client("webauthn.create", "abc", URL);
        let made_here = asked.made(&made("desk.paper.example", 0x45, key), &good).unwrap();
        assert_eq!(
            (made_here.id.as_slice(), made_here.key.as_slice()),
            (&b"id-1"[..], key)
        );
        for (data, client) in [
            (made("evil.example", 0x45, key), good.clone()),
            (made("desk.paper.example", 0x41, key), good.clone()),
            (made("desk.paper.example", 0x45, key)[..80].to_vec(), good.clone()),
            (
                made("desk.paper.example", 0x45, key),
                client("webauthn.get", "abc", URL),
            ),
            (
                made("desk.paper.example", 0x45, key),
                client("webauthn.create", "abd", URL),
            ),
            (
                made("desk.paper.example", 0x45, key),
                client("webauthn.create", "abc", "https://evil.example"),
            ),
        ] {
            assert_eq!(asked.made(&data, &client), None);
        }

        let random = SystemRandom::new();
        let sign = |data: &[u8], client: &[u8]| {
            let signed = [data, Sha256::digest(client).as_slice()].concat();
            device.sign(&random, &signed).unwrap().as_ref().to_vec()
        };
        let (data_here, client_here) = (
            data("desk.paper.example", 0x05, 7),
            client("webauthn.get", "abc", URL),
        );
        let signature = sign(&data_here, &client_here);
        assert_eq!(asked.signed(&data_here, &client_here, &signature, key), Some(7));
        let other = self::device();
        assert_eq!(
            asked.signed(&data_here, &client_here, &signature, &cose(&other)),
            None
        );
        for (data, client) in [
            (data("evil.example", 0x05, 7), client_here.clone()),
            (data("desk.paper.example", 0x01, 7), client_here.clone()),
            (data_here.clone(), client("webauthn.create", "abc", URL)),
            (data_here.clone(), client("webauthn.get", "abd", URL)),
            (
                data_here.clone(),
                client("webauthn.get", "abc", "https://desk.paper.example"),
            ),
        ] {
            let signature = sign(&data, &client);
            assert_eq!(asked.signed(&data, &client, &signature, key), None);
        }
        let mut touched = data_here.clone();
        touched[36] = 9;
        assert_eq!(asked.signed(&touched, &client_here, &signature, key), None);
    }

    proptest! {
        #[test]
        fn nothing_that_a_browser_sends_makes_reading_fail_worse(
            data in proptest::collection::vec(any::<u8>(), 0..300),
            client in "\\PC{0,80}",
            at in 0_usize..200,
            to in any::<u8>(),
        ) {
            let asked = Asked { url: URL, challenge: "abc" };
            let good = super::tests::client("webauthn.create", "abc", URL);
            prop_assert_eq!(asked.made(&data, client.as_bytes()), None);
            prop_assert_eq!(asked.made(&data, &good), None, "these are for no site");
            // Ours, but for one byte: refused, or another passkey.
            let ours = made("desk.paper.example", 0x45, &cose(&device()));
            let mut touched = ours.clone();
            touched[at % ours.len()] = to;
            let (before, after) = (asked.made(&ours, &good), asked.made(&touched, &good));
            prop_assert!(before.is_some() && after.is_none_or(|made| made.id.len() <= ours.len()));
            let signed = super::tests::client("webauthn.get", "abc", URL);
            prop_assert_eq!(asked.signed(&touched, &signed, &data, &data), None);
        }
    }
}
