//! Who is signed in where.

use crate::{
    Reader, Result, Tx,
    sql::{Param, Row},
};
use kernel::{Timestamp, UserId};

/// One browser in which a member of staff is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeskSession {
    /// SHA-256 of the token in the cookie, in hexadecimal: who reads the database cannot sign in with it.
    pub id: String,
    /// Whose it is.
    pub user: UserId,
    /// What the browser calls itself.
    pub agent: String,
    /// The network it was begun from.
    pub network: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to the minute.
    pub seen_at: Timestamp,
    /// When it ends unless it is used.
    pub expires_at: Timestamp,
}

const SELECT: &str = "SELECT id, user_id, agent, network, created_at, seen_at, expires_at FROM sessions";

impl DeskSession {
    fn read(row: Row<'_>) -> Result<Self> {
        let mut columns = row.columns();
        Ok(Self {
            id: columns.text()?,
            user: columns.parse()?,
            agent: columns.text()?,
            network: columns.text()?,
            created_at: columns.time()?,
            seen_at: columns.time()?,
            expires_at: columns.time()?,
        })
    }
}

impl Tx<'_> {
    /// Begins a session.
    pub fn add_session(&mut self, session: &DeskSession) -> Result<()> {
        let params: [Param<'_>; 7] = [
            (&session.id).into(),
            Param::id(session.user),
            (&session.agent).into(),
            (&session.network).into(),
            session.created_at.into(),
            session.seen_at.into(),
            session.expires_at.into(),
        ];
        self.run(
            "INSERT INTO sessions (id, user_id, agent, network, created_at, seen_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &params,
        )?;
        let sql = "UPDATE users SET seen_at = $1 WHERE id = $2";
        self.run(sql, &[session.seen_at.into(), Param::id(session.user)])?;
        Ok(())
    }

    /// Notes that a session was used, and moves its end.
    pub fn touch_session(&mut self, id: &str, seen_at: Timestamp, expires_at: Timestamp) -> Result<()> {
        self.run(
            "UPDATE sessions SET seen_at = $1, expires_at = $2 WHERE id = $3",
            &[seen_at.into(), expires_at.into(), id.into()],
        )?;
        let sql = "UPDATE users SET seen_at = $1 WHERE id = (SELECT user_id FROM sessions WHERE id = $2)";
        self.run(sql, &[seen_at.into(), id.into()])?;
        Ok(())
    }

    /// Whether that person is signed in from this network.
    pub fn has_session_from(&self, user: UserId, network: &str) -> Result<bool> {
        let sql = "SELECT 1 FROM sessions WHERE user_id = $1 AND network = $2 LIMIT 1";
        let found = self
            .session
            .first(sql, &[Param::id(user), network.into()], |_| Ok(()))?;
        Ok(found.is_some())
    }

    /// Ends a session of that person; says whether there was one.
    pub fn end_session(&mut self, user: UserId, id: &str) -> Result<bool> {
        let sql = "DELETE FROM sessions WHERE id = $1 AND user_id = $2";
        Ok(self.run(sql, &[id.into(), Param::id(user)])? > 0)
    }

    /// Ends all sessions of a person but one; says how many there were.
    pub fn end_sessions(&mut self, user: UserId, except: Option<&str>) -> Result<u64> {
        let sql = "DELETE FROM sessions WHERE user_id = $1 AND id <> $2";
        self.run(sql, &[Param::id(user), except.unwrap_or_default().into()])
    }

    /// Forgets sessions that have ended.
    pub fn forget_sessions(&mut self, now: Timestamp) -> Result<u64> {
        self.run("DELETE FROM sessions WHERE expires_at <= $1", &[now.into()])
    }
}

impl Reader {
    /// The session, unless it has ended.
    pub fn session_by_id(&self, id: &str, now: Timestamp) -> Result<Option<DeskSession>> {
        let sql = format!("{SELECT} WHERE id = $1 AND expires_at > $2");
        self.session()
            .first(&sql, &[id.into(), now.into()], DeskSession::read)
    }

    /// A person's sessions that have not ended, the last used first.
    pub fn sessions_of(&self, user: UserId, now: Timestamp) -> Result<Vec<DeskSession>> {
        let sql =
            format!("{SELECT} WHERE user_id = $1 AND expires_at > $2 ORDER BY seen_at DESC, id LIMIT 200");
        self.session()
            .connection
            .all(&sql, &[Param::id(user), now.into()], DeskSession::read)
    }

    /// When people last used the desk, to some minutes.
    pub fn last_seen(&self) -> Result<Vec<(UserId, Timestamp)>> {
        let sql = "SELECT id, seen_at FROM users WHERE seen_at IS NOT NULL";
        self.session().connection.all(sql, &[], |row| {
            let mut columns = row.columns();
            Ok((columns.parse()?, columns.time()?))
        })
    }
}
