//! The live feed: `GET /live/feed`, server-sent events of what is published, edited and withdrawn in the news feed.
//!
//! - [`scribe`] follows the changes, reads each touched item once, and renders it once whatever the number of readers;
//! - [`log`] keeps the latest events of a language by the change feed's ids, so that a page that was away goes on where
//!   it stopped, on any node and after a restart; a page that was away for longer is told to fetch the list anew;
//! - [`stream`] is one open connection: a few hundred bytes beside its socket, since nothing of the HTTP server stays;
//! - [`crowd`] says how many may listen at a time.

mod asked;
mod crowd;
mod event;
mod log;
mod scribe;
mod stream;
mod tally;

pub use stream::Seat;
pub use tally::Tally;

use crate::{
    client::{self, Peer},
    look::Looks,
    render::Renderer,
};
use asked::Asked;
use crowd::Crowd;
use http::{HeaderMap, Method, Uri};
use kernel::{Key, Language, SiteSettings};
use log::Log;
use scribe::{Note, Scribe};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock},
    time::Duration,
};
use store::{Change, Store};
use tokio::{
    sync::{
        mpsc::{UnboundedSender, unbounded_channel},
        watch,
    },
    task::AbortHandle,
};

/// What the live feed may take.
#[derive(Debug, Clone)]
pub struct LiveConfig {
    /// Connections at the same time; two thirds of all connections at most.
    pub connections: usize,
    /// Of these from one IPv4 address or IPv6 /64. Many people share one behind a mobile carrier.
    pub per_address: usize,
    /// How often a sign of life is sent.
    pub heartbeat: Duration,
    /// How long a client may take nothing of what is waiting for it.
    pub stall: Duration,
    /// Events that are kept for each language: for clients that come back, and for slow ones.
    pub kept: usize,
    /// Changes that are looked back upon when the server starts.
    pub past: u32,
}

impl Default for LiveConfig {
    fn default() -> Self {
        Self {
            connections: 20_000,
            per_address: 50,
            heartbeat: Duration::from_secs(20),
            stall: Duration::from_secs(20),
            kept: 500,
            past: 1000,
        }
    }
}

/// The live feed of a site. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Live(Arc<Inner>);

struct Inner {
    rooms: RwLock<Rooms>,
    crowd: Arc<Crowd>,
    looks: Arc<Looks>,
    notes: UnboundedSender<Note>,
    tally: Arc<Tally>,
    config: LiveConfig,
    trusted_proxy: Option<bool>,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Live")
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}

/// The languages of the site, each with those who listen to it.
#[derive(Debug, Default)]
struct Rooms {
    main: Option<Language>,
    rooms: HashMap<Language, Arc<Room>>,
}

/// Those who listen to the feed of one language.
#[derive(Debug)]
struct Room {
    log: Mutex<Log>,
    bell: watch::Sender<()>,
}

impl Room {
    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What somebody who asks for the stream is answered.
#[derive(Debug)]
pub enum Admission {
    /// They may listen.
    Seat(Box<Seat>),
    /// There are too many.
    Full,
}

impl Live {
    /// The live feed of a newsroom with these settings, from the change `position` on; the handle ends it.
    pub fn start(
        config: LiveConfig,
        renderer: Arc<Renderer>,
        store: Store,
        looks: Arc<Looks>,
        (settings, position): (&SiteSettings, i64),
        trusted_proxy: Option<bool>,
    ) -> (Self, AbortHandle) {
        let (notes, received) = unbounded_channel();
        let tally = Arc::new(Tally::new());
        let live = Self(Arc::new(Inner {
            rooms: RwLock::default(),
            crowd: Arc::new(Crowd::new(config.connections, config.per_address, tally.clone())),
            looks,
            notes,
            tally,
            config,
            trusted_proxy,
        }));
        // Whoever comes at once waits until the past was read.
        live.rooms(&settings.language, &settings.languages, position);
        let scribe = Scribe::new(live.clone(), renderer, store);
        let task = tokio::spawn(scribe.follow(received, position));
        (live, task.abort_handle())
    }

    /// Hears of a change, in the order of the feed, when the page cache knows of it already.
    pub fn changed(&self, change: &Change) {
        let posts = |keys: &[Key]| {
            let ids = keys.iter().filter_map(|key| match key {
                Key::Post(id) => Some(*id),
                _ => None,
            });
            ids.collect::<Vec<_>>()
        };
        let feed = change.keys.contains(&Key::Feed);
        // An error means that the site is closing.
        let _ = self.0.notes.send(Note::Change {
            id: change.id,
            posts: if feed { posts(&change.keys) } else { Vec::new() },
            gone: if feed { posts(&change.gone) } else { Vec::new() },
            settings: change.keys.contains(&Key::Settings),
        });
    }

    /// Hears that changes up to `position` are not known: everybody is to fetch the list.
    pub fn lost_changes(&self, position: i64) {
        let _ = self.0.notes.send(Note::Lost(position));
    }

    /// Whether this path is that of the stream.
    pub fn is_path(path: &str) -> bool {
        path.ends_with(asked::PATH)
    }

    /// Lets somebody in who asks for the stream; `None` when that is not what they ask for.
    pub fn admit(
        &self,
        method: &Method,
        uri: &Uri,
        headers: &HeaderMap,
        peer: Option<Peer>,
    ) -> Option<Admission> {
        if *method != Method::GET || !Self::is_path(uri.path()) {
            return None;
        }
        let from = client::address(peer, headers, self.0.trusted_proxy);
        let asked = Asked::read(uri, headers, from);
        let room = self.room(asked.language)?;
        let Some(place) = self.0.crowd.enter(asked.from) else {
            return Some(Admission::Full);
        };
        let seat = Seat::new(
            room,
            place,
            asked.after,
            self.0.tally.clone(),
            self.0.config.stall,
        );
        Some(Admission::Seat(Box::new(seat)))
    }

    /// Whether there is a stream at this path.
    pub fn offers(&self, path: &str) -> bool {
        asked::language(path).is_some_and(|language| self.room(Some(language)).is_some())
    }

    /// How much there is of what.
    pub fn tally(&self) -> &Tally {
        &self.0.tally
    }

    /// The room of an edition; the empty name is the main language. None when the theme is not live.
    fn room(&self, language: Option<&str>) -> Option<Arc<Room>> {
        if !self.0.looks.current().theme.is_live() {
            return None;
        }
        let rooms = self.0.rooms.read().unwrap_or_else(PoisonError::into_inner);
        let main = rooms.main.as_ref()?;
        let language = language?;
        if language.is_empty() {
            return rooms.rooms.get(main).cloned();
        }
        let (_, room) = rooms
            .rooms
            .iter()
            .find(|(known, _)| *known != main && known.as_str().eq_ignore_ascii_case(language))?;
        Some(room.clone())
    }

    /// All rooms, those of new languages among them: these know nothing of what was before `position`.
    fn rooms(&self, main: &Language, others: &[Language], position: i64) -> HashMap<Language, Arc<Room>> {
        let mut rooms = self.0.rooms.write().unwrap_or_else(PoisonError::into_inner);
        rooms.main = Some(main.clone());
        rooms
            .rooms
            .retain(|language, _| language == main || others.contains(language));
        for language in std::iter::once(main).chain(others) {
            rooms.rooms.entry(language.clone()).or_insert_with(|| {
                Arc::new(Room {
                    log: Mutex::new(Log::new(self.0.config.kept, position)),
                    bell: watch::Sender::new(()),
                })
            });
        }
        rooms.rooms.clone()
    }
}
