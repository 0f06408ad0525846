//! The change feed: what every write touched, in order.

use crate::{
    Result,
    reader::Reader,
    session::Latest,
    sql::{Connection, Param, Row, parse},
    tx::Tx,
};
use kernel::{Key, Timestamp};

/// One row of the feed. Whatever is derived from the store (page cache, search index, live streams) follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// 1, 2, 3 … without gaps, in the order in which the writes became visible.
    pub id: i64,
    /// When it was written.
    pub at: Timestamp,
    /// What happened: `post.published`, `settings.changed` …
    pub kind: String,
    /// What it touched: pages that carry one of these are to be rendered again.
    pub keys: Vec<Key>,
    /// Those of `keys` whose pages must not be served any more, not even stale (a withdrawn post).
    pub gone: Vec<Key>,
}

impl Change {
    fn read(row: Row<'_>) -> Result<Self> {
        let mut columns = row.columns();
        let keys = |text: &str| {
            text.split_ascii_whitespace()
                .map(parse)
                .collect::<Result<Vec<Key>>>()
        };
        Ok(Self {
            id: columns.int()?,
            at: columns.time()?,
            kind: columns.text()?,
            keys: keys(columns.str()?)?,
            gone: keys(columns.str()?)?,
        })
    }
}

fn words(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}

pub(crate) fn after(connection: &Connection, id: i64, limit: u32) -> Result<Vec<Change>> {
    connection.all(
        "SELECT id, at, kind, keys, gone FROM changes WHERE id > $1 ORDER BY id LIMIT $2",
        &[id.into(), limit.into()],
        Change::read,
    )
}

impl Tx<'_> {
    /// Adds a row to the feed, and returns its id. Keys in `gone` count as touched too.
    pub fn append_change(&mut self, kind: &str, keys: &[Key], gone: &[Key]) -> Result<i64> {
        let latest = self.session.latest.get();
        let id = latest.change_id + 1;
        let mut all = keys.to_vec();
        all.extend(gone.iter().filter(|key| !keys.contains(key)).cloned());
        let params: [Param<'_>; 5] = [
            id.into(),
            Timestamp::now().into(),
            kind.into(),
            words(&all).into(),
            words(gone).into(),
        ];
        self.run(
            "INSERT INTO changes (id, at, kind, keys, gone) VALUES ($1, $2, $3, $4, $5)",
            &params,
        )?;
        self.session.latest.set(Latest {
            change_id: id,
            ..latest
        });
        Ok(id)
    }

    /// Removes the changes before `at`, except the last one. A follower that had not come so far starts anew.
    pub fn forget_changes_before(&mut self, at: Timestamp) -> Result<u64> {
        let last = self.session.latest.get().change_id;
        self.run(
            "DELETE FROM changes WHERE at < $1 AND id < $2",
            &[at.into(), last.into()],
        )
    }
}

impl Reader {
    /// The changes after the one with this id, oldest first.
    pub fn changes_after(&self, id: i64, limit: u32) -> Result<Vec<Change>> {
        after(&self.session().connection, id, limit)
    }

    /// Id of the last change that this snapshot sees; 0 before the first.
    pub fn last_change(&self) -> i64 {
        self.session().latest.get().change_id
    }

    /// The same: what a page rendered from this snapshot is to be compared with.
    pub fn snapshot(&self) -> i64 {
        self.last_change()
    }
}
