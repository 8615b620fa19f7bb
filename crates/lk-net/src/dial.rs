//! Dialling: name, then TCP, then a proxy where one stands between, then TLS, each stage with its
//! own time limit and its own error.

mod error;

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::time::Duration;

use rustls::client::ResolvesClientCert;
use rustls::pki_types::ServerName;
use rustls::sign::CertifiedKey;
use rustls::{ClientConfig, SignatureScheme};
use socket2::{SockRef, TcpKeepalive};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use crate::connect::connect_any;
#[cfg(feature = "proxy")]
use crate::proxy::{Proxies, Proxy, connect_through};
use crate::public::is_public;
use crate::stream::NetStream;
use crate::tls::TlsConfig;
use crate::url::ServerUrl;

pub use self::error::{DialError, DialStage, TlsProblem};

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
        let dial = Dial {
            dialer: self,
            stage: &|_| (),
        };
        #[cfg(feature = "proxy")]
        if let Some(proxy) = self.proxies.between(url) {
            let through = dial.through(&proxy, url).await?;
            return dial.secure(url, through, tls).await;
        }
        dial.secure(url, dial.connect(url).await?, tls).await
    }

    /// The same, offering HTTP/2 as well; and where a proxy forwards plain requests, to that.
    /// `stage` is told what is done next.
    #[cfg(feature = "client")]
    pub(crate) async fn dial_http(
        &self,
        url: &ServerUrl,
        stage: &(dyn Fn(DialStage) + Send + Sync),
    ) -> Result<(NetStream, Route), DialError> {
        let tls = self.tls_for(url, self.tls.for_http())?;
        let dial = Dial {
            dialer: self,
            stage,
        };
        #[cfg(feature = "proxy")]
        if let Some(proxy) = self.proxies.between(url) {
            if tls.is_none() {
                return Ok((dial.to_proxy(&proxy).await?, Route::Forwarded));
            }
            let through = dial.through(&proxy, url).await?;
            return Ok((dial.secure(url, through, tls).await?, Route::Direct));
        }
        let stream = dial.connect(url).await?;
        Ok((dial.secure(url, stream, tls).await?, Route::Direct))
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
}

/// One connection that is being opened.
struct Dial<'d> {
    dialer: &'d Dialer,
    stage: &'d (dyn Fn(DialStage) + Send + Sync),
}

impl Dial<'_> {
    #[cfg(feature = "proxy")]
    async fn through(&self, proxy: &Proxy, url: &ServerUrl) -> Result<NetStream, DialError> {
        let stream = self.to_proxy(proxy).await?;
        (self.stage)(DialStage::Proxy);
        let host = || peer(&proxy.url);
        let through = connect_through(stream, proxy, url);
        timeout(self.dialer.connect_timeout, through)
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
    async fn to_proxy(&self, proxy: &Proxy) -> Result<NetStream, DialError> {
        if !proxy.is_spoken {
            return Err(DialError::Proxy {
                host: peer(&proxy.url),
                status: None,
                source: io::Error::new(io::ErrorKind::Unsupported, "not an HTTP proxy"),
            });
        }
        let tls = self
            .dialer
            .tls_for(&proxy.url, self.dialer.tls.for_websocket())?;
        self.secure(&proxy.url, self.connect(&proxy.url).await?, tls)
            .await
    }

    /// TCP to the host of `url`.
    async fn connect(&self, url: &ServerUrl) -> Result<NetStream, DialError> {
        let host = || peer(url);
        let found = self.resolve(url).await?;
        let addresses = self.permitted(found).map_err(|source| DialError::Connect {
            host: host(),
            source,
        })?;
        (self.stage)(DialStage::Connect);
        let tcp = timeout(self.dialer.connect_timeout, connect_any(addresses))
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
        if self.dialer.public_only {
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
        (self.stage)(DialStage::Resolve);
        let host = || Box::<str>::from(url.host());
        let found = timeout(
            self.dialer.resolve_timeout,
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
        (self.stage)(DialStage::Tls);
        let name = ServerName::try_from(url.host().to_owned()).map_err(|error| {
            let source = io::Error::new(io::ErrorKind::InvalidData, error);
            DialError::tls(peer(url), source, false)
        })?;
        let mut config = ClientConfig::clone(config);
        let certificates = Arc::new(Certificates {
            inner: config.client_auth_cert_resolver,
            is_missing: AtomicBool::new(false),
        });
        config.client_auth_cert_resolver = Arc::clone(&certificates) as Arc<_>;
        let handshake = TlsConnector::from(Arc::new(config)).connect(name, stream);
        let handshake = timeout(self.dialer.tls_timeout, handshake).await;
        let is_missing = certificates.is_missing.load(Relaxed);
        match handshake {
            Ok(Ok(stream)) => Ok(NetStream::tls(stream, peer(url), is_missing)),
            Ok(Err(source)) => Err(DialError::tls(peer(url), source, is_missing)),
            Err(_) => Err(DialError::TimedOut {
                host: peer(url),
                stage: DialStage::Tls,
            }),
        }
    }
}

/// A server's name in errors: its host and port.
fn peer(url: &ServerUrl) -> Box<str> {
    url.authority_with_port().into()
}

/// The client certificates of a configuration, and whether a server asked for one in vain.
#[derive(Debug)]
struct Certificates {
    inner: Arc<dyn ResolvesClientCert>,
    is_missing: AtomicBool,
}

impl ResolvesClientCert for Certificates {
    fn resolve(&self, roots: &[&[u8]], schemes: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        let found = self.inner.resolve(roots, schemes);
        self.is_missing.store(found.is_none(), Relaxed);
        found
    }

    fn only_raw_public_keys(&self) -> bool {
        self.inner.only_raw_public_keys()
    }

    fn has_certs(&self) -> bool {
        self.inner.has_certs()
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
