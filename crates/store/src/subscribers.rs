//! People who get newsletters: they, what they get, what they were asked, and the evidence of what they agreed to.

mod confirmations;
mod consents;
mod export;
mod subscriptions;

pub use confirmations::Confirmation;
pub(crate) use consents::of as consents_of;
pub use consents::{Consent, ConsentKind};
pub use export::Kept;
pub use subscriptions::{Subscription, SubscriptionState};

use crate::{
    Reader, Result,
    sql::{Connection, Param, Row},
    tx::Tx,
};
use kernel::{EmailAddress, Language, SubscriberId, Timestamp};

/// A person who gets newsletters, or has asked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscriber {
    /// Their id.
    pub id: SubscriberId,
    /// Where they get them. Unique by its key.
    pub email: EmailAddress,
    /// The language in which we write to them.
    pub language: Language,
    /// Counts up when the links to their own page must no longer work.
    pub links: i64,
    /// When they last asked.
    pub asked_at: Timestamp,
    /// When they first asked.
    pub created_at: Timestamp,
    /// When they first confirmed; `None` while they have not.
    pub confirmed_at: Option<Timestamp>,
}

pub(crate) const SELECT: &str =
    "SELECT id, email, language, links, asked_at, created_at, confirmed_at FROM subscribers";

impl Subscriber {
    pub(crate) fn read(row: Row<'_>) -> Result<Self> {
        let mut columns = row.columns();
        Ok(Self {
            id: columns.parse()?,
            email: columns.parse()?,
            language: columns.parse()?,
            links: columns.int()?,
            asked_at: columns.time()?,
            created_at: columns.time()?,
            confirmed_at: columns.opt_time()?,
        })
    }
}

fn by_id(connection: &Connection, id: SubscriberId) -> Result<Option<Subscriber>> {
    let sql = format!("{SELECT} WHERE id = $1");
    connection.first(&sql, &[Param::id(id)], Subscriber::read)
}

fn by_email(connection: &Connection, email: &EmailAddress) -> Result<Option<Subscriber>> {
    let sql = format!("{SELECT} WHERE email_key = $1");
    connection.first(&sql, &[email.key().into()], Subscriber::read)
}

impl Tx<'_> {
    /// The subscriber with this id.
    pub fn subscriber(&self, id: SubscriberId) -> Result<Option<Subscriber>> {
        by_id(&self.session.connection, id)
    }

    /// The subscriber with this address.
    pub fn subscriber_by_email(&self, email: &EmailAddress) -> Result<Option<Subscriber>> {
        by_email(&self.session.connection, email)
    }

    /// Writes a subscriber, new or changed. The address must be free ([`crate::StoreError::Taken`]).
    pub fn save_subscriber(&mut self, of: &Subscriber) -> Result<()> {
        let params: [Param<'_>; 9] = [
            Param::id(of.id),
            of.email.as_str().into(),
            of.email.key().into(),
            of.language.as_str().into(),
            if of.confirmed_at.is_some() {
                "confirmed"
            } else {
                "asked"
            }
            .into(),
            of.links.into(),
            of.asked_at.into(),
            of.created_at.into(),
            of.confirmed_at.into(),
        ];
        self.run(
            "INSERT INTO subscribers (id, email, email_key, language, state, links, asked_at, created_at, confirmed_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET email = $2, email_key = $3, \
             language = $4, state = $5, links = $6, asked_at = $7, confirmed_at = $9",
            &params,
        )?;
        Ok(())
    }

    /// Removes a subscriber and all that is kept of them: subscriptions, evidence, questions, mail that waits.
    pub fn erase_subscriber(&mut self, id: SubscriberId) -> Result<()> {
        // Their jobs are named for them; ';' follows ':'.
        self.run(
            "DELETE FROM jobs WHERE once >= $1 AND once < $2",
            &[format!("mail:{id}:").into(), format!("mail:{id};").into()],
        )?;
        self.run("DELETE FROM subscribers WHERE id = $1", &[Param::id(id)])?;
        Ok(())
    }

    /// Removes up to `most` subscribers who asked before `at` and never confirmed, with all that is kept of them, and
    /// what confirmed ones asked for before then and did not confirm. Says how many rows went.
    pub fn forget_unconfirmed(&mut self, at: Timestamp, most: u32) -> Result<u64> {
        let params = [at.into(), most.into()];
        let people: Vec<SubscriberId> = self.session.connection.all(
            "SELECT id FROM subscribers WHERE state = 'asked' AND asked_at < $1 ORDER BY asked_at LIMIT $2",
            &params,
            |row| row.parse(0),
        )?;
        let mut gone = people.len() as u64;
        for id in people {
            // With the letters that could not be sent.
            self.erase_subscriber(id)?;
        }
        gone += self.run(
            "DELETE FROM subscriptions WHERE (subscriber_id, newsletter) IN \
             (SELECT subscriber_id, newsletter FROM subscriptions WHERE state = 'asked' AND at < $1 ORDER BY at LIMIT $2)",
            &params,
        )?;
        Ok(gone)
    }

    /// Removes up to `most` questions that expired before `at`, and as many limits that were over by then.
    pub fn forget_expired(&mut self, at: Timestamp, most: u32) -> Result<u64> {
        let params = [at.into(), most.into()];
        let questions = self.run(
            "DELETE FROM confirmations WHERE id IN \
             (SELECT id FROM confirmations WHERE expires_at < $1 ORDER BY expires_at LIMIT $2)",
            &params,
        )?;
        let limits = self.run(
            "DELETE FROM limits WHERE name IN (SELECT name FROM limits WHERE until < $1 ORDER BY until LIMIT $2)",
            &params,
        )?;
        Ok(questions + limits)
    }
}

impl Reader {
    /// The subscriber with this id. Notes nothing: no cached page shows a person.
    pub fn subscriber(&self, id: SubscriberId) -> Result<Option<Subscriber>> {
        by_id(&self.session().connection, id)
    }

    /// The subscriber with this address.
    pub fn subscriber_by_email(&self, email: &EmailAddress) -> Result<Option<Subscriber>> {
        by_email(&self.session().connection, email)
    }
}
