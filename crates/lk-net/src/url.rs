//! The URL of a server, in the forms that its two protocols need.

use std::fmt::{self, Write as _};
use std::net::Ipv6Addr;
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
///
/// It quotes the URL, without what may be secret in it: a user name, a password, a query.
#[derive(Debug, thiserror::Error)]
#[error("{url:?} {problem}")]
#[non_exhaustive]
pub struct UrlError {
    /// The URL, at most 200 characters of it.
    pub url: Box<str>,
    /// What is wrong with it.
    pub problem: UrlProblem,
    /// What the parser says, where that is the problem.
    pub source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// What is wrong with a URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UrlProblem {
    /// It is not a URL: a bad character, or a host that is not ASCII (write it as punycode).
    Invalid,
    /// It has no scheme, as in `localhost:7880`.
    MissingScheme,
    /// Its scheme is not one of `http`, `https`, `ws`, `wss`.
    UnknownScheme,
    /// It names no host.
    MissingHost,
    /// Its port is not a number up to 65535.
    Port,
    /// Its address has a zone, as in `[fe80::1%25eth0]`: link-local addresses are not supported.
    Zone,
    /// It holds a user name or a password, which nothing would use.
    UserInfo,
    /// It has a query, which could not be kept.
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

    /// Reads a URL. White space around it is left out; what may not stand in a path is
    /// percent-encoded there.
    fn from_str(text: &str) -> Result<Self, UrlError> {
        let text = text.trim_ascii();
        if has_zone(text) {
            return Err(UrlProblem::Zone.of(text));
        }
        let uri: Uri = encoded(text)
            .parse()
            .map_err(|error: http::uri::InvalidUri| UrlError {
                source: Some(error.into()),
                ..UrlProblem::Invalid.of(text)
            })?;
        Self::read(&uri).map_err(|problem| problem.of(text))
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
        Self::read(uri).map_err(|problem| problem.of(&uri.to_string()))
    }
}

impl ServerUrl {
    fn read(uri: &Uri) -> Result<Self, UrlProblem> {
        let scheme = uri.scheme_str().ok_or(UrlProblem::MissingScheme)?;
        let is = |name: &str| scheme.eq_ignore_ascii_case(name);
        let secure = match () {
            () if is("http") || is("ws") => false,
            () if is("https") || is("wss") => true,
            () => return Err(UrlProblem::UnknownScheme),
        };
        let authority = uri.authority().ok_or(UrlProblem::MissingHost)?;
        if authority.as_str().contains('@') {
            return Err(UrlProblem::UserInfo);
        }
        let host = authority.host();
        if host.is_empty() || host == "[]" {
            return Err(UrlProblem::MissingHost);
        }
        if uri.query().is_some() {
            return Err(UrlProblem::Query);
        }
        // What stands within and around brackets is passed over by the parser.
        if host.contains(['[', ']']) {
            let address = host
                .strip_prefix('[')
                .and_then(|host| host.strip_suffix(']'));
            let is_address = |address: &str| address.parse::<Ipv6Addr>().is_ok();
            if !address.is_some_and(is_address) {
                return Err(UrlProblem::Invalid);
            }
        }
        let port = match authority.as_str().strip_prefix(host).unwrap_or_default() {
            "" | ":" => None,
            after => {
                let digits = after.strip_prefix(':').unwrap_or_default();
                let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
                let number = digits.parse().ok().filter(|_| is_number);
                Some(number.ok_or(UrlProblem::Port)?)
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

impl UrlProblem {
    fn of(self, url: &str) -> UrlError {
        UrlError {
            url: shown(url).into(),
            problem: self,
            source: None,
        }
    }
}

impl fmt::Display for UrlProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Invalid => "is not a URL",
            Self::MissingScheme => "has no scheme: http, https, ws or wss",
            Self::UnknownScheme => "has a scheme other than http, https, ws and wss",
            Self::MissingHost => "names no host",
            Self::Port => "has an impossible port",
            Self::Zone => "has an IPv6 zone, and link-local addresses are not supported",
            Self::UserInfo => "holds a user name or a password, which are not used",
            Self::Query => "has a query, which is not used",
        })
    }
}

/// A URL's scheme with its `://`, its authority, and the rest. The first is empty where there is
/// no scheme.
fn parts(url: &str) -> (&str, &str, &str) {
    let (scheme, rest) = url.split_at(url.find("://").map_or(0, |at| at + 3));
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    (scheme, authority, path)
}

fn has_zone(url: &str) -> bool {
    let (_, authority, _) = parts(url);
    authority
        .split_once('[')
        .and_then(|(_, rest)| rest.split_once(']'))
        .is_some_and(|(address, _)| address.contains('%'))
}

/// Percent-encodes what may not stand in a path but for controls, which are refused.
///
/// Source: RFC 3986 §2.1, §3.3.
fn encoded(url: &str) -> String {
    let (scheme, authority, path) = parts(url);
    let mut encoded = [scheme, authority].concat();
    for byte in path.bytes() {
        match byte {
            b' ' | b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | 0x80.. => {
                let _ = write!(encoded, "%{byte:02X}");
            }
            _ => encoded.push(char::from(byte)),
        }
    }
    encoded
}

/// A URL for errors: without what may be secret, and not too much of it.
fn shown(url: &str) -> String {
    let (scheme, authority, path) = parts(url);
    let host = authority.rsplit_once('@').map(|(_, host)| host);
    let before = if host.is_some() { "…@" } else { "" };
    let host = host.unwrap_or(authority);
    let (path, query) = match path.find('?') {
        Some(at) => (&path[..at], "?…"),
        None => (path, ""),
    };
    let whole = [scheme, before, host, path, query].concat();
    whole.chars().take(MAX_SHOWN).collect()
}

const MAX_SHOWN: usize = 200;

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
        for (text, problem) in [
            ("localhost:7880", UrlProblem::MissingScheme),
            ("/rtc", UrlProblem::MissingScheme),
            ("ftp://h", UrlProblem::UnknownScheme),
            ("https://u:p@h", UrlProblem::UserInfo),
            ("https://h/?a=b", UrlProblem::Query),
            ("", UrlProblem::Invalid),
            ("https://", UrlProblem::Invalid),
            ("https://a b", UrlProblem::Invalid),
            ("https://h/a\nb", UrlProblem::Invalid),
            ("https://ü.de", UrlProblem::Invalid),
            ("https://[nonsense]", UrlProblem::Invalid),
            ("http://h:+80", UrlProblem::Port),
            ("https://h:65536", UrlProblem::Port),
            ("http://[fe80::1%25eth0]:7880", UrlProblem::Zone),
            ("http://[fe80::1%eth0]/a", UrlProblem::Zone),
        ] {
            let error = text.parse::<ServerUrl>().expect_err(text);
            assert_eq!(error.problem, problem, "{text}");
        }
        for text in ["https://h:99999999", "http://:80"] {
            assert!(text.parse::<ServerUrl>().is_err(), "{text}");
        }
    }

    #[test]
    fn errors_quote_the_url_without_its_secrets() {
        for (text, shown) in [
            ("localhost:7880", r#""localhost:7880" has no scheme"#),
            (
                "wss://me:tell-nobody@h/x",
                r#""wss://…@h/x" holds a user name"#,
            ),
            (
                "wss://h/rtc?token=tell-nobody",
                r#""wss://h/rtc?…" has a query"#,
            ),
            ("ws://h:+80", r#""ws://h:+80" has an impossible port"#),
        ] {
            let error = text.parse::<ServerUrl>().expect_err(text).to_string();
            assert!(error.starts_with(shown), "{error}");
        }
        let long = "x".repeat(10_000).parse::<ServerUrl>().expect_err("long");
        assert!(long.to_string().len() < 300);
    }

    #[test]
    fn what_may_not_stand_in_a_path_is_encoded() {
        for (text, path) in [
            ("https://h/a b/ü", "/a%20b/%C3%BC"),
            ("https://h/a%20b", "/a%20b"),
            (" https://h/a \n", "/a"),
        ] {
            let url: ServerUrl = text.parse().expect(text);
            assert_eq!(url.path_prefix(), path);
            assert_eq!(url.to_string().parse::<ServerUrl>().expect("itself"), url);
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
