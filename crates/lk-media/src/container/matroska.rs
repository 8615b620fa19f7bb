//! Matroska and WebM: frames of several tracks in clusters, with the time of each.
//!
//! The elements are read by the crate `mkv-element`; what is ours is to take them apart as they come,
//! without seeking, and to write none that WebM does not know. Feature `matroska`.
//! Source: RFC 8794 (EBML), RFC 9559 (Matroska), the WebM container guidelines.

mod demux;
mod element;
mod header;
mod mux;
mod reading;
mod record;
mod track;

use super::TrackInfo;
use crate::Codec;

pub use demux::MatroskaDemuxer;
pub use mux::MatroskaMuxer;

/// A track of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MatroskaTrack {
    /// Its number, which its frames carry.
    pub number: u64,
    /// What the file says of it; `None` if its codec is not one of ours, or its frames stand in a form that is not
    /// read.
    pub info: Option<TrackInfo>,
    /// What the file calls its codec, such as `V_VP8`.
    pub codec_id: String,
}

impl MatroskaTrack {
    /// Its codec; `None` as with [`info`](Self::info).
    pub fn codec(&self) -> Option<Codec> {
        Some(self.info.as_ref()?.codec)
    }
}

/// The codecs, by the names they have in files; WebM knows the first four.
const CODECS: [(&str, Codec); 6] = [
    ("V_VP8", Codec::Vp8),
    ("V_VP9", Codec::Vp9),
    ("V_AV1", Codec::Av1),
    ("A_OPUS", Codec::Opus),
    ("V_MPEG4/ISO/AVC", Codec::H264),
    ("V_MPEGH/ISO/HEVC", Codec::H265),
];

#[cfg(test)]
mod tests;
