//! A fresh, empty database of a test's own.

use crate::Postgres;

/// An empty database that nobody else uses. It goes when it is dropped.
pub struct PrivateDatabase {
    /// The path of a file that is not there yet, or the address of an empty PostgreSQL database.
    pub address: String,
    folder: Option<tempfile::TempDir>,
}

impl PrivateDatabase {
    /// A file in a folder of its own.
    pub fn sqlite() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("newsroom-")
            .tempdir()
            .expect("a temporary folder can be made");
        Self {
            address: folder.path().join("news.db").to_string_lossy().into_owned(),
            folder: Some(folder),
        }
    }

    /// A database of the test run's PostgreSQL.
    pub fn postgres() -> Self {
        Self {
            address: Postgres::shared().database(),
            folder: None,
        }
    }

    /// An empty PostgreSQL database of a cluster that the test stops and starts.
    pub fn at(address: String) -> Self {
        Self {
            address,
            folder: None,
        }
    }

    /// Whether it is one of PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        self.folder.is_none()
    }
}
