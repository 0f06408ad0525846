//! Who ties stories that tell the same in other languages, and what goes with them.

use crate::{
    Answer, Browser, Office,
    writing::{begin, save, text},
};
use http::StatusCode;
use kernel::{Key, Post, PostId, PostState, Role};
use newsroom::PostInput;
use serde_json::{Value, json};
use testkit::{PrivateDatabase, on_both};

on_both!(
    only_who_may_publish_translations_takes_them_along,
    a_draft_takes_nothing_along_until_it_is_published,
    what_was_withdrawn_leaves_its_language_to_another,
    nobody_hears_the_headline_of_what_they_may_not_read,
    what_was_asked_once_is_done_though_later_saves_say_nothing,
    what_was_asked_for_stays_the_story_that_was_meant,
    saved_states_tell_of_ties_what_somebody_wrote,
    what_came_along_stays_when_its_former_root_leaves,
);

async fn open(database: PrivateDatabase) -> Office {
    let office = Office::open(database).await;
    let changed = office.newsroom.change_settings(|site| {
        site.languages = ["uk", "de", "pl"].map(|tag| tag.parse().unwrap()).to_vec();
    });
    changed.await.unwrap();
    office
}

/// A story that an import brings, called by its slug.
async fn bring(office: &Office, slug: &str, language: &str, of: Option<&str>, state: PostState) -> PostId {
    let title = format!("Title {slug}");
    let mut input = PostInput::story(title, document::from_markdown("Words.").document);
    input.slug = Some(slug.parse().unwrap());
    input.language = Some(language.parse().unwrap());
    input.translation_of = of.map(|of| of.parse().unwrap());
    input.state = state;
    office.newsroom.save_post(input).await.unwrap().id
}

async fn post(office: &Office, id: PostId) -> Post {
    let read = office.newsroom.store.read(move |reader| reader.post_by_id(id));
    read.await.unwrap().unwrap()
}

async fn root(office: &Office, id: PostId) -> Option<PostId> {
    post(office, id).await.translation_of
}

/// Saves that the story translates the one with that slug; `None`: none.
async fn tie(office: &Office, by: &Browser, id: PostId, version: i64, to: Option<&str>) -> Answer {
    let mut text = text("Bridge", "Words.");
    (text["translation_of"], text["tie"]) = (json!(to.unwrap_or_default()), json!(true));
    text["language"] = json!(post(office, id).await.language.as_str());
    let answer = save(office, by, &id.to_string(), "page", version, text).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    answer
}

fn problem(answer: &Answer) -> String {
    let json = answer.json();
    json["problem"].as_str().unwrap_or_default().to_owned()
}

async fn publish(office: &Office, by: &Browser, id: PostId, version: i64) -> Answer {
    let form = format!("version={version}&edition=silent&when=now");
    office
        .post(&format!("/desk/stories/{id}/publish"), by, &form)
        .await
}

async fn only_who_may_publish_translations_takes_them_along(database: PrivateDatabase) {
    let office = open(database).await;
    let (author, editor) = (
        office.person(Role::Author).await,
        office.person(Role::Editor).await,
    );
    let draft: PostId = begin(&office, &author).await.parse().unwrap();
    let uk = bring(&office, "mist", "uk", Some("bridge"), PostState::Published).await;
    let de = bring(&office, "bruecke", "de", Some("bridge"), PostState::Published).await;
    let other = bring(&office, "most", "pl", None, PostState::Published).await;
    let saved = tie(&office, &author, draft, 0, Some("most")).await;
    assert_eq!(problem(&saved), "", "it is only written");
    let later = "version=1&edition=silent&when=at&at=2100-01-01T10%3A00";
    let scheduled = format!("/desk/stories/{draft}/publish");
    for refused in [
        publish(&office, &author, draft, 1).await,
        office.post(&scheduled, &editor, later).await,
    ] {
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            refused.text
        );
        assert!(
            refused
                .text
                .contains("translated by “Title mist” (mist), “Title bruecke”"),
            "{}",
            refused.text
        );
    }
    for id in [uk, de] {
        assert_eq!(root(&office, id).await, Some(draft));
    }
    assert_eq!(root(&office, draft).await, None);
    let out = publish(&office, &editor, draft, 1).await;
    assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.text);
    for id in [draft, uk, de] {
        assert_eq!(root(&office, id).await, Some(other));
    }
    let changes = office.newsroom.store.read(|reader| reader.changes_after(0, 1000));
    let keys = changes.await.unwrap().pop().unwrap().keys;
    for key in [other, draft, uk, de]
        .map(Key::Post)
        .into_iter()
        .chain([Key::Sitemap])
    {
        assert!(keys.contains(&key), "{key}: {keys:?}");
    }
}

async fn a_draft_takes_nothing_along_until_it_is_published(database: PrivateDatabase) {
    let office = open(database).await;
    let author = office.person(Role::Author).await;
    let other = bring(&office, "most", "pl", None, PostState::Published).await;
    let draft: PostId = begin(&office, &author).await.parse().unwrap();
    let mine: PostId = begin(&office, &author).await.parse().unwrap();
    let mut translation = text("Mist", "Words.");
    (translation["language"], translation["translation_of"]) = (json!("uk"), json!("bridge"));
    translation["tie"] = json!(true);
    let saved = save(&office, &author, &mine.to_string(), "page", 0, translation).await;
    assert_eq!(saved.json()["problem"], Value::Null, "{}", saved.text);
    assert_eq!(root(&office, mine).await, Some(draft));
    let secret = bring(&office, "geheim", "de", Some("bridge"), PostState::Draft).await;
    assert_eq!(problem(&tie(&office, &author, draft, 0, Some("most")).await), "");
    assert_eq!(
        (root(&office, draft).await, root(&office, mine).await),
        (None, Some(draft))
    );
    let refused = publish(&office, &author, draft, 1).await;
    assert!(
        refused
            .text
            .contains("translated by “Title geheim” (geheim), which"),
        "{}",
        refused.text
    );
    assert_eq!(root(&office, secret).await, Some(draft));
    let mut input = PostInput::story("Geheim", document::from_markdown("Words.").document);
    (input.target, input.state) = (newsroom::Target::Id(secret), PostState::Draft);
    input.untied = true;
    office.newsroom.save_post(input).await.unwrap();
    let out = publish(&office, &author, draft, 1).await;
    assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.text);
    for id in [draft, mine] {
        assert_eq!(root(&office, id).await, Some(other));
    }
}

async fn what_was_withdrawn_leaves_its_language_to_another(database: PrivateDatabase) {
    let office = open(database).await;
    let editor = office.person(Role::Editor).await;
    let first = bring(&office, "bridge", "en", None, PostState::Published).await;
    let old = bring(&office, "mist", "uk", Some("bridge"), PostState::Published).await;
    let why = "It was made up.".to_owned();
    let withdrawn = office.newsroom.withdraw_post("mist".parse().unwrap(), Some(why));
    withdrawn.await.unwrap();
    let new = bring(&office, "novyi-mist", "uk", None, PostState::Draft).await;
    let saved = tie(&office, &editor, new, 0, Some("bridge")).await;
    assert_eq!(problem(&saved), "");
    assert_eq!(root(&office, new).await, Some(first));
    // It comes back only when the language is free, or without the tie.
    let draft = office
        .post(&format!("/desk/stories/{old}/unpublish"), &editor, "")
        .await;
    for refused in [draft, publish(&office, &editor, old, 0).await] {
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{}",
            refused.text
        );
        assert!(
            refused.text.contains("is this story in “uk” already"),
            "{}",
            refused.text
        );
    }
    assert_eq!(post(&office, old).await.state, PostState::Withdrawn);
    tie(&office, &editor, old, 0, None).await;
    let out = publish(&office, &editor, old, 1).await;
    assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.text);
    assert_eq!(
        (root(&office, old).await, root(&office, new).await),
        (None, Some(first))
    );
}

async fn nobody_hears_the_headline_of_what_they_may_not_read(database: PrivateDatabase) {
    let office = open(database).await;
    let contributor = office.person(Role::Contributor).await;
    bring(&office, "most", "pl", None, PostState::Published).await;
    bring(&office, "geheim", "en", Some("most"), PostState::Draft).await;
    bring(&office, "bekannt", "de", Some("most"), PostState::Published).await;
    let draft: PostId = begin(&office, &contributor).await.parse().unwrap();
    let why = problem(&tie(&office, &contributor, draft, 0, Some("most")).await);
    assert!(
        why.contains("This story is in “en” already") && !why.contains("geheim"),
        "{why}"
    );
    let mut german = text("Bridge", "Words.");
    (german["language"], german["translation_of"]) = (json!("de"), json!("most"));
    german["tie"] = json!(true);
    let saved = save(&office, &contributor, &draft.to_string(), "page", 1, german).await;
    assert!(
        problem(&saved).contains("“Title bekannt” (bekannt)"),
        "{}",
        saved.text
    );
}

async fn what_was_asked_once_is_done_though_later_saves_say_nothing(database: PrivateDatabase) {
    let office = open(database).await;
    let editor = office.person(Role::Editor).await;
    let first = bring(&office, "most", "pl", None, PostState::Published).await;
    let out = bring(&office, "bridge", "en", None, PostState::Published).await;
    tie(&office, &editor, out, 0, Some("most")).await;
    let saved = save(
        &office,
        &editor,
        &out.to_string(),
        "page",
        1,
        text("Bridge", "More."),
    )
    .await;
    assert_eq!(saved.json()["version"], 2, "{}", saved.text);
    assert_eq!(root(&office, out).await, None, "readers see it as it was");
    let copy = format!("/desk/stories/{out}/copy");
    let shown = office.get(&copy, &editor).await.json();
    assert_eq!(shown["text"]["translation_of"], "most");
    assert_eq!(
        publish(&office, &editor, out, 2).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(root(&office, out).await, Some(first));
    // Sent once more, since the answer was lost.
    let before = office.get(&copy, &editor).await.json();
    let draft: PostId = begin(&office, &editor).await.parse().unwrap();
    let german = async |more: &str| {
        let mut german = text("Brücke", more);
        (german["language"], german["translation_of"], german["tie"]) =
            (json!("de"), json!("bridge "), json!(true));
        save(&office, &editor, &draft.to_string(), "page", 0, german).await
    };
    for _ in 0..2 {
        let saved = german("Words.").await;
        assert_eq!(
            (saved.json()["version"].as_i64(), problem(&saved)),
            (Some(1), String::new())
        );
        assert_eq!(root(&office, draft).await, Some(first));
    }
    assert_eq!(german("Other words.").await.status, StatusCode::CONFLICT);
    assert_eq!(office.get(&copy, &editor).await.json(), before);
    let itself = tie(&office, &editor, draft, 1, Some("brucke")).await;
    assert_eq!(problem(&itself), "A post cannot be a translation of itself.");
    // Somebody unties it and thinks better of it before it is published.
    tie(&office, &editor, out, 2, None).await;
    tie(&office, &editor, out, 3, Some("most")).await;
    assert_eq!(
        publish(&office, &editor, out, 4).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(root(&office, out).await, Some(first));
}

async fn what_was_asked_for_stays_the_story_that_was_meant(database: PrivateDatabase) {
    let office = open(database).await;
    let editor = office.person(Role::Editor).await;
    let meant = bring(&office, "nebel", "de", None, PostState::Draft).await;
    let out = bring(&office, "bridge", "en", None, PostState::Published).await;
    tie(&office, &editor, out, 0, Some("nebel")).await;
    // Its slug follows the headline, and another story takes the one it had.
    let mut renamed = text("Dunst", "Words.");
    (renamed["language"], renamed["slug"]) = (json!("de"), json!("dunst"));
    let renamed = save(&office, &editor, &meant.to_string(), "page", 0, renamed).await;
    assert_eq!(problem(&renamed), "");
    let other = bring(&office, "nebel", "de", None, PostState::Published).await;
    assert_ne!(other, meant);
    let copy = format!("/desk/stories/{out}/copy");
    let shown = office.get(&copy, &editor).await.json()["text"].clone();
    assert_eq!(shown["translation_of"], "dunst");
    assert_eq!(shown.get("tied_to"), None, "{shown}");
    // What a page says of it itself is nothing.
    let mut more = text("Bridge", "More.");
    (more["language"], more["tied_to"]) = (json!("en"), json!(other.to_string()));
    save(&office, &editor, &out.to_string(), "page", 1, more).await;
    assert_eq!(
        publish(&office, &editor, out, 2).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(root(&office, out).await, Some(meant));
}

/// The address of the oldest state of a story.
async fn oldest_state(office: &Office, id: PostId) -> String {
    let all = (office.newsroom.store).read(move |reader| reader.revisions(id, None, 50));
    let oldest = all.await.unwrap().pop().unwrap().id;
    format!("/desk/stories/{id}/revisions/{oldest}/")
}

async fn saved_states_tell_of_ties_what_somebody_wrote(database: PrivateDatabase) {
    let office = open(database).await;
    let (editor, contributor) = (
        office.person(Role::Editor).await,
        office.person(Role::Contributor).await,
    );
    // Not which story stands for all of them, which may be nobody's to know.
    bring(&office, "geheim", "en", None, PostState::Draft).await;
    bring(&office, "most", "pl", Some("geheim"), PostState::Published).await;
    let draft: PostId = begin(&office, &contributor).await.parse().unwrap();
    let refused = tie(&office, &contributor, draft, 0, Some("most")).await;
    assert!(problem(&refused).contains("already"));
    let page = oldest_state(&office, draft).await;
    let page = office.get(&page, &contributor).await.text;
    assert!(
        page.contains("Translates: most") && !page.contains("geheim"),
        "{page}"
    );
    // Another slug of what is translated is no other tie.
    let root_of = bring(&office, "tuman", "uk", None, PostState::Published).await;
    let out = bring(&office, "mist", "en", Some("tuman"), PostState::Draft).await;
    let mut renamed = PostInput::story("Туман", document::from_markdown("Words.").document);
    renamed.target = newsroom::Target::Id(root_of);
    (renamed.state, renamed.slug) = (PostState::Published, Some("serpanok".parse().unwrap()));
    office.newsroom.save_post(renamed).await.unwrap();
    let state = oldest_state(&office, out).await;
    let page = office.get(&state, &editor).await.text;
    assert!(page.contains("Title mist") && !page.contains("tuman"), "{page}");
    let back = office.post(&format!("{state}restore"), &editor, "").await;
    assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.text);
    let version = office.get(&format!("/desk/stories/{out}/copy"), &editor).await;
    let version = version.json()["version"].as_i64().unwrap();
    let published = publish(&office, &editor, out, version).await;
    assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.text);
    assert_eq!(root(&office, out).await, Some(root_of));
}

async fn what_came_along_stays_when_its_former_root_leaves(database: PrivateDatabase) {
    let office = open(database).await;
    let editor = office.person(Role::Editor).await;
    let root_of = bring(&office, "most", "pl", None, PostState::Published).await;
    let former = bring(&office, "bridge", "en", None, PostState::Published).await;
    let (out, draft) = (
        bring(&office, "mist", "uk", None, PostState::Published).await,
        bring(&office, "bruecke", "de", None, PostState::Draft).await,
    );
    for id in [out, draft] {
        assert_eq!(problem(&tie(&office, &editor, id, 0, Some("bridge")).await), "");
    }
    let published = async |id: PostId, version: i64| {
        let answer = publish(&office, &editor, id, version).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    };
    published(out, 1).await;
    tie(&office, &editor, former, 0, Some("most")).await;
    published(former, 1).await;
    // What the page is given to write upon names the one that stands for all.
    let copy = office
        .get(&format!("/desk/stories/{out}/copy"), &editor)
        .await
        .json();
    assert_eq!(copy["text"]["translation_of"], "most");
    // So may the root have named one of them.
    tie(&office, &editor, root_of, 0, Some("bridge")).await;
    tie(&office, &editor, former, 1, None).await;
    published(former, 2).await;
    assert_eq!(root(&office, former).await, None);
    let page = office.get(&format!("/desk/stories/{out}/"), &editor).await.text;
    assert!(!page.contains("changes that readers do not see yet"));
    // A page that was open all the while shows what it began with.
    for id in [out, draft, root_of] {
        let mut begun_with = text("Bridge", "More words.");
        begun_with["translation_of"] = json!("bridge");
        begun_with["language"] = json!(post(&office, id).await.language.as_str());
        let saved = save(&office, &editor, &id.to_string(), "page", 1, begun_with).await;
        assert_eq!(problem(&saved), "");
        published(id, 2).await;
        assert_eq!(root(&office, id).await, Some(root_of).filter(|root| *root != id));
    }
}
