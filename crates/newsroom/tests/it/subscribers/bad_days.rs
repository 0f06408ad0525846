//! A mistyped address, a clock that goes wrong, a mail server that is down or refuses.

use super::{DAY, address, asks, later, now, origin, slug};
use crate::Desk;
use newsroom::{ASK, MOST_OF_A_NETWORK, SignedUp};
use store::JobState;
use testkit::PrivateDatabase;

testkit::on_both!(
    after_a_move_what_was_mailed_before_opens_nothing,
    a_clock_that_was_far_ahead_locks_nobody_out,
    with_who_is_forgotten_go_letters_that_could_not_be_sent,
    a_letter_is_tried_for_days_while_the_mail_server_is_down,
);

/// Somebody mistypes their new address: that question lies with a stranger, who must not get the page of a person that
/// has moved elsewhere since.
async fn after_a_move_what_was_mailed_before_opens_nothing(database: PrivateDatabase) {
    let desk = Desk::with_newsletters(database).await;
    let own = desk.reader("old@reader.example", &["tide"]).await;
    desk.takes(asks("old@reader.example", &["ledger"]), later(2 * DAY))
        .await;
    let old = desk.questions().await.pop().unwrap();
    let mut moves = Vec::new();
    for to in ["stranger@reader.example", "new@reader.example"] {
        let before = desk.questions().await;
        desk.change_address(&own, address(to), "en".parse().unwrap(), origin())
            .await
            .unwrap();
        let mut new = desk.questions().await;
        new.retain(|one| !before.contains(one));
        moves.append(&mut new);
    }
    desk.confirm(&moves[1], vec![], origin()).await.unwrap().unwrap();
    for stale in [&moves[0], &old] {
        assert!(desk.asked(stale).await.unwrap().is_none());
        let done = desk.confirm(stale, vec![slug("ledger")], origin()).await.unwrap();
        assert!(done.is_none(), "{done:?}");
    }
    assert!(desk.is_known("new@reader.example").await);
}

async fn a_clock_that_was_far_ahead_locks_nobody_out(database: PrivateDatabase) {
    let desk = Desk::with_newsletters(database).await;
    for _ in 0..=MOST_OF_A_NETWORK {
        desk.takes(asks("ann@reader.example", &["tide"]), later(400 * DAY))
            .await;
    }
    assert_eq!(
        desk.takes(asks("bob@reader.example", &["tide"]), now()).await,
        SignedUp::Thanked
    );
}

async fn with_who_is_forgotten_go_letters_that_could_not_be_sent(database: PrivateDatabase) {
    let desk = Desk::with_newsletters(database).await;
    desk.takes(asks("ann@reader.example", &["tide"]), now()).await;
    let buried = desk.store.write(|tx| {
        let job = tx.take_job(&[ASK], now(), 60_000)?;
        tx.bury_job(&job.unwrap(), "550 nobody here")
    });
    buried.await.unwrap();
    desk.forget_unconfirmed(later(14 * DAY + 60_000)).await.unwrap();
    let dead = desk.store.read(|reader| reader.jobs(JobState::Dead, 10)).await;
    assert!(dead.unwrap().is_empty());
}

async fn a_letter_is_tried_for_days_while_the_mail_server_is_down(database: PrivateDatabase) {
    let desk = Desk::with_newsletters(database).await;
    desk.takes(asks("ann@reader.example", &["tide"]), now()).await;
    let mut at = later(1000);
    let end = later(3 * DAY);
    while at < end {
        let tried = desk.store.write(move |tx| {
            let job = tx.take_job(&[ASK], at, 60_000)?;
            job.map_or(Ok(false), |job| {
                tx.fail_job(&job, "nobody answers", at).map(|()| true)
            })
        });
        assert!(tried.await.unwrap(), "it was given up");
        at = at.plus_millis(3_600_000);
    }
}
