//! Keys of devices by which people sign in (WebAuthn).

use crate::{
    Reader, Result, Tx,
    session::Session,
    sql::{Param, Row},
};
use kernel::{Timestamp, UserId};

/// A passkey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passkey {
    /// The credential's id, base64url.
    pub id: String,
    /// Whose it is.
    pub user: UserId,
    /// What its person calls it.
    pub name: String,
    /// The public key, as `newsroom` keeps it (`staff::webauthn_keys`).
    pub key: String,
    /// How often it has signed; 0 where the device does not count.
    pub counter: i64,
    /// When it was added.
    pub created_at: Timestamp,
    /// When it was last used.
    pub used_at: Option<Timestamp>,
}

const SELECT: &str = "SELECT id, user_id, name, public_key, counter, created_at, used_at FROM passkeys";

impl Passkey {
    fn read(row: Row<'_>) -> Result<Self> {
        let mut columns = row.columns();
        Ok(Self {
            id: columns.text()?,
            user: columns.parse()?,
            name: columns.text()?,
            key: columns.text()?,
            counter: columns.int()?,
            created_at: columns.time()?,
            used_at: columns.opt_time()?,
        })
    }
}

fn all_of(session: &Session, user: UserId) -> Result<Vec<Passkey>> {
    let sql = format!("{SELECT} WHERE user_id = $1 ORDER BY created_at, id LIMIT 100");
    session.connection.all(&sql, &[Param::id(user)], Passkey::read)
}

impl Tx<'_> {
    /// Keeps a passkey, new or used.
    pub fn save_passkey(&mut self, passkey: &Passkey) -> Result<()> {
        let params: [Param<'_>; 7] = [
            (&passkey.id).into(),
            Param::id(passkey.user),
            (&passkey.name).into(),
            (&passkey.key).into(),
            passkey.counter.into(),
            passkey.created_at.into(),
            passkey.used_at.into(),
        ];
        self.run(
            "INSERT INTO passkeys (id, user_id, name, public_key, counter, created_at, used_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO UPDATE SET counter = $5, used_at = $7",
            &params,
        )?;
        Ok(())
    }

    /// The passkey with this id.
    pub fn passkey(&self, id: &str) -> Result<Option<Passkey>> {
        let sql = format!("{SELECT} WHERE id = $1");
        self.session.first(&sql, &[id.into()], Passkey::read)
    }

    /// The passkeys of a person, the oldest first.
    pub fn passkeys_of(&self, user: UserId) -> Result<Vec<Passkey>> {
        all_of(self.session, user)
    }

    /// Takes a passkey of that person away; says whether there was one.
    pub fn delete_passkey(&mut self, user: UserId, id: &str) -> Result<bool> {
        let sql = "DELETE FROM passkeys WHERE user_id = $1 AND id = $2";
        Ok(self.run(sql, &[Param::id(user), id.into()])? > 0)
    }

    /// Takes all passkeys of that person away; says how many there were.
    pub fn delete_passkeys(&mut self, user: UserId) -> Result<u64> {
        self.run("DELETE FROM passkeys WHERE user_id = $1", &[Param::id(user)])
    }
}

impl Reader {
    /// The passkeys of a person, the oldest first.
    pub fn passkeys_of(&self, user: UserId) -> Result<Vec<Passkey>> {
        all_of(self.session(), user)
    }
}
