//! How often something may be done in a time, counted in the database, so that it holds over restarts and nodes.

use crate::{Reader, Result, StoreError, tx::Tx};
use kernel::Timestamp;

/// A count and the end of its window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Used {
    /// How often, this time included.
    pub times: i64,
    /// Until when it counts.
    pub until: Timestamp,
}

impl Tx<'_> {
    /// Counts one more use of `name`, in a window that begins with its first use and lasts `window` milliseconds. One
    /// that ends later than two of them from now was begun by a clock that went wrong, and begins anew.
    pub fn count_use(&mut self, name: &str, window: i64, now: Timestamp) -> Result<Used> {
        let far = now.plus_millis(window.saturating_mul(2));
        let params = [
            name.into(),
            now.plus_millis(window).into(),
            now.into(),
            far.into(),
        ];
        let counted = self.run_for(
            "INSERT INTO limits (name, until, used) VALUES ($1, $2, 1) ON CONFLICT (name) DO UPDATE SET \
             used = CASE WHEN limits.until <= $3 OR limits.until > $4 THEN 1 ELSE limits.used + 1 END, \
             until = CASE WHEN limits.until <= $3 OR limits.until > $4 THEN $2 ELSE limits.until END RETURNING used, until",
            &params,
            |row| {
                let mut columns = row.columns();
                Ok(Used {
                    times: columns.int()?,
                    until: columns.time()?,
                })
            },
        )?;
        counted.ok_or_else(|| StoreError::Damaged("a limit was not counted".into()))
    }

    /// Moves the end of a window that runs.
    pub fn extend_use(&mut self, name: &str, until: Timestamp) -> Result<()> {
        self.run(
            "UPDATE limits SET until = $1 WHERE name = $2",
            &[until.into(), name.into()],
        )?;
        Ok(())
    }

    /// Gives one use of `name` back.
    pub fn give_back_use(&mut self, name: &str) -> Result<()> {
        self.run(
            "UPDATE limits SET used = used - 1 WHERE name = $1 AND used > 0",
            &[name.into()],
        )?;
        Ok(())
    }

    /// Forgets the uses of all names that begin so; `begin` ends with a colon.
    pub fn forget_uses(&mut self, begin: &str) -> Result<()> {
        // What follows the colon in the order of bytes ends the range.
        let end = format!("{};", begin.trim_end_matches(':'));
        self.run(
            "DELETE FROM limits WHERE name >= $1 AND name < $2",
            &[begin.into(), end.into()],
        )?;
        Ok(())
    }

    /// Forgets the uses of `name`.
    pub fn forget_use(&mut self, name: &str) -> Result<()> {
        self.run("DELETE FROM limits WHERE name = $1", &[name.into()])?;
        Ok(())
    }
}

impl Reader {
    /// The uses of `name` in the window that runs.
    pub fn used(&self, name: &str, now: Timestamp) -> Result<Option<Used>> {
        let sql = "SELECT used, until FROM limits WHERE name = $1 AND until > $2";
        self.session().first(sql, &[name.into(), now.into()], |row| {
            let mut columns = row.columns();
            Ok(Used {
                times: columns.int()?,
                until: columns.time()?,
            })
        })
    }
}
