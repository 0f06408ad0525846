//! What is not asked although the whole internet may: this machine itself, and networks that the configuration names.

use crate::public::is_public;
use std::{
    io::ErrorKind,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, UdpSocket},
    num::ParseIntError,
    str::FromStr,
};

/// A network: an address and how many of its first bits are of the network, such as `203.0.113.0/24` or `2001:db8::/32`.
/// An address alone is a network of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    first: IpAddr,
    bits: u8,
}

/// What is no network.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("it is no network, such as 203.0.113.0/24 or 2001:db8::/32")]
pub struct NoNetwork;

impl FromStr for Network {
    type Err = NoNetwork;

    fn from_str(text: &str) -> Result<Self, NoNetwork> {
        let (first, bits) = match text.split_once('/') {
            Some((first, bits)) => (first, Some(bits)),
            None => (text, None),
        };
        let first: IpAddr = first.parse().map_err(|_| NoNetwork)?;
        let longest = if first.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(longest), str::parse);
        let bits = bits.map_err(|_: ParseIntError| NoNetwork)?;
        (bits <= longest).then_some(Self { first, bits }).ok_or(NoNetwork)
    }
}

impl Network {
    /// Whether an address is of it.
    pub fn has(&self, address: IpAddr) -> bool {
        let differ = match (self.first, address) {
            (IpAddr::V4(first), IpAddr::V4(address)) => (first.to_bits() ^ address.to_bits()).leading_zeros(),
            (IpAddr::V6(first), IpAddr::V6(address)) => (first.to_bits() ^ address.to_bits()).leading_zeros(),
            _ => return false,
        };
        differ >= u32::from(self.bits)
    }
}

/// Which addresses are asked.
#[derive(Debug, Clone)]
pub(crate) struct Outside {
    denied: Vec<Network>,
    is_own: fn(IpAddr) -> bool,
}

impl Outside {
    pub(crate) fn new(denied: Vec<Network>) -> Self {
        Self { denied, is_own }
    }

    /// Whether it is an address of the internet, none that was denied, and none of this machine. The last takes a
    /// moment of the system's time.
    pub(crate) fn has(&self, address: IpAddr) -> bool {
        is_public(address)
            && !self.denied.iter().any(|network| network.has(address))
            && !(self.is_own)(address)
    }
}

/// Whether an address is one of this machine's interfaces: then a socket can be bound to it. That is so at this moment,
/// whatever came or went since the start, and on every system.
fn is_own(address: IpAddr) -> bool {
    let binds = |address: IpAddr| {
        UdpSocket::bind((address, 0)).map_or_else(|error| may_be_own(error.kind()), |_| true)
    };
    // Addresses of documentation, which no machine has. Where they can be bound (`ip_nonlocal_bind`), all can; then the
    // system is asked from where it would reach the address: itself from itself, all but an interface's further addresses.
    let nobody: IpAddr = match address {
        IpAddr::V4(_) => Ipv4Addr::new(192, 0, 2, 1).into(),
        IpAddr::V6(_) => Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1).into(),
    };
    binds(address) && (!binds(nobody) || reaches_itself(address).unwrap_or(false))
}

/// Whether an address may be this machine's that a socket could not be bound to for this reason. Only two mean that it is
/// another's; whatever else went wrong, it is not asked.
fn may_be_own(why: ErrorKind) -> bool {
    !matches!(why, ErrorKind::AddrNotAvailable | ErrorKind::Unsupported)
}

/// Nothing is sent: a datagram socket that is connected has only chosen its way.
fn reaches_itself(address: IpAddr) -> std::io::Result<bool> {
    let any: IpAddr = match address {
        IpAddr::V4(_) => Ipv4Addr::UNSPECIFIED.into(),
        IpAddr::V6(_) => Ipv6Addr::UNSPECIFIED.into(),
    };
    let socket = UdpSocket::bind((any, 0))?;
    socket.connect((address, 9))?;
    Ok(socket.local_addr()?.ip() == address)
}

#[cfg(test)]
impl Outside {
    /// With other interfaces than this machine's.
    pub(crate) fn of_a_machine(is_own: fn(IpAddr) -> bool) -> Self {
        Self {
            denied: Vec::new(),
            is_own,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn an_address_of_an_interface_is_known() {
        for own in ["127.0.0.1", "127.8.9.10"] {
            assert!(is_own(ip(own)), "{own}");
        }
        assert!(reaches_itself(ip("127.0.0.1")).unwrap());
        for other in ["1.1.1.1", "192.0.2.1", "2606:4700::1111"] {
            assert!(!is_own(ip(other)), "{other}");
            assert!(!reaches_itself(ip(other)).unwrap_or(false), "{other}");
        }
        // What it stands on in its own network, where it stands in one.
        let socket = UdpSocket::bind("0.0.0.0:0").unwrap();
        if socket.connect("192.0.2.1:9").is_ok() {
            let own = socket.local_addr().unwrap().ip();
            assert!(is_own(own), "{own}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_taken_for_this_machine() {
        for why in [
            ErrorKind::PermissionDenied,
            ErrorKind::AddrInUse,
            ErrorKind::Other,
        ] {
            assert!(may_be_own(why), "{why}");
        }
        assert!(!may_be_own(ErrorKind::AddrNotAvailable) && !may_be_own(ErrorKind::Unsupported));
    }

    #[test]
    fn neither_this_machine_nor_what_was_denied_is_outside() {
        let outside = Outside::of_a_machine(|address| address == ip("1.0.0.7"));
        assert!(!outside.has(ip("1.0.0.7")) && outside.has(ip("1.0.0.8")));
        let denied = ["8.8.0.0/16", "2606:4700::/32", "9.9.9.9"].map(|net| net.parse().unwrap());
        let outside = Outside::new(denied.to_vec());
        for no in ["8.8.8.8", "2606:4700::1111", "9.9.9.9", "127.0.0.1", "10.0.0.1"] {
            assert!(!outside.has(ip(no)), "{no}");
        }
        for yes in ["8.9.0.0", "2606:4701::1", "9.9.9.10"] {
            assert!(outside.has(ip(yes)), "{yes}");
        }
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for no in [
            "",
            "a",
            "1.2.3",
            "1.2.3.4/33",
            "1.2.3.4/",
            "1.2.3.4/-1",
            "::/129",
            "1.2.3.4/1/2",
            "/8",
            "a/8",
        ] {
            assert_eq!(no.parse::<Network>(), Err(NoNetwork), "{no}");
        }
    }

    proptest! {
        #[test]
        fn a_network_has_what_begins_with_its_bits(first in any::<u32>(), bits in 0_u8..=32, other in any::<u32>()) {
            let network: Network = format!("{}/{bits}", Ipv4Addr::from_bits(first)).parse().unwrap();
            let mask = u32::MAX.checked_shl(32 - u32::from(bits)).unwrap_or(0);
            prop_assert_eq!(network.has(Ipv4Addr::from_bits(other).into()), first & mask == other & mask);
            let near = first & mask | other & !mask;
            prop_assert!(network.has(Ipv4Addr::from_bits(near).into()));
            prop_assert!(!network.has(Ipv6Addr::from_bits(other.into()).into()));
        }
    }
}
