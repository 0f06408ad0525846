//! One's own account, and a forgotten password.

use crate::{Browser, Office, PASSWORD};
use http::{Method, Request, StatusCode, header};
use kernel::{Role, Timestamp};
use testkit::{PrivateDatabase, on_both};

on_both!(
    a_new_password_needs_the_old_one_and_ends_all_other_sessions,
    devices_are_listed_and_signed_out_one_by_one_or_all,
    a_forgotten_password_is_chosen_anew_by_a_link_that_works_once,
);

const NEW: &str = "nine+white+storks+at+noon";

fn plus() -> String {
    PASSWORD.replace(' ', "+")
}

impl Office {
    async fn again(&self, email: &str, password: &str) -> Option<Browser> {
        let form = format!("email={}&password={password}", email.replace('@', "%40"));
        let answer = self.post("/desk/sign-in/", &Browser::default(), &form).await;
        match answer.status {
            StatusCode::SEE_OTHER => Some(self.with_cookie_of(&answer).await),
            _ => None,
        }
    }

    async fn is_in(&self, browser: &Browser) -> bool {
        self.get("/desk/stories/", browser).await.status == StatusCode::OK
    }
}

async fn a_new_password_needs_the_old_one_and_ends_all_other_sessions(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let here = office.person(Role::Author).await;
    let there = office.again("author@paper.example", &plus()).await.unwrap();
    let wrong = office
        .post("/desk/account/password", &here, &format!("old=wrong&new={NEW}"))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text.contains("not your password"));
    let weak = office
        .post(
            "/desk/account/password",
            &here,
            &format!("old={}&new=password1234", plus()),
        )
        .await;
    assert!(weak.text.contains("everyone tries first"), "{}", weak.text);
    assert!(office.is_in(&there).await);
    let done = office
        .post(
            "/desk/account/password",
            &here,
            &format!("old={}&new={NEW}", plus()),
        )
        .await;
    assert_eq!(done.to(), "/desk/account/?done=password", "{}", done.text);
    assert!(office.is_in(&here).await && !office.is_in(&there).await);
    assert!(office.again("author@paper.example", &plus()).await.is_none());
    assert!(office.again("author@paper.example", NEW).await.is_some());

    // The address needs the password too.
    let form = "email=new%40paper.example&password=wrong";
    let wrong = office.post("/desk/account/email", &here, form).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.text.contains("value=\"new@paper.example\""),
        "what was typed stays: {}",
        wrong.text
    );
    let form = format!("email=new%40paper.example&password={NEW}");
    assert_eq!(
        office.post("/desk/account/email", &here, &form).await.to(),
        "/desk/account/?done=email"
    );
    assert!(office.again("new@paper.example", NEW).await.is_some());
    for _ in 0..10 {
        office
            .post("/desk/account/password", &here, &format!("old=wrong&new={NEW}"))
            .await;
    }
    let held = office
        .post(
            "/desk/account/password",
            &here,
            &format!("old={NEW}&new={}", plus()),
        )
        .await;
    assert!(held.text.contains("Too many tries"), "guesses are counted");
}

async fn devices_are_listed_and_signed_out_one_by_one_or_all(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let here = office.person(Role::Contributor).await;
    let request = Request::builder()
        .method(Method::POST)
        .uri("/desk/sign-in/")
        .header(header::HOST, "paper.example")
        .header("sec-fetch-site", "same-origin")
        .header(
            header::USER_AGENT,
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        )
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let form = format!("email=contributor%40paper.example&password={}", plus());
    let answer = office
        .send(request.body(axum::body::Body::from(form)).unwrap())
        .await;
    let firefox = office.with_cookie_of(&answer).await;
    let third = office.again("contributor@paper.example", &plus()).await.unwrap();
    let page = office.get("/desk/account/", &here).await;
    assert!(page.text.contains("Firefox on Linux"), "{}", page.text);
    assert_eq!(page.text.matches("This device").count(), 1);
    let line = page.text.split("Firefox on Linux").nth(1).unwrap();
    let path = line.split("action=\"").nth(1).unwrap().split('"').next().unwrap();
    let stranger = office.person(Role::Author).await;
    office.post(path, &stranger, "").await;
    assert!(office.is_in(&firefox).await, "nobody ends another's session");
    office.post(path, &here, "").await;
    assert!(!office.is_in(&firefox).await && office.is_in(&third).await);
    office.post("/desk/account/sessions/end-others", &here, "").await;
    assert!(office.is_in(&here).await && !office.is_in(&third).await && office.is_in(&stranger).await);
}

async fn a_forgotten_password_is_chosen_anew_by_a_link_that_works_once(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let before = office.person(Role::Editor).await;
    let nobody = Browser::default();
    let mut texts = Vec::new();
    for email in ["editor%40paper.example", "nobody%40paper.example", "no-address"] {
        let answer = office
            .post("/desk/forgotten/", &nobody, &format!("email={email}"))
            .await;
        assert_eq!(answer.status, StatusCode::OK);
        let without = answer.text.split("<style").next().unwrap().to_owned();
        texts.push(without + answer.text.split("</style>").nth(1).unwrap());
    }
    assert!(
        texts.iter().all(|text| *text == texts[0]),
        "the same answer always"
    );
    let jobs = office
        .newsroom
        .store
        .read(|reader| reader.jobs(store::JobState::Waiting, 10))
        .await
        .unwrap();
    let letters: Vec<_> = jobs
        .iter()
        .filter(|job| job.kind == newsroom::FORGOTTEN)
        .collect();
    assert_eq!(letters.len(), 1);
    let payload: serde_json::Value = serde_json::from_str(&letters[0].payload).unwrap();
    let id = payload["user"].as_str().unwrap().parse().unwrap();
    let until = Timestamp::from_millis(payload["until"].as_i64().unwrap());
    let newsroom = &office.newsroom;
    let token = |until| async move { newsroom.forgotten_letter(id, until).await.unwrap().unwrap().1 };
    let (one, other) = (token(until).await, token(until.plus_millis(-1000)).await);
    assert!(
        office
            .newsroom
            .forgotten_letter(id, Timestamp::from_millis(1))
            .await
            .unwrap()
            .is_none()
    );

    let page = office
        .get(&format!("/desk/forgotten/choose/?t={one}"), &nobody)
        .await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    let weak = office
        .post(
            "/desk/forgotten/choose/",
            &nobody,
            &format!("t={one}&password=short"),
        )
        .await;
    assert_eq!(weak.status, StatusCode::UNPROCESSABLE_ENTITY);
    let done = office
        .post(
            "/desk/forgotten/choose/",
            &nobody,
            &format!("t={one}&password={NEW}"),
        )
        .await;
    assert_eq!(done.to(), "/desk/sign-in/?chosen=1", "{}", done.text);
    assert!(!office.is_in(&before).await, "all sessions end");
    assert!(office.again("editor@paper.example", NEW).await.is_some());
    for dead in [one, other, "x.y".to_owned()] {
        let form = format!("t={dead}&password={}", plus());
        let again = office.post("/desk/forgotten/choose/", &nobody, &form).await;
        assert_eq!(again.status, StatusCode::GONE, "{dead}");
    }

    // One address gets three letters in an hour; one network may ask twenty times.
    let mut last = StatusCode::OK;
    for _ in 0..20 {
        last = office
            .post("/desk/forgotten/", &nobody, "email=editor%40paper.example")
            .await
            .status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    let jobs = office
        .newsroom
        .store
        .read(|reader| reader.jobs(store::JobState::Waiting, 50))
        .await
        .unwrap();
    assert_eq!(
        jobs.iter().filter(|job| job.kind == newsroom::FORGOTTEN).count(),
        3
    );
}
