//! Lists of stories that a person comes back to.

use crate::{
    Reader, Result, Tx,
    sql::{Param, Row},
};
use kernel::{SavedFilterId, Timestamp, UserId};

/// A list with a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedFilter {
    /// Its id.
    pub id: SavedFilterId,
    /// Whose it is.
    pub user: UserId,
    /// Its name.
    pub name: String,
    /// What is chosen, as in the address of the list: `state=draft&section=…`.
    pub query: String,
    /// When it was made.
    pub created_at: Timestamp,
}

impl SavedFilter {
    fn read(row: Row<'_>) -> Result<Self> {
        let mut columns = row.columns();
        Ok(Self {
            id: columns.parse()?,
            user: columns.parse()?,
            name: columns.text()?,
            query: columns.text()?,
            created_at: columns.time()?,
        })
    }
}

impl Tx<'_> {
    /// Keeps a list.
    pub fn add_saved_filter(&mut self, filter: &SavedFilter) -> Result<()> {
        let params: [Param<'_>; 5] = [
            Param::id(filter.id),
            Param::id(filter.user),
            (&filter.name).into(),
            (&filter.query).into(),
            filter.created_at.into(),
        ];
        self.run(
            "INSERT INTO saved_filters (id, user_id, name, query, created_at) VALUES ($1, $2, $3, $4, $5)",
            &params,
        )?;
        Ok(())
    }

    /// Takes away a list of that person; says whether there was one.
    pub fn delete_saved_filter(&mut self, user: UserId, id: SavedFilterId) -> Result<bool> {
        let sql = "DELETE FROM saved_filters WHERE id = $1 AND user_id = $2";
        Ok(self.run(sql, &[Param::id(id), Param::id(user)])? > 0)
    }
}

impl Reader {
    /// A person's lists by name.
    pub fn saved_filters(&self, user: UserId) -> Result<Vec<SavedFilter>> {
        self.session().connection.all(
            "SELECT id, user_id, name, query, created_at FROM saved_filters WHERE user_id = $1 ORDER BY name, id LIMIT 100",
            &[Param::id(user)],
            SavedFilter::read,
        )
    }
}
