//! What a reader asks for, and what is found.

use crate::Query;
use kernel::{Language, Post, TagId, Timestamp};
use std::sync::Arc;

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Asked {
    /// What is looked for.
    pub query: Query,
    /// In which edition.
    pub language: Language,
    /// Only with this tag.
    pub section: Option<TagId>,
    /// Only what was published at that moment or later.
    pub from: Option<i64>,
    /// Only what was published before that moment.
    pub until: Option<i64>,
    /// In which order.
    pub order: Order,
    /// Without the first so many.
    pub offset: usize,
    /// At most so many.
    pub limit: usize,
    /// The last word is still being typed: what it may become is looked for too.
    pub typing: bool,
}

impl Asked {
    /// Everything in an edition that fits the query, the best first.
    pub fn new(query: Query, language: Language) -> Self {
        Self {
            query,
            language,
            section: None,
            from: None,
            until: None,
            order: Order::Best,
            offset: 0,
            limit: 20,
            typing: false,
        }
    }

    /// Only what was published in this time; the second moment is not part of it.
    #[must_use]
    pub fn published(mut self, from: Option<Timestamp>, until: Option<Timestamp>) -> Self {
        self.from = from.map(|at| at.millis().div_euclid(1000));
        self.until = until.map(|at| at.millis().div_euclid(1000));
        self
    }
}

/// In which order results come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Order {
    /// What fits best first; of two that fit as well the newer one.
    #[default]
    Best,
    /// The newest first.
    Newest,
}

/// How what was found differs from what was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Loosely {
    /// Not at all.
    #[default]
    Exact,
    /// With words that are written nearly so: the query as it may have been meant.
    Corrected(String),
    /// Not with all of the words.
    SomeWords,
}

/// A post that was found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The post as the reader's snapshot has it.
    pub post: Arc<Post>,
    /// Its headline as HTML, what was looked for in `<mark>`.
    pub title: String,
    /// The part of its text that fits best, likewise; its standfirst when no word of the text does.
    pub excerpt: String,
}

/// What was found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// This part of it.
    pub hits: Vec<Hit>,
    /// How much there is.
    pub total: u64,
    /// How it differs from what was asked for.
    pub loosely: Loosely,
    /// The index does not hold everything yet.
    pub preparing: bool,
}
