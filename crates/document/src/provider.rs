//! Who is behind an embed: its name.

use crate::{Url, nodes::Embed};

/// Hosts (with their subdomains) and the names that readers know.
const PROVIDERS: [(&str, &str); 30] = [
    ("youtube.com", "YouTube"),
    ("youtu.be", "YouTube"),
    ("youtube-nocookie.com", "YouTube"),
    ("vimeo.com", "Vimeo"),
    ("twitter.com", "X"),
    ("x.com", "X"),
    ("instagram.com", "Instagram"),
    ("facebook.com", "Facebook"),
    ("fb.watch", "Facebook"),
    ("tiktok.com", "TikTok"),
    ("t.me", "Telegram"),
    ("telegram.me", "Telegram"),
    ("openstreetmap.org", "OpenStreetMap"),
    ("maps.google.com", "Google Maps"),
    ("bsky.app", "Bluesky"),
    ("threads.net", "Threads"),
    ("threads.com", "Threads"),
    ("linkedin.com", "LinkedIn"),
    ("reddit.com", "Reddit"),
    ("soundcloud.com", "SoundCloud"),
    ("spotify.com", "Spotify"),
    ("podcasts.apple.com", "Apple Podcasts"),
    ("dailymotion.com", "Dailymotion"),
    ("twitch.tv", "Twitch"),
    ("datawrapper.de", "Datawrapper"),
    ("dwcdn.net", "Datawrapper"),
    ("flo.uri.sh", "Flourish"),
    ("flourish.studio", "Flourish"),
    ("codepen.io", "CodePen"),
    ("documentcloud.org", "DocumentCloud"),
];

/// The provider that readers know the host of this address by, if it is one.
pub(crate) fn known(url: &Url) -> Option<&'static str> {
    let host = url.host()?;
    let begins_with_maps = || {
        url.as_str()
            .split_once("google.com/")
            .is_some_and(|(_, path)| path.starts_with("maps"))
    };
    if host == "google.com" && begins_with_maps() {
        return Some("Google Maps");
    }
    PROVIDERS
        .iter()
        .find(|(known, _)| {
            host.strip_suffix(known)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        })
        .map(|(_, name)| *name)
}

impl Embed {
    /// An embed of what is at this address.
    pub fn of(url: Url) -> Self {
        Self {
            provider: known(&url).map(str::to_owned),
            url: Some(url),
            ..Self::default()
        }
    }

    /// The provider for readers: as it was said, else from the address, else the host.
    pub fn provider_name(&self) -> String {
        let from_address = || {
            let url = self.url.as_ref()?;
            known(url).map(str::to_owned).or_else(|| url.host())
        };
        self.provider.clone().or_else(from_address).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_that_only_looks_like_a_provider_is_none() {
        assert_eq!(
            known(&Url::parse("https://notyoutube.com/watch?v=1").unwrap()),
            None
        );
        assert_eq!(
            known(&Url::parse("https://youtube.com.evil.example/").unwrap()),
            None
        );
        assert_eq!(
            known(&Url::parse("https://youtube.com@evil.example/").unwrap()),
            None
        );
    }
}
