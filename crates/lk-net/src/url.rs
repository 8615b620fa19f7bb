//! The URL of a server, in the forms that its two protocols need.

use std::fmt;
use std::str::FromStr;

use http::Uri;

/// Where a LiveKit server is: one address for its HTTP API and its signalling.
///
/// `http`, `https`, `ws` and `wss` are all taken and mean the same server; a path is kept and
/// stands before every path that is asked for. Hosts are the same however they are written, and so
/// are the usual port and none.
///
/// ```
/// use lk_net::ServerUrl;
///
/// let url: ServerUrl = "wss://example.com/livekit/".parse()?;
/// assert_eq!(url.http("/twirp/x"), "https://example.com/livekit/twirp/x");
/// assert_eq!(url.ws("/rtc?protocol=18"), "wss://example.com/livekit/rtc?protocol=18");
/// assert_eq!((url.host(), url.port()), ("example.com", 443));
/// # Ok::<(), lk_net::UrlError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct ServerUrl {
    secure: bool,
    /// As in the URL: an IPv6 address stands in brackets.
    host: Box<str>,
    port: Option<u16>,
    /// Empty, or `/` and what follows without a `/` at the end.
    prefix: Box<str>,
}

/// Why a text is not the URL of a server.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UrlError {
    /// It is not a URL: a bad character, or a host that is not ASCII (write it as punycode).
    #[error("not a URL")]
    #[non_exhaustive]
    Invalid {
        /// What the parser says.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// It has no scheme, as in `localhost:7880`.
    #[error("URL has no scheme")]
    MissingScheme,
    /// Its scheme is not one of `http`, `https`, `ws`, `wss`.
    #[error("URL scheme is not http, https, ws or wss")]
    UnknownScheme,
    /// It names no host.
    #[error("URL has no host")]
    MissingHost,
    /// Its port is not a number up to 65535.
    #[error("URL has an impossible port")]
    Port,
    /// It holds a user name or a password, which nothing would use.
    #[error("URL holds a user name")]
    UserInfo,
    /// It has a query, which could not be kept.
    #[error("URL has a query")]
    Query,
}

impl ServerUrl {
    /// Tells whether the server is reached over TLS.
    pub fn is_secure(&self) -> bool {
        self.secure
    }

    /// The host's name or address; an IPv6 address without its brackets.
    pub fn host(&self) -> &str {
        self.host.trim_start_matches('[').trim_end_matches(']')
    }

    /// The port: as given, else 443 over TLS and 80 without.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(if self.secure { 443 } else { 80 })
    }

    /// The host with its port where it is not the usual one, as `Host` headers carry it.
    pub fn authority(&self) -> String {
        match self.port {
            Some(port) => format!("{}:{port}", self.host),
            None => self.host.to_string(),
        }
    }

    /// The host with its port, usual or not.
    #[cfg(feature = "dial")]
    pub(crate) fn authority_with_port(&self) -> String {
        format!("{}:{}", self.host, self.port())
    }

    /// What stands before every path; empty, or `/` and more without a `/` at its end.
    pub fn path_prefix(&self) -> &str {
        &self.prefix
    }

    /// The `http` or `https` URL of `path`, which begins with `/` and may carry a query.
    pub fn http(&self, path: &str) -> String {
        self.join(if self.secure { "https" } else { "http" }, path)
    }

    /// The `ws` or `wss` URL of `path`, which begins with `/` and may carry a query.
    pub fn ws(&self, path: &str) -> String {
        self.join(if self.secure { "wss" } else { "ws" }, path)
    }

    /// The same URL with another host, given as URLs have it; the port is kept.
    #[must_use]
    pub fn with_host(&self, host: &str) -> Self {
        Self {
            host: host.to_ascii_lowercase().into(),
            ..self.clone()
        }
    }

    /// Tells whether the server belongs to LiveKit Cloud, which has regions to fail over to.
    pub fn is_cloud(&self) -> bool {
        let host = self.host.strip_suffix('.').unwrap_or(&self.host);
        [".livekit.cloud", ".livekit.run"]
            .iter()
            .any(|domain| host.ends_with(domain))
    }

    fn join(&self, scheme: &str, path: &str) -> String {
        let Self { host, prefix, .. } = self;
        let slash = if path.starts_with('/') || path.is_empty() {
            ""
        } else {
            "/"
        };
        match self.port {
            Some(port) => format!("{scheme}://{host}:{port}{prefix}{slash}{path}"),
            None => format!("{scheme}://{host}{prefix}{slash}{path}"),
        }
    }
}

impl FromStr for ServerUrl {
    type Err = UrlError;

    fn from_str(text: &str) -> Result<Self, UrlError> {
        let uri: Uri = text
            .parse()
            .map_err(|error: http::uri::InvalidUri| UrlError::Invalid {
                source: error.into(),
            })?;
        Self::try_from(&uri)
    }
}

impl TryFrom<&str> for ServerUrl {
    type Error = UrlError;

    fn try_from(text: &str) -> Result<Self, UrlError> {
        text.parse()
    }
}

impl TryFrom<&Uri> for ServerUrl {
    type Error = UrlError;

    fn try_from(uri: &Uri) -> Result<Self, UrlError> {
        let scheme = uri.scheme_str().ok_or(UrlError::MissingScheme)?;
        let is = |name: &str| scheme.eq_ignore_ascii_case(name);
        let secure = match () {
            () if is("http") || is("ws") => false,
            () if is("https") || is("wss") => true,
            () => return Err(UrlError::UnknownScheme),
        };
        let authority = uri.authority().ok_or(UrlError::MissingHost)?;
        if authority.as_str().contains('@') {
            return Err(UrlError::UserInfo);
        }
        if authority.host().is_empty() || authority.host() == "[]" {
            return Err(UrlError::MissingHost);
        }
        if uri.query().is_some() {
            return Err(UrlError::Query);
        }
        // What stands around an address in brackets is passed over by the parser.
        let host = authority.host();
        let is_address = host.starts_with('[') && host.ends_with(']');
        if host.contains(['[', ']']) && !is_address {
            return Err(UrlError::Invalid {
                source: "brackets within the host".into(),
            });
        }
        let port = match authority.as_str().strip_prefix(host).unwrap_or_default() {
            "" | ":" => None,
            after => {
                let number = after.strip_prefix(':').and_then(|port| port.parse().ok());
                Some(number.ok_or(UrlError::Port)?)
            }
        };
        let usual = if secure { 443 } else { 80 };
        Ok(Self {
            secure,
            port: port.filter(|port| *port != usual),
            host: host.to_ascii_lowercase().into(),
            prefix: uri.path().trim_end_matches('/').into(),
        })
    }
}

impl fmt::Display for ServerUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.http(""))
    }
}

impl fmt::Debug for ServerUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ServerUrl({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scheme_means_the_same_server() {
        for (http, ws) in [("http://h", "ws://h"), ("https://h:7/p", "wss://h:7/p/")] {
            let (http, ws) = (http.parse::<ServerUrl>(), ws.parse::<ServerUrl>());
            assert_eq!(http.expect("a URL"), ws.expect("a URL"));
        }
    }

    #[test]
    fn spelling_makes_no_other_server() {
        let url = |text: &str| text.parse::<ServerUrl>().expect(text);
        for (a, b) in [
            ("https://h", "https://h:443"),
            ("ws://h", "http://H:80/"),
            ("WSS://h", "https://h"),
        ] {
            assert_eq!(url(a), url(b));
            assert_eq!(url(a).to_string(), url(b).to_string());
        }
        assert_ne!(url("http://h:443"), url("http://h"));
        assert_eq!(url("http://h:443").to_string(), "http://h:443");
    }

    #[test]
    fn ports_and_prefixes_are_kept() {
        let url: ServerUrl = "http://127.0.0.1:7880/a/b//".parse().expect("a URL");
        assert_eq!(url.http("/twirp"), "http://127.0.0.1:7880/a/b/twirp");
        assert_eq!(url.http("twirp"), "http://127.0.0.1:7880/a/b/twirp");
        assert_eq!(url.ws("/rtc?x=/"), "ws://127.0.0.1:7880/a/b/rtc?x=/");
        assert_eq!(url.authority(), "127.0.0.1:7880");
        assert_eq!(url.to_string(), "http://127.0.0.1:7880/a/b");

        let url: ServerUrl = "ws://[::1]:7880".parse().expect("a URL");
        assert_eq!(
            (url.host(), url.port(), url.path_prefix()),
            ("::1", 7880, "")
        );
        assert_eq!(url.http("/"), "http://[::1]:7880/");
        let port = |url: &str| url.parse::<ServerUrl>().expect("a URL").port();
        assert_eq!((port("ws://h"), port("wss://h")), (80, 443));
    }

    #[test]
    fn what_is_no_server_is_told_apart() {
        let error = |text: &str| text.parse::<ServerUrl>().expect_err(text);
        assert!(matches!(error("localhost:7880"), UrlError::MissingScheme));
        assert!(matches!(error("/rtc"), UrlError::MissingScheme));
        assert!(matches!(error("ftp://h"), UrlError::UnknownScheme));
        assert!(matches!(error("https://u:p@h"), UrlError::UserInfo));
        assert!(matches!(error("https://h/?a=b"), UrlError::Query));
        for text in [
            "",
            "https://",
            "https://a b",
            "https://h:99999999",
            "https://ü.de",
            "http://:80",
        ] {
            assert!(text.parse::<ServerUrl>().is_err(), "{text}");
        }
    }

    #[test]
    fn brackets_are_the_hosts_first_and_last_characters() {
        for text in [
            "https://g[::1]:7880",
            "https://[::1]g:7880",
            "https://[::1]g",
        ] {
            assert!(text.parse::<ServerUrl>().is_err(), "{text}");
        }
        let url: ServerUrl = "https://[::1]:".parse().expect("a URL");
        assert_eq!((url.host(), url.port()), ("::1", 443));
    }

    #[test]
    fn cloud_hosts_are_known_by_their_domain() {
        let cloud = |url: &str| url.parse::<ServerUrl>().expect("a URL").is_cloud();
        assert!(cloud("wss://p.LiveKit.cloud") && cloud("https://p.livekit.run:443/x"));
        assert!(cloud("WSS://p.livekit.cloud."));
        assert!(!cloud("wss://livekit.cloud.example.com") && !cloud("wss://notlivekit.cloud"));
    }
}
