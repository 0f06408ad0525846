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
    /// When they were entered.
    pub created_at: Timestamp,
    /// When the entry was last changed.
    pub updated_at: Timestamp,
}

const SELECT: &str =
    "SELECT id, email, name, role, password_hash, author_id, created_at, updated_at FROM users";

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
            created_at: columns.time()?,
            updated_at: columns.time()?,
        })
    }
}

impl Tx<'_> {
    /// Writes a user, new or changed. The address must be free ([`StoreError::Taken`] names `users.email`).
    pub fn save_user(&mut self, user: &User) -> Result<()> {
        let params: [Param<'_>; 8] = [
            Param::id(user.id),
            user.email.as_str().to_lowercase().into(),
            (&user.name).into(),
            user.role.as_str().into(),
            (&user.password_hash).into(),
            Param::maybe_id(user.author),
            user.created_at.into(),
            user.updated_at.into(),
        ];
        self.run(
            "INSERT INTO users (id, email, name, role, password_hash, author_id, created_at, updated_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO UPDATE SET email = $2, name = $3, role = $4, \
             password_hash = $5, author_id = $6, created_at = $7, updated_at = $8",
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

impl Reader {
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
