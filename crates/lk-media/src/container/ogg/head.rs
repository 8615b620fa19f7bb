//! The header packets of an Opus stream. Source: RFC 7845 §5.

use bytes::Bytes;

use crate::Codec;
use crate::container::TrackInfo;

/// What the identification header says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OpusHead {
    /// Output channels.
    pub channels: u8,
    /// Samples at 48 kHz to throw away at the start of decoding.
    pub pre_skip: u16,
    /// Rate of the encoder's input in hertz, for information; zero if not told.
    pub input_sample_rate: u32,
    /// Gain to apply to the output, in 1/256 dB.
    pub output_gain: i16,
    /// Channel mapping family; 0 is mono or stereo.
    pub mapping_family: u8,
    /// The channel mapping table as it stands in the file; empty for family 0.
    pub mapping: Bytes,
}

impl OpusHead {
    /// The header of a stream of which nothing is to be thrown away: all that its packets hold is heard. RFC 7845 §4.2
    /// recommends 3840 samples where a stream is cut out of another, for a decoder that begins in the middle to
    /// converge; they would be 80 ms that were said, and a decoder is only a little less exact in them.
    pub const fn new(channels: u8) -> Self {
        Self {
            channels,
            pre_skip: 0,
            input_sample_rate: 48_000,
            output_gain: 0,
            mapping_family: 0,
            mapping: Bytes::new(),
        }
    }

    /// The header that a muxer writes for a track: what [`TrackInfo::codec_private`] says, as far as the fields beside
    /// it do not say otherwise. Two channels where nothing tells, which hold packets of either kind.
    pub fn of(info: &TrackInfo) -> Self {
        let mut head = Self::parse(&info.codec_private).unwrap_or(Self::new(2));
        // More than two take a mapping, which is told with their number.
        if let Some(channels @ 1..=2) = info.channels
            && head.mapping_family == 0
        {
            head.channels = channels as u8;
        }
        head.pre_skip = info.pre_skip.unwrap_or(head.pre_skip);
        head.input_sample_rate = info.sample_rate.unwrap_or(head.input_sample_rate);
        head
    }

    /// What it says of its track.
    pub(in crate::container) fn info(&self) -> TrackInfo {
        let info = TrackInfo::new(Codec::Opus).channels(self.channels.into());
        let info = info.pre_skip(self.pre_skip).codec_private(self.write());
        // Zero: not told.
        match self.input_sample_rate {
            0 => info,
            rate => info.sample_rate(rate),
        }
    }

    /// Reads an identification header; `None` if it is none, or of an unknown version.
    pub(in crate::container) fn parse(packet: &Bytes) -> Option<Self> {
        let rest = packet.strip_prefix(MAGIC)?;
        let [
            version,
            channels,
            p0,
            p1,
            r0,
            r1,
            r2,
            r3,
            g0,
            g1,
            mapping_family,
            ..,
        ] = rest
        else {
            return None;
        };
        // The upper half is the major version; channels are never none.
        if version & 0xf0 != 0 || *channels == 0 {
            return None;
        }
        Some(Self {
            channels: *channels,
            pre_skip: u16::from_le_bytes([*p0, *p1]),
            input_sample_rate: u32::from_le_bytes([*r0, *r1, *r2, *r3]),
            output_gain: i16::from_le_bytes([*g0, *g1]),
            mapping_family: *mapping_family,
            mapping: packet.slice(FIXED_LEN..),
        })
    }

    pub(in crate::container) fn write(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(FIXED_LEN + self.mapping.len());
        out.extend_from_slice(MAGIC);
        out.extend_from_slice(&[1, self.channels]);
        out.extend_from_slice(&self.pre_skip.to_le_bytes());
        out.extend_from_slice(&self.input_sample_rate.to_le_bytes());
        out.extend_from_slice(&self.output_gain.to_le_bytes());
        out.push(self.mapping_family);
        out.extend_from_slice(&self.mapping);
        out
    }
}

/// A comment header that names this crate and nothing else.
pub(super) fn default_tags() -> Vec<u8> {
    let vendor = concat!("lk-media ", env!("CARGO_PKG_VERSION"));
    let mut out = TAGS_MAGIC.to_vec();
    out.extend_from_slice(&(vendor.len() as u32).to_le_bytes());
    out.extend_from_slice(vendor.as_bytes());
    out.extend_from_slice(&[0; 4]);
    out
}

pub(super) const MAGIC: &[u8] = b"OpusHead";
pub(super) const TAGS_MAGIC: &[u8] = b"OpusTags";
const FIXED_LEN: usize = 19;
