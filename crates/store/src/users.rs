//! People who can sign in.

use crate::{
    Reader, Result, StoreError,
    sql::{Param, Row, parse},
    tx::Tx,
};
use kernel::{AuthorId, EmailAddress, Role, Timestamp, UserId};

/// A member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// They sign in with it. Unique; kept in lower case.
    pub email: EmailAddress,
    /// Their name in the desk.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// PHC string of the password (argon2id); `None` when they have not set one.
    pub password_hash: Option<String>,
    /// The byline that is theirs.
    pub author: Option<AuthorId>,
    /// Secret of their second factor (RFC 6238), in base32; `None` when they have none.
    pub totp: Option<String>,
    /// The last step of time whose code was used: a code works once.
    pub totp_used: i64,
    /// SHA-256 of the recovery codes that are left, separated by spaces.
    pub recovery: String,
    /// Since when they may not sign in any more.
    pub disabled_at: Option<Timestamp>,
    /// When they were entered.
    pub created_at: Timestamp,
    /// When the entry was last changed.
    pub updated_at: Timestamp,
}

const SELECT: &str = "SELECT id, email, name, role, password_hash, author_id, totp, totp_used, recovery, disabled_at, \
                      created_at, updated_at FROM users";

impl User {
    fn read(row: Row<'_>) -> Result<Self> {
        let mut columns = row.columns();
        Ok(Self {
            id: columns.parse()?,
            email: parse(columns.str()?)?,
            name: columns.text()?,
            role: columns.parse()?,
            password_hash: columns.opt_text()?,
            author: columns.opt_parse()?,
            totp: columns.opt_text()?,
            totp_used: columns.int()?,
            recovery: columns.text()?,
            disabled_at: columns.opt_time()?,
            created_at: columns.time()?,
            updated_at: columns.time()?,
        })
    }
}

impl Tx<'_> {
    /// Writes a user, new or changed. The address must be free ([`StoreError::Taken`] names `users.email`).
    pub fn save_user(&mut self, user: &User) -> Result<()> {
        let params: [Param<'_>; 12] = [
            Param::id(user.id),
            user.email.as_str().to_lowercase().into(),
            (&user.name).into(),
            user.role.as_str().into(),
            (&user.password_hash).into(),
            Param::maybe_id(user.author),
            (&user.totp).into(),
            user.totp_used.into(),
            (&user.recovery).into(),
            user.disabled_at.into(),
            user.created_at.into(),
            user.updated_at.into(),
        ];
        self.run(
            "INSERT INTO users (id, email, name, role, password_hash, author_id, totp, totp_used, recovery, disabled_at, \
             created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (id) DO \
             UPDATE SET email = $2, name = $3, role = $4, password_hash = $5, author_id = $6, totp = $7, totp_used = $8, \
             recovery = $9, disabled_at = $10, created_at = $11, updated_at = $12",
            &params,
        )?;
        Ok(())
    }

    /// Removes a user. What they wrote stays.
    pub fn delete_user(&mut self, id: UserId) -> Result<()> {
        match self.run("DELETE FROM users WHERE id = $1", &[Param::id(id)])? {
            0 => Err(StoreError::Missing("user")),
            _ => Ok(()),
        }
    }

    /// The user who signs in with this address.
    pub fn user_by_email(&self, email: &EmailAddress) -> Result<Option<User>> {
        let sql = format!("{SELECT} WHERE email = $1");
        self.session
            .first(&sql, &[email.as_str().to_lowercase().into()], User::read)
    }
}

impl Tx<'_> {
    /// The user.
    pub fn user_by_id(&self, id: UserId) -> Result<Option<User>> {
        self.session
            .first(&format!("{SELECT} WHERE id = $1"), &[Param::id(id)], User::read)
    }

    /// The bylines that belong to somebody who signs in.
    pub fn user_bylines(&self) -> Result<Vec<AuthorId>> {
        let sql = "SELECT author_id FROM users WHERE author_id IS NOT NULL";
        self.session.connection.all(sql, &[], |row| row.columns().parse())
    }

    /// How many people there are who may sign in.
    pub fn user_count(&self) -> Result<i64> {
        let sql = "SELECT COUNT(*) FROM users WHERE disabled_at IS NULL";
        Ok(self.session.first(sql, &[], |row| row.int(0))?.unwrap_or(0))
    }
}

impl Reader {
    /// The user.
    pub fn user_by_id(&self, id: UserId) -> Result<Option<User>> {
        self.session()
            .first(&format!("{SELECT} WHERE id = $1"), &[Param::id(id)], User::read)
    }

    /// The user who signs in with this address.
    pub fn user_by_email(&self, email: &EmailAddress) -> Result<Option<User>> {
        let sql = format!("{SELECT} WHERE email = $1");
        self.session()
            .first(&sql, &[email.as_str().to_lowercase().into()], User::read)
    }

    /// All users by name.
    pub fn users(&self) -> Result<Vec<User>> {
        self.session()
            .connection
            .all(&format!("{SELECT} ORDER BY lower(name), id"), &[], User::read)
    }
}
