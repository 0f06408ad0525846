//! Who asks: the address of the peer, or the one that a trusted proxy names.

use http::HeaderMap;
use kernel::Network;
use std::net::IpAddr;

/// The other end of the connection, in a request's extensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

/// The network of the one who asks. Behind a trusted proxy it is that of the last address in `X-Forwarded-For`, which is
/// the one that the proxy itself has seen; what stands before it anybody can write.
pub fn network(peer: Option<Peer>, headers: &HeaderMap, trusted_proxy: bool) -> Option<Network> {
    let named = || {
        let last = headers.get_all("x-forwarded-for").iter().next_back()?;
        address(last.to_str().ok()?.rsplit(',').next()?.trim())
    };
    let of_peer = peer.map(|Peer(address)| address);
    let address = if trusted_proxy {
        named().or(of_peer)
    } else {
        of_peer
    };
    address.map(Network::from)
}

/// An address, perhaps with a port or in brackets.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.trim_start_matches('[').split(']').next()?;
    bare.parse()
        .ok()
        .or_else(|| Some(text.parse::<std::net::SocketAddr>().ok()?.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn only_a_trusted_proxy_is_believed_and_only_its_own_word() {
        let mut headers = HeaderMap::new();
        headers.insert(
            "x-forwarded-for",
            HeaderValue::from_static("6.6.6.6, 198.51.100.7"),
        );
        let peer = Some(Peer("127.0.0.1".parse().unwrap()));
        let of = |headers: &HeaderMap, trusted| network(peer, headers, trusted).unwrap().to_string();
        assert_eq!(of(&headers, false), "127.0.0.0/24");
        assert_eq!(of(&headers, true), "198.51.100.0/24");
        headers.append(
            "x-forwarded-for",
            HeaderValue::from_static("[2001:db8:1::9]:4431"),
        );
        assert_eq!(of(&headers, true), "2001:db8:1::/48");
        headers.insert("x-forwarded-for", HeaderValue::from_static("unknown"));
        assert_eq!(of(&headers, true), "127.0.0.0/24");
    }
}
