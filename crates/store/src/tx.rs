//! A writing transaction.

use crate::{
    Result,
    counts::Counts,
    session::{Latest, Session},
    sql::{Param, Row},
};
use kernel::PostId;
use std::collections::BTreeSet;

/// One write: all of it is kept or nothing. Its methods stand with the records they write (`posts`, `taxonomy`,
/// `change`, `jobs` …).
pub struct Tx<'a> {
    pub(crate) session: &'a Session,
    pub(crate) counts: Counts,
    pub(crate) settings_written: bool,
    pub(crate) taxonomy_written: bool,
    /// Posts whose words are to be read when the write ends.
    pub(crate) unread: BTreeSet<PostId>,
    written: bool,
}

impl<'a> Tx<'a> {
    pub(crate) fn new(session: &'a Session) -> Self {
        Self {
            session,
            counts: Counts::default(),
            settings_written: false,
            taxonomy_written: false,
            unread: BTreeSet::new(),
            written: false,
        }
    }

    /// Runs a statement that writes.
    pub(crate) fn run(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64> {
        self.written = true;
        self.session.connection.execute(sql, params)
    }

    /// Runs a statement that writes and tells of what it wrote.
    pub(crate) fn run_for<T>(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        read: impl FnOnce(Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        self.written = true;
        self.session.first(sql, params, read)
    }

    /// Has PostgreSQL look at what there is now, so that it does not choose bad plans until it does so by itself: after much
    /// was written at once.
    pub fn gather_statistics(&mut self) -> Result<()> {
        match self.session.connection.is_postgres() {
            true => self.session.connection.batch("ANALYZE"),
            false => Ok(()),
        }
    }

    /// The statements that end every write. Says whether there was anything to keep.
    pub(crate) fn settle(mut self) -> Result<bool> {
        self.write_words()?;
        if !self.written {
            return Ok(false);
        }
        std::mem::take(&mut self.counts).write(&self.session.connection)?;
        let Latest {
            change_id, version, ..
        } = self.session.latest.get();
        self.run(
            "UPDATE latest SET change_id = $1, version = $2, settings = CASE WHEN $3 = 1 THEN $2 ELSE settings END, \
             taxonomy = CASE WHEN $4 = 1 THEN $2 ELSE taxonomy END",
            &[change_id.into(), (version + 1).into(), self.settings_written.into(), self.taxonomy_written.into()],
        )?;
        if self.session.connection.is_postgres() {
            self.run("SELECT pg_notify($1, '')", &[crate::wake::CHANNEL.into()])?;
        }
        Ok(true)
    }
}
