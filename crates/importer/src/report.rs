//! What an import brought in.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

/// What an import brought in, for the person who ran it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Report {
    /// Stories.
    pub posts: usize,
    /// Pages.
    pub pages: usize,
    /// Those of both that are drafts.
    pub drafts: usize,
    /// Those of both that are scheduled.
    pub scheduled: usize,
    /// Those that were there from an earlier import and were updated.
    pub updated: usize,
    /// Tags.
    pub tags: usize,
    /// Authors.
    pub authors: usize,
    /// Pictures, sounds and other files.
    pub files: usize,
    /// Files that were left out, with the reason.
    pub skipped: Vec<String>,
    /// Kinds of nodes that are not understood: how often, and in which posts.
    pub unknown: BTreeMap<String, (usize, BTreeSet<String>)>,
    /// What else is to be known.
    pub notes: Vec<String>,
}

impl Report {
    /// How many nodes were not understood.
    pub fn unknown_nodes(&self) -> usize {
        self.unknown.values().map(|(count, _)| count).sum()
    }

    /// An address as it is kept; one that does not fit is left out, which is noted.
    pub(crate) fn fitting(
        &mut self,
        given: &Option<String>,
        fit: fn(&str) -> Option<String>,
        whose: impl Fn() -> String,
    ) -> Option<String> {
        let given = given.as_deref().filter(|text| !text.trim().is_empty())?;
        let kept = fit(given);
        if kept.is_none() {
            let shown: String = given.chars().filter(|c| !c.is_control()).take(200).collect();
            let note = format!(
                "the address “{shown}” {} leads to no page and was left out",
                whose()
            );
            self.notes.push(note);
        }
        kept
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} posts and {} pages", self.posts, self.pages)?;
        writeln!(
            f,
            "  of them {} drafts, {} scheduled, {} updated",
            self.drafts, self.scheduled, self.updated
        )?;
        writeln!(
            f,
            "{} tags, {} authors, {} files",
            self.tags, self.authors, self.files
        )?;
        for skipped in &self.skipped {
            writeln!(f, "left out: {skipped}")?;
        }
        match self.unknown_nodes() {
            0 => writeln!(f, "everything in the posts was understood")?,
            count => writeln!(
                f,
                "{count} nodes were not understood; they are kept, and shown as plainly as possible:"
            )?,
        }
        for (kind, (count, posts)) in &self.unknown {
            let posts: Vec<&str> = posts.iter().map(String::as_str).collect();
            writeln!(f, "  {kind}: {count}, in {}", posts.join(", "))?;
        }
        self.notes.iter().try_for_each(|note| writeln!(f, "note: {note}"))
    }
}
