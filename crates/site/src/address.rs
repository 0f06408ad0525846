//! What a path names, and its one right form: lower case, a slash at the end (of a file none), no first pages, no main
//! language.

use crate::{sitemap::Map, syndication::Format};
use kernel::{Language, PostId, SiteSettings, Slug};

/// A page of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The edition.
    pub language: Language,
    /// What it shows.
    pub place: Place,
    /// Which page of a list, from 1.
    pub page: u32,
}

/// What a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// The front page.
    Front,
    /// A story, a page or a feed item.
    Post(Slug),
    /// The stories of a tag.
    Tag(Slug),
    /// The stories of an author.
    Author(Slug),
    /// The stories of a year or month.
    Archive {
        /// `None` for all.
        year: Option<i16>,
        /// 1 to 12; `None` for the whole year.
        month: Option<i8>,
    },
    /// The news feed.
    Feed,
    /// The first items of the news feed, for live pages that were away for too long.
    LiveList,
    /// The items of the news feed that come after this one, which are older.
    LiveOlder(PostId),
    /// All newsletters.
    Newsletters,
    /// One newsletter.
    Newsletter(Slug),
    /// What is said after a sign-up.
    Thanks,
    /// A feed of a list.
    Channel(Channel, Format),
    /// A sitemap.
    Map(Map),
    /// robots.txt, of the whole site.
    Robots,
}

/// What a feed follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Channel {
    /// All stories.
    Site,
    /// Those of a tag.
    Tag(Slug),
    /// Those of an author.
    Author(Slug),
}

/// What was read in a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parsed {
    /// The right form of an address.
    Here(Address),
    /// The right form is another path.
    Elsewhere(String),
    /// No address of this site; the edition is told for the error page.
    Nowhere(Language),
}

/// Reads a path as it came, still percent-encoded.
pub fn parse(path: &str, settings: &SiteSettings) -> Parsed {
    let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let mut right = String::with_capacity(path.len() + 1);
    right.push('/');
    for part in &parts {
        right.push_str(&part.to_ascii_lowercase());
        right.push('/');
    }
    let mut language = settings.language.clone();
    if let Some(first) = parts.first() {
        let named = |known: &&Language| known.as_str().eq_ignore_ascii_case(first);
        if let Some(edition) = settings
            .languages
            .iter()
            .find(named)
            .filter(|l| **l != settings.language)
        {
            language = edition.clone();
            parts.remove(0);
            right.replace_range(1..=edition.as_str().len(), edition.as_str());
        } else if named(&&settings.language) && parts.len() > 1 {
            let within = &right[first.len() + 1..];
            let is_file = parts.last().is_some_and(|last| Map::of_file(last).is_some());
            return Parsed::Elsewhere(within[..within.len() - usize::from(is_file)].to_owned());
        }
    }
    let lower: Vec<String> = parts.iter().map(|part| part.to_ascii_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    let Some((place, page)) = place(&lower) else {
        return Parsed::Nowhere(language);
    };
    if place == Place::Robots && language != settings.language {
        return Parsed::Nowhere(language);
    }
    if matches!(place, Place::Map(_) | Place::Robots) {
        right.pop();
    }
    if page == Some(1) {
        let end = right.len() - "page/1/".len();
        right.truncate(end);
        return Parsed::Elsewhere(right);
    }
    if right != path {
        return Parsed::Elsewhere(right);
    }
    Parsed::Here(Address {
        language,
        place,
        page: page.unwrap_or(1),
    })
}

/// What the parts name, and the page's number where one is given.
fn place(parts: &[&str]) -> Option<(Place, Option<u32>)> {
    let (parts, page) = match parts {
        [before @ .., "page", number] => (before, Some(page_number(number)?)),
        parts => (parts, None),
    };
    let slug = |text: &str| text.parse::<Slug>().ok();
    let feed = Format::of_part;
    let place = match parts {
        [] => Place::Front,
        ["feed"] => Place::Feed,
        ["live", "feed", "items"] => Place::LiveList,
        ["live", "feed", "after", item] => Place::LiveOlder(item.parse().ok()?),
        ["robots.txt"] => Place::Robots,
        [file] if file.ends_with(".xml") => Place::Map(Map::of_file(file)?),
        [end] if feed(end).is_some() => Place::Channel(Channel::Site, feed(end)?),
        ["tag", tag] => Place::Tag(slug(tag)?),
        ["tag", tag, end] => Place::Channel(Channel::Tag(slug(tag)?), feed(end)?),
        ["author", author] => Place::Author(slug(author)?),
        ["author", author, end] => Place::Channel(Channel::Author(slug(author)?), feed(end)?),
        ["newsletters"] => Place::Newsletters,
        ["newsletters", "thanks"] => Place::Thanks,
        ["newsletters", newsletter] => Place::Newsletter(slug(newsletter)?),
        ["archive"] => Place::Archive {
            year: None,
            month: None,
        },
        ["archive", year] => Place::Archive {
            year: Some(year_number(year)?),
            month: None,
        },
        ["archive", year, month] => Place::Archive {
            year: Some(year_number(year)?),
            month: Some(month_number(month)?),
        },
        [post] => Place::Post(slug(post)?),
        _ => return None,
    };
    let is_list = !matches!(
        place,
        Place::Post(_)
            | Place::Channel(..)
            | Place::Map(_)
            | Place::Robots
            | Place::LiveList
            | Place::LiveOlder(_)
            | Place::Newsletters
            | Place::Newsletter(_)
            | Place::Thanks
    );
    (page.is_none() || is_list).then_some((place, page))
}

fn digits(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<u32> {
    let plain = length.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn page_number(text: &str) -> Option<u32> {
    digits(text, 1..=6).filter(|n| *n > 0 && !text.starts_with('0'))
}

fn year_number(text: &str) -> Option<i16> {
    digits(text, 4..=4).and_then(|year| year.try_into().ok())
}

fn month_number(text: &str) -> Option<i8> {
    digits(text, 2..=2)
        .filter(|month| (1..=12).contains(month))
        .and_then(|month| month.try_into().ok())
}

/// The path of a post in its edition.
pub fn post_path(language: &Language, slug: &Slug, settings: &SiteSettings) -> String {
    if *language == settings.language {
        format!("/{slug}/")
    } else {
        format!("/{language}/{slug}/")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn settings() -> SiteSettings {
        let languages = vec!["uk".parse().unwrap(), "pt-BR".parse().unwrap()];
        SiteSettings {
            languages,
            ..SiteSettings::default()
        }
    }

    fn here(path: &str) -> (String, Place, u32) {
        match parse(path, &settings()) {
            Parsed::Here(address) => (address.language.to_string(), address.place, address.page),
            other => panic!("{path}: {other:?}"),
        }
    }

    fn slug(text: &str) -> Slug {
        text.parse().unwrap()
    }

    #[test]
    fn every_page_has_an_address() {
        let cases = [
            ("/", "en", Place::Front, 1),
            ("/page/2/", "en", Place::Front, 2),
            ("/uk/", "uk", Place::Front, 1),
            ("/uk/page/3/", "uk", Place::Front, 3),
            ("/harbour/", "en", Place::Post(slug("harbour")), 1),
            ("/uk/port/", "uk", Place::Post(slug("port")), 1),
            ("/pt-BR/porto/", "pt-BR", Place::Post(slug("porto")), 1),
            ("/tag/energy/", "en", Place::Tag(slug("energy")), 1),
            ("/uk/tag/energy/page/12/", "uk", Place::Tag(slug("energy")), 12),
            ("/author/ira/page/2/", "en", Place::Author(slug("ira")), 2),
            (
                "/archive/2026/11/",
                "en",
                Place::Archive {
                    year: Some(2026),
                    month: Some(11),
                },
                1,
            ),
            (
                "/archive/",
                "en",
                Place::Archive {
                    year: None,
                    month: None,
                },
                1,
            ),
            ("/feed/page/2/", "en", Place::Feed, 2),
            ("/uk/live/feed/items/", "uk", Place::LiveList, 1),
            (
                "/live/feed/after/019ac3a0-2f5b-7a10-8c5e-6d1f2b3c4d5e/",
                "en",
                Place::LiveOlder("019ac3a0-2f5b-7a10-8c5e-6d1f2b3c4d5e".parse().unwrap()),
                1,
            ),
            ("/newsletters/", "en", Place::Newsletters, 1),
            ("/uk/newsletters/tide/", "uk", Place::Newsletter(slug("tide")), 1),
            ("/newsletters/thanks/", "en", Place::Thanks, 1),
            ("/rss/", "en", Place::Channel(Channel::Site, Format::Rss), 1),
            ("/uk/json/", "uk", Place::Channel(Channel::Site, Format::Json), 1),
            (
                "/author/ira/atom/",
                "en",
                Place::Channel(Channel::Author(slug("ira")), Format::Atom),
                1,
            ),
            ("/robots.txt", "en", Place::Robots, 1),
            ("/sitemap.xml", "en", Place::Map(Map::Index), 1),
            ("/uk/sitemap-stories-3.xml", "uk", Place::Map(Map::Stories(3)), 1),
            (
                "/uk/tag/energy/rss/",
                "uk",
                Place::Channel(Channel::Tag(slug("energy")), Format::Rss),
                1,
            ),
        ];
        for (path, language, place, page) in cases {
            assert_eq!(here(path), (language.to_owned(), place, page), "{path}");
        }
    }

    #[test]
    fn other_forms_lead_to_the_right_one() {
        let cases = [
            ("/harbour", "/harbour/"),
            ("/Harbour/", "/harbour/"),
            ("//harbour///", "/harbour/"),
            ("//evil.example/", "/evil.example/"),
            ("/page/1/", "/"),
            ("/tag/energy/page/1", "/tag/energy/"),
            ("/UK/Port", "/uk/port/"),
            ("/pt-br/porto/", "/pt-BR/porto/"),
            ("/en/harbour/", "/harbour/"),
            ("/en/tag/energy", "/tag/energy/"),
            ("/Sitemap.xml/", "/sitemap.xml"),
            ("/en/sitemap-news.xml", "/sitemap-news.xml"),
        ];
        for (path, right) in cases {
            match parse(path, &settings()) {
                Parsed::Elsewhere(to) => assert_eq!(to, right, "{path}"),
                Parsed::Nowhere(_) if path == "//evil.example/" => {}
                other => panic!("{path}: {other:?}"),
            }
        }
    }

    #[test]
    fn what_is_no_address_is_nowhere() {
        for path in [
            "/a/b/",
            "/page/0/",
            "/page/x/",
            "/harbour/page/2/",
            "/live/feed/items/page/2/",
            "/live/feed/after/",
            "/live/feed/after/ferry/",
            "/newsletters/page/2/",
            "/archive/26/",
            "/archive/2026/13/",
            "/a%20b/",
            "/other.xml",
            "/sitemap.xml/page/2/",
            "/tag/energy/opml/",
        ] {
            assert_eq!(
                parse(path, &settings()),
                Parsed::Nowhere(Language::english()),
                "{path}"
            );
        }
    }

    proptest! {
        #[test]
        fn one_redirect_is_enough_and_stays_on_this_site(path in "(/[a-zA-Z0-9%.-]{0,8}){0,6}/?") {
            if let Parsed::Elsewhere(to) = parse(&path, &settings()) {
                prop_assert!(to.starts_with('/') && !to.starts_with("//"), "{}", to);
                let again = parse(&to, &settings());
                prop_assert!(!matches!(again, Parsed::Elsewhere(_)) || to.contains("page/1/") || to.starts_with("/en/"), "{} {:?}", to, again);
            }
        }
    }
}
