//! What was read is counted in memory and written down in batches.

use super::again::again_and_again;
use kernel::PostId;
use newsroom::Newsroom;
use site::Site;
use std::{collections::HashMap, sync::Arc, time::Duration};
use tokio::sync::Mutex;

/// A crash loses what was counted in this time at most.
const WRITE: Duration = Duration::from_secs(10);
/// The lists are made anew after so many batches: once a minute.
const RANK: u32 = 6;

/// Counts that are not written down yet.
pub struct Reads {
    site: Arc<Site>,
    newsroom: Newsroom,
    unwritten: Mutex<HashMap<PostId, u32>>,
}

impl Reads {
    /// Writes down from now on, for as long as the program runs.
    pub fn start(site: Arc<Site>, newsroom: Newsroom) -> Arc<Self> {
        let reads = Arc::new(Self {
            site,
            newsroom,
            unwritten: Mutex::default(),
        });
        let counting = reads.clone();
        let mut batches: u32 = 0;
        tokio::spawn(again_and_again("counting what is read", WRITE, move || {
            let (counting, batch) = (counting.clone(), batches);
            batches = batches.wrapping_add(1);
            async move {
                counting.write().await;
                if batch.is_multiple_of(RANK)
                    && let Err(error) = counting.newsroom.rank_reads().await
                {
                    tracing::warn!(%error, "what is read most cannot be added up; trying again");
                }
                WRITE
            }
        }));
        reads
    }

    /// Writes down what was counted. What cannot be written is kept for the next time.
    pub async fn write(&self) {
        let mut unwritten = self.unwritten.lock().await;
        for (post, count) in self.site.take_reads() {
            *unwritten.entry(post).or_default() += count;
        }
        let batch = unwritten.iter().map(|(post, count)| (*post, *count)).collect();
        match self.newsroom.add_reads(batch).await {
            Ok(()) => unwritten.clear(),
            Err(error) => tracing::warn!(%error, "what was read cannot be written down; trying again"),
        }
    }
}
