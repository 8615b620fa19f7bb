//! Where the signalling endpoints of a server are.

use std::fmt::{self, Write as _};

/// The address of a server, from which its signalling URLs are built.
///
/// Takes what users paste: `ws`, `wss`, `http` or `https`, a host, perhaps a port, perhaps a path
/// under which the server is mounted. The path is kept, slashes at its end are not; query and
/// fragment are dropped.
///
/// ```
/// let url = lk_signal::SignalUrl::parse("https://example.test:7443/media/")?;
/// assert_eq!(url.to_string(), "wss://example.test:7443/media");
/// # Ok::<(), lk_signal::InvalidUrl>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignalUrl {
    secure: bool,
    authority: Box<str>,
    prefix: Box<str>,
}

impl SignalUrl {
    /// Reads a server's address.
    ///
    /// # Errors
    ///
    /// [`InvalidUrl`] says what is wrong with it; a URL that carries a user name or password is
    /// refused, as those have no meaning here and would end up in logs.
    pub fn parse(url: &str) -> Result<Self, InvalidUrl> {
        Self::read(url).map_err(|problem| InvalidUrl {
            url: shown(url).into(),
            problem,
        })
    }

    fn read(url: &str) -> Result<Self, UrlProblem> {
        let (scheme, rest) = url.trim().split_once("://").ok_or(UrlProblem::NoScheme)?;
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "wss" | "https" => true,
            "ws" | "http" => false,
            _ => return Err(UrlProblem::Scheme),
        };
        let rest = rest.split(['?', '#']).next().unwrap_or_default();
        let (authority, path) = match rest.find('/') {
            Some(slash) => rest.split_at(slash),
            None => (rest, ""),
        };
        if authority.contains('@') {
            return Err(UrlProblem::Credentials);
        }
        check_authority(authority)?;
        let path = path.trim_end_matches('/');
        if path.bytes().any(|byte| byte.is_ascii_control()) {
            return Err(UrlProblem::Path);
        }
        Ok(Self {
            secure,
            authority: authority.into(),
            prefix: encoded(path).into(),
        })
    }

    /// Whether the connection is to be encrypted (`wss`, `https`).
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// `host` or `host:port`, as it was given.
    #[must_use]
    pub fn authority(&self) -> &str {
        &self.authority
    }

    /// The websocket URL of `path` under this server, such as `/rtc`.
    pub(crate) fn websocket(&self, path: &str, query: &str) -> String {
        self.join(if self.secure { "wss" } else { "ws" }, path, query)
    }

    /// The HTTP URL of `path` under this server.
    pub(crate) fn http(&self, path: &str, query: &str) -> String {
        self.join(if self.secure { "https" } else { "http" }, path, query)
    }

    fn join(&self, scheme: &str, path: &str, query: &str) -> String {
        let Self {
            authority, prefix, ..
        } = self;
        format!("{scheme}://{authority}{prefix}{path}?{query}")
    }
}

impl fmt::Display for SignalUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.secure { "wss" } else { "ws" };
        write!(f, "{scheme}://{}{}", self.authority, self.prefix)
    }
}

#[cfg(feature = "tokio")]
impl From<&lk_net::ServerUrl> for SignalUrl {
    fn from(url: &lk_net::ServerUrl) -> Self {
        Self {
            secure: url.is_secure(),
            authority: url.authority().into(),
            prefix: url.path_prefix().into(),
        }
    }
}

/// Why an address cannot be one of a server.
///
/// It quotes the address, without what may be secret in it: a user name, a password, a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{url:?} {problem}")]
#[non_exhaustive]
pub struct InvalidUrl {
    /// The address, at most 200 characters of it.
    pub url: Box<str>,
    /// What is wrong with it.
    pub problem: UrlProblem,
}

/// What is wrong with an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UrlProblem {
    /// There is no `scheme://` in it.
    NoScheme,
    /// The scheme is none of ws, wss, http, https.
    Scheme,
    /// The host is missing or malformed.
    Host,
    /// The address has a zone, as in `[fe80::1%25eth0]`: link-local addresses are not supported.
    Zone,
    /// The port is no number from 1 to 65535.
    Port,
    /// It holds a user name or password.
    Credentials,
    /// The path holds control characters.
    Path,
}

impl fmt::Display for UrlProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoScheme => "has no scheme: ws, wss, http or https",
            Self::Scheme => "has a scheme other than ws, wss, http and https",
            Self::Host => "names no usable host",
            Self::Zone => "has an IPv6 zone, and link-local addresses are not supported",
            Self::Port => "has an impossible port",
            Self::Credentials => "holds a user name or a password, which are not used",
            Self::Path => "has control characters in its path",
        })
    }
}

/// Percent-encodes what may not stand in a path.
///
/// Source: RFC 3986 §2.1, §3.3.
fn encoded(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// An address for errors: without what may be secret, and not too much of it.
fn shown(url: &str) -> String {
    let url = url.trim();
    let (url, query) = match url.find(['?', '#']) {
        Some(at) => (&url[..at], "?…"),
        None => (url, ""),
    };
    let (scheme, rest) = url.split_at(url.find("://").map_or(0, |at| at + 3));
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let whole = match authority.rsplit_once('@') {
        Some((_, host)) => [scheme, "…@", host, path, query].concat(),
        None => [scheme, authority, path, query].concat(),
    };
    whole.chars().take(MAX_SHOWN).collect()
}

const MAX_SHOWN: usize = 200;

fn check_authority(authority: &str) -> Result<(), UrlProblem> {
    let (host, port) = if let Some(rest) = authority.strip_prefix('[') {
        let (host, after) = rest.split_once(']').ok_or(UrlProblem::Host)?;
        if host.contains('%') {
            return Err(UrlProblem::Zone);
        }
        host.parse::<std::net::Ipv6Addr>()
            .map_err(|_| UrlProblem::Host)?;
        match after.strip_prefix(':') {
            Some(port) => (host, Some(port)),
            None if after.is_empty() => (host, None),
            None => return Err(UrlProblem::Host),
        }
    } else {
        match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        }
    };
    let sound = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte);
    if host.is_empty() || !host.bytes().all(sound) {
        return Err(UrlProblem::Host);
    }
    // Parsing takes a sign, too.
    let is_port =
        |port: &str| !port.starts_with('+') && port.parse().is_ok_and(|port: u16| port != 0);
    match port {
        Some(port) if !is_port(port) => Err(UrlProblem::Port),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_of_both_families_are_one_server() {
        for url in ["wss://h.test", "https://h.test/", " HTTPS://h.test// "] {
            let url = SignalUrl::parse(url).unwrap();
            assert_eq!(url.websocket("/rtc", "a=1"), "wss://h.test/rtc?a=1");
            assert_eq!(
                url.http("/rtc/validate", "a=1"),
                "https://h.test/rtc/validate?a=1"
            );
        }
        let url = SignalUrl::parse("ws://[::1]:7880/lk/x?drop=1#me").unwrap();
        assert_eq!(
            url.websocket("/rtc/v1", "q"),
            "ws://[::1]:7880/lk/x/rtc/v1?q"
        );
    }

    #[test]
    fn what_is_no_server_address_is_told_apart() {
        let cases = [
            ("example.test", UrlProblem::NoScheme),
            ("ftp://example.test", UrlProblem::Scheme),
            ("wss://", UrlProblem::Host),
            ("wss:///rtc", UrlProblem::Host),
            ("wss://a b", UrlProblem::Host),
            ("wss://[::1", UrlProblem::Host),
            ("wss://[::1]x", UrlProblem::Host),
            ("wss://h:0", UrlProblem::Port),
            ("wss://h:99999", UrlProblem::Port),
            ("wss://h:", UrlProblem::Port),
            ("wss://me:pw@h", UrlProblem::Credentials),
            ("wss://h:+80", UrlProblem::Port),
            ("wss://[fe80::1%25eth0]", UrlProblem::Zone),
            ("wss://h/a\nb", UrlProblem::Path),
        ];
        for (url, problem) in cases {
            let error = SignalUrl::parse(url).unwrap_err();
            assert_eq!(error.problem, problem, "{url}");
        }
    }

    #[test]
    fn errors_quote_the_address_without_its_secrets() {
        for (url, shown) in [
            ("localhost:7880", r#""localhost:7880" has no scheme"#),
            ("wss://me:tell-nobody@h/x", r#""wss://…@h/x" holds"#),
            ("h?token=tell-nobody", r#""h?…" has no scheme"#),
        ] {
            let error = SignalUrl::parse(url).unwrap_err().to_string();
            assert!(error.starts_with(shown), "{error}");
        }
    }

    #[test]
    fn what_may_not_stand_in_a_path_is_encoded() {
        let url = SignalUrl::parse("wss://h/a b/ü/c%20d").unwrap();
        assert_eq!(url.to_string(), "wss://h/a%20b/%C3%BC/c%20d");
    }
}
