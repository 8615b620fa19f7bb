//! Dialling: name, then TCP, then a proxy where one stands between, then TLS, each stage with its
//! own time limit and its own error.

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use socket2::{SockRef, TcpKeepalive};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use crate::connect::connect_any;
#[cfg(feature = "proxy")]
use crate::proxy::{Proxies, Proxy, connect_through};
use crate::public::is_public;
use crate::stream::NetStream;
use crate::tls::{TlsConfig, TlsConfigError};
use crate::url::ServerUrl;

/// Opens connections to servers. Cheap to clone.
///
/// ```no_run
/// # async fn run() -> Result<(), Box<dyn std::error::Error>> {
/// use lk_net::{Dialer, ServerUrl, TlsConfig};
///
/// let url: ServerUrl = "wss://example.com".parse()?;
/// let stream = Dialer::new(TlsConfig::default()).dial(&url).await?;
/// # let _ = stream; Ok(()) }
/// ```
#[derive(Debug, Clone)]
pub struct Dialer {
    tls: TlsConfig,
    #[cfg(feature = "proxy")]
    proxies: Proxies,
    public_only: bool,
    resolve_timeout: Duration,
    connect_timeout: Duration,
    tls_timeout: Duration,
}

/// The steps of dialling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DialStage {
    /// Asking which addresses the host has.
    Resolve,
    /// Connecting to one of them.
    Connect,
    /// Asking a proxy to connect us through.
    Proxy,
    /// Agreeing on keys, and seeing who the server is.
    Tls,
}

/// Why a server was not reached. Nothing was asked of it yet.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DialError {
    /// The host's name has no address, or nobody could say.
    #[error("cannot resolve {host}")]
    #[non_exhaustive]
    Resolve {
        /// The name.
        host: Box<str>,
        /// What the resolver says.
        source: io::Error,
    },
    /// None of the host's addresses took the connection.
    #[error("cannot connect to {host}")]
    #[non_exhaustive]
    Connect {
        /// The host.
        host: Box<str>,
        /// What the last one answered.
        source: io::Error,
    },
    /// TLS failed: the certificate is not trusted, or the server does not speak TLS.
    #[error("cannot agree on TLS with {host}")]
    #[non_exhaustive]
    Tls {
        /// The host.
        host: Box<str>,
        /// What rustls says.
        source: io::Error,
    },
    /// The proxy that stands between did not connect us through.
    #[error("proxy {host} does not connect us")]
    #[non_exhaustive]
    Proxy {
        /// The proxy.
        host: Box<str>,
        /// The HTTP status that it answered, if any: 407 wants credentials, or better ones.
        status: Option<u16>,
        /// What is wrong.
        source: io::Error,
    },
    /// A stage took longer than it may.
    #[error("{stage} took too long for {host}")]
    #[non_exhaustive]
    TimedOut {
        /// The host.
        host: Box<str>,
        /// The stage.
        stage: DialStage,
    },
    /// The URL asks for TLS and there is no configuration for it.
    #[error("no TLS configuration, and the URL asks for TLS")]
    NoTls {
        /// Why there is none, where one was to be made.
        source: Option<Arc<TlsConfigError>>,
    },
}

impl DialError {
    /// The stage that failed.
    pub fn stage(&self) -> DialStage {
        match self {
            Self::Resolve { .. } => DialStage::Resolve,
            Self::Connect { .. } => DialStage::Connect,
            Self::Proxy { .. } => DialStage::Proxy,
            Self::Tls { .. } | Self::NoTls { .. } => DialStage::Tls,
            Self::TimedOut { stage, .. } => *stage,
        }
    }

    /// Tells whether trying again later may help.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Resolve { .. } | Self::TimedOut { .. } => true,
            // Our own rule, or a firewall's.
            Self::Connect { source, .. } => source.kind() != io::ErrorKind::PermissionDenied,
            // A proxy that knows us and says no will say it again.
            Self::Proxy { status, source, .. } => match status {
                Some(status) => *status == 429 || *status >= 500,
                None => source.kind() != io::ErrorKind::Unsupported,
            },
            // A certificate does not mend itself; a connection that was cut may.
            Self::Tls { source, .. } => source.kind() != io::ErrorKind::InvalidData,
            Self::NoTls { .. } => false,
        }
    }
}

impl Dialer {
    /// A dialler that secures connections as `tls` says, by way of the proxies that the
    /// environment names.
    pub fn new(tls: TlsConfig) -> Self {
        Self {
            tls,
            #[cfg(feature = "proxy")]
            proxies: Proxies::from_env(),
            public_only: false,
            resolve_timeout: Duration::from_secs(5),
            connect_timeout: Duration::from_secs(5),
            tls_timeout: Duration::from_secs(5),
        }
    }

    /// Sets which proxies stand between. Default: as the environment names them,
    /// [`Proxies::from_env`].
    #[cfg(feature = "proxy")]
    #[must_use]
    pub fn proxies(mut self, proxies: Proxies) -> Self {
        self.proxies = proxies;
        self
    }

    /// Connects to public addresses only, whatever names resolve to, and through no proxy, which would connect to any.
    /// Default: to all.
    ///
    /// For URLs that others choose, such as those of webhooks: loopback, private, link-local, multicast and reserved
    /// addresses are left out, the metadata service of a cloud among them. Where a host has no other, dialling ends in
    /// [`DialError::Connect`], whose source is [`io::ErrorKind::PermissionDenied`] and which is not transient.
    #[must_use]
    pub fn public_only(mut self) -> Self {
        self.public_only = true;
        #[cfg(feature = "proxy")]
        {
            self.proxies = Proxies::none();
        }
        self
    }

    /// Sets how long finding the host's addresses may take. Default: 5 s.
    #[must_use]
    pub const fn resolve_timeout(mut self, limit: Duration) -> Self {
        self.resolve_timeout = limit;
        self
    }

    /// Sets how long connecting to any of them may take, and as long again for a proxy to do
    /// so. Default: 5 s.
    #[must_use]
    pub const fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// Sets how long the TLS handshake may take. Default: 5 s.
    #[must_use]
    pub const fn tls_timeout(mut self, limit: Duration) -> Self {
        self.tls_timeout = limit;
        self
    }

    /// Connects to the server at `url`, offering HTTP/1.1 alone, as a websocket needs.
    ///
    /// # Errors
    ///
    /// [`DialError`] names the stage that failed.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future closes what was opened.
    pub async fn dial(&self, url: &ServerUrl) -> Result<NetStream, DialError> {
        let tls = self.tls_for(url, self.tls.for_websocket())?;
        #[cfg(feature = "proxy")]
        if let Some(proxy) = self.proxies.between(url) {
            let through = self.dial_through(&proxy, url).await?;
            return self.secure(url, through, tls).await;
        }
        self.secure(url, self.connect(url).await?, tls).await
    }

    /// The same, offering HTTP/2 as well; and where a proxy forwards plain requests, to that.
    #[cfg(feature = "client")]
    pub(crate) async fn dial_http(&self, url: &ServerUrl) -> Result<(NetStream, Route), DialError> {
        let tls = self.tls_for(url, self.tls.for_http())?;
        #[cfg(feature = "proxy")]
        if let Some(proxy) = self.proxies.between(url) {
            if tls.is_none() {
                return Ok((self.dial_proxy(&proxy).await?, Route::Forwarded));
            }
            let through = self.dial_through(&proxy, url).await?;
            return Ok((self.secure(url, through, tls).await?, Route::Direct));
        }
        let stream = self.connect(url).await?;
        Ok((self.secure(url, stream, tls).await?, Route::Direct))
    }

    /// What a request to `uri` must show to the proxy that forwards it.
    #[cfg(feature = "client")]
    pub(crate) fn proxy_credentials(&self, uri: &http::Uri) -> Option<http::HeaderValue> {
        #[cfg(feature = "proxy")]
        if uri.scheme() == Some(&http::uri::Scheme::HTTP) {
            return self.proxies.credentials(uri);
        }
        let _ = uri;
        None
    }

    /// The TLS configuration for `url`, out of what there is; `None` where it wants none.
    fn tls_for<'t>(
        &self,
        url: &ServerUrl,
        tls: Option<&'t Arc<ClientConfig>>,
    ) -> Result<Option<&'t Arc<ClientConfig>>, DialError> {
        match (url.is_secure(), tls) {
            (true, None) => Err(DialError::NoTls {
                source: self.tls.why_none(),
            }),
            (secure, tls) => Ok(tls.filter(|_| secure)),
        }
    }

    #[cfg(feature = "proxy")]
    async fn dial_through(&self, proxy: &Proxy, url: &ServerUrl) -> Result<NetStream, DialError> {
        let stream = self.dial_proxy(proxy).await?;
        let host = || Box::<str>::from(proxy.url.host());
        let through = connect_through(stream, proxy, url);
        timeout(self.connect_timeout, through)
            .await
            .map_err(|_| DialError::TimedOut {
                host: host(),
                stage: DialStage::Proxy,
            })?
            .map_err(|refused| DialError::Proxy {
                host: host(),
                status: refused.status,
                source: refused.source,
            })
    }

    /// Connects to a proxy, itself over TLS where its URL asks for it.
    #[cfg(feature = "proxy")]
    async fn dial_proxy(&self, proxy: &Proxy) -> Result<NetStream, DialError> {
        if !proxy.is_spoken {
            return Err(DialError::Proxy {
                host: proxy.url.host().into(),
                status: None,
                source: io::Error::new(io::ErrorKind::Unsupported, "not an HTTP proxy"),
            });
        }
        let tls = self.tls_for(&proxy.url, self.tls.for_websocket())?;
        self.secure(&proxy.url, self.connect(&proxy.url).await?, tls)
            .await
    }

    /// TCP to the host of `url`.
    async fn connect(&self, url: &ServerUrl) -> Result<NetStream, DialError> {
        let host = || Box::<str>::from(url.host());
        let addresses =
            self.permitted(self.resolve(url).await?)
                .map_err(|source| DialError::Connect {
                    host: host(),
                    source,
                })?;
        let tcp = timeout(self.connect_timeout, connect_any(addresses))
            .await
            .map_err(|_| DialError::TimedOut {
                host: host(),
                stage: DialStage::Connect,
            })?
            .map_err(|source| DialError::Connect {
                host: host(),
                source,
            })?;
        // Small frames that wait for an answer are what this connection carries.
        if let Err(error) = tcp.set_nodelay(true) {
            tracing::debug!(%error, "cannot set TCP_NODELAY");
        }
        // A connection that waits for long, such as a log's, finds out that the other end is gone.
        let keepalive = TcpKeepalive::new()
            .with_time(KEEPALIVE_AFTER)
            .with_interval(KEEPALIVE_EVERY);
        if let Err(error) = SockRef::from(&tcp).set_tcp_keepalive(&keepalive) {
            tracing::debug!(%error, "cannot set SO_KEEPALIVE");
        }
        Ok(NetStream::plain(tcp))
    }

    /// Those of `addresses` that may be connected to.
    fn permitted(&self, mut addresses: Vec<SocketAddr>) -> io::Result<Vec<SocketAddr>> {
        if self.public_only {
            addresses.retain(|address| is_public(address.ip()));
            if addresses.is_empty() {
                let why = "not a public address, and only those are connected to";
                return Err(io::Error::new(io::ErrorKind::PermissionDenied, why));
            }
        }
        Ok(addresses)
    }

    async fn resolve(&self, url: &ServerUrl) -> Result<Vec<SocketAddr>, DialError> {
        if let Ok(address) = url.host().parse::<IpAddr>() {
            return Ok(vec![SocketAddr::new(address, url.port())]);
        }
        let host = || Box::<str>::from(url.host());
        let found = timeout(
            self.resolve_timeout,
            tokio::net::lookup_host((url.host(), url.port())),
        )
        .await
        .map_err(|_| DialError::TimedOut {
            host: host(),
            stage: DialStage::Resolve,
        })?
        .map_err(|source| DialError::Resolve {
            host: host(),
            source,
        })?;
        let addresses: Vec<_> = found.collect();
        if addresses.is_empty() {
            let source = io::ErrorKind::NotFound.into();
            return Err(DialError::Resolve {
                host: host(),
                source,
            });
        }
        Ok(addresses)
    }

    async fn secure(
        &self,
        url: &ServerUrl,
        stream: NetStream,
        config: Option<&Arc<ClientConfig>>,
    ) -> Result<NetStream, DialError> {
        let Some(config) = config else {
            return Ok(stream);
        };
        let host = || Box::<str>::from(url.host());
        let name = ServerName::try_from(url.host().to_owned()).map_err(|error| DialError::Tls {
            host: host(),
            source: io::Error::new(io::ErrorKind::InvalidData, error),
        })?;
        let tls = timeout(
            self.tls_timeout,
            TlsConnector::from(Arc::clone(config)).connect(name, stream),
        )
        .await
        .map_err(|_| DialError::TimedOut {
            host: host(),
            stage: DialStage::Tls,
        })?
        .map_err(|source| DialError::Tls {
            host: host(),
            source,
        })?;
        Ok(NetStream::tls(tls))
    }
}

/// Who reads the requests on a connection.
#[cfg(feature = "client")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Route {
    /// The server.
    Direct,
    /// A proxy, which forwards them.
    #[cfg_attr(not(feature = "proxy"), allow(dead_code))]
    Forwarded,
}

impl Default for Dialer {
    fn default() -> Self {
        Self::new(TlsConfig::default())
    }
}

impl fmt::Display for DialStage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Resolve => "resolving",
            Self::Connect => "connecting",
            Self::Proxy => "the proxy",
            Self::Tls => "the TLS handshake",
        })
    }
}

/// How long a connection is silent until TCP asks whether the other end is there, and how often
/// it asks then.
const KEEPALIVE_AFTER: Duration = Duration::from_secs(30);
const KEEPALIVE_EVERY: Duration = Duration::from_secs(10);

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_public_addresses_are_dialled_where_that_is_asked_for() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
        let port = listener.as_ref().expect("a port").local_addr();
        let port = port.expect("an address").port();
        let dialer = Dialer::new(TlsConfig::none()).public_only();
        for host in ["127.0.0.1", "localhost", "[::ffff:127.0.0.1]"] {
            let url = format!("ws://{host}:{port}").parse().expect("a URL");
            let error = dialer.dial(&url).await.expect_err("no public address");
            let is_denied = |source: &io::Error| source.kind() == io::ErrorKind::PermissionDenied;
            assert!(
                matches!(&error, DialError::Connect { source, .. } if is_denied(source)),
                "{error:?}"
            );
            assert!(!error.is_transient());
        }
    }

    #[tokio::test]
    async fn a_silent_connection_is_asked_after_by_tcp() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
        let port = listener.as_ref().expect("a port").local_addr();
        let url = format!("ws://{}", port.expect("an address"));
        let url = url.parse().expect("a URL");
        let dialer = Dialer::new(TlsConfig::none());
        let stream = dialer.dial(&url).await.expect("a stream");
        let socket = SockRef::from(stream.tcp());
        assert!(socket.keepalive().expect("an option") && socket.tcp_nodelay().expect("another"));
    }
}
