//! MP4: samples of several tracks, and tables that say where each stands and when it is due.
//!
//! The boxes are read by the crate `shiguredo_mp4`; what is ours is to follow the tables as the bytes
//! come. Feature `mp4`. Writing is Matroska's business.
//! Source: ISO/IEC 14496-12 (boxes), 14496-15 (AVC, HEVC), AV1, VP9 and Opus in ISOBMFF.

mod boxes;
mod demux;
mod entry;
mod fragment;
mod movie;
mod table;
mod track;

use super::{DemuxError, TrackInfo};
use crate::{Codec, MediaKind};

pub use demux::Mp4Demuxer;

/// A track of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mp4Track {
    /// Its id, which its frames carry; 0 if it has none.
    pub id: u32,
    /// What it is of; `None` if it is of something else, such as text, or does not say.
    pub kind: Option<MediaKind>,
    /// What the file says of it; `None` if its frames cannot be read.
    pub info: Option<TrackInfo>,
    /// Why its frames cannot be read, and where it is described; `None` if they can.
    pub unreadable: Option<DemuxError>,
}

impl Mp4Track {
    /// Its codec; `None` if its frames cannot be read.
    pub fn codec(&self) -> Option<Codec> {
        Some(self.info.as_ref()?.codec)
    }
}

#[cfg(test)]
mod tests;
