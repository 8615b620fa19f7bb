//! Figures of a peer.

use std::net::SocketAddr;
use std::time::Duration;

use lk_sdp::{Mid, Rid};

use crate::{IceState, SenderId};

/// Figures of a peer since its start.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PeerStats {
    /// The link.
    pub ice: IceState,
    /// Where datagrams go and come from.
    pub path: Option<(SocketAddr, SocketAddr)>,
    /// Round-trip time of the last connectivity check.
    pub rtt: Option<Duration>,
    /// Bytes of datagrams sent.
    pub bytes_sent: u64,
    /// Bytes of datagrams received.
    pub bytes_received: u64,
    /// What we send, a row for each encoding.
    pub senders: Vec<SenderStats>,
    /// What we receive, a row for each stream.
    pub receivers: Vec<ReceiverStats>,
}

/// Figures of one encoding that we send.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct SenderStats {
    /// The sender.
    pub sender: SenderId,
    /// The encoding, as they were given.
    pub encoding: usize,
    /// SSRC.
    pub ssrc: u32,
    /// Packets written, retransmissions not counted.
    pub packets: u64,
    /// Payload bytes written, retransmissions not counted.
    pub bytes: u64,
    /// Packets sent again.
    pub retransmitted: u64,
    /// Retransmission requests received (messages, not packets).
    pub nacks: u64,
    /// Keyframe requests received.
    pub keyframe_requests: u64,
    /// Share of packets that the remote reported lost, 0 to 1.
    pub loss: Option<f32>,
    /// Packets that the remote reported lost in all.
    pub lost: Option<u64>,
    /// Round-trip time from receiver reports.
    pub rtt: Option<Duration>,
}

/// Figures of one stream that we receive.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ReceiverStats {
    /// Section.
    pub mid: Mid,
    /// Layer.
    pub rid: Option<Rid>,
    /// SSRC.
    pub ssrc: u32,
    /// Packets received, each counted once.
    pub packets: u64,
    /// Payload bytes received, each packet counted once.
    pub bytes: u64,
    /// Retransmission requests sent (messages, not packets).
    pub nacks: u64,
    /// Keyframe requests sent.
    pub keyframe_requests: u64,
    /// Share of packets lost since the last report, 0 to 1.
    pub loss: Option<f32>,
    /// Interarrival jitter in RTP timestamp units.
    pub jitter: u32,
}
