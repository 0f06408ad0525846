//! Writing at a story: what is saved, who has the pen, and how it reaches readers.

use crate::{Browser, Office};
use http::{Method, StatusCode};
use kernel::{PostState, Role};
use serde_json::{Value, json};
use testkit::{PrivateDatabase, on_both};

on_both!(
    a_story_goes_from_its_first_word_to_a_correction,
    nobody_writes_over_anothers_words_unseen,
    a_contributor_reaches_only_their_own_work,
    what_a_load_of_a_page_sends_late_lays_down_no_pen_of_the_next,
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
    // A correction that readers would not be shown is not thrown away.
    let unshown = office
        .post(
            &publish,
            &author,
            "version=2&edition=silent&correction=It+was+two.",
        )
        .await;
    assert_eq!(unshown.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unshown.text.contains("it would not be shown"), "{}", unshown.text);
    assert!(
        unshown.text.contains(">It was two.</textarea>") && unshown.text.contains("value=\"silent\" checked")
    );
    assert!(post("the-bridge-opens").await.html.contains("One."));
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
        .read(move |reader| reader.revisions(post, None, 50))
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
    assert_eq!(saved.status, StatusCode::NOT_FOUND, "as where there is none");
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

/// Raw HTML that an import vouched for outlives a mended letter, and a stranger's HTML gains no trust.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn raw_html_keeps_the_trust_that_it_had_and_gains_none() {
    let office = Office::open(PrivateDatabase::sqlite()).await;
    let editor = office.person(Role::Editor).await;
    let mut document = document::from_markdown("One.\n").document;
    document
        .content
        .push(document::Block::RawHtml(document::nodes::RawHtml {
            html: "<script>chart()</script>".into(),
            trusted: true,
            ..Default::default()
        }));
    let story = newsroom::PostInput::story("Chart", document);
    let id = office.newsroom.save_post(story).await.unwrap().id;
    let open = office
        .get(&format!("/desk/stories/{id}/copy"), &editor)
        .await
        .json();
    let mut text = open["text"].clone();
    text["document"]["content"][0]["content"][0]["text"] = json!("Two.");
    text["document"]["content"]
        .as_array_mut()
        .unwrap()
        .push(json!({"type": "rawHtml", "attrs": {"html": "<script>evil()</script>", "trusted": true}}));
    save(&office, &editor, &id.to_string(), "p", 0, text).await;
    let sent = office
        .post(
            &format!("/desk/stories/{id}/publish"),
            &editor,
            "version=1&edition=silent",
        )
        .await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    let post = office
        .newsroom
        .store
        .read(move |reader| reader.post_by_id(id))
        .await
        .unwrap()
        .unwrap();
    assert!(
        post.html.contains("Two.") && post.html.contains("<script>chart()</script>"),
        "{}",
        post.html
    );
    assert!(!post.html.contains("evil()</script>"), "{}", post.html);
}

/// Nothing of a draft is public before it is: no page of a tag or a byline that only it names.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_draft_makes_no_tags_and_no_bylines() {
    let office = Office::open(PrivateDatabase::sqlite()).await;
    let (contributor, editor) = (
        office.person(Role::Contributor).await,
        office.person(Role::Editor).await,
    );
    let id = begin(&office, &contributor).await;
    let mut written = text("Bridge", "Words.");
    written["tags"] = json!(["Bridges"]);
    save(&office, &contributor, &id, "p", 0, written).await;
    let tag = || {
        let read = office
            .newsroom
            .store
            .read(|reader| reader.tag_by_slug(&"bridges".parse().unwrap()));
        async { read.await.unwrap() }
    };
    assert!(tag().await.is_none());
    let over = format!("/desk/stories/{id}/hand-over");
    office.post(&over, &contributor, "to=review").await;
    office.post(&over, &editor, "to=approved").await;
    // What was approved is what was read: another word of the contributor's sends it back.
    save(&office, &contributor, &id, "p", 1, text("Bridge", "Other words.")).await;
    let post = id.parse().unwrap();
    let found = office
        .newsroom
        .store
        .read(move |reader| reader.post_by_id(post))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(found.state, PostState::InReview);
    let mut written = text("Bridge", "Words.");
    written["tags"] = json!(["Bridges"]);
    let pen = json!({"holder": "e", "take_over": true});
    office
        .json(Method::POST, &format!("/desk/stories/{id}/pen"), &editor, pen)
        .await;
    let saved = save(&office, &editor, &id, "e", 2, written).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    let out = office
        .post(
            &format!("/desk/stories/{id}/publish"),
            &editor,
            "version=3&when=now",
        )
        .await;
    assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.text);
    assert!(tag().await.is_some());
    // A contributor reads what is out on the site, and nothing more of others'.
    let own_page = office.get(&format!("/desk/stories/{id}/"), &contributor).await;
    assert_eq!(own_page.status, StatusCode::OK);
    let other = begin(&office, &editor).await;
    save(&office, &editor, &other, "e", 0, text("Other", "Words.")).await;
    office
        .post(
            &format!("/desk/stories/{other}/publish"),
            &editor,
            "version=1&when=now",
        )
        .await;
    let foreign = office.get(&format!("/desk/stories/{other}/"), &contributor).await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}

/// The one who is to go on with a story may, and a form that is sent twice publishes once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_assignee_writes_and_a_form_sent_twice_publishes_once() {
    let office = Office::open(PrivateDatabase::sqlite()).await;
    let (author, editor) = (
        office.person(Role::Author).await,
        office.person(Role::Editor).await,
    );
    let id = begin(&office, &editor).await;
    save(&office, &editor, &id, "e", 0, text("Bridge", "Words.")).await;
    let users = office.newsroom.store.read(|reader| reader.users()).await.unwrap();
    let who = users.iter().find(|user| user.role == Role::Author).unwrap().id;
    office
        .post(
            &format!("/desk/stories/{id}/hand-over"),
            &editor,
            &format!("to=draft&assignee={who}"),
        )
        .await;
    let pen = json!({"holder": "a", "take_over": true});
    office
        .json(Method::POST, &format!("/desk/stories/{id}/pen"), &author, pen)
        .await;
    let saved = save(&office, &author, &id, "a", 1, text("Bridge", "More words.")).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    let page = office.get(&format!("/desk/stories/{id}/"), &editor).await.text;
    let seen = page
        .split("name=\"seen\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let publish = format!("/desk/stories/{id}/publish");
    let form = format!("version=2&when=now&seen={seen}");
    let post = id.parse().unwrap();
    let mut times = Vec::new();
    for _ in 0..2 {
        let out = office.post(&publish, &editor, &form).await;
        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.text);
        let found = office
            .newsroom
            .store
            .read(move |reader| reader.post_by_id(post))
            .await
            .unwrap()
            .unwrap();
        times.push(found.updated_at);
    }
    assert_eq!(times[0], times[1]);
    let comments = format!("/desk/stories/{id}/comments");
    for _ in 0..2 {
        office.post(&comments, &editor, "text=Once").await;
    }
    let list = office
        .ask(Method::GET, &comments, &editor, "application/json", "")
        .await
        .json();
    assert_eq!(list.as_array().unwrap().len(), 1);
}

async fn what_a_load_of_a_page_sends_late_lays_down_no_pen_of_the_next(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (one, other) = (
        office.person(Role::Editor).await,
        office.person(Role::Administrator).await,
    );
    let id = begin(&office, &one).await;
    let pen = format!("/desk/stories/{id}/pen");
    let ask = async |by: &Browser, holder: &str| {
        let asked = office
            .json(Method::POST, &pen, by, json!({"holder": holder}))
            .await;
        asked.json()["mine"].clone()
    };
    assert_eq!(ask(&one, "page.1").await, json!(true));
    assert_eq!(ask(&one, "page.2").await, json!(true));
    let leaves =
        json!({"version": 0, "holder": "page", "text": text("A", "B"), "leaving": true, "load": "page.1"});
    let path = format!("/desk/stories/{id}/copy");
    assert_eq!(
        office.json(Method::PUT, &path, &one, leaves).await.status,
        StatusCode::OK
    );
    let drop = format!("{pen}/drop");
    office
        .json(Method::POST, &drop, &one, json!({"holder": "page.1"}))
        .await;
    assert_eq!(ask(&other, "another.1").await, json!(false));
    office
        .json(Method::POST, &drop, &one, json!({"holder": "page.2"}))
        .await;
    assert_eq!(ask(&other, "another.1").await, json!(true));
}
