//! How a room is joined, and how a track is published.

mod network;
mod publish;
mod track;
mod vp9;

use std::collections::BTreeMap;
use std::time::Duration;

use lk_media::Codec;

pub use network::{Addresses, NetworkOptions};
pub use publish::PublishOptions;
pub use track::TrackSettings;
pub use vp9::Vp9Options;

use lk_pacer::Pacing;

use crate::event::QueueLimits;

/// How a room is joined. Start from [`RoomOptions::new`], then narrow.
#[derive(Debug, Clone)]
pub struct RoomOptions {
    pub(crate) auto_subscribe: bool,
    pub(crate) connections: PeerConnections,
    pub(crate) connect_timeout: Duration,
    pub(crate) metadata: String,
    pub(crate) attributes: BTreeMap<String, String>,
    pub(crate) network: NetworkOptions,
    pub(crate) codecs: Option<Vec<Codec>>,
    pub(crate) retransmission: bool,
    pub(crate) reorder_window: Duration,
    pub(crate) events: QueueLimits,
    pub(crate) send_buffer_bytes: usize,
    pub(crate) media_buffer_bytes: usize,
    pub(crate) server_made_frames: bool,
    pub(crate) pacing: Pacing,
}

/// How many peer connections carry the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum PeerConnections {
    /// One for both directions; two where the server does not know that yet.
    #[default]
    Auto,
    /// One for both directions, or the join fails.
    Single,
    /// One to publish on, one to receive on.
    Dual,
}

impl RoomOptions {
    /// The defaults.
    pub fn new() -> Self {
        Self {
            auto_subscribe: true,
            connections: PeerConnections::Auto,
            connect_timeout: Duration::from_secs(15),
            metadata: String::new(),
            attributes: BTreeMap::new(),
            network: NetworkOptions::new(),
            codecs: None,
            retransmission: true,
            reorder_window: Duration::from_millis(500),
            events: QueueLimits::default(),
            send_buffer_bytes: 1 << 20,
            media_buffer_bytes: 4 << 20,
            server_made_frames: false,
            pacing: Pacing::pass_through(),
        }
    }

    /// Whether every track of the room is received without being asked for. Default: true.
    #[must_use]
    pub fn auto_subscribe(mut self, on: bool) -> Self {
        self.auto_subscribe = on;
        self
    }

    /// How many peer connections carry the session. Default: [`PeerConnections::Auto`].
    #[must_use]
    pub fn peer_connections(mut self, connections: PeerConnections) -> Self {
        self.connections = connections;
        self
    }

    /// How long joining may take from beginning to end. Its parts have limits of their own: 10 s
    /// for the websocket, 5 s for the first message. Default: 15 s.
    #[must_use]
    pub fn connect_timeout(mut self, limit: Duration) -> Self {
        self.connect_timeout = limit;
        self
    }

    /// Our metadata, in place of the token's. Needs the grant `canUpdateOwnMetadata`, and goes
    /// only over a single peer connection. Default: the token's.
    #[must_use]
    pub fn metadata(mut self, metadata: impl Into<String>) -> Self {
        self.metadata = metadata.into();
        self
    }

    /// One of our attributes, over those of the token. Needs the grant `canUpdateOwnMetadata`.
    /// Default: the token's.
    #[must_use]
    pub fn attribute(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.attributes.insert(key.into(), value.into());
        self
    }

    /// Which of this machine's addresses carry media. Default: see [`NetworkOptions`].
    #[must_use]
    pub fn network(mut self, network: NetworkOptions) -> Self {
        self.network = network;
        self
    }

    /// The codecs that are sent and received, as if this participant knew no others: a track of
    /// another codec ends in [`TrackSubscriptionFailed`](crate::Event::TrackSubscriptionFailed) or
    /// [`PublishError::Unsupported`](crate::error::PublishError::Unsupported). [`Codec::Opus`]
    /// stands for audio with redundancy too. Default: all that are known.
    ///
    /// ```
    /// # use lk_rtc::{Codec, RoomOptions};
    /// let options = RoomOptions::new().codecs([Codec::Opus, Codec::Vp8]);
    /// ```
    #[must_use]
    pub fn codecs(mut self, codecs: impl IntoIterator<Item = Codec>) -> Self {
        self.codecs = Some(codecs.into_iter().collect());
        self
    }

    /// Whether lost packets are asked for again, and sent again. Default: true; off only to see
    /// what that is worth.
    #[must_use]
    pub fn retransmission(mut self, on: bool) -> Self {
        self.retransmission = on;
        self
    }

    /// How long a missing packet holds back the frames after it, before its frame is given up.
    /// Default: 500 ms.
    #[must_use]
    pub fn reorder_window(mut self, window: Duration) -> Self {
        self.reorder_window = window;
        self
    }

    /// How many bytes of received data packets may wait to be read. Default: see [`QueueLimits`].
    #[must_use]
    pub fn data_limits(mut self, limits: QueueLimits) -> Self {
        self.events = limits;
        self
    }

    /// How many bytes of data packets may wait to be sent on the reliable channel; on the lossy
    /// one, a sixteenth of it. Between 64 KiB, which is one message, and 256 MiB. Default: 1 MiB.
    #[must_use]
    pub fn send_buffer_bytes(mut self, bytes: usize) -> Self {
        self.send_buffer_bytes = bytes.clamp(64 << 10, 256 << 20);
        self
    }

    /// How many bytes of one received track may wait to be read; when full, the oldest go.
    /// Default: 4 MiB.
    #[must_use]
    pub fn media_buffer_bytes(mut self, bytes: usize) -> Self {
        self.media_buffer_bytes = bytes;
        self
    }

    /// Whether frames that the server made itself are handed out among those of the publisher. Packets always are, and say
    /// so ([`ReceivedPacket::server_made`](crate::ReceivedPacket::server_made)). Default: no.
    ///
    /// LiveKit's server sends black pictures (VP8, H.264) and silence for a fifth of a second when a track ends or is
    /// unsubscribed, and silence for a second when it is muted, so that decoders show and play nothing old: frames that a
    /// player may want, and a recording does not. They are recognised by their payload, and by the `sif_trailer` of the
    /// server's join response. Opus packets of 80 bytes that hold digital silence, as encoders with a constant bitrate of
    /// 32 kbit/s make them, cannot be told from them.
    #[must_use]
    pub fn server_made_frames(mut self, on: bool) -> Self {
        self.server_made_frames = on;
        self
    }

    /// When the packets of our tracks leave; `LocalTrack::drained` tells when all of one have. What is sent again, because a
    /// receiver asked for it, does not pass the pacer. Default: at once.
    ///
    /// A pacer whose queue is full drops whole frames. Nobody can decode the frames that need one of these, so they are
    /// taken and go nowhere, [counted](crate::stats::LocalTrackStats::dropped):
    ///
    /// - behind one that nobody refers to, as it or its [`Layer`](crate::Layer) says, none;
    /// - behind one of an upper temporal layer those of this layer and those above, each up to its next
    ///   [switching point](crate::Layer::switching_point); of frames that do not say their layer, all;
    /// - behind any other all, up to the next keyframe, which is asked for, and again each second as long as none comes.
    ///   One is asked for too where a switching point takes longer.
    ///
    /// A keyframe is what begins as one, or what its writer says is one ([`Frame::keyframe`](crate::Frame::keyframe)).
    /// Packets that an application cuts itself all go out; a keyframe is asked for behind those that are dropped. Audio is
    /// never withheld.
    ///
    /// ```
    /// # use lk_rtc::{Bitrate, Pacing, RoomOptions};
    /// let options = RoomOptions::new().pacing(Pacing::priority(Bitrate::from_mbps(4)));
    /// ```
    #[must_use]
    pub fn pacing(mut self, pacing: Pacing) -> Self {
        self.pacing = pacing;
        self
    }

    pub(crate) fn takes(&self, codec: Codec) -> bool {
        let listed = |list: &Vec<Codec>| {
            list.contains(&codec) || codec == Codec::Red && list.contains(&Codec::Opus)
        };
        self.codecs.as_ref().is_none_or(listed)
    }
}

impl Default for RoomOptions {
    fn default() -> Self {
        Self::new()
    }
}
