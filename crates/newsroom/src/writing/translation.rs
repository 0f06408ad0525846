//! Whose translation a story is to be, as its copy says it.
//!
//! A copy asks to be tied ([`CopyText::tie`]) only when somebody has said so at it, and until it is done. Else it tells no
//! more than how the story is tied, which others may change meanwhile.

use super::{CopyText, open};
use crate::{Result, known::Known};
use kernel::{Post, Slug};
use serde::Deserialize;
use store::{Tx, WorkingCopy};

/// What a kept copy says of it, read without the rest.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    translation_of: String,
    tie: bool,
}

impl Asked {
    /// Nothing by a copy that cannot be read.
    fn by(copy: &WorkingCopy) -> Self {
        serde_json::from_str(&copy.content).unwrap_or_default()
    }
}

/// The slug of the story that stands for all translations to which the post would be tied; empty where to none. What
/// cannot be found is as it was written.
pub(super) fn tied_to(text: &CopyText, post: &Post, known: &dyn Known) -> Result<String> {
    let named = match text.translation_of.parse::<Slug>() {
        _ if !text.tie => post.translation_of,
        Ok(slug) => match known.post_by_slug(&slug)? {
            Some(other) => Some(other.translation_of.unwrap_or(other.id)),
            None => return Ok(text.translation_of.clone()),
        },
        Err(_) => return Ok(text.translation_of.trim().to_owned()),
    };
    let root = named.filter(|root| *root != post.id);
    let root = root.map(|root| known.post_by_id(root)).transpose()?.flatten();
    Ok(root.map_or_else(String::new, |root| root.slug.to_string()))
}

/// Whether the story is tied already as the copy asks.
fn is_done(text: &CopyText, post: &Post, known: &dyn Known) -> Result<bool> {
    let as_it_is = known
        .translated(post)?
        .map_or_else(String::new, |root| root.to_string());
    Ok(tied_to(text, post, known)? == as_it_is)
}

/// Lets a text that is to be the copy ask for no more than is not done yet: for what the copy before it asked where it
/// says nothing itself.
pub(super) fn ask(
    text: &mut CopyText,
    standing: Option<&WorkingCopy>,
    post: &Post,
    known: &dyn Known,
) -> Result<()> {
    if let Some(standing) = standing.filter(|_| !text.tie) {
        let asked = Asked::by(standing);
        (text.translation_of, text.tie) = (asked.translation_of, asked.tie);
    }
    text.tie = text.tie && !is_done(text, post, known)?;
    if !text.tie {
        text.translation_of.clear();
    }
    Ok(())
}

/// The same for a state of old that comes back: what it translated then may have another slug, or none, by now.
pub(super) fn ask_again(
    text: &mut CopyText,
    standing: Option<&WorkingCopy>,
    post: &Post,
    known: &dyn Known,
) -> Result<()> {
    if let Ok(slug) = text.translation_of.parse::<Slug>() {
        text.tie = text.tie && known.post_by_slug(&slug)?.is_some();
    }
    ask(text, standing, post, known)
}

/// After a post has followed its copy: what is done is not asked for again.
pub(super) fn settle(tx: &mut Tx<'_>, post: &Post) -> Result<()> {
    let Some(mut copy) = tx.copy(post.id)?.filter(|copy| Asked::by(copy).tie) else {
        return Ok(());
    };
    let mut text = open::text_of(Some(&copy.content), post, tx)?;
    ask(&mut text, None, post, tx)?;
    copy.content = text.content()?;
    tx.save_copy(&copy)?;
    Ok(())
}
