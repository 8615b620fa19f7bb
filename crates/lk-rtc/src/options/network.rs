//! Which of this machine's addresses carry media.

use std::net::IpAddr;

/// Which of this machine's addresses carry media. Start from [`NetworkOptions::new`], then narrow.
///
/// By default every address of every interface that is up, IPv4 and IPv6, but for loopback and
/// link-local ones. Where the server itself is at a loopback address, loopback is included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkOptions {
    pub(crate) addresses: Addresses,
    pub(crate) loopback: Option<bool>,
    pub(crate) ipv4: bool,
    pub(crate) ipv6: bool,
}

/// A choice among the addresses of this machine.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Addresses {
    /// All of them.
    #[default]
    All,
    /// Those of the interfaces with these names, such as `eth0`.
    OfInterfaces(Vec<String>),
    /// Just these.
    These(Vec<IpAddr>),
}

impl NetworkOptions {
    /// The defaults.
    pub const fn new() -> Self {
        Self {
            addresses: Addresses::All,
            loopback: None,
            ipv4: true,
            ipv6: true,
        }
    }

    /// Which addresses are used. Default: all.
    #[must_use]
    pub fn addresses(mut self, addresses: Addresses) -> Self {
        self.addresses = addresses;
        self
    }

    /// Whether loopback addresses are used. Default: when the server is at one. Addresses that are
    /// named one by one are used in any case.
    #[must_use]
    pub const fn loopback(mut self, on: bool) -> Self {
        self.loopback = Some(on);
        self
    }

    /// Whether IPv4 addresses are used. Default: true.
    #[must_use]
    pub const fn ipv4(mut self, on: bool) -> Self {
        self.ipv4 = on;
        self
    }

    /// Whether IPv6 addresses are used. Default: true.
    #[must_use]
    pub const fn ipv6(mut self, on: bool) -> Self {
        self.ipv6 = on;
        self
    }

    /// Whether `address` of the interface `name` is to be used; `server_is_loopback` says where
    /// the server is.
    pub fn admits(&self, name: &str, address: IpAddr, server_is_loopback: bool) -> bool {
        let family = if address.is_ipv4() {
            self.ipv4
        } else {
            self.ipv6
        };
        if !family || address.is_unspecified() || address.is_multicast() {
            return false;
        }
        match &self.addresses {
            Addresses::These(these) => return these.contains(&address),
            Addresses::OfInterfaces(names) => {
                if !names.iter().any(|wanted| wanted == name) {
                    return false;
                }
            }
            Addresses::All => {}
        }
        let link_local = match address {
            IpAddr::V4(v4) => v4.is_link_local(),
            IpAddr::V6(v6) => v6.is_unicast_link_local(),
        };
        let loopback = self.loopback.unwrap_or(server_is_loopback);
        !link_local && (loopback || !address.is_loopback())
    }
}

impl Default for NetworkOptions {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loopback_is_used_only_with_a_server_there_or_on_request() {
        let lo: IpAddr = "127.0.0.1".parse().expect("an address");
        let lan: IpAddr = "192.0.2.7".parse().expect("an address");
        let options = NetworkOptions::new();
        assert!(!options.admits("lo", lo, false) && options.admits("lo", lo, true));
        assert!(options.admits("eth0", lan, false));
        assert!(options.clone().loopback(true).admits("lo", lo, false));
        assert!(!options.loopback(false).admits("lo", lo, true));
    }

    #[test]
    fn a_named_address_is_taken_as_it_is_and_no_other() {
        let lo: IpAddr = "::1".parse().expect("an address");
        let options = NetworkOptions::new().addresses(Addresses::These(vec![lo]));
        assert!(options.admits("lo", lo, false));
        assert!(!options.admits("eth0", "192.0.2.7".parse().expect("an address"), false));
        assert!(!options.ipv6(false).admits("lo", lo, false));
    }
}
