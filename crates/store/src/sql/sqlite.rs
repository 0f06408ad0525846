//! SQLite through rusqlite.

use super::Param;
use crate::{Result, StoreError};
use rusqlite::{CachedStatement, Connection, OpenFlags, config::DbConfig};
use std::{
    path::Path,
    sync::Mutex,
    time::{Duration, Instant},
};

/// Earlier ones can lose writes when the log is reset under load.
const OLDEST: i32 = 3_051_003;

/// How long a write waits for another process's write, for instance that of a command beside a server.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long opening and reading wait; in a log that is written ahead, only for recovery after a crash.
const OPENING: Duration = Duration::from_secs(2);

/// Opens the file for writing, and makes it when it is not there.
pub(crate) fn open_writer(path: &Path) -> Result<Connection> {
    if rusqlite::version_number() < OLDEST {
        return Err(StoreError::OldSqlite(rusqlite::version()));
    }
    let connection = open(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
    )?;
    // Readers go on while somebody writes, and what was acknowledged survives a power cut.
    write_ahead(&connection)?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
    connection.busy_timeout(PATIENCE)?;
    Ok(connection)
}

/// Turns the write-ahead log on. Where another process opens the same new file, SQLite says at once that it is busy,
/// whatever patience it was given, since two that wait for each other here would wait for ever.
fn write_ahead(connection: &Connection) -> Result<()> {
    let until = Instant::now() + OPENING;
    loop {
        let asked = connection.pragma_update(None, "journal_mode", "wal");
        match asked.map_err(StoreError::from) {
            Err(StoreError::Locked) if Instant::now() < until => std::thread::sleep(Duration::from_millis(5)),
            other => return other,
        }
    }
}

fn open(path: &Path, flags: OpenFlags) -> Result<Connection> {
    let failed = |error: rusqlite::Error| match StoreError::from(error) {
        StoreError::NoFile { reason, .. } => StoreError::NoFile {
            path: path.to_owned(),
            reason,
        },
        other => other,
    };
    let connection =
        Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(failed)?;
    connection.busy_timeout(OPENING)?;
    // Without it some statements are prepared anew each time they are run.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    // In KiB. What does not fit is in the system's cache of the file.
    connection.pragma_update(None, "cache_size", -4000)?;
    connection.set_prepared_statement_cache_capacity(200);
    Ok(connection)
}

/// Reading connections that no thread uses at the moment.
pub(crate) struct Readers {
    path: std::path::PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    /// More than this are closed when they come back.
    const KEPT: usize = 16;

    pub(crate) fn new(path: &Path) -> Self {
        Self {
            path: path.to_owned(),
            idle: Mutex::default(),
        }
    }

    /// A connection of the caller's own, until [`Readers::give_back`].
    pub(crate) fn take(&self) -> Result<Connection> {
        match lock(&self.idle).pop() {
            Some(connection) => Ok(connection),
            None => open(&self.path, OpenFlags::SQLITE_OPEN_READ_WRITE).and_then(|connection| {
                connection.pragma_update(None, "query_only", true)?;
                Ok(connection)
            }),
        }
    }

    pub(crate) fn give_back(&self, connection: Connection) {
        let mut idle = lock(&self.idle);
        if idle.len() < Self::KEPT {
            idle.push(connection);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

#[cfg(test)]
thread_local! {
    /// What was run on this thread, for the test of the query plans.
    pub(crate) static RUN: std::cell::RefCell<Vec<String>> = const { std::cell::RefCell::new(Vec::new()) };
}

fn prepare<'c>(connection: &'c Connection, sql: &str, params: &[Param<'_>]) -> Result<CachedStatement<'c>> {
    #[cfg(test)]
    RUN.with_borrow_mut(|run| run.push(sql.to_owned()));
    let mut statement = connection.prepare_cached(sql)?;
    // By its name: SQLite itself numbers values in the order in which they first appear.
    for (i, param) in params.iter().enumerate() {
        statement.raw_bind_parameter(&*format!("${}", i + 1), param)?;
    }
    Ok(statement)
}

pub(super) fn execute(connection: &Connection, sql: &str, params: &[Param<'_>]) -> Result<u64> {
    Ok(prepare(connection, sql, params)?.raw_execute()? as u64)
}

pub(super) fn query(
    connection: &Connection,
    sql: &str,
    params: &[Param<'_>],
    each: &mut dyn FnMut(&rusqlite::Row<'_>) -> Result<()>,
) -> Result<()> {
    let mut statement = prepare(connection, sql, params)?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        each(row)?;
    }
    Ok(())
}
