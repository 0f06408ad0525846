//! Many things at once.

use crate::{Desk, story};
use newsroom::{Batch, MediaInput, NewsroomError, Placing, Target};
use testkit::PrivateDatabase;

testkit::on_both!(
    a_batch_is_one_change_and_all_or_nothing,
    what_was_imported_is_found_again_by_its_origin,
    the_same_picture_is_kept_once,
    the_file_says_what_nobody_said,
);

async fn a_batch_is_one_change_and_all_or_nothing(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let batch = |slug: &str| Batch {
        settings: Some(Box::new(|site| site.title = "The Paper".into())),
        posts: vec![story("One"), story("Two")],
        placements: vec![Placing {
            name: "lead".parse().unwrap(),
            language: kernel::Language::english(),
            picks: vec![(slug.parse().unwrap(), None)],
        }],
        ..Batch::default()
    };
    let error = desk.save_batch(batch("three")).await.unwrap_err();
    assert!(matches!(error, NewsroomError::NotFound(_)), "{error}");
    assert!(desk.is_empty().await.unwrap());
    desk.save_batch(batch("two")).await.unwrap();
    assert_eq!(desk.changes().await.len(), 1);
}

async fn what_was_imported_is_found_again_by_its_origin(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let mut input = story("One");
    input.target = Target::SameOrigin;
    input.origin = Some("ghost:1".into());
    let first = desk.save_post(input.clone()).await.unwrap();
    input.title = "Renamed".into();
    let second = desk.save_post(input).await.unwrap();
    assert_eq!((first.id, first.slug), (second.id, second.slug));
    assert!(first.created && !second.created);
}

async fn the_same_picture_is_kept_once(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let input = || MediaInput {
        filename: "logo.svg".into(),
        bytes: b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec(),
        ..MediaInput::default()
    };
    let first = desk.add_media(input()).await.unwrap();
    let second = desk.add_media(input()).await.unwrap();
    assert_eq!(first, second);
    assert!(
        desk.files.exists(&first.path.parse().unwrap()).unwrap(),
        "{}",
        first.path
    );
}

async fn the_file_says_what_nobody_said(database: PrivateDatabase) {
    let desk = Desk::open(database).await;
    let crane = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../demo/pictures/harbour-crane.jpg"
    );
    let bytes = testkit::picture::with_metadata(&std::fs::read(crane).unwrap());
    let said = MediaInput {
        filename: "crane.jpg".into(),
        bytes: bytes.clone(),
        credit: "The Paper".into(),
        ..MediaInput::default()
    };
    let media = desk.add_media(said).await.unwrap();
    assert_eq!(media.caption, "Night &amp; &lt;day&gt;");
    assert_eq!(
        (
            media.credit.as_str(),
            media.copyright.as_str(),
            media.alt.as_str()
        ),
        ("The Paper", "© Tide Agency", "A crane at night")
    );
    assert!(media.bytes < bytes.len() as i64, "the position is not kept");
}
