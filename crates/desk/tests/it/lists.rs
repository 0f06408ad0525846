//! The list of stories and the board: what is found, by whom, and how a list is gone through and kept.

use crate::{
    Browser, Office,
    writing::{begin, save, text},
};
use http::StatusCode;
use kernel::Role;
use testkit::{PrivateDatabase, on_both};

on_both!(
    a_draft_is_found_by_what_is_written_and_by_whom_it_may,
    a_list_is_gone_through_page_by_page_and_kept,
    the_board_is_of_a_section_a_person_and_days,
);

/// Whether a page of the desk shows a story.
async fn shows(office: &Office, by: &Browser, path: &str, id: &str) -> bool {
    let page = office.get(path, by).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text);
    page.text.contains(&format!("href=\"/desk/stories/{id}/\""))
}

/// A person's id, as the lists offer it.
async fn id_of(office: &Office, by: &Browser, name: &str) -> String {
    let page = office.get("/desk/stories/", by).await.text;
    let before = page.split(&format!("\">{name}</option>")).next().unwrap();
    assert!(before.len() < page.len(), "{name}: {page}");
    before.rsplit("value=\"").next().unwrap().to_owned()
}

async fn a_draft_is_found_by_what_is_written_and_by_whom_it_may(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (author, contributor) = (
        office.person(Role::Author).await,
        office.person(Role::Contributor).await,
    );
    let id = begin(&office, &author).await;
    let found = async |by: &Browser, words: &str| {
        shows(&office, by, &format!("/desk/stories/?words={words}"), &id).await
    };
    assert!(found(&author, "bridge").await);
    save(
        &office,
        &author,
        &id,
        "p",
        0,
        text("Ferries", "The café of Київ reopens."),
    )
    .await;
    for words in ["ferr", "CAFE+reop", "%D0%BA%D0%B8%D1%97%D0%B2"] {
        assert!(found(&author, words).await, "{words}");
    }
    assert!(!found(&author, "bridge").await, "the headline is another one now");
    assert!(
        !found(&author, "afe").await
            && !found(&author, "%22+OR+%2A").await
            && !found(&author, "%E2%80%94").await
    );
    // What is on the site is found by what is written anew.
    let out = office
        .post(
            &format!("/desk/stories/{id}/publish"),
            &author,
            "version=1&when=now",
        )
        .await;
    assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.text);
    save(&office, &author, &id, "p", 1, text("Ferries", "A heron instead.")).await;
    assert!(found(&author, "heron").await && !found(&author, "reopens").await);
    // A contributor finds their own, whatever they ask for.
    assert!(!found(&contributor, "heron").await);
    let author_id = id_of(&office, &author, "The author").await;
    assert!(!found(&contributor, &format!("heron&person={author_id}")).await);
    let own = begin(&office, &contributor).await;
    assert!(shows(&office, &contributor, "/desk/stories/?words=bridge", &own).await);
    // By the person and the day of the last work.
    let person = async |more: &str| {
        let path = format!("/desk/stories/?person={author_id}{more}");
        (
            shows(&office, &author, &path, &id).await,
            shows(&office, &author, &path, &own).await,
        )
    };
    assert_eq!(person("").await, (true, false));
    assert_eq!(
        person("&words=heron&kind=story&state=published").await,
        (true, false)
    );
    assert_eq!(person("&since=2026-01-01&until=2126-01-01").await, (true, false));
    assert_eq!(person("&until=2026-01-01").await, (false, false));
    assert_eq!(person("&since=2126-01-01&words=heron").await, (false, false));
    let nobody = format!("/desk/stories/?person={id}");
    assert!(!shows(&office, &author, &nobody, &id).await, "nobody has that id");
}

async fn a_list_is_gone_through_page_by_page_and_kept(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let editor = office.person(Role::Editor).await;
    for number in 0..52 {
        let begun = office
            .post(
                "/desk/stories/",
                &editor,
                &format!("title=Tram+{number}+%26+more"),
            )
            .await;
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    }
    let me = id_of(&office, &editor, "The editor").await;
    for choice in [
        String::new(),
        "words=tram+%26+more".into(),
        format!("state=draft&person={me}"),
    ] {
        let mut path = format!("/desk/stories/?{choice}");
        let mut lines = Vec::new();
        loop {
            let page = office.get(&path, &editor).await.text;
            lines.push(page.matches("<th scope=\"row\">").count());
            let Some(next) = page.split("class=\"more\" href=\"").nth(1) else {
                break;
            };
            path = next
                .split('"')
                .next()
                .unwrap()
                .replace("&#38;", "&")
                .replace("&amp;", "&");
        }
        assert_eq!(lines, [50, 2], "{choice}");
    }
    let kept =
        format!("name=Trams&words=tram&person={me}&since=2026-01-01&until=2126-12-31&mine=1&after=1.x");
    let kept = office.post("/desk/filters/", &editor, &kept).await;
    let query = format!("person={me}&mine=1&since=2026-01-01&until=2126-12-31&words=tram");
    assert_eq!(kept.to(), format!("/desk/stories/?{query}&done=kept"));
    let page = office.get(kept.to(), &editor).await.text;
    assert!(
        page.contains("value=\"2126-12-31\"") && page.matches("<th scope=\"row\">").count() == 50,
        "{page}"
    );
    // It is said, and neither kept with the list nor said again on its next page.
    assert!(
        page.contains("role=\"status\"") && page.contains("The list is kept"),
        "{page}"
    );
    assert_eq!(page.matches("done=").count(), 0, "{page}");
    let all = office.post("/desk/filters/", &editor, "name=All").await;
    assert_eq!(all.to(), "/desk/stories/?done=kept");
    let remove = page
        .split("/desk/filters/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let removed = office.post(&format!("/desk/filters/{remove}"), &editor, "").await;
    let page = office.get(removed.to(), &editor).await.text;
    assert!(
        page.contains("The list is removed.") && !page.contains(">Trams<"),
        "{page}"
    );
}

async fn the_board_is_of_a_section_a_person_and_days(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (editor, author) = (
        office.person(Role::Editor).await,
        office.person(Role::Author).await,
    );
    let made = office.post("/desk/sections/", &editor, "name=City").await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text);
    let (city, other) = (begin(&office, &author).await, begin(&office, &editor).await);
    let mut words = text("Trams", "Words.");
    words["tags"] = serde_json::json!(["City"]);
    save(&office, &author, &city, "p", 0, words).await;
    let section = id_of(&office, &editor, "City").await;
    let person = id_of(&office, &editor, "The author").await;
    for (query, expected) in [
        (String::new(), (true, true)),
        (format!("section={section}"), (true, false)),
        (format!("person={person}"), (true, false)),
        (
            format!("section={section}&person={person}&words=nothing"),
            (true, false),
        ),
        (format!("section={section}&person={section}"), (false, false)),
        ("since=2026-01-01&until=2126-12-31".into(), (true, true)),
        ("since=2126-01-01".into(), (false, false)),
        ("until=2026-01-01".into(), (false, false)),
    ] {
        let path = format!("/desk/board/?{query}");
        let shown = (
            shows(&office, &editor, &path, &city).await,
            shows(&office, &editor, &path, &other).await,
        );
        assert_eq!(shown, expected, "{query}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn old_stories_are_read_after_a_start() {
    let database = PrivateDatabase::sqlite();
    let address = database.address.clone();
    let office = Office::open(database).await;
    let author = office.person(Role::Author).await;
    let id = begin(&office, &author).await;
    save(&office, &author, &id, "p", 0, text("Trams", "A heron.")).await;
    // As a newsroom is that comes from an earlier version.
    let forget = "DELETE FROM post_words; UPDATE posts SET desk_order = NULL; UPDATE copies SET plain = NULL";
    let connection = rusqlite::Connection::open(address).unwrap();
    connection.execute_batch(forget).unwrap();
    let page = office.get("/desk/stories/?words=heron", &author).await.text;
    assert!(
        page.contains("still being read") && page.contains("Nothing here"),
        "{page}"
    );
    assert!(shows(&office, &author, "/desk/stories/?mine=1", &id).await);
    assert_eq!(office.newsroom.read_old_words().await.unwrap(), 1);
    assert_eq!(office.newsroom.read_old_words().await.unwrap(), 0);
    let page = office.get("/desk/stories/?words=heron", &author).await.text;
    assert!(!page.contains("still being read") && page.contains(&id), "{page}");
}
