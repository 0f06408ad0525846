//! `cargo bench -p store`: the eight queries of a story page over 100,000 posts, each story once, on both engines.
//! `cargo bench -p store -- 1000` takes so many posts.
#![allow(clippy::unwrap_used, reason = "a bench that cannot go on has failed")]

#[path = "../tests/it/sample.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod sample;

use kernel::*;
use sample::{author, minute, open, story, tag};
use std::{sync::Arc, thread, time::Instant};
use store::{Direction, FeedQuery, Filter, PostQuery, Reader, Store, StoreError, Within};
use testkit::PrivateDatabase;

const BATCH: usize = 1000;

fn main() {
    let posts = std::env::args()
        .skip(1)
        .find_map(|argument| argument.parse().ok())
        .unwrap_or(100_000);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    for database in [PrivateDatabase::sqlite(), PrivateDatabase::postgres()] {
        let name = if database.is_postgres() {
            "PostgreSQL"
        } else {
            "SQLite"
        };
        let store = runtime.block_on(open(&database));
        let begun = Instant::now();
        runtime.block_on(fill(&store, posts));
        println!(
            "{name}: {posts} posts written in {:.1} s",
            begun.elapsed().as_secs_f64()
        );
        measure(name, "story pages", &store, posts, story_page);
        measure(name, "front pages", &store, posts.min(2000), |reader, _| {
            front_page(reader, 0)
        });
        measure(
            name,
            "pages of the largest section",
            &store,
            posts.min(2000),
            |reader, n| section(reader, n as u64 % 50),
        );
        measure(name, "section page 500", &store, 50, |reader, _| {
            section(reader, 500)
        });
        measure(name, "front page 5000", &store, 50, |reader, _| {
            front_page(reader, 5000)
        });
    }
}

async fn fill(store: &Store, posts: usize) {
    let tags: Vec<_> = (0..20).map(|n| tag(&format!("tag-{n}"))).collect();
    let authors: Vec<_> = (0..50).map(|n| author(&format!("author-{n}"))).collect();
    sample::write(
        store,
        &tags.iter().collect::<Vec<_>>(),
        &authors.iter().collect::<Vec<_>>(),
        &[],
    )
    .await;
    let text =
        "<p>A paragraph as they are, neither short nor long, of some hundred letters in all.</p>".repeat(40);
    for batch in (0..posts).step_by(BATCH) {
        let (tags, authors, text) = (tags.clone(), authors.clone(), text.clone());
        let write = move |tx: &mut store::Tx<'_>| -> Result<(), StoreError> {
            for n in batch..(batch + BATCH).min(posts) {
                // Every second story is of the first section.
                let section = if n % 2 == 0 { 0 } else { n / 2 % 19 + 1 };
                let tags = [&tags[section], &tags[(n / 7) % 20]];
                let post = story(&format!("s{n}"), n as i64, &tags, &[&authors[n % 50]]);
                let kind = if n % 50 == 0 {
                    PostKind::FeedItem
                } else {
                    PostKind::Story
                };
                let html: Arc<str> = text.as_str().into();
                tx.insert_post(&Post {
                    kind,
                    body: html.clone(),
                    html,
                    ..post
                })?;
            }
            Ok(())
        };
        store.write(write).await.unwrap();
    }
}

fn now() -> Timestamp {
    minute(10_000_000)
}

fn stories(filter: Filter, limit: u32, offset: u64, with_total: bool) -> PostQuery {
    PostQuery {
        language: Some(Language::english()),
        filter,
        limit,
        offset,
        with_total,
        ..PostQuery::stories(now())
    }
}

fn story_page(reader: &Reader, n: usize) {
    let slug = format!("s{}", n / 50 * 50 + n % 49 + 1).parse().unwrap();
    reader.settings().unwrap();
    let post = reader.post_by_slug(&slug).unwrap().unwrap();
    reader
        .neighbour(&post, Direction::Previous, Within::All, now())
        .unwrap();
    reader
        .neighbour(&post, Direction::Next, Within::All, now())
        .unwrap();
    let section = post.section().unwrap().slug.clone();
    let related = Filter::And(vec![
        Filter::Tag(section),
        Filter::Not(Box::new(Filter::Id(post.id))),
    ]);
    assert_eq!(
        reader.posts(&stories(related, 3, 0, false)).unwrap().posts.len(),
        3
    );
    assert_eq!(
        reader
            .posts(&stories(Filter::All, 5, 0, false))
            .unwrap()
            .posts
            .len(),
        5
    );
    let feed = FeedQuery {
        language: Some(Language::english()),
        now: now(),
        before: None,
        limit: 10,
    };
    assert_eq!(reader.feed(&feed).unwrap().len(), 10);
    reader
        .placement(&"picks".parse().unwrap(), &Language::english(), now())
        .unwrap();
}

fn front_page(reader: &Reader, page: u64) {
    let list = reader.posts(&stories(Filter::All, 15, page * 15, true)).unwrap();
    assert!(list.posts.len() == 15 && list.total > 900);
}

fn section(reader: &Reader, page: u64) {
    let filter = Filter::Tag("tag-0".parse().unwrap());
    assert!(reader.posts(&stories(filter, 15, page * 15, true)).unwrap().total > 400);
}

fn measure(engine: &str, what: &str, store: &Store, pages: usize, page: impl Fn(&Reader, usize) + Sync) {
    for threads in [1, 2] {
        let begun = Instant::now();
        thread::scope(|scope| {
            for thread in 0..threads {
                let page = &page;
                // Spread, so that neighbours in time are not neighbours in the file.
                let order = (thread..pages).step_by(threads).map(move |n| n * 7919 % pages);
                scope.spawn(move || order.for_each(|n| page(&store.reader().unwrap(), n)));
            }
        });
        let each = begun.elapsed().as_secs_f64() / pages as f64;
        println!(
            "{engine}: {what}, {threads} threads: {:.0} µs each, {:.0} a second",
            each * 1e6,
            1.0 / each
        );
    }
}
