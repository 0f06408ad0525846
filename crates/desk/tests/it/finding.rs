//! Finding a story to link or to relate it, and what the editor's page learns of its own session.

use crate::Office;
use http::{Method, StatusCode};
use kernel::Role;
use serde_json::{Value, json};
use testkit::{PrivateDatabase, on_both};

on_both!(
    a_story_is_found_by_words_of_its_headline,
    a_page_that_leaves_saves_and_lays_the_pen_down
);

async fn a_story_is_found_by_words_of_its_headline(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let author = office.person(Role::Author).await;
    let contributor = office.person(Role::Contributor).await;
    let begun = office
        .post("/desk/stories/", &author, "title=The+bridge+opens")
        .await;
    let id = begun.to().split('/').nth(3).unwrap().to_owned();
    let found = async |query: &str, by| {
        let answer = office.get(&format!("/desk/search/stories?{query}"), by).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        answer.json()
    };
    let one = json!([{
        "id": id, "slug": "the-bridge-opens", "title": "The bridge opens", "language": "en", "state": "Draft", "url": "/the-bridge-opens/",
    }]);
    assert_eq!(found("q=bridge", &author).await, one);
    assert_eq!(found(&format!("id={id}"), &author).await, one);
    assert_eq!(found("q=tunnel", &author).await, json!([]));
    assert_eq!(found("q=", &author).await, json!([]));
    // Others' drafts are nothing to a contributor; what readers see is.
    assert_eq!(found("q=bridge", &contributor).await, json!([]));
    assert_eq!(found(&format!("id={id}"), &contributor).await, json!([]));
    let out = office
        .post(
            &format!("/desk/stories/{id}/publish"),
            &author,
            "version=0&when=now",
        )
        .await;
    assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.text);
    assert_eq!(found("q=bridge", &contributor).await[0]["id"], Value::from(id));
}

async fn a_page_that_leaves_saves_and_lays_the_pen_down(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (one, other) = (
        office.person(Role::Editor).await,
        office.person(Role::Administrator).await,
    );
    let begun = office.post("/desk/stories/", &one, "title=Ebb").await;
    let page = begun.to().trim_end_matches('/').to_owned();
    let pen = format!("{page}/pen");
    let copy = format!("{page}/copy");
    let ask = async |by, holder: &str| {
        let body = json!({"holder": holder});
        office.json(Method::POST, &pen, by, body).await.json()["mine"].clone()
    };
    assert_eq!(ask(&one, "page-1").await, json!(true));
    assert_eq!(ask(&other, "page-2").await, json!(false));
    let save = json!({"version": 0, "holder": "page-1", "text": {"title": "Ebb and flow"}, "leaving": true});
    let saved = office.json(Method::PUT, &copy, &one, save).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    assert_eq!(ask(&other, "page-2").await, json!(true));
    let standing = office.get(&copy, &one).await.json();
    assert_eq!(standing["text"]["title"], "Ebb and flow");
    assert_eq!(standing["me"], "The editor");
    assert_eq!(standing["code"], Value::from(one.code.as_str()));
}
