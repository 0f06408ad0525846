//! YouTube and Vimeo, without their cookies.

use super::address::{Address, is_id, is_number};

pub(super) fn player(address: &Address<'_>) -> Option<String> {
    youtube(address).or_else(|| vimeo(address))
}

fn youtube(address: &Address<'_>) -> Option<String> {
    let parts = address.parts();
    let id = if address.is_of("youtu.be", &["www"]) {
        parts.first().copied()
    } else if address.is_of("youtube.com", &["www", "m", "music"])
        || address.is_of("youtube-nocookie.com", &["www"])
    {
        match parts[..] {
            ["embed", "videoseries"] | ["playlist"] => return playlist(address),
            ["embed" | "shorts" | "live" | "v", id] => Some(id),
            ["watch"] => address.value("v"),
            _ => None,
        }
    } else {
        None
    };
    let id = id.filter(|id| is_id(id))?;
    let start = address.value("t").or(address.value("start")).and_then(seconds);
    let start = start.map(|n| format!("?start={n}")).unwrap_or_default();
    Some(format!("https://www.youtube-nocookie.com/embed/{id}{start}"))
}

fn playlist(address: &Address<'_>) -> Option<String> {
    let list = address.value("list").filter(|list| is_id(list))?;
    Some(format!(
        "https://www.youtube-nocookie.com/embed/videoseries?list={list}"
    ))
}

/// `90`, `90s`, `1m30s`, `1h2m3s`.
fn seconds(text: &str) -> Option<u32> {
    let mut total = 0_u32;
    let mut number = String::new();
    for c in text.chars() {
        let unit = match c {
            '0'..='9' => {
                number.push(c);
                continue;
            }
            'h' => 3600,
            'm' => 60,
            's' => 1,
            _ => return None,
        };
        total = total.checked_add(number.parse::<u32>().ok()?.checked_mul(unit)?)?;
        number.clear();
    }
    if !number.is_empty() {
        total = total.checked_add(number.parse().ok()?)?;
    }
    Some(total).filter(|total| *total > 0)
}

fn vimeo(address: &Address<'_>) -> Option<String> {
    if !address.is_of("vimeo.com", &["www", "player"]) {
        return None;
    }
    let parts = address.parts();
    let at = parts.iter().position(|part| is_number(part))?;
    // An unlisted film has a key: after its number, or as `h`.
    let after = parts.get(at + 1).copied();
    let key = after.or(address.value("h")).filter(|key| is_id(key));
    let key = key.map(|key| format!("h={key}&")).unwrap_or_default();
    Some(format!("https://player.vimeo.com/video/{}?{key}dnt=1", parts[at]))
}
