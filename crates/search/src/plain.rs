//! The text of a story, as far as everyone may read it.

use kernel::{Post, Visibility};
use store::text_of_html;

/// Where readers without an account stop reading, as Ghost marks it.
const PAYWALL: &str = "<!--members-only-->";

/// What everyone may read of a post's body.
pub(crate) fn open_text(post: &Post) -> String {
    let html: &str = match post.visibility {
        Visibility::Public => &post.html,
        _ => post.html.split_once(PAYWALL).map_or("", |(open, _)| open),
    };
    text_of_html(html)
}
