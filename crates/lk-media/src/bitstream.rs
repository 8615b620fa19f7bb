//! What a frame says about itself, read from its bitstream and never guessed.

pub mod annexb;
pub(crate) mod av1;
pub(crate) mod bits;
pub(crate) mod h264;
pub(crate) mod h265;
pub mod opus;
mod vp8;
mod vp9;

use crate::Codec;

/// What a frame says about itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FrameInfo {
    /// Whether decoding can start here. H.264 and H.265: a picture that resets the decoder (IDR;
    /// H.265 also BLA and CRA). AV1: a shown key frame with its sequence header. Always true for
    /// audio.
    pub keyframe: bool,
    /// Width and height in pixels, where the frame carries them.
    pub dimensions: Option<(u32, u32)>,
}

impl FrameInfo {
    /// Reads the frame's headers. Of a frame that cannot be read (or is encrypted beyond its first
    /// bytes) less is known, which is no error.
    ///
    /// ```
    /// # use lk_media::{Codec, bitstream::FrameInfo};
    /// let frame = [0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0xe0, 0x01, 0x0e, 0x01];
    /// let info = FrameInfo::of(Codec::Vp8, &frame);
    /// assert!(info.keyframe);
    /// assert_eq!(info.dimensions, Some((480, 270)));
    /// ```
    pub fn of(codec: Codec, frame: &[u8]) -> Self {
        match codec {
            Codec::Opus | Codec::Red | Codec::Pcmu | Codec::Pcma | Codec::G722 => Self {
                keyframe: true,
                dimensions: None,
            },
            Codec::Vp8 => vp8::info(frame),
            Codec::Vp9 => vp9::info(frame),
            Codec::H264 => h264::info(frame),
            Codec::H265 => h265::info(frame),
            Codec::Av1 => av1::info(frame),
        }
    }
}
