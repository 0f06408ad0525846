//! A small paper that lists are made of.

use crate::sample::{author, minute, open, read, story, tag, write};
use kernel::*;
use std::sync::Arc;
use store::{PostQuery, Store};
use testkit::PrivateDatabase;

/// Six stories: a to f, minute 1 to 6.
pub struct Paper {
    pub store: Store,
    pub politics: Arc<Tag>,
    pub sport: Arc<Tag>,
    pub secret: Arc<Tag>,
    pub anna: Arc<Author>,
    pub bert: Arc<Author>,
    pub posts: Vec<Post>,
}

pub async fn paper(database: &PrivateDatabase) -> Paper {
    let store = open(database).await;
    let (politics, sport, secret) = (tag("politics"), tag("sport"), tag("hash-secret"));
    let (anna, bert) = (author("anna"), author("bert"));
    let posts = vec![
        story("a", 1, &[&politics], &[&anna]),
        Post {
            featured: true,
            ..story("b", 2, &[&secret, &politics, &sport], &[&bert, &anna])
        },
        Post {
            title: "100% _new_ Ünder".into(),
            ..story("c", 3, &[&sport, &politics], &[&bert])
        },
        Post {
            feature_image: None,
            standfirst: None,
            ..story("d", 4, &[], &[])
        },
        Post {
            visibility: Visibility::Paid,
            custom_template: None,
            ..story("e", 5, &[&sport], &[&anna])
        },
        Post {
            language: "uk".parse().unwrap(),
            ..story("f", 6, &[&politics], &[&anna])
        },
    ];
    write(
        &store,
        &[&politics, &sport, &secret],
        &[&anna, &bert],
        &posts.iter().collect::<Vec<_>>(),
    )
    .await;
    Paper {
        store,
        politics,
        sport,
        secret,
        anna,
        bert,
        posts,
    }
}

pub fn english() -> PostQuery {
    PostQuery {
        language: Some(Language::english()),
        with_total: true,
        ..PostQuery::stories(minute(100))
    }
}

/// The slugs of a list, one after another.
pub async fn names(store: &Store, query: PostQuery) -> String {
    let list = read(store, move |reader| reader.posts(&query)).await;
    list.posts.iter().map(|post| post.slug.as_str()).collect()
}
