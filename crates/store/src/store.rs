//! The door to the database.

use crate::{
    Database, Reader, Result, StoreError, Tx,
    caches::Caches,
    migrations,
    session::Session,
    sql::{Connection, postgres, sqlite},
    wake::{self, Bell},
};
use std::time::Duration;
use std::{
    cell::RefCell,
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    path::Path,
    sync::{Arc, mpsc},
};
use tokio::{
    sync::{Semaphore, oneshot, watch},
    time::timeout,
};

/// The newsroom's database. Cheap to clone; all clones are one.
#[derive(Clone)]
pub struct Store {
    engine: Arc<Engine>,
    bell: Arc<Bell>,
}

/// What a store runs on.
pub(crate) struct Engine {
    kind: Kind,
    caches: Arc<Caches>,
}

enum Kind {
    Sqlite {
        writes: mpsc::Sender<Write>,
        readers: sqlite::Readers,
    },
    Postgres {
        pool: Box<postgres::Pool>,
        /// Who writes takes a thread only when its turn is near: writes go one after another, and threads that block are
        /// few.
        turns: Arc<Semaphore>,
    },
}

/// Writes of one node that are at the database at the same time: one that writes, and one that waits for the lock.
const WRITES: usize = 2;

/// How long a write waits for its turn; afterwards as long for the lock.
const PATIENCE: Duration = Duration::from_secs(10);

/// A write on its way to the thread that owns the writing connection.
type Write = Box<dyn FnOnce(Connection) -> Connection + Send>;

/// Connections of one node to PostgreSQL.
const CONNECTIONS: usize = 20;

impl Store {
    /// Opens the database, and brings its tables to the newest form.
    pub async fn open(database: Database) -> Result<Store, StoreError> {
        join(tokio::task::spawn_blocking(move || {
            Self::open_blocking(&database, false)
        }))
        .await
    }

    /// Opens the database of a newsroom that is there; makes none.
    ///
    /// # Errors
    /// [`StoreError::NoNewsroom`] when nothing is there.
    pub async fn open_existing(database: Database) -> Result<Store, StoreError> {
        join(tokio::task::spawn_blocking(move || {
            Self::open_blocking(&database, true)
        }))
        .await
    }

    fn open_blocking(database: &Database, existing: bool) -> Result<Store> {
        let none = || StoreError::NoNewsroom(database.to_string());
        let migrate = |connection: &Connection| match existing && migrations::is_new(connection)? {
            true => Err(none()),
            false => migrations::run(connection),
        };
        let bell = Bell::new();
        let thread = |why: std::io::Error| StoreError::Statement(format!("cannot start a thread: {why}"));
        let kind = match database {
            Database::Sqlite(path) => {
                if existing && std::fs::metadata(path).map_or(true, |file| file.len() == 0) {
                    return Err(none());
                }
                let connection = Connection::Sqlite(sqlite::open_writer(path)?);
                migrate(&connection)?;
                let writes = start_writer(connection, path).map_err(thread)?;
                wake::watch_file(path.clone(), &bell).map_err(thread)?;
                Kind::Sqlite {
                    writes,
                    readers: sqlite::Readers::new(path),
                }
            }
            Database::Postgres(url) => {
                let config = postgres::config(url)?;
                let connection =
                    Connection::Postgres(RefCell::new(postgres::PgConnection::connect(&config)?));
                migrate(&connection)?;
                wake::listen(config.clone(), &bell).map_err(thread)?;
                Kind::Postgres {
                    pool: Box::new(postgres::Pool::new(config, CONNECTIONS)),
                    turns: Arc::new(Semaphore::new(WRITES)),
                }
            }
        };
        Ok(Self {
            engine: Arc::new(Engine {
                kind,
                caches: Arc::default(),
            }),
            bell,
        })
    }

    /// Runs one transaction: when `f` fails or panics, nothing of it is kept; when this returns `Ok`, all of it is, and
    /// survives a power cut. Writes run one after another, whatever node they come from.
    pub async fn write<T, E>(
        &self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let caches = self.engine.caches.clone();
        let (value, written) = match &self.engine.kind {
            Kind::Sqlite { writes, .. } => {
                let (done, result) = oneshot::channel();
                let write = move |connection| {
                    let (connection, outcome) = transact(connection, caches, f);
                    // Whoever asked may have gone; the write stands all the same.
                    let _ = done.send(outcome);
                    connection
                };
                writes.send(Box::new(write)).map_err(|_| StoreError::Closed)?;
                result.await.map_err(|_| StoreError::Closed)?
            }
            Kind::Postgres { turns, .. } => {
                let turn = timeout(PATIENCE, turns.clone().acquire_owned()).await;
                // It is never closed.
                let turn = turn
                    .map_err(|_| StoreError::Locked)?
                    .map_err(|_| StoreError::Closed)?;
                let engine = self.engine.clone();
                let write = move || {
                    let _turn = turn;
                    let Kind::Postgres { pool, .. } = &engine.kind else {
                        return Ok(Err(StoreError::Closed.into()));
                    };
                    let connection = match pool.take() {
                        Ok(connection) => Connection::Postgres(RefCell::new(connection)),
                        Err(error) => return Ok(Err(error.into())),
                    };
                    let (connection, outcome) = transact(connection, caches, f);
                    engine.give_back(connection);
                    outcome
                };
                join(tokio::task::spawn_blocking(write)).await
            }
        }
        .unwrap_or_else(|panic| resume_unwind(panic))?;
        if written {
            self.bell.ring();
        }
        Ok(value)
    }

    /// A snapshot to read from. It blocks: only for threads that may.
    pub fn reader(&self) -> Result<Reader> {
        let session = self.engine.begin_reading()?;
        Ok(Reader::new(session, self.engine.clone()))
    }

    /// Lends a snapshot to `f`, on a thread that may block.
    pub async fn read<T, E>(&self, f: impl FnOnce(&Reader) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let store = self.clone();
        join(tokio::task::spawn_blocking(move || f(&store.reader()?))).await
    }

    /// Ticks when there may be new changes, of this process or another; it may tick for nothing. What is true stands in
    /// [`Reader::changes_after`].
    pub fn woken(&self) -> watch::Receiver<u64> {
        self.bell.subscribe()
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        self.read(|_| Ok(())).await
    }
}

impl Engine {
    fn begin_reading(&self) -> Result<Session> {
        let begin = |connection| {
            Session::begin_reading(connection, self.caches.clone()).map_err(|failed| {
                let (connection, error) = *failed;
                self.end_reading(connection);
                error
            })
        };
        match &self.kind {
            Kind::Sqlite { readers, .. } => begin(Connection::Sqlite(readers.take()?)),
            Kind::Postgres { pool, .. } => begin(Connection::Postgres(RefCell::new(pool.take()?))),
        }
    }

    /// Ends a reading transaction, and keeps its connection for the next.
    pub(crate) fn end_reading(&self, connection: Connection) {
        let ended = match &connection {
            Connection::Sqlite(_) => connection.batch("ROLLBACK"),
            Connection::Postgres(postgres) => postgres.borrow_mut().roll_back(),
        };
        match ended {
            Ok(()) => self.give_back(connection),
            Err(_) => self.discard(connection),
        }
    }

    fn give_back(&self, connection: Connection) {
        match (&self.kind, connection) {
            (Kind::Sqlite { readers, .. }, Connection::Sqlite(connection)) => readers.give_back(connection),
            (Kind::Postgres { pool, .. }, Connection::Postgres(connection)) => {
                pool.give_back(Some(connection.into_inner()))
            }
            _ => {}
        }
    }

    fn discard(&self, connection: Connection) {
        if let (Kind::Postgres { pool, .. }, Connection::Postgres(_)) = (&self.kind, connection) {
            pool.give_back(None);
        }
    }
}

/// The thread that owns the one writing connection. It ends when the store is dropped.
fn start_writer(connection: Connection, path: &Path) -> std::io::Result<mpsc::Sender<Write>> {
    let (sender, writes) = mpsc::channel::<Write>();
    let run = move || {
        let mut connection = connection;
        while let Ok(write) = writes.recv() {
            connection = write(connection);
        }
    };
    let name = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    std::thread::Builder::new()
        .name(format!("write {name}"))
        .spawn(run)?;
    Ok(sender)
}

type Outcome<T, E> = std::thread::Result<Result<(T, bool), E>>;

/// Runs `f` in a transaction. The flag says whether anything was written.
fn transact<T, E: From<StoreError>>(
    connection: Connection,
    caches: Arc<Caches>,
    f: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
) -> (Connection, Outcome<T, E>) {
    let session = match Session::begin_writing(connection, caches) {
        Ok(session) => session,
        Err(failed) => {
            let (connection, error) = *failed;
            let _ = connection.batch("ROLLBACK");
            return (connection, Ok(Err(error.into())));
        }
    };
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let mut tx = Tx::new(&session);
        let value = f(&mut tx)?;
        let written = tx.settle()?;
        session.connection.batch("COMMIT")?;
        Ok((value, written))
    }));
    if !matches!(outcome, Ok(Ok(_))) {
        // What failed is what is told; a connection that cannot roll back is noticed when it is next taken.
        let _ = session.connection.batch("ROLLBACK");
    }
    (session.connection, outcome)
}

/// The result of a blocking task; its panic goes on here.
async fn join<T>(task: tokio::task::JoinHandle<T>) -> T {
    match task.await {
        Ok(value) => value,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            // Only a runtime that is shutting down cancels a blocking task; nothing runs after it.
            Err(_) => std::future::pending().await,
        },
    }
}
