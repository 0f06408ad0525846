//! What a newsroom says about itself.

use crate::Language;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One entry of a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NavItem {
    /// What the reader reads.
    pub label: String,
    /// A path of this site (`/tag/politics/`) or an absolute address.
    pub url: String,
}

/// The settings of the site. Every field has a default, so that an old store reads with a newer program.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SiteSettings {
    /// The paper's name.
    pub title: String,
    /// The paper's name and description in other languages: language tag → (title, description).
    pub titles: BTreeMap<String, (String, String)>,
    /// One line about it.
    pub description: String,
    /// The main language: that of `/`.
    pub language: Language,
    /// Further languages; each has its edition below `/{tag}/`.
    pub languages: Vec<Language>,
    /// IANA name of the zone in which times are shown.
    pub timezone: String,
    /// The one accent colour, `#rrggbb`.
    pub accent_color: String,
    /// Logo, below `/content/images/` or absolute.
    pub logo: Option<String>,
    /// Square icon.
    pub icon: Option<String>,
    /// Cover of the podcast: square, JPEG or PNG, 1,400 to 3,000 pixels; `None` takes the icon.
    pub podcast_cover: Option<String>,
    /// Cover picture.
    pub cover_image: Option<String>,
    /// Main menu in the site's language.
    pub navigation: Vec<NavItem>,
    /// Second menu (footer).
    pub secondary_navigation: Vec<NavItem>,
    /// Menus of other languages: language tag → (main, second).
    pub navigations: BTreeMap<String, (Vec<NavItem>, Vec<NavItem>)>,
    /// Handles by network (`facebook`, `twitter`, `bluesky`, …).
    pub social: BTreeMap<String, String>,
    /// Title for search engines; `None` takes the title.
    pub meta_title: Option<String>,
    /// Description for search engines; `None` takes the description.
    pub meta_description: Option<String>,
    /// Open Graph title, description and picture of the front page.
    pub og_title: Option<String>,
    /// See `og_title`.
    pub og_description: Option<String>,
    /// See `og_title`.
    pub og_image: Option<String>,
    /// Card title, description and picture for X.
    pub twitter_title: Option<String>,
    /// See `twitter_title`.
    pub twitter_description: Option<String>,
    /// See `twitter_title`.
    pub twitter_image: Option<String>,
    /// HTML put into every head by an administrator.
    pub codeinjection_head: Option<String>,
    /// HTML put at every foot by an administrator.
    pub codeinjection_foot: Option<String>,
    /// Name of the theme in use: a folder of `data/themes/`, or `broadsheet` for the built-in one.
    pub theme: String,
    /// The theme that was in use before it, to go back to.
    pub theme_before: Option<String>,
    /// Values of the theme's own settings (`config.custom` of its package.json), shown to it as `@custom`.
    pub theme_settings: BTreeMap<String, serde_json::Value>,
    /// Whether the crawlers of language models may read the site.
    pub ai_crawlers: crate::AiCrawlers,
    /// The WebSub hub that the feeds name: an `https` address.
    pub websub_hub: Option<String>,
    /// The address of the same site as an onion service, which pages name to Tor Browser.
    pub onion_address: Option<crate::OnionAddress>,
    /// Whether readers' browsers may keep stories for reading off-line.
    pub offline_reading: bool,
    /// The largest file that the desk takes in, in MB (of 1,048,576 bytes), from 1 to 1,000.
    pub largest_upload: u32,
    /// Newsletters by slug, so that a newsletter box can say what it offers.
    pub newsletters: Vec<Newsletter>,
}

/// What a newsletter box says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Newsletter {
    /// Its slug.
    pub slug: crate::Slug,
    /// Its name: “The Morning Tide”.
    pub name: String,
    /// What it is.
    pub description: String,
    /// How often it comes: “Every weekday at seven”.
    pub rhythm: String,
    /// The language it is written in.
    pub language: Language,
    /// Whose name stands in its “From”; `None` takes the newsletter's and the paper's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender_name: Option<String>,
    /// The address in its “From”; `None` takes the configured one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender_address: Option<crate::EmailAddress>,
    /// Its own colour, `#rrggbb`; `None` takes the accent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
}

impl SiteSettings {
    /// The newsletter with this slug.
    pub fn newsletter(&self, slug: &str) -> Option<&Newsletter> {
        self.newsletters.iter().find(|one| one.slug.as_str() == slug)
    }

    /// Name of the paper in a language.
    pub fn title_in(&self, language: &Language) -> &str {
        let own = self.said_in(language).map(|(title, _)| title.as_str());
        own.filter(|title| !title.is_empty()).unwrap_or(&self.title)
    }

    /// The line about the paper in a language; nothing where its edition has a name but no line of its own.
    pub fn description_in(&self, language: &Language) -> &str {
        let own = self.said_in(language);
        own.map_or(&self.description, |(_, description)| description)
    }

    /// Main and second menu in a language.
    pub fn menus_in(&self, language: &Language) -> (&[NavItem], &[NavItem]) {
        let own = self.navigations.get(language.as_str());
        match own.filter(|_| *language != self.language) {
            Some((main, second)) => (main, second),
            None => (&self.navigation, &self.secondary_navigation),
        }
    }

    /// Makes another language the main one. What is said in each goes with it.
    pub fn set_main_language(&mut self, language: Language) {
        let was = std::mem::replace(&mut self.language, language);
        if was == self.language {
            return;
        }
        if let Some((title, description)) = self.titles.remove(self.language.as_str()) {
            let own = if title.is_empty() {
                self.title.clone()
            } else {
                title
            };
            let before = (
                std::mem::replace(&mut self.title, own),
                std::mem::replace(&mut self.description, description),
            );
            self.titles.insert(was.to_string(), before);
        }
        if let Some((main, second)) = self.navigations.remove(self.language.as_str()) {
            let before = (
                std::mem::replace(&mut self.navigation, main),
                std::mem::replace(&mut self.secondary_navigation, second),
            );
            self.navigations.insert(was.to_string(), before);
        }
    }

    /// Name and line in a language that is not the main one.
    fn said_in(&self, language: &Language) -> Option<&(String, String)> {
        let own = self.titles.get(language.as_str());
        own.filter(|_| *language != self.language)
    }

    /// What paths of a language's edition begin with: nothing, or `/uk`.
    pub fn edition(&self, language: &Language) -> String {
        if *language == self.language || !self.languages.contains(language) {
            String::new()
        } else {
            format!("/{language}")
        }
    }
}

impl Default for SiteSettings {
    fn default() -> Self {
        Self {
            title: "Broadsheet".into(),
            titles: BTreeMap::new(),
            description: String::new(),
            language: Language::english(),
            languages: Vec::new(),
            timezone: "UTC".into(),
            accent_color: "#9b1c1f".into(),
            logo: None,
            icon: None,
            podcast_cover: None,
            cover_image: None,
            navigation: Vec::new(),
            secondary_navigation: Vec::new(),
            navigations: BTreeMap::new(),
            social: BTreeMap::new(),
            meta_title: None,
            meta_description: None,
            og_title: None,
            og_description: None,
            og_image: None,
            twitter_title: None,
            twitter_description: None,
            twitter_image: None,
            codeinjection_head: None,
            codeinjection_foot: None,
            theme: "broadsheet".into(),
            theme_before: None,
            theme_settings: BTreeMap::new(),
            ai_crawlers: crate::AiCrawlers::default(),
            websub_hub: None,
            onion_address: None,
            offline_reading: true,
            largest_upload: 50,
            newsletters: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bilingual(title: &str, description: &str) -> SiteSettings {
        let mut site = SiteSettings {
            title: "The Tide".into(),
            description: "Daily".into(),
            languages: vec!["uk".parse().unwrap()],
            ..SiteSettings::default()
        };
        site.titles
            .insert("uk".into(), (title.into(), description.into()));
        site
    }

    #[test]
    fn an_edition_with_a_line_but_no_name_has_the_papers_name() {
        let (site, uk) = (bilingual("", "Щодня"), "uk".parse().unwrap());
        assert_eq!(site.title_in(&uk), "The Tide");
        assert_eq!(site.description_in(&uk), "Щодня");
        let site = bilingual("Приплив", "");
        assert_eq!((site.title_in(&uk), site.description_in(&uk)), ("Приплив", ""));
    }

    #[test]
    fn what_is_said_in_a_language_goes_with_it_when_it_becomes_the_main_one_and_back() {
        let entry = |label: &str, url: &str| NavItem {
            label: label.into(),
            url: url.into(),
        };
        let mut site = bilingual("Приплив", "Щодня");
        site.navigation = vec![entry("World", "/tag/world/")];
        let menu = vec![entry("Світ", "/uk/tag/world/")];
        site.navigations.insert("uk".into(), (menu.clone(), Vec::new()));
        let before = site.clone();
        let (en, uk): (Language, Language) = (site.language.clone(), "uk".parse().unwrap());
        site.set_main_language(uk.clone());
        assert_eq!((site.title.as_str(), site.title_in(&en)), ("Приплив", "The Tide"));
        assert_eq!(
            (site.description.as_str(), site.description_in(&en)),
            ("Щодня", "Daily")
        );
        assert_eq!(
            (&site.navigation, site.menus_in(&en).0),
            (&menu, &before.navigation[..])
        );
        // A name left from an earlier time says nothing any more.
        site.titles.insert("uk".into(), ("Давно".into(), String::new()));
        assert_eq!(site.title_in(&uk), "Приплив");
        site.titles.remove("uk");
        site.set_main_language(en);
        assert_eq!(site, before);
    }
}
