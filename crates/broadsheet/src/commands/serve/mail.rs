//! Mail to subscribers goes out, and who never confirmed is forgotten.

use super::again::again_and_again;
use crate::{
    config::Config,
    failure::{Failure, Outcome},
};
use kernel::Timestamp;
use newsletter::{Delivery, Office, Outbox, Smtp};
use newsroom::Newsroom;
use std::time::Duration;

/// How often is looked for what is to be forgotten.
const HOUR: Duration = Duration::from_secs(3600);
/// How long letters stay in the outbox.
const KEPT: i64 = 14 * 24 * 3_600_000;

/// Where letters are given in.
pub fn office(config: &Config) -> Outcome<Office> {
    Ok(match &config.mail_smtp {
        Some(url) => {
            Office::Smtp(Box::new(Smtp::new(url).map_err(|why| {
                Failure(format!("mail.smtp is no mail server's address: {why}."))
            })?))
        }
        None => Office::Outbox(outbox(config)),
    })
}

/// The outbox in the data folder.
pub fn outbox(config: &Config) -> Outbox {
    Outbox::new(config.data.join("outbox"))
}

/// Delivers mail for as long as the program runs.
pub fn deliver(config: &Config, newsroom: &Newsroom) -> Outcome {
    let delivery = Delivery {
        office: office(config)?,
        from: config.mail_from()?,
        public_url: config.public_url(),
        desk_url: config.desk_url(),
        most_in_a_minute: config.mail_confirmations_per_minute,
    };
    newsletter::deliver::start(newsroom, delivery);
    Ok(())
}

/// Forgets what is to be forgotten, now and every hour.
pub fn forget(config: &Config, newsroom: Newsroom) {
    let outbox = outbox(config);
    tokio::spawn(again_and_again("forgetting old addresses", HOUR, move || {
        let (newsroom, old) = (newsroom.clone(), outbox.clone());
        async move {
            let now = Timestamp::now();
            match newsroom.forget_unconfirmed(now).await {
                Ok(0) => {}
                Ok(rows) => tracing::info!(
                    rows,
                    "forgot addresses that never confirmed, and what had run out"
                ),
                Err(error) => {
                    tracing::warn!(%error, "unconfirmed addresses cannot be forgotten; trying again in an hour")
                }
            }
            let cleared =
                tokio::task::spawn_blocking(move || old.forget_before(now.plus_millis(-KEPT))).await;
            if let Ok(Err(error)) = cleared {
                tracing::warn!(%error, "old letters cannot be removed from the outbox");
            }
            HOUR
        }
    }));
}
