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

/// For each unit that begins without its size, the packets behind it are looked through for that.
pub(super) fn for_each_slice<'a, P>(
    mut payloads: P,
    mut each: impl FnMut(&[u8]),
) -> Result<(), DepacketizeError>
where
    P: Iterator<Item = &'a Bytes> + Clone,
{
    each(&DELIMITER);
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
                    each(element);
                }
            } else if let [header, rest @ ..] = element {
                skipping = header >> 3 & 0xf == TEMPORAL_DELIMITER;
                let has_size = header & HAS_SIZE != 0;
                let extension_len = usize::from(header & HAS_EXTENSION != 0);
                let mut size = rest.len();
                if goes_on && !has_size {
                    size += continuation_len(payloads.clone())?;
                }
                let (Some((extension, body)), Some(size)) = (
                    rest.split_at_checked(extension_len),
                    size.checked_sub(extension_len),
                ) else {
                    return Err(DepacketizeError::Truncated);
                };
                if !skipping && has_size {
                    each(element);
                } else if !skipping {
                    let extension = extension.first().copied();
                    let (head, len) = sized_head(header | HAS_SIZE, extension, size);
                    each(head.get(..len).unwrap_or_default());
                    each(body);
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

/// The header of a unit with its size, and how many bytes that is.
#[inline]
fn sized_head(header: u8, extension: Option<u8>, mut size: usize) -> ([u8; MAX_HEAD], usize) {
    let (mut head, mut len) = ([0; MAX_HEAD], 0);
    let mut push = |byte| {
        if let Some(place) = head.get_mut(len) {
            *place = byte;
            len += 1;
        }
    };
    push(header);
    extension.into_iter().for_each(&mut push);
    while size >= 0x80 {
        push(size as u8 | 0x80);
        size >>= 7;
    }
    push(size as u8);
    (head, len)
}

/// Header, extension and a size of seven bits a byte.
const MAX_HEAD: usize = 2 + (usize::BITS as usize).div_ceil(7);

/// A temporal delimiter with its size, which is zero.
const DELIMITER: [u8; 2] = [TEMPORAL_DELIMITER << 3 | HAS_SIZE, 0];
