//! A device with a passkey, which the test plays, and what a browser says of it.

use crate::Answer;
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use kernel::UserId;
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::json;
use sha2::{Digest, Sha256};

const HOST: &str = "paper.example";

/// A device, and the person whom it names.
pub struct Device {
    pub pair: EcdsaKeyPair,
    /// The credential's id.
    id: &'static str,
    person: String,
}

impl Device {
    pub fn new(id: &'static str, person: &UserId) -> Self {
        let (random, kind) = (SystemRandom::new(), &ECDSA_P256_SHA256_ASN1_SIGNING);
        let kept = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
        Self {
            pair: EcdsaKeyPair::from_pkcs8(kind, kept.as_ref(), &random).unwrap(),
            id,
            person: person.to_string(),
        }
    }

    /// Its public key in COSE.
    pub fn key(&self) -> Vec<u8> {
        let (x, y) = self.pair.public_key().as_ref()[1..].split_at(32);
        let begin = [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20];
        [&begin[..], x, &[0x22, 0x58, 0x20], y].concat()
    }

    pub fn sign(&self, said: &[u8]) -> Vec<u8> {
        let signed = self.pair.sign(&SystemRandom::new(), said);
        signed.unwrap().as_ref().to_vec()
    }

    /// The form that adds its key.
    pub fn made(&self, challenge: &str, password: &str) -> String {
        let id = self.id.as_bytes();
        let data = [&data(0x45, 0)[..], &[0; 16], &[0, 2], id, &self.key()].concat();
        let begin = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58";
        let object = [&begin[..], &[u8::try_from(data.len()).unwrap()], &data].concat();
        let response = json!({
            "attestationObject": BASE64.encode(object),
            "clientDataJSON": BASE64.encode(client("create", challenge)),
        });
        let said = said(self.id, response);
        format!("challenge={challenge}&name=Phone&password={password}&said={said}")
    }

    /// The form that signs in with it.
    pub fn signs(&self, challenge: &str, counter: u32) -> String {
        signs(self.id, Some(&self.person), challenge, counter, |said| {
            self.sign(said)
        })
    }
}

fn data(flags: u8, counter: u32) -> Vec<u8> {
    [Sha256::digest(HOST).as_slice(), &[flags], &counter.to_be_bytes()].concat()
}

fn client(kind: &str, challenge: &str) -> String {
    let challenge = BASE64.encode(challenge);
    format!("{{\"type\":\"webauthn.{kind}\",\"challenge\":\"{challenge}\",\"origin\":\"http://{HOST}\"}}")
}

/// What a browser says, as a form has it.
fn said(id: &str, response: serde_json::Value) -> String {
    let id = BASE64.encode(id);
    let said = json!({ "id": id, "rawId": id, "type": "public-key", "response": response });
    form_urlencoded::byte_serialize(said.to_string().as_bytes()).collect()
}

/// The form that signs in with the passkey of this id, of a device that names this person.
pub fn signs(
    id: &str,
    person: Option<&str>,
    challenge: &str,
    counter: u32,
    sign: impl Fn(&[u8]) -> Vec<u8>,
) -> String {
    let (data, client) = (data(0x05, counter), client("get", challenge));
    let signed = [&data[..], Sha256::digest(&client).as_slice()].concat();
    let response = json!({
        "authenticatorData": BASE64.encode(data),
        "clientDataJSON": BASE64.encode(client),
        "signature": BASE64.encode(sign(&signed)),
        "userHandle": person.map(|person| BASE64.encode(person)),
    });
    format!("challenge={challenge}&said={}", said(id, response))
}

/// The question of a page.
pub fn challenge(page: &Answer) -> String {
    let text = page.text.split("name=\"challenge\" value=\"").nth(1).unwrap();
    text.split('"').next().unwrap().to_owned()
}
