//! The XML of maps.

use crate::syndication::escape;
use kernel::{Language, Timestamp};
use std::fmt::Write;

const SCHEMA: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Longer addresses of pictures, as they are written, are left out.
const MOST_PICTURE: usize = 500;

/// Bytes of an entry, at most.
pub(super) fn longest(public_url: &str, editions: &[&Language]) -> usize {
    let language = editions.iter().map(|language| language.as_str().len()).max();
    let language = language.unwrap_or_default();
    let address = escape(public_url).len() + language + kernel::slug::MAX_LEN + "///author/".len();
    let link = "<xhtml:link rel=\"alternate\" hreflang=\"x-default\" href=\"\"/>".len() + language + address;
    let links = if editions.len() > 1 { editions.len() + 1 } else { 0 };
    let entry = "<url><loc></loc><lastmod>2026-11-25T20:00:00Z</lastmod></url>\n".len();
    let picture = "<image:image><image:loc></image:loc></image:image>".len() + MOST_PICTURE;
    entry + address + links * link + picture
}

/// A `urlset` in the making.
pub(super) struct Urls {
    out: String,
    open: bool,
}

impl Urls {
    pub(super) fn new() -> Self {
        Self::with("")
    }

    /// With further namespaces.
    pub(super) fn with(namespaces: &str) -> Self {
        Self {
            out: format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"{SCHEMA}\" \
                 xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\" \
                 xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"{namespaces}>\n"
            ),
            open: false,
        }
    }

    /// Begins the next address. What stands in it follows in the schema's order: `lastmod` before all else.
    pub(super) fn add(&mut self, address: &str, changed: Option<Timestamp>) {
        self.close();
        self.open = true;
        let _ = write!(self.out, "<url><loc>{}</loc>", escape(address));
        if let Some(at) = changed {
            let _ = write!(self.out, "<lastmod>{}</lastmod>", date(at));
        }
    }

    /// The address in each language, itself among them (as Google wants it), and the one for all other readers.
    pub(super) fn versions(&mut self, versions: &[(&Language, String)], main: &Language) {
        if versions.len() < 2 {
            return;
        }
        let mut link = |language: &str, address: &str| {
            let _ = write!(
                self.out,
                "<xhtml:link rel=\"alternate\" hreflang=\"{language}\" href=\"{}\"/>",
                escape(address)
            );
        };
        for (language, address) in versions {
            link(language.as_str(), address);
        }
        if let Some((_, address)) = versions.iter().find(|(language, _)| *language == main) {
            link("x-default", address);
        }
    }

    pub(super) fn picture(&mut self, address: &str) {
        let address = escape(address);
        if address.len() <= MOST_PICTURE {
            let _ = write!(
                self.out,
                "<image:image><image:loc>{address}</image:loc></image:image>"
            );
        }
    }

    /// What has its own element.
    pub(super) fn raw(&mut self, xml: &str) {
        self.out.push_str(xml);
    }

    fn close(&mut self) {
        if self.open {
            self.out.push_str("</url>\n");
        }
    }

    /// The map; nothing when no address was added.
    pub(super) fn finish(mut self) -> Option<String> {
        self.close();
        self.out.push_str("</urlset>\n");
        self.open.then_some(self.out)
    }

    /// The map, even an empty one.
    pub(super) fn finish_even_empty(mut self) -> String {
        self.close();
        self.out.push_str("</urlset>\n");
        self.out
    }
}

/// A `sitemapindex` in the making.
pub(super) struct Index(String);

impl Index {
    pub(super) fn new() -> Self {
        Self(format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"{SCHEMA}\">\n"
        ))
    }

    pub(super) fn add(&mut self, address: &str, changed: Option<Timestamp>) {
        let _ = write!(self.0, "<sitemap><loc>{}</loc>", escape(address));
        if let Some(at) = changed {
            let _ = write!(self.0, "<lastmod>{}</lastmod>", date(at));
        }
        self.0.push_str("</sitemap>\n");
    }

    pub(super) fn finish(mut self) -> String {
        self.0.push_str("</sitemapindex>\n");
        self.0
    }
}

/// W3C Datetime to the second.
pub(super) fn date(at: Timestamp) -> String {
    at.to_jiff().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_entry_is_longer_than_it_is_said_to_be() {
        let all: Vec<Language> = ["en", "uk", "pt-BR"].map(|tag| tag.parse().unwrap()).into();
        let site = "https://news.example";
        for count in 1..=all.len() {
            let editions: Vec<&Language> = all[..count].iter().collect();
            let slug = "x".repeat(kernel::slug::MAX_LEN);
            let at = |language: &Language| format!("{site}/{language}/author/{slug}/");
            let mut urls = Urls::new();
            let empty = urls.out.len();
            urls.add(&at(editions[count - 1]), Some(Timestamp::from_millis(0)));
            let versions: Vec<_> = editions
                .iter()
                .map(|language| (*language, at(language)))
                .collect();
            urls.versions(&versions, editions[0]);
            urls.picture(&"p".repeat(MOST_PICTURE));
            urls.picture(&"p".repeat(MOST_PICTURE + 1));
            urls.close();
            let length = urls.out.len() - empty;
            let most = longest(site, &editions);
            assert!((most * 9 / 10..=most).contains(&length), "{length} of {most}");
        }
    }
}
