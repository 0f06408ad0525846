//! How many may listen at a time, in all and from one network.

use super::Tally;
use std::{
    collections::HashMap,
    net::{IpAddr, Ipv4Addr},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// Those who listen.
#[derive(Debug)]
pub(super) struct Crowd {
    all: usize,
    per_network: usize,
    inside: Mutex<HashMap<Network, u32>>,
    tally: Arc<Tally>,
}

/// What counts as one address: with IPv6 a household has a /64 at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Network {
    V4(Ipv4Addr),
    V6(u64),
}

impl Network {
    fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(address) => Network::V4(address),
            IpAddr::V6(address) => Network::V6((u128::from(address) >> 64) as u64),
        }
    }
}

/// One of them; gives its place back when it goes.
#[derive(Debug)]
pub(super) struct Place {
    crowd: Arc<Crowd>,
    network: Network,
}

impl Crowd {
    pub fn new(all: usize, per_network: usize, tally: Arc<Tally>) -> Self {
        Self {
            all,
            per_network,
            inside: Mutex::default(),
            tally,
        }
    }

    fn inside(&self) -> MutexGuard<'_, HashMap<Network, u32>> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place, if there is one.
    pub fn enter(self: &Arc<Self>, from: IpAddr) -> Option<Place> {
        let network = Network::of(from);
        let mut inside = self.inside();
        let from_there = inside.get(&network).copied().unwrap_or(0);
        if self.tally.open() >= self.all as u64 || from_there as usize >= self.per_network {
            drop(inside);
            self.tally.refused();
            return None;
        }
        inside.insert(network, from_there + 1);
        self.tally.entered();
        Some(Place {
            crowd: self.clone(),
            network,
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut inside = self.crowd.inside();
        match inside.get_mut(&self.network) {
            Some(many) if *many > 1 => *many -= 1,
            _ => {
                inside.remove(&self.network);
            }
        }
        self.crowd.tally.left();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_has_so_many_places_and_gets_them_back() {
        let crowd = Arc::new(Crowd::new(4, 2, Arc::new(Tally::new())));
        let enter = |address: &str| crowd.enter(address.parse().unwrap());
        let first = enter("2001:db8::1").unwrap();
        let _second = enter("2001:db8::ffff:2").unwrap();
        assert!(enter("2001:db8:0:0:3::1").is_none(), "the same /64");
        let _third = enter("2001:db8:0:1::1").unwrap();
        let _fourth = enter("192.0.2.1").unwrap();
        assert!(enter("192.0.2.2").is_none(), "all places are taken");
        drop(first);
        assert!(enter("2001:db8::1").is_some());
        assert_eq!(crowd.inside().len(), 3);
    }

    #[test]
    fn an_address_within_ipv6_is_the_ipv4_one() {
        let of = |text: &str| Network::of(text.parse().unwrap());
        assert_eq!(of("::ffff:192.0.2.1"), of("192.0.2.1"));
        assert_ne!(of("192.0.2.1"), of("192.0.2.2"));
    }
}
