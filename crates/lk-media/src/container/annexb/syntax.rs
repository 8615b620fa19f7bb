//! What NAL units of either codec mean for the bounds of access units.
//!
//! Source: ITU-T H.264 §7.4.1.2.3, H.265 §7.4.2.4.4.

use crate::Codec;
use crate::bitstream::parameter_sets::Kind as SetKind;
use crate::bitstream::{h264, h265};
use crate::container::Kind;

/// What differs between H.264 and H.265.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    H264,
    H265,
}

/// What a NAL unit means for the bounds of access units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The first slice of a picture.
    FirstSlice,
    /// Another slice.
    Slice,
    /// Behind a slice, it begins the next access unit.
    Opens,
    /// Belongs to the slice behind it, which decides.
    Prefix,
    /// Belongs to the access unit before it.
    Other,
}

impl Syntax {
    pub(super) const fn codec(self) -> Codec {
        match self {
            Self::H264 => Codec::H264,
            Self::H265 => Codec::H265,
        }
    }

    pub(super) const fn kind(self) -> Kind {
        match self {
            Self::H264 => Kind::H264,
            Self::H265 => Kind::H265,
        }
    }

    pub(super) const fn header_len(self) -> usize {
        match self {
            Self::H264 => 1,
            Self::H265 => 2,
        }
    }

    /// `None` if the first bytes are not those of a NAL unit.
    pub(super) fn role(self, head: &[u8]) -> Option<Role> {
        let header = *head.first()?;
        if header & 0x80 != 0 {
            return None;
        }
        // The first number in a slice is zero, or the first flag is set: one bit says both.
        let first = head
            .get(self.header_len())
            .is_some_and(|byte| byte & 0x80 != 0);
        let slice = if first { Role::FirstSlice } else { Role::Slice };
        Some(match self {
            Self::H264 => match header & h264::TYPE_MASK {
                1 | 2 | 5 => slice,
                3 | 4 => Role::Slice,
                6..=9 | 15..=18 => Role::Opens,
                h264::PREFIX => Role::Prefix,
                _ => Role::Other,
            },
            // What stands above the lowest layer begins no picture.
            Self::H265
                if head
                    .get(1)
                    .is_some_and(|second| h265::layer(header, *second) > 0) =>
            {
                Role::Other
            }
            Self::H265 => match h265::kind(header) {
                0..h265::FIRST_NON_VCL => slice,
                32..=35 | 39 | 41..=44 | 48..=55 => Role::Opens,
                _ => Role::Other,
            },
        })
    }

    pub(super) const fn is_keyframe(self, header: u8) -> bool {
        match self {
            Self::H264 => header & h264::TYPE_MASK == h264::IDR_SLICE,
            Self::H265 => h265::is_irap(h265::kind(header)),
        }
    }

    pub(super) const fn set_kind(self, header: u8) -> Option<SetKind> {
        match self {
            Self::H264 => h264::set_kind(header),
            Self::H265 => h265::set_kind(header),
        }
    }

    pub(super) fn parameter_set_id(self, unit: &[u8]) -> Option<u32> {
        match self {
            Self::H264 => h264::parameter_set_id(unit),
            Self::H265 => h265::parameter_set_id(unit),
        }
    }
}
