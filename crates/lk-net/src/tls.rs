//! TLS configuration as a value: nothing is installed for the process.

use std::fmt;
use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::{ClientConfig, ConfigBuilder, RootCertStore, WantsVerifier};

/// How connections to `https` and `wss` URLs are secured. Cheap to clone; clones share the
/// session cache.
///
/// The default uses aws-lc-rs where the feature `tls-aws-lc` is on, else ring where `tls-ring` is.
/// It trusts what the operating system does where `platform-roots` is on, else Mozilla's roots
/// where `webpki-roots` is; these too where both are on and the operating system has no roots, as
/// in a bare container. Without any it is [`TlsConfig::none`].
#[derive(Clone)]
pub struct TlsConfig {
    /// One for each protocol that is offered, or why there is none.
    configs: Result<Configs, Option<Arc<TlsConfigError>>>,
}

#[derive(Clone)]
struct Configs {
    #[cfg(feature = "client")]
    http: Arc<ClientConfig>,
    websocket: Arc<ClientConfig>,
}

/// Why there is no TLS configuration.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TlsConfigError {
    /// The cryptography handed in supports neither TLS 1.2 nor TLS 1.3.
    #[error("the crypto provider supports no TLS version")]
    #[non_exhaustive]
    Provider {
        /// What rustls says.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
    /// What the operating system trusts cannot be found out.
    #[error("cannot use the operating system's roots")]
    #[non_exhaustive]
    Roots {
        /// What its verifier says.
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl TlsConfig {
    /// Connections as `config` says, but for the protocols offered (ALPN), which are set by use:
    /// `h2` (with the feature `http2`) and `http/1.1` for HTTP, `http/1.1` for websockets.
    pub fn from_rustls(config: Arc<ClientConfig>) -> Self {
        let offering = |protocols: &[&[u8]]| {
            let mut config = ClientConfig::clone(&config);
            config.alpn_protocols = protocols.iter().map(|name| name.to_vec()).collect();
            Arc::new(config)
        };
        let configs = Configs {
            #[cfg(feature = "client")]
            http: offering(if cfg!(feature = "http2") {
                &[b"h2", b"http/1.1"]
            } else {
                &[b"http/1.1"]
            }),
            websocket: offering(&[b"http/1.1"]),
        };
        Self {
            configs: Ok(configs),
        }
    }

    /// Connections that trust `roots`, with the cryptography of `provider`.
    ///
    /// # Errors
    ///
    /// [`TlsConfigError::Provider`] when the provider is of no use for TLS.
    pub fn with_roots(
        provider: Arc<CryptoProvider>,
        roots: RootCertStore,
    ) -> Result<Self, TlsConfigError> {
        let config = builder(provider)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self::from_rustls(Arc::new(config)))
    }

    /// Connections that trust what the operating system does, with the cryptography of
    /// `provider`.
    ///
    /// # Errors
    ///
    /// [`TlsConfigError`] when the provider is of no use for TLS, or the operating system has no
    /// roots.
    #[cfg(feature = "platform-roots")]
    pub fn with_platform_roots(provider: Arc<CryptoProvider>) -> Result<Self, TlsConfigError> {
        let verifier = rustls_platform_verifier::Verifier::new(Arc::clone(&provider));
        let verifier = verifier.map_err(|error| TlsConfigError::Roots {
            source: error.into(),
        })?;
        let config = builder(provider)?
            .dangerous()
            // The operating system's own, and no less strict than the other.
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth();
        Ok(Self::from_rustls(Arc::new(config)))
    }

    /// No TLS: dialling `https` and `wss` URLs fails with
    /// [`DialError::NoTls`](crate::DialError::NoTls).
    pub const fn none() -> Self {
        Self { configs: Err(None) }
    }

    #[cfg(any(feature = "webpki-roots", feature = "platform-roots"))]
    fn failed(error: TlsConfigError) -> Self {
        tracing::warn!(error = &error as &dyn std::error::Error, "no TLS");
        Self {
            configs: Err(Some(Arc::new(error))),
        }
    }

    /// Why there is no configuration, where one was to be made.
    pub(crate) fn why_none(&self) -> Option<Arc<TlsConfigError>> {
        self.configs.as_ref().err().cloned().flatten()
    }

    #[cfg(feature = "client")]
    pub(crate) fn for_http(&self) -> Option<&Arc<ClientConfig>> {
        self.configs.as_ref().ok().map(|configs| &configs.http)
    }

    pub(crate) fn for_websocket(&self) -> Option<&Arc<ClientConfig>> {
        let configs = self.configs.as_ref().ok();
        configs.map(|configs| &configs.websocket)
    }

    fn built_in() -> Self {
        chosen_provider().map_or(Self::none(), Self::with_chosen_roots)
    }

    #[cfg(feature = "platform-roots")]
    fn with_chosen_roots(provider: Arc<CryptoProvider>) -> Self {
        Self::with_platform_roots(Arc::clone(&provider)).unwrap_or_else(|error| {
            #[cfg(feature = "webpki-roots")]
            if let TlsConfigError::Roots { .. } = error {
                let error: &dyn std::error::Error = &error;
                tracing::warn!(error, "Mozilla's roots serve instead");
                return Self::with_mozillas_roots(provider);
            }
            Self::failed(error)
        })
    }

    #[cfg(all(feature = "webpki-roots", not(feature = "platform-roots")))]
    fn with_chosen_roots(provider: Arc<CryptoProvider>) -> Self {
        Self::with_mozillas_roots(provider)
    }

    #[cfg(feature = "webpki-roots")]
    fn with_mozillas_roots(provider: Arc<CryptoProvider>) -> Self {
        let roots = webpki_roots::TLS_SERVER_ROOTS.iter().cloned().collect();
        Self::with_roots(provider, roots).unwrap_or_else(Self::failed)
    }

    #[cfg(not(any(feature = "webpki-roots", feature = "platform-roots")))]
    fn with_chosen_roots(_: Arc<CryptoProvider>) -> Self {
        Self::none()
    }
}

fn builder(
    provider: Arc<CryptoProvider>,
) -> Result<ConfigBuilder<ClientConfig, WantsVerifier>, TlsConfigError> {
    ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| TlsConfigError::Provider {
            source: error.into(),
        })
}

impl Default for TlsConfig {
    /// The built-in configuration; made once, so that all its users share one session cache.
    fn default() -> Self {
        static BUILT_IN: std::sync::OnceLock<TlsConfig> = std::sync::OnceLock::new();
        BUILT_IN.get_or_init(Self::built_in).clone()
    }
}

impl From<Arc<ClientConfig>> for TlsConfig {
    fn from(config: Arc<ClientConfig>) -> Self {
        Self::from_rustls(config)
    }
}

impl fmt::Debug for TlsConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TlsConfig")
            .field("enabled", &self.configs.is_ok())
            .finish()
    }
}

#[cfg(feature = "tls-aws-lc")]
fn chosen_provider() -> Option<Arc<CryptoProvider>> {
    Some(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
}

#[cfg(all(feature = "tls-ring", not(feature = "tls-aws-lc")))]
fn chosen_provider() -> Option<Arc<CryptoProvider>> {
    Some(Arc::new(rustls::crypto::ring::default_provider()))
}

#[cfg(not(any(feature = "tls-aws-lc", feature = "tls-ring")))]
fn chosen_provider() -> Option<Arc<CryptoProvider>> {
    None
}
