//! The pieces of HTML by which providers have their things put into pages: frames, scripts, quotes.

use super::dom::{self, Look, NodeRef};
use crate::{Url, nodes::Embed};

/// Classes of the quotes that providers' scripts make posts of.
const POSTS: [&str; 7] = [
    "twitter-tweet",
    "twitter-video",
    "instagram-media",
    "tiktok-embed",
    "bluesky-embed",
    "text-post-media",
    "fb-xfbml-parse-ignore",
];

/// All of them, in their order.
pub(crate) fn codes(html: &str) -> Vec<Embed> {
    let lower = html.to_ascii_lowercase();
    if !["<iframe", "<script", "<blockquote", "fb-"]
        .iter()
        .any(|sign| lower.contains(sign))
    {
        return Vec::new();
    }
    let dom = dom::parse(html);
    let root = dom.tree.root();
    let all = root.below();
    all.filter_map(|el| match el.name() {
        "iframe" => framed(el),
        "script" => scripted(el),
        "blockquote" => posted(el),
        "div" => of_facebook(el),
        _ => None,
    })
    .collect()
}

/// `<iframe src="…">`
fn framed(node: NodeRef<'_>) -> Option<Embed> {
    let src = node.attribute("src").or_else(|| node.attribute("data-src"))?;
    Url::parse_source(src).filter(Url::is_web).map(Embed::of)
}

/// `<script async src="https://telegram.org/js/telegram-widget.js?22" data-telegram-post="channel/123">`
pub(super) fn scripted(node: NodeRef<'_>) -> Option<Embed> {
    let post = node.attribute("data-telegram-post")?;
    let embed = Embed::of(Url::parse(&format!(
        "https://t.me/{}",
        post.trim_start_matches('/')
    ))?);
    crate::player::player(&embed).is_some().then_some(embed)
}

/// `<div class="fb-post" data-href="https://www.facebook.com/…">`
pub(super) fn of_facebook(node: NodeRef<'_>) -> Option<Embed> {
    if !["fb-post", "fb-video"].iter().any(|class| node.has_class(class)) {
        return None;
    }
    let embed = Embed::of(Url::parse(node.attribute("data-href")?)?);
    crate::player::player(&embed).is_some().then_some(embed)
}

/// `<blockquote class="twitter-tweet">…</blockquote>`, with its text.
pub(super) fn posted(node: NodeRef<'_>) -> Option<Embed> {
    if !POSTS.iter().any(|class| node.has_class(class)) {
        return None;
    }
    let links = node.below().filter(|el| el.name() == "a");
    let url = ["cite", "data-instgrm-permalink", "data-text-post-permalink"]
        .iter()
        .find_map(|name| Url::parse(node.attribute(name)?))
        .or_else(|| {
            links
                .filter_map(|a| Url::parse_source(a.attribute("href")?))
                .last()
        })?;
    Some(Embed {
        html: Some(node.outer_html()),
        ..Embed::of(url)
    })
}
