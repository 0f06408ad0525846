//! Records to write.

use kernel::*;
use std::{collections::BTreeMap, sync::Arc};
use store::{Reader, Store, StoreError};
use testkit::PrivateDatabase;

pub async fn open(database: &PrivateDatabase) -> Store {
    let Ok(address) = database.address.parse();
    Store::open(address).await.expect("the store opens")
}

pub fn slug(text: &str) -> Slug {
    text.parse().unwrap()
}

/// So many minutes after the beginning of 2026.
pub fn minute(minutes: i64) -> Timestamp {
    Timestamp::from_millis(1_767_225_600_000 + minutes * 60_000)
}

pub fn tag(name: &str) -> Arc<Tag> {
    Arc::new(Tag {
        names: BTreeMap::from([("uk".to_owned(), "Політика".to_owned())]),
        description: Some("What it is about".into()),
        accent_color: Some("#112233".into()),
        internal: name.starts_with("hash-"),
        updated_at: minute(1),
        ..Tag::blank(slug(name), name, minute(0))
    })
}

pub fn author(name: &str) -> Arc<Author> {
    Arc::new(Author {
        bio: Some("Writes.".into()),
        social: BTreeMap::from([("bluesky".to_owned(), "@x".to_owned())]),
        updated_at: minute(1),
        ..Author::blank(slug(name), name, minute(0))
    })
}

/// A published story with something in every field.
pub fn story(name: &str, published: i64, tags: &[&Arc<Tag>], authors: &[&Arc<Author>]) -> Post {
    let some = |text: &str| Some(format!("{text} of {name}"));
    Post {
        id: PostId::new(),
        kind: PostKind::Story,
        state: PostState::Published,
        slug: slug(name),
        language: Language::english(),
        translation_of: None,
        title: format!("Title of {name}"),
        standfirst: some("standfirst"),
        body: format!("{{\"type\":\"doc\",\"of\":\"{name}\"}}").into(),
        html: format!("<p>Text of {name}</p>").into(),
        plain_start: format!("Text of {name}").into(),
        words: 3,
        pictures: 1,
        feature_image: Some(Picture {
            src: "/content/images/a.jpg".into(),
            width: 1200,
            height: 800,
            alt: "A bridge".into(),
            caption: "The <em>bridge</em>".into(),
            credit: "Someone / Agency".into(),
        }),
        featured: false,
        visibility: Visibility::Public,
        editors_note: some("note"),
        corrections: vec![kernel::post::Correction {
            at: minute(5),
            text: "It was red.".into(),
        }],
        tags: tags.iter().map(|tag| Arc::clone(tag)).collect(),
        authors: authors.iter().map(|author| Arc::clone(author)).collect(),
        published_at: Some(minute(published)),
        created_at: minute(published - 2),
        updated_at: minute(published + 2),
        canonical_url: some("canonical"),
        meta_title: some("meta title"),
        meta_description: some("meta description"),
        og_title: some("og title"),
        og_description: some("og description"),
        og_image: some("og image"),
        twitter_title: some("twitter title"),
        twitter_description: some("twitter description"),
        twitter_image: some("twitter image"),
        codeinjection_head: some("head"),
        codeinjection_foot: some("foot"),
        custom_template: some("template"),
        origin: some("origin"),
    }
}

/// Writes tags, authors and posts in one transaction.
pub async fn write(store: &Store, tags: &[&Arc<Tag>], authors: &[&Arc<Author>], posts: &[&Post]) {
    let tags: Vec<_> = tags.iter().map(|tag| Arc::clone(tag)).collect();
    let authors: Vec<_> = authors.iter().map(|author| Arc::clone(author)).collect();
    let posts: Vec<_> = posts.iter().map(|post| (*post).clone()).collect();
    let written: Result<(), StoreError> = store
        .write(move |tx| {
            tags.iter().try_for_each(|tag| tx.save_tag(tag))?;
            authors.iter().try_for_each(|author| tx.save_author(author))?;
            posts.iter().try_for_each(|post| tx.insert_post(post))
        })
        .await;
    written.unwrap();
}

/// Reads, where nothing may go wrong.
pub async fn read<T: Send + 'static>(
    store: &Store,
    f: impl FnOnce(&Reader) -> Result<T, StoreError> + Send + 'static,
) -> T {
    store.read(f).await.unwrap()
}
