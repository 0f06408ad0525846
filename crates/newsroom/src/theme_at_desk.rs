//! Take a theme into use at the desk, and go back to the one before.

use crate::{
    Newsroom, Result, Staff,
    change_settings::save,
    save_post::append,
    staff::{allow, audit},
    touched::Touched,
};
use kernel::Key;

impl Newsroom {
    /// Takes a theme into use that works; the one in use until now is remembered.
    pub async fn use_theme_at_desk(&self, staff: &Staff, name: String) -> Result<()> {
        allow::administrator(staff)?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let before = tx.settings()?.theme;
                let mut touched = Touched::default();
                let put = |settings: &mut kernel::SiteSettings| {
                    if before != name {
                        settings.theme_before = Some(before.clone());
                    }
                    settings.theme.clone_from(&name);
                };
                save(tx, put, &mut touched)?;
                touched.keys.insert(Key::Settings);
                append(tx, "theme.changed", touched)?;
                audit::note(tx, &staff, "theme.used", &name, format!("before: {before}"))
            })
            .await
    }

    /// Notes that a theme was brought in.
    pub async fn note_theme(&self, staff: &Staff, name: String) -> Result<()> {
        allow::administrator(staff)?;
        let staff = staff.clone();
        self.store
            .write(move |tx| audit::note(tx, &staff, "theme.uploaded", name, ""))
            .await
    }

    /// Whether a person may bring themes in.
    ///
    /// # Errors
    /// `Forbidden` when they may not.
    pub fn may_bring_themes(&self, staff: &Staff) -> Result<()> {
        allow::administrator(staff)
    }
}
