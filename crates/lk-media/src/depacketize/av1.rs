//! AV1 payloads into a temporal unit in which every unit has its size.
//!
//! The temporal delimiter, which is not sent, is put back. Source: RTP payload format for AV1 1.0, §4.

use bytes::Bytes;

use super::{DepacketizeError, FrameStart, PayloadShape};
use crate::bitstream::av1::{self, HAS_EXTENSION, HAS_SIZE, TEMPORAL_DELIMITER, leb128};

pub(super) fn inspect(payload: &[u8]) -> Result<PayloadShape, DepacketizeError> {
    let mut elements = Elements::new(payload)?;
    let (continues, new_sequence) = (
        elements.continues,
        payload.first().is_some_and(|b| b & 8 != 0),
    );
    let mut layers = None;
    // The first element may be the rest of a unit, which has no header.
    let mut headed = !continues;
    while let Some(element) = elements.next()? {
        if let ([header, extension, ..], true, None) = (element, headed, layers)
            && header & HAS_EXTENSION != 0
        {
            layers = Some(av1::layers(*extension));
        }
        headed = true;
    }
    let start = match (continues, new_sequence) {
        (true, _) => FrameStart::No,
        (false, true) => FrameStart::Yes,
        (false, false) => FrameStart::Unknown,
    };
    Ok(PayloadShape {
        temporal_layer: layers.map(|(temporal, _)| temporal),
        spatial_layer: layers.map(|(_, spatial)| spatial),
        ..PayloadShape::new(start, new_sequence && !continues)
    })
}

pub(super) fn assemble<'a, P>(payloads: P) -> Result<Bytes, DepacketizeError>
where
    P: Iterator<Item = &'a Bytes> + Clone,
{
    let mut len = 0;
    for_each_run(payloads.clone(), |run| {
        len += run.len();
        Ok(())
    })?;
    let mut unit = Vec::with_capacity(DELIMITER.len() + len);
    unit.extend_from_slice(&DELIMITER);
    for_each_run(payloads, |run| {
        match run {
            Run::Start {
                header,
                size_to_add,
                rest,
                ..
            } => {
                match size_to_add {
                    None => unit.push(header),
                    Some(size) => {
                        unit.push(header | HAS_SIZE);
                        let extension = usize::from(header & HAS_EXTENSION != 0);
                        let (extension, body) =
                            rest.split_at_checked(extension).unwrap_or((rest, &[]));
                        unit.extend_from_slice(extension);
                        push_leb128(size, &mut unit);
                        unit.extend_from_slice(body);
                        return Ok(());
                    }
                }
                unit.extend_from_slice(rest);
            }
            Run::More(rest) => unit.extend_from_slice(rest),
        }
        Ok(())
    })?;
    Ok(unit.into())
}

/// A stretch of bytes of one open bitstream unit.
enum Run<'a> {
    /// Its header byte and what of it is in the packet. A unit without a size gets one.
    Start {
        header: u8,
        size_to_add: Option<usize>,
        rest: &'a [u8],
    },
    /// More of it.
    More(&'a [u8]),
}

impl Run<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Start {
                size_to_add, rest, ..
            } => 1 + size_to_add.map_or(0, leb128_len) + rest.len(),
            Self::More(rest) => rest.len(),
        }
    }
}

/// Goes through the units of a frame, in order. For each that begins, the packets behind it are
/// looked through for its size.
fn for_each_run<'a, P>(
    mut payloads: P,
    mut each: impl FnMut(Run<'a>) -> Result<(), DepacketizeError>,
) -> Result<(), DepacketizeError>
where
    P: Iterator<Item = &'a Bytes> + Clone,
{
    let mut open = false;
    let mut skipping = false;
    while let Some(payload) = payloads.next() {
        let mut elements = Elements::new(payload)?;
        if elements.continues != open {
            return Err(DepacketizeError::OutOfPlace);
        }
        while let Some(element) = elements.next()? {
            let goes_on = elements.is_at_end() && elements.goes_on;
            if open {
                if !skipping {
                    each(Run::More(element))?;
                }
            } else if let [header, rest @ ..] = element {
                skipping = header >> 3 & 0xf == TEMPORAL_DELIMITER;
                let has_size = header & HAS_SIZE != 0;
                let extension = usize::from(header & HAS_EXTENSION != 0);
                let mut size = rest.len();
                if goes_on && !has_size {
                    size += continuation_len(payloads.clone())?;
                }
                let size = size
                    .checked_sub(extension)
                    .ok_or(DepacketizeError::Truncated)?;
                if extension > rest.len() {
                    return Err(DepacketizeError::Truncated);
                }
                if !skipping {
                    let size_to_add = (!has_size).then_some(size);
                    each(Run::Start {
                        header: *header,
                        size_to_add,
                        rest,
                    })?;
                }
            } else if goes_on {
                return Err(DepacketizeError::Truncated);
            }
            open = goes_on;
        }
    }
    if open {
        Err(DepacketizeError::OutOfPlace)
    } else {
        Ok(())
    }
}

/// How many bytes of the packets to come belong to the unit that is open before them.
fn continuation_len<'a>(
    payloads: impl Iterator<Item = &'a Bytes>,
) -> Result<usize, DepacketizeError> {
    let mut len = 0;
    for payload in payloads {
        let mut elements = Elements::new(payload)?;
        if !elements.continues {
            return Err(DepacketizeError::OutOfPlace);
        }
        len += elements.next()?.map_or(0, <[u8]>::len);
        if !(elements.is_at_end() && elements.goes_on) {
            return Ok(len);
        }
    }
    Err(DepacketizeError::OutOfPlace)
}

/// The elements of one payload.
struct Elements<'a> {
    /// Z: the first goes on from the packet before.
    continues: bool,
    /// Y: the last goes on in the next packet.
    goes_on: bool,
    /// W: how many there are, if it says so; the last then has no length.
    count: u8,
    taken: u8,
    rest: &'a [u8],
}

impl<'a> Elements<'a> {
    fn new(payload: &'a [u8]) -> Result<Self, DepacketizeError> {
        let [header, rest @ ..] = payload else {
            return Err(DepacketizeError::Truncated);
        };
        if rest.is_empty() {
            return Err(DepacketizeError::Truncated);
        }
        let (continues, goes_on) = (header & 0x80 != 0, header & 0x40 != 0);
        Ok(Self {
            continues,
            goes_on,
            count: header >> 4 & 3,
            taken: 0,
            rest,
        })
    }

    const fn is_at_end(&self) -> bool {
        self.rest.is_empty()
    }

    fn next(&mut self) -> Result<Option<&'a [u8]>, DepacketizeError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        self.taken = self.taken.saturating_add(1);
        if self.taken == self.count {
            return Ok(Some(std::mem::take(&mut self.rest)));
        }
        let (len, rest) = leb128(self.rest).ok_or(DepacketizeError::Truncated)?;
        let (element, rest) = rest
            .split_at_checked(len)
            .ok_or(DepacketizeError::Truncated)?;
        self.rest = rest;
        Ok(Some(element))
    }
}

const fn leb128_len(value: usize) -> usize {
    let bits = usize::BITS - value.leading_zeros();
    if bits == 0 {
        1
    } else {
        bits.div_ceil(7) as usize
    }
}

fn push_leb128(mut value: usize, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// A temporal delimiter with its size, which is zero.
const DELIMITER: [u8; 2] = [TEMPORAL_DELIMITER << 3 | HAS_SIZE, 0];
