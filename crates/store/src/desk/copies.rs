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
            user: columns.opt_parse()?,
            at: columns.time()?,
        })
    }
}

fn find(session: &Session, post: PostId) -> Result<Option<WorkingCopy>> {
    let sql = "SELECT post_id, version, content, user_id, at FROM copies WHERE post_id = $1";
    session.first(sql, &[Param::id(post)], WorkingCopy::read)
}

impl Tx<'_> {
    /// The copy of a post in the making.
    pub fn copy(&self, post: PostId) -> Result<Option<WorkingCopy>> {
        find(self.session, post)
    }

    /// Keeps the copy instead of the one before.
    pub fn save_copy(&mut self, copy: &WorkingCopy) -> Result<()> {
        let params: [Param<'_>; 5] = [
            Param::id(copy.post),
            copy.version.into(),
            (&copy.content).into(),
            Param::maybe_id(copy.user),
            copy.at.into(),
        ];
        self.run(
            "INSERT INTO copies (post_id, version, content, user_id, at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (post_id) DO UPDATE SET version = $2, content = $3, user_id = $4, at = $5",
            &params,
        )?;
        Ok(())
    }
}

impl Tx<'_> {
    /// Lets the copy go.
    pub fn drop_copy(&mut self, post: PostId) -> Result<()> {
        self.run("DELETE FROM copies WHERE post_id = $1", &[Param::id(post)])?;
        Ok(())
    }
}

impl Reader {
    /// The copy of a post in the making.
    pub fn copy(&self, post: PostId) -> Result<Option<WorkingCopy>> {
        find(self.session(), post)
    }
}
