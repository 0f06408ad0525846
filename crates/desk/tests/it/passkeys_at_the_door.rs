//! Passkeys that are refused, and one that an older version took.

use crate::{
    Browser, Office, PASSWORD,
    device::{Device, challenge, signs},
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use http::StatusCode;
use kernel::{Role, Timestamp, UserId};
use ring::signature::KeyPair;
use store::{Passkey, StoreError};
use testkit::{PrivateDatabase, on_both};

on_both!(
    what_is_wrong_with_a_passkey_is_not_told,
    a_passkey_of_an_older_version_goes_on_signing,
);

async fn what_is_wrong_with_a_passkey_is_not_told(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let owner = office.person(Role::Owner).await;
    let here = office.person(Role::Author).await;
    let author = office.id("author@paper.example").await;
    let device = Device::new("id", &author);
    let question = challenge(&office.get("/desk/account/", &here).await);
    let form = device.made(&question, &PASSWORD.replace(' ', "+"));
    let added = office.post("/desk/account/passkeys/", &here, &form).await;
    assert_eq!(added.status, StatusCode::OK, "{}", added.text);

    let nobody = Browser::default();
    let question = challenge(&office.get("/desk/sign-in/", &nobody).await);
    let of =
        |id, person: Option<&str>, counter| signs(id, person, &question, counter, |said| device.sign(said));
    let person = author.to_string();
    let stranger = UserId::new().to_string();
    let boss = office.id("owner@paper.example").await.to_string();
    let mut told = Vec::new();
    for form in [
        of("di", Some(&person), 1),
        of("id", Some(&stranger), 1),
        of("id", Some(&boss), 1),
        of("id", Some("not an id"), 1),
        // Without a name the device has to say whose it is.
        of("id", None, 1),
        signs("id", Some(&person), &question, 1, |_| vec![7; 70]),
        signs("id", Some(&person), "made.up", 1, |said| device.sign(said)),
        format!("challenge={question}&said=%7B%7D"),
        format!("challenge={question}"),
    ] {
        let answer = office.post("/desk/sign-in/passkey/", &nobody, &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
        // The question of the page that follows is another each time, and so is the nonce in its head.
        let body = answer.text.split("<body").nth(1).unwrap();
        told.push(body.replace(&challenge(&answer), ""));
    }
    assert!(told.windows(2).all(|two| two[0] == two[1]), "{told:#?}");
    assert!(told[0].contains("That passkey is not known here"));

    let done = office
        .post("/desk/sign-in/passkey/", &nobody, &of("id", Some(&person), 1))
        .await;
    assert_eq!(
        done.to(),
        "/desk/",
        "none of them used the question up: {}",
        done.text
    );
    let question = challenge(&office.get("/desk/sign-in/", &nobody).await);
    let before = office.get("/desk/audit/", &owner).await.text;
    let form = signs("id", Some(&person), &question, 1, |said| device.sign(said));
    office.post("/desk/sign-in/passkey/", &nobody, &form).await;
    let after = office.get("/desk/audit/", &owner).await.text;
    let tries = |page: &str| {
        let rest = page.split("could not sign in with a passkey");
        rest.map(|rest| rest.split("</tr>").next().unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    assert_ne!(tries(&before)[1..], tries(&after)[1..], "the record has the copy");
}

async fn a_passkey_of_an_older_version_goes_on_signing(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let here = office.person(Role::Author).await;
    let author = office.id("author@paper.example").await;
    let device = Device::new("point", &author);
    let passkey = Passkey {
        id: BASE64.encode("point"),
        user: author,
        name: "Old key".to_owned(),
        key: BASE64.encode(device.pair.public_key().as_ref()),
        counter: 6,
        created_at: Timestamp::now(),
        used_at: None,
    };
    let kept = office.newsroom.store.write(move |tx| {
        tx.save_passkey(&passkey)?;
        Ok::<_, StoreError>(())
    });
    kept.await.unwrap();
    let page = office.get("/desk/account/", &here).await;
    assert!(page.text.contains("Remove Old key"), "{}", page.text);

    let nobody = Browser::default();
    let person = author.to_string();
    let sign =
        |question: &str, person, counter| signs("point", person, question, counter, |said| device.sign(said));
    for (counter, to) in [(6, ""), (7, "/desk/"), (7, "")] {
        let question = challenge(&office.get("/desk/sign-in/", &nobody).await);
        let form = sign(&question, Some(&person), counter);
        let done = office.post("/desk/sign-in/passkey/", &nobody, &form).await;
        assert_eq!(done.to(), to, "{counter}");
    }
    let form = format!(
        "email=author%40paper.example&password={}",
        PASSWORD.replace(' ', "+")
    );
    let page = office.post("/desk/sign-in/", &nobody, &form).await;
    let ticket = page.text.split("name=\"ticket\" value=\"").nth(1).unwrap();
    let ticket = ticket.split('"').next().unwrap();
    let form = format!("ticket={ticket}&{}", sign(&challenge(&page), None, 8));
    let done = office.post("/desk/sign-in/second/passkey/", &nobody, &form).await;
    assert_eq!(done.to(), "/desk/", "{}", done.text);
}
