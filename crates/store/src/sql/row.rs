//! One row of a result.

use crate::{Result, StoreError};
use kernel::Timestamp;
use std::{fmt::Display, str::FromStr};

/// A row of either engine.
#[derive(Clone, Copy)]
pub(crate) enum Row<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

impl<'a> Row<'a> {
    pub(crate) fn opt_text(self, i: usize) -> Result<Option<&'a str>> {
        match self {
            Self::Sqlite(row) => match row.get_ref(i)? {
                rusqlite::types::ValueRef::Null => Ok(None),
                rusqlite::types::ValueRef::Text(text) => match std::str::from_utf8(text) {
                    Ok(text) => Ok(Some(text)),
                    Err(_) => Err(StoreError::Damaged(format!("column {i} is no text"))),
                },
                _ => Err(StoreError::Damaged(format!("column {i} is no text"))),
            },
            Self::Postgres(row) => Ok(row.try_get(i)?),
        }
    }

    pub(crate) fn opt_int(self, i: usize) -> Result<Option<i64>> {
        match self {
            Self::Sqlite(row) => Ok(row.get(i)?),
            Self::Postgres(row) => Ok(row.try_get(i)?),
        }
    }

    pub(crate) fn text(self, i: usize) -> Result<&'a str> {
        self.opt_text(i)?
            .ok_or_else(|| StoreError::Damaged(format!("column {i} is empty")))
    }

    pub(crate) fn int(self, i: usize) -> Result<i64> {
        self.opt_int(i)?
            .ok_or_else(|| StoreError::Damaged(format!("column {i} is empty")))
    }

    /// An id, slug, state … by its text.
    pub(crate) fn parse<T: FromStr<Err: Display>>(self, i: usize) -> Result<T> {
        parse(self.text(i)?)
    }

    /// Its columns from the first on.
    pub(crate) fn columns(self) -> Columns<'a> {
        Columns { row: self, next: 0 }
    }
}

pub(crate) fn parse<T: FromStr<Err: Display>>(text: &str) -> Result<T> {
    text.parse()
        .map_err(|why: T::Err| StoreError::Damaged(why.to_string()))
}

/// Reads a row column by column, in the order in which the statement names them.
pub(crate) struct Columns<'a> {
    row: Row<'a>,
    next: usize,
}

impl<'a> Columns<'a> {
    fn step(&mut self) -> usize {
        self.next += 1;
        self.next - 1
    }

    pub(crate) fn str(&mut self) -> Result<&'a str> {
        let i = self.step();
        self.row.text(i)
    }

    pub(crate) fn opt_str(&mut self) -> Result<Option<&'a str>> {
        let i = self.step();
        self.row.opt_text(i)
    }

    pub(crate) fn text(&mut self) -> Result<String> {
        self.str().map(str::to_owned)
    }

    pub(crate) fn opt_text(&mut self) -> Result<Option<String>> {
        Ok(self.opt_str()?.map(str::to_owned))
    }

    pub(crate) fn int(&mut self) -> Result<i64> {
        let i = self.step();
        self.row.int(i)
    }

    pub(crate) fn opt_int(&mut self) -> Result<Option<i64>> {
        let i = self.step();
        self.row.opt_int(i)
    }

    pub(crate) fn count(&mut self) -> Result<u32> {
        Ok(u32::try_from(self.int()?).unwrap_or_default())
    }

    pub(crate) fn flag(&mut self) -> Result<bool> {
        Ok(self.int()? != 0)
    }

    pub(crate) fn time(&mut self) -> Result<Timestamp> {
        self.int().map(Timestamp::from_millis)
    }

    pub(crate) fn opt_time(&mut self) -> Result<Option<Timestamp>> {
        Ok(self.opt_int()?.map(Timestamp::from_millis))
    }

    pub(crate) fn parse<T: FromStr<Err: Display>>(&mut self) -> Result<T> {
        parse(self.str()?)
    }

    pub(crate) fn opt_parse<T: FromStr<Err: Display>>(&mut self) -> Result<Option<T>> {
        self.opt_str()?.map(parse).transpose()
    }

    /// JSON; what is missing is empty.
    pub(crate) fn json<T: serde::de::DeserializeOwned + Default>(&mut self) -> Result<T> {
        match self.opt_str()? {
            None => Ok(T::default()),
            Some(text) => serde_json::from_str(text).map_err(|why| StoreError::Damaged(why.to_string())),
        }
    }
}

/// The JSON of something, or nothing when it is empty.
pub(crate) fn json<T: serde::Serialize + Default + PartialEq>(value: &T) -> Option<String> {
    (*value != T::default()).then(|| serde_json::to_string(value).unwrap_or_default())
}
