//! Dialling: name, then TCP, then TLS, each stage with its own time limit and its own error.

use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use rustls::ClientConfig;
use rustls::pki_types::ServerName;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use crate::connect::connect_any;
use crate::stream::NetStream;
use crate::tls::TlsConfig;
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
    NoTls,
}

impl DialError {
    /// The stage that failed.
    pub fn stage(&self) -> DialStage {
        match self {
            Self::Resolve { .. } => DialStage::Resolve,
            Self::Connect { .. } => DialStage::Connect,
            Self::Tls { .. } | Self::NoTls => DialStage::Tls,
            Self::TimedOut { stage, .. } => *stage,
        }
    }

    /// Tells whether trying again later may help.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Resolve { .. } | Self::Connect { .. } | Self::TimedOut { .. } => true,
            // A certificate does not mend itself; a connection that was cut may.
            Self::Tls { source, .. } => source.kind() != io::ErrorKind::InvalidData,
            Self::NoTls => false,
        }
    }
}

impl Dialer {
    /// A dialler that secures connections as `tls` says.
    pub fn new(tls: TlsConfig) -> Self {
        Self {
            tls,
            resolve_timeout: Duration::from_secs(5),
            connect_timeout: Duration::from_secs(5),
            tls_timeout: Duration::from_secs(5),
        }
    }

    /// Sets how long finding the host's addresses may take. Default: 5 s.
    #[must_use]
    pub const fn resolve_timeout(mut self, limit: Duration) -> Self {
        self.resolve_timeout = limit;
        self
    }

    /// Sets how long connecting to any of them may take. Default: 5 s.
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
        self.dial_with(url, self.tls.for_websocket()).await
    }

    /// The same, offering HTTP/2 as well.
    #[cfg(feature = "client")]
    pub(crate) async fn dial_http(&self, url: &ServerUrl) -> Result<NetStream, DialError> {
        self.dial_with(url, self.tls.for_http()).await
    }

    async fn dial_with(
        &self,
        url: &ServerUrl,
        tls: Option<&Arc<ClientConfig>>,
    ) -> Result<NetStream, DialError> {
        let tls = match (url.is_secure(), tls) {
            (true, None) => return Err(DialError::NoTls),
            (secure, tls) => tls.filter(|_| secure),
        };
        let host = || Box::<str>::from(url.host());
        let addresses = self.resolve(url).await?;
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
        match tls {
            None => Ok(NetStream::plain(tcp)),
            Some(config) => self.secure(url, tcp, Arc::clone(config)).await,
        }
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
        tcp: TcpStream,
        config: Arc<ClientConfig>,
    ) -> Result<NetStream, DialError> {
        let host = || Box::<str>::from(url.host());
        let name = ServerName::try_from(url.host().to_owned()).map_err(|error| DialError::Tls {
            host: host(),
            source: io::Error::new(io::ErrorKind::InvalidData, error),
        })?;
        let tls = timeout(
            self.tls_timeout,
            TlsConnector::from(config).connect(name, tcp),
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
            Self::Tls => "the TLS handshake",
        })
    }
}
