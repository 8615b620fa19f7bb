//! Which addresses belong to the public internet.

use std::net::IpAddr;

/// Tells whether `address` is a public one: not loopback, private, link-local, multicast or reserved, and none that
/// stands for an IPv4 address in another form, but for an IPv4-mapped one, which is judged as that.
///
/// Source: IANA's registries of special-purpose addresses (RFC 6890), as the server's `webhook.block_private_addresses`
/// reads them.
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => !is_in(&SPECIAL_V4, v4.to_bits(), u32::BITS, |bits, by| {
            bits.checked_shr(by).unwrap_or(0)
        }),
        IpAddr::V6(v6) => !is_in(&SPECIAL_V6, v6.to_bits(), u128::BITS, |bits, by| {
            bits.checked_shr(by).unwrap_or(0)
        }),
    }
}

fn is_in<T: Copy + PartialEq>(
    prefixes: &[(T, u32)],
    address: T,
    bits: u32,
    shifted: fn(T, u32) -> T,
) -> bool {
    let holds =
        |&(prefix, len): &(T, u32)| shifted(prefix, bits - len) == shifted(address, bits - len);
    prefixes.iter().any(holds)
}

const fn v4(a: u8, b: u8, c: u8, len: u32) -> (u32, u32) {
    (u32::from_be_bytes([a, b, c, 0]), len)
}

/// `first`: the first 48 bits; what follows is zero.
const fn v6(first: u128, len: u32) -> (u128, u32) {
    (first << 80, len)
}

const SPECIAL_V4: [(u32, u32); 15] = [
    v4(0, 0, 0, 8),
    v4(10, 0, 0, 8),
    v4(100, 64, 0, 10),
    v4(127, 0, 0, 8),
    v4(169, 254, 0, 16),
    v4(172, 16, 0, 12),
    v4(192, 0, 0, 24),
    v4(192, 0, 2, 24),
    v4(192, 88, 99, 24),
    v4(192, 168, 0, 16),
    v4(198, 18, 0, 15),
    v4(198, 51, 100, 24),
    v4(203, 0, 113, 24),
    v4(224, 0, 0, 4),
    v4(240, 0, 0, 4),
];

const SPECIAL_V6: [(u128, u32); 13] = [
    // IPv4-compatible, the unspecified address and loopback among them.
    v6(0, 96),
    // NAT64, well known and local.
    v6(0x0064_ff9b_0000, 96),
    v6(0x0064_ff9b_0001, 48),
    // Discarded.
    v6(0x0100_0000_0000, 64),
    // Protocol assignments, Teredo among them.
    v6(0x2001_0000_0000, 23),
    // Documentation.
    v6(0x2001_0db8_0000, 32),
    v6(0x3fff_0000_0000, 20),
    // 6to4.
    v6(0x2002_0000_0000, 16),
    // Segment routing.
    v6(0x5f00_0000_0000, 16),
    // Unique local, link-local, site-local, multicast.
    v6(0xfc00_0000_0000, 7),
    v6(0xfe80_0000_0000, 10),
    v6(0xfec0_0000_0000, 10),
    v6(0xff00_0000_0000, 8),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_judged_as_the_servers_guard_judges_them() {
        for special in [
            "127.0.0.1",
            "127.255.255.255",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "100.127.255.255",
            "0.0.0.0",
            "0.1.2.3",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "198.19.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "198.51.100.7",
            "203.0.113.9",
            "::",
            "::1",
            "::7f00:1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "fc00::1",
            "fdff::1",
            "fe80::1",
            "febf::1",
            "fec0::1",
            "ff02::1",
            "2002:7f00:1::",
            "2001::1",
            "2001:1ff::1",
            "2001:db8::1",
            "3fff::1",
            "3fff:fff::1",
            "5f00::1",
            "100::1",
        ] {
            assert!(!is_public(special.parse().expect(special)), "{special}");
        }
        for public in [
            "1.1.1.1",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.1",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.1",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "223.255.255.255",
            "::ffff:1.1.1.1",
            "2606:4700::1111",
            "2001:200::1",
            "2001:4860:4860::8888",
            "2003::1",
            "64:ff9b:2::1",
            "100:0:0:1::1",
            "3ffe::1",
            "4000::1",
        ] {
            assert!(is_public(public.parse().expect(public)), "{public}");
        }
    }
}
