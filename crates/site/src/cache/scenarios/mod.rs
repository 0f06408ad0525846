//! What the cache does, one behaviour to a test.

mod encodings;
mod flights;
mod invalidation;
mod overtaken;
mod room;
mod stale;

use super::*;
use http::{HeaderMap, StatusCode};
use kernel::{Language, PostId, Timestamp};
use std::{
    sync::{
        Condvar,
        atomic::{AtomicI64, AtomicUsize, Ordering::SeqCst},
    },
    time::Duration,
};

/// A renderer whose pages, delays and failures the test decides.
pub(super) struct Paper {
    stories: Mutex<HashMap<String, (Vec<Key>, String)>>,
    snapshot: AtomicI64,
    renders: watch::Sender<usize>,
    done: AtomicUsize,
    closed: Mutex<bool>,
    opened: Condvar,
    failure: Mutex<Option<Failure>>,
    until: Mutex<Option<Timestamp>>,
}

impl Paper {
    pub fn new() -> Arc<Self> {
        Arc::new(Self {
            stories: Mutex::default(),
            snapshot: AtomicI64::new(1),
            renders: watch::channel(0).0,
            done: AtomicUsize::new(0),
            closed: Mutex::new(false),
            opened: Condvar::new(),
            failure: Mutex::default(),
            until: Mutex::default(),
        })
    }

    pub fn write(&self, path: &str, keys: &[Key], body: impl Into<String>) {
        self.stories
            .lock()
            .unwrap()
            .insert(path.into(), (keys.into(), body.into()));
    }

    pub fn remove(&self, path: &str) {
        self.stories.lock().unwrap().remove(path);
    }

    pub fn snapshot_is(&self, snapshot: i64) {
        self.snapshot.store(snapshot, SeqCst);
    }

    pub fn fail(&self, failure: Option<Failure>) {
        *self.failure.lock().unwrap() = failure;
    }

    /// What is rendered from now on shows something that changes then.
    pub fn until(&self, until: Timestamp) {
        *self.until.lock().unwrap() = Some(until);
    }

    /// Renders begin, read what is to be read, and then wait until [`Paper::open`].
    pub fn close(&self) {
        *self.closed.lock().unwrap() = true;
    }

    pub fn open(&self) {
        *self.closed.lock().unwrap() = false;
        self.opened.notify_all();
    }

    /// Waits until `n` renders have begun.
    pub async fn begun(&self, n: usize) {
        self.renders
            .subscribe()
            .wait_for(|begun| *begun >= n)
            .await
            .unwrap();
    }

    pub fn renders(&self) -> usize {
        *self.renders.borrow()
    }
}

impl Render for Paper {
    fn render(&self, path: &str) -> Result<Rendered, Failure> {
        let failure = self.failure.lock().unwrap().clone();
        let story = self.stories.lock().unwrap().get(path).cloned();
        let snapshot = self.snapshot.load(SeqCst);
        self.renders.send_modify(|n| *n += 1);
        let mut closed = self.closed.lock().unwrap();
        while *closed {
            closed = self.opened.wait(closed).unwrap();
        }
        drop(closed);
        self.done.fetch_add(1, SeqCst);
        if let Some(failure) = failure {
            return Err(failure);
        }
        let (answer, keys) = match story {
            Some((_, to)) if to.starts_with("→") => (
                Answer::Moved {
                    to: to.trim_start_matches('→').into(),
                    permanent: true,
                },
                vec![],
            ),
            Some((keys, body)) => {
                let headers = Arc::new(HeaderMap::new());
                (
                    Answer::Page(Page {
                        status: StatusCode::OK,
                        headers,
                        body: body.into(),
                        story: None,
                    }),
                    keys,
                )
            }
            None => {
                let missing = Missing {
                    status: StatusCode::NOT_FOUND,
                    language: Language::english(),
                };
                (Answer::Missing(missing), vec![Key::Slug("a".parse().unwrap())])
            }
        };
        Ok(Rendered {
            answer,
            keys,
            snapshot,
            until: *self.until.lock().unwrap(),
        })
    }
}

pub(super) fn cache(paper: &Arc<Paper>) -> PageCache {
    cache_with(paper, |_| {})
}

pub(super) fn cache_with(paper: &Arc<Paper>, set: impl FnOnce(&mut CacheConfig)) -> PageCache {
    let mut config = CacheConfig {
        renders: 2,
        ..CacheConfig::default()
    };
    set(&mut config);
    PageCache::new(config, paper.clone())
}

pub(super) fn post() -> Key {
    Key::Post(PostId::new())
}

pub(super) fn body(served: &Served) -> (String, Source) {
    match served {
        Served::Page(entry, source) => (
            String::from_utf8(entry.plain().unwrap().to_vec()).unwrap(),
            *source,
        ),
        other => panic!("not a page: {other:?}"),
    }
}

pub(super) async fn read(cache: &PageCache, path: &str) -> (String, Source) {
    body(&cache.page(path).await)
}

pub(super) fn page(text: &str, source: Source) -> (String, Source) {
    (text.to_owned(), source)
}
