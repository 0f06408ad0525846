//! What becomes of an old address.

use crate::{Desk, story};
use kernel::{Key, PostState};
use newsroom::Target;
use testkit::PrivateDatabase;

testkit::on_both!(
    a_published_post_that_moves_leaves_a_redirect,
    a_draft_that_moves_leaves_none
);

async fn move_it(desk: &Desk, from: &str, to: &str, state: PostState) {
    let mut input = story("One");
    input.target = Target::Id(desk.post(from).await.id);
    input.slug = Some(to.parse().unwrap());
    input.state = state;
    desk.save_post(input).await.unwrap();
}

async fn target(desk: &Desk, path: &'static str) -> Option<String> {
    desk.store
        .read(move |reader| reader.redirect(path))
        .await
        .unwrap()
        .map(|redirect| redirect.to)
}

async fn a_published_post_that_moves_leaves_a_redirect(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let id = desk.save_post(story("One")).await.unwrap().id;
    move_it(&desk, "one", "two", PostState::Published).await;
    assert_eq!(target(&desk, "/one/").await.as_deref(), Some("/two/"));
    let keys = desk.last_keys().await;
    assert!(
        keys.contains(&Key::Slug("two".parse().unwrap())) && keys.contains(&Key::Post(id)),
        "{keys:?}"
    );
    move_it(&desk, "two", "one", PostState::Published).await;
    assert_eq!(target(&desk, "/two/").await.as_deref(), Some("/one/"));
    assert_eq!(
        target(&desk, "/one/").await,
        None,
        "a redirect must not lead in a circle"
    );
}

async fn a_draft_that_moves_leaves_none(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let mut draft = story("One");
    draft.state = PostState::Draft;
    desk.save_post(draft).await.unwrap();
    move_it(&desk, "one", "two", PostState::Draft).await;
    assert_eq!(target(&desk, "/one/").await, None);
}
