//! From the address of something on another site to the page that may be loaded in a frame to show it. The address is
//! taken apart and put together anew, so that nothing of it leads anywhere but to the provider's own player.

mod address;
mod maps;
mod posts;
mod video;

use crate::{Url, nodes::Embed};
use address::Address;

/// Where frames may be loaded from once a reader has asked for it; a page's policy allows these and no others.
pub const FRAME_HOSTS: &[&str] = &[
    "www.youtube-nocookie.com",
    "player.vimeo.com",
    "platform.twitter.com",
    "t.me",
    "www.facebook.com",
    "www.instagram.com",
    "www.openstreetmap.org",
    "www.google.com",
    "maps.google.com",
    "datawrapper.dwcdn.net",
    "flo.uri.sh",
    "public.flourish.studio",
    "open.spotify.com",
    "w.soundcloud.com",
    "embed.podcasts.apple.com",
    "geo.dailymotion.com",
    "www.dailymotion.com",
    "www.tiktok.com",
    "embed.bsky.app",
    "embed.documentcloud.org",
    "www.documentcloud.org",
];

/// Players that are taken as they come, from the provider's own `iframe`: the host, and how the path begins.
const AS_THEY_COME: &[(&str, &str)] = &[
    ("datawrapper.dwcdn.net", ""),
    ("flo.uri.sh", "visualisation/"),
    ("flo.uri.sh", "story/"),
    ("public.flourish.studio", "visualisation/"),
    ("open.spotify.com", "embed/"),
    ("w.soundcloud.com", "player"),
    ("embed.podcasts.apple.com", ""),
    ("geo.dailymotion.com", "player"),
    ("www.dailymotion.com", "embed/"),
    ("www.tiktok.com", "embed/"),
    ("www.tiktok.com", "player/"),
    ("embed.bsky.app", "embed/"),
    ("embed.documentcloud.org", "documents/"),
    ("www.documentcloud.org", "documents/"),
];

/// The page to load in a frame for what is at this address; `None` where readers only get a link.
pub fn player_of(url: &Url) -> Option<Url> {
    let address = Address::read(url)?;
    let player = video::player(&address)
        .or_else(|| posts::player(&address))
        .or_else(|| maps::player(&address))
        .or_else(|| {
            let comes =
                |(host, path): &&(&str, &str)| address.host == *host && address.path.starts_with(path);
            let (host, _) = AS_THEY_COME.iter().find(comes)?;
            let query = if address.query.is_empty() { "" } else { "?" };
            Some(format!("https://{host}/{}{query}{}", address.path, address.query))
        })?;
    Url::parse(&player)
}

/// What to load when the reader asks for an embed: the player of its address, else of what the provider's own HTML
/// loads.
pub(crate) fn player(embed: &Embed) -> Option<Url> {
    let framed = || crate::markup::first_code(embed.html.as_deref()?);
    let at = embed.url.as_ref();
    at.and_then(player_of).or_else(|| player_of(&framed()?))
}
