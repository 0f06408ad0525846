//! Leave a newsletter, or all.

use super::{Origin, in_state, note};
use crate::{Newsroom, NewsroomError, Result};
use kernel::{Slug, Timestamp};
use store::{ConsentKind, Subscriber, SubscriptionState};

/// Who leaves what.
#[derive(Debug, Clone)]
pub struct Leaving {
    /// They.
    pub subscriber: Subscriber,
    /// The newsletter; `None` is all.
    pub newsletter: Option<Slug>,
}

impl Newsroom {
    /// Who would leave what by this token. `None` when it does not work, or they are not there any more.
    pub async fn leaving(&self, token: &str) -> Result<Option<Leaving>> {
        let Some((id, newsletter)) = self.links().await?.read_leave(token) else {
            return Ok(None);
        };
        self.store
            .read(move |reader| {
                let subscriber = reader.subscriber(id)?;
                Ok(subscriber.map(|subscriber| Leaving {
                    subscriber,
                    newsletter,
                }))
            })
            .await
    }

    /// Leaves. Twice does no more than once. `None` when the token does not work.
    pub async fn leave(&self, token: &str, origin: Origin) -> Result<Option<Leaving>> {
        let Some((id, newsletter)) = self.links().await?.read_leave(token) else {
            return Ok(None);
        };
        let now = Timestamp::now();
        self.store
            .write(move |tx| {
                let Some(subscriber) = tx.subscriber(id)? else {
                    return Ok(None);
                };
                let before = tx.subscriptions(id)?;
                let asked = in_state(&before, SubscriptionState::Asked);
                for slug in in_state(&before, SubscriptionState::Active)
                    .into_iter()
                    .chain(asked)
                {
                    if newsletter.as_ref().is_none_or(|one| one == slug) {
                        let to = (SubscriptionState::Left, ConsentKind::Left);
                        note(tx, &subscriber, slug, to, "", &origin, now)?;
                    }
                }
                Ok::<_, NewsroomError>(Some(Leaving {
                    subscriber,
                    newsletter,
                }))
            })
            .await
    }
}
