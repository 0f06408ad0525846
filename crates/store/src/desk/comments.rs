//! What colleagues say to each other about a passage.

use crate::{
    Reader, Result, Tx,
    sql::{Param, Row},
};
use kernel::{CommentId, PostId, Timestamp, UserId};

/// Where the words of a comment are since the text was rewritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The words as they are now, or were last.
    pub words: String,
    /// Which of several places with these words, from 0.
    pub nth: u32,
    /// Whether they were taken out of the text.
    pub gone: bool,
}

/// A comment, or an answer to one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// About this story.
    pub post: PostId,
    /// The comment that it answers.
    pub parent: Option<CommentId>,
    /// Who, while they are there.
    pub user: Option<UserId>,
    /// Their name at that time.
    pub who: String,
    /// When.
    pub at: Timestamp,
    /// The words it is about; empty: about the whole story.
    pub quote: String,
    /// Which of several places with these words, from 0.
    pub nth: u32,
    /// Where they are since somebody has written at the story; `None`: nobody has.
    pub now: Option<Passage>,
    /// What is said. Plain text.
    pub text: String,
    /// When it was settled.
    pub resolved_at: Option<Timestamp>,
    /// By whom, by name.
    pub resolved_by: Option<String>,
}

const SELECT: &str = "SELECT id, post_id, parent_id, user_id, who, at, quote, nth, words_now, nth_now, gone, text, \
                      resolved_at, resolved_by FROM comments";

impl Comment {
    fn read(row: Row<'_>) -> Result<Self> {
        let mut columns = row.columns();
        Ok(Self {
            id: columns.parse()?,
            post: columns.parse()?,
            parent: columns.opt_parse()?,
            user: columns.opt_parse()?,
            who: columns.text()?,
            at: columns.time()?,
            quote: columns.text()?,
            nth: columns.count()?,
            now: {
                let (words, nth, gone) = (columns.opt_text()?, columns.count()?, columns.int()? == 1);
                words.map(|words| Passage { words, nth, gone })
            },
            text: columns.text()?,
            resolved_at: columns.opt_time()?,
            resolved_by: columns.opt_text()?,
        })
    }
}

impl Tx<'_> {
    /// Says where the passage of a comment is now.
    pub fn place_comment(&mut self, id: CommentId, now: &Passage) -> Result<()> {
        self.run(
            "UPDATE comments SET words_now = $1, nth_now = $2, gone = $3 WHERE id = $4",
            &[
                (&now.words).into(),
                now.nth.into(),
                i64::from(now.gone).into(),
                Param::id(id),
            ],
        )?;
        Ok(())
    }

    /// Another text stands in the story: what was taken out may be in it.
    pub fn look_for_passages(&mut self, post: PostId) -> Result<()> {
        self.run(
            "UPDATE comments SET gone = 0 WHERE post_id = $1 AND gone = 1",
            &[Param::id(post)],
        )?;
        Ok(())
    }

    /// Keeps a comment, new or changed; not where its passage is.
    pub fn save_comment(&mut self, comment: &Comment) -> Result<()> {
        let params: [Param<'_>; 11] = [
            Param::id(comment.id),
            Param::id(comment.post),
            Param::maybe_id(comment.parent),
            Param::maybe_id(comment.user),
            (&comment.who).into(),
            comment.at.into(),
            (&comment.quote).into(),
            comment.nth.into(),
            (&comment.text).into(),
            comment.resolved_at.into(),
            (&comment.resolved_by).into(),
        ];
        self.run(
            "INSERT INTO comments (id, post_id, parent_id, user_id, who, at, quote, nth, text, resolved_at, resolved_by) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO UPDATE SET text = $9, \
             resolved_at = $10, resolved_by = $11",
            &params,
        )?;
        Ok(())
    }

    /// All comments about a story, the oldest first.
    pub fn comments(&self, post: PostId) -> Result<Vec<Comment>> {
        let sql = format!("{SELECT} WHERE post_id = $1 ORDER BY at, id LIMIT 1000");
        self.session
            .connection
            .all(&sql, &[Param::id(post)], Comment::read)
    }

    /// The comment.
    pub fn comment(&self, id: CommentId) -> Result<Option<Comment>> {
        let sql = format!("{SELECT} WHERE id = $1");
        self.session.first(&sql, &[Param::id(id)], Comment::read)
    }
}

impl Reader {
    /// The newest comment about a story.
    pub fn last_comment(&self, post: PostId) -> Result<Option<Comment>> {
        let sql = format!("{SELECT} WHERE post_id = $1 ORDER BY at DESC, id DESC LIMIT 1");
        self.session().first(&sql, &[Param::id(post)], Comment::read)
    }

    /// All comments about a story, the oldest first.
    pub fn comments(&self, post: PostId) -> Result<Vec<Comment>> {
        let sql = format!("{SELECT} WHERE post_id = $1 ORDER BY at, id LIMIT 1000");
        self.session()
            .connection
            .all(&sql, &[Param::id(post)], Comment::read)
    }
}
