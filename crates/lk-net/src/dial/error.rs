//! Why a server was not reached.

use std::fmt;
use std::io;
use std::sync::Arc;

use rustls::{AlertDescription, CertificateError, Error as RustlsError, OtherError};

use crate::tls::TlsConfigError;

/// The steps of dialling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DialStage {
    /// Resolving the host's name.
    Resolve,
    /// Connecting to one of its addresses.
    Connect,
    /// Asking a proxy to connect to the server.
    Proxy,
    /// The TLS handshake.
    Tls,
}

/// Why a server was not reached. No request was sent.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DialError {
    /// The host's name has no address, or the resolver failed.
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
        /// The host and the port.
        host: Box<str>,
        /// Why the last attempt failed.
        source: io::Error,
    },
    /// TLS failed: the certificate is not trusted, or the server does not speak TLS.
    #[error("TLS with {host} failed{problem}")]
    #[non_exhaustive]
    Tls {
        /// The host and the port.
        host: Box<str>,
        /// What is known beside what rustls says.
        problem: TlsProblem,
        /// What rustls says.
        source: io::Error,
    },
    /// The proxy did not connect to the server.
    #[error("proxy {host} does not connect to the server")]
    #[non_exhaustive]
    Proxy {
        /// The proxy and its port.
        host: Box<str>,
        /// The HTTP status that it answered, if any: 407 asks for credentials, or better ones.
        status: Option<u16>,
        /// What is wrong.
        source: io::Error,
    },
    /// A stage took longer than it may, or the time limit of a request ended in it.
    #[error("{stage} took too long for {host}")]
    #[non_exhaustive]
    TimedOut {
        /// The host and the port.
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

/// What is known about a failure of TLS beside what rustls says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TlsProblem {
    /// Nothing.
    Other,
    /// The server asked for a client certificate, and the configuration has none.
    MissingClientCertificate,
    /// The server shows the certificate of an authority as its own, as `openssl req -x509` makes
    /// them. It is refused even where it is trusted as a root.
    CaCertificate,
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
            // By our own rule, or a firewall's.
            Self::Connect { source, .. } => source.kind() != io::ErrorKind::PermissionDenied,
            // A proxy that refuses these credentials refuses them again.
            Self::Proxy { status, source, .. } => match status {
                Some(status) => *status == 429 || *status >= 500,
                None => source.kind() != io::ErrorKind::Unsupported,
            },
            // A certificate does not change by itself; a connection that broke may be replaced.
            Self::Tls { source, .. } => source.kind() != io::ErrorKind::InvalidData,
            Self::NoTls { .. } => false,
        }
    }

    /// The failure of TLS that an error of reading or writing a [`NetStream`](crate::NetStream)
    /// is, if it is one.
    pub fn within(error: &io::Error) -> Option<Arc<Self>> {
        error.get_ref()?.downcast_ref::<Arc<Self>>().cloned()
    }

    /// A failure of TLS. `lacks_certificate`: the server asked for a client certificate, and there
    /// was none.
    pub(crate) fn tls(host: Box<str>, source: io::Error, lacks_certificate: bool) -> Self {
        let error = source
            .get_ref()
            .and_then(|error| error.downcast_ref::<RustlsError>());
        let problem = error.map_or(TlsProblem::Other, |error| {
            TlsProblem::of(error, lacks_certificate)
        });
        Self::Tls {
            host,
            problem,
            source,
        }
    }
}

impl TlsProblem {
    fn of(error: &RustlsError, lacks_certificate: bool) -> Self {
        match error {
            RustlsError::AlertReceived(AlertDescription::CertificateRequired) => {
                Self::MissingClientCertificate
            }
            // What servers of TLS 1.2 answer, which have no alert of their own for it.
            RustlsError::AlertReceived(
                AlertDescription::BadCertificate | AlertDescription::HandshakeFailure,
            ) if lacks_certificate => Self::MissingClientCertificate,
            RustlsError::InvalidCertificate(CertificateError::Other(OtherError(error)))
                if matches!(error.downcast_ref(), Some(webpki::Error::CaUsedAsEndEntity)) =>
            {
                Self::CaCertificate
            }
            _ => Self::Other,
        }
    }
}

impl fmt::Display for TlsProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Other => "",
            Self::MissingClientCertificate => {
                ": the server requires a client certificate, and none is configured"
            }
            Self::CaCertificate => {
                ": the server shows the certificate of an authority (CA:TRUE) as its own; \
                 issue one for the server with it, or make a self-signed one with CA:FALSE"
            }
        })
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
