//! HTML of people whom nobody vouches for: what is left of it can run nothing, load nothing hidden and reach nothing
//! outside its place. Ammonia does the work; addresses go through [`Url`].

use crate::{Url, markup::bound};
use ammonia::Builder;
use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// Elements for inline text.
const INLINE: [&str; 16] = [
    "a", "abbr", "b", "br", "code", "em", "i", "kbd", "mark", "s", "small", "strong", "sub", "sup", "time",
    "u",
];

/// Elements that a block of raw HTML may have besides. No `form`, no `iframe`, no `svg`, `math` or `style`.
const BLOCK: [&str; 55] = [
    "address",
    "article",
    "aside",
    "audio",
    "bdi",
    "bdo",
    "blockquote",
    "caption",
    "center",
    "cite",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "img",
    "ins",
    "li",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "samp",
    "section",
    "span",
    "strike",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

fn builder(tags: HashSet<&'static str>) -> Builder<'static> {
    let mut builder = Builder::empty();
    let on = |names: &[&'static str]| names.iter().copied().collect::<HashSet<_>>();
    builder
        .tags(tags)
        .clean_content_tags(on(&[
            "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math",
        ]))
        .generic_attributes(on(&["class", "dir", "lang", "title"]))
        .tag_attributes(HashMap::from([
            ("a", on(&["href", "target"])),
            ("audio", on(&["src", "controls"])),
            ("blockquote", on(&["cite"])),
            ("col", on(&["span"])),
            ("colgroup", on(&["span"])),
            ("data", on(&["value"])),
            ("details", on(&["open"])),
            ("img", on(&["src", "alt", "width", "height"])),
            ("li", on(&["value"])),
            ("ol", on(&["start", "reversed", "type"])),
            ("q", on(&["cite"])),
            ("td", on(&["colspan", "rowspan", "headers"])),
            ("th", on(&["colspan", "rowspan", "headers", "scope"])),
            ("time", on(&["datetime"])),
        ]))
        .url_schemes(on(&["http", "https", "mailto", "tel"]))
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            (_, "href" | "cite") => Url::parse(value).map(|url| Cow::Owned(url.to_string())),
            (_, "src") => Url::parse_source(value).map(|url| Cow::Owned(url.to_string())),
            (_, "target") => (value == "_blank").then_some(Cow::Borrowed("_blank")),
            _ => Some(Cow::Borrowed(value)),
        })
        .link_rel(Some("noopener"));
    builder
}

static BLOCKS: LazyLock<Builder<'static>> =
    LazyLock::new(|| builder(INLINE.into_iter().chain(BLOCK).chain(["video"]).collect()));
static TEXT_ONLY: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let pictures = ["audio", "img", "video"];
    builder(
        INLINE
            .into_iter()
            .chain(BLOCK)
            .filter(|tag| !pictures.contains(tag))
            .collect(),
    )
});
static LINES: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut lines = builder(INLINE.into_iter().collect());
    lines.generic_attributes(HashSet::from(["dir", "lang", "title"]));
    lines
});

/// Captions and notes: inline elements and links only.
pub fn sanitise_inline(html: &str) -> String {
    without_our_comments(&LINES.clean(&bound(html)).to_string())
}

/// A block of raw HTML. Where it loaded something from another site, a link to that stands after it, as of an embed.
pub(crate) fn blocks(html: &str) -> String {
    let html = bound(html);
    let mut clean = without_our_comments(&BLOCKS.clean(&html).to_string());
    for embed in crate::markup::codes(&html) {
        crate::html::embed_link(&mut clean, &embed);
    }
    clean
}

/// A block of raw HTML without anything to see or hear.
pub(crate) fn text_only(html: &str) -> String {
    without_our_comments(&TEXT_ONLY.clean(&bound(html)).to_string())
}

/// Nobody's HTML can contain what we put in the place of cards.
pub(crate) fn without_our_comments(html: &str) -> String {
    html.replace('\0', "")
        .replace("<!--broadsheet:", "<!-- broadsheet:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_keep_emphasis_and_links() {
        assert_eq!(
            sanitise_inline(
                "<p>By <b>Ann</b> <a href=\"/x/\" onclick=\"y()\">x</a><img src=x onerror=y()></p>"
            ),
            "By <b>Ann</b> <a href=\"/x/\" rel=\"noopener\">x</a>"
        );
    }

    #[test]
    fn raw_html_can_neither_run_nor_forge_anything() {
        let clean = blocks(
            "<div style=x class=\"widget\" data-x='1' onclick=y()>Raw <b>html</b> &amp; <script>window.x=1</script>\
             <a href=\"jav&#x09;ascript:alert(1)\">l</a><svg><a xlink:href=\"javascript:1\">s</a></svg>\
             <!--broadsheet:newsletter x--><form action=/x><input name=q></form></div>",
        );
        assert_eq!(
            clean,
            "<div class=\"widget\">Raw <b>html</b> &amp; <a rel=\"noopener\">l</a></div>"
        );
    }

    #[test]
    fn a_framed_page_becomes_a_link() {
        let clean = blocks("<p>Map</p><iframe src=\"https://datawrapper.dwcdn.net/x/1/\"></iframe>");
        let link = "<figure class=\"embed embed-datawrapper\" data-embed=\"https://datawrapper.dwcdn.net/x/1/\" \
            data-provider=\"Datawrapper\"><a class=\"embed-link\" href=\"https://datawrapper.dwcdn.net/x/1/\">\
            <span class=\"embed-provider\">Datawrapper</span></a></figure>";
        assert_eq!(clean, format!("<p>Map</p>{link}"));
    }
}
