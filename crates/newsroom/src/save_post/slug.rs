//! The slug of a post.

use crate::Result;
use kernel::{Post, PostId, SiteSettings, Slug};
use store::Tx;

/// First parts of addresses that the site keeps for itself; a post there could not be reached.
pub(crate) const RESERVED: &[&str] = &[
    "archive",
    "assets",
    "atom",
    "author",
    "content",
    "corrections",
    "desk",
    "feed",
    "ghost",
    "healthz",
    "json",
    "members",
    "metrics",
    "newsletters",
    "p",
    "page",
    "podcast",
    "preview",
    "public",
    "readyz",
    "rss",
    "search",
    "service-worker",
    "sitemap",
    "tag",
    "text",
];

/// The slug that was asked for, else the one it has, else one of the title; with a number when it is taken.
pub(super) fn choose(
    tx: &mut Tx<'_>,
    asked: Option<Slug>,
    before: Option<&Post>,
    title: &str,
    id: PostId,
    settings: &SiteSettings,
) -> Result<Slug> {
    let own = before.map(|post| &post.slug);
    let wanted = asked.or_else(|| own.cloned()).or_else(|| Slug::from_title(title));
    let wanted = match wanted {
        Some(slug) => slug,
        None => id
            .to_string()
            .parse()
            .map_err(|kernel::Invalid(why)| crate::NewsroomError::Invalid(why))?,
    };
    if Some(&wanted) == own {
        return Ok(wanted);
    }
    let is_edition = |slug: &Slug| {
        let mut languages = settings.languages.iter().chain([&settings.language]);
        languages.any(|language| language.as_str().eq_ignore_ascii_case(slug.as_str()))
    };
    let mut slug = wanted.clone();
    let mut number = 1;
    while RESERVED.contains(&slug.as_str()) || is_edition(&slug) || tx.slug_taken(&slug, Some(id))? {
        number += 1;
        slug = wanted.numbered(number);
    }
    Ok(slug)
}
