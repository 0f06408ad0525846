//! What is read most.

use crate::{Newsroom, Result, save_post::append, touched::Touched};
use kernel::{Key, Language, PostId, TagId, Timestamp};
use store::{Period, Reader, StoreError};

/// Stories of a list.
const SHOWN: u32 = 20;
/// Stories of the list of a tag.
const SHOWN_OF_TAG: u32 = 10;
/// Counts are kept for so many milliseconds: longer than the longest period.
const KEPT: i64 = 40 * 24 * 3_600_000;

impl Newsroom {
    /// Adds what was read since the last time.
    pub async fn add_reads(&self, reads: Vec<(PostId, u32)>) -> Result<()> {
        self.add_reads_at(Timestamp::now(), reads).await
    }

    /// Adds what was read in the hour of that moment.
    pub async fn add_reads_at(&self, at: Timestamp, reads: Vec<(PostId, u32)>) -> Result<()> {
        if reads.is_empty() {
            return Ok(());
        }
        let write = move |tx: &mut store::Tx<'_>| tx.add_reads(&reads, at);
        Ok(self.store.write::<_, StoreError>(write).await?)
    }

    /// Adds the counts up. Pages that show them are touched only when a list has become another one; says whether one
    /// has.
    pub async fn rank_reads(&self) -> Result<bool> {
        let now = Timestamp::now();
        let changed = self.store.read(move |reader| changed(reader, now)).await?;
        if changed.is_empty() {
            return Ok(false);
        }
        self.store
            .write(move |tx| {
                let mut touched = Touched::default();
                for list in &changed {
                    let (period, language) = (list.period, &list.language);
                    match list.tag {
                        Some(tag) => tx.set_most_read_of_tag(tag, period, language, &list.posts)?,
                        None => tx.set_most_read(period, language, &list.posts)?,
                    }
                    touched
                        .keys
                        .insert(list.tag.map_or(Key::MostRead, Key::MostReadOfTag));
                }
                tx.forget_reads_before(now.plus_millis(-KEPT))?;
                append(tx, "reads.ranked", touched)?;
                Ok(true)
            })
            .await
    }
}

/// A list that has become another one.
struct List {
    /// `None`: of all stories.
    tag: Option<TagId>,
    period: Period,
    language: Language,
    posts: Vec<PostId>,
}

fn changed(reader: &Reader, now: Timestamp) -> std::result::Result<Vec<List>, StoreError> {
    let settings = reader.settings()?;
    let mut changed = Vec::new();
    for language in std::iter::once(&settings.language).chain(&settings.languages) {
        for period in Period::ALL {
            let mut push = |tag, posts| {
                changed.push(List {
                    tag,
                    period,
                    language: language.clone(),
                    posts,
                });
            };
            let counted = reader.count_most_read(period, language, now, SHOWN)?;
            if counted != reader.most_read_ids(period, language)? {
                push(None, counted);
            }
            let mut counted = reader.count_most_read_of_tags(period, language, now, SHOWN_OF_TAG)?;
            for (tag, shown) in reader.most_read_ids_of_tags(period, language)? {
                let posts = counted.remove(&tag).unwrap_or_default();
                if posts != shown {
                    push(Some(tag), posts);
                }
            }
            for (tag, posts) in counted {
                push(Some(tag), posts);
            }
        }
    }
    Ok(changed)
}
