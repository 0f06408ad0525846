//! What stands around a story's text: kept with every state, and nobody's but who may write it.

use crate::{
    Office,
    writing::{begin, save, text},
};
use http::{Method, StatusCode};
use kernel::{Post, PostId, PostState, Role};
use serde_json::{Value, json};
use testkit::{PrivateDatabase, on_both};

on_both!(
    what_stands_around_a_text_that_is_not_taken_over_is_kept_and_comes_back,
    what_is_tidied_on_its_way_to_readers_is_no_change_they_do_not_see,
    a_translation_is_taken_back,
    nobody_makes_anothers_story_their_own,
    more_tags_and_bylines_than_a_story_has_are_refused,
);

async fn post(office: &Office, id: &str) -> Post {
    let id: PostId = id.parse().unwrap();
    let read = office.newsroom.store.read(move |reader| reader.post_by_id(id));
    read.await.unwrap().unwrap()
}

async fn copy(office: &Office, by: &crate::Browser, id: &str) -> Value {
    office.get(&format!("/desk/stories/{id}/copy"), by).await.json()
}

fn with(mut text: Value, fields: &[(&str, Value)]) -> Value {
    for (name, value) in fields {
        text[name] = value.clone();
    }
    text
}

async fn what_stands_around_a_text_that_is_not_taken_over_is_kept_and_comes_back(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (one, other) = (
        office.person(Role::Editor).await,
        office.person(Role::Administrator).await,
    );
    let id = begin(&office, &one).await;
    save(&office, &one, &id, "page-1", 0, text("Bridge", "Words.")).await;
    let typed = with(
        text("Bridge", "Words."),
        &[
            ("editors_note", json!("Written on the train.")),
            ("tags", json!(["Sea"])),
            (
                "feature_image",
                json!({"src": "/content/images/fog.jpg", "alt": "Fog"}),
            ),
        ],
    );
    for _ in 0..2 {
        let late = save(&office, &other, &id, "page-2", 1, typed.clone()).await;
        assert_eq!(late.status, StatusCode::CONFLICT);
    }
    let kept = save(&office, &other, &id, "page-2", 1, typed).await.json()["kept"].clone();
    let revisions = format!("/desk/stories/{id}/revisions/");
    let list = office.get(&revisions, &one).await.text;
    assert_eq!(list.matches("Not taken over").count(), 1, "once: {list}");
    let state = format!("{revisions}{}/", kept.as_str().unwrap());
    let shown = office.get(&state, &one).await.text;
    for words in [
        "Editor’s note: Written on the train.",
        "Section and tags: Sea",
        "Fog · /content/images/fog.jpg",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    // While another page has the pen, it says so, and takes over when that is meant.
    let restore = format!("{state}restore");
    for (person, who) in [(&other, "The editor is"), (&one, "You are")] {
        let refused = office.post(&restore, person, "").await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.text);
        for words in [&format!("{who} writing at this story"), "Take over and go back"] {
            assert!(refused.text.contains(words), "{words}: {}", refused.text);
        }
    }
    let back = office.post(&restore, &other, "take_over=1").await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text);
    let now = copy(&office, &one, &id).await["text"].clone();
    assert_eq!(
        (&now["editors_note"], &now["tags"], &now["feature_image"]["alt"]),
        (&json!("Written on the train."), &json!(["Sea"]), &json!("Fog"))
    );
}

async fn what_is_tidied_on_its_way_to_readers_is_no_change_they_do_not_see(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let editor = office.person(Role::Editor).await;
    let id = begin(&office, &editor).await;
    let loose = with(
        text(" Bridge  opens ", "Words."),
        &[
            ("standfirst", json!("At dawn. ")),
            ("editors_note", json!("<b>Amended<script>x</script> ")),
            ("meta_title", json!("Bridge ")),
            ("canonical_url", json!(" https://paper.example/bridge/ ")),
            (
                "feature_image",
                json!({"src": "/content/images/fog.jpg", "caption": "Fog <u onclick=x>"}),
            ),
        ],
    );
    let saved = save(&office, &editor, &id, "p", 0, loose.clone()).await;
    assert_eq!(saved.json()["problem"], Value::Null, "{}", saved.text);
    let form = "version=1&edition=silent&when=now";
    let out = office
        .post(&format!("/desk/stories/{id}/publish"), &editor, form)
        .await;
    assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.text);
    assert_eq!(post(&office, &id).await.title, "Bridge opens");
    let page = async || office.get(&format!("/desk/stories/{id}/"), &editor).await.text;
    let unseen = "changes that readers do not see yet";
    assert!(!page().await.contains(unseen));
    let other = with(loose, &[("standfirst", json!("At dusk. "))]);
    save(&office, &editor, &id, "p", 1, other).await;
    assert!(page().await.contains(unseen));
}

async fn a_translation_is_taken_back(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let uk: kernel::Language = "uk".parse().unwrap();
    let languages = vec![uk.clone()];
    let changed = office
        .newsroom
        .change_settings(move |site| site.languages = languages);
    changed.await.unwrap();
    let editor = office.person(Role::Editor).await;
    let story = |title: &str| {
        let mut input = newsroom::PostInput::story(title, document::from_markdown("Words.").document);
        input.state = PostState::Published;
        input
    };
    let mut bridge = story("Міст");
    bridge.language = Some(uk);
    let root = office.newsroom.save_post(bridge).await.unwrap();
    let ours = office.newsroom.save_post(story("Bridge")).await.unwrap();
    let id = ours.id.to_string();
    let publish = async |version: i64, text: Value| {
        let saved = save(&office, &editor, &id, "p", version, text).await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
        let form = format!("version={}&edition=silent&when=now", saved.json()["version"]);
        let path = format!("/desk/stories/{id}/publish");
        office.post(&path, &editor, &form).await
    };
    let open = copy(&office, &editor, &id).await["text"].clone();
    assert_eq!(open["translation_of"], "");
    let untied = with(open, &[("tie", json!(true))]);
    let tied = with(untied.clone(), &[("translation_of", json!("mist"))]);
    let out = publish(0, tied).await;
    assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.text);
    assert_eq!(post(&office, &id).await.translation_of, Some(root.id));
    let page = async || office.get(&format!("/desk/stories/{id}/"), &editor).await.text;
    let unseen = "changes that readers do not see yet";
    assert!(!page().await.contains(unseen));
    let saved = save(&office, &editor, &id, "p", 1, untied.clone()).await;
    assert_eq!(saved.status, StatusCode::OK);
    assert!(page().await.contains(unseen));
    // Sent again, it is the same save.
    let out = publish(1, untied.clone()).await;
    assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.text);
    assert_eq!(post(&office, &id).await.translation_of, None);
    assert!(!page().await.contains(unseen));
    // What says nothing of it leaves it as it is, also when the other has another slug since.
    let out = publish(2, with(untied.clone(), &[("translation_of", json!("mist"))])).await;
    assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.text);
    let mut moved = newsroom::PostInput::story("Міст", document::from_markdown("Words.").document);
    moved.target = newsroom::Target::Id(root.id);
    (moved.state, moved.slug) = (PostState::Published, Some("new-bridge".parse().unwrap()));
    office.newsroom.save_post(moved).await.unwrap();
    assert!(!page().await.contains(unseen));
    for (version, translates) in [(3, json!("mist")), (4, json!(""))] {
        let more = format!("More, {version}.");
        let mut older = with(text("Bridge", &more), &[("translation_of", translates)]);
        older["language"] = json!("en");
        let out = publish(version, older).await;
        assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.text);
        assert_eq!(post(&office, &id).await.translation_of, Some(root.id));
    }
    // A story in the same language is no translation.
    office.newsroom.save_post(story("Boats")).await.unwrap();
    let refused = publish(5, with(untied, &[("translation_of", json!("boats"))])).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused.text.contains("“boats” is in the same language"),
        "{}",
        refused.text
    );
}

async fn nobody_makes_anothers_story_their_own(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (author, editor) = (
        office.person(Role::Author).await,
        office.person(Role::Editor).await,
    );
    let byline = newsroom::AuthorInput {
        name: "Ada Author".into(),
        ..Default::default()
    };
    let byline = office.newsroom.save_author(byline).await.unwrap();
    let users = office.newsroom.store.read(|reader| reader.users()).await.unwrap();
    let mut user = users.into_iter().find(|user| user.role == Role::Author).unwrap();
    user.author = Some(byline.id);
    let who = user.id;
    let write = office.newsroom.store.write(move |tx| tx.save_user(&user));
    write.await.unwrap();
    let id = begin(&office, &editor).await;
    let over = format!("/desk/stories/{id}/hand-over");
    let form = format!("to=draft&assignee={who}");
    assert_eq!(
        office.post(&over, &editor, &form).await.status,
        StatusCode::SEE_OTHER
    );
    let mine = with(text("Bridge", "Words."), &[("authors", json!(["Ada Author"]))]);
    let saved = save(&office, &author, &id, "a", 0, mine.clone()).await.json();
    assert!(
        saved["problem"]
            .as_str()
            .unwrap_or_default()
            .contains("somebody else’s story"),
        "{saved}"
    );
    let publish = format!("/desk/stories/{id}/publish");
    for form in ["to=draft", "to=review"] {
        let refused = office.post(&over, &author, form).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            refused.text
        );
    }
    let refused = office.post(&publish, &author, "version=1&when=now").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN, "{}", refused.text);
    assert!(
        post(&office, &id)
            .await
            .authors
            .iter()
            .all(|one| one.id != byline.id)
    );
    // What an editor puts there is theirs to publish.
    let pen = json!({"holder": "e", "take_over": true});
    office
        .json(Method::POST, &format!("/desk/stories/{id}/pen"), &editor, pen)
        .await;
    let given = save(&office, &editor, &id, "e", 1, mine).await;
    assert_eq!(given.json()["problem"], Value::Null, "{}", given.text);
    let out = office.post(&publish, &author, "version=2&when=now").await;
    assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.text);
}

async fn more_tags_and_bylines_than_a_story_has_are_refused(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let editor = office.person(Role::Editor).await;
    let id = begin(&office, &editor).await;
    let names = |many: usize| -> Value { (0..many).map(|at| format!("Name {at}")).collect() };
    for (what, most, words) in [
        ("tags", 100, "at most 100 tags"),
        ("authors", 50, "at most 50 bylines"),
    ] {
        let many = with(text("Bridge", "Words."), &[(what, names(most + 1))]);
        let refused = save(&office, &editor, &id, "page", 0, many).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains(words), "{}", refused.text);
    }
    let all = [("tags", names(100)), ("authors", names(50))];
    let saved = save(
        &office,
        &editor,
        &id,
        "page",
        0,
        with(text("Bridge", "Words."), &all),
    )
    .await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    // One that came with more keeps them.
    let mut brought = newsroom::PostInput::story("Fog", document::from_markdown("Words.").document);
    brought.tags = (0..120)
        .map(|at| newsroom::TagRef::Named(format!("Name {at}")))
        .collect();
    let id = office.newsroom.save_post(brought).await.unwrap().id.to_string();
    for (many, status) in [(121, StatusCode::UNPROCESSABLE_ENTITY), (120, StatusCode::OK)] {
        let text = with(text("Fog", "More words."), &[("tags", names(many))]);
        let saved = save(&office, &editor, &id, "page", 0, text).await;
        assert_eq!(saved.status, status, "{}", saved.text);
    }
}
