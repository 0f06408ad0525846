//! Who is behind an embed: its name, and the address of its player.

use crate::{Url, nodes::Embed};

/// Hosts (with their subdomains) and the names that readers know.
const PROVIDERS: [(&str, &str); 27] = [
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

/// What to load in an `iframe` when the reader asks for it: the provider's player without cookies where there is
/// one, else what the provider's own HTML loads.
pub(crate) fn player(embed: &Embed) -> Option<Url> {
    let framed = embed.html.as_deref().and_then(crate::markup::first_frame);
    let at = embed.url.as_ref().or(framed.as_ref());
    at.and_then(own_player).or(framed)
}

fn own_player(url: &Url) -> Option<Url> {
    let address = url.as_str();
    let after = |mark: &str| {
        let id = address.split_once(mark)?.1;
        let id: String = id
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
            .collect();
        (!id.is_empty()).then_some(id)
    };
    match known(url)? {
        "YouTube" => ["youtu.be/", "/embed/", "/shorts/", "/live/", "?v=", "&v="]
            .into_iter()
            .find_map(after)
            .and_then(|id| Url::parse(&format!("https://www.youtube-nocookie.com/embed/{id}"))),
        "Vimeo" => ["/video/", "vimeo.com/"]
            .into_iter()
            .filter_map(after)
            .find(|id| id.bytes().all(|b| b.is_ascii_digit()))
            .and_then(|id| Url::parse(&format!("https://player.vimeo.com/video/{id}?dnt=1"))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_film_is_known_by_any_of_its_addresses() {
        for (url, expected) in [
            (
                "https://www.youtube.com/watch?v=abc_1-2&t=3",
                "https://www.youtube-nocookie.com/embed/abc_1-2",
            ),
            (
                "https://youtu.be/abc?si=x",
                "https://www.youtube-nocookie.com/embed/abc",
            ),
            (
                "https://m.youtube.com/shorts/abc",
                "https://www.youtube-nocookie.com/embed/abc",
            ),
            (
                "https://www.youtube.com/embed/abc?feature=oembed",
                "https://www.youtube-nocookie.com/embed/abc",
            ),
            (
                "https://vimeo.com/123456",
                "https://player.vimeo.com/video/123456?dnt=1",
            ),
        ] {
            let embed = Embed::of(Url::parse(url).unwrap());
            assert_eq!(player(&embed).unwrap().as_str(), expected);
        }
    }

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
