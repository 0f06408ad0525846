//! Saved states of posts.

use crate::{
    Reader, Result,
    sql::{Param, Row},
    tx::Tx,
};
use kernel::{PostId, RevisionId, Timestamp, UserId};

/// One saved state of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Its id.
    pub id: RevisionId,
    /// Of this post.
    pub post: PostId,
    /// When it was saved.
    pub at: Timestamp,
    /// Who saved it; `None` for an import or a command.
    pub user: Option<UserId>,
    /// The headline then.
    pub title: String,
    /// The standfirst then.
    pub standfirst: Option<String>,
    /// The document then, as JSON.
    pub body: String,
    /// All else that was written then, as a JSON object; `None` where it was not kept.
    pub fields: Option<String>,
    /// What was done: “published”, “corrected” …
    pub note: Option<String>,
}

const SELECT: &str =
    "SELECT id, post_id, at, user_id, title, standfirst, body, fields, note FROM post_revisions";

impl Revision {
    fn read(row: Row<'_>) -> Result<Self> {
        let mut columns = row.columns();
        Ok(Self {
            id: columns.parse()?,
            post: columns.parse()?,
            at: columns.time()?,
            user: columns.opt_parse()?,
            title: columns.text()?,
            standfirst: columns.opt_text()?,
            body: columns.text()?,
            fields: columns.opt_text()?,
            note: columns.opt_text()?,
        })
    }
}

impl Tx<'_> {
    /// Keeps a state of a post.
    pub fn add_revision(&mut self, revision: &Revision) -> Result<()> {
        let params: [Param<'_>; 9] = [
            Param::id(revision.id),
            Param::id(revision.post),
            revision.at.into(),
            Param::maybe_id(revision.user),
            (&revision.title).into(),
            (&revision.standfirst).into(),
            (&revision.body).into(),
            (&revision.fields).into(),
            (&revision.note).into(),
        ];
        self.run(
            "INSERT INTO post_revisions (id, post_id, at, user_id, title, standfirst, body, fields, note) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            &params,
        )?;
        Ok(())
    }
}

impl Tx<'_> {
    /// The newest saved state of a post.
    pub fn last_revision(&self, post: PostId) -> Result<Option<Revision>> {
        let sql = format!("{SELECT} WHERE post_id = $1 ORDER BY at DESC, id DESC LIMIT 1");
        self.session.first(&sql, &[Param::id(post)], Revision::read)
    }

    /// A saved state.
    pub fn revision(&self, id: RevisionId) -> Result<Option<Revision>> {
        let sql = format!("{SELECT} WHERE id = $1");
        self.session.first(&sql, &[Param::id(id)], Revision::read)
    }
}

impl Reader {
    /// A saved state.
    pub fn revision(&self, id: RevisionId) -> Result<Option<Revision>> {
        let sql = format!("{SELECT} WHERE id = $1");
        self.session().first(&sql, &[Param::id(id)], Revision::read)
    }

    /// The saved states of a post before that one (`None`: from the newest on), the newest first.
    pub fn revisions(
        &self,
        post: PostId,
        before: Option<(Timestamp, RevisionId)>,
        limit: u32,
    ) -> Result<Vec<Revision>> {
        let (at, id) = match before {
            Some((at, id)) => (at, id.to_string()),
            None => (Timestamp::from_millis(i64::MAX), String::new()),
        };
        self.session().connection.all(
            &format!(
                "{SELECT} WHERE post_id = $1 AND (at, id) < ($2, $3) ORDER BY at DESC, id DESC LIMIT $4"
            ),
            &[Param::id(post), at.into(), id.into(), limit.into()],
            Revision::read,
        )
    }
}
