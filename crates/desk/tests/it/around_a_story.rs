//! Revisions, comments, previews and arranging.

use crate::{
    Browser, Office,
    writing::{begin, save, text},
};
use http::{Method, StatusCode};
use kernel::Role;
use serde_json::json;
use testkit::{PrivateDatabase, on_both};

on_both!(
    an_earlier_state_comes_back_and_nothing_is_lost,
    colleagues_talk_about_a_passage,
    a_placement_is_arranged_by_one_editor_at_a_time,
    a_contributors_way_ends_at_review
);

async fn an_earlier_state_comes_back_and_nothing_is_lost(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let author = office.person(Role::Author).await;
    let id = begin(&office, &author).await;
    let body = |version: i64, words: &str| json!({"version": version, "holder": "p", "by_hand": true, "text": text("Bridge", words)});
    for (version, words) in [(0, "The first state."), (1, "The second state.")] {
        let saved = office
            .json(
                Method::PUT,
                &format!("/desk/stories/{id}/copy"),
                &author,
                body(version, words),
            )
            .await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    }
    office
        .json(
            Method::POST,
            &format!("/desk/stories/{id}/pen/drop"),
            &author,
            json!({"holder": "p"}),
        )
        .await;
    let post = id.parse().unwrap();
    let revisions = office
        .newsroom
        .store
        .read(move |reader| reader.revisions(post, None, 50))
        .await
        .unwrap();
    let first = revisions
        .iter()
        .find(|one| one.body.contains("first state"))
        .unwrap()
        .id;
    let shown = office
        .get(&format!("/desk/stories/{id}/revisions/{first}/"), &author)
        .await;
    assert!(
        shown.text.contains("<del>first</del>") && shown.text.contains("<ins>second</ins>"),
        "{}",
        shown.text
    );
    let back = office
        .post(
            &format!("/desk/stories/{id}/revisions/{first}/restore"),
            &author,
            "",
        )
        .await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text);
    let copy = office.get(&format!("/desk/stories/{id}/copy"), &author).await;
    assert!(copy.text.contains("The first state.") && copy.json()["version"] == json!(3));
    let revisions = office
        .newsroom
        .store
        .read(move |reader| reader.revisions(post, None, 50))
        .await
        .unwrap();
    assert!(revisions.iter().any(|one| one.body.contains("second state")));
    // The page that was open knows nothing of it: its words are kept beside.
    let late = save(&office, &author, &id, "p", 2, text("Bridge", "Typed on.")).await;
    assert_eq!(
        (late.status, &late.json()["reason"]),
        (StatusCode::CONFLICT, &json!("overtaken"))
    );
}

async fn colleagues_talk_about_a_passage(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (author, editor) = (
        office.person(Role::Author).await,
        office.person(Role::Editor).await,
    );
    let id = begin(&office, &author).await;
    let comments = format!("/desk/stories/{id}/comments");
    let said = office
        .post(&comments, &editor, "quote=the+bridge&text=Which+one%3F+%3Cb%3E")
        .await;
    assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
    let list = office
        .ask(Method::GET, &comments, &author, "application/json", "")
        .await
        .json();
    let first = list[0]["id"].as_str().unwrap().to_owned();
    office
        .post(&comments, &author, &format!("parent={first}&text=The+old+one"))
        .await;
    let page = office.get(&format!("/desk/stories/{id}/"), &author).await.text;
    assert!(
        page.contains("Which one? &#60;b&#62;") && page.contains("The old one"),
        "{page}"
    );
    // Who settles one goes on with the next that is open, else to the heading.
    let place = |answer: &crate::Answer| answer.to().replace(&format!("/desk/stories/{id}/"), "");
    let second = office.post(&comments, &editor, "text=And+why%3F").await;
    let second = place(&second).replace("#comment-", "");
    let done = office
        .post(&format!("{comments}/{first}"), &author, "resolved=1")
        .await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert_eq!(place(&done), format!("#settle-{second}"));
    let last = office
        .post(&format!("{comments}/{second}"), &author, "resolved=1")
        .await;
    assert_eq!(place(&last), "#comments-title");
    let again = office
        .post(&format!("{comments}/{second}"), &author, "resolved=0")
        .await;
    assert_eq!(place(&again), format!("#settle-{second}"));
    let page = office.get(&format!("/desk/stories/{id}/"), &author).await.text;
    for place in [format!("id=\"settle-{second}\""), "id=\"comments-title\"".into()] {
        assert!(page.contains(&place), "{place}: {page}");
    }
    let list = office
        .ask(Method::GET, &comments, &author, "application/json", "")
        .await
        .json();
    assert_eq!(list[0]["resolved_by"], "The author");
    assert_eq!(list[1]["parent"], json!(first));
    let other = begin(&office, &author).await;
    let foreign = office
        .post(
            &format!("/desk/stories/{other}/comments"),
            &author,
            &format!("parent={first}&text=x"),
        )
        .await;
    assert_eq!(foreign.status, StatusCode::NOT_FOUND);
}

async fn a_placement_is_arranged_by_one_editor_at_a_time(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let editor = office.person(Role::Editor).await;
    let mut ids = Vec::new();
    for title in ["One", "Two"] {
        let id = begin(&office, &editor).await;
        save(&office, &editor, &id, "p", 0, text(title, "Words.")).await;
        let out = office
            .post(
                &format!("/desk/stories/{id}/publish"),
                &editor,
                "version=1&when=now",
            )
            .await;
        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.text);
        ids.push(id);
    }
    let path = "/desk/arrange/picks/";
    let found = office
        .post(path, &editor, "seen=&do=search&search=two")
        .await
        .text;
    assert!(found.contains(&format!("add:{}", ids[1])) && !found.contains(&format!("add:{}", ids[0])));
    let row = |id: &str, headline: &str| format!("post={id}&title=x&headline={headline}&until=&public=1");
    let both = format!("{}&{}", row(&ids[0], ""), row(&ids[1], "My+own"));
    let again = format!("{both}&seen=&do=add%3A{}&search=two", ids[1]);
    let again = office.post(path, &editor, &again).await.text;
    assert!(
        again.contains("“Two” stands here already, as number 2."),
        "{again}"
    );
    let moved = office
        .post(path, &editor, &format!("{both}&seen=&do=down%3A{}", ids[0]))
        .await
        .text;
    assert!(
        moved.find(&ids[1]).unwrap() < moved.find(&ids[0]).unwrap(),
        "nothing is live, the form has changed"
    );
    let entries = || {
        let read = office
            .newsroom
            .store
            .read(|reader| reader.placement_entries(&"picks".parse().unwrap(), &kernel::Language::english()));
        async { read.await.unwrap() }
    };
    assert!(entries().await.is_empty());
    let live = office.post(path, &editor, &format!("{both}&seen=&do=live")).await;
    assert_eq!(live.status, StatusCode::SEE_OTHER, "{}", live.text);
    assert_eq!(entries().await[1].pick.headline.as_deref(), Some("My own"));
    // A second editor began before that.
    let late = office
        .post(path, &editor, &format!("{}&seen=&do=live", row(&ids[1], "")))
        .await;
    assert!(late.text.contains("arranged this meanwhile"), "{}", late.text);
    assert_eq!(entries().await.len(), 2);
    let twice = format!(
        "{}&{}&seen={}+{}&do=live",
        row(&ids[0], ""),
        row(&ids[0], ""),
        ids[0],
        ids[1]
    );
    let twice = office.post(path, &editor, &twice).await;
    assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
    // An entry that would not be shown is not taken; one that is over says so, and may stand.
    let over = format!(
        "{}&post={}&title=x&headline=&until=2001-01-01T00%3A00&public=1",
        row(&ids[1], ""),
        ids[0]
    );
    let seen = |picks: &[kernel::Pick]| {
        let mark = newsroom::arrangement_mark(picks);
        form_urlencoded::byte_serialize(mark.as_bytes()).collect::<String>()
    };
    let standing =
        async || -> Vec<kernel::Pick> { entries().await.into_iter().map(|entry| entry.pick).collect() };
    let live = format!("{over}&seen={}&do=live", seen(&standing().await));
    let past = office.post(path, &editor, &live).await;
    assert_eq!(past.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(past.text.contains("would not be shown") && past.text.contains("over: not shown any more"));
    assert_eq!(entries().await[1].pick.headline.as_deref(), Some("My own"));
    let mut picks = standing().await;
    picks[0].until = Some(kernel::Timestamp::from_millis(978_307_200_000));
    picks.swap(0, 1);
    picks[0].headline = None;
    let (name, language) = ("picks".parse().unwrap(), kernel::Language::english());
    office
        .newsroom
        .arrange(name, language, picks.clone())
        .await
        .unwrap();
    let drawn = office.get(path, &editor).await.text;
    assert!(drawn.contains("over: not shown any more"), "{drawn}");
    let live = format!("{over}&seen={}&do=live", seen(&picks));
    assert_eq!(
        office.post(path, &editor, &live).await.status,
        StatusCode::SEE_OTHER
    );
    let preview = office
        .post(path, &editor, &format!("{both}&seen=&do=preview"))
        .await
        .text;
    let secret = preview
        .split("src=\"/preview/")
        .nth(1)
        .unwrap()
        .split('/')
        .next()
        .unwrap();
    let shown = office.newsroom.previewed(secret).await.unwrap();
    assert!(matches!(shown, Some(newsroom::Previewed::Arrangement(one)) if one.picks.len() == 2));
}

async fn a_contributors_way_ends_at_review(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (contributor, editor) = (
        office.person(Role::Contributor).await,
        office.person(Role::Editor).await,
    );
    let id = begin(&office, &contributor).await;
    let over = format!("/desk/stories/{id}/hand-over");
    assert_eq!(
        office.post(&over, &contributor, "to=approved").await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        office
            .post(&over, &contributor, "to=review&note=Ready")
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let board = office.get("/desk/board/", &editor).await.text;
    assert!(board.contains("Ready"), "{board}");
    assert_eq!(
        office.post(&over, &editor, "to=published").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(
        office.post(&over, &editor, "to=approved").await.status,
        StatusCode::SEE_OTHER
    );
    let embargo = format!("/desk/stories/{id}/embargo");
    let until = "until=2099-01-01T09%3A00";
    assert_eq!(
        office.post(&embargo, &editor, until).await.status,
        StatusCode::SEE_OTHER
    );
    save(&office, &editor, &id, "e", 0, text("Bridge", "Words.")).await;
    let publish = format!("/desk/stories/{id}/publish");
    let early = office.post(&publish, &editor, "version=1&when=now").await;
    assert!(early.text.contains("embargo"), "{}", early.text);
    let early = office
        .post(&publish, &editor, "version=1&when=at&at=2098-01-01T09%3A00")
        .await;
    assert!(early.text.contains("embargo"), "{}", early.text);
    let planned = office
        .post(&publish, &editor, "version=1&when=at&at=2099-01-01T09%3A00")
        .await;
    assert_eq!(planned.status, StatusCode::SEE_OTHER, "{}", planned.text);
}

/// Whoever has no link sees nothing, and one that was ended shows nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_preview_shows_what_is_written_until_it_is_ended() {
    let office = Office::open(PrivateDatabase::sqlite()).await;
    let author: Browser = office.person(Role::Author).await;
    let id = begin(&office, &author).await;
    save(&office, &author, &id, "p", 0, {
        let mut text = text("Not out yet", "Secret words.");
        text["tags"] = serde_json::json!(["A new section"]);
        text["authors"] = serde_json::json!(["Ivan Franko"]);
        text
    })
    .await;
    let page = office
        .post(&format!("/desk/stories/{id}/preview"), &author, "")
        .await
        .text;
    let secret = page
        .split("src=\"/preview/")
        .nth(1)
        .unwrap()
        .split('/')
        .next()
        .unwrap()
        .to_owned();
    match office.newsroom.previewed(&secret).await.unwrap() {
        Some(newsroom::Previewed::Story(post)) => {
            assert!(post.html.contains("Secret words."));
            let around = (post.tags[0].name.as_str(), post.authors[0].name.as_str());
            assert_eq!(around, ("A new section", "Ivan Franko"));
        }
        other => panic!("{other:?}"),
    }
    assert!(office.newsroom.previewed("another").await.unwrap().is_none());
    office
        .post(&format!("/desk/stories/{id}/preview/end"), &author, "")
        .await;
    assert!(office.newsroom.previewed(&secret).await.unwrap().is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_sent_twice_is_told_once() {
    let office = Office::open(PrivateDatabase::sqlite()).await;
    let author = office.person(Role::Author).await;
    let form = "title=The+bridge+is+open&text=Since+**noon**.&once=abcdefgh1234";
    for _ in 0..2 {
        let answer = office.post("/desk/feed/", &author, form).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    }
    let page = office.get("/desk/feed/", &author).await.text;
    assert_eq!(page.matches("The bridge is open").count(), 1);
    let empty = office
        .post(
            "/desk/feed/",
            &author,
            "title=&text=Kept+words&once=abcdefgh12345",
        )
        .await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(empty.text.contains("Kept words") && empty.text.contains("abcdefgh12345"));
    let begin = "title=Bridge&once=abcdefgh123456";
    let first = office
        .post("/desk/stories/", &author, begin)
        .await
        .to()
        .to_owned();
    assert_eq!(office.post("/desk/stories/", &author, begin).await.to(), first);
}
