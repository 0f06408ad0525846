//! Stories as they are being written.

use crate::{
    Reader, Result, Tx,
    session::Session,
    sql::{Param, Row},
};
use kernel::{PostId, Timestamp, UserId};

/// A story in the making. Readers see nothing of it until it is published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkingCopy {
    /// Of this post.
    pub post: PostId,
    /// How often it was saved.
    pub version: i64,
    /// All that is written, as JSON.
    pub content: String,
    /// What it says, as plain text, by which the desk's lists find it.
    pub plain: String,
    /// Who saved it last.
    pub user: Option<UserId>,
    /// When.
    pub at: Timestamp,
}

impl WorkingCopy {
    fn read(row: Row<'_>) -> Result<Self> {
        let mut columns = row.columns();
        Ok(Self {
            post: columns.parse()?,
            version: columns.int()?,
            content: columns.text()?,
            plain: columns.opt_text()?.unwrap_or_default(),
            user: columns.opt_parse()?,
            at: columns.time()?,
        })
    }
}

fn find(session: &Session, post: PostId) -> Result<Option<WorkingCopy>> {
    let sql = "SELECT post_id, version, content, plain, user_id, at FROM copies WHERE post_id = $1";
    session.first(sql, &[Param::id(post)], WorkingCopy::read)
}

impl Tx<'_> {
    /// The copy of a post in the making.
    pub fn copy(&self, post: PostId) -> Result<Option<WorkingCopy>> {
        find(self.session, post)
    }

    /// Keeps the copy instead of the one before.
    pub fn save_copy(&mut self, copy: &WorkingCopy) -> Result<()> {
        let params: [Param<'_>; 6] = [
            Param::id(copy.post),
            copy.version.into(),
            (&copy.content).into(),
            (&copy.plain).into(),
            Param::maybe_id(copy.user),
            copy.at.into(),
        ];
        self.run(
            "INSERT INTO copies (post_id, version, content, plain, user_id, at) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (post_id) DO UPDATE SET version = $2, content = $3, plain = $4, user_id = $5, at = $6",
            &params,
        )?;
        self.unread.insert(copy.post);
        Ok(())
    }
}

impl Tx<'_> {
    /// Copies whose plain text is not known, since they were saved before it was kept: posts and what is written, at most
    /// `limit`.
    pub fn copies_without_plain(&self, limit: u32) -> Result<Vec<(PostId, String)>> {
        let sql = "SELECT post_id, content FROM copies WHERE plain IS NULL ORDER BY post_id LIMIT $1";
        self.session.connection.all(sql, &[limit.into()], |row| {
            let mut columns = row.columns();
            Ok((columns.parse()?, columns.text()?))
        })
    }

    /// Says what a copy says, as plain text.
    pub fn set_copy_plain(&mut self, post: PostId, plain: &str) -> Result<()> {
        self.run(
            "UPDATE copies SET plain = $1 WHERE post_id = $2",
            &[plain.into(), Param::id(post)],
        )?;
        self.unread.insert(post);
        Ok(())
    }

    /// Lets the copy go.
    pub fn drop_copy(&mut self, post: PostId) -> Result<()> {
        self.run("DELETE FROM copies WHERE post_id = $1", &[Param::id(post)])?;
        self.unread.insert(post);
        Ok(())
    }
}

impl Reader {
    /// The copy of a post in the making.
    pub fn copy(&self, post: PostId) -> Result<Option<WorkingCopy>> {
        find(self.session(), post)
    }
}
