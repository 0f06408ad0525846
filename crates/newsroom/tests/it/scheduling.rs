//! Publishing at a time.

use crate::{Desk, story};
use kernel::{Key, PostState, Timestamp};
use newsroom::Target;
use testkit::PrivateDatabase;

testkit::on_both!(
    a_time_to_come_schedules_and_a_past_one_publishes,
    a_due_post_is_published_once_even_by_two_nodes,
    a_scheduled_post_published_by_hand_appears_now,
);

/// Scheduled for a moment that is past by now.
async fn due(desk: &Desk, title: &str) {
    let mut input = story(title);
    input.state = PostState::Scheduled;
    let at = Timestamp::now().plus_millis(3_600_000);
    input.published_at = Some(at);
    let saved = desk.save_post(input).await.unwrap();
    assert_eq!(saved.state, PostState::Scheduled);
    let mut post = desk.post(saved.slug.as_str()).await;
    post.published_at = Some(Timestamp::now().plus_millis(-1000));
    desk.store.write(move |tx| tx.update_post(&post)).await.unwrap();
}

async fn a_time_to_come_schedules_and_a_past_one_publishes(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    for (title, offset, state) in [
        ("Later", 60_000, PostState::Scheduled),
        ("Earlier", -60_000, PostState::Published),
    ] {
        let mut input = story(title);
        input.published_at = Some(Timestamp::now().plus_millis(offset));
        assert_eq!(desk.save_post(input).await.unwrap().state, state);
    }
    assert_eq!(desk.publish_due().await.unwrap(), 0);
}

async fn a_due_post_is_published_once_even_by_two_nodes(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    due(&desk, "One").await;
    let (a, b) = tokio::join!(desk.publish_due(), desk.publish_due());
    assert_eq!(a.unwrap() + b.unwrap(), 1);
    let post = desk.post("one").await;
    assert_eq!(post.state, PostState::Published);
    let published = desk
        .changes()
        .await
        .into_iter()
        .filter(|change| change.kind == "post.published");
    let keys: Vec<_> = published.map(|change| change.keys).collect();
    assert_eq!(keys.len(), 1);
    assert!(keys[0].contains(&Key::Posts) && keys[0].contains(&Key::Post(post.id)));
}

async fn a_scheduled_post_published_by_hand_appears_now(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let mut input = story("One");
    input.published_at = Some(Timestamp::now().plus_millis(3_600_000));
    let id = desk.save_post(input).await.unwrap().id;
    let mut now = story("One");
    now.target = Target::Id(id);
    assert_eq!(desk.save_post(now).await.unwrap().state, PostState::Published);
    assert!(desk.post("one").await.is_public(Timestamp::now()));
}
