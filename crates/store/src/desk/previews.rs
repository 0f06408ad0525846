//! Links that show unpublished work.

use crate::{
    Reader, Result, Tx,
    sql::{Param, Row},
};
use kernel::{PostId, Timestamp, UserId};

/// A link that shows a story as it is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Preview {
    /// SHA-256 of the token in the link, in hexadecimal.
    pub id: String,
    /// Which story.
    pub post: Option<PostId>,
    /// Which arrangement of a placement, as JSON.
    pub arrangement: Option<String>,
    /// Who made it.
    pub user: Option<UserId>,
    /// When.
    pub created_at: Timestamp,
    /// Until when it works.
    pub expires_at: Timestamp,
}

impl Preview {
    fn read(row: Row<'_>) -> Result<Self> {
        let mut columns = row.columns();
        Ok(Self {
            id: columns.text()?,
            post: columns.opt_parse()?,
            arrangement: columns.opt_text()?,
            user: columns.opt_parse()?,
            created_at: columns.time()?,
            expires_at: columns.time()?,
        })
    }
}

const SELECT: &str = "SELECT id, post_id, arrangement, user_id, created_at, expires_at FROM previews";

impl Tx<'_> {
    /// Keeps a link.
    pub fn add_preview(&mut self, preview: &Preview) -> Result<()> {
        let params: [Param<'_>; 6] = [
            (&preview.id).into(),
            Param::maybe_id(preview.post),
            (&preview.arrangement).into(),
            Param::maybe_id(preview.user),
            preview.created_at.into(),
            preview.expires_at.into(),
        ];
        self.run(
            "INSERT INTO previews (id, post_id, arrangement, user_id, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
            &params,
        )?;
        Ok(())
    }

    /// Forgets links that have ended.
    pub fn forget_previews(&mut self, now: Timestamp) -> Result<u64> {
        self.run("DELETE FROM previews WHERE expires_at <= $1", &[now.into()])
    }

    /// Ends all links to a story.
    pub fn end_previews(&mut self, post: PostId) -> Result<u64> {
        self.run("DELETE FROM previews WHERE post_id = $1", &[Param::id(post)])
    }
}

impl Reader {
    /// The link, unless it has ended.
    pub fn preview(&self, id: &str, now: Timestamp) -> Result<Option<Preview>> {
        let sql = format!("{SELECT} WHERE id = $1 AND expires_at > $2");
        self.session()
            .first(&sql, &[id.into(), now.into()], Preview::read)
    }

    /// The links to a story that still work, the newest first.
    pub fn previews_of(&self, post: PostId, now: Timestamp) -> Result<Vec<Preview>> {
        let sql = format!("{SELECT} WHERE post_id = $1 AND expires_at > $2 ORDER BY created_at DESC, id");
        self.session()
            .connection
            .all(&sql, &[Param::id(post), now.into()], Preview::read)
    }
}
