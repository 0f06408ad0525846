//! The evidence: who agreed to what, when, where, in which words.

use crate::{
    Reader, Result, StoreError,
    sql::{Connection, Param, Row},
    tx::Tx,
};
use kernel::{ConsentId, SubscriberId, Timestamp};
use std::str::FromStr;

/// What a person did, or somebody in their name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConsentKind {
    /// Sent a form with the address in it.
    Asked,
    /// Pressed the button that only the address was told of.
    Confirmed,
    /// Ticked it on their own page.
    Chosen,
    /// Left it.
    Left,
    /// Moved to another address, and confirmed from there.
    Moved,
}

impl ConsentKind {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Confirmed => "confirmed",
            Self::Chosen => "chosen",
            Self::Left => "left",
            Self::Moved => "moved",
        }
    }
}

impl FromStr for ConsentKind {
    type Err = StoreError;
    fn from_str(text: &str) -> Result<Self> {
        match text {
            "asked" => Ok(Self::Asked),
            "confirmed" => Ok(Self::Confirmed),
            "chosen" => Ok(Self::Chosen),
            "left" => Ok(Self::Left),
            "moved" => Ok(Self::Moved),
            _ => Err(StoreError::Damaged(format!("“{text}” is no kind of consent"))),
        }
    }
}

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// What was done.
    pub kind: ConsentKind,
    /// Slug of the newsletter; empty where it was about none (another address).
    pub newsletter: String,
    /// The address at that time.
    pub email: String,
    /// When.
    pub at: Timestamp,
    /// The path of the page on which it was done; empty for a mail program's one-click.
    pub page: String,
    /// Which form of that page.
    pub form: String,
    /// The exact words that were agreed to.
    pub words: String,
    /// The network it came from.
    pub network: String,
}

impl Consent {
    fn read(row: Row<'_>) -> Result<Self> {
        let mut columns = row.columns();
        Ok(Self {
            kind: columns.parse()?,
            newsletter: columns.text()?,
            email: columns.text()?,
            at: columns.time()?,
            page: columns.text()?,
            form: columns.text()?,
            words: columns.text()?,
            network: columns.text()?,
        })
    }
}

pub(crate) fn of(connection: &Connection, id: SubscriberId) -> Result<Vec<Consent>> {
    connection.all(
        "SELECT kind, newsletter, email, at, page, form, words, network FROM consents WHERE subscriber_id = $1 \
         ORDER BY at, id",
        &[Param::id(id)],
        Consent::read,
    )
}

impl Tx<'_> {
    /// Adds an entry. None is ever changed.
    pub fn add_consent(&mut self, id: SubscriberId, entry: &Consent) -> Result<()> {
        let params: [Param<'_>; 10] = [
            Param::id(ConsentId::new()),
            Param::id(id),
            entry.kind.as_str().into(),
            (&entry.newsletter).into(),
            (&entry.email).into(),
            entry.at.into(),
            (&entry.page).into(),
            (&entry.form).into(),
            (&entry.words).into(),
            (&entry.network).into(),
        ];
        self.run(
            "INSERT INTO consents (id, subscriber_id, kind, newsletter, email, at, page, form, words, network) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            &params,
        )?;
        Ok(())
    }

    /// What was known of one subscriber belongs to another from now on: their evidence goes over, they go.
    pub fn merge_subscriber(&mut self, from: SubscriberId, into: SubscriberId) -> Result<()> {
        self.run(
            "UPDATE consents SET subscriber_id = $1 WHERE subscriber_id = $2",
            &[Param::id(into), Param::id(from)],
        )?;
        self.erase_subscriber(from)
    }
}

impl Reader {
    /// The evidence of a person, oldest first.
    pub fn consents(&self, id: SubscriberId) -> Result<Vec<Consent>> {
        of(&self.session().connection, id)
    }
}
