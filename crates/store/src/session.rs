//! A transaction as reading and writing ones share it.

use crate::{
    Result, StoreError,
    caches::Caches,
    sql::{Connection, Param, Row},
    taxonomy::Taxonomy,
};
use kernel::SiteSettings;
use std::{
    cell::{Cell, RefCell},
    sync::Arc,
};

/// The one row of `latest`.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Latest {
    /// Id of the last change.
    pub(crate) change_id: i64,
    /// Number of the last write.
    pub(crate) version: i64,
    /// Number of the last write that touched the settings.
    pub(crate) settings: i64,
    /// Number of the last write that touched tags or authors.
    pub(crate) taxonomy: i64,
}

impl Latest {
    fn read(row: Row<'_>) -> Result<Self> {
        let mut columns = row.columns();
        Ok(Self {
            change_id: columns.int()?,
            version: columns.int()?,
            settings: columns.int()?,
            taxonomy: columns.int()?,
        })
    }
}

/// A connection on which no transaction could be begun, and why.
pub(crate) type NotBegun = Box<(Connection, StoreError)>;

/// A running transaction: its connection, and what it has read of the parts that every page needs.
pub(crate) struct Session {
    pub(crate) connection: Connection,
    pub(crate) latest: Cell<Latest>,
    caches: Arc<Caches>,
    taxonomy: RefCell<Option<Arc<Taxonomy>>>,
}

impl Session {
    /// Begins a snapshot that nothing changes while it is read.
    pub(crate) fn begin_reading(connection: Connection, caches: Arc<Caches>) -> Result<Self, NotBegun> {
        let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
        Self::begin(
            connection,
            caches,
            "BEGIN",
            begin,
            "SELECT change_id, version, settings, taxonomy FROM latest",
        )
    }

    /// Begins a write. On both engines one write runs at a time, so that what a use case has read is still so when it
    /// writes, ids of changes become visible in their order, and writes cannot deadlock.
    pub(crate) fn begin_writing(connection: Connection, caches: Arc<Caches>) -> Result<Self, NotBegun> {
        let latest = if connection.is_postgres() {
            "SELECT change_id, version, settings, taxonomy FROM latest FOR UPDATE"
        } else {
            "SELECT change_id, version, settings, taxonomy FROM latest"
        };
        Self::begin(connection, caches, "BEGIN IMMEDIATE", "BEGIN", latest)
    }

    fn begin(
        connection: Connection,
        caches: Arc<Caches>,
        begin_sqlite: &str,
        begin_postgres: &str,
        latest: &str,
    ) -> Result<Self, NotBegun> {
        let read = match &connection {
            Connection::Sqlite(_) => connection
                .execute(begin_sqlite, &[])
                .and_then(|_| connection.first(latest, &[], Latest::read)),
            Connection::Postgres(postgres) => postgres
                .borrow_mut()
                .batch_and_query(begin_postgres, latest)
                .and_then(|rows| {
                    rows.first()
                        .map(|row| Latest::read(Row::Postgres(row)))
                        .transpose()
                }),
        };
        match read {
            Ok(Some(latest)) => Ok(Self {
                connection,
                latest: Cell::new(latest),
                caches,
                taxonomy: RefCell::default(),
            }),
            Ok(None) => Err(Box::new((
                connection,
                StoreError::Damaged("its table “latest” is empty".into()),
            ))),
            Err(error) => Err(Box::new((connection, error))),
        }
    }

    pub(crate) fn settings(&self) -> Result<Arc<SiteSettings>> {
        self.caches.settings.get(self.latest.get().settings, || {
            crate::settings::load(&self.connection)
        })
    }

    /// All tags and authors.
    pub(crate) fn taxonomy(&self) -> Result<Arc<Taxonomy>> {
        if let Some(known) = self.taxonomy.borrow().as_ref() {
            return Ok(known.clone());
        }
        let loaded = self
            .caches
            .taxonomy
            .get(self.latest.get().taxonomy, || Taxonomy::load(&self.connection))?;
        *self.taxonomy.borrow_mut() = Some(loaded.clone());
        Ok(loaded)
    }

    /// Within a write that has changed tags or authors, or is about to.
    pub(crate) fn forget_taxonomy(&self) {
        *self.taxonomy.borrow_mut() = None;
        self.latest.set(Latest {
            taxonomy: Caches::OWN,
            ..self.latest.get()
        });
    }

    /// Within a write that has changed the settings.
    pub(crate) fn forget_settings(&self) {
        self.latest.set(Latest {
            settings: Caches::OWN,
            ..self.latest.get()
        });
    }

    pub(crate) fn first<T>(
        &self,
        sql: &str,
        params: &[Param<'_>],
        read: impl FnOnce(Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        self.connection.first(sql, params, read)
    }
}
