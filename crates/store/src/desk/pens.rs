//! Who has the pen of a story.

use crate::{
    Reader, Result, Tx,
    session::Session,
    sql::{Param, Row},
};
use kernel::{PostId, Timestamp, UserId};

/// The one who writes at a story now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pen {
    /// Which story.
    pub post: PostId,
    /// Who.
    pub user: UserId,
    /// In which page: a random name that the page gives itself.
    pub holder: String,
    /// Since when.
    pub taken_at: Timestamp,
    /// When they were last heard of.
    pub seen_at: Timestamp,
}

impl Pen {
    fn read(row: Row<'_>) -> Result<Self> {
        let mut columns = row.columns();
        Ok(Self {
            post: columns.parse()?,
            user: columns.parse()?,
            holder: columns.text()?,
            taken_at: columns.time()?,
            seen_at: columns.time()?,
        })
    }
}

fn find(session: &Session, post: PostId) -> Result<Option<Pen>> {
    let sql = "SELECT post_id, user_id, holder, taken_at, seen_at FROM pens WHERE post_id = $1";
    session.first(sql, &[Param::id(post)], Pen::read)
}

impl Tx<'_> {
    /// Who has the pen, perhaps no more there.
    pub fn pen(&self, post: PostId) -> Result<Option<Pen>> {
        find(self.session, post)
    }

    /// Gives the pen to somebody.
    pub fn save_pen(&mut self, pen: &Pen) -> Result<()> {
        let params: [Param<'_>; 5] = [
            Param::id(pen.post),
            Param::id(pen.user),
            (&pen.holder).into(),
            pen.taken_at.into(),
            pen.seen_at.into(),
        ];
        self.run(
            "INSERT INTO pens (post_id, user_id, holder, taken_at, seen_at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (post_id) DO UPDATE SET user_id = $2, holder = $3, taken_at = $4, seen_at = $5",
            &params,
        )?;
        Ok(())
    }

    /// Lays the pen down, if that page has it.
    pub fn drop_pen(&mut self, post: PostId, holder: &str) -> Result<()> {
        let sql = "DELETE FROM pens WHERE post_id = $1 AND holder = $2";
        self.run(sql, &[Param::id(post), holder.into()])?;
        Ok(())
    }
}

impl Reader {
    /// Who has the pen, perhaps no more there.
    pub fn pen(&self, post: PostId) -> Result<Option<Pen>> {
        find(self.session(), post)
    }
}
