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
    /// The corrections of all stories.
    Corrections,
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
    /// The stories of an edition that are read aloud, for podcast programs.
    Podcast,
    /// The text-only page of one of the above; the number of a post's page is that of its text.
    Text(Box<Place>),
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
    // Browsers read it as a slash, so that a path with it could lead to another site.
    if path.contains('\\') {
        return Parsed::Nowhere(settings.language.clone());
    }
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
        let number = match &place {
            Place::Text(of) if matches!(**of, Place::Post(_)) => "1/",
            _ => "page/1/",
        };
        right.truncate(right.len() - number.len());
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
    if let ["text", rest @ ..] = parts {
        return text_of(rest);
    }
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
        ["corrections"] => Place::Corrections,
        ["live", "feed", "after", item] => Place::LiveOlder(item.parse().ok()?),
        ["podcast", "rss"] => Place::Podcast,
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
            | Place::Podcast
            | Place::LiveList
            | Place::LiveOlder(_)
            | Place::Newsletters
            | Place::Newsletter(_)
            | Place::Thanks
    );
    (page.is_none() || is_list).then_some((place, page))
}

/// What has a text-only page.
fn text_of(parts: &[&str]) -> Option<(Place, Option<u32>)> {
    let (of, page) = match parts {
        [post, number] if page_number(number).is_some() && place(parts).is_none() => {
            (Place::Post(post.parse().ok()?), page_number(number))
        }
        ["text", ..] => return None,
        parts => place(parts)?,
    };
    let has_one = matches!(
        of,
        Place::Front
            | Place::Post(_)
            | Place::Tag(_)
            | Place::Author(_)
            | Place::Archive { .. }
            | Place::Feed
            | Place::Corrections
    );
    has_one.then(|| (Place::Text(Box::new(of)), page))
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
#[path = "address_tests.rs"]
mod tests;
