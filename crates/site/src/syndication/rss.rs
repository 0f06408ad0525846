//! RSS 2.0 with the whole text (`content:encoded`) and the picture (Media RSS).

use super::{
    Feed, Item,
    xml::{element, escape, is_xml},
};
use kernel::Timestamp;
use std::fmt::Write;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" \
    xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" \
    xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\">\n<channel>\n";

/// The feed.
pub(super) fn write(feed: &Feed<'_>) -> String {
    let mut out = String::with_capacity(16 * 1024);
    out.push_str(HEAD);
    element(&mut out, "title", feed.title);
    element(&mut out, "link", feed.page);
    element(&mut out, "description", feed.description);
    element(&mut out, "language", feed.language);
    let _ = writeln!(
        out,
        "<atom:link href=\"{}\" rel=\"self\" type=\"application/rss+xml\"/>",
        escape(feed.address)
    );
    if let Some(hub) = feed.hub {
        let _ = writeln!(out, "<atom:link href=\"{}\" rel=\"hub\"/>", escape(hub));
    }
    out.push_str("<generator>Broadsheet</generator>\n<ttl>10</ttl>\n");
    if let Some(icon) = &feed.icon {
        out.push_str("<image>\n");
        element(&mut out, "url", icon);
        // The specification wants the title and the link of the channel here.
        element(&mut out, "title", feed.title);
        element(&mut out, "link", feed.page);
        out.push_str("</image>\n");
    }
    if !feed.items.is_empty() {
        element(&mut out, "lastBuildDate", &date(feed.updated()));
    }
    feed.items.iter().for_each(|story| item(&mut out, story));
    out.push_str("</channel>\n</rss>\n");
    out
}

fn item(out: &mut String, story: &Item) {
    out.push_str("<item>\n");
    element(out, "title", &story.title);
    element(out, "link", &story.address);
    let _ = writeln!(out, "<guid isPermaLink=\"false\">{}</guid>", story.id);
    element(out, "pubDate", &date(story.published));
    element(out, "atom:updated", &story.updated.to_string());
    for author in &story.authors {
        element(out, "dc:creator", &author.name);
    }
    for name in &story.categories {
        element(out, "category", name);
    }
    element(out, "description", &story.summary);
    media(out, story);
    if let Some(html) = &story.html {
        let html = html.replace("]]>", "]]]]><![CDATA[>");
        let html: String = html.chars().filter(|c| is_xml(*c)).collect();
        let _ = writeln!(out, "<content:encoded><![CDATA[{html}]]></content:encoded>");
    }
    out.push_str("</item>\n");
}

/// The picture as Media RSS, which stands in Atom too.
pub(super) fn media(out: &mut String, story: &Item) {
    let Some(picture) = &story.picture else { return };
    let _ = write!(
        out,
        "<media:content url=\"{}\" medium=\"image\"",
        escape(&picture.address)
    );
    if let Some(kind) = picture.content_type {
        let _ = write!(out, " type=\"{kind}\"");
    }
    if let Some((width, height)) = picture.size {
        let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
    }
    out.push_str(">\n");
    for (name, text) in [
        ("media:description", &picture.alt),
        ("media:credit", &picture.credit),
        ("media:copyright", &picture.copyright),
    ] {
        if !text.is_empty() {
            element(out, name, text);
        }
    }
    out.push_str("</media:content>\n");
}

/// RFC 822, as RSS wants it.
pub(super) fn date(at: Timestamp) -> String {
    at.to_jiff().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_rfc_822() {
        assert_eq!(date(Timestamp::from_millis(0)), "Thu, 01 Jan 1970 00:00:00 GMT");
    }
}
