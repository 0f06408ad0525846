//! Sitemaps (sitemaps.org 0.9, with Google's extensions for pictures and news, and `xhtml:link` for translations).
//!
//! `/sitemap.xml` leads to the maps of all editions, `/uk/sitemap.xml` to those of one. Each map is a page of the cache
//! like others, with the surrogate keys of what it lists. Items of the news feed stand in no map: they are of the
//! page `/feed/`.

mod lists;
mod news;
mod urls;

use kernel::{Language, PostKind, SiteSettings, Timestamp};
use store::{Reader, SitemapPart, StoreError};
use urls::Urls;

/// Addresses and bytes in a map, as sitemaps.org allows.
const MOST: usize = 50_000;
const MOST_BYTES: usize = 52_428_800;

/// A map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Map {
    /// Of maps.
    Index,
    /// Stories of the last two days, for Google News.
    News,
    /// Stories, the oldest first: the parts are numbered from 1.
    Stories(u32),
    /// The front page and what stands by itself.
    Pages,
    /// Sections and tags with stories.
    Sections,
    /// Authors with stories.
    Authors,
    /// Months with stories.
    Archive,
}

impl Map {
    /// By the name of its file.
    pub fn of_file(name: &str) -> Option<Self> {
        let name = name.strip_prefix("sitemap")?.strip_suffix(".xml")?;
        Some(match name {
            "" => Self::Index,
            "-news" => Self::News,
            "-pages" => Self::Pages,
            "-sections" => Self::Sections,
            "-authors" => Self::Authors,
            "-archive" => Self::Archive,
            _ => {
                let number = name.strip_prefix("-stories-")?;
                let plain = number.bytes().all(|b| b.is_ascii_digit()) && !number.starts_with('0');
                Self::Stories(number.parse().ok().filter(|_| plain)?)
            }
        })
    }

    /// The name of its file.
    pub fn file(&self) -> String {
        match self {
            Self::Index => "sitemap.xml".into(),
            Self::News => "sitemap-news.xml".into(),
            Self::Pages => "sitemap-pages.xml".into(),
            Self::Sections => "sitemap-sections.xml".into(),
            Self::Authors => "sitemap-authors.xml".into(),
            Self::Archive => "sitemap-archive.xml".into(),
            Self::Stories(number) => format!("sitemap-stories-{number}.xml"),
        }
    }
}

/// What maps are drawn from.
pub struct Survey<'a> {
    /// The snapshot.
    pub reader: &'a Reader,
    /// The settings.
    pub settings: &'a SiteSettings,
    /// `https://example.org`, without a slash at the end.
    pub public_url: &'a str,
    /// The moment.
    pub now: Timestamp,
}

impl Survey<'_> {
    /// The map of an edition; nothing when it would be empty, which the schema does not allow.
    pub fn draw(&self, map: &Map, language: &Language) -> Result<Option<String>, StoreError> {
        match map {
            Map::Index => self.index(language).map(Some),
            Map::News => self.news(language).map(Some),
            Map::Stories(number) => self.stories(language, *number),
            Map::Pages => self.pages(language),
            Map::Sections => self.sections(language),
            Map::Authors => self.authors(language),
            Map::Archive => self.archive(language),
        }
    }

    /// Addresses in one map: as many as have room even when each is as long as it can be.
    fn most(&self) -> u32 {
        let most = (MOST_BYTES - 1000) / urls::longest(self.public_url, &self.editions());
        u32::try_from(most.min(MOST)).unwrap_or(1)
    }

    /// All editions, the main one first.
    fn editions(&self) -> Vec<&Language> {
        let main = &self.settings.language;
        let others = self.settings.languages.iter().filter(|other| *other != main);
        std::iter::once(main).chain(others).collect()
    }

    /// What the addresses of an edition begin with.
    fn edition(&self, language: &Language) -> String {
        match *language == self.settings.language {
            true => self.public_url.to_owned(),
            false => format!("{}/{language}", self.public_url),
        }
    }

    fn index(&self, language: &Language) -> Result<String, StoreError> {
        let editions = match *language == self.settings.language {
            true => self.editions(),
            false => vec![language],
        };
        let mut out = urls::Index::new();
        for language in editions {
            let begin = self.edition(language);
            let mut add = |map: &Map, changed| out.add(&format!("{begin}/{}", map.file()), changed);
            add(&Map::Pages, None);
            let parts = self
                .reader
                .sitemap_parts(PostKind::Story, language, self.most())?;
            for number in 1..=parts {
                // Published posts may have a time that has not come.
                if let Some(changed) = self.reader.sitemap_changed(&self.part(language, number))? {
                    add(&Map::Stories(number), Some(changed));
                }
            }
            let newest = self
                .reader
                .newest_story(&store::Filter::All, language, self.now)?;
            if newest.is_some() {
                add(&Map::Archive, newest);
            }
            if !self.visible_tags(language)?.is_empty() {
                add(&Map::Sections, newest);
            }
            if !self.visible_authors(language)?.is_empty() {
                add(&Map::Authors, newest);
            }
        }
        Ok(out.finish())
    }

    fn part(&self, language: &Language, number: u32) -> SitemapPart {
        SitemapPart {
            kind: PostKind::Story,
            language: language.clone(),
            now: self.now,
            size: self.most(),
            number: number - 1,
        }
    }

    fn stories(&self, language: &Language, number: u32) -> Result<Option<String>, StoreError> {
        if number == 0 {
            return Ok(None);
        }
        let mut urls = Urls::new();
        self.posts(&self.part(language, number), &mut urls)?;
        Ok(urls.finish())
    }

    /// The posts of a part, with their pictures and translations.
    fn posts(&self, part: &SitemapPart, urls: &mut Urls) -> Result<(), StoreError> {
        let main = &self.settings.language;
        let address = |language: &Language, slug: &kernel::Slug| {
            format!(
                "{}{}",
                self.public_url,
                crate::address::post_path(language, slug, self.settings)
            )
        };
        self.reader.sitemap(part, |post| {
            let own = address(&part.language, &post.slug);
            let mut versions: Vec<(&Language, String)> = post
                .translations
                .iter()
                .filter(|(language, _)| *language == *main || self.settings.languages.contains(language))
                .filter(|(language, _)| *language != part.language)
                .map(|(language, slug)| (language, address(language, slug)))
                .collect();
            if !versions.is_empty() {
                versions.push((&part.language, own.clone()));
            }
            urls.add(&own, Some(post.updated_at.max(post.published_at)));
            urls.versions(&versions, main);
            if let Some(picture) = &post.picture {
                match picture.starts_with('/') {
                    true => urls.picture(&format!("{}{picture}", self.public_url)),
                    false => urls.picture(picture),
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_as_they_are_named() {
        for map in [
            Map::Index,
            Map::News,
            Map::Pages,
            Map::Sections,
            Map::Authors,
            Map::Archive,
            Map::Stories(12),
        ] {
            assert_eq!(Map::of_file(&map.file()), Some(map));
        }
        for name in [
            "sitemap-stories-0.xml",
            "sitemap-stories-01.xml",
            "sitemap-stories-+1.xml",
            "sitemap-stories-.xml",
            "sitemap-x.xml",
            "sitemap",
            "xsitemap.xml",
        ] {
            assert_eq!(Map::of_file(name), None, "{name}");
        }
    }
}
