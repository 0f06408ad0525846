//! Who gets which newsletter.

use crate::{
    Reader, Result, StoreError,
    sql::{Connection, Param, Row},
    tx::Tx,
};
use kernel::{Slug, SubscriberId, Timestamp};
use std::str::FromStr;

/// How a person stands to a newsletter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubscriptionState {
    /// It was asked for in their name and not confirmed.
    Asked,
    /// They get it.
    Active,
    /// They left it.
    Left,
}

impl SubscriptionState {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Active => "active",
            Self::Left => "left",
        }
    }
}

impl FromStr for SubscriptionState {
    type Err = StoreError;
    fn from_str(text: &str) -> Result<Self> {
        match text {
            "asked" => Ok(Self::Asked),
            "active" => Ok(Self::Active),
            "left" => Ok(Self::Left),
            _ => Err(StoreError::Damaged(format!(
                "“{text}” is no state of a subscription"
            ))),
        }
    }
}

/// A person and a newsletter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// The newsletter.
    pub newsletter: Slug,
    /// How they stand to it.
    pub state: SubscriptionState,
    /// Since when.
    pub at: Timestamp,
}

impl Subscription {
    fn read(row: Row<'_>) -> Result<Self> {
        let mut columns = row.columns();
        Ok(Self {
            newsletter: columns.parse()?,
            state: columns.parse()?,
            at: columns.time()?,
        })
    }
}

pub(super) fn of(connection: &Connection, id: SubscriberId) -> Result<Vec<Subscription>> {
    connection.all(
        "SELECT newsletter, state, at FROM subscriptions WHERE subscriber_id = $1 ORDER BY newsletter",
        &[Param::id(id)],
        Subscription::read,
    )
}

impl Tx<'_> {
    /// How a person stands to each newsletter they ever asked for.
    pub fn subscriptions(&self, id: SubscriberId) -> Result<Vec<Subscription>> {
        of(&self.session.connection, id)
    }

    /// Notes how a person stands to a newsletter from now on.
    pub fn set_subscription(&mut self, id: SubscriberId, to: &Subscription) -> Result<()> {
        self.run(
            "INSERT INTO subscriptions (subscriber_id, newsletter, state, at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (subscriber_id, newsletter) DO UPDATE SET state = $3, at = $4",
            &[
                Param::id(id),
                (&to.newsletter).into(),
                to.state.as_str().into(),
                to.at.into(),
            ],
        )?;
        Ok(())
    }
}

impl Reader {
    /// How a person stands to each newsletter they ever asked for.
    pub fn subscriptions(&self, id: SubscriberId) -> Result<Vec<Subscription>> {
        of(&self.session().connection, id)
    }

    /// For each newsletter and state, how many people stand so.
    pub fn subscription_counts(&self) -> Result<Vec<(String, SubscriptionState, u64)>> {
        self.session().connection.all(
            "SELECT newsletter, state, COUNT(*) FROM subscriptions GROUP BY newsletter, state ORDER BY newsletter, state",
            &[],
            |row| {
                let mut columns = row.columns();
                Ok((columns.text()?, columns.parse()?, columns.int()?.unsigned_abs()))
            },
        )
    }
}
