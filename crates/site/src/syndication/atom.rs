//! Atom (RFC 4287).

use super::{
    Feed, Item, rss,
    xml::{element, escape},
};
use std::fmt::Write;

/// The feed. It names the paper as its author, so that a story without a byline has one too (section 4.1.1).
pub(super) fn write(feed: &Feed<'_>) -> String {
    let mut out = String::with_capacity(16 * 1024);
    let _ = writeln!(
        out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" \
         xmlns:media=\"http://search.yahoo.com/mrss/\" xml:lang=\"{}\">",
        escape(feed.language)
    );
    element(&mut out, "id", feed.address);
    element(&mut out, "title", feed.title);
    if !feed.description.is_empty() {
        element(&mut out, "subtitle", feed.description);
    }
    element(&mut out, "updated", &feed.updated().to_string());
    link(&mut out, "self", "application/atom+xml", feed.address);
    link(&mut out, "alternate", "text/html", feed.page);
    if let Some(hub) = feed.hub {
        link(&mut out, "hub", "", hub);
    }
    let _ = writeln!(out, "<author><name>{}</name></author>", escape(feed.site));
    if let Some(icon) = &feed.icon {
        element(&mut out, "icon", icon);
    }
    out.push_str("<generator>Broadsheet</generator>\n");
    feed.items.iter().for_each(|story| entry(&mut out, story));
    out.push_str("</feed>\n");
    out
}

fn entry(out: &mut String, story: &Item) {
    let _ = writeln!(out, "<entry xml:lang=\"{}\">", escape(&story.language));
    element(out, "id", &format!("urn:uuid:{}", story.id));
    element(out, "title", &story.title);
    link(out, "alternate", "text/html", &story.address);
    element(out, "published", &story.published.to_string());
    element(out, "updated", &story.updated.to_string());
    for author in &story.authors {
        let _ = writeln!(
            out,
            "<author><name>{}</name><uri>{}</uri></author>",
            escape(&author.name),
            escape(&author.address)
        );
    }
    for name in &story.categories {
        let _ = writeln!(out, "<category term=\"{}\"/>", escape(name));
    }
    element(out, "summary", &story.summary);
    rss::media(out, story);
    if let Some(html) = &story.html {
        let _ = writeln!(out, "<content type=\"html\">{}</content>", escape(html));
    }
    out.push_str("</entry>\n");
}

fn link(out: &mut String, rel: &str, kind: &str, to: &str) {
    let kind = match kind {
        "" => String::new(),
        kind => format!(" type=\"{kind}\""),
    };
    let _ = writeln!(out, "<link rel=\"{rel}\"{kind} href=\"{}\"/>", escape(to));
}
