//! The feeds of a list of stories, with their whole text: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, made of one model;
//! and the podcast of the stories that are read aloud.

mod atom;
mod item;
mod json_feed;
mod podcast;
mod rss;
mod text;
mod xml;

pub use item::{Item, Person, Picture};
pub use podcast::{Episode, Podcast};
pub(crate) use xml::escape;

use kernel::Timestamp;

/// The forms in which a list is published, each at an address of its own below the list's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// RSS 2.0, where Ghost has it.
    Rss,
    /// Atom.
    Atom,
    /// JSON Feed 1.1.
    Json,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Rss, Self::Atom, Self::Json];

    /// The last part of the feed's address.
    pub fn part(self) -> &'static str {
        match self {
            Self::Rss => "rss",
            Self::Atom => "atom",
            Self::Json => "json",
        }
    }

    /// By the last part of an address.
    pub fn of_part(part: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.part() == part)
    }

    /// With which content type it goes out.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Rss => "application/rss+xml; charset=utf-8",
            Self::Atom => "application/atom+xml; charset=utf-8",
            Self::Json => "application/feed+json; charset=utf-8",
        }
    }

    /// The feed.
    pub fn write(self, feed: &Feed<'_>) -> String {
        match self {
            Self::Rss => rss::write(feed),
            Self::Atom => atom::write(feed),
            Self::Json => json_feed::write(feed),
        }
    }
}

/// A feed: what it says of itself, and its stories, newest first.
#[derive(Debug)]
pub struct Feed<'a> {
    /// Its title.
    pub title: &'a str,
    /// One line about it.
    pub description: &'a str,
    /// The paper's name.
    pub site: &'a str,
    /// The language of its stories.
    pub language: &'a str,
    /// Its own address.
    pub address: &'a str,
    /// The address of the page that it follows.
    pub page: &'a str,
    /// The paper's square picture, absolute.
    pub icon: Option<String>,
    /// The WebSub hub that tells of news in it.
    pub hub: Option<&'a str>,
    /// Its stories.
    pub items: Vec<Item>,
}

impl Feed<'_> {
    /// When something in it changed last; 1970 when there is nothing in it.
    fn updated(&self) -> Timestamp {
        let newest = self.items.iter().map(|item| item.updated).max();
        newest.unwrap_or(Timestamp::from_millis(0))
    }

    /// The `Link` header by which subscribers find the hub (WebSub, section 4).
    pub fn link_header(&self) -> Option<String> {
        let hub = self.hub?;
        Some(format!("<{hub}>; rel=\"hub\", <{}>; rel=\"self\"", self.address))
    }
}
