//! Change what the newsroom says about itself.

use crate::{Newsroom, Result, address, error::invalid, save_post::append, touched::Touched};
use kernel::{Key, Newsletter, SiteSettings};
use store::Tx;

impl Newsroom {
    /// Lets `change` work on the settings, checks what comes of it, and keeps it.
    pub async fn change_settings(
        &self,
        change: impl FnOnce(&mut SiteSettings) + Send + 'static,
    ) -> Result<()> {
        self.store
            .write(move |tx| {
                let mut touched = Touched::default();
                save(tx, change, &mut touched)?;
                append(tx, "settings.changed", touched)
            })
            .await
    }

    /// Takes a theme into use, or tells that the files of the one in use are others.
    pub async fn use_theme(&self, name: String) -> Result<()> {
        self.store
            .write(move |tx| {
                let mut touched = Touched::default();
                save(tx, |settings| settings.theme = name, &mut touched)?;
                touched.keys.insert(Key::Settings);
                append(tx, "theme.changed", touched)
            })
            .await
    }
}

/// Changes the settings within a transaction, and returns them.
pub(crate) fn save(
    tx: &mut Tx<'_>,
    change: impl FnOnce(&mut SiteSettings),
    touched: &mut Touched,
) -> Result<SiteSettings> {
    let before = tx.settings()?;
    let mut settings = before.clone();
    change(&mut settings);
    check(&settings, &before)?;
    address::check_settings(&mut settings)?;
    if settings != before {
        tx.set_settings(&settings)?;
        touched.keys.insert(Key::Settings);
    }
    Ok(settings)
}

fn check(settings: &SiteSettings, before: &SiteSettings) -> Result<()> {
    // What stands there since longer than the rule is in nobody's way.
    if settings.title != before.title {
        title(&settings.title)?;
    }
    for (language, (name, _)) in &settings.titles {
        if before.titles.get(language).is_none_or(|(known, _)| known != name) && !name.is_empty() {
            title(name)?;
        }
    }
    if jiff::tz::TimeZone::get(&settings.timezone).is_err() {
        return invalid(format!(
            "There is no time zone “{}”: take an IANA name such as Europe/Kyiv.",
            settings.timezone
        ));
    }
    colour(&settings.accent_color)?;
    settings.newsletters.iter().try_for_each(newsletter)?;
    if !(1..=1000).contains(&settings.largest_upload) {
        return invalid("The largest upload is a number of MB from 1 to 1000.");
    }
    if settings.languages.contains(&settings.language) {
        return invalid(format!(
            "“{}” is the main language and cannot be a further one too.",
            settings.language
        ));
    }
    Ok(())
}

/// The paper's name stands in headers of mail and above every page.
pub(crate) fn title(text: &str) -> Result<()> {
    if text.trim().is_empty() {
        return invalid("The newsroom needs a name.");
    }
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    match text.chars().count() > 191 || text.chars().any(breaks) {
        true => invalid("The newsroom's name must be one line of 191 characters at most."),
        false => Ok(()),
    }
}

pub(crate) fn colour(text: &str) -> Result<()> {
    let hex = text.strip_prefix('#').unwrap_or_default();
    if matches!(hex.len(), 3 | 6) && hex.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Ok(());
    }
    invalid(format!("“{text}” is not a colour: write it as #9b1c1f."))
}

/// Paths below `/newsletters/` that are no newsletter's.
const TAKEN: [&str; 5] = ["confirm", "preferences", "sign-up", "thanks", "unsubscribe"];

pub(crate) fn newsletter(one: &Newsletter) -> Result<()> {
    if TAKEN.contains(&one.slug.as_str()) {
        return invalid(format!(
            "A newsletter cannot have the slug “{}”: take another.",
            one.slug
        ));
    }
    let name = one.name.trim();
    if name.is_empty() || name.chars().count() > 191 {
        return invalid("A newsletter needs a name of 1 to 191 characters.");
    }
    // They stand in headers of mail.
    let names = [Some(&one.name), one.sender_name.as_ref()];
    if names
        .into_iter()
        .flatten()
        .any(|name| name.chars().any(char::is_control))
    {
        return invalid(format!(
            "The names of the newsletter “{}” must be of one line.",
            one.slug
        ));
    }
    one.color.as_deref().map_or(Ok(()), colour)
}
