//! Questions put to an address by mail.

use crate::{
    Reader, Result,
    sql::{Connection, Param, Row},
    tx::Tx,
};
use kernel::{ConfirmationId, EmailAddress, Language, SubscriberId, Timestamp};

/// A question: does this address want what was asked for in its name?
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmation {
    /// Its id.
    pub id: ConfirmationId,
    /// Who is asked.
    pub subscriber: SubscriberId,
    /// The new address that is asked, where it is to be changed.
    pub email: Option<EmailAddress>,
    /// The language of the page on which it was asked for.
    pub language: Language,
    /// When it was put.
    pub created_at: Timestamp,
    /// Until when it may be answered.
    pub expires_at: Timestamp,
    /// When it was answered.
    pub confirmed_at: Option<Timestamp>,
}

const SELECT: &str =
    "SELECT id, subscriber_id, email, language, created_at, expires_at, confirmed_at FROM confirmations";

impl Confirmation {
    fn read(row: Row<'_>) -> Result<Self> {
        let mut columns = row.columns();
        Ok(Self {
            id: columns.parse()?,
            subscriber: columns.parse()?,
            email: columns.opt_parse()?,
            language: columns.parse()?,
            created_at: columns.time()?,
            expires_at: columns.time()?,
            confirmed_at: columns.opt_time()?,
        })
    }
}

fn by_id(connection: &Connection, id: ConfirmationId) -> Result<Option<Confirmation>> {
    let sql = format!("{SELECT} WHERE id = $1");
    connection.first(&sql, &[Param::id(id)], Confirmation::read)
}

pub(super) fn of(connection: &Connection, id: SubscriberId) -> Result<Vec<Confirmation>> {
    let sql = format!("{SELECT} WHERE subscriber_id = $1 ORDER BY expires_at, id");
    connection.all(&sql, &[Param::id(id)], Confirmation::read)
}

impl Tx<'_> {
    /// The question with this id.
    pub fn confirmation(&self, id: ConfirmationId) -> Result<Option<Confirmation>> {
        by_id(&self.session.connection, id)
    }

    /// Whether a question about newsletters may still be answered by this person and was not.
    pub fn has_open_confirmation(&self, id: SubscriberId, now: Timestamp) -> Result<bool> {
        let sql = "SELECT 1 FROM confirmations WHERE subscriber_id = $1 AND expires_at > $2 \
                   AND confirmed_at IS NULL AND email IS NULL LIMIT 1";
        let found = self
            .session
            .first(sql, &[Param::id(id), now.into()], |_| Ok(()))?;
        Ok(found.is_some())
    }

    /// Writes a question.
    pub fn add_confirmation(&mut self, of: &Confirmation) -> Result<()> {
        let params: [Param<'_>; 7] = [
            Param::id(of.id),
            Param::id(of.subscriber),
            Param::maybe_id(of.email.as_ref()),
            of.language.as_str().into(),
            of.created_at.into(),
            of.expires_at.into(),
            of.confirmed_at.into(),
        ];
        self.run(
            "INSERT INTO confirmations (id, subscriber_id, email, language, created_at, expires_at, confirmed_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &params,
        )?;
        Ok(())
    }

    /// Notes that a question was answered.
    pub fn answer_confirmation(&mut self, id: ConfirmationId, at: Timestamp) -> Result<()> {
        self.run(
            "UPDATE confirmations SET confirmed_at = $1 WHERE id = $2 AND confirmed_at IS NULL",
            &[at.into(), Param::id(id)],
        )?;
        Ok(())
    }
}

impl Reader {
    /// The question with this id.
    pub fn confirmation(&self, id: ConfirmationId) -> Result<Option<Confirmation>> {
        by_id(&self.session().connection, id)
    }
}
