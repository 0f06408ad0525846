//! Lists of posts: which, in what order, how many, and with what keys.

use crate::sample::{author, minute, open, read, slug, story, tag, write};
use kernel::*;
use std::{collections::BTreeSet, sync::Arc};
use store::{
    AuthorQuery, Cmp, Desc, Direction, FeedQuery, Field, Filter, ListedOrder, Match, OrderField, PostQuery,
    Store, StoreError, TagQuery, Within,
};
use testkit::{PrivateDatabase, on_both};

on_both!(
    filters_find_what_they_say,
    lists_are_ordered_as_asked_and_the_same_on_both_engines,
    totals_follow_every_write,
    readers_never_see_drafts_or_what_is_still_to_come,
    neighbours_are_found_among_posts_of_the_same_moment_too,
    tags_and_authors_are_listed_with_their_stories,
    the_feed_goes_on_where_it_was_left,
    translations_are_found_from_either_side,
    a_list_carries_the_narrowest_keys_that_miss_nothing,
);

/// Six stories: a to f, minute 1 to 6.
struct Paper {
    store: Store,
    politics: Arc<Tag>,
    sport: Arc<Tag>,
    secret: Arc<Tag>,
    anna: Arc<Author>,
    bert: Arc<Author>,
    posts: Vec<Post>,
}

async fn paper(database: &PrivateDatabase) -> Paper {
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

fn english() -> PostQuery {
    PostQuery {
        language: Some(Language::english()),
        with_total: true,
        ..PostQuery::stories(minute(100))
    }
}

/// The slugs of a list, one after another.
async fn names(store: &Store, query: PostQuery) -> String {
    let list = read(store, move |reader| reader.posts(&query)).await;
    list.posts.iter().map(|post| post.slug.as_str()).collect()
}

async fn filters_find_what_they_say(database: PrivateDatabase) {
    use Filter::*;
    let paper = paper(&database).await;
    let not = |filter| Not(Box::new(filter));
    let (politics, sport) = (|| Tag(slug("politics")), || Tag(slug("sport")));
    let cases = [
        (All, "edcba"),
        (And(vec![]), "edcba"),
        (Or(vec![]), ""),
        (politics(), "cba"),
        (Tag(slug("no-such-tag")), ""),
        (not(Tag(slug("no-such-tag"))), "edcba"),
        (PrimaryTag(slug("politics")), "ba"),
        (PrimaryTag(slug("hash-secret")), ""),
        (Tag(slug("hash-secret")), "b"),
        (And(vec![politics(), sport()]), "cb"),
        (And(vec![politics(), not(sport())]), "a"),
        (Or(vec![politics(), sport()]), "ecba"),
        (And(vec![not(politics()), Author(slug("anna"))]), "e"),
        (Author(slug("anna")), "eba"),
        (PrimaryAuthor(slug("anna")), "ea"),
        (And(vec![Author(slug("anna")), Author(slug("bert"))]), "b"),
        (Id(paper.posts[1].id), "b"),
        (not(Id(paper.posts[1].id)), "edca"),
        (And(vec![sport(), not(Id(paper.posts[1].id))]), "ec"),
        (Slug(Match::Is("c".into())), "c"),
        (Title(Match::Contains("0% _NEW".into())), "c"),
        (Title(Match::StartsWith("title of".into())), "edba"),
        (Title(Match::EndsWith("OF E".into())), "e"),
        (Title(Match::Contains("%".into())), "c"),
        (Title(Match::Contains("\\".into())), ""),
        (Featured(true), "b"),
        (Featured(false), "edca"),
        (PublishedAt(Cmp::Less, minute(3)), "ba"),
        (PublishedAt(Cmp::LessOrEqual, minute(3)), "cba"),
        (
            And(vec![
                PublishedAt(Cmp::GreaterOrEqual, minute(2)),
                PublishedAt(Cmp::Less, minute(4)),
            ]),
            "cb",
        ),
        (And(vec![sport(), PublishedAt(Cmp::Less, minute(3))]), "b"),
        (PublishedAt(Cmp::Equal, minute(4)), "d"),
        (UpdatedAt(Cmp::Greater, minute(6)), "e"),
        (CreatedAt(Cmp::Less, minute(0)), "a"),
        (Visibility(kernel::Visibility::Paid), "e"),
        (State(PostState::Published), "edcba"),
        (Kind(PostKind::Page), ""),
        (Present(Field::FeatureImage), "ecba"),
        (not(Present(Field::Standfirst)), "d"),
        (not(Present(Field::Tags)), "d"),
        (Present(Field::Authors), "ecba"),
        (CustomTemplate("template of a".into()), "a"),
        // Of an empty field the opposite is true.
        (not(CustomTemplate("template of a".into())), "edcb"),
    ];
    for (filter, expected) in cases {
        let query = PostQuery {
            filter: filter.clone(),
            ..english()
        };
        let list = read(&paper.store, move |reader| reader.posts(&query)).await;
        let found: String = list.posts.iter().map(|post| post.slug.as_str()).collect();
        assert_eq!(
            (found.as_str(), list.total),
            (expected, expected.len() as u64),
            "{filter:?}"
        );
    }
    assert_eq!(
        names(
            &paper.store,
            PostQuery {
                language: None,
                ..english()
            }
        )
        .await,
        "fedcba"
    );
    assert_eq!(
        names(
            &paper.store,
            PostQuery {
                language: None,
                filter: politics(),
                ..english()
            }
        )
        .await,
        "fcba"
    );
}

async fn lists_are_ordered_as_asked_and_the_same_on_both_engines(database: PrivateDatabase) {
    let paper = paper(&database).await;
    let draft = Post {
        state: PostState::Draft,
        published_at: None,
        ..story("g", 9, &[&paper.sport], &[])
    };
    write(&paper.store, &[], &[], &[&draft]).await;
    let ordered = |order: Vec<(OrderField, Desc)>, public: bool| {
        let public_at = public.then(|| minute(100));
        names(
            &paper.store,
            PostQuery {
                order,
                public_at,
                ..english()
            },
        )
    };
    assert_eq!(
        ordered(vec![(OrderField::PublishedAt, Desc::Asc)], true).await,
        "abcde"
    );
    assert_eq!(ordered(vec![(OrderField::Title, Desc::Asc)], true).await, "cabde");
    assert_eq!(
        ordered(vec![(OrderField::Featured, Desc::Desc)], true).await,
        "bedca"
    );
    assert_eq!(
        ordered(
            vec![
                (OrderField::Featured, Desc::Desc),
                (OrderField::PublishedAt, Desc::Asc)
            ],
            true
        )
        .await,
        "bacde"
    );
    assert_eq!(ordered(vec![(OrderField::Slug, Desc::Desc)], true).await, "edcba");
    assert_eq!(ordered(vec![], false).await, "edcbag");
    assert_eq!(
        ordered(vec![(OrderField::PublishedAt, Desc::Asc)], false).await,
        "gabcde"
    );
    let page = |offset, filter| {
        names(
            &paper.store,
            PostQuery {
                limit: 2,
                offset,
                filter,
                ..english()
            },
        )
    };
    assert_eq!(
        page(0, Filter::All).await + &page(2, Filter::All).await + &page(4, Filter::All).await,
        "edcba"
    );
    assert_eq!(page(2, Filter::Tag(slug("sport"))).await, "b");
    let with_body = PostQuery {
        with_body: true,
        filter: Filter::Tag(slug("sport")),
        ..english()
    };
    let list = read(&paper.store, move |reader| reader.posts(&with_body)).await;
    assert_eq!(
        list.posts.iter().map(|post| (**post).clone()).next_back(),
        Some(paper.posts[1].clone())
    );
}

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

async fn readers_never_see_drafts_or_what_is_still_to_come(database: PrivateDatabase) {
    let paper = paper(&database).await;
    let sport = [&paper.sport];
    write(
        &paper.store,
        &[],
        &[],
        &[
            &Post {
                state: PostState::Draft,
                ..story("x", 1, &sport, &[])
            },
            &Post {
                state: PostState::Scheduled,
                ..story("y", 1, &sport, &[])
            },
            &Post {
                state: PostState::Withdrawn,
                ..story("z", 1, &sport, &[])
            },
            &story("w", 200, &sport, &[]),
        ],
    )
    .await;
    for (filter, now, later) in [
        (Filter::All, "edcba", "wedcba"),
        (Filter::Tag(slug("sport")), "ecb", "wecb"),
    ] {
        let query = PostQuery { filter, ..english() };
        assert_eq!(names(&paper.store, query.clone()).await, now);
        let query = PostQuery {
            public_at: Some(minute(200)),
            ..query
        };
        assert_eq!(names(&paper.store, query.clone()).await, later);
        let all = names(
            &paper.store,
            PostQuery {
                public_at: None,
                ..query
            },
        )
        .await;
        assert_eq!(all.len(), later.len() + 3, "{all}");
    }
}

async fn neighbours_are_found_among_posts_of_the_same_moment_too(database: PrivateDatabase) {
    let paper = paper(&database).await;
    let mut same: Vec<_> = ["x", "y", "z"]
        .map(|name| story(name, 3, &[&paper.sport], &[&paper.bert]))
        .into();
    same.sort_by_key(|post| post.id);
    write(&paper.store, &[], &[], &same.iter().collect::<Vec<_>>()).await;
    let neighbour = async |post: &Post, direction, within| {
        let post = post.clone();
        let found = read(&paper.store, move |reader| {
            reader.neighbour(&post, direction, within, minute(100))
        })
        .await;
        found.map_or(String::new(), |post| post.slug.to_string())
    };
    // c was made before the three.
    let mut walk = vec![paper.posts[4].clone()];
    loop {
        let post = walk.last().unwrap().clone();
        let found = read(&paper.store, move |reader| {
            reader.neighbour(&post, Direction::Previous, Within::All, minute(100))
        })
        .await;
        let Some(found) = found else { break };
        let back = neighbour(&found, Direction::Next, Within::All).await;
        assert_eq!(back, walk.last().unwrap().slug.as_str());
        walk.push((*found).clone());
    }
    let walk: String = walk.iter().map(|post| post.slug.as_str()).collect();
    assert_eq!(walk, "edzyxcba");
    let [c, e] = [&paper.posts[2], &paper.posts[4]];
    let (sport, politics) = (
        Within::Section(paper.sport.id),
        Within::Section(paper.politics.id),
    );
    assert_eq!(neighbour(e, Direction::Previous, sport).await, "z");
    assert_eq!(neighbour(c, Direction::Previous, sport).await, "");
    assert_eq!(neighbour(c, Direction::Previous, politics).await, "b");
    assert_eq!(
        neighbour(e, Direction::Previous, Within::Author(paper.anna.id)).await,
        "a"
    );
    assert_eq!(neighbour(e, Direction::Next, Within::All).await, "");
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

async fn the_feed_goes_on_where_it_was_left(database: PrivateDatabase) {
    let store = open(&database).await;
    let item = |name: &str, at| Post {
        kind: PostKind::FeedItem,
        ..story(name, at, &[], &[])
    };
    let items = [
        item("a", 1),
        item("b", 2),
        item("c", 2),
        item("d", 3),
        item("later", 900),
    ];
    write(&store, &[], &[], &items.iter().collect::<Vec<_>>()).await;
    let mut before = None;
    let mut all = String::new();
    loop {
        let feed = FeedQuery {
            language: Some(Language::english()),
            now: minute(100),
            before,
            limit: 2,
        };
        let found = read(&store, move |reader| reader.feed(&feed)).await;
        let Some(last) = found.last() else { break };
        assert!(found.iter().all(|item| item.html.starts_with("<p>Text of")));
        before = last.published_at.map(|at| (at, last.id));
        all.extend(found.iter().map(|item| item.slug.as_str()));
    }
    assert_eq!(all, "dcba");
}

async fn translations_are_found_from_either_side(database: PrivateDatabase) {
    let store = open(&database).await;
    let first = story("first", 1, &[], &[]);
    let translated = |name: &str, language: &str, state| Post {
        state,
        language: language.parse().unwrap(),
        translation_of: Some(first.id),
        ..story(name, 2, &[], &[])
    };
    let ukrainian = translated("uk", "uk", PostState::Published);
    let draft = translated("de", "de", PostState::Draft);
    write(&store, &[], &[], &[&first, &ukrainian, &draft]).await;
    for (of, expected) in [(first.clone(), "uk"), (ukrainian, "first")] {
        let links = read(&store, move |reader| reader.translations(&of, minute(100))).await;
        assert_eq!(
            links.iter().map(|link| link.slug.as_str()).collect::<Vec<_>>(),
            [expected]
        );
    }
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
