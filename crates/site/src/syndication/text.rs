//! A story's HTML as a reader elsewhere needs it.

use super::escape;
use kernel::{Post, PostId};

const MARK: &str = "<!--";

/// The HTML with its links and pictures of this site under their full address, and its comments gone: a card that
/// follows another story becomes a link to it (`related` finds it, when readers may see it), all others vanish.
pub(super) fn elsewhere(
    html: &str,
    public_url: &str,
    related: &mut dyn FnMut(PostId) -> Option<(Post, String)>,
) -> String {
    absolute_links(&without_comments(html, related), public_url)
}

fn without_comments(html: &str, related: &mut dyn FnMut(PostId) -> Option<(Post, String)>) -> String {
    let mut out = String::with_capacity(html.len() + 256);
    let mut rest = html;
    while let Some(at) = rest.find(MARK) {
        out.push_str(&rest[..at]);
        let inner = &rest[at + MARK.len()..];
        // A comment that never ends hides all that follows, as it does in a browser.
        let Some(end) = inner.find("-->") else {
            return out;
        };
        rest = &inner[end + 3..];
        let card = inner[..end].trim().strip_prefix("broadsheet:related ");
        if let Some((post, address)) = card.and_then(|id| id.trim().parse().ok()).and_then(&mut *related) {
            let (address, title) = (escape(&address), escape(&post.title));
            out.push_str(&format!("<p><a href=\"{address}\">{title}</a></p>"));
        }
    }
    out.push_str(rest);
    out
}

fn absolute_links(html: &str, url: &str) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut rest = html;
    while let Some((found, is_set)) = ["href=\"/", "src=\"/", "srcset=\"/", "poster=\"/"]
        .iter()
        .filter_map(|start| Some((rest.find(start)? + start.len() - 1, start.starts_with("srcset"))))
        .min()
    {
        let (before, after) = rest.split_at(found);
        out.push_str(before);
        let end = after.find('"').unwrap_or(after.len());
        let (value, behind) = after.split_at(end);
        if is_set {
            let each = value.split(", ").map(|one| absolute(one, url));
            out.push_str(&each.collect::<Vec<_>>().join(", "));
        } else {
            out.push_str(&absolute(value, url));
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// A path of this site as an absolute address; others stay.
pub(super) fn absolute(address: &str, url: &str) -> String {
    if address.starts_with('/') && !address.starts_with("//") {
        format!("{url}{address}")
    } else {
        address.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_of_this_site_get_its_full_address_and_others_stay() {
        assert_eq!(
            absolute_links(
                "<a href=\"/a/\">x</a><img src=\"/b.png\" srcset=\"/b.png 1w, /c.png 2w\"><a href=\"//c/\"><a href=\"https://d/\">",
                "https://p.example"
            ),
            "<a href=\"https://p.example/a/\">x</a><img src=\"https://p.example/b.png\" srcset=\"https://p.example/b.png 1w, \
             https://p.example/c.png 2w\"><a href=\"//c/\"><a href=\"https://d/\">"
        );
    }

    #[test]
    fn comments_of_ours_and_of_others_leave_nothing_behind() {
        let html =
            "a<!--broadsheet:newsletter x-->b<!--kg-card-begin: html-->c<!--broadsheet:related nonsense-->d";
        assert_eq!(without_comments(html, &mut |_| None), "abcd");
        assert_eq!(without_comments("a<!--b", &mut |_| None), "a");
    }
}
