//! Writing at the desk: a story's copy in the making, who has the pen, and the way to readers.
//!
//! What is typed goes into a *copy* ([`CopyText`]) that readers do not see; each save has a number, so that nobody
//! writes over somebody else's words unseen. While a story is not on the site its post follows the copy at once;
//! afterwards only when it is published anew.

mod comments;
mod compare;
mod copy;
mod copy_text;
mod feed_item;
mod filters;
mod follow;
mod hand_over;
mod old_words;
mod open;
mod passages;
mod pens;
mod previews;
mod publish;
mod revisions;
mod state_lines;
mod take_off;
mod translation;
mod untold;

pub use comments::CommentInput;
pub use compare::Row as ComparedRow;
pub use copy::{CopySave, CopySaved};
pub use copy_text::CopyText;
pub use feed_item::FeedItem;
pub use hand_over::HandOver;
pub use open::{Begin, OpenCopy};
pub use passages::{PassageNow, rewritten as rewritten_passage};
pub use pens::{PenAsk, PenState, StateNow};
pub use previews::{Arrangement, Previewed};
pub use publish::{Edition, Publishing, When, seen as seen_on_site};
pub use untold::Untold;

pub(crate) use copy::{on_site, set_aside};
pub(crate) use open::fields_of;

use crate::touched::Touched;
use crate::{NewsroomError, Result, Staff};
use kernel::{Post, PostId, PostState, Timestamp};
use store::{PostWork, Tx};

/// The post with what the desk knows of it.
pub(crate) fn found(tx: &Tx<'_>, post: PostId) -> Result<(Post, PostWork)> {
    match (tx.post_by_id(post)?, tx.work(post)?) {
        (Some(post), Some(work)) => Ok((post, work)),
        _ => Err(NewsroomError::NotFound(
            "That story is not there any more.".into(),
        )),
    }
}

/// The story, for somebody who may read it; for others it is not there.
fn readable(tx: &Tx<'_>, staff: &Staff, post: PostId) -> Result<(Post, PostWork)> {
    let (post, work) = found(tx, post)?;
    match staff.may_read(&post, &work) {
        true => Ok((post, work)),
        false => Err(NewsroomError::NotFound(
            "That story is not there any more.".into(),
        )),
    }
}

/// The same, for somebody who wants to write at it.
fn writable(tx: &Tx<'_>, staff: &Staff, post: PostId) -> Result<(Post, PostWork)> {
    let (post, work) = readable(tx, staff, post)?;
    match staff.may_write(&post, &work) {
        true => Ok((post, work)),
        false => Err(NewsroomError::Forbidden(
            "You may read this story, but not write at it.".into(),
        )),
    }
}

/// The same, for somebody who wants to publish it.
fn publishable(tx: &Tx<'_>, staff: &Staff, post: PostId) -> Result<(Post, PostWork)> {
    let (post, work) = readable(tx, staff, post)?;
    match staff.may_publish(&post, &work) {
        true => Ok((post, work)),
        false => Err(NewsroomError::Forbidden(
            "An editor publishes this story; send it to review.".into(),
        )),
    }
}

/// Refuses what a form asks that was drawn when the story was in another state (`told`: [`seen_on_site`] of that time).
fn as_seen(post: &Post, told: Option<&str>) -> Result<()> {
    match told {
        Some(told) if told != publish::seen(post) => Err(NewsroomError::Conflict(
            "The story has come into another state meanwhile: look at it again.".into(),
        )),
        _ => Ok(()),
    }
}

/// A story that is not on the site takes what its copy says, in another state; it becomes a revision.
fn follow_now(
    tx: &mut Tx<'_>,
    staff: &Staff,
    (post, work): (&Post, &PostWork),
    state: PostState,
    note: &str,
    now: Timestamp,
    touched: &mut Touched,
) -> Result<()> {
    let content = tx.copy(post.id)?.map(|copy| copy.content);
    let text = open::text_of(content.as_deref(), post, tx)?;
    copy::not_theirs(tx, staff, (post, work), &text)?;
    let becoming = follow::Becoming {
        state,
        published_at: None,
        updated_at: None,
        corrections: Vec::new(),
        user: Some(staff.id),
        note: Some(note.to_owned()),
        revision: true,
    };
    follow::follow(tx, post, text, becoming, now, touched).map(|_| ())
}
