//! All that is kept of one person.

use super::{Confirmation, Consent, Subscriber, Subscription, confirmations, consents, subscriptions};
use crate::{Job, Reader, Result};
use kernel::EmailAddress;

/// All that is kept of one person.
#[derive(Debug, Clone)]
pub struct Kept {
    /// They.
    pub subscriber: Subscriber,
    /// What they get, asked for or left.
    pub subscriptions: Vec<Subscription>,
    /// The evidence.
    pub consents: Vec<Consent>,
    /// What they were asked by mail.
    pub confirmations: Vec<Confirmation>,
    /// Mail to them that waits, or could not be sent.
    pub jobs: Vec<Job>,
}

impl Reader {
    /// All that is kept of the person with this address.
    pub fn kept_of(&self, email: &EmailAddress) -> Result<Option<Kept>> {
        let Some(subscriber) = self.subscriber_by_email(email)? else {
            return Ok(None);
        };
        let (connection, id) = (&self.session().connection, subscriber.id);
        Ok(Some(Kept {
            subscriptions: subscriptions::of(connection, id)?,
            consents: consents::of(connection, id)?,
            confirmations: confirmations::of(connection, id)?,
            jobs: self.jobs_named(&format!("mail:{id}:"), &format!("mail:{id};"))?,
            subscriber,
        }))
    }
}
