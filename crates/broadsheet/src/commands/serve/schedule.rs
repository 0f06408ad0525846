//! Scheduled posts appear at their time.

use super::again::again_and_again;
use kernel::Timestamp;
use newsroom::Newsroom;
use std::time::Duration;

/// Longest wait between two looks: a time may have been set meanwhile, here or by another process, and be near.
const LONGEST: Duration = Duration::from_secs(1);
/// After an error.
const PAUSE: Duration = Duration::from_secs(2);

/// Publishes what is due now, then each post at its time, for as long as the program runs.
pub fn publish_due_posts(newsroom: Newsroom) {
    tokio::spawn(again_and_again("looking for scheduled posts", PAUSE, move || {
        look(newsroom.clone())
    }));
}

/// Publishes what is due; the time until the next look.
async fn look(newsroom: Newsroom) -> Duration {
    match newsroom.publish_due().await {
        Ok(0) => until_next(&newsroom).await,
        Ok(count) => {
            tracing::info!(count, "published scheduled posts");
            Duration::ZERO
        }
        Err(error) => {
            tracing::warn!(%error, "scheduled posts cannot be published; trying again");
            PAUSE
        }
    }
}

async fn until_next(newsroom: &Newsroom) -> Duration {
    match newsroom.store.read(|reader| reader.next_scheduled()).await {
        Ok(Some(at)) => {
            let millis = at.millis().saturating_sub(Timestamp::now().millis()).max(0);
            Duration::from_millis(millis.unsigned_abs()).min(LONGEST)
        }
        Ok(None) => LONGEST,
        Err(_) => PAUSE,
    }
}
