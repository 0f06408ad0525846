//! The desk's lists: what is found by which words, in which order, and that it does not matter how.

use crate::sample::{author, minute, open, read, slug, story, tag, write};
use kernel::*;
use std::sync::Arc;
use store::{DeskQuery, Person, PostWork, Store, StoreError, WorkingCopy};
use testkit::{PrivateDatabase, on_both};

on_both!(
    a_story_is_found_by_what_is_written,
    what_is_written_now_is_what_is_found,
    words_go_with_all_other_choices_and_pages,
    lists_are_the_same_whichever_way_they_are_read,
    many_of_one_second_have_places,
);

/// Titles of a list.
async fn titles(store: &Store, query: DeskQuery) -> Vec<String> {
    read(store, move |reader| {
        let rows = reader.desk_list(&query)?;
        Ok(rows.into_iter().map(|row| row.title).collect())
    })
    .await
}

async fn found(store: &Store, words: &str) -> Vec<String> {
    let query = DeskQuery {
        words: Some(words.to_owned()),
        ..DeskQuery::of(PostKind::Story)
    };
    titles(store, query).await
}

async fn change(
    store: &Store,
    f: impl FnOnce(&mut store::Tx<'_>) -> Result<(), StoreError> + Send + 'static,
) {
    store.write(f).await.unwrap();
}

/// Two drafts, one in each language.
async fn newsroom(database: &PrivateDatabase) -> (Store, Post, Post) {
    let store = open(database).await;
    let (port, ines) = (tag("harbour"), author("ines"));
    let mut ferry = story("ferry", 10, &[&port], &[&ines]);
    ferry.title = "Night ferries return".into();
    ferry.standfirst = Some("A council vote".into());
    ferry.html = "<p>The <em>Café</em> at l&#8217;embarcadère reopens&nbsp;too.</p><p>Straße</p>".into();
    ferry.state = PostState::Draft;
    let mut bridge = story("bridge", 20, &[], &[]);
    bridge.title = "Міст відкрито".into();
    bridge.html = "<p>П&#x2019;ять років чекали на їжу.</p>".into();
    bridge.state = PostState::InReview;
    bridge.language = "uk".parse().unwrap();
    write(&store, &[&port], &[&ines], &[&ferry, &bridge]).await;
    (store, ferry, bridge)
}

async fn a_story_is_found_by_what_is_written(database: PrivateDatabase) {
    let (store, ferry, bridge) = newsroom(&database).await;
    for words in [
        "ferries",
        "FERR",
        "night ferries",
        "return night",
        "council",
        "cafe",
        "CAFÉ",
        "embarcadere",
        "strasse",
        "harbour",
        "harb night",
        "Політика",
        "політ",
        "ines",
        "reopens too",
    ] {
        assert_eq!(found(&store, words).await, [ferry.title.as_str()], "{words}");
    }
    for words in ["міст", "відкр", "п'ять", "ПЯТЬ РОКІВ", "пʼять", "їжу", "Їжу"]
    {
        assert_eq!(found(&store, words).await, [bridge.title.as_str()], "{words}");
    }
    for words in [
        "ferriesx",
        "erries",
        "night bridge",
        "іжу",
        "nbsp",
        "їж",
        "_state_draft",
        "state",
        "—",
        "\"",
        "* OR *",
    ] {
        assert_eq!(found(&store, words).await, [""; 0], "{words}");
    }
    let headline = |words: &str| DeskQuery {
        title: Some(words.to_owned()),
        ..DeskQuery::of(PostKind::Story)
    };
    assert_eq!(
        titles(&store, headline("ferr night")).await,
        [ferry.title.as_str()]
    );
    for words in ["council", "harbour", "f night"] {
        assert_eq!(titles(&store, headline(words)).await, [""; 0], "{words}");
    }
}

async fn what_is_written_now_is_what_is_found(database: PrivateDatabase) {
    let (store, mut ferry, bridge) = newsroom(&database).await;
    let title = ferry.title.clone();
    let copy = WorkingCopy {
        post: ferry.id,
        version: 1,
        content: "{}".into(),
        plain: "Trams instead\nheron".into(),
        user: None,
        at: minute(30),
    };
    change(&store, move |tx| tx.save_copy(&copy)).await;
    assert_eq!(found(&store, "trams heron").await, [title.as_str()]);
    assert_eq!(
        found(&store, "embarcadere").await,
        [""; 0],
        "the copy says it no more"
    );
    let id = ferry.id;
    change(&store, move |tx| tx.drop_copy(id)).await;
    assert_eq!(found(&store, "heron").await, [""; 0]);
    assert_eq!(found(&store, "embarcadere").await, [title.as_str()]);
    ferry.html = "<p>Other words</p>".into();
    change(&store, move |tx| tx.update_post(&ferry)).await;
    assert_eq!(found(&store, "embarcadere").await, [""; 0]);
    assert_eq!(found(&store, "other").await, [title.as_str()]);
    // A name is that of now, without writing the stories anew.
    change(&store, |tx| {
        let harbour = tx.tag_by_slug(&slug("harbour"))?.unwrap();
        tx.save_tag(&Tag {
            name: "Port".into(),
            ..Tag::clone(&harbour)
        })
    })
    .await;
    assert_eq!(found(&store, "harbour").await, [""; 0]);
    assert_eq!(found(&store, "port").await, [title.as_str()]);
    // Tags that are taken off and posts that are removed.
    let other = bridge.title.clone();
    change(&store, move |tx| {
        tx.relist_post(id, |post| post.tags.clear())?;
        tx.delete_post(bridge.id)
    })
    .await;
    assert_eq!(found(&store, "port").await, [""; 0]);
    assert_eq!(found(&store, "їжу").await, [""; 0], "{other}");
    // What was written before words were kept.
    crate::tables::shell(&database, "DELETE FROM post_words");
    crate::tables::shell(&database, "UPDATE posts SET desk_order = NULL");
    let whole = async || read(&store, |reader| reader.words_are_whole()).await;
    assert!(!whole().await && found(&store, "other").await.is_empty());
    let old = store.write::<_, StoreError>(|tx| tx.read_old_words(9)).await;
    assert_eq!((old.unwrap(), whole().await), (1, true));
    assert_eq!(found(&store, "other").await, [title.as_str()]);
}

/// So many stories of two sections, two bylines and all states, each edited a minute after the one before.
async fn many(store: &Store, count: i64) -> (Vec<Arc<Tag>>, Vec<Arc<Author>>, UserId) {
    let (tags, authors) = ([tag("city"), tag("port")], [author("ada"), author("ben")]);
    let user = UserId::new();
    let states = [PostState::Draft, PostState::Published, PostState::InReview];
    let posts: Vec<Post> = (0..count)
        .map(|n| {
            let pick = |of: i64| (n / of % 2) as usize;
            let name = format!("s{n}");
            let mut post = story(&name, n, &[&tags[pick(1)]], &[&authors[pick(2)]]);
            post.state = states[(n % 3) as usize];
            post.html = format!("<p>word{} common</p>", n % 5).into();
            post
        })
        .collect();
    let all: Vec<&Post> = posts.iter().collect();
    write(store, &[&tags[0], &tags[1]], &[&authors[0], &authors[1]], &all).await;
    change(store, move |tx| {
        for (n, post) in posts.iter().enumerate().filter(|(n, _)| n % 4 == 0) {
            let work = tx.work(post.id)?.unwrap();
            let (created_by, assignee) = if n % 8 == 0 {
                (Some(user), None)
            } else {
                (None, Some(user))
            };
            tx.set_work(
                post.id,
                &PostWork {
                    created_by,
                    assignee,
                    ..work
                },
            )?;
        }
        Ok(())
    })
    .await;
    (tags.into(), authors.into(), user)
}

/// All lines of a list, page by page.
async fn paged(store: &Store, mut query: DeskQuery) -> Vec<PostId> {
    let mut all = Vec::new();
    loop {
        let asked = query.clone();
        let rows = read(store, move |reader| reader.desk_list(&asked)).await;
        let Some(last) = rows.last() else { return all };
        let again: store::DeskPlace = last.place.to_string().parse().unwrap();
        assert_eq!(again, last.place);
        query.after = Some(again);
        all.extend(rows.iter().map(|row| row.id));
    }
}

async fn words_go_with_all_other_choices_and_pages(database: PrivateDatabase) {
    let store = open(&database).await;
    let (tags, authors, user) = many(&store, 40).await;
    let ada = Person {
        user: Some(user),
        author: Some(authors[0].id),
    };
    let query = DeskQuery {
        words: Some("common word2".into()),
        limit: 2,
        ..DeskQuery::of(PostKind::Story)
    };
    let of = |query: DeskQuery| {
        let store = store.clone();
        async move {
            let ids = paged(&store, query).await;
            read(&store, move |reader| {
                let titles = ids
                    .iter()
                    .map(|id| Ok(reader.post_by_id(*id)?.unwrap().slug.to_string()));
                titles.collect::<Result<Vec<_>, StoreError>>()
            })
            .await
        }
    };
    assert_eq!(
        of(query.clone()).await,
        ["s37", "s32", "s27", "s22", "s17", "s12", "s7", "s2"]
    );
    let drafts = DeskQuery {
        state: Some(PostState::Draft),
        ..query.clone()
    };
    assert_eq!(of(drafts).await, ["s27", "s12"]);
    let section = DeskQuery {
        section: Some(tags[1].id),
        ..query.clone()
    };
    assert_eq!(of(section).await, ["s37", "s27", "s17", "s7"]);
    // Begun by the person, for them, or with the byline.
    let person = DeskQuery {
        people: vec![ada],
        ..query.clone()
    };
    assert_eq!(of(person).await, ["s37", "s32", "s17", "s12"]);
    // Stories were last edited two minutes after they were published.
    let time = DeskQuery {
        since: Some(minute(14)),
        until: Some(minute(29)),
        ..query.clone()
    };
    assert_eq!(of(time).await, ["s22", "s17", "s12"]);
    let page = DeskQuery {
        kind: PostKind::Page,
        ..query
    };
    assert_eq!(of(page).await, [""; 0]);
}

async fn lists_are_the_same_whichever_way_they_are_read(database: PrivateDatabase) {
    let store = open(&database).await;
    let (tags, authors, user) = many(&store, 60).await;
    let mut pairs = Vec::new();
    for state in [None, Some(PostState::Draft)] {
        for section in [None, Some(tags[0].id)] {
            for people in [
                vec![],
                vec![Person {
                    user: Some(user),
                    author: None,
                }],
                vec![Person {
                    user: None,
                    author: Some(authors[1].id),
                }],
                vec![
                    Person {
                        user: Some(user),
                        author: Some(authors[1].id),
                    },
                    Person {
                        user: None,
                        author: Some(authors[0].id),
                    },
                ],
            ] {
                let query = DeskQuery {
                    state,
                    section,
                    people,
                    since: Some(minute(9)),
                    limit: 7,
                    ..DeskQuery::of(PostKind::Story)
                };
                // Every text has it, so that it leaves nothing out.
                let by_words = DeskQuery {
                    words: Some("common".into()),
                    ..query.clone()
                };
                pairs.push((query, by_words));
            }
        }
    }
    let mut by_words = Vec::new();
    for (plain, words) in &pairs {
        let all = paged(&store, words.clone()).await;
        assert_eq!(paged(&store, plain.clone()).await, all, "{plain:?}");
        by_words.push(all);
    }
    assert!(by_words.iter().all(|all| !all.is_empty()), "{by_words:?}");
    // One story whose words are not kept: lists without words are read along the time of the last edit.
    let unread = story("unread", -90, &[], &[]);
    write(&store, &[], &[], &[&unread]).await;
    crate::tables::shell(
        &database,
        "UPDATE posts SET desk_order = NULL WHERE slug = 'unread'",
    );
    for ((plain, _), expected) in pairs.iter().zip(by_words) {
        assert_eq!(paged(&store, plain.clone()).await, expected, "{plain:?}");
    }
}

async fn many_of_one_second_have_places(database: PrivateDatabase) {
    let store = open(&database).await;
    let at = minute(0);
    let posts: Vec<Post> = (0..4100)
        .map(|n| Post {
            html: "<p>same</p>".into(),
            ..Post::blank(slug(&format!("p{n}")), Language::english(), at)
        })
        .collect();
    change(&store, move |tx| {
        posts.iter().try_for_each(|post| tx.insert_post(post))
    })
    .await;
    let query = DeskQuery {
        words: Some("same".into()),
        limit: 1000,
        ..DeskQuery::of(PostKind::Story)
    };
    let all = paged(&store, query).await;
    let different: std::collections::HashSet<_> = all.iter().collect();
    assert_eq!((all.len(), different.len()), (4100, 4100));
}
