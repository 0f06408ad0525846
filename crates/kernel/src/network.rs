//! Networks: what is kept and counted of a client's address.

use serde::{Deserialize, Serialize};
use std::{fmt, net::IpAddr};

/// The network that an address lies in: the first 24 bits of IPv4, the first 48 of IPv6. It names no person.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Network(String);

impl Network {
    /// Its text: `203.0.113.0/24`, `2001:db8:7::/48`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<IpAddr> for Network {
    fn from(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V4(v4) => {
                let [a, b, c, _] = v4.octets();
                format!("{a}.{b}.{c}.0/24")
            }
            IpAddr::V6(v6) => {
                let [a, b, c, ..] = v6.segments();
                format!("{}/48", std::net::Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))
            }
        })
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_kept_as_its_network_only() {
        let of = |text: &str| Network::from(text.parse::<IpAddr>().unwrap()).to_string();
        assert_eq!(of("203.0.113.77"), "203.0.113.0/24");
        assert_eq!(of("::ffff:203.0.113.77"), "203.0.113.0/24");
        assert_eq!(of("2001:db8:7:1:2:3:4:5"), "2001:db8:7::/48");
    }
}
