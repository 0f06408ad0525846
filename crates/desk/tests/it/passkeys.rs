//! Passkeys, with a device that the test plays.

use crate::{
    Browser, Office, PASSWORD,
    device::{Device, challenge, signs},
};
use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD as BASE64};
use http::StatusCode;
use kernel::Role;
use testkit::{PrivateDatabase, on_both};

on_both!(
    a_passkey_signs_in_once_for_each_question_and_only_while_it_is_kept,
    whoever_has_a_passkey_needs_more_than_the_password,
);

async fn a_passkey_signs_in_once_for_each_question_and_only_while_it_is_kept(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let owner = office.person(Role::Owner).await;
    let here = office.person(Role::Author).await;
    let nobody = Browser::default();
    let author = office.id("author@paper.example").await;
    let device = Device::new("id", &author);
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
    assert_eq!(added.status, StatusCode::OK, "{}", added.text);
    assert_eq!(
        added.text.matches("<li><code>").count(),
        10,
        "recovery codes come with it"
    );
    let replayed = add(device.made(&question, &plus), here.clone()).await;
    assert!(replayed.text.contains("sent already"), "{}", replayed.text);

    let sign_in = |form: String| {
        let (office, nobody) = (&office, &nobody);
        async move { office.post("/desk/sign-in/passkey/", nobody, &form).await }
    };
    let question = ask().await;
    let signed_in = sign_in(device.signs(&question, 1)).await;
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
        sign_in(device.signs(&question, 2)).await.status,
        wrong,
        "each question is answered once"
    );
    assert_eq!(
        sign_in(device.signs(&ask().await, 1)).await.status,
        wrong,
        "a copy does not count on"
    );
    assert_eq!(
        sign_in(Device::new("id", &author).signs(&ask().await, 9))
            .await
            .status,
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

async fn whoever_has_a_passkey_needs_more_than_the_password(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let here = office.person(Role::Editor).await;
    let other = office.person(Role::Author).await;
    let nobody = Browser::default();
    let plus = PASSWORD.replace(' ', "+");
    let editor = office.id("editor@paper.example").await;
    let author = office.id("author@paper.example").await;
    let (phone, key) = (Device::new("id", &editor), Device::new("di", &editor));
    let add = |device: &Device, question: &str| device.made(question, &plus);
    let post = |path: &'static str, by: &Browser, form: String| {
        let (office, by) = (&office, by.clone());
        async move { office.post(path, &by, &form).await }
    };
    let question = |of: &Browser| {
        let (office, of) = (&office, of.clone());
        async move { challenge(&office.get("/desk/account/", &of).await) }
    };
    let account = "/desk/account/passkeys/";
    let theirs = Device::new("di", &author);
    let added = post(account, &other, add(&theirs, &question(&other).await)).await;
    assert_eq!(added.status, StatusCode::OK, "{}", added.text);
    let added = post(account, &here, add(&phone, &question(&here).await)).await;
    let codes: Vec<String> = added
        .text
        .split("<li><code>")
        .skip(1)
        .map(|part| part.split('<').next().unwrap().to_owned())
        .collect();
    assert_eq!(codes.len(), 10, "{}", added.text);
    // A second one is not taken, since another person has one of the same id.
    let added = post(account, &here, add(&key, &question(&here).await)).await;
    assert!(added.text.contains("is here already"), "{}", added.text);

    let first = || async {
        let form = format!("email=editor%40paper.example&password={plus}&next=%2Fdesk%2Faccount%2F");
        let page = office.post("/desk/sign-in/", &nobody, &form).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        assert!(page.headers.get(http::header::SET_COOKIE).is_none());
        assert!(page.text.contains("Use a passkey") && page.text.contains("Recovery code"));
        assert!(
            page.text.contains(&BASE64.encode("id")),
            "the browser is told which"
        );
        let ticket = page.text.split("name=\"ticket\" value=\"").nth(1).unwrap();
        (ticket.split('"').next().unwrap().to_owned(), challenge(&page))
    };
    let second = "/desk/sign-in/second/passkey/";
    let with = |ticket: &str, form: String| format!("ticket={ticket}&next=%2Fdesk%2Faccount%2F&{form}");
    let (ticket, asked) = first().await;
    let wrong = StatusCode::UNPROCESSABLE_ENTITY;
    // Another's passkey, a key that is not here, a question of another page or of another ticket.
    let (later, of_later) = first().await;
    let of_door = challenge(&office.get("/desk/sign-in/", &nobody).await);
    for form in [
        theirs.signs(&asked, 1),
        Device::new("id", &editor).signs(&asked, 1),
        signs("di", None, &asked, 1, |said| theirs.sign(said)),
        signs("id", Some(&author.to_string()), &asked, 1, |said| {
            phone.sign(said)
        }),
        phone.signs(&of_door, 1),
        phone.signs(&of_later, 1),
    ] {
        let answer = post(second, &nobody, with(&ticket, form)).await;
        assert_eq!(answer.status, wrong, "{}", answer.text);
        assert!(answer.text.contains("Use a passkey"));
    }
    // After a name a device need not say whose it is.
    let form = with(&ticket, signs("id", None, &asked, 1, |said| phone.sign(said)));
    let done = post(second, &nobody, form).await;
    assert_eq!(done.to(), "/desk/account/", "{}", done.text);
    let there = office.with_cookie_of(&done).await;
    assert_eq!(
        post(second, &nobody, with(&ticket, phone.signs(&asked, 2)))
            .await
            .status,
        wrong,
        "each question is answered once"
    );
    assert_eq!(
        post(second, &nobody, with(&later, phone.signs(&of_later, 1)))
            .await
            .status,
        wrong,
        "a copy"
    );
    assert_eq!(
        post(second, &nobody, with(&later, phone.signs(&of_later, 2)))
            .await
            .to(),
        "/desk/account/"
    );

    // Without JavaScript, a recovery code; each once.
    let (ticket, _) = first().await;
    let typed = format!("ticket={ticket}&code-of-factor={}", codes[0]);
    let in_by_code = post("/desk/sign-in/second/", &nobody, typed.clone()).await;
    assert_eq!(in_by_code.to(), "/desk/", "{}", in_by_code.text);
    assert_eq!(post("/desk/sign-in/second/", &nobody, typed).await.status, wrong);
    assert!(
        office
            .get("/desk/account/", &here)
            .await
            .text
            .contains("9 recovery codes are left")
    );
    let made = post("/desk/account/factor/codes", &here, format!("password={plus}")).await;
    assert_eq!(made.text.matches("<li><code>").count(), 10);
    let (ticket, _) = first().await;
    let typed = format!("ticket={ticket}&code-of-factor={}", codes[1]);
    assert_eq!(
        post("/desk/sign-in/second/", &nobody, typed).await.status,
        wrong,
        "the old ones are void"
    );

    // With the last factor the need goes, and the ticket with it; other sessions end.
    let gone = post(
        "/desk/account/passkeys/remove",
        &here,
        format!("id={}&password={plus}", BASE64.encode("id")),
    )
    .await;
    assert_eq!(gone.to(), "/desk/account/?done=no-passkey", "{}", gone.text);
    assert_eq!(
        office.get("/desk/stories/", &there).await.status,
        StatusCode::SEE_OTHER
    );
    let late = post(
        "/desk/sign-in/second/",
        &nobody,
        format!("ticket={ticket}&code-of-factor=x"),
    )
    .await;
    assert!(late.text.contains("took too long"), "{}", late.text);
    let form = format!("email=editor%40paper.example&password={plus}");
    assert_eq!(office.post("/desk/sign-in/", &nobody, &form).await.to(), "/desk/");
    let again = post(account, &here, add(&phone, &question(&here).await)).await;
    assert_eq!(
        again.text.matches("<li><code>").count(),
        10,
        "codes went with the last factor"
    );
}
