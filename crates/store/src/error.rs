//! What can go wrong with the database, each with one sentence that says what to do.

use std::path::PathBuf;

/// What the store's functions return.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// Something is wrong with the database. The text is for the person who runs the newsroom.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The folder of the file is missing, or may not be used.
    #[error(
        "The database {path} cannot be opened ({reason}): make its folder, or let this user write in it."
    )]
    NoFile {
        /// The file that was to be opened.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// Another program holds the file.
    #[error(
        "The database file is locked by another program: stop that program (a backup, a second server or an SQLite shell), then try again."
    )]
    Locked,
    /// The file is no database, or a broken one.
    #[error("The database is damaged ({0}): stop the server and put the last backup in its place.")]
    Damaged(String),
    /// The system could not read or write the file.
    #[error("The disk does not work as it should ({0}): look at the disk and at the system's log.")]
    Disk(String),
    /// No room to write.
    #[error("The disk is full: free some space; nothing of this write was kept.")]
    Full,
    /// May be read but not written.
    #[error("The database may only be read: give this user the right to write to it and to its folder.")]
    ReadOnly,
    /// Nothing of a newsroom is there, and none was to be made.
    #[error("There is no newsroom in {0} yet.")]
    NoNewsroom(String),
    /// Written by a newer program.
    #[error(
        "The database is of a newer version ({found}) than this program knows ({known}): use the newer program."
    )]
    Newer {
        /// Number of the last migration in the database.
        found: i64,
        /// Number of the last one that this program has.
        known: i64,
    },
    /// SQLite as it was linked has a known bug.
    #[error("This program was built with SQLite {0}, which can lose data: build it with 3.51.3 or later.")]
    OldSqlite(&'static str),
    /// The address is no address of a database.
    #[error("The database address is not right ({0}): write it as postgres://user:password@host:5432/name.")]
    Address(String),
    /// PostgreSQL does not answer.
    #[error("PostgreSQL cannot be reached ({0}): start it, or correct the database address.")]
    Unreachable(String),
    /// PostgreSQL does not let us in.
    #[error(
        "PostgreSQL refuses the connection ({0}): correct the user, the password or the name in the database address."
    )]
    Refused(String),
    /// Others were at it for too long.
    #[error("The database is too busy ({0}): try again.")]
    Busy(&'static str),
    /// A unique value is there already. The name is `table.column`.
    #[error("There is already one with this {0}.")]
    Taken(String),
    /// The record to be changed is not there.
    #[error("The {0} is not there (any more).")]
    Missing(&'static str),
    /// The lease of a job has passed to another worker.
    #[error("The job has been given to another worker.")]
    LeaseLost,
    /// A job with an empty kind and the like: a mistake of the program.
    #[error("The database refused a statement: {0}")]
    Statement(String),
    /// The writer is gone: the program is ending.
    #[error("The database has been closed.")]
    Closed,
}

impl StoreError {
    /// Whether it is a matter of the database's state rather than of what was asked: the same may work later. The
    /// site then serves what it has, and 503 for the rest.
    pub fn is_unavailable(&self) -> bool {
        matches!(
            self,
            Self::Locked
                | Self::Full
                | Self::Disk(_)
                | Self::NoFile { .. }
                | Self::Unreachable(_)
                | Self::Refused(_)
                | Self::Busy(_)
                | Self::Damaged(_)
                | Self::Closed
        )
    }

    /// Whether a unique value (`posts.slug`) was there already.
    pub fn is_taken(&self, what: &str) -> bool {
        matches!(self, Self::Taken(name) if name == what)
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        let rusqlite::Error::SqliteFailure(cause, message) = &error else {
            return Self::Statement(error.to_string());
        };
        let said = message.clone().unwrap_or_else(|| cause.to_string());
        match cause.code {
            Code::DatabaseBusy | Code::DatabaseLocked | Code::FileLockingProtocolFailed => Self::Locked,
            Code::DatabaseCorrupt | Code::NotADatabase => Self::Damaged(said),
            // The file beside the log, which all who have the database open share, finds no room.
            Code::SystemIoFailure if cause.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE => Self::Full,
            Code::SystemIoFailure => Self::Disk(said),
            Code::DiskFull => Self::Full,
            Code::ReadOnly | Code::PermissionDenied => Self::ReadOnly,
            Code::CannotOpen => Self::NoFile {
                path: PathBuf::from("file"),
                reason: said,
            },
            Code::ConstraintViolation => match said.strip_prefix("UNIQUE constraint failed: ") {
                Some(columns) => Self::Taken(columns.split(',').next().unwrap_or(columns).to_owned()),
                None => Self::Statement(said),
            },
            _ => Self::Statement(said),
        }
    }
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        use tokio_postgres::error::SqlState;
        let Some(said) = error.as_db_error() else {
            let reason = std::error::Error::source(&error).map_or(error.to_string(), ToString::to_string);
            return if error.is_closed() || is_io(&error) {
                Self::Unreachable(reason)
            } else {
                Self::Statement(format!("{error}: {reason}"))
            };
        };
        let message = said.message().to_owned();
        let code = said.code();
        match code.code() {
            "28000" | "28P01" | "3D000" | "42501" => Self::Refused(message),
            "53100" => Self::Full,
            "25006" => Self::ReadOnly,
            "XX001" | "XX002" => Self::Damaged(message),
            "55P03" => Self::Busy("another write goes on"),
            "23505" => Self::Taken(taken(said.table(), said.constraint())),
            _ if code == &SqlState::QUERY_CANCELED => Self::Unreachable(message),
            other if ["57P", "53", "08"].iter().any(|class| other.starts_with(class)) => {
                Self::Unreachable(message)
            }
            _ => Self::Statement(message),
        }
    }
}

fn is_io(error: &tokio_postgres::Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        if inner.is::<std::io::Error>() {
            return true;
        }
        cause = inner.source();
    }
    error.to_string().contains("connecting")
}

/// PostgreSQL names the constraint (`posts_slug_key`), SQLite the column (`posts.slug`): ours is the column.
fn taken(table: Option<&str>, constraint: Option<&str>) -> String {
    let (table, constraint) = (table.unwrap_or(""), constraint.unwrap_or(""));
    let column = constraint
        .strip_prefix(table)
        .unwrap_or(constraint)
        .trim_start_matches('_');
    match column {
        "pkey" => format!("{table}.id"),
        _ => format!("{table}.{}", column.strip_suffix("_key").unwrap_or(column)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_and_a_file_that_may_only_be_read_are_told_apart() {
        let of = |code| {
            StoreError::from(rusqlite::Error::SqliteFailure(
                rusqlite::ffi::Error::new(code),
                None,
            ))
        };
        assert!(matches!(of(rusqlite::ffi::SQLITE_FULL), StoreError::Full));
        assert!(matches!(
            of(rusqlite::ffi::SQLITE_IOERR_SHMSIZE),
            StoreError::Full
        ));
        assert!(matches!(of(rusqlite::ffi::SQLITE_READONLY), StoreError::ReadOnly));
        assert!(matches!(of(rusqlite::ffi::SQLITE_IOERR), StoreError::Disk(_)));
        assert!(matches!(
            of(rusqlite::ffi::SQLITE_CORRUPT),
            StoreError::Damaged(_)
        ));
        assert!(
            of(rusqlite::ffi::SQLITE_FULL).is_unavailable()
                && !of(rusqlite::ffi::SQLITE_MISUSE).is_unavailable()
        );
    }
}
