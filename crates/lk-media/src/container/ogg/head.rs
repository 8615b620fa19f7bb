//! The header packets of an Opus stream. Source: RFC 7845 §5.

use bytes::Bytes;

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
    /// The header of a stream that was cut out of a call: it begins anywhere, so decoders are told to
    /// throw away 80 ms, as the RFC wants it.
    pub const fn new(channels: u8) -> Self {
        Self {
            channels,
            pre_skip: 3840,
            input_sample_rate: 48_000,
            output_gain: 0,
            mapping_family: 0,
            mapping: Bytes::new(),
        }
    }

    /// Reads an identification header; `None` if it is none, or of an unknown version.
    pub(super) fn parse(packet: &Bytes) -> Option<Self> {
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
