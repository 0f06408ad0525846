use crate::newsroom::{Paper, story};
use testkit::{Postgres, PrivateDatabase};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn while_the_database_is_away_kept_pages_are_served_and_all_is_well_again_by_itself() {
    let cluster = Postgres::start().unwrap();
    let database = PrivateDatabase::at(cluster.database());
    let paper = Paper::open_with(database, |_| {}).await;
    paper.publish("harbour", "It opens.").await;
    paper.publish("bridge", "It closes.").await;
    assert_eq!(
        paper.until("/harbour/", |reply| reply.status == 200).await.status,
        200
    );

    cluster.stop().unwrap();
    assert_eq!(paper.get("/harbour/").await.status, 200);
    let away = paper.get("/bridge/").await;
    assert_eq!((away.status, away.header("retry-after")), (503, "10"));
    assert!(
        away.text().contains("Please try again") && away.text().contains("Спробуйте"),
        "{}",
        away.text()
    );
    assert!(away.text().contains(away.header("x-request-id")));
    assert_eq!(paper.get("/readyz").await.status, 503);
    assert_eq!(paper.get("/healthz").await.status, 200);

    cluster.start_again().unwrap();
    paper.until("/bridge/", |reply| reply.status == 200).await;
    paper.until("/readyz", |reply| reply.status == 200).await;
    paper.save(story("harbour", "It opens late.")).await;
    paper
        .until("/harbour/", |reply| reply.text().contains("late"))
        .await;
}

#[tokio::test]
async fn a_page_that_the_theme_cannot_render_is_told_with_its_number_in_the_log() {
    let paper = Paper::open().await;
    paper.publish("harbour", "x").await;
    let text = "{{#post}}{{#get \"nonsense\"}}{{/get}}{{plural}}{{/post}}";
    paper
        .files
        .lock()
        .unwrap()
        .iter_mut()
        .find(|(path, _)| path == "post.hbs")
        .unwrap()
        .1 = text.into();
    assert_eq!(paper.site().reload_theme().await.unwrap(), None);
    let reply = paper.get("/harbour/").await;
    assert_eq!(reply.status, 500);
    assert!(reply.text().contains(reply.header("x-request-id")));
}
