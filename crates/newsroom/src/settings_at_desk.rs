//! Change the settings at the desk, so that two administrators at once lose nothing of each other.

use crate::{
    Newsroom, Result, SiteForm, Staff, Unfit,
    change_settings::save,
    save_post::append,
    staff::{allow, audit},
    touched::Touched,
};
use kernel::{Language, SiteSettings};
use std::collections::BTreeSet;
use store::Tx;

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingsSaved {
    /// They are kept.
    Saved,
    /// Nothing was changed: these fields do not fit.
    Unfit(Unfit),
    /// Nothing was changed: somebody was there in between, and this is how the settings are now.
    Overtaken(SiteForm),
}

impl Newsroom {
    /// Puts what was typed in the place of the settings. `seen`: how they were when the form was opened.
    pub async fn settings_at_desk(
        &self,
        staff: &Staff,
        seen: SiteForm,
        typed: SiteForm,
    ) -> Result<SettingsSaved> {
        allow::administrator(staff)?;
        let staff = staff.clone();
        self.store
            .write(move |tx| {
                let before = tx.settings()?;
                let now = SiteForm::of(&before);
                let overtaken = |(name, text): (&String, &String)| {
                    typed.0.contains_key(name) && now.text(name) != text && now.text(name) != typed.text(name)
                };
                if seen.0.iter().any(overtaken) {
                    return Ok(SettingsSaved::Overtaken(now));
                }
                let mut after = before.clone();
                let mut unfit = typed.apply(&mut after);
                check_losses(tx, &before, &after, &mut unfit)?;
                if !unfit.is_empty() {
                    return Ok(SettingsSaved::Unfit(unfit));
                }
                let changed = SiteForm::of(&after).0;
                let changed: Vec<&str> = changed
                    .iter()
                    .filter(|(name, text)| now.0.get(*name) != Some(text))
                    .map(|(name, _)| name.as_str())
                    .collect();
                if !changed.is_empty() {
                    let mut touched = Touched::default();
                    save(tx, |settings| settings.clone_from(&after), &mut touched)?;
                    append(tx, "settings.changed", touched)?;
                    audit::note(tx, &staff, "settings.changed", "", changed.join(", "))?;
                }
                Ok(SettingsSaved::Saved)
            })
            .await
    }
}

/// An edition that has stories stays, and a newsletter that people receive: both would be lost without a word.
fn check_losses(tx: &Tx<'_>, before: &SiteSettings, after: &SiteSettings, unfit: &mut Unfit) -> Result<()> {
    let kept: BTreeSet<&Language> = after.languages.iter().chain([&after.language]).collect();
    let gone = before
        .languages
        .iter()
        .chain([&before.language])
        .filter(|language| !kept.contains(language));
    for language in gone {
        let posts = tx.posts_in_language(language)?;
        if posts > 0 {
            let why = format!(
                "What is published or scheduled in “{language}”: {posts}. Keep the language, or take that off the site first."
            );
            unfit.entry("languages".into()).or_insert(why);
        }
    }
    for one in &before.newsletters {
        if after.newsletter(one.slug.as_str()).is_none() {
            let receivers = tx.receivers_of(one.slug.as_str())?;
            if receivers > 0 {
                let why = format!(
                    "“{}” has {receivers} subscribers, so that it cannot be removed and its slug “{}” stays.",
                    one.name, one.slug
                );
                unfit.entry("newsletters".into()).or_insert(why);
            }
        }
    }
    Ok(())
}
