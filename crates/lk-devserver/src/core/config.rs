//! What a server is told before it starts: keys, room rules, limits and intervals.

use std::{fmt, net::SocketAddr, sync::Arc, time::Duration};

use lk_peer::CryptoProvider;
use lk_proto::{Codec, IceServer};

/// How a [`Core`](super::Core) behaves. Start from [`ServerConfig::new`], then narrow.
///
/// The defaults are the real server's, but for the intervals that only make tests wait: updates about silent
/// participants go out at once, where the real server batches them for three seconds.
#[derive(Clone)]
pub struct ServerConfig {
    pub(crate) keys: Vec<(String, String)>,
    pub(crate) auto_create: bool,
    pub(crate) empty_timeout: Duration,
    pub(crate) departure_timeout: Duration,
    pub(crate) max_participants: u32,
    pub(crate) remote_unmute: bool,
    pub(crate) enabled_codecs: Vec<Codec>,
    pub(crate) ice_servers: Vec<IceServer>,
    pub(crate) ice_lite: bool,
    pub(crate) nack: bool,
    pub(crate) crypto: Option<Arc<CryptoProvider>>,
    pub(crate) addresses: Vec<SocketAddr>,
    pub(crate) region: String,
    pub(crate) max_metadata: usize,
    pub(crate) max_attributes: usize,
    pub(crate) max_name: usize,
    pub(crate) join_timeout: Duration,
    pub(crate) resume_window: Duration,
    pub(crate) negotiation_timeout: Duration,
    pub(crate) update_interval: Duration,
    pub(crate) speaker_interval: Duration,
    pub(crate) quality_interval: Duration,
    pub(crate) keyframe_interval: Duration,
    pub(crate) dynacast_pause: Duration,
    pub(crate) data_slow_threshold: u64,
}

impl ServerConfig {
    /// A configuration that knows one key pair; everything else keeps its default.
    pub fn new(api_key: impl Into<String>, api_secret: impl Into<String>) -> Self {
        Self {
            keys: vec![(api_key.into(), api_secret.into())],
            auto_create: true,
            empty_timeout: Duration::from_secs(300),
            departure_timeout: Duration::from_secs(20),
            max_participants: 0,
            remote_unmute: false,
            enabled_codecs: ENABLED_CODECS
                .iter()
                .map(|&mime| Codec {
                    mime: mime.into(),
                    ..Codec::default()
                })
                .collect(),
            ice_servers: Vec::new(),
            ice_lite: true,
            nack: true,
            crypto: None,
            addresses: Vec::new(),
            region: String::new(),
            max_metadata: 512 * 1024,
            max_attributes: 64 * 1024,
            max_name: 256,
            join_timeout: Duration::from_secs(60),
            resume_window: Duration::from_secs(5),
            negotiation_timeout: Duration::from_secs(15),
            update_interval: Duration::ZERO,
            speaker_interval: Duration::from_millis(400),
            quality_interval: Duration::from_secs(5),
            keyframe_interval: Duration::from_millis(500),
            dynacast_pause: Duration::from_secs(5),
            data_slow_threshold: 0,
        }
    }

    /// Adds a key pair. Tokens of any known key are accepted; the first one signs refresh tokens.
    #[must_use]
    pub fn key(mut self, api_key: impl Into<String>, api_secret: impl Into<String>) -> Self {
        self.keys.push((api_key.into(), api_secret.into()));
        self
    }

    /// Replaces every key pair. The first one signs refresh tokens and webhooks.
    #[must_use]
    pub fn keys(mut self, keys: impl IntoIterator<Item = (String, String)>) -> Self {
        self.keys = keys.into_iter().collect();
        self
    }

    /// Whether joining an unknown room creates it. Default: yes.
    #[must_use]
    pub fn auto_create(mut self, auto_create: bool) -> Self {
        self.auto_create = auto_create;
        self
    }

    /// How long a room that nobody joined is kept. Default: 300 s.
    #[must_use]
    pub fn empty_timeout(mut self, empty_timeout: Duration) -> Self {
        self.empty_timeout = empty_timeout;
        self
    }

    /// How long a room is kept after the last participant left. Default: 20 s.
    #[must_use]
    pub fn departure_timeout(mut self, departure_timeout: Duration) -> Self {
        self.departure_timeout = departure_timeout;
        self
    }

    /// Most participants in a room, where its own setting says nothing; 0 is no limit. Default: 0.
    #[must_use]
    pub fn max_participants(mut self, max_participants: u32) -> Self {
        self.max_participants = max_participants;
        self
    }

    /// How many bytes of reliable data a second a client has to take: above it, publishers wait for a client that is slow;
    /// below, it loses data. 0: nobody is waited for, and a client loses what does not fit its queue. Default: 0.
    #[must_use]
    pub fn data_slow_threshold(mut self, bytes_per_second: u64) -> Self {
        self.data_slow_threshold = bytes_per_second;
        self
    }

    /// Whether the API may unmute a track. Default: no, as on the real server.
    #[must_use]
    pub fn remote_unmute(mut self, remote_unmute: bool) -> Self {
        self.remote_unmute = remote_unmute;
        self
    }

    /// The codecs a room allows, by MIME type, in order. Default: the real server's list.
    #[must_use]
    pub fn enabled_codecs<'a>(mut self, mimes: impl IntoIterator<Item = &'a str>) -> Self {
        self.enabled_codecs = mimes
            .into_iter()
            .map(|mime| Codec {
                mime: mime.into(),
                ..Codec::default()
            })
            .collect();
        self
    }

    /// The STUN and TURN servers told to clients. Default: none, so nothing is looked up outside.
    #[must_use]
    pub fn ice_servers(mut self, ice_servers: Vec<IceServer>) -> Self {
        self.ice_servers = ice_servers;
        self
    }

    /// Whether connections are ICE-lite: the client checks, the server answers. Default: yes.
    ///
    /// A client that asks for `disable_ice_lite` gets a full agent all the same.
    #[must_use]
    pub fn ice_lite(mut self, ice_lite: bool) -> Self {
        self.ice_lite = ice_lite;
        self
    }

    /// Whether lost packets are asked for and resent. Default: yes; off only to prove that it matters.
    #[must_use]
    pub fn nack(mut self, nack: bool) -> Self {
        self.nack = nack;
        self
    }

    /// Cryptography of the media connections. Default: the one that str0m's features choose.
    #[must_use]
    pub fn crypto(mut self, crypto: Arc<CryptoProvider>) -> Self {
        self.crypto = Some(crypto);
        self
    }

    /// Adds an address on which media arrives; every connection offers it as a host candidate.
    ///
    /// The shell adds the addresses of its sockets by itself.
    #[must_use]
    pub fn address(mut self, address: SocketAddr) -> Self {
        self.addresses.push(address);
        self
    }

    /// The region told to clients. Default: empty.
    #[must_use]
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = region.into();
        self
    }

    /// Most bytes of metadata. Default: 512 KiB; 0 is no limit.
    #[must_use]
    pub fn max_metadata(mut self, bytes: usize) -> Self {
        self.max_metadata = bytes;
        self
    }

    /// Most bytes of all attributes, keys and values together. Default: 64 KiB; 0 is no limit.
    #[must_use]
    pub fn max_attributes(mut self, bytes: usize) -> Self {
        self.max_attributes = bytes;
        self
    }

    /// How long a participant may take from joining to a working connection. Default: 60 s.
    #[must_use]
    pub fn join_timeout(mut self, join_timeout: Duration) -> Self {
        self.join_timeout = join_timeout;
        self
    }

    /// How long updates about silent participants wait to go out together. Default: none; the real server waits 3 s.
    #[must_use]
    pub fn update_interval(mut self, update_interval: Duration) -> Self {
        self.update_interval = update_interval;
        self
    }

    /// How often speakers are worked out. Default: 400 ms.
    #[must_use]
    pub fn speaker_interval(mut self, speaker_interval: Duration) -> Self {
        self.speaker_interval = speaker_interval;
        self
    }

    /// How often connection quality is told. Default: 5 s.
    #[must_use]
    pub fn quality_interval(mut self, quality_interval: Duration) -> Self {
        self.quality_interval = quality_interval;
        self
    }

    /// The key pair that signs what the server sends.
    pub(crate) fn signing_key(&self) -> Option<(&str, &str)> {
        self.keys
            .first()
            .map(|(key, secret)| (key.as_str(), secret.as_str()))
    }
}

impl fmt::Debug for ServerConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys: Vec<&str> = self.keys.iter().map(|(key, _)| key.as_str()).collect();
        f.debug_struct("ServerConfig")
            .field("keys", &keys)
            .field("auto_create", &self.auto_create)
            .field("addresses", &self.addresses)
            .finish_non_exhaustive()
    }
}

/// The real server's list, in its order.
const ENABLED_CODECS: [&str; 10] = [
    "audio/PCMU",
    "audio/PCMA",
    "audio/opus",
    "audio/red",
    "video/VP8",
    "video/H264",
    "video/VP9",
    "video/AV1",
    "video/H265",
    "video/rtx",
];
