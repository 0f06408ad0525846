//! Sections, tags and bylines at the desk: changing, merging and removing them.

mod authors;
mod merge;
mod moved;
mod sections;

pub use authors::AuthorSheet;
pub use merge::{MERGE, Merged, Merging};
pub use sections::SectionSheet;

use crate::{NewsroomError, Result, error::invalid};
use kernel::Timestamp;
use std::collections::BTreeMap;

/// Texts that are not empty, without the space around them, by the tag of their language.
fn spoken(texts: BTreeMap<String, String>) -> BTreeMap<String, String> {
    let texts = texts.into_iter().map(|(tag, text)| (tag, text.trim().to_owned()));
    texts.filter(|(_, text)| !text.is_empty()).collect()
}

fn some(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

fn name_of(what: &str, name: &str) -> Result<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    match name.is_empty() || name.chars().count() > 191 {
        true => invalid(format!("{what} needs a name of 1 to 191 characters.")),
        false => Ok(name),
    }
}

/// Refuses when it was changed since the form was opened.
fn unchanged(seen: Option<Timestamp>, at: Timestamp, name: &str) -> Result<()> {
    match seen.is_none_or(|seen| seen == at) {
        true => Ok(()),
        false => Err(NewsroomError::Conflict(format!(
            "Somebody has changed “{name}” meanwhile, and nothing of yours is saved yet. Open it in another tab to see what is there now; saving again puts yours in its place."
        ))),
    }
}
