//! Erase a person: nothing of them is kept.

use super::{ask, links::Links};
use crate::{Newsroom, NewsroomError, Result};
use kernel::{EmailAddress, SubscriberId};
use store::{NewJob, StoreError, Subscriber, Tx};

/// The kind of job that removes letters to somebody who was erased.
pub const FORGET: &str = "mail.forget";

impl Newsroom {
    /// Erases the person with this address. `None` when there is none.
    pub async fn erase_subscriber(&self, email: EmailAddress) -> Result<Option<SubscriberId>> {
        let links = self.links().await?;
        self.store
            .write(move |tx| {
                let found = tx.subscriber_by_email(&email)?;
                Ok::<_, NewsroomError>(found.map(|one| erase(tx, &links, &one)).transpose()?)
            })
            .await
    }

    /// Erases the person whose page this token opens. `None` when it does not work.
    pub async fn erase_by_link(&self, token: &str) -> Result<Option<SubscriberId>> {
        let links = self.links().await?;
        let Some((id, version)) = links.read_preferences(token) else {
            return Ok(None);
        };
        self.store
            .write(move |tx| {
                let found = tx.subscriber(id)?.filter(|one| one.links == version);
                Ok::<_, NewsroomError>(found.map(|one| erase(tx, &links, &one)).transpose()?)
            })
            .await
    }
}

fn erase(
    tx: &mut Tx<'_>,
    links: &Links,
    subscriber: &Subscriber,
) -> std::result::Result<SubscriberId, StoreError> {
    ask::forget(tx, links, &subscriber.email)?;
    tx.erase_subscriber(subscriber.id)?;
    // Letters in the outbox are not in the database.
    let payload = serde_json::json!({ "subscriber": subscriber.id }).to_string();
    tx.enqueue_job(&NewJob::now(FORGET, payload))?;
    Ok(subscriber.id)
}
