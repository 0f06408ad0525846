//! What colleagues say to each other about a passage.

use crate::{Newsroom, NewsroomError, Result, Staff, error::invalid};
use kernel::{CommentId, PostId, Timestamp};
use store::Comment;

/// A comment to make.
#[derive(Debug, Clone)]
pub struct CommentInput {
    /// About which story.
    pub post: PostId,
    /// The comment that it answers.
    pub parent: Option<CommentId>,
    /// The words it is about; empty: about the whole story.
    pub quote: String,
    /// Which of several places with these words, from 0.
    pub nth: u32,
    /// What is said.
    pub text: String,
}

/// Longest comment and longest passage, in characters.
pub(super) const MAX: usize = 5000;
/// In milliseconds.
const TWICE: i64 = 60_000;

impl Newsroom {
    /// Says something about a story.
    pub async fn comment(&self, staff: &Staff, input: CommentInput) -> Result<Comment> {
        let text = input.text.trim().to_owned();
        if text.is_empty() || text.chars().count() > MAX {
            return invalid(format!("A comment has 1 to {MAX} characters."));
        }
        self.open_copy(staff, input.post).await?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let parent = match input.parent {
                    None => None,
                    Some(id) => match tx.comment(id)?.filter(|parent| parent.post == input.post) {
                        None => return Err(NewsroomError::NotFound("That comment is not there.".into())),
                        // Answers stand below the first comment, all in one row.
                        Some(parent) => Some(parent.parent.unwrap_or(parent.id)),
                    },
                };
                let now = Timestamp::now();
                // The same words again within a minute are a form that was sent twice.
                let twice = |known: &Comment| {
                    known.user == Some(staff.id)
                        && (&known.text, &known.quote, known.parent) == (&text, &input.quote, parent)
                        && now.millis() - known.at.millis() < TWICE
                };
                if let Some(known) = tx.comments(input.post)?.into_iter().rev().find(twice) {
                    return Ok(known);
                }
                let comment = Comment {
                    id: CommentId::new(),
                    post: input.post,
                    parent,
                    user: Some(staff.id),
                    who: staff.name,
                    at: now,
                    quote: input.quote.chars().take(MAX).collect(),
                    nth: input.nth,
                    now: None,
                    text,
                    resolved_at: None,
                    resolved_by: None,
                };
                tx.save_comment(&comment)?;
                Ok(comment)
            })
            .await
    }

    /// Settles a comment with its answers, or opens it again.
    pub async fn resolve_comment(
        &self,
        staff: &Staff,
        post: PostId,
        id: CommentId,
        resolved: bool,
    ) -> Result<()> {
        self.open_copy(staff, post).await?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let Some(mut comment) = tx.comment(id)?.filter(|comment| comment.post == post) else {
                    return Err(NewsroomError::NotFound("That comment is not there.".into()));
                };
                comment.resolved_at = resolved.then(Timestamp::now);
                comment.resolved_by = resolved.then(|| staff.name.clone());
                Ok(tx.save_comment(&comment)?)
            })
            .await
    }

    /// All comments about a story, the oldest first.
    pub async fn comments(&self, staff: &Staff, post: PostId) -> Result<Vec<Comment>> {
        self.open_copy(staff, post).await?;
        self.store.read(move |reader| Ok(reader.comments(post)?)).await
    }
}
