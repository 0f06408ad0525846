//! The settings of the site: one JSON document.

use crate::{Reader, Result, StoreError, sql::Connection, tx::Tx};
use kernel::{Key, SiteSettings};
use std::sync::Arc;

pub(crate) fn load(connection: &Connection) -> Result<SiteSettings> {
    let sql = "SELECT value FROM settings WHERE name = 'site'";
    let read = connection.first(sql, &[], |row| row.columns().json())?;
    Ok(read.unwrap_or_default())
}

impl Tx<'_> {
    /// The settings as this transaction sees them.
    pub fn settings(&self) -> Result<SiteSettings> {
        load(&self.session.connection)
    }

    /// Replaces the settings.
    pub fn set_settings(&mut self, settings: &SiteSettings) -> Result<()> {
        let json = serde_json::to_string(settings).map_err(|why| StoreError::Statement(why.to_string()))?;
        self.run(
            "INSERT INTO settings (name, value) VALUES ('site', $1) ON CONFLICT (name) DO UPDATE SET value = $1",
            &[json.into()],
        )?;
        self.settings_written = true;
        self.session.forget_settings();
        Ok(())
    }
}

impl Reader {
    /// The settings. Notes them.
    pub fn settings(&self) -> Result<Arc<SiteSettings>> {
        self.note(Key::Settings);
        self.session().settings()
    }
}
