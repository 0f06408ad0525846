//! What stands beside the settings: the newsroom's own secret, with which links are signed, and what was done once and
//! for all.

use crate::{Reader, Result, StoreError, tx::Tx};

impl Tx<'_> {
    /// Notes that something was done once and for all.
    pub fn mark(&mut self, name: &str) -> Result<()> {
        self.run(
            "INSERT INTO settings (name, value) VALUES ($1, 'done') ON CONFLICT (name) DO NOTHING",
            &[format!("done:{name}").into()],
        )?;
        Ok(())
    }

    /// The secret; `new` becomes it where there is none yet.
    pub fn secret(&mut self, new: &str) -> Result<String> {
        let read = "SELECT value FROM settings WHERE name = 'secret'";
        if let Some(known) = self.session.first(read, &[], |row| row.columns().text())? {
            return Ok(known);
        }
        self.run(
            "INSERT INTO settings (name, value) VALUES ('secret', $1) ON CONFLICT (name) DO NOTHING",
            &[new.into()],
        )?;
        self.session
            .first(read, &[], |row| row.columns().text())?
            .ok_or_else(|| StoreError::Damaged("the secret was not kept".into()))
    }
}

impl Reader {
    /// Whether something was done once and for all.
    pub fn is_marked(&self, name: &str) -> Result<bool> {
        let sql = "SELECT 1 FROM settings WHERE name = $1";
        let found = self
            .session()
            .first(sql, &[format!("done:{name}").into()], |_| Ok(()))?;
        Ok(found.is_some())
    }
}
