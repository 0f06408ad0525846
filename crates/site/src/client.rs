//! Who asks: the address of the peer, or the one that a trusted proxy names.

use http::HeaderMap;
use kernel::Network;
use std::net::IpAddr;

/// The other end of the connection, in a request's extensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// The network of the one who asks.
pub fn network(peer: Option<Peer>, headers: &HeaderMap, trusted_proxy: Option<bool>) -> Option<Network> {
    address(peer, headers, trusted_proxy).map(Network::from)
}

/// The address of the one who asks. Behind a proxy that is trusted it is the last one in `X-Forwarded-For`, which the proxy
/// itself has seen; what stands before it anybody can write. Where nothing is said of proxies, one on this machine is
/// trusted; none must be where something here passes on what strangers write, as an onion service does.
pub fn address(peer: Option<Peer>, headers: &HeaderMap, trusted_proxy: Option<bool>) -> Option<IpAddr> {
    let peer = peer.map(|Peer(address)| address.to_canonical());
    let named = || {
        let last = headers.get_all("x-forwarded-for").iter().next_back()?;
        parse(last.to_str().ok()?.rsplit(',').next()?.trim())
    };
    if trusted_proxy.unwrap_or_else(|| peer.is_some_and(|peer| peer.is_loopback())) {
        named().or(peer)
    } else {
        peer
    }
}

/// An address, perhaps with a port or in brackets.
fn parse(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').split(']').next()?;
    let parsed = bare.parse::<IpAddr>().ok();
    let parsed = parsed.or_else(|| Some(text.parse::<std::net::SocketAddr>().ok()?.ip()));
    parsed.map(|address| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn a_proxy_is_believed_when_it_is_trusted_or_on_this_machine_and_only_its_own_word() {
        let mut headers = HeaderMap::new();
        headers.insert(
            "x-forwarded-for",
            HeaderValue::from_static("6.6.6.6, 198.51.100.7"),
        );
        let of = |peer: &str, headers: &HeaderMap, trusted| {
            let peer = Some(Peer(peer.parse().unwrap()));
            network(peer, headers, trusted).unwrap().to_string()
        };
        assert_eq!(of("192.0.2.1", &headers, None), "192.0.2.0/24");
        assert_eq!(of("192.0.2.1", &headers, Some(true)), "198.51.100.0/24");
        assert_eq!(of("127.0.0.1", &headers, None), "198.51.100.0/24");
        assert_eq!(of("127.0.0.1", &headers, Some(false)), "127.0.0.0/24");
        assert_eq!(of("::ffff:127.0.0.1", &headers, None), "198.51.100.0/24");
        headers.append(
            "x-forwarded-for",
            HeaderValue::from_static("[2001:db8:1::9]:4431"),
        );
        assert_eq!(of("192.0.2.1", &headers, Some(true)), "2001:db8:1::/48");
        headers.insert("x-forwarded-for", HeaderValue::from_static("unknown"));
        assert_eq!(of("192.0.2.1", &headers, Some(true)), "192.0.2.0/24");
    }
}
