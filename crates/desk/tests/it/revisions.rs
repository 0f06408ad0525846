//! The list of revisions, page by page.

use crate::{
    Office,
    writing::{begin, save, text},
};
use http::{Method, StatusCode};
use kernel::Role;
use serde_json::json;
use testkit::{PrivateDatabase, on_both};

on_both!(
    the_oldest_of_many_revisions_is_reached,
    the_words_of_another_become_a_revision_of_their_own_time_once,
    a_story_and_its_copy_are_said_in_one_way,
    what_gives_way_to_the_same_persons_other_window_is_kept,
);

async fn the_oldest_of_many_revisions_is_reached(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let author = office.person(Role::Author).await;
    let id = begin(&office, &author).await;
    let post = id.parse().unwrap();
    let revision = |n: i64| store::Revision {
        id: kernel::RevisionId::new(),
        post,
        // Several of one moment, too.
        at: kernel::Timestamp::from_millis(1_700_000_000_000 + n / 3),
        user: None,
        title: format!("State {n}."),
        standfirst: None,
        body: "{\"type\":\"doc\",\"content\":[]}".into(),
        fields: None,
        note: None,
    };
    let all: Vec<_> = (0..523).map(revision).collect();
    let write = office.newsroom.store.write(move |tx| {
        for one in &all {
            tx.add_revision(one)?;
        }
        Ok::<_, store::StoreError>(())
    });
    write.await.unwrap();
    let (mut path, mut seen, mut pages) = (format!("/desk/stories/{id}/revisions/"), Vec::new(), 0);
    loop {
        let page = office.get(&path, &author).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        let titles = page.text.split(">State ").skip(1);
        seen.extend(titles.map(|part| part.split('.').next().unwrap().parse::<i64>().unwrap()));
        pages += 1;
        let Some(next) = page.text.split("class=\"more\" href=\"").nth(1) else {
            // The last one has none before it.
            assert_eq!(page.text.matches("with the one before").count(), 22);
            let links = page
                .text
                .split("/revisions/")
                .skip(1)
                .map(|part| part.split('/').next().unwrap());
            let oldest = links.filter(|part| part.len() > 30).last().unwrap().to_owned();
            let one = office
                .get(&format!("/desk/stories/{id}/revisions/{oldest}/"), &author)
                .await;
            assert_eq!(one.status, StatusCode::OK, "{}", one.text);
            break;
        };
        path = next.split('"').next().unwrap().to_owned();
    }
    assert_eq!((pages, seen.len()), (6, 523));
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen.len(), 523, "each once");
    for odd in ["after=x", "after=1.2", "after=99999999999999999999.1", "after="] {
        let path = format!("/desk/stories/{id}/revisions/?{odd}");
        assert_eq!(office.get(&path, &author).await.status, StatusCode::OK);
    }
}

async fn the_words_of_another_become_a_revision_of_their_own_time_once(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (author, editor) = (
        office.person(Role::Author).await,
        office.person(Role::Editor).await,
    );
    let id = begin(&office, &author).await;
    // The second one is not kept by itself: it comes soon after the first.
    save(&office, &author, &id, "a", 0, text("Bridge", "One.")).await;
    save(&office, &author, &id, "a", 1, text("Bridge", "Two.")).await;
    let post = id.parse().unwrap();
    let copy = office.newsroom.store.read(move |reader| reader.copy(post));
    let written = copy.await.unwrap().unwrap().at;
    let drop_pen = json!({"holder": "a"});
    let path = format!("/desk/stories/{id}/pen/drop");
    office.json(Method::POST, &path, &author, drop_pen).await;
    for (version, words) in [(2, "Three."), (3, "Four.")] {
        let saved = save(&office, &editor, &id, "b", version, text("Bridge", words)).await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    }
    let read = office
        .newsroom
        .store
        .read(move |reader| reader.revisions(post, None, 50));
    let kept: Vec<_> = read.await.unwrap();
    let of_another: Vec<_> = kept.iter().filter(|one| one.body.contains("Two.")).collect();
    assert_eq!(of_another.len(), 1, "{kept:?}");
    assert_eq!(of_another[0].at, written);
}

/// How many kept states a story has, and the newest of them.
async fn kept(office: &Office, post: kernel::PostId) -> (usize, String) {
    let read = office
        .newsroom
        .store
        .read(move |reader| reader.revisions(post, None, 50));
    let all = read.await.unwrap();
    (all.len(), all[0].id.to_string())
}

async fn a_story_and_its_copy_are_said_in_one_way(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (author, editor) = (
        office.person(Role::Administrator).await,
        office.person(Role::Editor).await,
    );
    let ann = newsroom::AuthorInput {
        slug: Some("a-lee".parse().unwrap()),
        name: "Ann Lee".into(),
        ..newsroom::AuthorInput::default()
    };
    office.newsroom.save_author(ann).await.unwrap();
    let id = begin(&office, &author).await;
    let post = id.parse().unwrap();
    let mut written = text("Bridge", "One.");
    written["tags"] = json!(["Sea", "sea"]);
    written["authors"] = json!(["ann lee", "Ivan Franko"]);
    let saved = save(&office, &author, &id, "a", 0, written.clone()).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    let differences = async |revision: &str| {
        let path = format!("/desk/stories/{id}/revisions/{revision}/");
        let page = office.get(&path, &editor).await.text;
        assert!(page.contains("Section and tags"), "{page}");
        page.matches("<del>").count() + page.matches("<ins>").count()
    };
    // As a draft it takes no new tag and no new byline, and its address is not known yet.
    let hand = format!("/desk/stories/{id}/hand-over");
    let handed = office.post(&hand, &author, "to=review").await;
    assert_eq!(handed.status, StatusCode::SEE_OTHER, "{}", handed.text);
    assert_eq!(differences(&kept(&office, post).await.1).await, 0);
    let path = format!("/desk/stories/{id}/publish");
    let out = office.post(&path, &author, "version=1&when=now").await;
    assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.text);
    let (many, published) = kept(&office, post).await;
    assert_eq!(differences(&published).await, 0);

    // Whoever goes on with it finds the words of the other kept already.
    let drop_pen = json!({"holder": "a"});
    let drop = format!("/desk/stories/{id}/pen/drop");
    office.json(Method::POST, &drop, &author, drop_pen).await;
    written["standfirst"] = json!("Since noon.");
    let saved = save(&office, &editor, &id, "b", 1, written).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    assert_eq!(kept(&office, post).await.0, many);

    // One that was kept as it was typed, before.
    let old = store::Revision {
        id: kernel::RevisionId::new(),
        post,
        at: kernel::Timestamp::now(),
        user: None,
        title: "Bridge".into(),
        standfirst: Some("Since noon.".into()),
        body: text("", "One.")["document"].to_string(),
        fields: Some(json!({"tags": ["sea"], "authors": ["Ann Lee", "ivan-franko"]}).to_string()),
        note: None,
    };
    let revision = old.id.to_string();
    let write = office.newsroom.store.write(move |tx| tx.add_revision(&old));
    write.await.unwrap();
    assert_eq!(differences(&revision).await, 0);
}

async fn what_gives_way_to_the_same_persons_other_window_is_kept(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let author = office.person(Role::Author).await;
    let id = begin(&office, &author).await;
    for (version, words) in [(0, "Begun."), (1, "From the one window.")] {
        let saved = save(&office, &author, &id, "one", version, text("Bridge", words)).await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    }
    let pen = json!({"holder": "other", "take_over": true});
    let path = format!("/desk/stories/{id}/pen");
    let taken = office.json(Method::POST, &path, &author, pen).await;
    assert_eq!(taken.json()["mine"], true, "{}", taken.text);
    let mine = text("Bridge", "From the other.");
    let body = json!({"version": 2, "holder": "other", "text": mine, "by_hand": true, "replaces": true});
    let path = format!("/desk/stories/{id}/copy");
    let saved = office.json(Method::PUT, &path, &author, body).await;
    assert_eq!(saved.json()["version"], 3, "{}", saved.text);
    let post = id.parse().unwrap();
    let all = (office.newsroom.store).read(move |reader| reader.revisions(post, None, 50));
    let all = all.await.unwrap();
    let with = |words: &str| all.iter().filter(|one| one.body.contains(words)).count();
    assert_eq!(with("From the one window."), 1);
    assert_eq!(with("From the other."), 1);
}
