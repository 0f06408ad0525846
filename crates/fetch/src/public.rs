//! Which addresses the whole internet may ask.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// What IANA's registry of special-purpose addresses (RFC 6890) holds, and multicast: first address, length of its prefix.
const NOT_PUBLIC_V4: [([u8; 4], u32); 15] = [
    ([0, 0, 0, 0], 8),       // this network
    ([10, 0, 0, 0], 8),      // private
    ([100, 64, 0, 0], 10),   // shared behind a provider's NAT
    ([127, 0, 0, 0], 8),     // loopback
    ([169, 254, 0, 0], 16),  // link-local, clouds' metadata
    ([172, 16, 0, 0], 12),   // private
    ([192, 0, 0, 0], 24),    // protocols
    ([192, 0, 2, 0], 24),    // documentation
    ([192, 88, 99, 0], 24),  // relays of 6to4
    ([192, 168, 0, 0], 16),  // private
    ([198, 18, 0, 0], 15),   // measuring
    ([198, 51, 100, 0], 24), // documentation
    ([203, 0, 113, 0], 24),  // documentation
    ([224, 0, 0, 0], 4),     // multicast
    ([240, 0, 0, 0], 4),     // reserved, broadcast
];

/// Within 2000::/3, which alone is given out; what carries an IPv4 address, all others are outside of it.
const NOT_PUBLIC_V6: [([u16; 2], u32); 4] = [
    ([0x2001, 0x0000], 23), // protocols, with Teredo and measuring
    ([0x2001, 0x0db8], 32), // documentation
    ([0x2002, 0x0000], 16), // 6to4
    ([0x3fff, 0x0000], 20), // documentation
];

/// Whether an address is one of the internet's own: none of this machine, its networks or its provider's, none that
/// stands for another.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let bits = address.to_bits();
    let within =
        |(first, length): &([u8; 4], u32)| (bits ^ u32::from_be_bytes(*first)).leading_zeros() >= *length;
    !NOT_PUBLIC_V4.iter().any(within)
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [first, second, ..] = address.segments();
    let start = u32::from(first) << 16 | u32::from(second);
    let within = |([first, second], length): &([u16; 2], u32)| {
        (start ^ (u32::from(*first) << 16 | u32::from(*second))).leading_zeros() >= *length
    };
    first >> 13 == 1 && !NOT_PUBLIC_V6.iter().any(within)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_of_the_internet_are_public() {
        for public in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.167.255.255",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "2606:4700::1111",
            "2a00:1450:4001::1",
            "2001:200::1",
            "2001:4860::8888",
            "2003::1",
            "3ffe::1",
        ] {
            assert!(is_public(public.parse().unwrap()), "{public}");
        }
    }

    /// Written apart from the table: by what the standard library knows and by the registry's own words.
    fn is_inside(address: Ipv4Addr) -> bool {
        let [a, b, c, _] = address.octets();
        address.is_private()
            || address.is_loopback()
            || address.is_link_local()
            || address.is_multicast()
            || address.is_documentation()
            || a == 0
            || a >= 240
            || (a == 100 && (64..128).contains(&b))
            || (a == 198 && (b == 18 || b == 19))
            || (a == 192 && matches!((b, c), (0, 0) | (88, 99)))
    }

    /// Addresses, more of them where something ends.
    fn near() -> impl Strategy<Value = Ipv4Addr> {
        let edge = (0..NOT_PUBLIC_V4.len(), -2_i64..=2, any::<bool>()).prop_map(|(at, off, end)| {
            let (first, length) = NOT_PUBLIC_V4[at];
            let first = i64::from(u32::from_be_bytes(first));
            let size = if end { 1_i64 << (32 - length) } else { 0 };
            Ipv4Addr::from_bits(((first + size + off) & 0xffff_ffff) as u32)
        });
        prop_oneof![edge, any::<u32>().prop_map(Ipv4Addr::from_bits)]
    }

    proptest! {
        #[test]
        fn the_table_says_what_the_registry_says(address in near()) {
            prop_assert_eq!(is_public(address.into()), !is_inside(address));
        }

        /// Mapped, compatible, NAT64 (both), 6to4, Teredo, ISATAP below a local prefix.
        #[test]
        fn an_address_that_carries_another_is_never_public(inner in any::<u32>(), low in any::<u16>()) {
            let inner = u128::from(inner);
            for outer in [
                0xffff_0000_0000 | inner,
                inner,
                0xffff_u128 << 48 | inner,
                0x0064_ff9b_u128 << 96 | inner,
                0x0064_ff9b_0001_u128 << 80 | inner,
                0x2002_u128 << 112 | inner << 80 | u128::from(low),
                0x2001_u128 << 112 | u128::from(low) << 64 | inner,
                0xfe80_u128 << 112 | 0x5efe_u128 << 32 | inner,
            ] {
                prop_assert!(!is_public(Ipv6Addr::from_bits(outer).into()), "{}", Ipv6Addr::from_bits(outer));
            }
        }

        #[test]
        fn what_is_not_given_out_is_not_public(bits in any::<u128>(), first in prop_oneof![0_u16..0x2000, 0x4000_u16..]) {
            let address = Ipv6Addr::from_bits(bits >> 16 | u128::from(first) << 112);
            prop_assert!(!is_public(address.into()), "{address}");
        }
    }
}
