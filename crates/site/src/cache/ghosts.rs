//! What was dropped lately.

use std::collections::{HashSet, VecDeque};

/// Paths that were dropped from the small queue lately: one that comes back goes to the main queue.
#[derive(Debug, Default)]
pub(super) struct Ghosts {
    order: VecDeque<u64>,
    known: HashSet<u64>,
}

impl Ghosts {
    const MANY: usize = 20_000;

    /// Notes that the page at `path` was dropped.
    pub fn add(&mut self, path: &str) {
        let hash = rapidhash::v3::rapidhash_v3(path.as_bytes());
        if self.known.insert(hash) {
            self.order.push_back(hash);
        }
        if self.order.len() > Self::MANY
            && let Some(oldest) = self.order.pop_front()
        {
            self.known.remove(&oldest);
        }
    }

    /// Whether the page at `path` was dropped lately; forgets it.
    pub fn take(&mut self, path: &str) -> bool {
        !self.known.is_empty() && self.known.remove(&rapidhash::v3::rapidhash_v3(path.as_bytes()))
    }
}
