//! What goes into a sample builder and what comes out.

use std::ops::Range;
use std::time::{Duration, Instant};

use bytes::Bytes;

use crate::Codec;
use crate::bitstream::FrameInfo;
use crate::extension::dependency::DependencyDescriptor;

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
    ///
    /// A slice keeps alive all of the buffer that it was cut from, while bounds here count the slice: where buffers are
    /// much larger than their packets, such as those that take many datagrams at once, hand in a copy.
    pub payload: Bytes,
}

/// What a header extension of a packet says of the layers of its frame.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PacketLayers {
    /// The temporal layer.
    pub temporal: Option<u8>,
    /// The spatial layer.
    pub spatial: Option<u8>,
}

impl From<&DependencyDescriptor> for PacketLayers {
    fn from(descriptor: &DependencyDescriptor) -> Self {
        Self {
            temporal: Some(descriptor.dependencies.temporal_layer()),
            spatial: Some(descriptor.dependencies.spatial_layer()),
        }
    }
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
    /// The codec of the frame; of redundant audio that of the frames within, which in LiveKit is Opus.
    pub codec: Codec,
    /// The encoded frame, as in [`Frame`](crate::Frame).
    pub data: Bytes,
    /// Its RTP timestamp.
    pub rtp_timestamp: u32,
    /// Its time after the first frame that came out, by RTP timestamp, wrap-around unfolded. Where the timestamp leaps (by
    /// more than 2 seconds back or 5 minutes ahead, or where the sender counts anew) by arrival.
    pub pts: Duration,
    /// When the first of its packets to come came, by the times handed in. Of several tracks of one sender, arrivals put
    /// side by side what their RTP timestamps cannot.
    pub arrival: Instant,
    /// Whether decoding can start here. Always true for audio.
    pub keyframe: bool,
    /// Whether everything that it may refer to came out, so that it can be decoded: all since the last keyframe, or all
    /// of these but what packets show to be of no use to it. Always true for audio.
    pub intact: bool,
    /// The temporal layer, where its packets say it: in their payloads, else in a header extension.
    pub temporal_layer: Option<u8>,
    /// The highest of its spatial layers, where its packets say it, likewise.
    pub spatial_layer: Option<u8>,
    /// Whether no later frame refers to this one, where its packets say it.
    pub discardable: Option<bool>,
    /// Packets reported as lost since the frame before.
    pub lost_packets_before: u32,
    /// Sequence number of its first packet, unfolded: the lower 16 bits are those on the wire.
    pub first_seq: u64,
    /// How many packets carried it.
    pub packets: u32,
}

impl BuiltFrame {
    /// What the frame says about itself, and what its packets say of its layers: those win, as who sends knows best.
    ///
    /// The bytes have to be an encoder's, see [`FrameInfo::of`].
    ///
    /// ```
    /// # use {bytes::Bytes, std::time::{Duration, Instant}};
    /// # use lk_media::{Codec, RtpPacket, SampleBuilder, sample_builder::Built};
    /// # let mut builder = SampleBuilder::new(Codec::Vp8, Duration::ZERO);
    /// # let now = Instant::now();
    /// // X, S; T; layer 1. Then a frame of VP8, which has no word for layers.
    /// let payload = Bytes::from_static(&[0x90, 0x20, 0x40, 0x11, 7, 7]);
    /// builder.push(RtpPacket { seq: 7, timestamp: 0, marker: true, payload }, now);
    /// let Some(Built::Frame(frame)) = builder.poll(now) else { panic!("a frame is due") };
    /// assert_eq!((frame.temporal_layer, frame.info().temporal_layer), (Some(1), Some(1)));
    /// ```
    pub fn info(&self) -> FrameInfo {
        let own = FrameInfo::of(self.codec, &self.data);
        FrameInfo {
            temporal_layer: self.temporal_layer.or(own.temporal_layer),
            spatial_layer: self.spatial_layer.or(own.spatial_layer),
            discardable: self.discardable.or(own.discardable),
            ..own
        }
    }
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
    /// The sender numbers its packets anew, or the builder was reset; how many are missing cannot be known, the range is
    /// empty.
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
    /// Packets that came and were thrown away: their frame was incomplete or malformed, or the owner does not poll.
    pub discarded: u64,
    /// Frames given out.
    pub frames: u64,
    /// Whole frames kept back because they could not be decoded.
    pub withheld: u64,
}
