//! What every page asks is found through an index, however many posts there are.

use crate::{
    Cmp, Database, Direction, FeedQuery, Filter, OrderField, PostQuery, Reader, Store, TagQuery, Within,
    query::Desc, sql::sqlite::RUN,
};
use kernel::{
    Author, AuthorId, Language, Post, PostId, PostKind, PostState, Tag, TagId, Timestamp, Visibility,
};
use std::{collections::BTreeMap, sync::Arc};

/// A few rows that are few for ever.
const SMALL: &[&str] = &["SCAN latest", "SCAN tags", "SCAN authors"];

#[tokio::test(flavor = "multi_thread")]
async fn no_page_of_readers_scans_or_sorts_the_posts() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    let store = Store::open(Database::Sqlite(path.clone())).await.unwrap();
    let post = post();
    let write = post.clone();
    store
        .write(move |tx| {
            tx.save_tag(&write.tags[0])?;
            tx.save_author(&write.authors[0])?;
            tx.insert_post(&write)
        })
        .await
        .unwrap();
    let run = tokio::task::spawn_blocking(move || {
        let reader = store.reader().unwrap();
        RUN.take();
        ask(&reader, &post).unwrap();
        RUN.take()
    })
    .await
    .unwrap();
    assert!(run.len() > 20, "{run:#?}");
    let connection = rusqlite::Connection::open(path).unwrap();
    for sql in run {
        let mut explain = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        // The values do not matter, so none are given.
        let mut plan = explain.raw_query();
        while let Some(row) = plan.next().unwrap() {
            let step: String = row.get("detail").unwrap();
            let slow = step.starts_with("SCAN") || step.contains("TEMP B-TREE");
            assert!(
                !slow || SMALL.contains(&step.as_str()),
                "{step}: add an index, or ask differently:\n{sql}"
            );
        }
    }
}

fn ask(reader: &Reader, post: &Post) -> crate::Result<()> {
    let (now, english) = (Timestamp::now(), Language::english());
    let (tag, author) = (post.tags[0].slug.clone(), post.authors[0].slug.clone());
    reader.settings()?;
    reader.post_by_slug(&post.slug)?;
    reader.post_by_id(post.id)?;
    reader.redirect("/x/")?;
    reader.changes_after(0, 100)?;
    reader.next_scheduled()?;
    reader.tags(&TagQuery::default())?;
    reader.placement(&"picks".parse().unwrap(), &english, now)?;
    for direction in [Direction::Previous, Direction::Next] {
        for within in [
            Within::All,
            Within::Section(post.tags[0].id),
            Within::Author(post.authors[0].id),
        ] {
            reader.neighbour(post, direction, within, now)?;
        }
    }
    for before in [None, Some((now, post.id))] {
        reader.feed(&FeedQuery {
            language: Some(english.clone()),
            now,
            before,
            limit: 10,
        })?;
    }
    let month = vec![
        Filter::PublishedAt(Cmp::GreaterOrEqual, now),
        Filter::PublishedAt(Cmp::Less, now),
    ];
    for filter in [
        Filter::All,
        Filter::Tag(tag.clone()),
        Filter::PrimaryTag(tag.clone()),
        Filter::Author(author.clone()),
        Filter::PrimaryAuthor(author),
        Filter::Featured(true),
        Filter::And(month),
        Filter::And(vec![Filter::Tag(tag), Filter::Not(Box::new(Filter::Id(post.id)))]),
    ] {
        let with_total = !matches!(filter, Filter::PrimaryTag(_) | Filter::PrimaryAuthor(_));
        for language in [Some(english.clone()), None] {
            for order in [vec![], vec![(OrderField::PublishedAt, Desc::Asc)]] {
                let query = PostQuery {
                    language: language.clone(),
                    filter: filter.clone(),
                    ..PostQuery::stories(now)
                };
                reader.posts(&PostQuery {
                    order,
                    with_total,
                    ..query
                })?;
            }
        }
    }
    Ok(())
}

fn post() -> Post {
    let at = Timestamp::now();
    let tag = Tag {
        id: TagId::new(),
        slug: "tag".parse().unwrap(),
        name: "Tag".into(),
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
    };
    let author = Author {
        id: AuthorId::new(),
        slug: "author".parse().unwrap(),
        name: "Author".into(),
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
    };
    Post {
        id: PostId::new(),
        kind: PostKind::Story,
        state: PostState::Published,
        slug: "post".parse().unwrap(),
        language: Language::english(),
        translation_of: None,
        title: String::new(),
        standfirst: None,
        body: Arc::default(),
        html: Arc::default(),
        plain_start: Arc::default(),
        words: 0,
        pictures: 0,
        feature_image: None,
        featured: true,
        visibility: Visibility::Public,
        editors_note: None,
        corrections: vec![],
        tags: vec![Arc::new(tag)],
        authors: vec![Arc::new(author)],
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
