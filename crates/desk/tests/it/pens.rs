//! Who has the pen, and who is told.

use crate::{Browser, Office, writing::begin};
use http::{Method, StatusCode};
use kernel::Role;
use serde_json::json;
use store::Pen;
use testkit::{PrivateDatabase, on_both};

on_both!(who_only_reads_is_not_told_of_a_pen_that_was_left);

async fn who_only_reads_is_not_told_of_a_pen_that_was_left(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let author = office.person(Role::Author).await;
    let id = begin(&office, &author).await;
    crate::writing::save(
        &office,
        &author,
        &id,
        "p",
        0,
        crate::writing::text("Bridge", "One."),
    )
    .await;
    let publish = format!("/desk/stories/{id}/publish");
    let out = office.post(&publish, &author, "version=1&when=now").await;
    assert_eq!(out.status, StatusCode::SEE_OTHER, "{}", out.text);
    let reader = office.person(Role::Contributor).await;
    let pen = format!("/desk/stories/{id}/pen");
    let ask = async || {
        let body = json!({"holder": "q", "take_over": false});
        office.json(Method::POST, &pen, &reader, body).await.json()
    };
    assert_eq!(ask().await["mine"], json!(false));
    let post: kernel::PostId = id.parse().unwrap();
    let left = office.newsroom.store.write(move |tx| {
        let pen = tx.pen(post)?.unwrap();
        let seen_at = kernel::Timestamp::from_millis(pen.seen_at.millis() - 46_000);
        Ok::<_, newsroom::NewsroomError>(tx.save_pen(&Pen { seen_at, ..pen })?)
    });
    left.await.unwrap();
    assert_eq!(ask().await["mine"], json!(true));
}

on_both!(who_may_not_read_a_story_learns_nothing_from_its_pen);

async fn who_may_not_read_a_story_learns_nothing_from_its_pen(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (author, stranger) = (
        office.person(Role::Author).await,
        office.person(Role::Contributor).await,
    );
    let id = begin(&office, &author).await;
    let pen = format!("/desk/stories/{id}/pen");
    let ask = |by: Browser, path: String, holder: String| {
        let office = &office;
        async move {
            office
                .json(
                    Method::POST,
                    &path,
                    &by,
                    json!({"holder": holder, "take_over": true}),
                )
                .await
        }
    };
    let taken = ask(author.clone(), pen.clone(), "p".into()).await;
    assert_eq!(taken.json()["mine"], json!(true));
    let nowhere = format!("/desk/stories/{}/pen", kernel::PostId::new());
    for end in ["", "/drop"] {
        let of_story = ask(stranger.clone(), format!("{pen}{end}"), "q".into()).await;
        let of_none = ask(stranger.clone(), format!("{nowhere}{end}"), "q".into()).await;
        assert_eq!(of_story.status, StatusCode::NOT_FOUND, "{}", of_story.text);
        assert_eq!(
            (of_story.status, of_story.text),
            (of_none.status, of_none.text),
            "as where there is none"
        );
    }
    let still = ask(author.clone(), pen.clone(), "p".into()).await;
    assert_eq!(still.json()["mine"], json!(true));
    for (holder, says) in [
        ("x".repeat(65), "longer than 64 bytes"),
        (String::new(), "has no name"),
    ] {
        for end in ["", "/drop"] {
            let refused = ask(author.clone(), format!("{pen}{end}"), holder.clone()).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.text.contains(says), "{}", refused.text);
        }
    }
    assert_eq!(ask(author, pen, "x".repeat(64)).await.status, StatusCode::OK);
}
