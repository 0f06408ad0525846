//! A podcast as Apple asks for it (“A Podcaster’s Guide to RSS”), which all other programs read too: RSS 2.0 with the tags of
//! the `itunes` namespace.

use super::{
    rss::date,
    xml::{element, escape},
};
use kernel::Timestamp;
use std::fmt::Write;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
    xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:itunes=\"http://www.itunes.com/dtds/podcast-1.0.dtd\">\n<channel>\n";

/// A podcast: what it says of itself, and its episodes, newest first. Texts are plain; addresses are absolute.
#[derive(Debug)]
pub struct Podcast<'a> {
    /// Its title.
    pub title: &'a str,
    /// What it is.
    pub description: &'a str,
    /// The paper's name.
    pub site: &'a str,
    /// The language that is spoken.
    pub language: &'a str,
    /// Its own address.
    pub address: &'a str,
    /// The address of the front page.
    pub page: &'a str,
    /// Its square cover.
    pub cover: Option<String>,
    /// Its episodes.
    pub episodes: Vec<Episode>,
}

/// A story read aloud.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Episode {
    /// Never changes, whatever becomes of the story's address and of its audio.
    pub id: kernel::PostId,
    /// Headline.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// The address of the story.
    pub page: String,
    /// The names of its authors.
    pub authors: Vec<String>,
    /// When the story was published.
    pub published: Timestamp,
    /// The address of the MP3.
    pub audio: String,
    /// The size of the MP3.
    pub bytes: i64,
    /// How long it is, in seconds.
    pub seconds: u32,
}

impl Podcast<'_> {
    /// The feed.
    pub fn write(&self) -> String {
        let mut out = String::with_capacity(16 * 1024);
        out.push_str(HEAD);
        element(&mut out, "title", self.title);
        element(&mut out, "link", self.page);
        element(&mut out, "description", self.description);
        element(&mut out, "language", self.language);
        let _ = writeln!(
            out,
            "<atom:link href=\"{}\" rel=\"self\" type=\"application/rss+xml\"/>",
            escape(self.address)
        );
        out.push_str("<generator>Broadsheet</generator>\n");
        if let Some(newest) = self.episodes.iter().map(|episode| episode.published).max() {
            element(&mut out, "lastBuildDate", &date(newest));
        }
        element(&mut out, "itunes:author", self.site);
        if let Some(cover) = &self.cover {
            let _ = writeln!(out, "<itunes:image href=\"{}\"/>", escape(cover));
        }
        out.push_str("<itunes:category text=\"News\"/>\n");
        element(&mut out, "itunes:explicit", "false");
        element(&mut out, "itunes:type", "episodic");
        self.episodes.iter().for_each(|one| one.write(&mut out));
        out.push_str("</channel>\n</rss>\n");
        out
    }
}

impl Episode {
    fn write(&self, out: &mut String) {
        out.push_str("<item>\n");
        element(out, "title", &self.title);
        element(out, "link", &self.page);
        let _ = writeln!(out, "<guid isPermaLink=\"false\">{}</guid>", self.id);
        element(out, "pubDate", &date(self.published));
        element(out, "description", &self.summary);
        let _ = writeln!(
            out,
            "<enclosure url=\"{}\" length=\"{}\" type=\"audio/mpeg\"/>",
            escape(&self.audio),
            self.bytes
        );
        element(out, "itunes:duration", &self.seconds.to_string());
        if !self.authors.is_empty() {
            element(out, "itunes:author", &self.authors.join(", "));
        }
        element(out, "itunes:explicit", "false");
        element(out, "itunes:episodeType", "full");
        out.push_str("</item>\n");
    }
}
