//! Taking posts off the site.

use crate::{Desk, story};
use kernel::{Key, PostState};
use newsroom::{NewsroomError, Target};
use testkit::PrivateDatabase;

testkit::on_both!(
    a_withdrawn_post_is_gone_and_its_reason_is_kept,
    a_withdrawn_post_comes_back_by_publishing_it_again,
    what_is_not_there_cannot_be_withdrawn,
);

async fn a_withdrawn_post_is_gone_and_its_reason_is_kept(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let id = desk.save_post(story("One")).await.unwrap().id;
    desk.withdraw_post("one".parse().unwrap(), Some("a court order".into()))
        .await
        .unwrap();
    assert_eq!(desk.post("one").await.state, PostState::Withdrawn);
    let change = desk.changes().await.pop().unwrap();
    assert_eq!(
        (change.kind.as_str(), change.gone),
        ("post.withdrawn", vec![Key::Post(id)])
    );
    assert!(change.keys.contains(&Key::Posts));
    let revisions = desk
        .store
        .read(move |reader| reader.revisions(id, None, 1))
        .await
        .unwrap();
    assert_eq!(revisions[0].note.as_deref(), Some("Withdrawn: a court order"));
    let twice = desk
        .withdraw_post("one".parse().unwrap(), None)
        .await
        .unwrap_err();
    assert!(matches!(twice, NewsroomError::Conflict(_)), "{twice}");
}

async fn a_withdrawn_post_comes_back_by_publishing_it_again(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    desk.save_post(story("One")).await.unwrap();
    let at = desk.post("one").await.published_at;
    desk.withdraw_post("one".parse().unwrap(), None).await.unwrap();
    let mut again = story("One");
    again.target = Target::SameSlug;
    assert!(!desk.save_post(again).await.unwrap().created);
    let post = desk.post("one").await;
    assert_eq!((post.state, post.published_at), (PostState::Published, at));
    assert!(desk.last_keys().await.contains(&Key::Posts));
}

async fn what_is_not_there_cannot_be_withdrawn(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let error = desk
        .withdraw_post("nothing".parse().unwrap(), None)
        .await
        .unwrap_err();
    assert!(matches!(error, NewsroomError::NotFound(_)), "{error}");
}
