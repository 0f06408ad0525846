//! Letters about a story that could not be sent, at the story.

use crate::{Browser, Office, writing::begin};
use http::StatusCode;
use kernel::{Role, Timestamp, UserId};
use newsroom::HANDED_OVER;
use store::{Job, JobState, StoreError};
use testkit::{PrivateDatabase, on_both};

on_both!(who_was_not_told_of_a_story_is_named_there_and_told_again);

/// The letter that is to be sent next cannot be.
async fn bury(office: &Office) -> Job {
    let buried = office.newsroom.store.write(|tx| {
        let job = tx.take_job(&[HANDED_OVER], Timestamp::now(), 60_000)?;
        let job = job.expect("a letter waits");
        tx.bury_job(&job, "550 no <such> box")?;
        Ok::<_, StoreError>(job)
    });
    buried.await.unwrap()
}

async fn hand_over(office: &Office, by: &Browser, story: &str, form: &str) {
    let over = format!("/desk/stories/{story}/hand-over");
    let handed = office.post(&over, by, form).await;
    assert_eq!(handed.status, StatusCode::SEE_OTHER, "{}", handed.text);
}

async fn who_was_not_told_of_a_story_is_named_there_and_told_again(database: PrivateDatabase) {
    let office = Office::open(database).await;
    let (author, contributor) = (
        office.person(Role::Author).await,
        office.person(Role::Contributor).await,
    );
    office.person(Role::Editor).await;
    let users = office.newsroom.store.read(|reader| reader.users()).await.unwrap();
    let editor: UserId = users.iter().find(|one| one.role == Role::Editor).unwrap().id;
    let (story, other) = (begin(&office, &author).await, begin(&office, &author).await);
    let review = format!("to=review&assignee={editor}&note=Please");
    hand_over(&office, &author, &story, &review).await;
    let page = |id: &str| format!("/desk/stories/{id}/");
    let line = "The editor was not told by mail that this story waits for them.";
    let before = office.get(&page(&story), &author).await.text;
    assert!(!before.contains(line), "the letter is only under way: {before}");

    let job = bury(&office).await;
    let shown = office.get(&page(&story), &author).await.text;
    assert!(
        shown.contains(line) && shown.contains("550 no &#60;such&#62; box"),
        "{shown}"
    );
    assert!(!office.get(&page(&other), &author).await.text.contains(line));

    let again = |story: &str| format!("/desk/stories/{story}/letters/{}/again", job.id);
    let refused = office.post(&again(&story), &contributor, "").await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND, "{}", refused.text);
    let elsewhere = office.post(&again(&other), &author, "").await;
    assert_eq!(elsewhere.status, StatusCode::NOT_FOUND, "{}", elsewhere.text);
    let told = office.post(&again(&story), &author, "").await;
    assert_eq!(told.to(), format!("/desk/stories/{story}/?done=told-again"));
    let shown = office.get(told.to(), &author).await.text;
    assert!(
        shown.contains("The letter is on its way again.") && !shown.contains(line),
        "{shown}"
    );
    let twice = office.post(&again(&story), &author, "").await;
    assert_eq!(twice.status, StatusCode::NOT_FOUND);
    let admin = office.person(Role::Administrator).await;
    let record = office.get("/desk/audit/?what=post.told-again", &admin).await.text;
    assert!(
        record.contains(">The editor</a>") && record.contains("<td>had the letter about a story sent again"),
        "{record}"
    );

    // Whom it waits for no more need not be told.
    let job = bury(&office).await;
    assert_eq!(job.attempts, 1);
    hand_over(&office, &author, &story, "to=draft").await;
    assert!(!office.get(&page(&story), &author).await.text.contains(line));
    let late = office.post(&again(&story), &author, "").await;
    assert_eq!(late.status, StatusCode::NOT_FOUND, "{}", late.text);
    let dead = office
        .newsroom
        .store
        .read(|reader| reader.jobs(JobState::Dead, 10))
        .await;
    assert_eq!(dead.unwrap().len(), 1);
}
