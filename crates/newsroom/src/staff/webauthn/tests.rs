use super::*;
use proptest::prelude::*;
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::json;
use sha2::{Digest, Sha256};

const HOST: &str = "desk.paper.example";
const URL: &str = "https://desk.paper.example:8443";
const ASKED: Asked<'_> = Asked {
    url: URL,
    challenge: b"abc",
};
/// Of a key that was made for this test and thrown away.
const MODULUS: &str = "judN6FJ1-MQfepM6k_7mYwySHG-Tf2B6VmMagZ6DgFHiMtldInZw2OtN94EfLKf2qNklkwL9ubiMEd3x_RCEtcae1Ft5f5E__Dlx\
     4Yqdk2h1216Lc7XzC6qct1Y7L743YxLqxWEyAEOhfD5UryFRnL8UoWCLOGZ9vqCd4E2hUCGRJSDwhZC_jzDed0KUoiJilEiVh3wx\
     6JrPtblUZ6TgadcWrv1Ix5GeQb2SjMJsl-fKHAlyD1VcqKrYsz89VPkoVJXmy5docgp36lJd8-FNZpw7wEmzeeBR6vv7x7-ZfNma\
     8VlQhiMGaP0Rjd-4wTnzMQxpD6hHIUuT7l_-x_UMMw";
/// What it signed: `USED` and what a browser says of `ASKED`.
const SIGNED: &str = "ZSqsttshaQFJUbvVrDVcWeDRkwpmJwV_fFzDKZKGuh-d9e-Iwtu0-dxulWjKQJLx4DBMldO294ZNwjIIlqnbxZW5xn1Zy_wbum7d\
     X-zt_sSfe7l-QuHo3cfV9IhAOT-IxGErYpPPtlw3mI3g9MyV7IB_-7guLEI7fMbnDGzC7YsCxd-Bh4722S4lAW0d8Zh294_d-pkW\
     jFxCZcX6HN3rzEDvDvGS9v1ED6YOaMkljxswU5F2Hoq5A3Oo2u-ZjagNAF3iKMbZheJHejqu9GcZu9clF92zXPbFoy44OZfZGDwa\
     8Z7kALwDr39OsGTsbIkB16hRcrGdAQ5YJIMlY1h7Og";

/// Of a device that was here, has verified its person, has made a key.
const MADE: u8 = 0x45;
const USED: u8 = 0x05;

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

/// Keys in COSE.
fn es256(point: &[u8]) -> Vec<u8> {
    let (x, y) = point[1..].split_at(32);
    let begin = [0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
    [&begin[..], x, &[0x22, 0x58, 0x20], y].concat()
}

fn ed25519(x: &[u8]) -> Vec<u8> {
    let begin = [0xa4, 0x01, 0x01, 0x03, 0x27, 0x20, 0x06, 0x21, 0x58, 0x20];
    [&begin[..], x].concat()
}

fn rs256(n: &[u8]) -> Vec<u8> {
    let begin = [0xa4, 0x01, 0x03, 0x03, 0x39, 0x01, 0x00, 0x20, 0x59, 0x01, 0x00];
    [&begin[..], n, &[0x21, 0x43, 0x01, 0x00, 0x01]].concat()
}

fn client(kind: &str, challenge: &[u8], origin: &str, is_foreign: bool) -> String {
    let challenge = BASE64.encode(challenge);
    json!({ "type": kind, "challenge": challenge, "origin": origin, "crossOrigin": is_foreign }).to_string()
}

/// What a browser says of a key that a device has made, without attestation.
fn made(host: &str, flags: u8, key: &[u8], client: &str) -> String {
    made_of(
        [&data(host, flags, 0)[..], &[0; 16], &[0, 4], b"id-1", key].concat(),
        client,
    )
}

fn made_of(data: Vec<u8>, client: &str) -> String {
    let length = u16::try_from(data.len()).unwrap().to_be_bytes();
    let begin = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x59";
    let object = BASE64.encode([&begin[..], &length, &data].concat());
    let response = json!({ "attestationObject": object, "clientDataJSON": BASE64.encode(client) });
    json!({ "id": "aWQtMQ", "rawId": "aWQtMQ", "type": "public-key", "response": response }).to_string()
}

fn used(data: &[u8], client: &str, signature: &[u8]) -> PublicKeyCredential {
    let response = json!({
        "authenticatorData": BASE64.encode(data),
        "clientDataJSON": BASE64.encode(client),
        "signature": BASE64.encode(signature),
        "userHandle": null,
    });
    let said = json!({ "id": "aWQtMQ", "rawId": "aWQtMQ", "type": "public-key", "response": response });
    read(&said.to_string()).unwrap()
}

/// The counter that a device says whose key is kept like this, with the counter 6.
fn counted(asked: &Asked<'_>, said: PublicKeyCredential, key: &str) -> Option<u32> {
    asked.signed(said, &Kept { key, counter: 6 })
}

/// A key that is kept like this signs for its own site and question only.
fn signs_here_only(key: &str, sign: impl Fn(&[u8]) -> Vec<u8>) {
    let say = |data: &[u8], client: &str| {
        let signature = sign(&[data, Sha256::digest(client).as_slice()].concat());
        used(data, client, &signature)
    };
    let here = client("webauthn.get", b"abc", URL, false);
    let data_here = data(HOST, USED, 7);
    assert_eq!(counted(&ASKED, say(&data_here, &here), key), Some(7));
    // One that may be copied to other devices, and was; nothing of it was kept when it was made.
    assert_eq!(
        counted(&ASKED, say(&data(HOST, USED | 0x18, 7), &here), key),
        Some(7)
    );
    for (why, data, client) in [
        ("another site", data("evil.example", USED, 7), here.clone()),
        ("nobody was verified", data(HOST, 0x01, 7), here.clone()),
        ("nobody was there", data(HOST, 0x04, 7), here.clone()),
        ("a copy", data(HOST, USED, 6), here.clone()),
        ("a copy that does not count", data(HOST, USED, 0), here.clone()),
        (
            "copied, though it cannot be",
            data(HOST, USED | 0x10, 7),
            here.clone(),
        ),
        ("cut off", data(HOST, USED, 7)[..36].to_vec(), here.clone()),
        (
            "another sort",
            data_here.clone(),
            client("webauthn.create", b"abc", URL, false),
        ),
        (
            "another question",
            data_here.clone(),
            client("webauthn.get", b"abd", URL, false),
        ),
        (
            "in a frame",
            data_here.clone(),
            client("webauthn.get", b"abc", URL, true),
        ),
        (
            "another door",
            data_here.clone(),
            client("webauthn.get", b"abc", "https://desk.paper.example", false),
        ),
    ] {
        assert_eq!(counted(&ASKED, say(&data, &client), key), None, "{why}");
    }
    let mut touched = say(&data_here, &here);
    touched.response.authenticator_data[36] = 9;
    assert_eq!(counted(&ASKED, touched, key), None);
    let elsewhere = Asked {
        url: "https://evil.example",
        ..ASKED
    };
    assert_eq!(counted(&elsewhere, say(&data_here, &here), key), None);
}

#[test]
fn a_passkey_is_made_and_signs_for_its_own_site_and_question_only() {
    let device = device();
    let sign = |said: &[u8]| device.sign(&SystemRandom::new(), said).unwrap().as_ref().to_vec();
    let key = &es256(device.public_key().as_ref())[..];
    let here = client("webauthn.create", b"abc", URL, false);
    let made_here = ASKED.made(&made(HOST, MADE, key, &here)).unwrap();
    assert_eq!((made_here.id.as_slice(), made_here.counter), (&b"id-1"[..], 0));
    signs_here_only(&made_here.key, sign);
    let others = ASKED.made(&made(
        HOST,
        MADE,
        &es256(self::device().public_key().as_ref()),
        &here,
    ));
    let data_here = data(HOST, USED, 7);
    let used_here = client("webauthn.get", b"abc", URL, false);
    let signature = sign(&[&data_here[..], Sha256::digest(&used_here).as_slice()].concat());
    assert_eq!(
        counted(
            &ASKED,
            used(&data_here, &used_here, &signature),
            &others.unwrap().key
        ),
        None
    );

    let elsewhere = client("webauthn.create", b"abc", "https://evil.example", false);
    let nameless = [&data(HOST, MADE, 0)[..], &[0; 16], &[0, 0], key].concat();
    for (why, said) in [
        ("no id", made_of(nameless, &here)),
        ("another site", made("evil.example", MADE, key, &here)),
        ("nobody was verified", made(HOST, 0x41, key, &here)),
        ("nobody was there", made(HOST, 0x44, key, &here)),
        ("cut off", made(HOST, MADE, &key[..20], &here)),
        ("no point of the curve", made(HOST, MADE, &es256(&[7; 65]), &here)),
        (
            "a sort that is not asked for",
            made(HOST, MADE, &ed25519(&[7; 32]), &here),
        ),
        (
            "another sort",
            made(HOST, MADE, key, &client("webauthn.get", b"abc", URL, false)),
        ),
        (
            "another question",
            made(HOST, MADE, key, &client("webauthn.create", b"abd", URL, false)),
        ),
        ("another door", made(HOST, MADE, key, &elsewhere)),
        (
            "in a frame",
            made(HOST, MADE, key, &client("webauthn.create", b"abc", URL, true)),
        ),
        ("nothing", String::new()),
    ] {
        assert_eq!(ASKED.made(&said), None, "{why}");
    }
}

#[test]
fn a_site_is_known_by_the_name_that_browsers_give_it() {
    let device = device();
    let key = &es256(device.public_key().as_ref())[..];
    for (url, host, origin) in [
        ("https://Desk.Paper.Example:8443", HOST, URL),
        (
            "https://газета.example",
            "xn--80aahjj1e.example",
            "https://xn--80aahjj1e.example",
        ),
        ("http://localhost:8080/", "localhost", "http://localhost:8080"),
    ] {
        let asked = Asked { url, ..ASKED };
        let client = client("webauthn.create", b"abc", origin, false);
        assert!(asked.made(&made(host, MADE, key, &client)).is_some(), "{url}");
        let other = made("evil.example", MADE, key, &client);
        assert_eq!(asked.made(&other), None, "{url}");
    }
}

#[test]
fn a_key_that_is_kept_as_a_point_goes_on_signing() {
    let random = SystemRandom::new();
    let device = device();
    let point = device.public_key().as_ref();
    signs_here_only(&BASE64.encode(point), |said| {
        device.sign(&random, said).unwrap().as_ref().to_vec()
    });
}

#[test]
fn windows_hello_is_taken() {
    let [modulus, signed] = [MODULUS, SIGNED].map(|text| BASE64.decode(text).unwrap());
    let here = client("webauthn.create", b"abc", URL, false);
    let made_here = ASKED.made(&made(HOST, MADE, &rs256(&modulus), &here)).unwrap();
    let (data, here) = (data(HOST, USED, 7), client("webauthn.get", b"abc", URL, false));
    let mut other = signed.clone();
    other[100] ^= 1;
    let key = made_here.key;
    assert_eq!(counted(&ASKED, used(&data, &here, &signed), &key), Some(7));
    assert_eq!(counted(&ASKED, used(&data, &here, &other), &key), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_that_a_browser_sends_makes_reading_fail_worse(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        text in "\\PC{0,80}",
        at in 0_usize..160,
        to in any::<u8>(),
    ) {
        let here = super::tests::client("webauthn.create", b"abc", URL, false);
        prop_assert_eq!(ASKED.made(&text), None);
        prop_assert_eq!(ASKED.made(&made(HOST, MADE, &bytes, &text)), None);
        // Ours, but for one byte: refused, or another passkey.
        let mut key = es256(device().public_key().as_ref());
        prop_assert!(ASKED.made(&made(HOST, MADE, &key, &here)).is_some());
        let at = at % key.len();
        key[at] = to;
        let _ = ASKED.made(&made(HOST, MADE, &key, &here));
        let here = super::tests::client("webauthn.get", b"abc", URL, false);
        for kept in [&text, &BASE64.encode(&bytes), &BASE64.encode(&key)] {
            let said = used(&super::tests::data(HOST, USED, 7), &here, &bytes);
            prop_assert_eq!(counted(&ASKED, said, kept), None);
            prop_assert_eq!(counted(&ASKED, used(&bytes, &text, &bytes), kept), None);
        }
    }
}
