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
    /// Behind a proxy, which is on this machine or trusted, the address is the last that the proxy itself put down.
    pub fn read(uri: &'a Uri, headers: &HeaderMap, peer: Option<IpAddr>, trusted_proxy: bool) -> Self {
        let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        let forwarded = || {
            let last = headers.get_all("x-forwarded-for").iter().next_back()?;
            last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
        };
        let from = match peer.to_canonical().is_loopback() || trusted_proxy {
            true => forwarded().unwrap_or(peer),
            false => peer,
        };
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
            from: from.to_canonical(),
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

    fn read(
        address: &str,
        headers: &[(&'static str, &str)],
        peer: &str,
    ) -> (Option<String>, Option<i64>, String) {
        let uri: Uri = address.parse().unwrap();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, value.parse().unwrap());
        }
        let asked = Asked::read(&uri, &map, Some(peer.parse().unwrap()), false);
        (
            asked.language.map(str::to_owned),
            asked.after,
            asked.from.to_string(),
        )
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
        let last = |headers: &[(&'static str, &str)]| read("/live/feed?x=1&after=7", headers, "192.0.2.1").1;
        assert_eq!(last(&[]), Some(7));
        assert_eq!(last(&[("last-event-id", "9")]), Some(9));
        assert_eq!(last(&[("last-event-id", "nonsense")]), Some(7));
        assert_eq!(read("/live/feed?after=-1", &[], "192.0.2.1").1, None);
    }

    #[test]
    fn only_a_proxy_on_this_machine_says_where_a_reader_is() {
        let forwarded = [("x-forwarded-for", "203.0.113.9, 198.51.100.7")];
        let from = |peer: &str| read("/live/feed", &forwarded, peer).2;
        assert_eq!(from("127.0.0.1"), "198.51.100.7");
        assert_eq!(from("::ffff:127.0.0.1"), "198.51.100.7");
        assert_eq!(from("192.0.2.1"), "192.0.2.1");
        assert_eq!(read("/live/feed", &[], "127.0.0.1").2, "127.0.0.1");
    }
}
