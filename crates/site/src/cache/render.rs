//! What the cache asks of whoever renders pages.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use kernel::{Key, Language, PostId, Timestamp};
use std::sync::Arc;

/// Renders pages. Called on a thread that may block.
pub trait Render: Send + Sync + 'static {
    /// The page at `path`, from one snapshot of the store.
    fn render(&self, path: &str) -> Result<Rendered, Failure>;
}

/// What was found at a path, and what it depends on.
#[derive(Debug)]
pub struct Rendered {
    /// What is to be answered.
    pub answer: Answer,
    /// The surrogate keys of all that was used.
    pub keys: Vec<Key>,
    /// The last change that the snapshot saw.
    pub snapshot: i64,
    /// When time alone changes what it shows: the day ends, a placement's entry goes.
    pub until: Option<Timestamp>,
}

/// What is to be answered.
#[derive(Debug)]
pub enum Answer {
    /// A page, which is kept.
    Page(Page),
    /// The address is another one.
    Moved {
        /// Where it is now: a path of this site or an absolute address.
        to: String,
        /// Whether for good.
        permanent: bool,
    },
    /// Nothing is there.
    Missing(Missing),
}

/// A rendered page.
#[derive(Debug)]
pub struct Page {
    /// Its status.
    pub status: StatusCode,
    /// Content type, security headers and whatever else all pages of its sort share.
    pub headers: Arc<HeaderMap>,
    /// Its bytes.
    pub body: Bytes,
    /// The story that it is, for counting who reads it.
    pub story: Option<PostId>,
}

/// Nothing is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// 404, or 410 for what was withdrawn.
    pub status: StatusCode,
    /// The edition that was asked.
    pub language: Language,
}

/// Why a page could not be rendered.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// The store does not answer; later it may.
    #[error("the store does not answer: {0}")]
    Unavailable(String),
    /// The theme or the content is at fault; the sentence says where.
    #[error("{0}")]
    Broken(String),
    /// There is more to render than can be done.
    #[error("too many pages are waiting to be rendered")]
    Crowded,
}
