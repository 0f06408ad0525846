//! Setting up, signing in and out.

use crate::{Browser, Office, PASSWORD, SET_UP_CODE};
use http::{StatusCode, header};
use kernel::Role;
use testkit::{PrivateDatabase, on_both};

on_both!(
    the_form_of_a_stranger_is_small,
    a_newsroom_is_set_up_once_and_with_its_code,
    guesses_are_counted
);

fn form(code: &str) -> String {
    format!(
        "setup-code={code}&title=The+Tide&language=uk&timezone=Europe%2FKyiv&name=Olena+Koval\
         &email=olena%40tide.example&password={}",
        PASSWORD.replace(' ', "+")
    )
}

async fn a_newsroom_is_set_up_once_and_with_its_code(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let nobody = Browser::default();
    assert_eq!(office.get("/desk/", &nobody).await.to(), "/desk/sign-in/");
    assert_eq!(office.get("/desk/sign-in/", &nobody).await.to(), "/desk/set-up/");
    let wrong = office
        .post("/desk/set-up/", &nobody, &form("zzzz-zzzz-zzzz-zzzz"))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("not the code") && wrong.text.contains("olena@tide.example"));
    assert!(!wrong.text.contains(PASSWORD), "a password is not sent back");
    let done = office.post("/desk/set-up/", &nobody, &form(SET_UP_CODE)).await;
    assert_eq!(
        (done.status, done.to()),
        (StatusCode::SEE_OTHER, "/desk/"),
        "{}",
        done.text
    );
    let owner = office.with_cookie_of(&done).await;
    let page = office.get("/desk/stories/", &owner).await;
    assert!(
        page.text.contains("The Tide") && page.text.contains("Olena Koval"),
        "{}",
        page.text
    );
    let settings = office
        .newsroom
        .store
        .read(|reader| reader.settings())
        .await
        .unwrap();
    assert_eq!(
        (settings.language.as_str(), settings.timezone.as_str()),
        ("uk", "Europe/Kyiv")
    );
    let again = office.post("/desk/set-up/", &nobody, &form(SET_UP_CODE)).await;
    assert_eq!(again.to(), "/desk/");
    let users = office.newsroom.store.read(|reader| reader.users()).await.unwrap();
    assert_eq!(users.len(), 1);
    assert_eq!(users[0].role, Role::Owner);
}

async fn guesses_are_counted(database: PrivateDatabase) {
    let office = Office::open(database).await;
    office.person(Role::Editor).await;
    let nobody = Browser::default();
    let try_with = |email: &str, password: &str| format!("email={email}&password={password}");
    let mut texts = Vec::new();
    for email in ["editor%40paper.example", "nobody%40paper.example"] {
        let answer = office
            .post("/desk/sign-in/", &nobody, &try_with(email, "wrong+password"))
            .await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let shown = answer.text.replace("editor@", "…@").replace("nobody@", "…@");
        let shown =
            shown.split("<style").next().unwrap().to_owned() + shown.split("</style>").nth(1).unwrap();
        // The question for a passkey is another each time.
        let (before, after) = shown.split_once("name=\"challenge\"").unwrap();
        texts.push(format!("{before}{}", after.split_once('>').unwrap().1));
    }
    assert_eq!(
        texts[0], texts[1],
        "known and unknown addresses get the same answer"
    );
    let form = try_with("editor%40paper.example", "wrong+password");
    let mut last = StatusCode::OK;
    for _ in 0..12 {
        last = office.post("/desk/sign-in/", &nobody, &form).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let right = try_with("editor%40paper.example", &PASSWORD.replace(' ', "+"));
    let held = office.post("/desk/sign-in/", &nobody, &right).await;
    assert_eq!(
        held.status,
        StatusCode::TOO_MANY_REQUESTS,
        "the right one has to wait too"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_ends_when_its_person_signs_out_and_its_cookie_is_hidden_from_scripts() {
    let office = Office::open(PrivateDatabase::sqlite()).await;
    let browser = office.person(Role::Author).await;
    assert_eq!(
        office.get("/desk/stories/", &browser).await.status,
        StatusCode::OK
    );
    let out = office.post("/desk/sign-out/", &browser, "").await;
    let cookie = out.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.contains("Max-Age=0") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    let after = office.get("/desk/stories/?kind=page", &browser).await;
    assert_eq!(
        after.to(),
        "/desk/sign-in/?next=%2Fdesk%2Fstories%2F%3Fkind%3Dpage"
    );
    let form = format!(
        "email=author%40paper.example&password={}&next=",
        PASSWORD.replace(' ', "+")
    );
    for (next, to) in [
        ("%2Fdesk%2Fstories%2F%3Fkind%3Dpage", "/desk/stories/?kind=page"),
        ("https%3A%2F%2Fevil.example%2F", "/desk/"),
        ("%2F%2Fevil.example%2Fdesk%2F", "/desk/"),
        ("%2Fdesk%2F%2Fevil.example", "/desk/"),
    ] {
        let answer = office
            .post("/desk/sign-in/", &Browser::default(), &format!("{form}{next}"))
            .await;
        assert_eq!(answer.to(), to);
    }
}

async fn the_form_of_a_stranger_is_small(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let author = office.person(Role::Author).await;
    let form = format!("email=a%40paper.example&next={}", "x".repeat(100_000));
    let stranger = office.post("/desk/sign-in/", &Browser::default(), &form).await;
    assert_eq!(
        stranger.status,
        StatusCode::PAYLOAD_TOO_LARGE,
        "{}",
        stranger.text
    );
    let known = office.post("/desk/sign-in/", &author, &form).await;
    assert_ne!(known.status, StatusCode::PAYLOAD_TOO_LARGE, "{}", known.text);
}
