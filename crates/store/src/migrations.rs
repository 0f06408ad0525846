//! How the tables came to be: one numbered list for both engines. A migration that has been released is never changed.

use crate::{Result, StoreError, sql::Connection};
use kernel::Timestamp;

/// The number and the text of each, oldest first.
const ALL: &[(i64, &str)] = &[
    (1, include_str!("migrations/0001_newsroom.sql")),
    (2, include_str!("migrations/0002_subscribers.sql")),
    (3, include_str!("migrations/0003_narrations.sql")),
    (4, include_str!("migrations/0004_reads.sql")),
    (5, include_str!("migrations/0005_picture_copyright.sql")),
    (6, include_str!("migrations/0006_corrections.sql")),
    (
        7,
        include_str!("migrations/0007_sections_and_second_languages.sql"),
    ),
    (8, include_str!("migrations/0008_media_copyright.sql")),
    (9, include_str!("migrations/0009_desk.sql")),
    (10, include_str!("migrations/0010_replaced_media.sql")),
    (11, include_str!("migrations/0011_words_of_posts.sql")),
    (12, include_str!("migrations/0012_failed_sign_ins.sql")),
    (14, include_str!("migrations/0014_passages_and_states.sql")),
    (15, include_str!("migrations/0015_dead_jobs.sql")),
    (16, include_str!("migrations/0016_fields_of_revisions.sql")),
    (17, include_str!("migrations/0017_corrections_for_ever.sql")),
];

/// Brings the tables to the newest form, each step in a transaction of its own.
pub(crate) fn run(connection: &Connection) -> Result<()> {
    connection
        .batch(&format!("{}; {TABLE}; COMMIT", begin(connection)))
        .inspect_err(|_| rollback(connection))?;
    is_known(connection)?;
    for (number, sql) in ALL {
        step(connection, *number, sql).inspect_err(|_| rollback(connection))?;
    }
    // A newer program may have started meanwhile.
    is_known(connection)
}

/// Refuses tables that a newer program has made.
fn is_known(connection: &Connection) -> Result<()> {
    let found = last(connection)?;
    let known = ALL.iter().map(|(number, _)| *number).max().unwrap_or(0);
    match found > known {
        true => Err(StoreError::Newer { found, known }),
        false => Ok(()),
    }
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
    if is_done(connection, number)? {
        return Ok(());
    }
    connection.batch(begin(connection))?;
    if !is_done(connection, number)? {
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

/// Each is looked up by its own number, since one may come to a newsroom after a later one.
fn is_done(connection: &Connection, number: i64) -> Result<bool> {
    let done = "SELECT 1 FROM migrations WHERE number = $1";
    Ok(connection.first(done, &[number.into()], |_| Ok(()))?.is_some())
}

/// Text is compared byte by byte on both engines, whatever the server's locale is. What only one engine can say stands
/// behind `--sqlite ` or `--postgres `.
fn dialect(connection: &Connection, sql: &str) -> String {
    if connection.is_postgres() {
        sql.replace("--postgres ", "")
            .replace(" TEXT", " TEXT COLLATE \"C\"")
    } else {
        sql.replace("--sqlite ", "")
    }
}
