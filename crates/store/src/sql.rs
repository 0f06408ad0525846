//! One way to run a statement on both engines.
//!
//! A statement is one text for both: values are `$1`, `$2`, …, times are BIGINT milliseconds, flags BIGINT 0 or 1, ids
//! TEXT. Statements are prepared once per connection.

mod param;
pub(crate) mod postgres;
mod row;
pub(crate) mod sqlite;

pub(crate) use param::Param;
pub(crate) use row::{Columns, Row, json, parse};

use crate::Result;
use postgres::PgConnection;
use std::cell::RefCell;

/// A connection to either engine, used by one thread at a time.
pub(crate) enum Connection {
    Sqlite(rusqlite::Connection),
    Postgres(RefCell<PgConnection>),
}

impl Connection {
    /// Runs a statement, and says how many rows it touched.
    pub(crate) fn execute(&self, sql: &str, params: &[Param<'_>]) -> Result<u64> {
        match self {
            Self::Sqlite(connection) => sqlite::execute(connection, sql, params),
            Self::Postgres(connection) => connection.borrow_mut().execute(sql, params),
        }
    }

    /// Runs a statement and hands each row to `each`, which may not run statements itself.
    pub(crate) fn query(
        &self,
        sql: &str,
        params: &[Param<'_>],
        mut each: impl FnMut(Row<'_>) -> Result<()>,
    ) -> Result<()> {
        match self {
            Self::Sqlite(connection) => {
                sqlite::query(connection, sql, params, &mut |row| each(Row::Sqlite(row)))
            }
            Self::Postgres(connection) => {
                let rows = connection.borrow_mut().query(sql, params)?;
                rows.iter().try_for_each(|row| each(Row::Postgres(row)))
            }
        }
    }

    /// The first row, if there is one.
    pub(crate) fn first<T>(
        &self,
        sql: &str,
        params: &[Param<'_>],
        read: impl FnOnce(Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        let (mut read, mut found) = (Some(read), None);
        self.query(sql, params, |row| {
            if let Some(read) = read.take() {
                found = Some(read(row)?);
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// All rows.
    pub(crate) fn all<T>(
        &self,
        sql: &str,
        params: &[Param<'_>],
        mut read: impl FnMut(Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut all = Vec::new();
        self.query(sql, params, |row| {
            all.push(read(row)?);
            Ok(())
        })?;
        Ok(all)
    }

    /// Several statements without values, one after another.
    pub(crate) fn batch(&self, sql: &str) -> Result<()> {
        match self {
            Self::Sqlite(connection) => Ok(connection.execute_batch(sql)?),
            Self::Postgres(connection) => connection.borrow_mut().batch(sql),
        }
    }

    /// Whether it speaks PostgreSQL, for the few statements that have no common text.
    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }
}

#[cfg(test)]
mod tests {
    use crate::{Reader, Store};
    use testkit::{PrivateDatabase, on_both};

    on_both!(values_are_bound_by_their_numbers_wherever_they_stand);

    async fn values_are_bound_by_their_numbers_wherever_they_stand(database: PrivateDatabase) {
        let Ok(at) = database.address.parse();
        let store = Store::open(at).await.unwrap();
        let read = store.read(|reader: &Reader| {
            let sql = "SELECT CAST($2 AS TEXT), CAST($1 AS TEXT), CAST($2 AS TEXT)";
            reader.session().first(sql, &["one".into(), "two".into()], |row| {
                let mut columns = row.columns();
                Ok([columns.text()?, columns.text()?, columns.text()?])
            })
        });
        assert_eq!(read.await.unwrap().unwrap(), ["two", "one", "two"]);
    }
}
