//! What a peer is set up with.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use str0m::config::{CryptoProvider, DtlsCert};

use crate::{CodecTable, ExtensionTable};

/// Which dialect a peer speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Like LiveKit's SDKs: a stopped section is reused for a track of the same codec with one encoding, others are
    /// appended; `a=msid` stands only where something is sent.
    Client,
    /// Like LiveKit's server: sections are offered `sendrecv` and recycled.
    Server,
}

/// A DTLS certificate that many peers may share: making one costs a third of a millisecond.
#[derive(Clone)]
pub struct Identity(pub(crate) DtlsCert);

impl Identity {
    /// Makes a certificate; `None` when `crypto` cannot.
    pub fn generate(crypto: &CryptoProvider) -> Option<Self> {
        crypto.dtls_provider.generate_certificate().map(Self)
    }

    /// Makes a certificate with the cryptography that the features of `str0m` choose; `None` when it cannot.
    pub fn with_default_crypto() -> Option<Self> {
        Self::generate(&str0m::crypto::from_feature_flags())
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Identity(…)")
    }
}

/// How a [`Peer`](crate::Peer) is set up.
#[derive(Clone)]
pub struct PeerConfig {
    pub(crate) side: Side,
    pub(crate) seed: [u8; 32],
    pub(crate) ice_lite: bool,
    pub(crate) codecs: CodecTable,
    pub(crate) extensions: ExtensionTable,
    pub(crate) nack: bool,
    pub(crate) audio_nack: bool,
    pub(crate) ice_disconnect_after: Duration,
    pub(crate) ice_fail_after: Duration,
    pub(crate) max_channel_buffer: usize,
    pub(crate) stats_interval: Duration,
    pub(crate) crypto: Option<Arc<CryptoProvider>>,
    pub(crate) identity: Option<Identity>,
}

impl PeerConfig {
    /// A peer of `side` whose secrets and ids all come from `seed`.
    ///
    /// The ICE password is made of it: take the seed from the operating system's random source, a fresh one for each peer.
    pub fn new(side: Side, seed: [u8; 32]) -> Self {
        Self {
            side,
            seed,
            ice_lite: false,
            codecs: CodecTable::livekit(),
            extensions: ExtensionTable::livekit(side),
            nack: true,
            audio_nack: true,
            ice_disconnect_after: Duration::from_secs(10),
            ice_fail_after: Duration::from_secs(5),
            max_channel_buffer: 4 << 20,
            stats_interval: Duration::from_secs(2),
            crypto: None,
            identity: None,
        }
    }

    /// Whether we only answer connectivity checks (RFC 8445 §2.5): for servers with a public address. Default: no.
    #[must_use]
    pub const fn ice_lite(mut self, lite: bool) -> Self {
        self.ice_lite = lite;
        self
    }

    /// What we offer, and accept where the remote offers. Default: [`CodecTable::livekit`].
    #[must_use]
    pub fn codecs(mut self, codecs: CodecTable) -> Self {
        self.codecs = codecs;
        self
    }

    /// Header extensions that we offer and accept. Default: [`ExtensionTable::livekit`] of the side.
    #[must_use]
    pub fn extensions(mut self, extensions: ExtensionTable) -> Self {
        self.extensions = extensions;
        self
    }

    /// Whether lost packets are asked for and sent again. Default: yes; `false` is for tests that show what it is good for.
    #[must_use]
    pub const fn nack(mut self, nack: bool) -> Self {
        self.nack = nack;
        self
    }

    /// Whether lost audio is sent again when the remote asks for it, as LiveKit does. Default: yes, unless
    /// [`nack`](Self::nack) is off. To hear the asking the engine copies every packet, which adds a tenth (video) to a
    /// third (audio) to what a packet costs.
    #[must_use]
    pub const fn audio_nack(mut self, nack: bool) -> Self {
        self.audio_nack = nack;
        self
    }

    /// How long nothing may be heard before the link counts as disconnected. Default: 10 s, as the server's.
    #[must_use]
    pub const fn ice_disconnect_after(mut self, silence: Duration) -> Self {
        self.ice_disconnect_after = silence;
        self
    }

    /// How long it may then stay silent before it counts as failed. Default: 5 s, as the server's.
    #[must_use]
    pub const fn ice_fail_after(mut self, silence: Duration) -> Self {
        self.ice_fail_after = silence;
        self
    }

    /// Most bytes that wait in one data channel, above what SCTP holds. Default: 4 MiB.
    #[must_use]
    pub const fn max_channel_buffer(mut self, bytes: usize) -> Self {
        self.max_channel_buffer = bytes;
        self
    }

    /// How often the figures of [`Peer::stats`](crate::Peer::stats) are brought up to date. Default: 2 s.
    #[must_use]
    pub const fn stats_interval(mut self, interval: Duration) -> Self {
        self.stats_interval = interval;
        self
    }

    /// Cryptography to use. Default: the one the features of `str0m` choose.
    #[must_use]
    pub fn crypto(mut self, crypto: Arc<CryptoProvider>) -> Self {
        self.crypto = Some(crypto);
        self
    }

    /// The certificate to show. Default: a fresh one.
    #[must_use]
    pub fn identity(mut self, identity: Identity) -> Self {
        self.identity = Some(identity);
        self
    }
}

impl fmt::Debug for PeerConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PeerConfig")
            .field("side", &self.side)
            .field("ice_lite", &self.ice_lite)
            .field("nack", &self.nack)
            .field("ice_disconnect_after", &self.ice_disconnect_after)
            .field("ice_fail_after", &self.ice_fail_after)
            .field("max_channel_buffer", &self.max_channel_buffer)
            .finish_non_exhaustive()
    }
}
