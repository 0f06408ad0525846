//! Where a page stands: the language, the zone, and the addresses of everything from there.

use crate::date::{self, Words};
use jiff::tz::TimeZone;
use kernel::{Author, Language, Post, SiteSettings, Tag};
use std::sync::Arc;

/// What all objects of a page share. Cheap to make, immutable.
#[derive(Debug)]
pub(crate) struct Place {
    pub settings: Arc<SiteSettings>,
    pub language: Language,
    /// `https://example.org` or `https://example.org/paper`, without a slash at the end.
    pub public_url: String,
    /// The path of the public address: empty, or `/paper`.
    pub root: String,
    /// What paths of this language begin with: `root`, and `/uk` outside the main language.
    pub prefix: String,
    pub zone: TimeZone,
    pub words: &'static Words,
}

impl Place {
    pub(crate) fn new(settings: Arc<SiteSettings>, language: Language, public_url: &str) -> Self {
        let public_url = public_url.trim_end_matches('/').to_owned();
        let after_scheme = public_url.find("://").map_or(0, |at| at + 3);
        let root = public_url[after_scheme..]
            .find('/')
            .map_or(String::new(), |at| public_url[after_scheme + at..].to_owned());
        let prefix = if language == settings.language {
            root.clone()
        } else {
            format!("{root}/{language}")
        };
        Self {
            zone: date::zone(&settings.timezone),
            words: Words::of(language.as_str()),
            settings,
            language,
            public_url,
            root,
            prefix,
        }
    }

    /// Whether it is another language than the site's main one.
    pub(crate) fn is_translated(&self) -> bool {
        self.language != self.settings.language
    }

    /// The path of a language's front page: `/` or `/uk/`.
    pub(crate) fn home_path(&self, language: &Language) -> String {
        if *language == self.settings.language {
            format!("{}/", self.root)
        } else {
            format!("{}/{language}/", self.root)
        }
    }

    pub(crate) fn post_path(&self, post: &Post) -> String {
        self.post_path_of(&post.language, post.slug.as_str())
    }

    pub(crate) fn post_path_of(&self, language: &Language, slug: &str) -> String {
        if *language == self.settings.language {
            format!("{}/{slug}/", self.root)
        } else {
            format!("{}/{language}/{slug}/", self.root)
        }
    }

    pub(crate) fn tag_path(&self, tag: &Tag) -> String {
        format!("{}/tag/{}/", self.prefix, tag.slug)
    }

    pub(crate) fn author_path(&self, author: &Author) -> String {
        format!("{}/author/{}/", self.prefix, author.slug)
    }

    /// A path of this site as an absolute address; what is absolute already stays.
    pub(crate) fn absolute(&self, path: &str) -> String {
        if !path.starts_with('/') || path.starts_with("//") {
            return path.to_owned();
        }
        let path = path.strip_prefix(self.root.as_str()).unwrap_or(path);
        format!("{}{path}", self.public_url)
    }

    /// An address of this site as a path; others stay.
    pub(crate) fn relative<'a>(&self, address: &'a str) -> &'a str {
        let origin = &self.public_url[..self.public_url.len() - self.root.len()];
        match address.strip_prefix(origin) {
            Some("") => "/",
            Some(path) if path.starts_with('/') => path,
            _ => address,
        }
    }

    /// An address as an editor entered it (a menu, a picture): paths get the root of the site.
    pub(crate) fn entered(&self, address: &str) -> String {
        if address.starts_with('/') && !address.starts_with("//") && !self.root.is_empty() {
            format!("{}{address}", self.root)
        } else {
            address.to_owned()
        }
    }

    /// Title of the site in this language.
    pub(crate) fn site_title(&self) -> &str {
        self.settings.title_in(&self.language)
    }

    /// Description of the site in this language.
    pub(crate) fn site_description(&self) -> &str {
        self.settings.description_in(&self.language)
    }

    /// The name of a tag or author in this language.
    pub(crate) fn name<'a>(
        &self,
        name: &'a str,
        names: &'a std::collections::BTreeMap<String, String>,
    ) -> &'a str {
        names
            .get(self.language.as_str())
            .or_else(|| names.get(self.language.primary()))
            .map_or(name, |translated| translated)
    }
}

/// `rtl` for languages written from right to left.
pub(crate) fn direction(language: &Language) -> &'static str {
    match language.primary() {
        "ar" | "fa" | "he" | "ur" | "yi" | "ps" | "sd" | "ug" | "dv" | "ckb" => "rtl",
        _ => "ltr",
    }
}

/// What a language calls itself.
pub(crate) fn own_name(language: &Language) -> &str {
    match language.primary() {
        "en" => "English",
        "uk" => "Українська",
        "de" => "Deutsch",
        "fr" => "Français",
        "es" => "Español",
        "pl" => "Polski",
        "it" => "Italiano",
        "pt" => "Português",
        "ro" => "Română",
        "bg" => "Български",
        "cs" => "Čeština",
        "sk" => "Slovenčina",
        "hu" => "Magyar",
        "lt" => "Lietuvių",
        "lv" => "Latviešu",
        "et" => "Eesti",
        "ka" => "ქართული",
        "hy" => "Հայերեն",
        "be" => "Беларуская",
        "ru" => "Русский",
        "tr" => "Türkçe",
        "crh" => "Qırımtatarca",
        "ar" => "العربية",
        "fa" => "فارسی",
        "he" => "עברית",
        "el" => "Ελληνικά",
        "sr" => "Српски",
        "hr" => "Hrvatski",
        "nl" => "Nederlands",
        "sv" => "Svenska",
        "fi" => "Suomi",
        "nb" | "no" => "Norsk",
        "da" => "Dansk",
        "zh" => "中文",
        "ja" => "日本語",
        _ => language.as_str(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(url: &str, language: &str) -> Place {
        Place::new(Arc::new(SiteSettings::default()), language.parse().unwrap(), url)
    }

    #[test]
    fn addresses_know_the_root_and_the_language() {
        let main = place("https://example.org/", "en");
        assert_eq!(main.home_path(&main.language), "/");
        assert_eq!(main.absolute("/a/"), "https://example.org/a/");
        assert_eq!(main.absolute("https://other.org/x"), "https://other.org/x");
        assert_eq!(main.relative("https://example.org/a/"), "/a/");
        assert_eq!(
            main.relative("https://example.organic/a/"),
            "https://example.organic/a/"
        );

        let translated = place("https://example.org/paper", "uk");
        assert_eq!(translated.home_path(&translated.language), "/paper/uk/");
        assert_eq!(
            translated.absolute("/paper/uk/a/"),
            "https://example.org/paper/uk/a/"
        );
        assert_eq!(translated.entered("/about/"), "/paper/about/");
        assert_eq!(translated.relative("https://example.org/paper/a/"), "/paper/a/");
    }
}
