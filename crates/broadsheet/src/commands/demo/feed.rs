//! The demo's news feed: one Markdown file for each language, an item below each `### -1h20m | Title`.

use crate::{
    failure::{Failure, Outcome},
    markdown_post::when,
};
use jiff::tz::TimeZone;
use kernel::{Invalid, PostKind, Timestamp};
use newsroom::PostInput;

/// The items of `feed/LANGUAGE.md`.
pub fn items(name: &str, text: &str, zone: &TimeZone, now: Timestamp) -> Outcome<Vec<PostInput>> {
    let stem = name.trim_start_matches("feed/").trim_end_matches(".md");
    let language = stem
        .parse()
        .map_err(|Invalid(why)| Failure(format!("{name}: {why}.")))?;
    let mut items = Vec::new();
    let text = format!("\n{text}");
    for item in text.split("\n### ").skip(1) {
        let (head, body) = item.split_once('\n').unwrap_or((item, ""));
        let parsed = head
            .split_once('|')
            .and_then(|(at, title)| Some((when::parse(at, zone, now)?, title.trim())));
        let (at, title) =
            parsed.ok_or_else(|| Failure(format!("{name}: “{head}” is not “time | title”.")))?;
        let mut input = PostInput::story(title, document::from_markdown(body).document);
        input.kind = PostKind::FeedItem;
        input.language = Some(kernel::Language::clone(&language));
        input.published_at = Some(at);
        items.push(input);
    }
    Ok(items)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_told_apart_by_their_headings() {
        let now = Timestamp::from_millis(1_800_000_000_000);
        let items = items(
            "feed/uk.md",
            "### -1m | One\n\nText.\n\n### -1h | Two\n",
            &TimeZone::UTC,
            now,
        )
        .unwrap();
        assert_eq!(items.len(), 2);
        assert_eq!(items[0].title, "One");
        assert_eq!(items[1].published_at, Some(now.plus_millis(-3_600_000)));
        assert_eq!(items[1].language.as_ref().unwrap().as_str(), "uk");
    }
}
