//! What is shown while somebody types: a few headlines, as options of a list box (WAI-ARIA APG, combobox).

use crate::address::post_path;
use ::search::{Asked, Found, Query, Search};
use kernel::{Language, SiteSettings, Timestamp};
use std::fmt::Write;
use store::{Reader, StoreError};

/// Headlines that are shown.
const MOST: usize = 8;

/// The options for what was typed so far; nothing when nothing begins so.
pub fn suggestions(
    index: &Search,
    typed: &str,
    language: Language,
    reader: &Reader,
    settings: &SiteSettings,
) -> Result<String, StoreError> {
    let query = Query::parse(typed);
    if query.is_empty() {
        return Ok(String::new());
    }
    let mut asked = Asked::new(query, language);
    asked.limit = MOST;
    // A space or a quotation mark ends a word.
    asked.typing = typed.ends_with(char::is_alphanumeric);
    let found = index.find(&asked, reader, Timestamp::now())?;
    Ok(options(&found, settings))
}

fn options(found: &Found, settings: &SiteSettings) -> String {
    let mut out = String::new();
    for (i, hit) in found.hits.iter().enumerate() {
        // Addresses are slugs, and headlines come escaped.
        let path = post_path(&hit.post.language, &hit.post.slug, settings);
        let _ = writeln!(
            out,
            "<li role=\"option\" id=\"suggestion-{i}\" aria-selected=\"false\" data-href=\"{path}\">{}</li>",
            hit.title
        );
    }
    out
}
