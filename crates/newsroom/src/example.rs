//! Posts, tags and authors for unit tests.

use kernel::{Author, Language, Post, PostState, Tag, Timestamp};
use std::sync::Arc;

pub fn tag(slug: &str) -> Arc<Tag> {
    Tag::blank(slug.parse().unwrap(), slug, Timestamp::from_millis(0)).into()
}

pub fn author(slug: &str) -> Arc<Author> {
    Author::blank(slug.parse().unwrap(), slug, Timestamp::from_millis(0)).into()
}

pub fn post(slug: &str, published_at: i64, tags: &[Arc<Tag>], authors: &[Arc<Author>]) -> Post {
    let at = Timestamp::from_millis(published_at);
    Post {
        state: PostState::Published,
        published_at: Some(at),
        title: slug.into(),
        tags: tags.to_vec(),
        authors: authors.to_vec(),
        ..Post::blank(slug.parse().unwrap(), Language::english(), at)
    }
}
