//! Brings an index in step with the store: first what changed, then a part of what is still to be read.

use crate::{
    entry,
    progress::{Of, Progress, Sweep},
    schema::Fields,
    shelf::Opened,
};
use kernel::{Key, Post, PostId};
use std::{
    collections::BTreeSet,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};
use store::{Change, Reader, Store, StoreError};
use tantivy::{IndexReader, IndexWriter, Term, indexer::IndexWriterOptions};

/// Changes that are read at a time.
const BATCH: u32 = 500;
/// Posts that are read at a time: with their text, some megabytes.
const PAGE: u32 = 100;
/// Posts of a walk that are committed together.
const COMMIT: usize = 3000;
/// Memory for what is not on the disk yet.
const MEMORY: usize = 16 << 20;
/// Between two commits for changes; within a second everything is found.
const REST: Duration = Duration::from_millis(200);

/// Why an index cannot be written to.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Stuck {
    /// The store does not answer; the index is as good as before.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The index cannot be used.
    #[error(transparent)]
    Index(#[from] tantivy::TantivyError),
    /// It does not belong to this store, or was away for too long to follow.
    #[error("the change feed does not go on where the index stopped")]
    Lost,
}

/// What a step did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Step {
    /// Readers find something else now.
    pub committed: bool,
    /// When there is more to do; `None`: when something changes.
    pub next: Option<Duration>,
    /// Changes that are in the store and not in the index.
    pub lag: i64,
}

/// An index and its one writer.
pub(crate) struct Writer {
    pub path: Arc<Path>,
    pub reader: IndexReader,
    pub fields: Fields,
    pub progress: Progress,
    writer: IndexWriter,
    /// The posts of the walk through a tag or an author.
    ids: Option<(Of, Vec<PostId>)>,
    uncommitted: usize,
    /// A change, or the end of a walk, waits for its commit.
    due: bool,
    last_commit: Option<Instant>,
}

impl Writer {
    /// Goes on with an index, or begins with an empty one.
    pub(crate) fn open(opened: Opened, store: &Store) -> Result<Self, Stuck> {
        let Opened {
            path,
            index,
            reader,
            fields,
            progress,
        } = opened;
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .memory_budget_per_thread(MEMORY)
            .num_merge_threads(1)
            .build();
        let writer = index.writer_with_options(options)?;
        let snapshot = store.reader()?;
        let progress = match progress {
            Some(progress) => {
                belongs(&progress, &snapshot)?;
                progress
            }
            None => {
                let position = snapshot.last_change();
                let last = snapshot.changes_after(position - 1, 1)?;
                Progress::begun(position, last.first().map_or(0, |change| change.at.millis()))
            }
        };
        Ok(Self {
            path,
            reader,
            fields,
            progress,
            writer,
            ids: None,
            uncommitted: 0,
            due: false,
            last_commit: None,
        })
    }

    /// Takes in what changed, or some more of what is to be read.
    pub(crate) fn step(&mut self, store: &Store) -> Result<Step, Stuck> {
        let begun = Instant::now();
        let reader = store.reader()?;
        let changes = reader.changes_after(self.progress.position, BATCH)?;
        self.apply(&changes, &reader)?;
        let full = changes.len() == BATCH as usize;
        let walked = !full && self.walk(&reader)?;
        drop(reader);
        let lag = if full { i64::from(BATCH) } else { 0 };
        let rested = self.last_commit.is_none_or(|at| at.elapsed() >= REST);
        let committed = (self.due && rested && !full) || self.uncommitted >= COMMIT;
        if committed {
            self.commit()?;
        }
        let next = if full {
            Some(Duration::ZERO)
        } else if walked {
            // Readers come first: of a core that it could have, a walk takes two thirds.
            Some(begun.elapsed() / 2)
        } else if self.due {
            Some(
                self.last_commit
                    .map_or(Duration::ZERO, |at| REST.saturating_sub(at.elapsed())),
            )
        } else {
            None
        };
        Ok(Step { committed, next, lag })
    }

    fn apply(&mut self, changes: &[Change], reader: &Reader) -> Result<(), Stuck> {
        let Some(last) = changes.last() else { return Ok(()) };
        if changes[0].id != self.progress.position + 1 {
            return Err(Stuck::Lost);
        }
        let mut posts = BTreeSet::new();
        for key in changes.iter().flat_map(|change| &change.keys) {
            match key {
                Key::Post(id) => {
                    posts.insert(*id);
                }
                Key::Tag(id) => self.progress.sweep(Of::Tag(*id)),
                Key::Author(id) => self.progress.sweep(Of::Author(*id)),
                _ => {}
            }
        }
        self.ids = None;
        let posts: Vec<_> = posts.into_iter().collect();
        self.reread(&posts, reader)?;
        self.progress.position = last.id;
        self.progress.stamp = last.at.millis();
        self.due = true;
        Ok(())
    }

    /// The next part of the first walk. Returns whether there was one.
    fn walk(&mut self, reader: &Reader) -> Result<bool, Stuck> {
        let Some(Sweep { of, after }) = self.progress.sweeps.first().cloned() else {
            return Ok(false);
        };
        let last = match of {
            Of::All => {
                let posts = reader.posts_after(after, PAGE)?;
                self.replace(posts.iter().map(|post| post.id), &posts)?;
                posts.last().map(|post| post.id)
            }
            of => {
                let all = match self.ids.take() {
                    Some((known, ids)) if known == of => ids,
                    _ => match of {
                        Of::Tag(id) => reader.post_ids_of_tag(id)?,
                        Of::Author(id) => reader.post_ids_of_author(id)?,
                        Of::All => Vec::new(),
                    },
                };
                let begin = after.map_or(0, |after| all.partition_point(|id| *id <= after));
                let some = &all[begin..all.len().min(begin + PAGE as usize)];
                self.reread(some, reader)?;
                let last = some.last().copied();
                self.ids = Some((of, all));
                last
            }
        };
        match last {
            Some(last) => self.progress.sweeps[0].after = Some(last),
            None => {
                self.progress.sweeps.remove(0);
                self.due = true;
            }
        }
        Ok(true)
    }

    fn reread(&mut self, ids: &[PostId], reader: &Reader) -> Result<(), Stuck> {
        for some in ids.chunks(PAGE as usize) {
            let posts = reader.posts_by_ids(some)?;
            reader.take_keys();
            self.replace(some.iter().copied(), &posts)?;
        }
        Ok(())
    }

    fn replace(&mut self, ids: impl Iterator<Item = PostId>, posts: &[Arc<Post>]) -> Result<(), Stuck> {
        for id in ids {
            self.writer
                .delete_term(Term::from_field_text(self.fields.id, &id.to_string()));
            self.uncommitted += 1;
        }
        for post in posts.iter().filter(|post| entry::is_indexed(post)) {
            self.writer.add_document(entry::entry(post, &self.fields))?;
        }
        Ok(())
    }

    /// Puts everything on the disk, with how far it has come.
    fn commit(&mut self) -> Result<(), Stuck> {
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&self.progress.write());
        commit.commit()?;
        self.reader.reload()?;
        (self.uncommitted, self.due) = (0, false);
        self.last_commit = Some(Instant::now());
        Ok(())
    }
}

/// Whether the store's feed is the one that the index has followed.
fn belongs(progress: &Progress, snapshot: &Reader) -> Result<(), Stuck> {
    if snapshot.last_change() < progress.position {
        return Err(Stuck::Lost);
    }
    let around = snapshot.changes_after(progress.position - 1, 1)?;
    match around.first() {
        Some(change) if change.id == progress.position && change.at.millis() != progress.stamp => {
            Err(Stuck::Lost)
        }
        _ => Ok(()),
    }
}
