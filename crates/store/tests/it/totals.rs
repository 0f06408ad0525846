//! How many posts a list has, and what it is called among surrogate keys.

use crate::paper::{english, paper};
use crate::sample::{minute, read, slug, tag, write};
use kernel::*;
use std::collections::BTreeSet;
use store::{AuthorQuery, Cmp, Filter, ListedOrder, PostQuery, StoreError, TagQuery};
use testkit::{PrivateDatabase, on_both};

on_both!(
    totals_follow_every_write,
    tags_and_authors_are_listed_with_their_stories,
    a_list_carries_the_narrowest_keys_that_miss_nothing,
);

async fn totals_follow_every_write(database: PrivateDatabase) {
    let paper = paper(&database).await;
    let totals = async || {
        let tag = |name: &str| Filter::Tag(slug(name));
        let mut totals = Vec::new();
        for filter in [
            Filter::All,
            tag("politics"),
            tag("sport"),
            Filter::Author(slug("anna")),
        ] {
            let counted = PostQuery {
                filter: Filter::And(vec![filter.clone(), Filter::Or(vec![Filter::All])]),
                ..english()
            };
            let kept = PostQuery { filter, ..english() };
            let both =
                move |reader: &store::Reader| Ok((reader.posts(&kept)?.total, reader.posts(&counted)?.total));
            let (kept, counted) = read(&paper.store, both).await;
            assert_eq!(kept, counted);
            totals.push(kept);
        }
        totals
    };
    assert_eq!(totals().await, [5, 3, 3, 3]);
    let update = async |post: Post| {
        paper
            .store
            .write::<_, StoreError>(move |tx| tx.update_post(&post))
            .await
            .unwrap()
    };
    let a = paper.posts[0].clone();
    update(Post {
        state: PostState::Draft,
        ..a.clone()
    })
    .await;
    assert_eq!(totals().await, [4, 2, 3, 2]);
    // Named twice, it is in the list once.
    update(Post {
        tags: vec![paper.sport.clone(), paper.sport.clone()],
        authors: vec![],
        ..a.clone()
    })
    .await;
    assert_eq!(totals().await, [5, 2, 4, 2]);
    update(Post {
        language: "uk".parse().unwrap(),
        ..a.clone()
    })
    .await;
    assert_eq!(totals().await, [4, 2, 3, 2]);
    update(Post {
        published_at: Some(minute(500)),
        ..a.clone()
    })
    .await;
    assert_eq!(totals().await, [4, 2, 3, 2]);
    update(Post {
        kind: PostKind::Page,
        ..a.clone()
    })
    .await;
    assert_eq!(totals().await, [4, 2, 3, 2]);
    update(a.clone()).await;
    assert_eq!(totals().await, [5, 3, 3, 3]);
    paper
        .store
        .write::<_, StoreError>(move |tx| tx.delete_post(a.id))
        .await
        .unwrap();
    assert_eq!(totals().await, [4, 2, 3, 2]);
}

async fn tags_and_authors_are_listed_with_their_stories(database: PrivateDatabase) {
    let paper = paper(&database).await;
    write(&paper.store, &[&tag("arts")], &[], &[]).await;
    let (by_name, by_posts, internal, ukrainian, authors, stories) = read(&paper.store, |reader| {
        let names = |query: &TagQuery| -> store::Result<Vec<(String, u64)>> {
            Ok(reader
                .tags(query)?
                .entries
                .iter()
                .map(|(tag, posts)| (tag.name.clone(), *posts))
                .collect())
        };
        let english = TagQuery {
            language: Some(Language::english()),
            ..TagQuery::default()
        };
        let with_posts = TagQuery {
            with_posts: true,
            order: ListedOrder::Posts,
            limit: 1,
            ..TagQuery::default()
        };
        let ukrainian = TagQuery {
            language: Some("uk".parse().unwrap()),
            with_posts: true,
            ..english.clone()
        };
        let authors = reader.authors(&AuthorQuery {
            descending: true,
            ..AuthorQuery::default()
        })?;
        let sport = reader.tag_by_slug(&slug("sport"))?.unwrap();
        Ok((
            names(&english)?,
            names(&with_posts)?,
            names(&TagQuery {
                internal: true,
                ..english
            })?
            .len(),
            names(&ukrainian)?,
            authors
                .entries
                .iter()
                .map(|(author, posts)| (author.name.clone(), *posts))
                .collect::<Vec<_>>(),
            reader.stories_of_tag(&sport, None)?,
        ))
    })
    .await;
    let pair = |name: &str, posts| (name.to_owned(), posts);
    assert_eq!(by_name, [pair("arts", 0), pair("politics", 3), pair("sport", 3)]);
    assert_eq!(by_posts, [pair("politics", 4)]);
    assert_eq!((internal, ukrainian), (4, vec![pair("politics", 1)]));
    assert_eq!((authors, stories), (vec![pair("bert", 2), pair("anna", 4)], 3));
}

async fn a_list_carries_the_narrowest_keys_that_miss_nothing(database: PrivateDatabase) {
    use Filter::*;
    let paper = paper(&database).await;
    let (politics, sport) = (
        Key::PostsOfTag(paper.politics.id),
        Key::PostsOfTag(paper.sport.id),
    );
    let (tag, not) = (|name: &str| Tag(slug(name)), |filter| Not(Box::new(filter)));
    let some = Id(paper.posts[0].id);
    let cases = [
        (All, vec![Key::Posts]),
        (PublishedAt(Cmp::Less, minute(3)), vec![Key::Posts]),
        (tag("politics"), vec![politics.clone()]),
        (
            And(vec![tag("politics"), PublishedAt(Cmp::Less, minute(3))]),
            vec![politics.clone()],
        ),
        (Author(slug("anna")), vec![Key::PostsOfAuthor(paper.anna.id)]),
        (
            And(vec![tag("politics"), not(some.clone())]),
            vec![politics.clone(), Key::Post(paper.posts[0].id)],
        ),
        // A post may come in by losing a tag, too.
        (
            And(vec![tag("politics"), not(tag("sport"))]),
            vec![politics.clone(), sport.clone()],
        ),
        (
            Or(vec![tag("politics"), tag("sport")]),
            vec![politics, sport.clone()],
        ),
        (not(tag("sport")), vec![sport, Key::Posts]),
        (Featured(true), vec![Key::PostsAny]),
        (And(vec![tag("politics"), Featured(true)]), vec![Key::PostsAny]),
        (tag("no-such-tag"), vec![Key::Slug(slug("no-such-tag"))]),
    ];
    let shown = |key: &Key| matches!(key, Key::Post(_) | Key::Tag(_) | Key::Author(_));
    for (filter, expected) in cases {
        // No post shown: what is left are the list's own keys.
        let query = PostQuery {
            filter: filter.clone(),
            limit: 0,
            ..english()
        };
        let keys = read(&paper.store, move |reader| {
            reader.posts(&query).map(|_| reader.take_keys())
        })
        .await;
        assert_eq!(keys, BTreeSet::from_iter(expected), "{filter:?}");
        let query = PostQuery { filter, ..english() };
        let (list, keys) = read(&paper.store, move |reader| {
            Ok((reader.posts(&query)?, reader.take_keys()))
        })
        .await;
        assert!(list.posts.iter().all(|post| keys.contains(&Key::Post(post.id))));
        assert!(list.posts.is_empty() || keys.iter().any(shown));
    }
    assert_eq!(paper.secret.name, "hash-secret");
}
