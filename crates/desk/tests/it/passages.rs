//! Where the passages of comments are, over what is written at the story.

use crate::{
    Answer, Browser, Office,
    writing::{begin, text},
};
use http::{Method, StatusCode};
use kernel::Role;
use serde_json::{Value, json};
use testkit::{PrivateDatabase, on_both};

on_both!(
    a_passage_that_was_rewritten_is_where_the_save_says,
    what_was_not_taken_over_moves_no_passage,
    only_open_passages_of_the_story_move,
    an_earlier_state_has_its_passages_again
);

/// Something said about `quote`; returns the comment's id.
async fn say(office: &Office, by: &Browser, id: &str, quote: &str, says: &str) -> String {
    let comments = format!("/desk/stories/{id}/comments");
    let form = format!("quote={quote}&text={says}");
    let said = office.post(&comments, by, &form).await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    said.to().split("#comment-").nth(1).unwrap().to_owned()
}

fn place(id: &str, words: &str, nth: u32, gone: bool) -> Value {
    json!({"id": id, "words": words, "nth": nth, "gone": gone})
}

async fn save(
    office: &Office,
    by: &Browser,
    (id, holder, version): (&str, &str, i64),
    words: &str,
    passages: Value,
) -> Answer {
    let body =
        json!({"version": version, "holder": holder, "text": text("Bridge", words), "passages": passages});
    office
        .json(Method::PUT, &format!("/desk/stories/{id}/copy"), by, body)
        .await
}

/// Where the passages are, as a page that reads along is told.
async fn places(office: &Office, by: &Browser, id: &str) -> Value {
    office.get(&format!("/desk/stories/{id}/copy"), by).await.json()["passages"].take()
}

async fn a_passage_that_was_rewritten_is_where_the_save_says(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let author = office.person(Role::Author).await;
    let id = begin(&office, &author).await;
    let first = say(&office, &author, &id, "the+tide+turns", "When%3F").await;
    assert_eq!(
        places(&office, &author, &id).await,
        json!([place(&first, "the tide turns", 0, false)])
    );
    let now = json!([place(&first, "the  tide slowly\nturns", 2, false)]);
    let saved = save(&office, &author, (&id, "p", 0), "One.", now).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    let there = json!([place(&first, "the tide slowly turns", 2, false)]);
    assert_eq!(places(&office, &author, &id).await, there);
    let story = format!("/desk/stories/{id}/");
    let page = office.get(&story, &author).await.text;
    assert!(page.contains("<blockquote lang=\"en\" dir=\"auto\">the tide slowly turns</blockquote>"));
    assert!(page.contains("was: “<bdi lang=\"en\">the tide turns</bdi>”"));
    // What is settled and opened again is where it was; so is what a page without a word about it saves.
    for resolved in [1, 0] {
        let comment = format!("/desk/stories/{id}/comments/{first}");
        office
            .post(&comment, &author, &format!("resolved={resolved}"))
            .await;
    }
    save(&office, &author, (&id, "p", 1), "Two.", json!([])).await;
    assert_eq!(places(&office, &author, &id).await, there);
    // Taken out: its last words stay known.
    let out = json!([place(&first, "", 0, true)]);
    save(&office, &author, (&id, "p", 2), "Three.", out).await;
    let gone = json!([place(&first, "the tide slowly turns", 2, true)]);
    assert_eq!(places(&office, &author, &id).await, gone);
    let page = office.get(&story, &author).await.text;
    assert!(
        page.contains("<blockquote lang=\"en\" dir=\"auto\">the tide turns</blockquote>")
            && page.contains("not in the text any more")
    );
    // The same text again, since it came back before anything else was saved.
    let again = save(&office, &author, (&id, "p", 3), "Three.", there.clone()).await;
    assert_eq!(again.json()["version"], json!(3));
    assert_eq!(places(&office, &author, &id).await, there);
}

async fn what_was_not_taken_over_moves_no_passage(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let author = office.person(Role::Author).await;
    let editor = office.person(Role::Editor).await;
    let id = begin(&office, &author).await;
    let first = say(&office, &author, &id, "the+tide", "When%3F").await;
    let still = json!([place(&first, "the tide", 0, false)]);
    save(&office, &author, (&id, "p", 0), "One.", still.clone()).await;
    let moved = json!([place(&first, "the flood", 4, false)]);
    let overtaken = save(&office, &author, (&id, "p", 0), "Late.", moved.clone()).await;
    let no_pen = save(&office, &editor, (&id, "q", 1), "Mine.", moved).await;
    assert_eq!(
        (&overtaken.json()["reason"], &no_pen.json()["reason"]),
        (&json!("overtaken"), &json!("pen"))
    );
    assert_eq!(places(&office, &author, &id).await, still);
}

async fn only_open_passages_of_the_story_move(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let author = office.person(Role::Author).await;
    let (id, other) = (begin(&office, &author).await, begin(&office, &author).await);
    let [open, settled] = [
        say(&office, &author, &id, "one", "Open").await,
        say(&office, &author, &id, "two", "Settled").await,
    ];
    let foreign = say(&office, &author, &other, "three", "Elsewhere").await;
    let whole = say(&office, &author, &id, "", "All+of+it").await;
    let settle = |to: u8| {
        let comment = format!("/desk/stories/{id}/comments/{settled}");
        let (office, author) = (&office, &author);
        async move { office.post(&comment, author, &format!("resolved={to}")).await }
    };
    settle(1).await;
    let long = "ä".repeat(6000);
    let now = json!([
        place(&open, &long, 1, false),
        place(&settled, "moved", 1, false),
        place(&foreign, "moved", 1, false),
        place(&whole, "moved", 1, false),
        place("no id", "moved", 1, false),
    ]);
    let saved = save(&office, &author, (&id, "p", 0), "One.", now).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    settle(0).await;
    assert_eq!(
        places(&office, &author, &id).await,
        json!([
            place(&open, &long[..10_000], 1, false),
            place(&settled, "two", 0, false)
        ])
    );
    assert_eq!(
        places(&office, &author, &other).await,
        json!([place(&foreign, "three", 0, false)])
    );
    // Who may not save the copy moves nothing.
    let stranger = office.person(Role::Contributor).await;
    let moved = json!([place(&open, "moved", 0, false)]);
    let refused = save(&office, &stranger, (&id, "q", 1), "Two.", moved).await;
    assert!(refused.status.is_client_error(), "{}", refused.text);
    assert_eq!(places(&office, &author, &id).await[0]["nth"], json!(1));
}

async fn an_earlier_state_has_its_passages_again(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let author = office.person(Role::Author).await;
    let id = begin(&office, &author).await;
    let first = say(&office, &author, &id, "the+tide", "When%3F").await;
    save(&office, &author, (&id, "p", 0), "the tide", json!([])).await;
    let gone = json!([place(&first, "the tide", 0, true)]);
    save(&office, &author, (&id, "p", 1), "Nothing.", gone).await;
    assert_eq!(places(&office, &author, &id).await[0]["gone"], json!(true));
    let post = id.parse().unwrap();
    let read = office
        .newsroom
        .store
        .read(move |reader| reader.revisions(post, None, 50));
    let revision = read.await.unwrap().last().unwrap().id;
    let drop = format!("/desk/stories/{id}/pen/drop");
    office
        .json(Method::POST, &drop, &author, json!({"holder": "p"}))
        .await;
    let restore = format!("/desk/stories/{id}/revisions/{revision}/restore");
    let back = office.post(&restore, &author, "").await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text);
    assert_eq!(places(&office, &author, &id).await[0]["gone"], json!(false));
}
