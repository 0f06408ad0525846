//! What people and offices publish at X, Telegram, Facebook and Instagram.

use super::address::{Address, encoded, is_id, is_number};

pub(super) fn player(address: &Address<'_>) -> Option<String> {
    x(address)
        .or_else(|| telegram(address))
        .or_else(|| instagram(address))
        .or_else(|| facebook(address))
}

fn x(address: &Address<'_>) -> Option<String> {
    let of = |domain| address.is_of(domain, &["www", "mobile", "m"]);
    let id = match address.parts()[..] {
        ["embed", "Tweet.html"] if address.host == "platform.twitter.com" => address.value("id")?,
        ["i", "web", "status", id, ..] | [_, "status" | "statuses", id, ..]
            if of("twitter.com") || of("x.com") =>
        {
            id
        }
        _ => return None,
    };
    is_number(id).then(|| format!("https://platform.twitter.com/embed/Tweet.html?dnt=true&id={id}"))
}

fn telegram(address: &Address<'_>) -> Option<String> {
    if !address.is_of("t.me", &["www"]) && !address.is_of("telegram.me", &["www"]) {
        return None;
    }
    let (channel, post) = match address.parts()[..] {
        ["s", channel, post] | [channel, post] => (channel, post),
        _ => return None,
    };
    (is_id(channel) && is_number(post)).then(|| format!("https://t.me/{channel}/{post}?embed=1"))
}

fn instagram(address: &Address<'_>) -> Option<String> {
    if !address.is_of("instagram.com", &["www", "m"]) {
        return None;
    }
    // With the name of the account before it, too.
    let parts = address.parts();
    let at = parts
        .iter()
        .take(2)
        .position(|part| ["p", "reel", "reels", "tv"].contains(part))?;
    let kind = if parts[at] == "p" { "p" } else { "reel" };
    let code = parts.get(at + 1).filter(|code| is_id(code))?;
    Some(format!(
        "https://www.instagram.com/{kind}/{code}/embed/captioned/"
    ))
}

fn facebook(address: &Address<'_>) -> Option<String> {
    let parts = address.parts();
    let is_film = |parts: &[&str]| {
        parts.first().is_some_and(|part| ["watch", "reel"].contains(part)) || parts.contains(&"videos")
    };
    if address.is_of("fb.watch", &["www"]) {
        let id = parts.first().filter(|id| is_id(id))?;
        return Some(plugin("video", &format!("https://fb.watch/{id}/")));
    }
    if !address.is_of("facebook.com", &["www", "m", "web"]) {
        return None;
    }
    if let ["plugins", which] = parts[..] {
        let kind = which
            .strip_suffix(".php")
            .filter(|kind| ["post", "video"].contains(kind))?;
        let href = address.value("href")?;
        // What the plugin is to show is an address of Facebook's, or it is not shown.
        let of_facebook = ["https%3A%2F%2Fwww.facebook.com%2F", "https://www.facebook.com/"];
        let begins = of_facebook.iter().any(|begin| {
            href.get(..begin.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(begin))
        });
        return begins
            .then(|| format!("https://www.facebook.com/plugins/{kind}.php?show_text=true&href={href}"));
    }
    let is_post = [
        "posts",
        "permalink.php",
        "photo",
        "photo.php",
        "photos",
        "groups",
        "story.php",
        "share",
    ];
    if !is_film(&parts) && !parts.iter().any(|part| is_post.contains(part)) {
        return None;
    }
    let query = if address.query.is_empty() { "" } else { "?" };
    let href = format!(
        "https://www.facebook.com/{}{query}{}",
        address.path, address.query
    );
    Some(plugin(if is_film(&parts) { "video" } else { "post" }, &href))
}

fn plugin(kind: &str, href: &str) -> String {
    format!(
        "https://www.facebook.com/plugins/{kind}.php?show_text=true&href={}",
        encoded(href)
    )
}
