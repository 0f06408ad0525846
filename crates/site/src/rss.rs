//! RSS 2.0 of a list of stories, with the whole text (`content:encoded`) and the picture (Media RSS).

use crate::address::post_path;
use kernel::{Post, PostId, SiteSettings, Timestamp};
use std::{collections::HashMap, fmt::Write, sync::Arc};

/// What a feed says of itself.
#[derive(Debug)]
pub struct About<'a> {
    /// `https://example.org`, without a slash at the end.
    pub public_url: &'a str,
    /// The settings of the site.
    pub settings: &'a SiteSettings,
    /// The feed's own path: `/rss/`.
    pub path: &'a str,
    /// The path of the page that it follows: `/`.
    pub page: &'a str,
    /// Its title.
    pub title: &'a str,
    /// One line about it.
    pub description: &'a str,
    /// The language of its stories.
    pub language: &'a kernel::Language,
    /// The stories that readers may see among those that [`related_in`] names.
    pub related: &'a HashMap<PostId, Post>,
}

/// What the marks of cards in a story's text begin with.
const MARK: &str = "<!--broadsheet:";

/// The stories that a story's text points to.
pub fn related_in(html: &str) -> impl Iterator<Item = PostId> {
    let marks = html.split(MARK).skip(1);
    marks.filter_map(|mark| related(mark.split_once("-->")?.0))
}

fn related(mark: &str) -> Option<PostId> {
    mark.trim().strip_prefix("related ")?.trim().parse().ok()
}

/// The feed with these stories, newest first.
pub fn feed(about: &About<'_>, stories: &[Arc<Post>]) -> String {
    let url = about.public_url;
    let mut out = String::with_capacity(16 * 1024);
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\">\n<channel>\n");
    element(&mut out, "title", about.title);
    element(&mut out, "link", &format!("{url}{}", about.page));
    element(&mut out, "description", about.description);
    element(&mut out, "language", about.language.as_str());
    let _ = writeln!(
        out,
        "<atom:link href=\"{}\" rel=\"self\" type=\"application/rss+xml\"/>",
        escape(&format!("{url}{}", about.path))
    );
    out.push_str("<generator>Broadsheet</generator>\n<ttl>10</ttl>\n");
    if let Some(at) = stories.first().and_then(|post| post.published_at) {
        element(&mut out, "lastBuildDate", &date(at));
    }
    for post in stories {
        item(&mut out, about, post);
    }
    out.push_str("</channel>\n</rss>\n");
    out
}

fn item(out: &mut String, about: &About<'_>, post: &Post) {
    let url = about.public_url;
    out.push_str("<item>\n");
    element(out, "title", &post.title);
    element(
        out,
        "link",
        &format!("{url}{}", post_path(&post.language, &post.slug, about.settings)),
    );
    let _ = writeln!(out, "<guid isPermaLink=\"false\">{}</guid>", post.id);
    if let Some(at) = post.published_at {
        element(out, "pubDate", &date(at));
    }
    for author in &post.authors {
        element(
            out,
            "dc:creator",
            author.names.get(about.language.as_str()).unwrap_or(&author.name),
        );
    }
    for tag in post.tags.iter().filter(|tag| !tag.internal) {
        element(
            out,
            "category",
            tag.names.get(about.language.as_str()).unwrap_or(&tag.name),
        );
    }
    element(
        out,
        "description",
        post.standfirst.as_deref().unwrap_or(post.open_start()),
    );
    if let Some(picture) = &post.feature_image {
        let _ = writeln!(
            out,
            "<media:content url=\"{}\" medium=\"image\"/>",
            escape(&absolute(&picture.src, url))
        );
    }
    if post.visibility == kernel::Visibility::Public && !post.html.is_empty() {
        let html = absolute_links(&without_marks(about, &post.html), url).replace("]]>", "]]]]><![CDATA[>");
        let html: String = html.chars().filter(|c| is_xml(*c)).collect();
        let _ = writeln!(out, "<content:encoded><![CDATA[{html}]]></content:encoded>");
    }
    out.push_str("</item>\n");
}

/// The text with a link where a related story stands; what else stands there on the site is nothing for a feed reader.
fn without_marks(about: &About<'_>, html: &str) -> String {
    let mut parts = html.split(MARK);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (mark, after) = part.split_once("-->").unwrap_or_default();
        if let Some(post) = related(mark).and_then(|id| about.related.get(&id)) {
            let path = post_path(&post.language, &post.slug, about.settings);
            let _ = write!(
                out,
                "<p><a href=\"{}\">{}</a></p>",
                escape(&path),
                escape(&post.title)
            );
        }
        out.push_str(after);
    }
    out.replace("<!--members-only-->", "")
}

fn element(out: &mut String, name: &str, text: &str) {
    let _ = writeln!(out, "<{name}>{}</{name}>", escape(text));
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| is_xml(*c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// Characters that XML 1.0 allows.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// RFC 822, as RSS wants it.
fn date(at: Timestamp) -> String {
    at.to_jiff().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

fn absolute(address: &str, url: &str) -> String {
    if address.starts_with('/') && !address.starts_with("//") {
        format!("{url}{address}")
    } else {
        address.to_owned()
    }
}

/// The HTML with its links and pictures of this site under its full address, as a reader elsewhere needs them.
fn absolute_links(html: &str, url: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    while let Some(found) = ["href=\"/", "src=\"/", "srcset=\"/", "poster=\"/"]
        .iter()
        .filter_map(|start| rest.find(start).map(|at| at + start.len() - 1))
        .min()
    {
        let (before, after) = rest.split_at(found);
        out.push_str(before);
        if !after.starts_with("//") {
            out.push_str(url);
        }
        out.push('/');
        rest = &after[1..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_this_site_get_its_full_address_and_others_stay() {
        assert_eq!(
            absolute_links(
                "<a href=\"/a/\">x</a><img src=\"/b.png\"><a href=\"//c/\"><a href=\"https://d/\">",
                "https://p.example"
            ),
            "<a href=\"https://p.example/a/\">x</a><img src=\"https://p.example/b.png\"><a href=\"//c/\"><a href=\"https://d/\">"
        );
    }

    #[test]
    fn text_is_escaped_and_what_xml_forbids_is_left_out() {
        assert_eq!(escape("a < b & \"c\"\u{0}\u{b}"), "a &lt; b &amp; &quot;c&quot;");
    }

    #[test]
    fn dates_are_those_of_rfc_822() {
        assert_eq!(date(Timestamp::from_millis(0)), "Thu, 01 Jan 1970 00:00:00 GMT");
    }
}
