//! What goes into a sample builder and what comes out.

use std::ops::Range;
use std::time::Duration;

use bytes::Bytes;

/// One received RTP packet, its header taken apart and its padding taken off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RtpPacket {
    /// Sequence number.
    pub seq: u16,
    /// Timestamp, in ticks of the codec's clock.
    pub timestamp: u32,
    /// The marker bit.
    pub marker: bool,
    /// What follows header, extensions and, cut off, padding. Empty: a packet of padding only.
    pub payload: Bytes,
}

/// What [`SampleBuilder::poll`](super::SampleBuilder::poll) gives.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Built {
    /// The next frame.
    Frame(BuiltFrame),
    /// Between the frame before and the one to come something was lost. Of video, a keyframe is
    /// needed.
    Lost(Lost),
}

/// A frame as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BuiltFrame {
    /// The encoded frame, as in [`Frame`](crate::Frame).
    pub data: Bytes,
    /// Its RTP timestamp.
    pub rtp_timestamp: u32,
    /// Its time after the first frame that came out, by RTP timestamp, wrap-around unfolded.
    pub pts: Duration,
    /// Whether decoding can start here. Always true for audio.
    pub keyframe: bool,
    /// Whether everything since the last keyframe came out, so that the frame can be decoded.
    /// Always true for audio.
    pub intact: bool,
    /// Packets reported as lost since the frame before.
    pub lost_packets_before: u32,
    /// Sequence number of its first packet, unfolded: the lower 16 bits are those on the wire.
    pub first_seq: u64,
    /// How many packets carried it.
    pub packets: u32,
}

/// What was lost, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lost {
    /// Sequence numbers, unfolded: the lower 16 bits are those on the wire.
    pub packets: Range<u64>,
    /// Why they were given up.
    pub cause: LossCause,
}

/// Why packets were given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LossCause {
    /// They did not come in time.
    Missing,
    /// They came and could not be read as their codec.
    Malformed,
    /// Their frame did not end within the memory bound.
    Oversized,
    /// The sender numbers its packets anew; how many are missing cannot be known, the range is empty.
    Restarted,
}

/// Counts since the builder was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct SampleBuilderStats {
    /// Packets taken in.
    pub received: u64,
    /// Packets without a payload among them.
    pub padding: u64,
    /// Packets refused because the same sequence number was there already.
    pub duplicate: u64,
    /// Packets refused because they came after they had been released or given up, or stood far
    /// outside the window.
    pub late: u64,
    /// Packets that did not come, their frames taken from the redundancy of a later one.
    pub recovered: u64,
    /// Packets that never came.
    pub lost: u64,
    /// Packets that came and were thrown away, their frame being incomplete or malformed.
    pub discarded: u64,
    /// Frames given out.
    pub frames: u64,
    /// Whole frames kept back because a keyframe was awaited.
    pub withheld: u64,
}
