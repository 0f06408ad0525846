//! What a page says of itself to search engines and to those who share it.

mod breadcrumbs;
mod feeds;
mod head;
mod locale;
mod picture;
mod schema;
mod texts;
mod translation;
mod version;

pub(crate) use head::{accent_css, foot, head};
pub(crate) use texts::{Network, description, title};
pub(crate) use version::versions;

/// The address of an account, as Ghost makes it; nothing for a network it does not know.
pub(crate) fn social_address(network: &str, handle: &str) -> Option<String> {
    if handle.starts_with("https://") || handle.starts_with("http://") {
        return Some(handle.to_owned());
    }
    let bare = handle.strip_prefix('@').unwrap_or(handle);
    Some(match network {
        "twitter" | "x" => format!("https://x.com/{bare}"),
        "facebook" => format!(
            "https://www.facebook.com/{}",
            handle.strip_prefix('/').unwrap_or(handle)
        ),
        "threads" => format!("https://www.threads.net/@{bare}"),
        "bluesky" => format!("https://bsky.app/profile/{bare}"),
        "mastodon" => mastodon(bare),
        "tiktok" => format!("https://www.tiktok.com/@{bare}"),
        "youtube" => format!("https://www.youtube.com/{handle}"),
        "instagram" => format!("https://www.instagram.com/{bare}"),
        "telegram" => format!("https://t.me/{bare}"),
        "linkedin" => {
            let whole = ["in/", "company/", "school/", "pub/"]
                .iter()
                .any(|kind| handle.starts_with(kind));
            format!(
                "https://www.linkedin.com/{}{handle}",
                if whole { "" } else { "in/" }
            )
        }
        _ => return None,
    })
}

/// Mastodon has many servers: people write `@mira@social.example`, Ghost keeps `social.example/@mira`.
fn mastodon(handle: &str) -> String {
    match handle.split_once('@') {
        Some((name, server)) if !name.is_empty() && !name.contains('/') && !server.is_empty() => {
            format!("https://{server}/@{name}")
        }
        _ => format!("https://{handle}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_is_found_however_its_handle_is_written() {
        for (network, handle, address) in [
            ("mastodon", "@mira@social.example", "https://social.example/@mira"),
            ("mastodon", "mira@social.example", "https://social.example/@mira"),
            ("mastodon", "social.example/@mira", "https://social.example/@mira"),
            (
                "mastodon",
                "social.example/@mira@other.example",
                "https://social.example/@mira@other.example",
            ),
            (
                "mastodon",
                "https://social.example/@mira",
                "https://social.example/@mira",
            ),
            (
                "bluesky",
                "@mira.example",
                "https://bsky.app/profile/mira.example",
            ),
            ("instagram", "@mira", "https://www.instagram.com/mira"),
            ("x", "@mira", "https://x.com/mira"),
        ] {
            assert_eq!(
                social_address(network, handle).as_deref(),
                Some(address),
                "{network} {handle}"
            );
        }
        assert_eq!(social_address("elsewhere", "mira"), None);
    }
}
