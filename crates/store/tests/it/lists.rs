//! Lists of posts: which, and in what order.

use crate::paper::{english, names, paper};
use crate::sample::{minute, read, slug, story, write};
use kernel::*;
use store::{Cmp, Desc, Field, Filter, Match, OrderField, PostQuery};
use testkit::{PrivateDatabase, on_both};

on_both!(
    filters_find_what_they_say,
    lists_are_ordered_as_asked_and_the_same_on_both_engines,
    readers_never_see_drafts_or_what_is_still_to_come,
);

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
