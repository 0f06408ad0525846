//! Posts, tags and authors for unit tests.

use kernel::{
    Author, AuthorId, Language, Post, PostId, PostKind, PostState, Tag, TagId, Timestamp, Visibility,
};
use std::{collections::BTreeMap, sync::Arc};

pub fn tag(slug: &str) -> Arc<Tag> {
    let at = Timestamp::from_millis(0);
    Arc::new(Tag {
        id: TagId::new(),
        slug: slug.parse().unwrap(),
        name: slug.into(),
        names: BTreeMap::new(),
        description: None,
        feature_image: None,
        accent_color: None,
        internal: false,
        visibility: Visibility::Public,
        meta_title: None,
        meta_description: None,
        canonical_url: None,
        codeinjection_head: None,
        codeinjection_foot: None,
        created_at: at,
        updated_at: at,
    })
}

pub fn author(slug: &str) -> Arc<Author> {
    let at = Timestamp::from_millis(0);
    Arc::new(Author {
        id: AuthorId::new(),
        slug: slug.parse().unwrap(),
        name: slug.into(),
        names: BTreeMap::new(),
        bio: None,
        title: None,
        profile_image: None,
        cover_image: None,
        location: None,
        website: None,
        social: BTreeMap::new(),
        meta_title: None,
        meta_description: None,
        created_at: at,
        updated_at: at,
    })
}

pub fn post(slug: &str, published_at: i64, tags: &[Arc<Tag>], authors: &[Arc<Author>]) -> Post {
    let at = Timestamp::from_millis(published_at);
    Post {
        id: PostId::new(),
        kind: PostKind::Story,
        state: PostState::Published,
        slug: slug.parse().unwrap(),
        language: Language::english(),
        translation_of: None,
        title: slug.into(),
        standfirst: None,
        body: "".into(),
        html: "".into(),
        plain_start: "".into(),
        words: 0,
        pictures: 0,
        feature_image: None,
        featured: false,
        visibility: Visibility::Public,
        editors_note: None,
        corrections: vec![],
        tags: tags.to_vec(),
        authors: authors.to_vec(),
        published_at: Some(at),
        created_at: at,
        updated_at: at,
        canonical_url: None,
        meta_title: None,
        meta_description: None,
        og_title: None,
        og_description: None,
        og_image: None,
        twitter_title: None,
        twitter_description: None,
        twitter_image: None,
        codeinjection_head: None,
        codeinjection_foot: None,
        custom_template: None,
        origin: None,
    }
}
