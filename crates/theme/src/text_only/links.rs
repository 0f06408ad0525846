//! The addresses of text-only pages: `/text/` of the edition and what follows in the full page's address.

use crate::place::Place;
use kernel::{SiteSettings, Slug};
use std::sync::Arc;

/// What stands below an edition and has no text-only page.
const NONE: [&str; 11] = [
    "assets",
    "atom",
    "content",
    "desk",
    "ghost",
    "json",
    "live",
    "newsletters",
    "rss",
    "search",
    "text",
];

/// The text-only page of a page of this site; nothing for other addresses, and for pages that have none.
pub(crate) fn text_address(place: &Place, address: &str) -> Option<String> {
    let path = place.relative(address);
    let path = path.split_once('#').map_or(path, |(path, _)| path);
    let within = path.strip_prefix(place.root.as_str())?.strip_prefix('/')?;
    if within.starts_with('/')
        || within.contains(['?', '%', '.', '\\'])
        || !(within.is_empty() || within.ends_with('/'))
    {
        return None;
    }
    let first = within.split('/').next().unwrap_or_default();
    let (edition, rest) = match place
        .settings
        .languages
        .iter()
        .find(|other| other.as_str() == first)
    {
        Some(language) => (format!("/{language}"), &within[first.len() + 1..]),
        None => (String::new(), within),
    };
    let parts: Vec<&str> = rest.split('/').filter(|part| !part.is_empty()).collect();
    let is_slug = |part: &str| part.parse::<Slug>().is_ok();
    let has_one = match parts.as_slice() {
        [] | ["archive", ..] => true,
        ["tag" | "author", slug] => is_slug(slug),
        [slug] => is_slug(slug) && !NONE.contains(slug),
        _ => false,
    };
    has_one.then(|| format!("{}{edition}/text/{rest}", place.root))
}

/// [`text_address`] for paths within the site, wherever that lies.
pub fn text_path(settings: &Arc<SiteSettings>, path: &str) -> Option<String> {
    let place = Place::new(settings.clone(), settings.language.clone(), "");
    text_address(&place, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_the_paper_have_a_text_page_and_nothing_else_has() {
        let settings = Arc::new(SiteSettings {
            languages: vec!["uk".parse().unwrap()],
            ..SiteSettings::default()
        });
        let text = |path: &str| text_path(&settings, path);
        for (path, expected) in [
            ("/", "/text/"),
            ("/uk/", "/uk/text/"),
            ("/harbour/", "/text/harbour/"),
            ("/harbour/#corrections", "/text/harbour/"),
            ("/uk/tag/energy/", "/uk/text/tag/energy/"),
            ("/archive/2026/11/", "/text/archive/2026/11/"),
            ("/corrections/", "/text/corrections/"),
        ] {
            assert_eq!(text(path).as_deref(), Some(expected), "{path}");
        }
        for path in [
            "/rss/",
            "/search/?q=x",
            "/content/files/a.pdf",
            "/uk/newsletters/",
            "/tag/energy/rss/",
            "/a/b/",
            "/text/",
            "//evil.example/",
            "//evil/",
        ] {
            assert_eq!(text(path), None, "{path}");
        }
    }
}
