//! What a frame of video is to those behind it, as far as it and who wrote it say so.

use lk_media::bitstream::FrameInfo;
use lk_media::packetize::Layer;
use lk_media::{Codec, Frame};

/// What a frame is to those behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    /// Decoding can start here.
    pub(super) starts_anew: bool,
    /// Nothing is decoded with it, and receivers do not miss it either.
    pub(super) spare: bool,
    /// Its temporal layer, where that is said: frames of lower ones do without it.
    pub(super) temporal: Option<u8>,
    /// Who has received only lower temporal layers can go over to this one here.
    pub(super) switching_point: bool,
    /// It is the first of its picture, or all of it.
    pub(super) begins_picture: bool,
    /// The codec tells by a switching point of the layers above it, too.
    pub(super) lifts_upper_layers: bool,
}

impl Standing {
    /// That of a frame. `counts_base`: whether packets count the pictures of the lowest temporal layer, where a frame
    /// says its layer.
    pub(super) fn of(frame: &Frame, codec: Codec, begins_picture: bool, counts_base: bool) -> Self {
        let info = FrameInfo::of(codec, &frame.data);
        let layer = frame.layer.as_ref();
        let temporal = info.temporal_layer.or(layer.map(Layer::temporal_layer));
        // One that packets count is missed, though nothing refers to it.
        let counted = counts_base && layer.is_some() && temporal == Some(0);
        let discardable =
            info.discardable == Some(true) || layer.is_some_and(Layer::is_discardable);
        let is_whole = begins_picture && layer.is_none_or(Layer::completes_picture);
        // The upper spatial layers of a key picture need the lowest.
        let starts_anew = begins_picture && (frame.keyframe || info.keyframe);
        Self {
            starts_anew,
            spare: discardable && is_whole && !counted && !starts_anew,
            temporal,
            switching_point: layer.is_some_and(Layer::is_switching_point),
            begins_picture,
            lifts_upper_layers: codec == Codec::Vp9,
        }
    }

    /// Whether one can go over to its layer with it, and with all of its picture.
    pub(super) const fn switches(&self) -> bool {
        self.switching_point && self.begins_picture
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn of(codec: Codec, data: &'static [u8], layer: Option<Layer>) -> Standing {
        let frame = Frame::new(data.into(), Duration::ZERO);
        let frame = match layer {
            Some(layer) => frame.layer(layer),
            None => frame,
        };
        Standing::of(&frame, codec, true, codec == Codec::Vp8)
    }

    #[test]
    fn a_layer_is_read_as_it_was_said() {
        let layer = Layer::new().temporal(2).discardable(true);
        let standing = of(Codec::Vp8, &[0x11], Some(layer));
        assert_eq!(standing.temporal, Some(2));
        assert!(standing.spare && !standing.switching_point);
        let standing = of(
            Codec::Vp8,
            &[0x11],
            Some(Layer::new().switching_point(true)),
        );
        assert_eq!((standing.temporal, standing.spare), (Some(0), false));
        assert!(standing.switching_point);
    }

    #[test]
    fn what_the_bitstream_says_counts_where_nobody_speaks_of_layers() {
        // A slice that is no reference, and one that is.
        let [free, needed] = [&[0, 0, 0, 1, 0x01, 0x9a][..], &[0, 0, 0, 1, 0x41, 0x9a]];
        assert!(of(Codec::H264, free, None).spare);
        assert!(!of(Codec::H264, needed, None).spare);
        // Temporal layer 1 of H.265.
        let upper = of(Codec::H265, &[0, 0, 0, 1, 0x02, 0x02, 0xd0], None);
        assert_eq!((upper.temporal, upper.spare), (Some(1), false));
        assert_eq!(of(Codec::Vp8, &[0x11], None).temporal, None);
    }

    #[test]
    fn a_frame_that_packets_count_is_not_spare() {
        let layer = Layer::new().discardable(true);
        assert!(!of(Codec::Vp8, &[0x11], Some(layer)).spare);
        assert!(of(Codec::Vp8, &[0x11], Some(layer.temporal(1))).spare);
    }

    #[test]
    fn a_part_of_a_picture_is_not_spare() {
        let part = Layer::new().discardable(true).ends_picture(false);
        assert!(!of(Codec::Vp9, &[0x86], Some(part)).spare);
    }
}
