//! Proxies between us and the server: which one, and asking it to connect us through.

mod exceptions;

use std::fmt;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;

use http::{HeaderValue, Uri};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use self::exceptions::Exceptions;
use crate::stream::NetStream;
use crate::url::{ServerUrl, UrlError};

/// Which proxy stands between us and a server. Cheap to clone.
///
/// TLS and websockets go through it by HTTP `CONNECT`; plain HTTP is handed to it to forward. The
/// proxy itself is reached over TCP, or over TLS where its URL begins with `https`. SOCKS is not
/// spoken: dialling by such a proxy fails.
///
/// ```
/// use lk_net::{Dialer, Proxies, TlsConfig};
///
/// let proxies = Proxies::all("http://user:password@proxy.example.com:3128")?.except("10.0.0.0/8");
/// let dialer = Dialer::new(TlsConfig::default()).proxies(proxies);
/// # let _ = dialer; Ok::<(), lk_net::ProxyError>(())
/// ```
#[derive(Clone)]
pub struct Proxies {
    matcher: Option<Arc<Matcher>>,
    exceptions: Arc<Exceptions>,
    keeps_loopback_direct: bool,
}

/// Why a text does not name a proxy.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ProxyError {
    /// It is not a URL.
    #[error(transparent)]
    Url(UrlError),
    /// It is a URL of a kind of proxy that is not spoken, such as SOCKS.
    #[error("not the URL of an HTTP proxy")]
    Unsupported,
}

impl Proxies {
    /// None: every server is reached directly.
    pub fn none() -> Self {
        Self {
            matcher: None,
            exceptions: Arc::default(),
            keeps_loopback_direct: false,
        }
    }

    /// Those that the environment names now: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, with
    /// `NO_PROXY` for what is reached directly (see [`except`](Self::except)), each in capitals or
    /// not.
    ///
    /// As elsewhere, `localhost` and loopback addresses are always reached directly, and nothing
    /// counts within CGI, where a request could set `HTTP_PROXY`.
    pub fn from_env() -> Self {
        Self {
            // Its own reading of NO_PROXY finds less than ours.
            matcher: Some(Arc::new(Matcher::from_env())),
            exceptions: Arc::new(Exceptions::from_env()),
            keeps_loopback_direct: true,
        }
    }

    /// The proxy at `url` for every server; `http://host:port`, or `https` for one that is itself
    /// reached over TLS, with a user name and a password where it wants them.
    ///
    /// # Errors
    ///
    /// [`ProxyError`] when `url` names no HTTP proxy.
    pub fn all(url: &str) -> Result<Self, ProxyError> {
        let matcher = Matcher::builder().all(url).build();
        let any = Uri::from_static("https://example.com");
        let found = matcher.intercept(&any).ok_or(ProxyError::Unsupported)?;
        Proxy::try_from(&found)?;
        Ok(Self {
            matcher: Some(Arc::new(matcher)),
            exceptions: Arc::default(),
            keeps_loopback_direct: false,
        })
    }

    /// Reaches some servers directly: `hosts` as `NO_PROXY` has it, in place of what was set
    /// before, or what the environment says.
    ///
    /// Between commas or blanks stand `*`, networks, addresses, domains with their subdomains
    /// (`example.com`), or subdomains alone (`*.example.com`). Addresses and domains may have a
    /// port; an IPv6 address stands in brackets then.
    #[must_use]
    pub fn except(mut self, hosts: &str) -> Self {
        self.exceptions = Arc::new(Exceptions::parse(hosts));
        self
    }

    /// The proxy between us and `url`.
    pub(crate) fn between(&self, url: &ServerUrl) -> Option<Proxy> {
        let found = self.find(&url.http("/").parse().ok()?)?;
        let unspoken = |host: &str| Proxy {
            url: url.with_host(host),
            credentials: None,
            is_spoken: false,
        };
        let host = found.uri().host().unwrap_or_default();
        Some(Proxy::try_from(&found).unwrap_or_else(|_| unspoken(host)))
    }

    /// What the proxy between us and `uri` wants to be shown.
    #[cfg(feature = "client")]
    pub(crate) fn credentials(&self, uri: &Uri) -> Option<HeaderValue> {
        self.find(uri)?.basic_auth().cloned()
    }

    fn find(&self, uri: &Uri) -> Option<Intercept> {
        let matcher = self.matcher.as_ref()?;
        let host = uri.host()?.trim_start_matches('[').trim_end_matches(']');
        let is_secure = uri.scheme() == Some(&http::uri::Scheme::HTTPS);
        let port = uri.port_u16().unwrap_or(if is_secure { 443 } else { 80 });
        if self.keeps_loopback_direct && is_loopback(host) || self.exceptions.contain(host, port) {
            return None;
        }
        matcher.intercept(uri)
    }
}

impl Default for Proxies {
    /// As [`Proxies::from_env`].
    fn default() -> Self {
        Self::from_env()
    }
}

impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The matcher shows no credentials.
        f.debug_tuple("Proxies").field(&self.matcher).finish()
    }
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// One proxy.
pub(crate) struct Proxy {
    pub(crate) url: ServerUrl,
    credentials: Option<HeaderValue>,
    /// False for SOCKS, which the environment may name all the same.
    pub(crate) is_spoken: bool,
}

impl TryFrom<&Intercept> for Proxy {
    type Error = ProxyError;

    fn try_from(found: &Intercept) -> Result<Self, ProxyError> {
        if !matches!(found.uri().scheme_str(), Some("http" | "https")) {
            return Err(ProxyError::Unsupported);
        }
        Ok(Self {
            url: ServerUrl::try_from(found.uri()).map_err(ProxyError::Url)?,
            credentials: found.basic_auth().cloned(),
            is_spoken: true,
        })
    }
}

/// How a proxy said no.
pub(crate) struct Refused {
    pub(crate) status: Option<u16>,
    pub(crate) source: io::Error,
}

impl From<io::Error> for Refused {
    fn from(source: io::Error) -> Self {
        Self {
            status: None,
            source,
        }
    }
}

/// Asks the proxy at the other end of `stream` to connect it to `url`.
///
/// Source: RFC 9110 §9.3.6.
pub(crate) async fn connect_through(
    mut stream: NetStream,
    proxy: &Proxy,
    url: &ServerUrl,
) -> Result<NetStream, Refused> {
    let authority = url.authority_with_port();
    let mut request = format!("CONNECT {authority} HTTP/1.1\r\nHost: {authority}\r\n").into_bytes();
    if let Some(credentials) = &proxy.credentials {
        request.extend_from_slice(b"Proxy-Authorization: ");
        request.extend_from_slice(credentials.as_bytes());
        request.extend_from_slice(b"\r\n");
    }
    request.extend_from_slice(b"\r\n");
    stream.write_all(&request).await?;
    stream.flush().await?;

    let malformed = |why| io::Error::new(io::ErrorKind::InvalidData, why);
    let mut answer = Vec::new();
    let head = loop {
        if let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") {
            break end + 4;
        }
        if answer.len() >= MAX_ANSWER {
            return Err(malformed("the proxy's answer is too long").into());
        }
        if stream.read_buf(&mut answer).await? == 0 {
            return Err(io::Error::from(io::ErrorKind::UnexpectedEof).into());
        }
    };
    let status = status(&answer).ok_or_else(|| malformed("the proxy's answer is not HTTP"))?;
    if !(200..300).contains(&status) {
        return Err(Refused {
            status: Some(status),
            source: io::Error::other(format!("the proxy answered with {status}")),
        });
    }
    // Neither TLS nor HTTP lets the server speak first; whoever did was not the server.
    if answer.len() > head {
        return Err(malformed("the proxy says more than it was asked").into());
    }
    Ok(stream)
}

/// The status of `HTTP/1.1 200 Connection established`.
fn status(answer: &[u8]) -> Option<u16> {
    let line = answer.split(|byte| *byte == b'\r').next()?;
    let mut words = std::str::from_utf8(line).ok()?.split(' ');
    words.next()?.strip_prefix("HTTP/1.")?;
    words.next()?.parse().ok()
}

const MAX_ANSWER: usize = 8 << 10;

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> ServerUrl {
        text.parse().expect("a URL")
    }

    fn named(proxies: &Proxies, server: &str) -> Option<String> {
        proxies
            .between(&url(server))
            .map(|proxy| proxy.url.to_string())
    }

    #[test]
    fn the_environment_names_proxies_by_scheme_and_exceptions() {
        let matcher = Matcher::builder().https("http://one:3128").http("two:8080");
        let proxies = Proxies {
            matcher: Some(Arc::new(matcher.build())),
            ..Proxies::from_env()
        };
        let proxies = proxies.except("internal.example.com, 10.0.0.0/8, a.com:8443, *.b.com");
        let found = |server: &str| named(&proxies, server);
        assert_eq!(
            found("wss://a.example.com").as_deref(),
            Some("http://one:3128")
        );
        assert_eq!(
            found("https://a.example.com").as_deref(),
            Some("http://one:3128")
        );
        assert_eq!(
            found("ws://a.example.com:7880").as_deref(),
            Some("http://two:8080")
        );
        for direct in [
            "https://internal.example.com",
            "https://a.internal.example.com",
            "wss://10.1.2.3",
            "wss://a.com:8443",
            "wss://x.b.com",
            "http://localhost:7880",
            "https://127.0.0.1",
            "https://[::1]:7",
        ] {
            assert_eq!(found(direct), None, "{direct}");
        }
    }

    #[test]
    fn one_proxy_for_all_has_exceptions_and_hides_its_password() {
        let proxies = Proxies::all("http://user:tell-nobody@p:1").expect("a proxy");
        assert_eq!(named(&proxies, "wss://h").as_deref(), Some("http://p:1"));
        let shown = proxies
            .credentials(&Uri::from_static("http://h/"))
            .expect("credentials");
        assert!(shown.is_sensitive());
        assert!(!format!("{proxies:?}").contains("tell-nobody"));
        let proxies = proxies.except("h");
        assert_eq!(named(&proxies, "wss://h"), None);
        assert!(named(&proxies, "wss://other").is_some());
        assert_eq!(named(&Proxies::none(), "wss://h"), None);
        assert!(matches!(
            Proxies::all("socks5://p:1"),
            Err(ProxyError::Unsupported)
        ));
        assert!(Proxies::all("").is_err());
    }

    #[test]
    fn the_status_is_read_from_the_first_line_only() {
        assert_eq!(
            status(b"HTTP/1.1 200 Connection established\r\n\r\n"),
            Some(200)
        );
        assert_eq!(status(b"HTTP/1.0 407\r\nx: 200\r\n\r\n"), Some(407));
        for nonsense in [
            &b"SSH-2.0-x\r\n\r\n"[..],
            b"HTTP/1.1\r\n\r\n",
            b"HTTP/1.1 x\r\n\r\n",
            b"\xff\r\n",
        ] {
            assert_eq!(status(nonsense), None);
        }
    }
}
