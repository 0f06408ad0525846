//! What only the desk knows of a post.

use crate::{Reader, Result, StoreError, Tx, session::Session, sql::Param};
use kernel::{Post, PostId, Timestamp, UserId};

/// What only the desk knows of a post.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PostWork {
    /// When somebody last worked on it; `None` reads as the beginning of time.
    pub edited_at: Option<Timestamp>,
    /// Who last worked on it.
    pub edited_by: Option<UserId>,
    /// Who began it.
    pub created_by: Option<UserId>,
    /// Who is to go on with it.
    pub assignee: Option<UserId>,
    /// What the one who handed it over says.
    pub handover: Option<String>,
    /// It must not be published before then.
    pub embargo_until: Option<Timestamp>,
    /// Why it was withdrawn.
    pub withdrawn_because: Option<String>,
    /// When it came into its state, or was changed on the site. Written by [`Tx::note_state`] only, as the next.
    pub state_at: Option<Timestamp>,
    /// Who did that, if it was somebody at the desk.
    pub state_by: Option<UserId>,
}

pub(super) const WORK: &str = "p.edited_at, p.edited_by, p.created_by, p.assignee, p.handover, p.embargo_until, p.withdrawn_because, \
     p.state_at, p.state_by";

impl PostWork {
    pub(super) fn columns(columns: &mut crate::sql::Columns<'_>) -> Result<Self> {
        Ok(Self {
            edited_at: Some(columns.time()?),
            edited_by: columns.opt_parse()?,
            created_by: columns.opt_parse()?,
            assignee: columns.opt_parse()?,
            handover: columns.opt_text()?,
            embargo_until: columns.opt_time()?,
            withdrawn_because: columns.opt_text()?,
            state_at: columns.opt_time()?,
            state_by: columns.opt_parse()?,
        })
    }
}

fn work(session: &Session, post: PostId) -> Result<Option<PostWork>> {
    let sql = format!("SELECT {WORK} FROM posts p WHERE p.id = $1");
    session.first(&sql, &[Param::id(post)], |row| {
        PostWork::columns(&mut row.columns())
    })
}

impl Tx<'_> {
    /// What only the desk knows of a post.
    pub fn work(&self, post: PostId) -> Result<Option<PostWork>> {
        work(self.session, post)
    }

    /// Writes what only the desk knows of a post.
    pub fn set_work(&mut self, post: PostId, work: &PostWork) -> Result<()> {
        let params: [Param<'_>; 8] = [
            work.edited_at.unwrap_or(Timestamp::from_millis(0)).into(),
            Param::maybe_id(work.edited_by),
            Param::maybe_id(work.created_by),
            Param::maybe_id(work.assignee),
            (&work.handover).into(),
            work.embargo_until.into(),
            (&work.withdrawn_because).into(),
            Param::id(post),
        ];
        let sql = "UPDATE posts SET edited_at = $1, edited_by = $2, created_by = $3, assignee = $4, handover = $5, \
                   embargo_until = $6, withdrawn_because = $7 WHERE id = $8";
        match self.run(sql, &params)? {
            0 => return Err(StoreError::Missing("post")),
            _ => self.unread.insert(post),
        };
        Ok(())
    }

    /// Notes who has just worked on a post.
    pub fn note_edit(&mut self, post: PostId, user: Option<UserId>, at: Timestamp) -> Result<()> {
        self.run(
            "UPDATE posts SET edited_at = $1, edited_by = $2 WHERE id = $3",
            &[at.into(), Param::maybe_id(user), Param::id(post)],
        )?;
        self.unread.insert(post);
        Ok(())
    }

    /// Notes that a post has come into another state, or was changed on the site.
    pub fn note_state(&mut self, post: PostId, user: Option<UserId>, at: Timestamp) -> Result<()> {
        self.run(
            "UPDATE posts SET state_at = $1, state_by = $2 WHERE id = $3",
            &[at.into(), Param::maybe_id(user), Param::id(post)],
        )?;
        Ok(())
    }

    /// Keeps the section beside the post, for the desk's lists.
    pub(crate) fn set_section(&mut self, post: &Post) -> Result<()> {
        self.run(
            "UPDATE posts SET section = $1 WHERE id = $2",
            &[
                Param::maybe_id(post.section().map(|tag| tag.id)),
                Param::id(post.id),
            ],
        )?;
        Ok(())
    }
}

impl Reader {
    /// What only the desk knows of a post.
    pub fn work(&self, post: PostId) -> Result<Option<PostWork>> {
        work(self.session(), post)
    }
}
