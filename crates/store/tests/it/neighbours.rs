//! From one post to the next: in time, in the feed, in another language.

use crate::paper::paper;
use crate::sample::{minute, open, read, story, write};
use kernel::*;
use store::{Direction, FeedQuery, Within};
use testkit::{PrivateDatabase, on_both};

on_both!(
    neighbours_are_found_among_posts_of_the_same_moment_too,
    the_feed_goes_on_where_it_was_left,
    translations_are_found_from_either_side,
);

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
