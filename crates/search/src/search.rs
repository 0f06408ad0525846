//! The door to the index.

use crate::{
    asked::{Asked, Found, Hit},
    cache::Lately,
    find::{Finder, Ids},
    follower, plain,
    shelf::Opened,
};
use kernel::{PostId, Timestamp};
use std::{
    collections::HashMap,
    panic::{AssertUnwindSafe, catch_unwind},
    path::{Path, PathBuf},
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, AtomicU64, Ordering::SeqCst},
    },
};
use store::{Reader, Store, StoreError};
use tantivy::IndexReader;
use tokio::{sync::watch, task::AbortHandle};

/// The full-text index of a store, kept in step with it for as long as this lives. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Search(Arc<Guard>);

struct Guard {
    inner: Arc<Inner>,
    follower: AbortHandle,
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.follower.abort();
    }
}

/// What the follower and those who ask share.
pub(crate) struct Inner {
    pub store: Store,
    pub folder: PathBuf,
    serving: RwLock<Option<Arc<Serving>>>,
    /// Goes up whenever something else may be found.
    generation: AtomicU64,
    /// An answer failed: the index is to be looked at.
    pub suspected: AtomicBool,
    /// Wakes the follower for that.
    pub alarm: tokio::sync::Notify,
    lately: Lately,
    /// How far the index that is served has come.
    state: watch::Sender<State>,
}

/// The index that answers.
pub(crate) struct Serving {
    pub path: Arc<Path>,
    pub reader: IndexReader,
    pub fields: crate::schema::Fields,
    /// It holds everything.
    pub whole: bool,
}

/// What the index that answers holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct State {
    /// The last change that is found.
    pub position: i64,
    /// Everything that was published up to then is found.
    pub whole: bool,
    /// Tags and authors whose posts are still to be read anew.
    pub walks: usize,
}

impl Search {
    /// Opens the index in `folder`, or begins to build one, and follows the store's changes. Returns at once; until the
    /// index is built, what it holds so far is found. Needs a tokio runtime.
    pub fn open(store: Store, folder: &Path) -> Self {
        let inner = Arc::new(Inner {
            store,
            folder: folder.to_owned(),
            serving: RwLock::default(),
            generation: AtomicU64::new(1),
            suspected: AtomicBool::new(false),
            alarm: tokio::sync::Notify::new(),
            lately: Lately::default(),
            state: watch::Sender::default(),
        });
        let follower = tokio::spawn(follower::follow(inner.clone())).abort_handle();
        Self(Arc::new(Guard { inner, follower }))
    }

    /// Looks for posts that readers may see in this snapshot. It blocks: only for threads that may.
    pub fn find(&self, asked: &Asked, snapshot: &Reader, now: Timestamp) -> Result<Found, StoreError> {
        let inner = &*self.0.inner;
        let generation = inner.generation.load(SeqCst);
        let Some(serving) = inner.serving() else {
            return Ok(Found {
                preparing: true,
                ..Found::default()
            });
        };
        let ids = match inner.lately.get(asked, generation) {
            Some(ids) => ids,
            None => match look(&serving, asked, now) {
                Some(ids) => {
                    let ids = Arc::new(ids);
                    inner.lately.keep(asked, &ids, generation);
                    ids
                }
                None => {
                    inner.suspected.store(true, SeqCst);
                    inner.alarm.notify_one();
                    return Ok(Found {
                        preparing: true,
                        ..Found::default()
                    });
                }
            },
        };
        show(&ids, asked, snapshot, now, !serving.whole)
    }

    /// What the index holds, as it changes.
    pub fn state(&self) -> watch::Receiver<State> {
        self.0.inner.state.subscribe()
    }
}

/// Damaged files make tantivy fail, or panic.
fn look(serving: &Serving, asked: &Asked, now: Timestamp) -> Option<Ids> {
    let searcher = serving.reader.searcher();
    let finder = Finder {
        searcher: &searcher,
        fields: &serving.fields,
        asked,
        now: now.millis() / 1000,
    };
    match catch_unwind(AssertUnwindSafe(|| finder.find())) {
        Ok(Ok(ids)) => Some(ids),
        Ok(Err(error)) => {
            tracing::warn!(%error, "a search failed; the index is looked at");
            None
        }
        Err(_) => {
            tracing::warn!("a search failed; the index is looked at");
            None
        }
    }
}

/// The index may be older or newer than the snapshot; what is shown is what the snapshot lets readers see.
fn show(
    ids: &Ids,
    asked: &Asked,
    snapshot: &Reader,
    now: Timestamp,
    preparing: bool,
) -> Result<Found, StoreError> {
    let posts = snapshot.posts_by_ids(&ids.ids)?;
    let mut posts: HashMap<PostId, _> = posts.into_iter().map(|post| (post.id, post)).collect();
    let mut hits = Vec::with_capacity(ids.ids.len());
    for id in &ids.ids {
        let Some(post) = posts.remove(id) else { continue };
        if !post.is_public(now) || post.language != asked.language {
            continue;
        }
        let marker = &ids.marker;
        let excerpt = marker
            .part(plain::open_text(&post).trim())
            .or_else(|| {
                post.standfirst
                    .as_ref()
                    .map(|standfirst| marker.whole(standfirst))
            })
            .unwrap_or_default();
        hits.push(Hit {
            title: marker.whole(&post.title),
            excerpt,
            post,
        });
    }
    let hidden = ids.ids.len() - hits.len();
    Ok(Found {
        hits,
        total: ids.total.saturating_sub(hidden) as u64,
        loosely: ids.loosely.clone(),
        preparing,
    })
}

impl Inner {
    pub(crate) fn serving(&self) -> Option<Arc<Serving>> {
        self.serving
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Answers come from this one now.
    pub(crate) fn serve(&self, serving: Serving) {
        *self.serving.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(serving));
        self.generation.fetch_add(1, SeqCst);
    }

    /// Tells how far the one that answers has come.
    pub(crate) fn tell(&self, state: State) {
        self.state.send_replace(state);
    }

    /// An index that this process may read, but not write to.
    pub(crate) fn serve_opened(&self, opened: &Opened) {
        let whole = opened
            .progress
            .as_ref()
            .is_some_and(|progress| progress.is_whole());
        let position = opened.progress.as_ref().map_or(0, |progress| progress.position);
        let serving = Serving {
            path: opened.path.clone(),
            reader: opened.reader.clone(),
            fields: opened.fields,
            whole,
        };
        self.serve(serving);
        self.tell(State {
            position,
            whole,
            walks: 0,
        });
    }

    /// That one answers no more.
    pub(crate) fn drop_serving(&self, damaged: &Arc<Serving>) {
        let mut serving = self.serving.write().unwrap_or_else(PoisonError::into_inner);
        if serving
            .as_ref()
            .is_some_and(|serving| Arc::ptr_eq(serving, damaged))
        {
            *serving = None;
            self.generation.fetch_add(1, SeqCst);
            self.state.send_replace(State::default());
        }
    }
}
