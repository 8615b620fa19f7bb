//! What a packet shows of its frame, in one word, so that what all packets of a frame show is found by or.

use super::PacketLayers;
use crate::depacketize::{FrameStart, PayloadShape, PictureId};

/// What packets show of their frame. Of packets that contradict each other it means nothing, and harms nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Facts(u64);

impl Facts {
    #[inline]
    pub(super) fn of(shape: &PayloadShape) -> Self {
        let flag = |is: bool, bit: u64| if is { bit } else { 0 };
        let mut word = flag(shape.keyframe, KEYFRAME)
            | flag(shape.switching_point, SWITCHING)
            | flag(shape.start != FrameStart::Supplement, PICTURE);
        match shape.discardable {
            Some(true) => word |= DISCARDABLE,
            Some(false) => word |= NEEDED,
            None => {}
        }
        if let Some(layer) = shape.temporal_layer {
            word |= HAS_TEMPORAL | u64::from(layer & 7) << TEMPORAL;
        }
        if let Some(layer) = shape.spatial_layer {
            word |= 1 << (SPATIAL + u32::from(layer & 7));
        }
        if let Some(base) = shape.base_picture {
            word |= HAS_BASE | u64::from(base) << BASE;
        }
        if let Some(id) = shape.picture_id {
            word |= HAS_ID | flag(id.bits() > 7, LONG_ID) | u64::from(id.value()) << ID;
        }
        Self(word)
    }

    /// The same, with what a header extension says of the layers.
    #[inline]
    pub(super) fn told(self, layers: PacketLayers) -> Self {
        let mut word = self.0;
        if let Some(layer) = layers.temporal {
            word |= TOLD | u64::from(layer & 7) << TOLD_TEMPORAL;
        }
        if let Some(layer) = layers.spatial {
            word |= 1 << (TOLD_SPATIAL + u32::from(layer & 7));
        }
        Self(word)
    }

    pub(super) const fn told_temporal_layer(self) -> Option<u8> {
        if self.has(TOLD) {
            Some((self.0 >> TOLD_TEMPORAL) as u8 & 7)
        } else {
            None
        }
    }

    /// The highest.
    pub(super) const fn told_spatial_layer(self) -> Option<u8> {
        match ((self.0 >> TOLD_SPATIAL) as u8).checked_ilog2() {
            Some(layer) => Some(layer as u8),
            None => None,
        }
    }

    pub(super) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    const fn has(self, bit: u64) -> bool {
        self.0 & bit != 0
    }

    pub(super) const fn keyframe(self) -> bool {
        self.has(KEYFRAME)
    }

    pub(super) const fn switching_point(self) -> bool {
        self.has(SWITCHING)
    }

    /// Whether there is something of a picture, not only supplements.
    pub(super) const fn has_picture(self) -> bool {
        self.has(PICTURE)
    }

    pub(super) const fn discardable(self) -> Option<bool> {
        match (self.has(DISCARDABLE), self.has(NEEDED)) {
            (_, true) => Some(false),
            (true, false) => Some(true),
            (false, false) => None,
        }
    }

    pub(super) const fn temporal_layer(self) -> Option<u8> {
        if self.has(HAS_TEMPORAL) {
            Some((self.0 >> TEMPORAL) as u8 & 7)
        } else {
            None
        }
    }

    /// The highest.
    pub(super) const fn spatial_layer(self) -> Option<u8> {
        match ((self.0 >> SPATIAL) as u8).checked_ilog2() {
            Some(layer) => Some(layer as u8),
            None => None,
        }
    }

    pub(super) const fn base_picture(self) -> Option<u8> {
        if self.has(HAS_BASE) {
            Some((self.0 >> BASE) as u8)
        } else {
            None
        }
    }

    pub(super) const fn picture_id(self) -> Option<PictureId> {
        if self.has(HAS_ID) {
            let value = (self.0 >> ID) as u16 & 0x7fff;
            Some(PictureId::new(value, self.has(LONG_ID)))
        } else {
            None
        }
    }
}

const KEYFRAME: u64 = 1;
const SWITCHING: u64 = 1 << 1;
const DISCARDABLE: u64 = 1 << 2;
const NEEDED: u64 = 1 << 3;
const HAS_TEMPORAL: u64 = 1 << 4;
const HAS_BASE: u64 = 1 << 5;
const HAS_ID: u64 = 1 << 6;
const LONG_ID: u64 = 1 << 7;
const PICTURE: u64 = 1 << 8;
/// Three bits.
const TEMPORAL: u32 = 9;
/// Apart from what payloads say: that alone is what gaps between pictures are judged by.
const TOLD: u64 = 1 << 12;
/// Three bits.
const TOLD_TEMPORAL: u32 = 13;
/// A bit for each of eight.
const TOLD_SPATIAL: u32 = 48;
/// A bit for each of eight.
const SPATIAL: u32 = 16;
/// Eight bits.
const BASE: u32 = 24;
/// 15 bits.
const ID: u32 = 32;
