//! Where the passages of comments are: the page in which a text is written knows, and says so with each save.

use super::comments::MAX;
use crate::Result;
use kernel::{CommentId, PostId};
use store::{Passage, Tx};

/// Where the passage of a comment is in a text that is saved.
#[derive(Debug, Clone)]
pub struct PassageNow {
    /// The comment.
    pub comment: CommentId,
    /// Its words as they are there; what is longer than a comment's passage may be is cut.
    pub words: String,
    /// Which of several places with these words, from 0.
    pub nth: u32,
    /// Whether they are not there any more; its words are the last that were.
    pub gone: bool,
}

/// The words in one line, as the page looks for them.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Keeps where passages are. Of comments that are not open, answers, or of another story nothing is kept; nor is anything
/// refused, since the text matters more.
pub(super) fn keep(tx: &mut Tx<'_>, post: PostId, now: &[PassageNow]) -> Result<()> {
    if now.is_empty() {
        return Ok(());
    }
    for comment in tx.comments(post)? {
        let is_open = comment.parent.is_none() && comment.resolved_at.is_none();
        let told = now.iter().find(|one| one.comment == comment.id);
        let Some(told) = told.filter(|_| is_open && !comment.quote.trim().is_empty()) else {
            continue;
        };
        let words = one_line(&told.words).chars().take(MAX).collect();
        let mut place = Passage {
            words,
            nth: told.nth,
            gone: told.gone,
        };
        let before = comment.now.clone().unwrap_or(Passage {
            words: one_line(&comment.quote),
            nth: comment.nth,
            gone: false,
        });
        if place.words.is_empty() {
            place = Passage {
                gone: true,
                ..before.clone()
            };
        }
        if place != before {
            tx.place_comment(comment.id, &place)?;
        }
    }
    Ok(())
}

/// The words that a comment is about as they are in the text now, where they differ from those that it was about.
#[must_use]
pub fn rewritten(comment: &store::Comment) -> Option<&str> {
    let now = comment.now.as_ref().filter(|now| !now.gone)?;
    (now.words != one_line(&comment.quote)).then_some(now.words.as_str())
}
