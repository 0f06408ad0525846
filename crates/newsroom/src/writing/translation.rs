//! Whose translation a story is to be, as its copy says it.
//!
//! A copy asks to be tied ([`CopyText::tie`]) only when somebody has said so at it, and until it has been followed. Else it
//! tells no more than how the story is tied, which others may change meanwhile. What it asks for is the story that bore the
//! slug when it was written ([`CopyText::tied_to`]); where none did, the slug is kept, and the one who publishes is told.

use super::{CopyText, open};
use crate::{Result, Staff, known::Known};
use kernel::{Post, PostId, Slug};
use serde::Deserialize;
use store::{Tx, WorkingCopy};

/// What a kept copy says of it, read without the rest.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    translation_of: String,
    tie: bool,
    tied_to: Option<PostId>,
}

impl Asked {
    /// Nothing by a copy that cannot be read.
    fn by(copy: &WorkingCopy) -> Self {
        serde_json::from_str(&copy.content).unwrap_or_default()
    }
}

/// How the story is tied: the slug of the one that stands for all translations; empty for none.
fn as_it_is(post: &Post, known: &dyn Known) -> Result<String> {
    Ok(known
        .translated(post)?
        .map_or_else(String::new, |root| root.to_string()))
}

/// How a text says that the story is tied: as somebody asked, as long as that is not done, else as it is.
pub(super) fn said(text: &CopyText, post: &Post, known: &dyn Known) -> Result<String> {
    match text.tie && !is_done(text, post, known)? {
        true => match text.tied_to.map(|id| known.post_by_id(id)).transpose()?.flatten() {
            Some(meant) => Ok(meant.slug.to_string()),
            None => Ok(text.translation_of.trim().to_owned()),
        },
        false => as_it_is(post, known),
    }
}

/// The story with the slug that the text asks for.
fn named(text: &CopyText, known: &dyn Known) -> Result<Option<Post>> {
    match text.translation_of.trim().parse::<Slug>() {
        Ok(slug) => known.post_by_slug(&slug),
        Err(_) => Ok(None),
    }
}

/// Whether the story is tied already as the text asks.
fn is_done(text: &CopyText, post: &Post, known: &dyn Known) -> Result<bool> {
    let root = |of: &Post| of.translation_of.unwrap_or(of.id);
    if text.translation_of.trim().is_empty() {
        return Ok(post.translation_of.is_none());
    }
    let meant = match text.tied_to {
        Some(id) => known.post_by_id(id)?,
        None => named(text, known)?,
    };
    Ok(meant.is_some_and(|meant| meant.id != post.id && root(&meant) == root(post)))
}

/// Leaves in a text that is to be the copy only what it asks that is not done yet: itself, else as the copy before it.
/// A story that `staff` may not read is asked for by its slug alone: its slug of later would tell them its headline.
pub(super) fn ask(
    text: &mut CopyText,
    standing: Option<&WorkingCopy>,
    post: &Post,
    (tx, staff): (&Tx<'_>, &Staff),
) -> Result<()> {
    text.tied_to = None;
    if text.tie
        && let Some(meant) = named(text, tx)?
        && tx
            .work(meant.id)?
            .is_some_and(|work| staff.may_read(&meant, &work))
    {
        text.tied_to = Some(meant.id);
    }
    if let Some(standing) = standing.filter(|_| !text.tie) {
        let asked = Asked::by(standing);
        (text.translation_of, text.tie, text.tied_to) = (asked.translation_of, asked.tie, asked.tied_to);
    }
    leave_open(text, post, tx)
}

fn leave_open(text: &mut CopyText, post: &Post, known: &dyn Known) -> Result<()> {
    text.tie = text.tie && !is_done(text, post, known)?;
    if !text.tie {
        text.translation_of.clear();
        text.tied_to = None;
    }
    Ok(())
}

/// After a post has followed a copy that asked: what is done is not asked for again.
pub(super) fn settle(tx: &mut Tx<'_>, id: PostId) -> Result<()> {
    let (Some(mut copy), Some(post)) = (tx.copy(id)?, tx.post_by_id(id)?) else {
        return Ok(());
    };
    let mut text = open::text_of(Some(&copy.content), &post, tx)?;
    leave_open(&mut text, &post, tx)?;
    copy.content = text.content()?;
    tx.save_copy(&copy)?;
    Ok(())
}
