//! The corrections of all posts of an edition.

use crate::{Reader, Result};
use kernel::{Key, Language, Post, PostId, Timestamp, post::Correction};
use std::sync::Arc;

/// A correction and what it corrects.
#[derive(Debug, Clone)]
pub struct Corrected {
    /// The correction.
    pub correction: Correction,
    /// The post.
    pub post: Arc<Post>,
}

const ALL: &str = "SELECT p.id, p.published_at, p.corrections FROM posts p \
                   WHERE p.corrections IS NOT NULL AND p.language = $1 AND p.state IN ('published', 'withdrawn')";

impl Reader {
    /// The corrections of what readers may see in an edition, and of what they saw until it was withdrawn, the newest first:
    /// a part of them, and how many there are.
    /// Notes the corrections, and the posts of those that it returns.
    ///
    /// Corrections are kept with their post, so all of an edition are read and put in order each time: for 5,000, ten
    /// years of a large newsroom, that takes some milliseconds, and the page is kept until there is another one.
    pub fn corrections(
        &self,
        language: &Language,
        now: Timestamp,
        limit: u32,
        offset: u64,
    ) -> Result<(Vec<Corrected>, u64)> {
        self.note(Key::Corrections);
        let mut all: Vec<(Correction, PostId)> = Vec::new();
        let connection = &self.session().connection;
        connection.query(ALL, &[language.as_str().into()], |row| {
            let mut columns = row.columns();
            let (id, published) = (columns.parse::<PostId>()?, columns.opt_time()?);
            let corrections: Vec<Correction> = columns.json()?;
            if published.is_some_and(|at| at <= now) {
                all.extend(corrections.into_iter().map(|correction| (correction, id)));
            }
            Ok(())
        })?;
        // Two of one moment keep one order, so that none stands on two pages.
        all.sort_by(|(a, of_a), (b, of_b)| (b.at, of_b, &b.text).cmp(&(a.at, of_a, &a.text)));
        let total = all.len() as u64;
        let skipped = usize::try_from(offset).unwrap_or(usize::MAX);
        let page: Vec<_> = all.into_iter().skip(skipped).take(limit as usize).collect();
        let mut ids: Vec<PostId> = page.iter().map(|(_, id)| *id).collect();
        ids.sort_unstable();
        ids.dedup();
        let posts = self.posts_by_ids(&ids)?;
        let of = |id| posts.iter().find(|post| post.id == id).cloned();
        let page = page
            .into_iter()
            .filter_map(|(correction, id)| of(id).map(|post| Corrected { correction, post }))
            .collect();
        Ok((page, total))
    }
}
