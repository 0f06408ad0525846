//! From the page that is not there: a search for the words of its address.
//!
//! That page is kept once for each edition, so it cannot say which address was asked for. A script puts the words into its
//! field; without one the field may stay empty, and the browser says from which address the form came.

use super::Params;
use http::{HeaderMap, header::REFERER};

/// The query of the address to go to, where the form of the page that is not there came without words.
pub fn words_of_address(query: &str, headers: &HeaderMap) -> Option<String> {
    let is_lost = form_urlencoded::parse(query.as_bytes()).any(|(name, _)| name == "lost");
    if !is_lost || !Params::parse(query).query.is_empty() {
        return None;
    }
    let params = Params {
        query: words(headers.get(REFERER)?.to_str().ok()?),
        ..Params::parse("")
    };
    Some(params.address()).filter(|address| !address.is_empty())
}

/// What the last part of an address says: `lantern bridge` of `https://paper.example/old/lantern-bridge.html`.
fn words(address: &str) -> String {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = path.split_once('/').map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').find(|part| !part.is_empty()).unwrap_or_default();
    // A form's encoding is that of addresses once `&`, `=` and `;` are out of the way.
    let last = last.replace(['&', '=', ';'], "-");
    let mut decoded = form_urlencoded::parse(last.as_bytes());
    let (last, _) = decoded.next().unwrap_or_default();
    let last = match last.rsplit_once('.') {
        Some((name, kind))
            if (2..=4).contains(&kind.len()) && kind.bytes().all(|b| b.is_ascii_alphanumeric()) =>
        {
            name
        }
        _ => last.as_ref(),
    };
    let words: Vec<&str> = last
        .split(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '-' | '_' | '+'))
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ").chars().take(super::params::LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_says_what_was_looked_for() {
        for (address, expected) in [
            (
                "https://paper.example/old/lantern-bridge_2019.html",
                "lantern bridge 2019",
            ),
            (
                "https://paper.example/uk/%D0%BC%D1%96%D1%81%D1%82-x/?a=b#c",
                "міст x",
            ),
            ("https://paper.example/a&b=c+d/", "a b c d"),
            ("https://paper.example/%FF%00", "\u{fffd}"),
            ("https://paper.example/", ""),
            ("https://paper.example", ""),
            ("", ""),
        ] {
            assert_eq!(words(address), expected, "{address}");
        }
    }

    #[test]
    fn only_the_form_of_the_page_that_is_not_there_is_led_on() {
        let headers = HeaderMap::from_iter([(REFERER, "http://x/lantern-bridge/".parse().unwrap())]);
        let led = |query| words_of_address(query, &headers);
        assert_eq!(led("q=&lost=1").as_deref(), Some("?q=lantern+bridge"));
        assert_eq!(led("q=+&lost=1").as_deref(), Some("?q=lantern+bridge"));
        assert_eq!(led("q=ferry&lost=1"), None);
        assert_eq!(led("q="), None);
        assert_eq!(words_of_address("q=&lost=1", &HeaderMap::new()), None);
    }
}
