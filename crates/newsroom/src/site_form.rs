//! The settings as texts by name, as a form of the desk carries them: what was typed comes back with a sentence beside
//! each field that does not fit, and two people's changes can be told apart field by field.
//!
//! Names are those of [`Setting`], and besides `language`, `languages`, `menu`, `second_menu`, `social`, `newsletters`; of
//! each further language `title.TAG`, `description.TAG`, `menu.TAG`, `second_menu.TAG`.

mod lines;
mod newsletters;

pub use newsletters::NewsletterRow;

use crate::Setting;
use kernel::{Invalid, Language, SiteSettings};
use std::collections::BTreeMap;

/// Texts by name. Names that are not there are left as they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SiteForm(pub BTreeMap<String, String>);

/// Sentences by the names of the fields that do not fit.
pub type Unfit = BTreeMap<String, String>;

impl SiteForm {
    /// The settings as they are.
    pub fn of(site: &SiteSettings) -> Self {
        let mut texts = BTreeMap::new();
        let mut put = |name: &str, text: String| texts.insert(name.to_owned(), text);
        for setting in Setting::ALL {
            put(setting.name, setting.value(site));
        }
        let tags: Vec<&str> = site.languages.iter().map(Language::as_str).collect();
        put("language", site.language.to_string());
        put("languages", tags.join(" "));
        put("menu", lines::of_menu(&site.navigation));
        put("second_menu", lines::of_menu(&site.secondary_navigation));
        put("social", lines::of_pairs(&site.social));
        put("newsletters", NewsletterRow::write(&site.newsletters));
        for tag in tags {
            let (title, description) = site.titles.get(tag).cloned().unwrap_or_default();
            let (menu, second) = site.navigations.get(tag).cloned().unwrap_or_default();
            put(&format!("title.{tag}"), title);
            put(&format!("description.{tag}"), description);
            put(&format!("menu.{tag}"), lines::of_menu(&menu));
            put(&format!("second_menu.{tag}"), lines::of_menu(&second));
        }
        Self(texts)
    }

    /// The text of that name; nothing is the empty text.
    pub fn text(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Puts what fits into the settings, and says what does not.
    pub fn apply(&self, site: &mut SiteSettings) -> Unfit {
        let mut unfit = Unfit::new();
        // The main language is changed last: the other fields were typed under the names that they have now.
        let (main, others): (Vec<_>, Vec<_>) = self.0.iter().partition(|(name, _)| *name == "language");
        for (name, text) in others.into_iter().chain(main) {
            if let Err(why) = put(site, name, text) {
                let why = why.trim_end_matches('.');
                unfit.insert(name.clone(), format!("{why}."));
            }
        }
        site.titles
            .retain(|_, (title, description)| !(title.is_empty() && description.is_empty()));
        site.navigations
            .retain(|_, (menu, second)| !(menu.is_empty() && second.is_empty()));
        if let Err(why) = crate::change_settings::title(&site.title) {
            unfit.insert("title".into(), why.to_string());
        }
        if site.languages.contains(&site.language) {
            let why = format!(
                "“{}” is the main language and cannot be a further one too.",
                site.language
            );
            unfit.insert("languages".into(), why);
        }
        unfit
    }
}

fn put(site: &mut SiteSettings, name: &str, text: &str) -> Result<(), String> {
    let text = text.trim();
    match name {
        "language" => site.set_main_language(text.parse().map_err(|Invalid(why)| why)?),
        "languages" => site.languages = lines::languages(text)?,
        "menu" => site.navigation = lines::menu(text)?,
        "second_menu" => site.secondary_navigation = lines::menu(text)?,
        "social" => site.social = lines::pairs(text)?,
        "newsletters" => site.newsletters = NewsletterRow::read(text)?,
        "timezone" => match jiff::tz::TimeZone::get(text) {
            Ok(_) => site.timezone = text.to_owned(),
            Err(_) => return Err(format!("There is no time zone “{text}”: choose one of the list")),
        },
        "accent_color" => {
            crate::change_settings::colour(text).map_err(|error| error.to_string())?;
            site.accent_color = text.to_owned();
        }
        _ => match (name.split_once('.'), Setting::named(name)) {
            (Some((part, tag)), _) => {
                let tag = tag.to_owned();
                match part {
                    "title" => site.titles.entry(tag).or_default().0 = text.to_owned(),
                    "description" => site.titles.entry(tag).or_default().1 = text.to_owned(),
                    "menu" => site.navigations.entry(tag).or_default().0 = lines::menu(text)?,
                    "second_menu" => site.navigations.entry(tag).or_default().1 = lines::menu(text)?,
                    _ => {}
                }
            }
            (None, Some(setting)) => setting.put(site, text)?,
            (None, None) => {}
        },
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bilingual() -> SiteSettings {
        let mut site = SiteSettings {
            languages: vec!["uk".parse().unwrap()],
            ..SiteSettings::default()
        };
        site.titles.insert("uk".into(), ("Газета".into(), "Щодня".into()));
        site.navigation = lines::menu("World | /tag/world/\nWrite to us | mailto:desk@a.example").unwrap();
        site.social.insert("bluesky".into(), "@paper".into());
        site
    }

    #[test]
    fn what_is_written_reads_back() {
        let site = bilingual();
        let mut again = site.clone();
        assert_eq!(SiteForm::of(&site).apply(&mut again), Unfit::new());
        assert_eq!(again, site);
    }

    #[test]
    fn each_field_that_does_not_fit_is_told_of_and_the_others_are_taken() {
        let mut site = bilingual();
        let texts = [
            ("title", "The Tide"),
            ("timezone", "Mars/Base"),
            ("accent_color", "red"),
            ("largest_upload", "0"),
            ("menu", "World /tag/world/"),
            ("second_menu.uk", "Зле | javascript:alert(1)"),
            ("social", "bluesky"),
            ("languages", "uk en"),
        ];
        let form = SiteForm(texts.map(|(name, text)| (name.into(), text.into())).into());
        let unfit = form.apply(&mut site);
        let names: Vec<&str> = unfit.keys().map(String::as_str).collect();
        let expected = [
            "accent_color",
            "languages",
            "largest_upload",
            "menu",
            "second_menu.uk",
            "social",
            "timezone",
        ];
        assert_eq!(names, expected, "{unfit:?}");
        assert_eq!(site.title, "The Tide");
        assert!(unfit["menu"].contains("World /tag/world/"), "{unfit:?}");
    }

    #[test]
    fn names_are_those_typed_for_a_language_whichever_is_the_main_one() {
        let mut site = bilingual();
        let texts = [
            ("language", "uk"),
            ("languages", "en"),
            ("title", "The Tide"),
            ("title.uk", "Приплив"),
        ];
        let form = SiteForm(texts.map(|(name, text)| (name.into(), text.into())).into());
        assert_eq!(form.apply(&mut site), Unfit::new());
        assert_eq!(
            (site.title.as_str(), site.titles["en"].0.as_str()),
            ("Приплив", "The Tide")
        );
    }

    #[test]
    fn what_is_emptied_is_gone() {
        let mut site = bilingual();
        let empty = ["title.uk", "description.uk", "menu", "social"];
        let form = SiteForm(empty.map(|name| (name.into(), String::new())).into());
        assert_eq!(form.apply(&mut site), Unfit::new());
        assert!(site.titles.is_empty() && site.navigation.is_empty() && site.social.is_empty());
    }
}
