//! The newsroom's own secret, with which links are signed.

use crate::{Result, StoreError, tx::Tx};

impl Tx<'_> {
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
