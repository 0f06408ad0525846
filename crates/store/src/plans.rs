//! What every page asks is found through an index, however many posts there are.

use crate::{
    Cmp, Database, DeskQuery, Direction, FeedQuery, Filter, OrderField, Period, PostQuery, Reader,
    SitemapPart, Store, TagQuery, Within,
    desk::list_ways::along_edits,
    post_row,
    query::Desc,
    sql::{
        Connection,
        postgres::{self, PgConnection},
        sqlite::RUN,
    },
};
use kernel::{Author, Language, Post, PostKind, PostState, Tag, TagId, Timestamp};
use std::{cell::RefCell, sync::Arc};

/// A few rows that are few for ever.
const SMALL: &[&str] = &["SCAN latest", "SCAN tags", "SCAN authors"];

#[tokio::test(flavor = "multi_thread")]
async fn no_page_of_readers_scans_or_sorts_the_posts_on_sqlite() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("news.db");
    let run = asked(Database::Sqlite(path.clone()), post()).await;
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

#[tokio::test(flavor = "multi_thread")]
async fn a_page_beyond_the_end_of_a_list_reads_no_posts() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(Database::Sqlite(folder.path().join("news.db")))
        .await
        .unwrap();
    let run = tokio::task::spawn_blocking(move || {
        let reader = store.reader().unwrap();
        RUN.take();
        let list = |offset| PostQuery {
            offset,
            with_total: true,
            ..PostQuery::stories(Timestamp::now())
        };
        reader.posts(&list(1_500_000)).unwrap();
        let far = RUN.take();
        reader.posts(&list(0)).unwrap();
        (far, RUN.take())
    })
    .await
    .unwrap();
    let reads = |run: &[String]| run.iter().any(|sql| sql.contains("LIMIT"));
    assert_eq!((reads(&run.0), reads(&run.1)), (false, true), "{run:#?}");
}

/// Makes the one post of a new database 5,000, of ten years.
fn many() -> String {
    let value = |column: &str| match column {
        "id" | "slug" => format!("p.{column} || n"),
        "published_at" => "p.published_at - n::bigint * 15000000".to_owned(),
        column => format!("p.{column}"),
    };
    let values: Vec<_> = post_row::WRITTEN.split(", ").map(value).collect();
    let mut sql = format!(
        "INSERT INTO posts ({}) SELECT {} FROM posts p, generate_series(1, 5000) n; \
         INSERT INTO post_bodies SELECT id, '{{}}', repeat('x', 500) FROM posts ON CONFLICT DO NOTHING; \
         INSERT INTO narrations SELECT id, language, '', '', id || '.mp3', 1, 1, '[]', '', 0 FROM posts ON CONFLICT DO NOTHING;",
        post_row::WRITTEN,
        values.join(", ")
    );
    for noun in ["tag", "author"] {
        sql += &format!(
            "INSERT INTO posts_{noun}s (post_id, {noun}_id, is_first, kind, language, state, published_at) \
             SELECT p.id, x.id, 1, p.kind, p.language, p.state, p.published_at FROM posts p, {noun}s x \
             ON CONFLICT DO NOTHING;"
        );
    }
    sql + "ANALYZE"
}

#[tokio::test(flavor = "multi_thread")]
async fn no_page_of_readers_scans_or_sorts_the_posts_on_postgres() {
    let folder = tempfile::tempdir().unwrap();
    // Each statement is one text for both engines, and it is SQLite that tells which were run.
    let run = asked(Database::Sqlite(folder.path().join("news.db")), post()).await;
    let database = testkit::PrivateDatabase::postgres();
    asked(Database::Postgres(database.address.clone()), post()).await;
    let slow = tokio::task::spawn_blocking(move || {
        let config = postgres::config(&database.address).unwrap();
        let connection = Connection::Postgres(RefCell::new(PgConnection::connect(&config).unwrap()));
        connection.batch(&many()).unwrap();
        run.iter()
            .enumerate()
            .filter_map(|(i, sql)| slow_plan(&connection, &format!("plan{i}"), sql))
            .collect::<Vec<_>>()
    })
    .await
    .unwrap();
    assert!(slow.is_empty(), "{}", slow.join("\n\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_rare_on_the_desk_is_found_by_its_own_index_on_postgres() {
    let database = testkit::PrivateDatabase::postgres();
    asked(Database::Postgres(database.address.clone()), post()).await;
    let plans = tokio::task::spawn_blocking(move || {
        let config = postgres::config(&database.address).unwrap();
        let connection = Connection::Postgres(RefCell::new(PgConnection::connect(&config).unwrap()));
        connection.batch(&many()).unwrap();
        // All are published, all of one section, as far as it knows.
        connection
            .batch("UPDATE posts SET section = 'news'; ANALYZE posts")
            .unwrap();
        let all = DeskQuery::of(PostKind::Story);
        let [of_state, of_section] = [
            DeskQuery {
                state: Some(PostState::Draft),
                ..all.clone()
            },
            DeskQuery {
                section: Some(TagId::new()),
                ..all
            },
        ]
        .map(|query| along_edits(&query, true).sql);
        [
            plan(&connection, "of_state", &of_state),
            plan(&connection, "of_section", &of_section),
        ]
    })
    .await
    .unwrap();
    assert!(plans[0].contains("using posts_edited_in_state"), "{}", plans[0]);
    assert!(plans[1].contains("using posts_edited_in_section"), "{}", plans[1]);
}

fn plan(connection: &Connection, name: &str, sql: &str) -> String {
    let values = (1..)
        .take_while(|n| sql.contains(&format!("${n}")))
        .map(|_| "NULL");
    let values = values.collect::<Vec<_>>().join(", ");
    connection.batch(&format!("PREPARE {name} AS {sql}")).unwrap();
    let values = if values.is_empty() {
        values
    } else {
        format!("({values})")
    };
    let explain = format!("EXPLAIN (COSTS OFF) EXECUTE {name}{values}");
    connection
        .all(&explain, &[], |row| row.text(0).map(str::to_owned))
        .unwrap()
        .join("\n")
}

/// The plan of a statement, when it is one that many posts make slow.
fn slow_plan(connection: &Connection, name: &str, sql: &str) -> Option<String> {
    // A part of the posts may be counted by reading all of them.
    let counts = sql.starts_with("SELECT COUNT(*)");
    let plan = plan(connection, name, sql);
    // The other tables hold next to nothing here.
    let slow = sql.contains(" FROM posts")
        && (plan.contains("Gather")
            || !counts && (plan.contains("Seq Scan on posts") || plan.contains("Sort")));
    slow.then(|| format!("{plan}\nadd an index, or ask differently:\n{sql}"))
}

/// The statements that readers' pages run, in a new database with one post.
async fn asked(database: Database, post: Post) -> Vec<String> {
    let store = Store::open(database).await.unwrap();
    let write = post.clone();
    store
        .write(move |tx| {
            tx.save_tag(&write.tags[0])?;
            tx.save_author(&write.authors[0])?;
            tx.insert_post(&write)
        })
        .await
        .unwrap();
    tokio::task::spawn_blocking(move || {
        let reader = store.reader().unwrap();
        RUN.take();
        ask(&reader, &post).unwrap();
        RUN.take()
    })
    .await
    .unwrap()
}

fn ask(reader: &Reader, post: &Post) -> crate::Result<()> {
    let (now, english) = (Timestamp::now(), Language::english());
    let (tag, author) = (post.tags[0].slug.clone(), post.authors[0].slug.clone());
    reader.settings()?;
    reader.post_by_slug(&post.slug)?;
    reader.post_by_id(post.id)?;
    reader.redirect("/x/")?;
    reader.posts_after(None, 100)?;
    reader.posts_by_ids(&[post.id, kernel::PostId::new()])?;
    reader.changes_after(0, 100)?;
    reader.next_scheduled()?;
    reader.tags(&TagQuery::default())?;
    reader.translations(post, now)?;
    reader.narration(post.id)?;
    reader.read_aloud(&english, now, 100)?;
    for tag in [None, Some(post.tags[0].id)] {
        reader.most_read(Period::Day, tag, &english, now, 5)?;
    }
    for number in [0, 1] {
        reader.sitemap(
            &SitemapPart {
                kind: PostKind::Story,
                language: english.clone(),
                now,
                size: 1,
                number,
            },
            drop,
        )?;
    }
    reader.newest_story(&Filter::Tag(tag.clone()), &english, now)?;
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
    let (at, slug) = (Timestamp::now(), |text: &str| text.parse().unwrap());
    Post {
        state: PostState::Published,
        published_at: Some(at),
        featured: true,
        tags: vec![Arc::new(Tag::blank(slug("tag"), "Tag", at))],
        authors: vec![Arc::new(Author::blank(slug("author"), "Author", at))],
        ..Post::blank(slug("post"), Language::english(), at)
    }
}
