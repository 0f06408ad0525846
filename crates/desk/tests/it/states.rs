//! In what state a story is, and who is told.

use crate::{
    Browser, Office,
    writing::{begin, save, text},
};
use http::{Method, StatusCode};
use kernel::Role;
use serde_json::{Value, json};
use testkit::{PrivateDatabase, on_both};

on_both!(
    a_page_that_is_open_learns_of_another_state,
    a_form_of_another_state_is_refused_in_words,
    what_is_published_is_no_change
);

/// What the pen's answer says of the story's state.
async fn state(office: &Office, by: &Browser, id: &str, holder: &str) -> Value {
    let pen = format!("/desk/stories/{id}/pen");
    let answer = office
        .json(Method::POST, &pen, by, json!({"holder": holder}))
        .await;
    answer.json()["story"].take()
}

/// What the story's page says in its forms that it has seen.
async fn seen(office: &Office, by: &Browser, id: &str) -> String {
    let page = office.get(&format!("/desk/stories/{id}/"), by).await.text;
    let value = page.split("name=\"seen\" value=\"").nth(1).unwrap();
    value.split('"').next().unwrap().to_owned()
}

async fn a_page_that_is_open_learns_of_another_state(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let author = office.person(Role::Author).await;
    let editor = office.person(Role::Editor).await;
    let id = begin(&office, &author).await;
    let drawn = seen(&office, &author, &id).await;
    let at_first = state(&office, &author, &id, "p").await;
    assert_eq!(
        at_first,
        json!({"state": "draft", "words": "Draft", "seen": drawn, "at": null, "by": null, "by_me": false})
    );
    save(&office, &author, &id, "p", 0, text("Bridge", "One.")).await;
    assert_eq!(
        state(&office, &author, &id, "p").await,
        at_first,
        "writing changes no state"
    );
    let way = |end: &str| format!("/desk/stories/{id}/{end}");
    for (end, form, now) in [
        ("hand-over", "to=review".to_owned(), "review"),
        ("hand-over", "to=approved".to_owned(), "approved"),
        (
            "publish",
            "version=1&when=at&at=2100-01-01T00:00".to_owned(),
            "scheduled",
        ),
        (
            "publish",
            "version=1&when=at&at=2100-01-02T00:00".to_owned(),
            "scheduled",
        ),
        ("publish", "version=1&when=now".to_owned(), "published"),
        (
            "publish",
            "version=1&when=now&edition=update".to_owned(),
            "published",
        ),
        ("withdraw", "reason=Not+true".to_owned(), "withdrawn"),
        ("unpublish", String::new(), "draft"),
    ] {
        let before = state(&office, &author, &id, "p").await;
        let done = office.post(&way(end), &editor, &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{end}: {}", done.text);
        let told = state(&office, &author, &id, "p").await;
        assert_eq!(
            (&told["state"], &told["by"], &told["by_me"]),
            (&json!(now), &json!("The editor"), &json!(false))
        );
        assert_ne!(told["seen"], before["seen"], "{end}");
        assert!(
            told["at"].as_i64() > before["at"].as_i64().or(Some(0)),
            "{end}: {told}"
        );
        assert_eq!(state(&office, &editor, &id, "q").await["by_me"], json!(true));
        assert_eq!(told["seen"], seen(&office, &author, &id).await.as_str());
    }
}

async fn a_form_of_another_state_is_refused_in_words(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let author = office.person(Role::Author).await;
    let editor = office.person(Role::Editor).await;
    let id = begin(&office, &author).await;
    save(&office, &author, &id, "p", 0, text("Bridge", "One.")).await;
    let way = |end: &str| format!("/desk/stories/{id}/{end}");
    let (hand_over, unpublish, publish) = (way("hand-over"), way("unpublish"), way("publish"));
    let draft = seen(&office, &author, &id).await;
    office.post(&hand_over, &editor, "to=approved").await;
    let late = format!("to=review&seen={draft}");
    let refused = office.post(&hand_over, &author, &late).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert!(
        refused.text.contains("has come into another state meanwhile"),
        "{}",
        refused.text
    );
    // The same form twice is done once, and refused not at all.
    let approved = seen(&office, &editor, &id).await;
    for _ in 0..2 {
        let back = office
            .post(
                &hand_over,
                &editor,
                &format!("to=draft&note=Longer&seen={approved}"),
            )
            .await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text);
    }
    // Whose time has come meanwhile is not taken off the site by a form that was drawn before.
    office
        .post(&publish, &editor, "version=1&when=at&at=2100-01-01T00:00")
        .await;
    let scheduled = seen(&office, &editor, &id).await;
    office.post(&publish, &editor, "version=1&when=now").await;
    let refused = office
        .post(&unpublish, &editor, &format!("seen={scheduled}"))
        .await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
    assert_eq!(
        state(&office, &editor, &id, "q").await["state"],
        json!("published")
    );
    let refused = office.post(&hand_over, &editor, "to=review").await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let now = seen(&office, &editor, &id).await;
    // Nor withdrawn for good.
    office
        .post(&publish, &editor, "version=1&when=now&edition=update")
        .await;
    let withdraw = way("withdraw");
    let refused = office
        .post(&withdraw, &editor, &format!("reason=Not+true&seen={now}"))
        .await;
    assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
    assert!(
        refused.text.contains("has come into another state meanwhile")
            && refused
                .text
                .contains("name=\"reason\" required maxlength=\"2000\" value=\"Not true\""),
        "{}",
        refused.text
    );
    let now = seen(&office, &editor, &id).await;
    let off = office.post(&unpublish, &editor, &format!("seen={now}")).await;
    assert_eq!(off.status, StatusCode::SEE_OTHER, "{}", off.text);
}

async fn what_is_published_is_no_change(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let editor = office.person(Role::Editor).await;
    let id = begin(&office, &editor).await;
    let written = |title: &str, byline: &str| {
        let mut text = text(title, "One.");
        text["tags"] = json!(["Sea & shore"]);
        text["authors"] = json!([byline]);
        text
    };
    // A byline that is typed: the author is made when the story is published.
    save(&office, &editor, &id, "p", 0, written("Bridge", "Ines Calder")).await;
    let publish = format!("/desk/stories/{id}/publish");
    office.post(&publish, &editor, "version=1&when=now").await;
    let changes = async || {
        let page = office.get(&format!("/desk/stories/{id}/"), &editor).await;
        page.text.contains("changes that readers do not see yet")
    };
    assert!(!changes().await, "just published");
    save(&office, &editor, &id, "p", 1, written("Bridge", "ines-calder")).await;
    assert!(!changes().await, "the same byline");
    save(&office, &editor, &id, "p", 2, written("Bridge", "Bohdan Lys")).await;
    assert!(changes().await, "another byline");
}

/// The story's page.
async fn page(office: &Office, by: &Browser, id: &str) -> String {
    office.get(&format!("/desk/stories/{id}/"), by).await.text
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn taking_a_story_off_and_withdrawing_it_say_first_what_they_do() {
    let office = Office::open(PrivateDatabase::sqlite()).await;
    let editor = office.person(Role::Editor).await;
    let id = begin(&office, &editor).await;
    save(&office, &editor, &id, "p", 0, text("Bridge", "One.")).await;
    let way = |end: &str| format!("/desk/stories/{id}/{end}");
    office.post(&way("publish"), &editor, "version=1&when=now").await;
    let drawn = page(&office, &editor, &id).await;
    for (question, words, deed) in [
        (
            "<details><summary>Take it off the site…</summary>",
            "Readers get 404",
            "/unpublish\"",
        ),
        (
            "<details><summary>Withdraw it…</summary>",
            "Readers get 410",
            "/withdraw\"",
        ),
    ] {
        let asked = drawn.split(question).nth(1).expect(question);
        let asked = asked.split("</details>").next().unwrap();
        assert!(asked.contains(words) && asked.contains(deed), "{asked}");
        assert!(asked.contains("name=\"seen\""), "what it was meant for: {asked}");
        assert_eq!(drawn.matches(deed).count(), 1, "nowhere else");
    }
    // Without a reason nothing is done, and the question stays open.
    for reason in ["", "reason=", "reason=+%0A"] {
        let refused = office.post(&way("withdraw"), &editor, reason).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("Say why the story is withdrawn"));
        let open = "<details open><summary>Withdraw it…</summary>";
        assert_eq!(
            refused.text.contains(open),
            !reason.is_empty(),
            "{}",
            refused.text
        );
    }
    assert_eq!(state(&office, &editor, &id, "p").await["state"], "published");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn under_an_embargo_only_what_would_be_taken_is_offered() {
    let office = Office::open(PrivateDatabase::sqlite()).await;
    let editor = office.person(Role::Editor).await;
    let id = begin(&office, &editor).await;
    save(&office, &editor, &id, "p", 0, text("Bridge", "One.")).await;
    let way = |end: &str| format!("/desk/stories/{id}/{end}");
    let now = |drawn: &str, label: &str| {
        let button = drawn.split(label).next().unwrap().rsplit('<').next().unwrap();
        assert!(button.starts_with("button class=\"main\" name=\"when\" value=\"now\""));
        !button.contains("hidden")
    };
    let free = page(&office, &editor, &id).await;
    assert!(now(&free, ">Publish now<") && free.contains("\"embargo\":null"));
    assert!(!free.contains(" min="), "{free}");
    office
        .post(&way("embargo"), &editor, "until=2099-01-01T09%3A00")
        .await;
    let held = page(&office, &editor, &id).await;
    assert!(!now(&held, ">Publish now<"), "{held}");
    assert!(held.contains("name=\"at\" step=\"1\" min=\"2099-01-01T09:00:00\""));
    assert!(held.contains("\"embargo\":4070941200000") && held.contains("give it that time or a later one"));
    // Given a time, it bounds the embargo.
    let timed = "version=1&when=at&at=2099-02-01T09:00";
    let timed = office.post(&way("publish"), &editor, timed).await;
    assert_eq!(timed.status, StatusCode::SEE_OTHER, "{}", timed.text);
    let scheduled = page(&office, &editor, &id).await;
    assert!(!now(&scheduled, ">Publish now<"), "{scheduled}");
    assert!(scheduled.contains("name=\"until\" step=\"1\" max=\"2099-02-01T09:00:00\""));
    // One that is over already is none, and one that is emptied is lifted.
    let past = office
        .post(&way("embargo"), &editor, "until=2001-01-01T09%3A00")
        .await;
    assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(past.text.contains("That time has passed") && past.text.contains("value=\"2001-01-01T09:00\""));
    let lifted = office.post(&way("embargo"), &editor, "until=").await;
    let to = lifted.to();
    assert!(
        office
            .get(to, &editor)
            .await
            .text
            .contains("The embargo is lifted.")
    );
    // Published, it takes none: readers see it.
    office.post(&way("publish"), &editor, "version=1&when=now").await;
    assert!(now(&page(&office, &editor, &id).await, ">Update on the site<"));
    let refused = office
        .post(&way("embargo"), &editor, "until=2099-01-01T09%3A00")
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("take it off first"), "{}", refused.text);
    let free = page(&office, &editor, &id).await;
    assert!(now(&free, ">Update on the site<"), "{free}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_head_says_of_a_story_that_was_taken_off_that_it_is_not_out() {
    let office = Office::open(PrivateDatabase::sqlite()).await;
    let editor = office.person(Role::Editor).await;
    let id = begin(&office, &editor).await;
    save(&office, &editor, &id, "p", 0, text("Bridge", "One.")).await;
    let way = |end: &str| format!("/desk/stories/{id}/{end}");
    let head = async || {
        let drawn = page(&office, &editor, &id).await;
        let head = drawn.split("<p class=\"state\">").nth(1).unwrap();
        head.split("</p>").next().unwrap().to_owned()
    };
    assert_eq!(head().await, "<strong>Draft</strong>");
    // Given a time and taken back: it was never out.
    let timed = "version=1&when=at&at=2099-02-01T09:00";
    office.post(&way("publish"), &editor, timed).await;
    assert!(
        head()
            .await
            .starts_with("<strong>Scheduled</strong> · 1 Feb 2099")
    );
    office.post(&way("unpublish"), &editor, "").await;
    assert_eq!(head().await, "<strong>Draft</strong>");
    office.post(&way("publish"), &editor, "version=1&when=now").await;
    let out = head().await;
    let time = out.strip_prefix("<strong>Published</strong> · ").unwrap();
    office.post(&way("unpublish"), &editor, "").await;
    let off = format!("not on the site any more, was published {time}");
    assert_eq!(head().await, format!("<strong>Draft</strong> · {off}"));
    office.post(&way("hand-over"), &editor, "to=review").await;
    assert_eq!(head().await, format!("<strong>In review</strong> · {off}"));
    office.post(&way("publish"), &editor, "version=1&when=now").await;
    let out = head().await;
    let time = out.strip_prefix("<strong>Published</strong> · ").unwrap();
    office.post(&way("withdraw"), &editor, "reason=Not+true").await;
    assert_eq!(
        head().await,
        format!("<strong>Withdrawn</strong> · was published {time}")
    );
}
