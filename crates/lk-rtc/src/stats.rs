//! Figures of a room and its tracks.

use std::time::Duration;

/// When joining reached each of its stages, counted from its beginning.
///
/// A stage that was not passed through (TLS of a `ws` URL) or that the driver could not see is
/// `None`. On two peer connections a stage is reached when the later one has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct JoinTimings {
    /// The websocket is open: name, address, TLS and upgrade are done, the token is accepted.
    pub signal_opened: Option<Duration>,
    /// The server's first message is here.
    pub joined: Option<Duration>,
    /// Offers and answers are exchanged.
    pub negotiated: Option<Duration>,
    /// A path for media packets is found.
    pub ice: Option<Duration>,
    /// The media connection has its keys.
    pub dtls: Option<Duration>,
    /// Both data channels to publish on are open: the end of joining.
    pub data_channels: Option<Duration>,
}

impl JoinTimings {
    /// How long the whole took; zero while it lasts.
    pub fn total(&self) -> Duration {
        self.data_channels.unwrap_or_default()
    }
}

/// Figures of a track that we receive, since it was subscribed.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[non_exhaustive]
pub struct RemoteTrackStats {
    /// RTP packets, each counted once.
    pub packets: u64,
    /// Bytes of RTP payload, each packet counted once.
    pub bytes: u64,
    /// Packets that were sent and have not come, or came after their frame was given up.
    pub lost: u64,
    /// Whole frames handed out.
    pub frames: u64,
    /// Packets and frames that nobody read in time.
    pub dropped: u64,
    /// Whole frames that the server made, handed out or not; see
    /// [`RoomOptions::server_made_frames`](crate::RoomOptions::server_made_frames).
    pub server_made: u64,
    /// How often lost packets were asked for.
    pub nacks: u64,
    /// How often a keyframe was asked for.
    pub keyframe_requests: u64,
    /// Variation of the packets' delay; see RFC 3550 §6.4.1.
    pub jitter: Duration,
}

/// Figures of a track of ours.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[non_exhaustive]
pub struct LocalTrackStats {
    /// Frames sent: those written, less those dropped, refused, or written while the track was muted.
    pub frames: u64,
    /// Frames that the pacer dropped, or that were not sent because they could not be decoded for what was dropped or
    /// swallowed before them.
    pub dropped: u64,
    /// Frames that could not be sent: malformed, or too large for a packet where they cannot be cut.
    pub refused: u64,
    /// RTP packets sent, each counted once.
    pub packets: u64,
    /// Bytes of RTP payload sent, each packet counted once.
    pub bytes: u64,
    /// Packets sent again.
    pub retransmitted: u64,
    /// How often the server asked for lost packets.
    pub nacks: u64,
    /// How often the server asked for a keyframe.
    pub keyframe_requests: u64,
    /// Packets that the server reported lost, once it has reported.
    pub lost: Option<u64>,
    /// Round-trip time to the server by its reports.
    pub rtt: Option<Duration>,
}

/// Figures of a whole room.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct RoomStats {
    /// When joining reached each of its stages.
    pub join: JoinTimings,
    /// Bytes of datagrams sent.
    pub bytes_sent: u64,
    /// Bytes of datagrams received.
    pub bytes_received: u64,
    /// Round-trip time of signalling.
    pub signal_rtt: Option<Duration>,
    /// Round-trip time of the media connection.
    pub media_rtt: Option<Duration>,
}
