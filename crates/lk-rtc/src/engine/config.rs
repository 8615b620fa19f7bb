//! What an engine is made of.

use std::sync::Arc;
use std::time::{Duration, Instant};

use lk_peer::{CryptoProvider, Identity};
use lk_signal::{SignalUrl, Token};

use crate::options::RoomOptions;

/// What an engine is made of. Start from [`EngineConfig::new`], then narrow.
#[derive(Debug, Clone)]
pub struct EngineConfig {
    pub(super) server: SignalUrl,
    pub(super) token: Token,
    pub(super) options: RoomOptions,
    pub(super) seed: [u8; 32],
    pub(super) unix_time: Duration,
    pub(super) began: Option<Instant>,
    pub(super) crypto: Option<Arc<CryptoProvider>>,
    pub(super) identity: Option<Identity>,
}

impl EngineConfig {
    /// An engine that joins `server` with `token`. Everything random in it comes from `seed`, its
    /// secrets among it: outside of tests, hand in 32 fresh bytes of the operating system.
    pub fn new(server: SignalUrl, token: impl Into<Token>, seed: [u8; 32]) -> Self {
        Self {
            server,
            token: token.into(),
            options: RoomOptions::new(),
            seed,
            unix_time: Duration::ZERO,
            began: None,
            crypto: None,
            identity: None,
        }
    }

    /// How the room is joined. Default: [`RoomOptions::new`].
    #[must_use]
    pub fn options(mut self, options: RoomOptions) -> Self {
        self.options = options;
        self
    }

    /// The time since 1970 at the engine's start, for timestamps that the server reads.
    /// Default: zero.
    #[must_use]
    pub fn unix_time(mut self, since_epoch: Duration) -> Self {
        self.unix_time = since_epoch;
        self
    }

    /// When joining began, where something was done for it before [`Engine::connect`](super::Engine::connect): timings
    /// and the limit on joining count from there. Default: when `connect` is called.
    #[must_use]
    pub fn began(mut self, began: Instant) -> Self {
        self.began = Some(began);
        self
    }

    /// Cryptography of the media connections. Default: the one that str0m's features choose.
    #[must_use]
    pub fn crypto(mut self, crypto: Arc<CryptoProvider>) -> Self {
        self.crypto = Some(crypto);
        self
    }

    /// The certificate that media connections show; engines may share one. Default: a fresh one
    /// for each connection.
    #[must_use]
    pub fn identity(mut self, identity: Identity) -> Self {
        self.identity = Some(identity);
        self
    }
}
