//! Which servers are asked for pictures that are taken over.

use super::wrong;
use fetch::{Network, NoNetwork};
use std::{
    collections::BTreeMap,
    net::{AddrParseError, SocketAddr},
};

/// What is asked besides the internet, and what of the internet is not.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Fetch {
    /// Servers inside that pictures are taken over from, such as an archive; all others inside are refused.
    pub allow: Vec<SocketAddr>,
    /// Networks of the newsroom's own that are never asked, though their addresses are the internet's.
    pub deny: Vec<Network>,
}

impl Fetch {
    pub(super) fn of(values: &BTreeMap<String, String>) -> Result<Self, (String, String)> {
        let all = |key| {
            let text = values.get(key).map_or("", String::as_str);
            text.split(',').map(str::trim).filter(|one| !one.is_empty())
        };
        let allow: Result<_, AddrParseError> = all("fetch.allow").map(str::parse).collect();
        let deny: Result<_, NoNetwork> = all("fetch.deny").map(str::parse).collect();
        let addresses = "write addresses with their ports, such as 10.0.0.7:80, 10.0.0.8:443";
        let networks = "write networks, such as 198.51.100.0/24, 2001:db8::/32";
        Ok(Self {
            allow: allow.or_else(|_| wrong("fetch.allow", addresses))?,
            deny: deny.or_else(|_| wrong("fetch.deny", networks))?,
        })
    }
}
