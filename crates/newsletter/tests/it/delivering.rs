use crate::{Room, server::MailServer};
use newsletter::{Office, Smtp, deliver::deliver};
use std::time::Duration;
use store::{JobState, NotDone};
use testkit::PrivateDatabase;

testkit::on_both!(
    a_letter_is_an_eml_file_where_no_server_is_set,
    a_flood_is_held_and_nothing_is_lost,
);

async fn a_letter_is_an_eml_file_where_no_server_is_set(database: PrivateDatabase) {
    let room = Room::open(database).await;
    room.sign_up("olena@reader.example", "pryplyv", "uk").await;
    deliver(&room.newsroom, &room.to_outbox(300), room.job().await)
        .await
        .unwrap();
    let [letter] = &room.letters()[..] else {
        panic!("one letter")
    };
    assert!(letter.contains("To: olena@reader.example\r\n"), "{letter}");
    assert!(
        letter.contains("From: \"Ana of the Tide\" <ana@paper.example>\r\n"),
        "{letter}"
    );
    assert!(letter.contains("Content-Language: uk\r\n"), "{letter}");
    assert_eq!(
        room.jobs(JobState::Waiting).await + room.jobs(JobState::Running).await,
        0
    );
}

async fn a_flood_is_held_and_nothing_is_lost(database: PrivateDatabase) {
    let room = Room::open(database).await;
    for n in 0..5 {
        room.sign_up(&format!("a{n}@reader.example"), "tide", "en").await;
    }
    let delivery = room.to_outbox(3);
    for _ in 0..3 {
        deliver(&room.newsroom, &delivery, room.job().await)
            .await
            .unwrap();
    }
    let job = room.job().await;
    {
        let held = deliver(&room.newsroom, &delivery, job.clone());
        let waits = tokio::time::timeout(Duration::from_millis(300), held).await;
        assert!(waits.is_err(), "the fourth waits for the next minute");
    }
    assert_eq!(room.letters().len(), 3);
    assert_eq!(
        room.jobs(JobState::Waiting).await + room.jobs(JobState::Running).await,
        2
    );
    // When the minute is over, it goes.
    room.newsroom
        .store
        .write(|tx| tx.forget_use(newsletter::BRAKE))
        .await
        .unwrap();
    deliver(&room.newsroom, &delivery, job).await.unwrap();
    assert_eq!(room.letters().len(), 4);
}

#[tokio::test]
async fn a_server_takes_the_letter() {
    let room = Room::open(PrivateDatabase::sqlite()).await;
    room.sign_up("ann@reader.example", "tide", "en").await;
    let server = MailServer::start("250 ok").await;
    let office = Office::Smtp(Box::new(Smtp::new(&server.url).unwrap()));
    deliver(&room.newsroom, &room.delivery(office, 300), room.job().await)
        .await
        .unwrap();
    let letters = server.letters.lock().unwrap();
    assert!(
        letters.len() == 1 && letters[0].contains("Subject: Please confirm: The Tide\r\n"),
        "{letters:?}"
    );
}

#[tokio::test]
async fn a_refusal_for_good_is_not_tried_again_and_any_other_is() {
    for (answer, for_good) in [
        ("550 5.1.1 nobody here", true),
        ("553 5.1.3 no such address", true),
        ("450 4.2.1 try later", false),
        ("554 5.7.1 relay access denied", false),
        ("530 5.7.0 authentication required", false),
    ] {
        let room = Room::open(PrivateDatabase::sqlite()).await;
        room.sign_up("ann@reader.example", "tide", "en").await;
        let server = MailServer::start(answer).await;
        let office = Office::Smtp(Box::new(Smtp::new(&server.url).unwrap()));
        let not_done = deliver(&room.newsroom, &room.delivery(office, 300), room.job().await).await;
        match not_done.unwrap_err() {
            NotDone::Hopeless(_) => assert!(for_good, "{answer}"),
            NotDone::Failed(why) => assert!(!for_good && why.contains(&answer[4..]), "{answer}: {why}"),
            other => panic!("{answer}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn a_server_that_is_away_is_tried_again() {
    let room = Room::open(PrivateDatabase::sqlite()).await;
    room.sign_up("ann@reader.example", "tide", "en").await;
    // Nobody listens on a port that was just given back.
    let port = std::net::TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
        .port();
    let office = Office::Smtp(Box::new(Smtp::new(&format!("smtp://127.0.0.1:{port}")).unwrap()));
    let not_done = deliver(&room.newsroom, &room.delivery(office, 300), room.job().await).await;
    assert!(matches!(not_done, Err(NotDone::Failed(_))), "{not_done:?}");
}

#[tokio::test]
async fn who_was_erased_meanwhile_gets_no_letter_and_theirs_go() {
    let room = Room::open(PrivateDatabase::sqlite()).await;
    let delivery = room.to_outbox(300);
    room.sign_up("ann@reader.example", "tide", "en").await;
    deliver(&room.newsroom, &delivery, room.job().await)
        .await
        .unwrap();
    assert_eq!(room.letters().len(), 1);
    room.newsroom
        .erase_subscriber("ann@reader.example".parse().unwrap())
        .await
        .unwrap();
    deliver(&room.newsroom, &delivery, room.job().await)
        .await
        .unwrap();
    assert!(room.letters().is_empty());
    assert_eq!(room.jobs(JobState::Waiting).await, 0);
}
