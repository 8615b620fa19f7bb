//! Where the signalling endpoints of a server are.

use std::fmt;

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
        let (scheme, rest) = url.trim().split_once("://").ok_or(InvalidUrl::NoScheme)?;
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "wss" | "https" => true,
            "ws" | "http" => false,
            _ => return Err(InvalidUrl::Scheme),
        };
        let rest = rest.split(['?', '#']).next().unwrap_or_default();
        let (authority, path) = match rest.find('/') {
            Some(slash) => rest.split_at(slash),
            None => (rest, ""),
        };
        if authority.contains('@') {
            return Err(InvalidUrl::Credentials);
        }
        check_authority(authority)?;
        let path = path.trim_end_matches('/');
        if !path.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(InvalidUrl::Path);
        }
        Ok(Self {
            secure,
            authority: authority.into(),
            prefix: path.into(),
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidUrl {
    /// There is no `scheme://` in it.
    #[error("the server url has no scheme")]
    NoScheme,
    /// The scheme is none of ws, wss, http, https.
    #[error("the server url has a scheme other than ws, wss, http, https")]
    Scheme,
    /// The host is missing or malformed.
    #[error("the server url has no usable host")]
    Host,
    /// The port is no number from 1 to 65535.
    #[error("the server url has no usable port")]
    Port,
    /// It holds a user name or password.
    #[error("the server url holds credentials")]
    Credentials,
    /// The path holds spaces, control or non-ASCII characters.
    #[error("the server url has a malformed path")]
    Path,
}

fn check_authority(authority: &str) -> Result<(), InvalidUrl> {
    let (host, port) = if let Some(rest) = authority.strip_prefix('[') {
        let (host, after) = rest.split_once(']').ok_or(InvalidUrl::Host)?;
        host.parse::<std::net::Ipv6Addr>()
            .map_err(|_| InvalidUrl::Host)?;
        match after.strip_prefix(':') {
            Some(port) => (host, Some(port)),
            None if after.is_empty() => (host, None),
            None => return Err(InvalidUrl::Host),
        }
    } else {
        match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        }
    };
    let sound = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte);
    if host.is_empty() || !host.bytes().all(sound) {
        return Err(InvalidUrl::Host);
    }
    match port.map(str::parse::<u16>) {
        None => Ok(()),
        Some(Ok(port)) if port != 0 => Ok(()),
        Some(_) => Err(InvalidUrl::Port),
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
            ("example.test", InvalidUrl::NoScheme),
            ("ftp://example.test", InvalidUrl::Scheme),
            ("wss://", InvalidUrl::Host),
            ("wss:///rtc", InvalidUrl::Host),
            ("wss://a b", InvalidUrl::Host),
            ("wss://[::1", InvalidUrl::Host),
            ("wss://[::1]x", InvalidUrl::Host),
            ("wss://h:0", InvalidUrl::Port),
            ("wss://h:99999", InvalidUrl::Port),
            ("wss://h:", InvalidUrl::Port),
            ("wss://me:pw@h", InvalidUrl::Credentials),
            ("wss://h/a b", InvalidUrl::Path),
        ];
        for (url, why) in cases {
            assert_eq!(SignalUrl::parse(url), Err(why), "{url}");
        }
    }
}
