//! Passkeys, with a device that the test plays.

use crate::{Answer, Browser, Office, PASSWORD};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use http::StatusCode;
use kernel::Role;
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use sha2::{Digest, Sha256};
use testkit::{PrivateDatabase, on_both};

on_both!(a_passkey_signs_in_once_for_each_question_and_only_while_it_is_kept);

const HOST: &str = "paper.example";

struct Device(EcdsaKeyPair);

impl Device {
    fn new() -> Self {
        let (random, kind) = (SystemRandom::new(), &ECDSA_P256_SHA256_ASN1_SIGNING);
        let kept = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
        Self(EcdsaKeyPair::from_pkcs8(kind, kept.as_ref(), &random).unwrap())
    }

    fn data(flags: u8, counter: u32) -> Vec<u8> {
        [Sha256::digest(HOST).as_slice(), &[flags], &counter.to_be_bytes()].concat()
    }

    fn client(kind: &str, challenge: &str) -> String {
        let challenge = BASE64.encode(challenge);
        format!("{{\"type\":\"webauthn.{kind}\",\"challenge\":\"{challenge}\",\"origin\":\"http://{HOST}\"}}")
    }

    /// The form that adds its key.
    fn made(&self, challenge: &str, password: &str) -> String {
        let (x, y) = self.0.public_key().as_ref()[1..].split_at(32);
        let begin = [0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 0x20];
        let data = [
            &Self::data(0x45, 0)[..],
            &[0; 16],
            &[0, 2],
            b"id",
            &begin,
            x,
            &[0x22, 0x58, 0x20],
            y,
        ]
        .concat();
        let client = Self::client("create", challenge);
        format!(
            "challenge={challenge}&name=Phone&password={password}&data={}&client={}",
            BASE64.encode(data),
            BASE64.encode(client)
        )
    }

    /// The form that signs in with it.
    fn signs(&self, challenge: &str, counter: u32) -> String {
        let (data, client) = (Self::data(0x05, counter), Self::client("get", challenge));
        let signed = [&data[..], Sha256::digest(&client).as_slice()].concat();
        let signature = self.0.sign(&SystemRandom::new(), &signed).unwrap();
        format!(
            "challenge={challenge}&id={}&data={}&client={}&signature={}",
            BASE64.encode("id"),
            BASE64.encode(data),
            BASE64.encode(client),
            BASE64.encode(signature)
        )
    }
}

fn challenge(page: &Answer) -> String {
    let text = page.text.split("name=\"challenge\" value=\"").nth(1).unwrap();
    text.split('"').next().unwrap().to_owned()
}

async fn a_passkey_signs_in_once_for_each_question_and_only_while_it_is_kept(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let owner = office.person(Role::Owner).await;
    let here = office.person(Role::Author).await;
    let nobody = Browser::default();
    let device = Device::new();
    let ask = || async { challenge(&office.get("/desk/sign-in/", &nobody).await) };
    let add = |form: String, by: Browser| {
        let office = &office;
        async move { office.post("/desk/account/passkeys/", &by, &form).await }
    };
    let plus = PASSWORD.replace(' ', "+");
    let question = challenge(&office.get("/desk/account/", &here).await);
    let theirs = challenge(&office.get("/desk/account/", &owner).await);
    for (question, password) in [
        (&question, "wrong"),
        (&theirs, plus.as_str()),
        (&ask().await, &plus),
    ] {
        let answer = add(device.made(question, password), here.clone()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
    }
    let added = add(device.made(&question, &plus), here.clone()).await;
    assert_eq!(added.to(), "/desk/account/?done=passkey", "{}", added.text);
    let replayed = add(device.made(&question, &plus), here.clone()).await;
    assert!(replayed.text.contains("sent already"), "{}", replayed.text);

    let sign_in = |form: String| {
        let (office, nobody) = (&office, &nobody);
        async move { office.post("/desk/sign-in/passkey/", nobody, &form).await }
    };
    let question = ask().await;
    let form = device.signs(&question, 1);
    let signed_in = sign_in(form.clone()).await;
    assert_eq!(signed_in.to(), "/desk/", "{}", signed_in.text);
    let phone = office.with_cookie_of(&signed_in).await;
    assert!(
        office
            .get("/desk/stories/", &phone)
            .await
            .text
            .contains("The author")
    );
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    assert_eq!(
        sign_in(form).await.status,
        wrong,
        "each question is answered once"
    );
    assert_eq!(
        sign_in(device.signs(&ask().await, 1)).await.status,
        wrong,
        "a copy does not count on"
    );
    assert_eq!(
        sign_in(Device::new().signs(&ask().await, 9)).await.status,
        wrong,
        "another key"
    );
    let own = challenge(&office.get("/desk/account/", &here).await);
    assert_eq!(
        sign_in(device.signs(&own, 9)).await.status,
        wrong,
        "a question of another page"
    );
    assert_eq!(sign_in(device.signs("made.up", 9)).await.status, wrong);
    assert_eq!(sign_in(device.signs(&ask().await, 2)).await.to(), "/desk/");

    // An administrator takes it away with the factor.
    let page = office.get("/desk/people/", &owner).await;
    let mut paths = page
        .text
        .split("action=\"")
        .map(|part| part.split('"').next().unwrap());
    let path = paths
        .find(|path| path.ends_with("/take-factor"))
        .unwrap()
        .to_owned();
    assert_eq!(
        office.post(&path, &owner, "").await.to(),
        "/desk/people/?done=factor"
    );
    assert_eq!(
        office.get("/desk/stories/", &phone).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(sign_in(device.signs(&ask().await, 3)).await.status, wrong);
}
