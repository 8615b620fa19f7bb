//! What a frame says about itself, read from its bitstream and never guessed.

pub mod annexb;
pub(crate) mod av1;
pub(crate) mod bits;
pub(crate) mod h264;
pub(crate) mod h265;
pub mod opus;
pub(crate) mod parameter_sets;
mod picture_order;
mod slots;
#[cfg(test)]
pub(crate) mod testing;
mod vp8;
pub(crate) mod vp9;

use std::time::Duration;

use crate::Codec;

pub use picture_order::PictureOrder;

/// What a frame says about itself.
///
/// Whatever the bitstream does not say is `None`. What a packet adds to that, such as the layer of a VP8 or
/// VP9 frame, is in [`PayloadShape`](crate::depacketize::PayloadShape).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FrameInfo {
    /// Whether decoding can start here. H.264 and H.265: a picture that resets the decoder (IDR;
    /// H.265 also BLA and CRA). AV1: a shown key frame with its sequence header. Always true for
    /// audio.
    pub keyframe: bool,
    /// Width and height in pixels, where the frame carries them; of a picture in several spatial layers those of the
    /// highest. AV1: only of a key frame with its sequence header.
    pub dimensions: Option<(u32, u32)>,
    /// The temporal layer: H.265, H.264 with prefix units, AV1 with extended headers.
    pub temporal_layer: Option<u8>,
    /// The spatial layer: AV1 with extended headers, of a frame that has one only.
    pub spatial_layer: Option<u8>,
    /// Whether no later frame is decoded with anything of this one: neither its picture nor what it taught the
    /// decoder. VP9, H.265 and AV1 only ever say no.
    pub discardable: Option<bool>,
    /// How long it lasts: Opus, PCMU, PCMA, G.722.
    pub duration: Option<Duration>,
}

impl FrameInfo {
    /// Reads the frame's headers. Of a frame that cannot be read less is known, which is no error.
    ///
    /// The bytes have to be an encoder's: of an encrypted frame that leaves its first bytes plain, as LiveKit's
    /// do, only `keyframe`, and of VP8 `dimensions`, mean anything.
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
                duration: audio_duration(codec, frame),
                ..Self::default()
            },
            Codec::Vp8 => vp8::info(frame),
            Codec::Vp9 => vp9::info(frame),
            Codec::H264 => h264::info(frame),
            Codec::H265 => h265::info(frame),
            Codec::Av1 => av1::info(frame),
        }
    }

    /// Only whether it is a keyframe, as [`of`](Self::of) says it, with less work: of VP8 and VP9 the first bytes tell.
    ///
    /// ```
    /// # use lk_media::{Codec, bitstream::FrameInfo};
    /// assert!(FrameInfo::is_keyframe(Codec::Vp8, &[0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a]));
    /// assert!(!FrameInfo::is_keyframe(Codec::Vp8, &[0x11, 0x02, 0x00]));
    /// ```
    pub fn is_keyframe(codec: Codec, frame: &[u8]) -> bool {
        match codec {
            Codec::Vp8 => vp8::is_keyframe(frame),
            Codec::Vp9 => vp9::is_keyframe(frame),
            Codec::H264 => h264::is_keyframe(frame),
            Codec::H265 => h265::is_keyframe(frame),
            _ => Self::of(codec, frame).keyframe,
        }
    }
}

fn audio_duration(codec: Codec, frame: &[u8]) -> Option<Duration> {
    match codec {
        Codec::Opus => opus::duration(frame),
        // 64 kbit/s, all three of them. Source: RFC 3551 §4.5.
        Codec::Pcmu | Codec::Pcma | Codec::G722 => {
            let ticks = u32::try_from(frame.len()).ok().filter(|len| *len > 0)?;
            Some(Duration::from_secs(1) * ticks / 8_000)
        }
        _ => None,
    }
}
