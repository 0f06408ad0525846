//! What is read most.

use crate::{Newsroom, Result, save_post::append, touched::Touched};
use kernel::{Key, Language, PostId, Timestamp};
use store::{Period, StoreError};

/// Stories of a list.
const SHOWN: u32 = 20;
/// Counts are kept for so many milliseconds: longer than the longest period.
const KEPT: i64 = 40 * 24 * 3_600_000;

impl Newsroom {
    /// Adds what was read since the last time.
    pub async fn add_reads(&self, reads: Vec<(PostId, u32)>) -> Result<()> {
        if reads.is_empty() {
            return Ok(());
        }
        let write = move |tx: &mut store::Tx<'_>| tx.add_reads(&reads, Timestamp::now());
        Ok(self.store.write::<_, StoreError>(write).await?)
    }

    /// Adds the counts up. Pages that show them are touched only when a list has become another one; says whether one
    /// has.
    pub async fn rank_reads(&self) -> Result<bool> {
        let now = Timestamp::now();
        let read = move |reader: &store::Reader| {
            let settings = reader.settings()?;
            let mut changed: Vec<(Period, Language, Vec<PostId>)> = Vec::new();
            for language in std::iter::once(&settings.language).chain(&settings.languages) {
                for period in Period::ALL {
                    let counted = reader.count_most_read(period, language, now, SHOWN)?;
                    if counted != reader.most_read_ids(period, language)? {
                        changed.push((period, language.clone(), counted));
                    }
                }
            }
            Ok::<_, StoreError>(changed)
        };
        let changed = self.store.read(read).await?;
        if changed.is_empty() {
            return Ok(false);
        }
        self.store
            .write(move |tx| {
                for (period, language, posts) in &changed {
                    tx.set_most_read(*period, language, posts)?;
                }
                tx.forget_reads_before(now.plus_millis(-KEPT))?;
                let mut touched = Touched::default();
                touched.keys.insert(Key::MostRead);
                append(tx, "reads.ranked", touched)?;
                Ok(true)
            })
            .await
    }
}
