//! What a request for the stream says: which edition, since when, and from where.

use http::{HeaderMap, Uri};
use std::net::{IpAddr, Ipv4Addr};

/// The path of the stream in the main language; others have their code before it.
pub(super) const PATH: &str = "/live/feed";

pub(super) struct Asked<'a> {
    /// The edition's code, empty for the main language; `None` when the path is another one.
    pub language: Option<&'a str>,
    /// The last change that the client knows.
    pub after: Option<i64>,
    /// Where it comes from.
    pub from: IpAddr,
}

impl<'a> Asked<'a> {
    /// Reads it; `from` is where it comes from, as [`crate::client::address`] has it.
    pub fn read(uri: &'a Uri, headers: &HeaderMap, from: Option<IpAddr>) -> Self {
        // The header is newer: browsers send it when they come back to the address that they began with.
        let header = headers.get("last-event-id").and_then(|id| id.to_str().ok());
        let query = || {
            let mut pairs = uri.query()?.split('&');
            pairs.find_map(|pair| pair.strip_prefix("after="))
        };
        let number = |text: &str| text.parse::<i64>().ok().filter(|id| *id >= 0);
        Self {
            language: language(uri.path()),
            after: header.and_then(number).or_else(|| query().and_then(number)),
            from: from.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)),
        }
    }
}

/// The edition that a path of a stream names; the empty text is the main language.
pub(super) fn language(path: &str) -> Option<&str> {
    let before = path.strip_suffix(PATH)?;
    match before.strip_prefix('/') {
        None => before.is_empty().then_some(""),
        Some(code) => (!code.is_empty() && !code.contains('/')).then_some(code),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(address: &str, headers: &[(&'static str, &str)]) -> Option<i64> {
        let uri: Uri = address.parse().unwrap();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        Asked::read(&uri, &map, None).after
    }

    #[test]
    fn the_edition_is_the_first_part_of_the_path() {
        assert_eq!(language("/live/feed"), Some(""));
        assert_eq!(language("/uk/live/feed"), Some("uk"));
        for other in ["/a/b/live/feed", "//live/feed", "/live/feed/", "x/live/feed"] {
            assert_eq!(language(other), None, "{other}");
        }
    }

    #[test]
    fn the_header_counts_before_the_query() {
        let both = |headers: &[(&'static str, &str)]| last("/live/feed?x=1&after=7", headers);
        assert_eq!(both(&[]), Some(7));
        assert_eq!(both(&[("last-event-id", "9")]), Some(9));
        assert_eq!(both(&[("last-event-id", "nonsense")]), Some(7));
        assert_eq!(last("/live/feed?after=-1", &[]), None);
    }
}
