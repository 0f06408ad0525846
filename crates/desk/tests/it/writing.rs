//! Writing at a story: what is saved, who has the pen, and how it reaches readers.

use crate::{Browser, Office};
use http::{Method, StatusCode};
use kernel::{PostState, Role};
use serde_json::{Value, json};
use testkit::{PrivateDatabase, on_both};

on_both!(
    a_story_goes_from_its_first_word_to_a_correction,
    nobody_writes_over_anothers_words_unseen,
    a_contributor_reaches_only_their_own_work
);

pub async fn begin(office: &Office, by: &Browser) -> String {
    let begun = office.post("/desk/stories/", by, "title=Bridge").await;
    assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    begun
        .to()
        .trim_start_matches("/desk/stories/")
        .trim_end_matches('/')
        .to_owned()
}

pub fn text(title: &str, words: &str) -> Value {
    json!({"title": title, "document": {"type": "doc", "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": words}]}]}})
}

pub async fn save(
    office: &Office,
    by: &Browser,
    id: &str,
    holder: &str,
    version: i64,
    text: Value,
) -> crate::Answer {
    let body = json!({"version": version, "holder": holder, "text": text});
    office
        .json(Method::PUT, &format!("/desk/stories/{id}/copy"), by, body)
        .await
}

async fn a_story_goes_from_its_first_word_to_a_correction(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let author = office.person(Role::Author).await;
    let id = begin(&office, &author).await;
    let saved = save(
        &office,
        &author,
        &id,
        "page-1",
        0,
        text("The bridge opens", "One."),
    )
    .await;
    assert_eq!(
        (saved.status, &saved.json()["version"]),
        (StatusCode::OK, &json!(1)),
        "{}",
        saved.text
    );
    // The answer was lost and it is sent again: saved once.
    let again = save(
        &office,
        &author,
        &id,
        "page-1",
        0,
        text("The bridge opens", "One."),
    )
    .await;
    assert_eq!(again.json()["version"], json!(1));
    let publish = format!("/desk/stories/{id}/publish");
    let stale = office.post(&publish, &author, "version=0&when=now").await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    let out = office.post(&publish, &author, "version=1&when=now").await;
    assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.text);
    let post = |slug: &'static str| {
        let read = office
            .newsroom
            .store
            .read(move |reader| reader.post_by_slug(&slug.parse().unwrap()));
        async { read.await.unwrap().unwrap() }
    };
    let first = post("the-bridge-opens").await;
    assert_eq!(first.state, PostState::Published);
    assert!(first.html.contains("One."));
    // What is written further, readers do not see until it is published.
    let saved = save(
        &office,
        &author,
        &id,
        "page-1",
        1,
        text("The bridge opened", "Two."),
    )
    .await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    assert!(post("the-bridge-opens").await.html.contains("One."));
    let empty = office
        .post(&publish, &author, "version=2&edition=correction")
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let corrected = office
        .post(
            &publish,
            &author,
            "version=2&edition=correction&correction=It+was+two%2C+not+one.",
        )
        .await;
    assert_eq!(corrected.status, StatusCode::SEE_OTHER, "{}", corrected.text);
    let after = post("the-bridge-opens").await;
    assert!(after.html.contains("Two.") && after.title == "The bridge opened");
    assert_eq!(after.corrections[0].text, "It was two, not one.");
    assert_eq!(after.published_at, first.published_at);
    assert!(after.updated_at >= first.updated_at);
}

async fn nobody_writes_over_anothers_words_unseen(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (one, other) = (
        office.person(Role::Editor).await,
        office.person(Role::Administrator).await,
    );
    let id = begin(&office, &one).await;
    let saved = save(&office, &one, &id, "page-1", 0, text("A", "First words.")).await;
    assert_eq!(saved.status, StatusCode::OK);
    // The second has not got the pen: their words are kept, and the first one's stand.
    let refused = save(&office, &other, &id, "page-2", 1, text("A", "Other words.")).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    assert_eq!(refused.json()["reason"], "pen");
    let pen = format!("/desk/stories/{id}/pen");
    let state = office
        .json(Method::POST, &pen, &other, json!({"holder": "page-2"}))
        .await
        .json();
    assert_eq!(
        (&state["mine"], &state["by"]),
        (&json!(false), &json!("The editor"))
    );
    let taken = office
        .json(
            Method::POST,
            &pen,
            &other,
            json!({"holder": "page-2", "take_over": true}),
        )
        .await
        .json();
    assert_eq!(taken["mine"], json!(true));
    let saved = save(&office, &other, &id, "page-2", 1, text("A", "Other words.")).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    // The first one's page did not know, and typed on.
    let late = save(
        &office,
        &one,
        &id,
        "page-1",
        1,
        text("A", "First words, and more."),
    )
    .await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let read = office.get(&format!("/desk/stories/{id}/copy"), &one).await.json();
    assert_eq!(
        read["text"]["document"]["content"][0]["content"][0]["text"],
        "Other words."
    );
    let post = id.parse().unwrap();
    let revisions = office
        .newsroom
        .store
        .read(move |reader| reader.revisions(post, 50))
        .await
        .unwrap();
    for words in ["Other words.", "First words.", "First words, and more."] {
        assert!(
            revisions.iter().any(|revision| revision.body.contains(words)),
            "{words} is lost"
        );
    }
}

async fn a_contributor_reaches_only_their_own_work(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (contributor, author) = (
        office.person(Role::Contributor).await,
        office.person(Role::Author).await,
    );
    let (own, others) = (begin(&office, &contributor).await, begin(&office, &author).await);
    assert_eq!(
        office
            .get(&format!("/desk/stories/{own}/"), &contributor)
            .await
            .status,
        StatusCode::OK
    );
    let page = office
        .get(&format!("/desk/stories/{others}/"), &contributor)
        .await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let saved = save(&office, &contributor, &others, "p", 0, text("Mine now", "x")).await;
    assert_eq!(saved.status, StatusCode::FORBIDDEN);
    let published = office
        .post(
            &format!("/desk/stories/{own}/publish"),
            &contributor,
            "version=0&when=now",
        )
        .await;
    assert_eq!(published.status, StatusCode::FORBIDDEN);
    let list = office.get("/desk/stories/", &contributor).await.text;
    assert!(list.contains(&own) && !list.contains(&others));
    let sent = office
        .post(
            &format!("/desk/stories/{own}/hand-over"),
            &contributor,
            "to=review&note=Please+read",
        )
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let saved = save(&office, &author, &own, "p", 0, text("Not an author's", "x")).await;
    assert_eq!(
        saved.status,
        StatusCode::FORBIDDEN,
        "an author writes at their own"
    );
}
