//! Filling placements.

use crate::{Desk, story};
use kernel::{Key, Language, Pick, PlacementName, PostKind, Timestamp};
use testkit::PrivateDatabase;

testkit::on_both!(
    a_placement_keeps_the_editors_order,
    only_stories_of_the_edition_can_be_placed,
    a_placed_story_touches_its_placement_when_it_appears,
);

fn pick(post: kernel::PostId) -> Pick {
    Pick {
        post,
        headline: None,
        until: None,
    }
}

fn lead() -> PlacementName {
    "lead".parse().unwrap()
}

async fn a_placement_keeps_the_editors_order(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let mut ids = Vec::new();
    for title in ["One", "Two", "Three"] {
        ids.push(desk.save_post(story(title)).await.unwrap().id);
    }
    ids.reverse();
    desk.arrange(
        lead(),
        Language::english(),
        ids.iter().copied().map(pick).collect(),
    )
    .await
    .unwrap();
    let now = Timestamp::now();
    let placed = desk
        .store
        .read(move |reader| reader.placement(&lead(), &Language::english(), now))
        .await
        .unwrap();
    assert_eq!(
        placed.iter().map(|placed| placed.post.id).collect::<Vec<_>>(),
        ids
    );
    assert_eq!(desk.last_keys().await, [Key::Placement(lead())]);
}

async fn only_stories_of_the_edition_can_be_placed(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let mut item = story("Item");
    item.kind = PostKind::FeedItem;
    let item = desk.save_post(item).await.unwrap().id;
    let one = desk.save_post(story("One")).await.unwrap().id;
    let twice = vec![pick(one), pick(one)];
    for (picks, language) in [(vec![pick(item)], "en"), (vec![pick(one)], "uk"), (twice, "en")] {
        assert!(
            desk.arrange(lead(), language.parse().unwrap(), picks)
                .await
                .is_err()
        );
    }
    assert!(
        desk.arrange(lead(), Language::english(), vec![pick(kernel::PostId::new())])
            .await
            .is_err()
    );
}

async fn a_placed_story_touches_its_placement_when_it_appears(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let mut later = story("One");
    later.published_at = Some(Timestamp::now().plus_millis(60_000));
    let id = desk.save_post(later).await.unwrap().id;
    desk.arrange(lead(), Language::english(), vec![pick(id)])
        .await
        .unwrap();
    let mut now = story("One");
    now.target = newsroom::Target::Id(id);
    desk.save_post(now).await.unwrap();
    assert!(desk.last_keys().await.contains(&Key::Placement(lead())));
}
