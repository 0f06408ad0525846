//! How far an index has come: kept within each of its commits, so that the two cannot come apart.

use crate::schema::VERSION;
use kernel::{AuthorId, PostId, TagId};
use serde::{Deserialize, Serialize};

/// What a commit holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Progress {
    /// Of the schema and of how words are compared.
    pub version: u32,
    /// The last change of the feed that is in the index.
    pub position: i64,
    /// When that change was written, by which another store's feed is known.
    pub stamp: i64,
    /// What is still to be read anew, one after another.
    pub sweeps: Vec<Sweep>,
}

/// A walk through many posts in the order of their ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Sweep {
    pub of: Of,
    /// The last post that was read.
    pub after: Option<PostId>,
}

/// Which posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Of {
    All,
    Tag(TagId),
    Author(AuthorId),
}

impl Progress {
    /// Of an index that is begun when the feed is at `position`.
    pub(crate) fn begun(position: i64, stamp: i64) -> Self {
        Self {
            version: VERSION,
            position,
            stamp,
            sweeps: vec![Sweep {
                of: Of::All,
                after: None,
            }],
        }
    }

    /// Whether every post was read once.
    pub(crate) fn is_whole(&self) -> bool {
        self.sweeps.iter().all(|sweep| sweep.of != Of::All)
    }

    /// Another walk; one of the same posts that is under way begins again.
    pub(crate) fn sweep(&mut self, of: Of) {
        self.sweeps.retain(|sweep| sweep.of != of);
        self.sweeps.push(Sweep { of, after: None });
    }

    pub(crate) fn read(payload: Option<&str>) -> Option<Self> {
        let progress: Self = serde_json::from_str(payload?).ok()?;
        (progress.version == VERSION).then_some(progress)
    }

    pub(crate) fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}
