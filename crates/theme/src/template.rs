//! Which template renders a page, and in which contexts it is for `{{#is}}`: Ghost's rules, and ours for what Ghost
//! does not have.

use crate::{
    compiled::{LIVE_ITEM, LIVE_LIST},
    page::Page,
};
use kernel::{Post, PostKind};

/// The names of the templates that may render a page, the best first.
pub(crate) fn candidates(page: &Page) -> Vec<String> {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    match page {
        Page::Home { page: 1 } => owned(&["home", "index"]),
        Page::Home { .. } => owned(&["index"]),
        Page::Post(post) => of_post(post),
        Page::Tag { tag, .. } => vec![format!("tag-{}", tag.slug), "tag".into(), "index".into()],
        Page::Author { author, .. } => {
            vec![format!("author-{}", author.slug), "author".into(), "index".into()]
        }
        Page::Archive { .. } => owned(&["archive", "index"]),
        Page::Feed { .. } => owned(&["feed", "index"]),
        Page::Corrections { .. } => owned(&["corrections"]),
        Page::LiveItem(_) => owned(&[LIVE_ITEM]),
        Page::LiveList { .. } => owned(&[LIVE_LIST]),
        Page::Search(_) => owned(&["search", "index"]),
        Page::Newsletters(page) => vec![
            format!("newsletters-{}", page.view.as_str()),
            "newsletters".into(),
        ],
        Page::Error { status, .. } => vec![
            format!("error-{status}"),
            format!("error-{}xx", status / 100),
            "error".into(),
        ],
    }
}

fn of_post(post: &Post) -> Vec<String> {
    let (noun, rest): (&str, &[&str]) = match post.kind {
        PostKind::Story => ("post", &["post"]),
        PostKind::Page => ("page", &["page", "post"]),
        PostKind::FeedItem => ("post", &["feed-item", "post"]),
    };
    let mut names = vec![format!("{noun}-{}", post.slug)];
    names.extend(post.custom_template.clone());
    names.extend(rest.iter().map(|name| (*name).to_owned()));
    names
}

/// The contexts of a page.
pub(crate) fn contexts(page: &Page) -> Vec<&'static str> {
    let mut contexts = Vec::with_capacity(3);
    if page.number() > 1 {
        contexts.push("paged");
    }
    contexts.extend_from_slice(match page {
        Page::Home { page: 1 } => &["home", "index"],
        Page::Home { .. } => &["index"],
        Page::Post(post) => match post.kind {
            PostKind::Story => &["post"],
            PostKind::Page => &["page"],
            PostKind::FeedItem => &["post", "feed-item"],
        },
        Page::Tag { .. } => &["tag"],
        Page::Author { .. } => &["author"],
        Page::Archive { .. } => &["archive"],
        Page::Feed { .. } | Page::LiveItem(_) | Page::LiveList { .. } => &["feed"],
        Page::Corrections { .. } => &["corrections"],
        Page::Search(_) => &["search"],
        Page::Newsletters(page) if page.view.is_public() => &["newsletters"],
        Page::Newsletters(_) => &["newsletters", "personal"],
        Page::Error { .. } => &["error"],
    });
    contexts
}
