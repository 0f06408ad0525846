//! Publish what was scheduled and whose time has come.

use crate::{
    Newsroom, NewsroomError, Result,
    save_post::{self, Trace},
    staff::audit,
    touched::Touched,
};
use kernel::{PostId, PostState, Timestamp};
use store::Tx;

/// Posts that are published in one transaction.
const AT_ONCE: u32 = 500;

impl Newsroom {
    /// Publishes every scheduled post whose time is past, each once, at most 500 at a time, however often and from however many nodes this
    /// is called; returns how many there were. Times that passed while the server was down count as passed.
    pub async fn publish_due(&self) -> Result<usize> {
        let now = Timestamp::now();
        let next = self.store.read(|reader| reader.next_scheduled()).await?;
        if next.is_none_or(|at| at > now) {
            return Ok(0);
        }
        match store::caught(self.publish_all(now)).await {
            Ok(Err(NewsroomError::Store(error))) if error.is_unavailable() => Err(error.into()),
            Ok(Ok(count)) => Ok(count),
            // One that cannot be published holds up no other.
            Ok(Err(_)) | Err(_) => self.publish_each(now).await,
        }
    }

    /// All in one transaction.
    async fn publish_all(&self, now: Timestamp) -> Result<usize> {
        self.store
            .write(move |tx| {
                let due = tx.scheduled_until(now, AT_ONCE)?;
                publish(tx, &due, now)
            })
            .await
    }

    /// Each in one of its own; those that fail are told and stay scheduled.
    async fn publish_each(&self, now: Timestamp) -> Result<usize> {
        let due = self
            .store
            .write(move |tx| Ok::<_, NewsroomError>(tx.scheduled_until(now, AT_ONCE)?));
        let (mut done, mut failed) = (0, None);
        for id in due.await? {
            let one = self.store.write(move |tx| publish(tx, &[id], now));
            let why = match store::caught(one).await {
                Ok(Ok(count)) => {
                    done += count;
                    continue;
                }
                Ok(Err(error)) => error,
                Err(panicked) => NewsroomError::Invalid(panicked.to_string()),
            };
            tracing::error!(post = %id, error = %why, "a scheduled post cannot be published");
            failed = Some(why);
        }
        // Where nothing could be done, whoever asks waits before they ask again.
        match failed {
            Some(why) if done == 0 => Err(why),
            _ => Ok(done),
        }
    }
}

/// Says how many there were: another node may have been first.
fn publish(tx: &mut Tx<'_>, due: &[PostId], now: Timestamp) -> Result<usize> {
    let settings = tx.settings()?;
    let mut touched = Touched::default();
    let mut count = 0;
    for id in due {
        let Some(before) = tx.post_by_id(*id)? else {
            continue;
        };
        if before.state != PostState::Scheduled {
            continue;
        }
        let mut after = before.clone();
        after.state = PostState::Published;
        let trace = Trace {
            at_the_desk: true,
            copy: None,
            ..Trace::note(Some("Published at its time".into()))
        };
        save_post::write(tx, Some(&before), &after, &settings, &trace, now, &mut touched)?;
        audit::add(tx, None, "The clock", "post.published", id, after.slug.as_str())?;
        count += 1;
    }
    save_post::append(tx, "post.published", touched)?;
    Ok(count)
}
