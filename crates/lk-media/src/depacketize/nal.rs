//! H.264 and H.265 payloads into an access unit in Annex B form, every unit behind a start code of four
//! bytes.
//!
//! Source: RFC 6184 §5.6 to §5.8, RFC 7798 §4.4. The interleaved modes are not supported, as nobody in
//! WebRTC uses them. Types that mean nothing, in a payload or in an aggregation, are passed over, as a decoder does.

use bytes::Bytes;

use super::{DepacketizeError, FrameStart, PayloadShape};
use crate::bitstream::annexb::START_CODE;
use crate::bitstream::{h264, h265};

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    H264,
    H265,
}

impl Format {
    pub(super) fn inspect(self, payload: &[u8]) -> Result<PayloadShape, DepacketizeError> {
        let mut start = None;
        let mut shape = PayloadShape::new(FrameStart::Unknown, false);
        self.for_each_part(payload, |part| {
            start = start.or_else(|| self.frame_start(&part));
            shape.keyframe |= self.is_keyframe(&part);
            self.describe(&part, payload, &mut shape);
        })?;
        shape.start = start.unwrap_or(FrameStart::Supplement);
        Ok(shape)
    }

    #[inline]
    pub(super) fn for_each_slice<'a>(
        self,
        payloads: impl Iterator<Item = &'a Bytes>,
        mut each: impl FnMut(&[u8]),
    ) -> Result<(), DepacketizeError> {
        let mut open = false;
        for payload in payloads {
            let mut parts = self.parts(payload)?;
            while let Some(part) = parts.next()? {
                if open != part.continues() {
                    return Err(DepacketizeError::OutOfPlace);
                }
                open = !part.ends_unit();
                let body = match part {
                    Part::Whole(unit) => {
                        each(&START_CODE);
                        unit
                    }
                    Part::First { header, body, .. } => {
                        let [a, b, c, d] = START_CODE;
                        let head = [a, b, c, d, header[0], header[1]];
                        each(head.get(..4 + self.header_len()).unwrap_or_default());
                        body
                    }
                    Part::More { body, .. } => body,
                };
                each(body);
            }
        }
        if open {
            return Err(DepacketizeError::OutOfPlace);
        }
        Ok(())
    }

    const fn header_len(self) -> usize {
        match self {
            Self::H264 => 1,
            Self::H265 => 2,
        }
    }

    /// The header of the NAL unit that begins with a part, and what follows it.
    fn header_and_body<'a>(self, part: &Part<'a>) -> Option<([u8; 2], &'a [u8])> {
        match part {
            Part::Whole(unit) => {
                let second = unit.get(1).copied().unwrap_or_default();
                Some(([*unit.first()?, second], unit.get(self.header_len()..)?))
            }
            Part::First { header, body, .. } => Some((*header, body)),
            Part::More { .. } => None,
        }
    }

    /// Layer and importance, as a slice's header tells them. Those of a fragment's unit stand in the header of
    /// each fragment, those of other units in their own.
    fn describe(self, part: &Part<'_>, payload: &[u8], shape: &mut PayloadShape) {
        let unit = match part {
            Part::Whole(unit) => unit,
            Part::First { .. } | Part::More { .. } => payload,
        };
        let (first, kind) = match (self, unit, part) {
            (Self::H264, [first, ..], Part::Whole(_)) => (*first, first & h264::TYPE_MASK),
            (Self::H264, [first, place, ..], _) => (*first, place & h264::TYPE_MASK),
            (Self::H265, [first, ..], Part::Whole(_)) => (*first, h265::kind(*first)),
            (Self::H265, [first, _, place, ..], _) => (*first, place & 0x3f),
            _ => return,
        };
        match self {
            Self::H264 => match kind {
                h264::SLICE | h264::IDR_SLICE => {
                    let reference = kind == h264::IDR_SLICE || h264::is_reference(first);
                    shape.discardable = Some(!reference);
                }
                h264::PREFIX => shape.temporal_layer = h264::temporal_layer(unit),
                _ => {}
            },
            Self::H265 if kind < h265::FIRST_NON_VCL => {
                shape.temporal_layer = unit.get(1).and_then(|second| h265::temporal_layer(*second));
                if h265::is_reference(kind) {
                    shape.discardable = Some(false);
                }
            }
            Self::H265 => {}
        }
    }

    fn is_keyframe(self, part: &Part<'_>) -> bool {
        let Some(([first, second], _)) = self.header_and_body(part) else {
            return false;
        };
        match self {
            Self::H264 => first & h264::TYPE_MASK == h264::IDR_SLICE,
            Self::H265 => h265::layer(first, second) == 0 && h265::is_irap(h265::kind(first)),
        }
    }

    /// Whether an access unit begins with this part; `None` if it may stand before what tells. A slice tells by its
    /// first bit (H.264: `first_mb_in_slice` is zero), and that of a layer above the lowest has that one before it. That of a keyframe does not suffice: without the parameter sets
    /// before it, it is worth nothing.
    fn frame_start(self, part: &Part<'_>) -> Option<FrameStart> {
        if part.continues() {
            return Some(FrameStart::No);
        }
        let ([header, second], body) = self.header_and_body(part)?;
        let mut first_slice = body.first().is_some_and(|byte| byte & 0x80 != 0);
        let (opens, slice) = match self {
            Self::H264 => {
                let kind = header & h264::TYPE_MASK;
                let opens = matches!(kind, h264::SPS | h264::ACCESS_UNIT_DELIMITER);
                // Of a slice in partitions only the first counts macroblocks.
                first_slice &= !matches!(kind, h264::PARTITION_B | h264::PARTITION_C);
                (opens, (h264::SLICE..=h264::IDR_SLICE).contains(&kind))
            }
            Self::H265 => {
                let kind = h265::kind(header);
                let lowest = h265::layer(header, second) == 0;
                first_slice &= lowest;
                let opens = lowest && matches!(kind, h265::VPS | h265::ACCESS_UNIT_DELIMITER);
                (opens, kind < h265::FIRST_NON_VCL)
            }
        };
        match (opens, slice) {
            (true, _) => Some(FrameStart::Yes),
            (false, true) if !first_slice => Some(FrameStart::No),
            (false, true) if !self.is_keyframe(part) => Some(FrameStart::Yes),
            (false, true) => Some(FrameStart::Unknown),
            (false, false) => None,
        }
    }

    fn for_each_part<'a>(
        self,
        payload: &'a [u8],
        mut each: impl FnMut(Part<'a>),
    ) -> Result<(), DepacketizeError> {
        let mut parts = self.parts(payload)?;
        while let Some(part) = parts.next()? {
            each(part);
        }
        Ok(())
    }

    #[inline]
    fn parts(self, payload: &[u8]) -> Result<Parts<'_>, DepacketizeError> {
        match (self, payload) {
            (Self::H264, [indicator, rest @ ..]) => match indicator & h264::TYPE_MASK {
                1..h264::STAP_A => Ok(Parts::one(Part::Whole(payload))),
                h264::STAP_A => Parts::aggregated(rest, 1),
                h264::FU_A => Parts::fragment(rest, |kind| {
                    [indicator & !h264::TYPE_MASK | kind & h264::TYPE_MASK, 0]
                }),
                0 | 30 | 31 => Ok(Parts::NONE),
                other => Err(DepacketizeError::UnsupportedMode(other)),
            },
            (Self::H265, [first, second, rest @ ..]) => match h265::kind(*first) {
                0..h265::AGGREGATION => Ok(Parts::one(Part::Whole(payload))),
                h265::AGGREGATION => Parts::aggregated(rest, 2),
                h265::FRAGMENT => {
                    Parts::fragment(rest, |kind| [first & 0x81 | (kind & 0x3f) << 1, *second])
                }
                51.. => Ok(Parts::NONE),
                other => Err(DepacketizeError::UnsupportedMode(other)),
            },
            _ => Err(DepacketizeError::Truncated),
        }
    }
}

enum Part<'a> {
    /// A NAL unit.
    Whole(&'a [u8]),
    /// The beginning of one that is fragmented.
    First {
        header: [u8; 2],
        body: &'a [u8],
        last: bool,
    },
    /// A later fragment.
    More { body: &'a [u8], last: bool },
}

impl Part<'_> {
    const fn continues(&self) -> bool {
        matches!(self, Self::More { .. })
    }

    const fn ends_unit(&self) -> bool {
        match self {
            Self::Whole(_) => true,
            Self::First { last, .. } | Self::More { last, .. } => *last,
        }
    }
}

/// What a payload is made of.
struct Parts<'a> {
    one: Option<Part<'a>>,
    /// Units behind a length of two bytes each, none of them shorter than `min`.
    aggregated: &'a [u8],
    min: usize,
}

impl<'a> Parts<'a> {
    const NONE: Self = Self {
        one: None,
        aggregated: &[],
        min: 0,
    };

    const fn one(part: Part<'a>) -> Self {
        Self {
            one: Some(part),
            aggregated: &[],
            min: 0,
        }
    }

    const fn aggregated(units: &'a [u8], min: usize) -> Result<Self, DepacketizeError> {
        if units.is_empty() {
            return Err(DepacketizeError::Truncated);
        }
        Ok(Self {
            one: None,
            aggregated: units,
            min,
        })
    }

    /// A fragment behind a byte with its place in the unit, and the unit's type.
    #[inline]
    fn fragment(rest: &'a [u8], header: impl Fn(u8) -> [u8; 2]) -> Result<Self, DepacketizeError> {
        let [place, body @ ..] = rest else {
            return Err(DepacketizeError::Truncated);
        };
        if body.is_empty() {
            return Err(DepacketizeError::Truncated);
        }
        let last = place & 0x40 != 0;
        if place & 0x80 == 0 {
            return Ok(Self::one(Part::More { body, last }));
        }
        Ok(Self::one(Part::First {
            header: header(*place),
            body,
            last,
        }))
    }

    #[inline]
    fn next(&mut self) -> Result<Option<Part<'a>>, DepacketizeError> {
        if self.one.is_some() || self.aggregated.is_empty() {
            return Ok(self.one.take());
        }
        // Units of no bytes are none; some senders end an aggregation with them.
        while let [0, 0, rest @ ..] = self.aggregated {
            self.aggregated = rest;
        }
        if self.aggregated.is_empty() {
            return Ok(None);
        }
        let unit = self.aggregated.split_first_chunk();
        let (len, after) = unit.ok_or(DepacketizeError::Truncated)?;
        let len = usize::from(u16::from_be_bytes(*len));
        let unit = after.split_at_checked(len);
        let (unit, after) = unit.ok_or(DepacketizeError::Truncated)?;
        if unit.len() < self.min {
            return Err(DepacketizeError::Truncated);
        }
        self.aggregated = after;
        Ok(Some(Part::Whole(unit)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_above_the_lowest_begin_no_frame_of_h265_and_make_no_keyframe() {
        let shape = |payload: &[u8]| {
            let shape = Format::H265.inspect(payload).unwrap();
            (shape.start, shape.keyframe)
        };
        // Type 19, first slice of its picture; layer 0, 1 and 32.
        let idr = |layer: u8| [19 << 1 | layer >> 5, layer << 3 | 1, 0xaf, 9];
        assert_eq!(shape(&idr(0)), (FrameStart::Unknown, true));
        for layer in [1, 32] {
            let [first, second, ..] = idr(layer);
            assert_eq!(shape(&idr(layer)), (FrameStart::No, false));
            // A fragment, then aggregated behind a picture that is no keyframe.
            let fragment = [49 << 1 | first & 1, second, 0x80 | 19, 0xaf];
            assert_eq!(shape(&fragment), (FrameStart::No, false));
            let both = [&[48 << 1, 1, 0, 4, 2, 1, 0xd0, 9, 0, 4][..], &idr(layer)].concat();
            assert_eq!(shape(&both), (FrameStart::Yes, false));
            // Parameters of an upper layer.
            let parameters = [32 << 1 | first & 1, second, 9];
            assert_eq!(shape(&parameters), (FrameStart::Supplement, false));
        }
    }
}
