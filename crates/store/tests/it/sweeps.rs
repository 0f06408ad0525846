//! Posts in the order of their ids, for what is derived from all of them.

use crate::paper::paper;
use crate::sample::read;
use kernel::{Key, Post, PostId};
use std::sync::Arc;
use testkit::{PrivateDatabase, on_both};

on_both!(
    every_post_comes_once_in_pages_with_its_html,
    posts_are_found_by_their_ids_and_noted,
    posts_of_a_tag_and_of_an_author_are_known_by_their_ids,
);

fn slugs(posts: &[Arc<Post>]) -> String {
    posts.iter().map(|post| post.slug.as_str()).collect()
}

async fn every_post_comes_once_in_pages_with_its_html(database: PrivateDatabase) {
    let paper = paper(&database).await;
    let (mut after, mut all) = (None, Vec::new());
    loop {
        let page = read(&paper.store, move |reader| reader.posts_after(after, 4)).await;
        let Some(last) = page.last() else { break };
        assert!(page.len() <= 4);
        after = Some(last.id);
        all.extend(page);
    }
    let mut expected: Vec<&Post> = paper.posts.iter().collect();
    expected.sort_by_key(|post| post.id);
    assert_eq!(
        all.iter().map(|post| post.id).collect::<Vec<_>>(),
        expected.iter().map(|post| post.id).collect::<Vec<_>>()
    );
    for (post, expected) in all.iter().zip(expected) {
        assert_eq!((&post.html, &*post.body), (&expected.html, ""));
        assert_eq!(post.tags, expected.tags);
    }
}

async fn posts_are_found_by_their_ids_and_noted(database: PrivateDatabase) {
    let paper = paper(&database).await;
    let (a, c, none) = (paper.posts[0].id, paper.posts[2].id, PostId::new());
    let (mut found, keys) = read(&paper.store, move |reader| {
        Ok((reader.posts_by_ids(&[c, none, a])?, reader.take_keys()))
    })
    .await;
    found.sort_by_key(|post| post.id);
    assert_eq!(slugs(&found), "ac");
    assert!(
        [a, c, none].iter().all(|id| keys.contains(&Key::Post(*id))),
        "what is not there may come"
    );
    assert!(keys.contains(&Key::Tag(paper.politics.id)) && keys.contains(&Key::Author(paper.bert.id)));
    assert!(
        read(&paper.store, |reader| reader.posts_by_ids(&[]))
            .await
            .is_empty()
    );
}

async fn posts_of_a_tag_and_of_an_author_are_known_by_their_ids(database: PrivateDatabase) {
    let paper = paper(&database).await;
    let ids = |letters: &str| {
        let mut ids: Vec<PostId> = paper
            .posts
            .iter()
            .filter(|post| letters.contains(post.slug.as_str()))
            .map(|post| post.id)
            .collect();
        ids.sort();
        ids
    };
    let (politics, anna) = (paper.politics.id, paper.anna.id);
    assert_eq!(
        read(&paper.store, move |reader| reader.post_ids_of_tag(politics)).await,
        ids("abcf")
    );
    assert_eq!(
        read(&paper.store, move |reader| reader.post_ids_of_author(anna)).await,
        ids("abef")
    );
}
