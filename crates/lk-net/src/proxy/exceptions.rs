//! Which servers are reached directly although a proxy is set: `NO_PROXY`.

use std::net::IpAddr;

use ipnet::IpNet;

/// The entries of a `NO_PROXY` list.
///
/// Entries stand between commas or blanks. Each is `*` for every server, a network (`10.0.0.0/8`),
/// an address, a domain, which its subdomains belong to (`example.com`, `.example.com`), or the
/// subdomains alone (`*.example.com`). A port after an address or a domain narrows the entry to
/// that port; an IPv6 address stands in brackets then, and may do so without.
///
/// Source: Go, `golang.org/x/net/http/httpproxy`, and curl, `CURLOPT_NOPROXY`; where they differ
/// (`.example.com` is also `example.com` to curl), the one that reaches more servers directly.
#[derive(Debug, Clone, Default)]
pub(super) struct Exceptions(Vec<Entry>);

#[derive(Debug, Clone)]
enum Entry {
    All,
    Network(IpNet),
    Address(IpAddr, Option<u16>),
    Domain {
        /// In lower case, without a dot at either end.
        name: Box<str>,
        port: Option<u16>,
        is_subdomains_only: bool,
    },
}

impl Exceptions {
    pub(super) fn parse(list: &str) -> Self {
        let entries = list.split(|c: char| c == ',' || c.is_whitespace());
        Self(entries.filter_map(Entry::parse).collect())
    }

    /// Those of the environment: of `NO_PROXY`, or `no_proxy` where that is not set or empty.
    pub(super) fn from_env() -> Self {
        let var = |name| std::env::var(name).ok().filter(|list| !list.is_empty());
        let list = var("NO_PROXY").or_else(|| var("no_proxy"));
        Self::parse(&list.unwrap_or_default())
    }

    /// Tells whether the server at `host`, without brackets, and `port` is reached directly.
    pub(super) fn contain(&self, host: &str, port: u16) -> bool {
        let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
        let address = host
            .parse()
            .ok()
            .map(|address: IpAddr| address.to_canonical());
        self.0
            .iter()
            .any(|entry| entry.matches(&host, address, port))
    }
}

impl Entry {
    /// `None` for an empty entry, and for one that can match nothing.
    fn parse(text: &str) -> Option<Self> {
        if text == "*" {
            return Some(Self::All);
        }
        if let Ok(network) = text.parse() {
            return Some(Self::Network(network));
        }
        // Without brackets an IPv6 address has no port.
        if let Ok(address) = text.parse::<IpAddr>() {
            return Some(Self::Address(address.to_canonical(), None));
        }
        let (host, port) = match text.rsplit_once(':') {
            Some((host, port)) if !port.contains(']') => (host, Some(port.parse().ok()?)),
            _ => (text, None),
        };
        if let Some(address) = host.strip_prefix('[') {
            let address: IpAddr = address.strip_suffix(']')?.parse().ok()?;
            return Some(Self::Address(address.to_canonical(), port));
        }
        if let Ok(address) = host.parse::<IpAddr>() {
            return Some(Self::Address(address.to_canonical(), port));
        }
        let subdomains = host.strip_prefix("*.");
        let name = subdomains.unwrap_or(host).trim_matches('.');
        (!name.is_empty()).then(|| Self::Domain {
            name: name.to_ascii_lowercase().into(),
            port,
            is_subdomains_only: subdomains.is_some(),
        })
    }

    fn matches(&self, host: &str, address: Option<IpAddr>, port: u16) -> bool {
        let is_port = |wanted: Option<u16>| wanted.is_none_or(|wanted| wanted == port);
        match self {
            Self::All => true,
            Self::Network(network) => address.is_some_and(|address| network.contains(&address)),
            Self::Address(wanted, wanted_port) => address == Some(*wanted) && is_port(*wanted_port),
            Self::Domain {
                name,
                port: wanted_port,
                is_subdomains_only,
            } => {
                let before = host.strip_suffix(&**name);
                let is_in = match before {
                    Some("") => !is_subdomains_only,
                    Some(before) => before.ends_with('.'),
                    None => false,
                };
                is_in && address.is_none() && is_port(*wanted_port)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_of_entry_matches_what_go_and_curl_say() {
        for (list, direct, through) in [
            ("*", &["h:1", "[::1]:2"][..], &[][..]),
            (
                "example.com",
                &["example.com:443", "A.Example.com:80", "example.com.:1"],
                &["notexample.com:443", "com:443", "example.com.evil:443"],
            ),
            (
                ".example.com",
                &["example.com:443", "a.b.example.com:443"],
                &["notexample.com:443"],
            ),
            (
                "*.example.com",
                &["a.example.com:443", "a.b.example.com:443"],
                &["example.com:443", "notexample.com:443"],
            ),
            (
                "example.com:8443",
                &["example.com:8443", "a.example.com:8443"],
                &["example.com:443"],
            ),
            (
                "*.example.com:8443",
                &["a.example.com:8443"],
                &["a.example.com:443", "example.com:8443"],
            ),
            ("10.1.2.3", &["10.1.2.3:1"], &["10.1.2.4:1", "h10.1.2.3:1"]),
            ("10.1.2.3:80", &["10.1.2.3:80"], &["10.1.2.3:443"]),
            (
                "10.0.0.0/8",
                &["10.255.1.2:1", "[::ffff:10.1.1.1]:1"],
                &["11.0.0.1:1", "host:1"],
            ),
            ("2001:db8::1", &["[2001:db8::1]:1"], &["[2001:db8::2]:1"]),
            (
                "[2001:db8::1]",
                &["[2001:db8:0::1]:1", "[2001:db8::1]:2"],
                &["[2001:db8::2]:1"],
            ),
            (
                "[2001:db8::1]:7880",
                &["[2001:db8::1]:7880"],
                &["[2001:db8::1]:443"],
            ),
            ("2001:db8::/32", &["[2001:db8:1::]:1"], &["[2001:db9::]:1"]),
            (
                " a.com , b.com c.com,,",
                &["a.com:1", "b.com:1", "c.com:1"],
                &["d.com:1"],
            ),
            ("h:port, [::1, :80, ., *.", &[], &["h:80", "[::1]:80"]),
            ("", &[], &["h:80"]),
        ] {
            let exceptions = Exceptions::parse(list);
            let contains = |server: &&str| {
                let (host, port) = server.rsplit_once(':').expect("a port");
                let host = host.trim_start_matches('[').trim_end_matches(']');
                exceptions.contain(host, port.parse().expect("a number"))
            };
            for server in direct {
                assert!(contains(server), "{list}: {server}");
            }
            for server in through {
                assert!(!contains(server), "{list}: {server}");
            }
        }
    }
}
