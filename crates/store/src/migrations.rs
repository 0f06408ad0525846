//! How the tables came to be: one numbered list for both engines. A migration that has been released is never changed.

use crate::{Result, StoreError, sql::Connection};
use kernel::Timestamp;

/// The text of each, oldest first; the first has number 1.
const ALL: &[&str] = &[
    include_str!("migrations/0001_newsroom.sql"),
    include_str!("migrations/0002_subscribers.sql"),
    include_str!("migrations/0003_narrations.sql"),
    include_str!("migrations/0004_reads.sql"),
    include_str!("migrations/0005_picture_copyright.sql"),
    include_str!("migrations/0006_media_copyright.sql"),
];

/// Brings the tables to the newest form, each step in a transaction of its own.
pub(crate) fn run(connection: &Connection) -> Result<()> {
    connection
        .batch(&format!("{}; {TABLE}; COMMIT", begin(connection)))
        .inspect_err(|_| rollback(connection))?;
    for (i, sql) in ALL.iter().enumerate() {
        step(connection, i as i64 + 1, sql).inspect_err(|_| rollback(connection))?;
    }
    let found = last(connection)?;
    let known = ALL.len() as i64;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    Ok(())
}

/// Whether there is nothing of a newsroom yet. Writes nothing.
pub(crate) fn is_new(connection: &Connection) -> Result<bool> {
    let table = match connection.is_postgres() {
        true => "SELECT 1 WHERE to_regclass('migrations') IS NOT NULL",
        false => "SELECT 1 FROM sqlite_master WHERE name = 'migrations'",
    };
    let is_there = connection.first(table, &[], |_| Ok(()))?;
    Ok(is_there.is_none() || last(connection)? == 0)
}

const TABLE: &str =
    "CREATE TABLE IF NOT EXISTS migrations (number BIGINT NOT NULL PRIMARY KEY, at BIGINT NOT NULL)";

fn step(connection: &Connection, number: i64, sql: &str) -> Result<()> {
    // Looked at once without a lock, since it nearly always is done, and again with it: two nodes may start together.
    if last(connection)? >= number {
        return Ok(());
    }
    connection.batch(begin(connection))?;
    if last(connection)? < number {
        connection.batch(&dialect(connection, sql))?;
        connection.execute(
            "INSERT INTO migrations (number, at) VALUES ($1, $2)",
            &[number.into(), Timestamp::now().into()],
        )?;
    }
    connection.batch("COMMIT")
}

fn begin(connection: &Connection) -> &'static str {
    if connection.is_postgres() {
        // The number is ours alone; any would do.
        "BEGIN; SELECT pg_advisory_xact_lock(7305806)"
    } else {
        "BEGIN IMMEDIATE"
    }
}

fn rollback(connection: &Connection) {
    // What failed is what is told.
    let _ = connection.batch("ROLLBACK");
}

fn last(connection: &Connection) -> Result<i64> {
    let last = connection.first("SELECT COALESCE(MAX(number), 0) FROM migrations", &[], |row| {
        row.int(0)
    })?;
    Ok(last.unwrap_or(0))
}

/// Text is compared byte by byte on both engines, whatever the server's locale is.
fn dialect(connection: &Connection, sql: &str) -> String {
    if connection.is_postgres() {
        sql.replace(" TEXT", " TEXT COLLATE \"C\"")
    } else {
        sql.to_owned()
    }
}
