//! A snapshot to read from.

use crate::{Result, focal::Focals, placements::Pretended, session::Session, store::Engine};
use kernel::{Key, Timestamp};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
    sync::Arc,
};

/// One snapshot of the store: nothing that is written later is seen. It remembers the surrogate keys of all that it
/// hands out, so that a page made of it knows what it shows, and until when time alone leaves it so.
///
/// It blocks: only for threads that may (`Store::read`, `spawn_blocking`). Give it back soon by dropping it; on SQLite
/// the log grows while it lives, and on PostgreSQL it holds a connection of the pool. Its methods stand with the
/// records they read.
pub struct Reader {
    /// Taken only when dropped.
    session: Option<Session>,
    engine: Arc<Engine>,
    keys: RefCell<BTreeSet<Key>>,
    until: Cell<Option<Timestamp>>,
    pub(crate) focals: Focals,
    /// An arrangement that is only looked at.
    pub(crate) pretended: RefCell<Option<Pretended>>,
}

impl Reader {
    pub(crate) fn new(session: Session, engine: Arc<Engine>) -> Self {
        Self {
            session: Some(session),
            engine,
            keys: RefCell::default(),
            until: Cell::default(),
            focals: Focals::default(),
            pretended: RefCell::default(),
        }
    }

    pub(crate) fn session(&self) -> &Session {
        self.session
            .as_ref()
            .expect("a reader has its session until it is dropped")
    }

    /// Name and version of the database: `SQLite 3.54.0`.
    pub fn engine_version(&self) -> Result<String> {
        let connection = &self.session().connection;
        let (name, sql) = match connection.is_postgres() {
            true => ("PostgreSQL", "SELECT current_setting('server_version')"),
            false => ("SQLite", "SELECT sqlite_version()"),
        };
        let version = connection.first(sql, &[], |row| row.columns().text())?;
        Ok(format!("{name} {}", version.unwrap_or_default()))
    }

    /// The keys of all that was handed out since the last call.
    pub fn take_keys(&self) -> BTreeSet<Key> {
        self.keys.take()
    }

    /// Remembers a key besides those of what was handed out.
    pub fn note(&self, key: Key) {
        self.keys.borrow_mut().insert(key);
    }

    /// Remembers several keys.
    pub fn note_all(&self, keys: impl IntoIterator<Item = Key>) {
        self.keys.borrow_mut().extend(keys);
    }

    /// Remembers that what was handed out is so until then: time alone changes it.
    pub fn note_until(&self, at: Timestamp) {
        let earlier = self.until.get().filter(|known| *known <= at);
        self.until.set(earlier.or(Some(at)));
    }

    /// The first moment at which time changes something of what was handed out since the last call.
    pub fn take_until(&self) -> Option<Timestamp> {
        self.until.take()
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        if let Some(session) = self.session.take() {
            self.engine.end_reading(session.connection);
        }
    }
}
