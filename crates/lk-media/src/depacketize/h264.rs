//! H.264 payloads into an access unit in Annex B form, every unit behind a start code of four bytes.
//!
//! Source: RFC 6184 §5.6 to §5.8; the interleaved mode is not supported, as nobody in WebRTC uses it.

use bytes::Bytes;

use super::{DepacketizeError, FrameStart, PayloadShape};
use crate::bitstream::annexb::START_CODE;
use crate::bitstream::h264::{
    ACCESS_UNIT_DELIMITER, FU_A, IDR_SLICE, SLICE, SPS, STAP_A, TYPE_MASK,
};

pub(super) fn inspect(payload: &[u8]) -> Result<PayloadShape, DepacketizeError> {
    let mut start = None;
    let mut keyframe = false;
    for_each_part(payload, |part| {
        start.get_or_insert_with(|| part.start());
        keyframe |= part.is_idr();
        Ok(())
    })?;
    Ok(PayloadShape {
        start: start.unwrap_or(FrameStart::Unknown),
        keyframe,
    })
}

pub(super) fn assemble<'a, P>(payloads: P) -> Result<Bytes, DepacketizeError>
where
    P: Iterator<Item = &'a Bytes> + Clone,
{
    let mut len = 0;
    for payload in payloads.clone() {
        for_each_part(payload, |part| {
            len += part.len();
            Ok(())
        })?;
    }
    let mut frame = Vec::with_capacity(len);
    let mut open = false;
    for payload in payloads {
        for_each_part(payload, |part| {
            let continues = matches!(part, Part::More { .. });
            if open != continues {
                return Err(DepacketizeError::OutOfPlace);
            }
            match part {
                Part::Whole(unit) => {
                    frame.extend_from_slice(&START_CODE);
                    frame.extend_from_slice(unit);
                }
                Part::First { header, body, last } => {
                    open = !last;
                    frame.extend_from_slice(&START_CODE);
                    frame.push(header);
                    frame.extend_from_slice(body);
                }
                Part::More { body, last } => {
                    open = !last;
                    frame.extend_from_slice(body);
                }
            }
            Ok(())
        })?;
    }
    if open {
        Err(DepacketizeError::OutOfPlace)
    } else {
        Ok(frame.into())
    }
}

enum Part<'a> {
    /// A NAL unit.
    Whole(&'a [u8]),
    /// The beginning of one that is fragmented.
    First {
        header: u8,
        body: &'a [u8],
        last: bool,
    },
    /// A later fragment.
    More { body: &'a [u8], last: bool },
}

impl Part<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Whole(unit) => START_CODE.len() + unit.len(),
            Self::First { body, .. } => START_CODE.len() + 1 + body.len(),
            Self::More { body, .. } => body.len(),
        }
    }

    fn is_idr(&self) -> bool {
        match self {
            Self::Whole([header, ..]) | Self::First { header, .. } => {
                header & TYPE_MASK == IDR_SLICE
            }
            Self::Whole([]) | Self::More { .. } => false,
        }
    }

    /// Whether an access unit begins with this part. A slice tells by `first_mb_in_slice`; that of
    /// a keyframe does not suffice, since without the parameter sets before it it is worth nothing.
    fn start(&self) -> FrameStart {
        let (header, body) = match self {
            Self::Whole([header, body @ ..]) => (*header, body),
            Self::First { header, body, .. } => (*header, *body),
            Self::Whole([]) => return FrameStart::Unknown,
            Self::More { .. } => return FrameStart::No,
        };
        let first_macroblock = body.first().is_some_and(|byte| byte & 0x80 != 0);
        match header & TYPE_MASK {
            SPS | ACCESS_UNIT_DELIMITER => FrameStart::Yes,
            SLICE if first_macroblock => FrameStart::Yes,
            SLICE => FrameStart::No,
            IDR_SLICE if !first_macroblock => FrameStart::No,
            _ => FrameStart::Unknown,
        }
    }
}

fn for_each_part<'a>(
    payload: &'a [u8],
    mut each: impl FnMut(Part<'a>) -> Result<(), DepacketizeError>,
) -> Result<(), DepacketizeError> {
    let [indicator, rest @ ..] = payload else {
        return Err(DepacketizeError::Truncated);
    };
    match indicator & TYPE_MASK {
        1..STAP_A => each(Part::Whole(payload)),
        STAP_A => {
            let mut rest = rest;
            if rest.is_empty() {
                return Err(DepacketizeError::Truncated);
            }
            while !rest.is_empty() {
                let Some((len, after)) = rest.split_first_chunk() else {
                    return Err(DepacketizeError::Truncated);
                };
                let len = usize::from(u16::from_be_bytes(*len));
                let (unit, after) = after
                    .split_at_checked(len)
                    .ok_or(DepacketizeError::Truncated)?;
                if unit.is_empty() {
                    return Err(DepacketizeError::Truncated);
                }
                each(Part::Whole(unit))?;
                rest = after;
            }
            Ok(())
        }
        FU_A => {
            let [fragment, body @ ..] = rest else {
                return Err(DepacketizeError::Truncated);
            };
            if body.is_empty() {
                return Err(DepacketizeError::Truncated);
            }
            let last = fragment & 0x40 != 0;
            if fragment & 0x80 != 0 {
                let header = indicator & !TYPE_MASK | fragment & TYPE_MASK;
                each(Part::First { header, body, last })
            } else {
                each(Part::More { body, last })
            }
        }
        other => Err(DepacketizeError::UnsupportedMode(other)),
    }
}
