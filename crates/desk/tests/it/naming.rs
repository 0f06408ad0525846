//! What a writer types for a section or a byline, and what is meant by it.

use crate::{
    Browser, Office,
    writing::{begin, save, text},
};
use http::StatusCode;
use kernel::{Post, Role};
use newsroom::{AuthorInput, Previewed, TagInput};
use serde_json::json;
use testkit::{PrivateDatabase, on_both};

on_both!(what_a_preview_shows_is_what_publishing_makes);

async fn previewed(office: &Office, by: &Browser, id: &str) -> Post {
    let made = office.post(&format!("/desk/stories/{id}/preview"), by, "").await;
    let secret = made.text.split("src=\"/preview/").nth(1).unwrap();
    let secret = secret.split('/').next().unwrap();
    match office.newsroom.previewed(secret).await.unwrap() {
        Some(Previewed::Story(post)) => *post,
        other => panic!("{other:?}"),
    }
}

fn around(post: &Post) -> (Vec<&str>, Vec<&str>) {
    let tags = post.tags.iter().map(|tag| tag.slug.as_str()).collect();
    (tags, post.authors.iter().map(|one| one.slug.as_str()).collect())
}

async fn what_a_preview_shows_is_what_publishing_makes(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let editor = office.person(Role::Editor).await;
    for (slug, name) in [("ocean", "Sea"), ("sea", "The old sea"), ("hash-live", "#live")] {
        let (slug, name) = (Some(slug.parse().unwrap()), name.to_owned());
        let tag = TagInput {
            slug,
            name,
            ..TagInput::default()
        };
        office.newsroom.save_tag(tag).await.unwrap();
    }
    let ann = AuthorInput {
        slug: Some("a-lee".parse().unwrap()),
        name: "Ann Lee".into(),
        ..AuthorInput::default()
    };
    office.newsroom.save_author(ann).await.unwrap();
    let id = begin(&office, &editor).await;
    let mut written = text("Bridge", "One.");
    written["tags"] = json!(["Sea", "#live", "the OLD sea", "Harbour"]);
    written["authors"] = json!(["ann lee", "Ivan Franko"]);
    let saved = save(&office, &editor, &id, "p", 0, written).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text);
    let shown = previewed(&office, &editor, &id).await;
    let all = (
        vec!["ocean", "hash-live", "sea", "harbour"],
        vec!["a-lee", "ivan-franko"],
    );
    assert_eq!(around(&shown), all);
    let path = format!("/desk/stories/{id}/publish");
    let out = office.post(&path, &editor, "version=1&when=now").await;
    assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.text);
    let post = id.parse().unwrap();
    let read = office.newsroom.store.read(move |reader| reader.post_by_id(post));
    assert_eq!(around(&read.await.unwrap().unwrap()), all);
    let page = office.get(&format!("/desk/stories/{id}/"), &editor).await.text;
    assert!(!page.contains("changes that readers do not see yet"), "{page}");
}
