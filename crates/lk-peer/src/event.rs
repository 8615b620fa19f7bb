//! What a peer gives to its driver.

use std::fmt;
use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use lk_sdp::{Mid, Msid, Rid};

use crate::{ChannelKey, Codec, Extensions, MediaKind, NegotiatedCodec, SenderId, Transmit};

/// The next thing to do, from [`Peer::poll_output`](crate::Peer::poll_output).
#[derive(Debug)]
pub enum Output {
    /// Send this.
    Transmit(Transmit),
    /// This happened.
    Event(PeerEvent),
    /// There is nothing more: call [`Peer::handle_timeout`](crate::Peer::handle_timeout) then, or on input.
    Timeout(Instant),
}

/// Something that happened.
#[derive(Debug)]
#[non_exhaustive]
pub enum PeerEvent {
    /// The link changed.
    IceState(IceState),
    /// Media and data can flow: once when the connection is first up, and once after each ICE restart.
    Connected,
    /// The link is lost, and nothing follows. Only an ICE restart mends it, and only where the reason is
    /// [`FailReason::NoPath`] or [`FailReason::Silent`]; where such a link becomes one that nothing mends, this is told
    /// once more with another reason.
    Failed(FailReason),
    /// The remote began to send a track.
    ReceivingStarted(RemoteTrack),
    /// The remote no longer sends a track.
    ReceivingStopped {
        /// Its section, which may carry another track later.
        mid: Mid,
        /// The track, as it was named.
        msid: Msid,
    },
    /// The codec that a track is announced with changed.
    ReceivingCodecChanged {
        /// Its section.
        mid: Mid,
        /// The codecs now, the preferred one first.
        codecs: Arc<[NegotiatedCodec]>,
    },
    /// An RTP packet arrived.
    Rtp(IncomingRtp),
    /// The remote wants a keyframe.
    KeyframeRequest {
        /// Of what.
        sender: SenderId,
        /// Of which encoding, as they were given.
        encoding: usize,
        /// How it was asked for.
        kind: KeyframeKind,
    },
    /// The remote said which RTP time a moment was.
    SenderReport(SenderReport),
    /// A data channel is open.
    ChannelOpen {
        /// Which.
        key: ChannelKey,
        /// Its label.
        label: String,
        /// Whether the remote opened it.
        by_remote: bool,
    },
    /// A message arrived.
    ChannelData {
        /// On which channel.
        key: ChannelKey,
        /// The message.
        data: Bytes,
        /// Whether it was sent as binary.
        binary: bool,
    },
    /// What waits in a channel fell to the mark of [`Peer::set_buffered_low`](crate::Peer::set_buffered_low).
    ChannelDrained {
        /// Which.
        key: ChannelKey,
    },
    /// A data channel is closed.
    ChannelClosed {
        /// Which.
        key: ChannelKey,
    },
}

/// How the link stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum IceState {
    /// Nothing was tried.
    New,
    /// Paths are being tried, at first or after a restart.
    Checking,
    /// A path works.
    Connected,
    /// Nothing was heard for a while; it may come back.
    Disconnected,
    /// The link is lost, or never came up.
    Failed,
}

/// Why a peer failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum FailReason {
    /// No path to the remote was found.
    #[error("no path to the remote was found")]
    NoPath,
    /// The path that worked fell silent.
    #[error("the remote fell silent")]
    Silent,
    /// The DTLS handshake failed, or the certificate is not the announced one.
    #[error("the handshake failed")]
    Handshake,
    /// The remote ended the connection.
    #[error("the remote ended the connection")]
    ClosedByRemote,
    /// A fault inside this peer; reconnect.
    #[error("internal fault")]
    Internal,
}

/// A track that the remote sends.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RemoteTrack {
    /// Its section.
    pub mid: Mid,
    /// Audio or video.
    pub kind: MediaKind,
    /// How the remote names it: stream, and track.
    pub msid: Msid,
    /// The codecs agreed on, the preferred one first.
    pub codecs: Arc<[NegotiatedCodec]>,
    /// Its announced streams; empty with simulcast, where they are found by layer.
    pub streams: Vec<RemoteStream>,
    /// Its layers; empty without simulcast.
    pub rids: Vec<Rid>,
}

/// One stream that the remote sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RemoteStream {
    /// Its SSRC.
    pub ssrc: u32,
    /// SSRC of its retransmissions, where known.
    pub rtx: Option<u32>,
    /// Its layer.
    pub rid: Option<Rid>,
}

/// A packet that arrived; retransmissions are turned back into the packet that was lost.
#[derive(Clone)]
pub struct IncomingRtp {
    /// Section it belongs to.
    pub mid: Mid,
    /// Layer it belongs to.
    pub rid: Option<Rid>,
    /// Stream it belongs to.
    pub ssrc: u32,
    /// Payload type.
    pub pt: u8,
    /// What the payload type stands for in this section.
    pub codec: Codec,
    /// Sequence number without wrapping.
    pub seq: u64,
    /// RTP timestamp as on the wire.
    pub timestamp: u32,
    /// RTP timestamp without wrapping.
    pub extended_timestamp: u64,
    /// Marker bit.
    pub marker: bool,
    /// RTP payload.
    pub payload: Arc<[u8]>,
    /// When it arrived.
    pub arrival: Instant,
    /// Header extensions.
    pub extensions: Extensions,
}

impl fmt::Debug for IncomingRtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IncomingRtp")
            .field("mid", &self.mid)
            .field("rid", &self.rid)
            .field("ssrc", &self.ssrc)
            .field("pt", &self.pt)
            .field("seq", &self.seq)
            .field("timestamp", &self.timestamp)
            .field("marker", &self.marker)
            .field("payload", &self.payload.len())
            .finish_non_exhaustive()
    }
}

/// How a keyframe is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyframeKind {
    /// Picture loss indication, RFC 4585 §6.3.1.
    Pli,
    /// Full intra request, RFC 5104 §4.3.1.
    Fir,
}

/// Which RTP time of a stream was which moment of the sender's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct SenderReport {
    /// Section of the stream.
    pub mid: Mid,
    /// Layer of the stream.
    pub rid: Option<Rid>,
    /// The stream.
    pub ssrc: u32,
    /// NTP time in 32.32 fixed point.
    pub ntp: u64,
    /// RTP timestamp.
    pub rtp_timestamp: u32,
    /// When the report arrived.
    pub arrival: Instant,
}
