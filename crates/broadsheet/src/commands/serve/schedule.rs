//! Scheduled posts appear at their time.

use kernel::Timestamp;
use newsroom::Newsroom;
use std::time::Duration;

/// Longest wait between two looks: a time may have been set meanwhile, here or by another process, and be near.
const LONGEST: Duration = Duration::from_secs(1);
/// After an error.
const PAUSE: Duration = Duration::from_secs(2);

/// Publishes what is due now, then each post at its time, for as long as the program runs.
pub fn publish_due_posts(newsroom: Newsroom) {
    tokio::spawn(again_and_again(move || look(newsroom.clone())));
}

/// Looks, waits as long as that says, and looks again, also after a look that died.
async fn again_and_again<F>(look: impl Fn() -> F)
where
    F: Future<Output = Duration> + Send + 'static,
{
    loop {
        let wait = tokio::spawn(look()).await.unwrap_or_else(|error| {
            tracing::error!(%error, "scheduled posts could not be looked for; trying again");
            PAUSE
        });
        tokio::time::sleep(wait).await;
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_look_that_dies_is_not_the_last() {
        let (looked, mut looks) = tokio::sync::mpsc::unbounded_channel();
        let clock = tokio::spawn(again_and_again(move || {
            let looked = looked.clone();
            async move {
                looked.send(()).unwrap();
                panic!("as a test wants it");
            }
        }));
        for _ in 0..2 {
            looks.recv().await.unwrap();
        }
        clock.abort();
    }
}
