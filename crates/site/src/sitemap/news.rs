//! The map for Google News: an edition's stories of the last two days.

use super::{
    Survey,
    urls::{Urls, date},
};
use crate::{address::post_path, syndication::escape};
use kernel::Language;
use store::{Cmp, Filter, PostQuery, StoreError};

/// As many as Google takes.
const MOST: u32 = 1000;
const TWO_DAYS: i64 = 48 * 60 * 60 * 1000;

impl Survey<'_> {
    /// Also when nothing is new: Google asks for the map whatever is in it.
    pub(super) fn news(&self, language: &Language) -> Result<String, StoreError> {
        let query = PostQuery {
            language: Some(language.clone()),
            filter: Filter::PublishedAt(Cmp::GreaterOrEqual, self.now.plus_millis(-TWO_DAYS)),
            limit: MOST,
            ..PostQuery::stories(self.now)
        };
        let (paper, spoken) = (escape(self.settings.title_in(language)), code(language));
        let mut urls = Urls::with(" xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\"");
        for post in self.reader.posts(&query)?.posts {
            let Some(at) = post.published_at.filter(|_| post.canonical_url.is_none()) else {
                continue;
            };
            let path = post_path(&post.language, &post.slug, self.settings);
            urls.add(
                &format!("{}{path}", self.public_url),
                Some(post.updated_at.max(at)),
            );
            urls.raw(&format!(
                "<news:news><news:publication><news:name>{paper}</news:name><news:language>{spoken}</news:language>\
                 </news:publication><news:publication_date>{}</news:publication_date><news:title>{}</news:title>\
                 </news:news>",
                date(at),
                escape(&post.title)
            ));
        }
        Ok(urls.finish_even_empty())
    }
}

/// The language as the schema wants it: its ISO 639 code, and for Chinese also the script, by country.
fn code(language: &Language) -> &str {
    match (language.primary(), language.as_str()) {
        ("zh", "zh-TW" | "zh-HK" | "zh-Hant") => "zh-tw",
        ("zh", _) => "zh-cn",
        (primary, _) => primary,
    }
}
