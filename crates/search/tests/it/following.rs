//! The index follows the change feed.

use crate::paper::{Paper, asked, asked_in, by, in_section, slugs, story, ukrainian};
use kernel::{PostState, Timestamp};
use newsroom::{AuthorInput, TagInput};
use testkit::{PrivateDatabase, on_both};

on_both!(
    a_published_change_is_found_and_a_withdrawn_post_is_not,
    what_was_written_before_is_built_into_the_index,
    renamed_tags_and_authors_are_found_under_their_new_names,
);

const OTHER: &str = "About gardens.";

async fn a_published_change_is_found_and_a_withdrawn_post_is_not(database: PrivateDatabase) {
    let paper = Paper::open(database).await;
    paper.save(story("one", "The harbour", OTHER)).await;
    paper.settle().await;
    assert_eq!(paper.found("harbour").await, ["one"]);
    paper.save(story("one", "The theatre", OTHER)).await;
    paper.settle().await;
    assert!(paper.found("harbour").await.is_empty());
    assert_eq!(paper.found("theatre").await, ["one"]);
    paper
        .newsroom
        .withdraw_post("one".parse().unwrap(), None)
        .await
        .unwrap();
    paper.settle().await;
    assert!(paper.found("theatre").await.is_empty());
}

async fn what_was_written_before_is_built_into_the_index(database: PrivateDatabase) {
    let mut paper = Paper::open(database).await;
    for n in 0..230 {
        paper
            .save(in_section(
                story(&format!("s{n}"), "The harbour", OTHER),
                "Energy",
            ))
            .await;
    }
    let mut draft = story("draft", "The harbour", OTHER);
    draft.state = PostState::Draft;
    paper.save(draft).await;
    paper.search = search::Search::open(paper.newsroom.store.clone(), &paper.folder.path().join("another"));
    paper.settle().await;
    assert_eq!(paper.find(asked("harbour")).await.total, 230);
}

async fn renamed_tags_and_authors_are_found_under_their_new_names(database: PrivateDatabase) {
    let paper = Paper::open(database).await;
    for n in 0..120 {
        let input = by(
            in_section(story(&format!("s{n}"), "Title", OTHER), "Energy"),
            "Ira Koval",
        );
        paper.save(input).await;
    }
    paper.settle().await;
    assert_eq!(paper.find(asked("energy koval")).await.total, 120);
    let tag = TagInput {
        slug: Some("energy".parse().unwrap()),
        name: "Electricity".into(),
        ..TagInput::default()
    };
    paper.newsroom.save_tag(tag).await.unwrap();
    paper.settle().await;
    assert_eq!(paper.find(asked("electricity")).await.total, 120);
    let author = AuthorInput {
        slug: Some("ira-koval".parse().unwrap()),
        name: "Iryna Kovalska".into(),
        ..AuthorInput::default()
    };
    paper.newsroom.save_author(author).await.unwrap();
    paper.settle().await;
    assert_eq!(paper.find(asked("kovalska")).await.total, 120);
    assert_eq!(paper.find(asked("\"energy\"")).await.total, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_a_scheduled_and_an_unpublished_post_are_not_found() {
    let paper = Paper::with(vec![story("one", "The harbour", OTHER)]).await;
    let mut scheduled = story("two", "The harbour", OTHER);
    scheduled.published_at = Some(Timestamp::now().plus_millis(3_600_000));
    paper.save(scheduled).await;
    let mut unpublished = story("one", "The harbour", OTHER);
    unpublished.state = PostState::Draft;
    paper.save(unpublished).await;
    paper.settle().await;
    let found = paper.find(asked("harbour")).await;
    assert_eq!((slugs(&found).len(), found.total), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_withdrawn_a_moment_ago_is_not_shown_though_the_index_has_it() {
    let paper = Paper::with(vec![
        story("one", "The harbour", OTHER),
        story("two", "The harbour", OTHER),
    ])
    .await;
    // Without a change in the feed the index cannot know.
    let withdraw = |tx: &mut store::Tx<'_>| {
        let mut post = tx.post_by_slug(&"one".parse().unwrap())?.unwrap();
        post.state = PostState::Withdrawn;
        tx.update_post(&post)
    };
    paper.newsroom.store.write(withdraw).await.unwrap();
    let found = paper.find(asked("harbour")).await;
    assert_eq!((slugs(&found), found.total), (vec!["two"], 1));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_story_that_changes_its_language_moves_to_the_other_edition() {
    let paper = Paper::with(vec![story("one", "Порт", OTHER)]).await;
    paper.save(ukrainian(story("one", "Порт", OTHER))).await;
    paper.settle().await;
    assert!(paper.found("порт").await.is_empty());
    assert_eq!(slugs(&paper.find(asked_in("uk", "порт")).await), ["one"]);
}
