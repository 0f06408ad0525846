//! The page cache: whole pages, kept until something that they show changes.
//!
//! A page is known by its path alone. While it is rendered, the surrogate keys of all that it shows are recorded; a
//! change names the keys it touches, and the pages that carry one of them become stale, no others; so do those that show
//! what time alone changes, when it does. A stale page is
//! rendered again when it is asked for, once, however many ask; it is served once more as it was when there is no
//! place to render it or the store does not answer. Pages of what was withdrawn are never served again.
//!
//! - [`shelf`] keeps the pages and decides which go when there are too many;
//! - [`ledger`] knows which pages carry which keys;
//! - [`entry`] is one page in its encodings;
//! - [`flight`] lets many wait for one rendering;
//! - [`packer`] compresses what is seldom asked for, in the background.
//!
//! `scenarios/` is its specification, one behaviour to a test.

mod config;
mod encoding;
mod entry;
mod flight;
mod ghosts;
mod ledger;
mod packer;
mod render;
mod shelf;

#[cfg(test)]
mod scenarios;

pub use config::CacheConfig;
pub use encoding::{Effort, Encoding};
pub use entry::{Coded, Entry, Stamp};
pub use render::{Answer, Failure, Missing, Page, Render, Rendered};

use entry::About;
use flight::{Flight, Outcome, Progress};
use http::HeaderValue;
use kernel::{Key, PostId};
use shelf::Shelf;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Instant,
};
use tokio::sync::{Semaphore, watch};

/// What the cache answers.
#[derive(Debug)]
pub enum Served {
    /// A page, and how it was come by.
    Page(Arc<Entry>, Source),
    /// The address is another one.
    Moved {
        /// Where it is now.
        to: String,
        /// Whether for good.
        permanent: bool,
    },
    /// Nothing is there.
    Missing(Missing),
    /// It could not be rendered and nothing is kept.
    Failed(Failure),
}

/// How a page was come by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// It was kept.
    Hit,
    /// It was rendered.
    Miss,
    /// It was kept and is out of date.
    Stale,
}

/// The page cache. Cheap to clone.
#[derive(Debug, Clone)]
pub struct PageCache(Arc<Inner>);

struct Inner {
    shelf: Arc<Shelf>,
    flights: Mutex<HashMap<Arc<str>, Flight>>,
    render: Arc<dyn Render>,
    places: Arc<Semaphore>,
    background: Arc<Semaphore>,
    config: CacheConfig,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PageCache")
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.shelf.close();
    }
}

impl PageCache {
    /// An empty cache over `render`.
    pub fn new(config: CacheConfig, render: Arc<dyn Render>) -> Self {
        let shelf = Arc::new(Shelf::new(config.capacity));
        packer::start(shelf.clone());
        Self(Arc::new(Inner {
            shelf,
            flights: Mutex::default(),
            render,
            places: Arc::new(Semaphore::new(config.renders.max(1))),
            background: Arc::new(Semaphore::new(config.waiting)),
            config,
        }))
    }

    /// The page at `path`, if it is kept and nothing has to be done before it is served.
    pub fn hit(&self, path: &str) -> Option<Arc<Entry>> {
        let entry = self.0.shelf.get(path)?;
        let (stamp, now) = (&entry.stamp, Instant::now());
        if !stamp.is_fresh_at(now) || now.saturating_duration_since(stamp.born) >= self.0.config.renew_after {
            return None;
        }
        entry.stamp.touch();
        Some(entry)
    }

    /// The page at `path`: kept, waited for, or rendered.
    pub async fn page(&self, path: &str) -> Served {
        for attempt in 0..4 {
            let kept = self.0.shelf.get(path);
            if let Some(entry) = &kept
                && entry.stamp.is_fresh_at(Instant::now())
            {
                entry.stamp.touch();
                if entry.stamp.born.elapsed() >= self.0.config.renew_after {
                    self.join(path, true);
                }
                return Served::Page(entry.clone(), Source::Hit);
            }
            let (mut flight, first) = self.join(path, kept.is_some());
            let done = match &kept {
                Some(_) => flight.done_unless_crowded().await,
                None => flight.done().await,
            };
            let stale = || kept.clone().filter(|entry| !entry.stamp.is_gone());
            match done {
                Some((_, true)) if !first && attempt < 3 => continue,
                Some((Outcome::Page(entry), _)) => return Served::Page(entry, Source::Miss),
                Some((Outcome::Moved { to, permanent }, _)) => return Served::Moved { to, permanent },
                Some((Outcome::Missing(missing), _)) => return Served::Missing(missing),
                Some((Outcome::Failed(failure), _)) => match stale() {
                    Some(entry) => return Served::Page(entry, Source::Stale),
                    None => return Served::Failed(failure),
                },
                Some((Outcome::Abandoned, _)) | None => match stale() {
                    Some(entry) => return Served::Page(entry, Source::Stale),
                    None if done.is_none() => {
                        return Served::Failed(Failure::Broken("the rendering panicked".into()));
                    }
                    None => continue,
                },
            }
        }
        Served::Failed(Failure::Crowded)
    }

    /// Makes sure that the bytes in `encoding` are there, unless somebody is at it already.
    pub async fn prepare(&self, entry: &Arc<Entry>, encoding: Encoding) {
        if entry.coded(encoding).is_some() {
            return;
        }
        let (shelf, entry) = (self.0.shelf.clone(), entry.clone());
        let made = tokio::task::spawn_blocking(move || {
            entry.make(encoding);
            shelf.grown(&entry, encoding == Encoding::Brotli);
        });
        let _ = made.await;
    }

    /// Tells the cache of a change: pages with `keys` become stale, pages with keys that are `gone` leave. Returns how
    /// many pages that concerns.
    pub fn invalidate(&self, change: i64, keys: &[Key], gone: &[Key]) -> usize {
        self.0.shelf.invalidate(change, keys, gone)
    }

    /// Makes all pages stale: they will look different.
    pub fn renew_all(&self) {
        self.0.shelf.next_epoch();
    }

    /// How often stories were read since the last time.
    pub fn take_reads(&self) -> HashMap<PostId, u32> {
        self.0.shelf.take_reads()
    }

    /// Pages that are kept, and the bytes they take.
    pub fn totals(&self) -> (usize, usize) {
        self.0.shelf.totals()
    }

    /// The rendering of `path` that is under way, or a new one. Returns whether it is new.
    fn join(&self, path: &str, has_stale: bool) -> (Flight, bool) {
        let mut flights = self.0.flights.lock().unwrap_or_else(|e| e.into_inner());
        if let Some(flight) = flights.get(path) {
            return (flight.clone(), false);
        }
        let (progress, flight) = Flight::start();
        let path: Arc<str> = path.into();
        flights.insert(path.clone(), flight.clone());
        drop(flights);
        let landing = Landing {
            cache: self.clone(),
            path,
        };
        tokio::spawn(landing.fly(progress, has_stale));
        (flight, true)
    }
}

/// Renders one page, and takes its flight off the list at the end, whatever happens.
struct Landing {
    cache: PageCache,
    path: Arc<str>,
}

impl Drop for Landing {
    fn drop(&mut self) {
        self.cache
            .0
            .flights
            .lock()
            .unwrap_or_else(|e| e.into_inner())
            .remove(&self.path);
    }
}

impl Landing {
    async fn fly(self, progress: watch::Sender<Progress>, has_stale: bool) {
        let (outcome, overtaken) = self.render(&progress, has_stale).await;
        drop(self);
        progress.send_replace(Progress::Done { outcome, overtaken });
    }

    async fn render(&self, progress: &watch::Sender<Progress>, has_stale: bool) -> (Outcome, bool) {
        let inner = &self.cache.0;
        let patience = if has_stale {
            inner.config.patience
        } else {
            inner.config.long_patience
        };
        let place = inner.places.clone().acquire_owned();
        let place = match tokio::time::timeout(patience, place).await {
            Ok(place) => place,
            Err(_) if !has_stale => return (Outcome::Failed(Failure::Crowded), false),
            Err(_) => {
                let Ok(_waiting) = inner.background.try_acquire() else {
                    return (Outcome::Abandoned, false);
                };
                progress.send_replace(Progress::Crowded);
                inner.places.clone().acquire_owned().await
            }
        };
        progress.send_replace(Progress::Rendering);
        let (inner, path) = (inner.clone(), self.path.clone());
        let work = tokio::task::spawn_blocking(move || {
            let _place = place;
            inner.render_and_keep(path)
        });
        work.await.unwrap_or_else(|_| {
            (
                Outcome::Failed(Failure::Broken("the rendering panicked".into())),
                false,
            )
        })
    }
}

impl Inner {
    fn render_and_keep(&self, path: Arc<str>) -> (Outcome, bool) {
        let (epoch, number) = {
            let mut books = self.shelf.books();
            (books.epoch, books.ledger.number())
        };
        let Rendered {
            answer,
            keys,
            snapshot,
            until,
        } = match self.render.render(&path) {
            Ok(rendered) => rendered,
            Err(failure) => return (Outcome::Failed(failure), false),
        };
        let outcome = match answer {
            Answer::Page(page) => {
                let surrogates = self
                    .config
                    .surrogate_keys
                    .then(|| surrogate_header(&keys))
                    .flatten();
                let about = About {
                    number,
                    snapshot,
                    until,
                    keys: keys.len(),
                    surrogates,
                };
                Outcome::Page(Entry::new(path.clone(), page, about))
            }
            Answer::Moved { to, permanent } => Outcome::Moved { to, permanent },
            Answer::Missing(missing) => Outcome::Missing(missing),
        };
        let books = &mut *self.shelf.books();
        let overtaken = books.epoch != epoch || books.ledger.is_outdated(snapshot, &keys);
        if !overtaken {
            match &outcome {
                Outcome::Page(entry) => {
                    books.ledger.link(number, &keys);
                    self.shelf.insert(books, entry);
                }
                _ => self.shelf.forget_path(books, &path),
            }
        }
        (outcome, overtaken)
    }
}

/// Keys as one header, separated by spaces as Fastly and Varnish's xkey read them. None when it would grow beyond 7 KB,
/// which proxies refuse.
fn surrogate_header(keys: &[Key]) -> Option<HeaderValue> {
    let text = keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ");
    HeaderValue::try_from(text)
        .ok()
        .filter(|value| value.len() <= 7 * 1024)
}
