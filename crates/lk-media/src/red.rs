//! Redundant audio: every packet carries earlier frames again, so that a loss is made good by the next.
//!
//! [`RedEncoder`] adds the redundancy, [`blocks`] takes a payload apart. A
//! [`SampleBuilder`](crate::SampleBuilder) for [`Codec::Red`](crate::Codec::Red) does the latter by itself
//! and gives out the frames within. Source: RFC 2198.

use std::collections::VecDeque;
use std::ops::Range;

use bytes::Bytes;

/// Puts frames into payloads together with the frames before them.
///
/// ```
/// # use {bytes::Bytes, lk_media::red::{RedEncoder, blocks}};
/// let mut encoder = RedEncoder::new(111, 1, 1200);
/// let mut payload = Vec::new();
/// encoder.encode(0, &Bytes::from_static(b"first"), &mut payload);
/// payload.clear();
/// encoder.encode(960, &Bytes::from_static(b"second"), &mut payload);
/// let blocks: Vec<_> = blocks(&payload.into())?.collect();
/// assert_eq!((&blocks[0].data[..], blocks[0].timestamp_offset), (&b"first"[..], 960));
/// assert_eq!(&blocks[1].data[..], b"second");
/// # Ok::<_, lk_media::red::MalformedRed>(())
/// ```
#[derive(Debug)]
pub struct RedEncoder {
    payload_type: u8,
    distance: usize,
    max_payload: usize,
    /// The frames before, oldest first, with their timestamps.
    history: VecDeque<(u32, Bytes)>,
}

impl RedEncoder {
    /// An encoder that repeats the last `distance` frames, whose own payload type is `payload_type`, in
    /// payloads of at most `max_payload` bytes.
    pub fn new(payload_type: u8, distance: usize, max_payload: usize) -> Self {
        let history = VecDeque::with_capacity(distance);
        Self {
            payload_type: payload_type & 0x7f,
            distance,
            max_payload,
            history,
        }
    }

    /// Appends the payload of a frame to `out`. Frames that are too old, too long or too much are not
    /// repeated, nor any before them: a receiver counts back from the packet.
    pub fn encode(&mut self, timestamp: u32, frame: &Bytes, out: &mut Vec<u8>) {
        let mut size = 1 + frame.len();
        let mut repeated = 0;
        for (sent, earlier) in self.history.iter().rev() {
            size += BLOCK_HEADER + earlier.len();
            let offset = timestamp.wrapping_sub(*sent);
            let fits = offset <= MAX_OFFSET && earlier.len() <= MAX_BLOCK && !earlier.is_empty();
            if !fits || size > self.max_payload {
                break;
            }
            repeated += 1;
        }
        let skipped = self.history.len() - repeated;
        for (sent, earlier) in self.history.iter().skip(skipped) {
            let offset = timestamp.wrapping_sub(*sent);
            let fields = offset << 10 | earlier.len() as u32;
            let [_, high, middle, low] = fields.to_be_bytes();
            out.extend_from_slice(&[MORE | self.payload_type, high, middle, low]);
        }
        out.push(self.payload_type);
        for (_, earlier) in self.history.iter().skip(skipped) {
            out.extend_from_slice(earlier);
        }
        out.extend_from_slice(frame);
        if self.distance > 0 {
            if self.history.len() == self.distance {
                self.history.pop_front();
            }
            self.history.push_back((timestamp, frame.clone()));
        }
    }
}

/// One frame within a payload.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RedBlock {
    /// The payload type of the frame itself.
    pub payload_type: u8,
    /// How far its timestamp lies before that of the packet, in ticks; zero for the last block.
    pub timestamp_offset: u32,
    /// The frame.
    pub data: Bytes,
}

/// The frames within a payload, oldest first; the last is the packet's own. The one `n` places before it
/// was sent first in the packet `n` sequence numbers earlier, or further back: LiveKit's server repeats what it has, so
/// behind a loss on its other side one before the loss. Then that packet has the frame's timestamp, if it came.
///
/// # Errors
///
/// [`MalformedRed`] if the headers or the blocks that they announce do not fit into the payload.
pub fn blocks(payload: &Bytes) -> Result<impl Iterator<Item = RedBlock> + use<>, MalformedRed> {
    let layout = Layout::new(payload)?;
    let (payload, mut cursor, mut own) = (payload.clone(), layout.start(), Some(layout.own()));
    Ok(std::iter::from_fn(move || {
        let first = *payload.get(cursor.header)?;
        let place = cursor.next(&payload).or_else(|| {
            own.take().map(|range| Place {
                timestamp_offset: 0,
                range,
            })
        })?;
        Some(RedBlock {
            payload_type: first & !MORE,
            timestamp_offset: place.timestamp_offset,
            data: payload.slice(place.range),
        })
    }))
}

/// Where the frames of a payload stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layout {
    earlier: u64,
    headers: usize,
    own: usize,
    end: usize,
}

/// Where one of them stands.
#[derive(Debug)]
pub(crate) struct Place {
    /// How far its timestamp lies before that of the packet.
    pub(crate) timestamp_offset: u32,
    pub(crate) range: Range<usize>,
}

impl Layout {
    pub(crate) fn new(payload: &[u8]) -> Result<Self, MalformedRed> {
        let (mut earlier, mut headers, mut announced) = (0, 0, 0);
        while payload.get(headers).ok_or(MalformedRed)? & MORE != 0 {
            let header = payload.get(headers..headers + BLOCK_HEADER);
            announced += Fields::read(header.ok_or(MalformedRed)?).len;
            headers += BLOCK_HEADER;
            earlier += 1;
        }
        headers += 1;
        let (own, end) = (headers + announced, payload.len());
        if own > end {
            return Err(MalformedRed);
        }
        Ok(Self {
            earlier,
            headers,
            own,
            end,
        })
    }

    /// How many frames are there that were sent before.
    pub(crate) const fn earlier(&self) -> u64 {
        self.earlier
    }

    /// The packet's own frame.
    pub(crate) const fn own(&self) -> Range<usize> {
        self.own..self.end
    }

    /// The frames that were sent before, oldest first.
    pub(crate) fn blocks(self, payload: &[u8]) -> impl Iterator<Item = Place> {
        let mut cursor = self.start();
        std::iter::from_fn(move || cursor.next(payload))
    }

    const fn start(self) -> Cursor {
        Cursor {
            header: 0,
            data: self.headers,
        }
    }
}

/// Goes through the headers of the frames that were sent before, and along their data.
struct Cursor {
    header: usize,
    data: usize,
}

impl Cursor {
    fn next(&mut self, payload: &[u8]) -> Option<Place> {
        let header = payload.get(self.header..)?.get(..BLOCK_HEADER)?;
        if header.first()? & MORE == 0 {
            return None;
        }
        let Fields {
            timestamp_offset,
            len,
        } = Fields::read(header);
        let range = self.data..self.data + len;
        self.header += BLOCK_HEADER;
        self.data += len;
        Some(Place {
            timestamp_offset,
            range,
        })
    }
}

/// What a block's header says beside its payload type.
struct Fields {
    timestamp_offset: u32,
    len: usize,
}

impl Fields {
    fn read(header: &[u8]) -> Self {
        let fields = match header {
            [_, high, middle, low] => u32::from_be_bytes([0, *high, *middle, *low]),
            _ => 0,
        };
        Self {
            timestamp_offset: fields >> 10,
            len: (fields & MAX_BLOCK as u32) as usize,
        }
    }
}

/// A payload is not what RFC 2198 prescribes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("malformed redundant payload")]
pub struct MalformedRed;

/// F: another header follows.
const MORE: u8 = 0x80;
const BLOCK_HEADER: usize = 4;
/// 14 bits.
const MAX_OFFSET: u32 = 0x3fff;
/// 10 bits.
const MAX_BLOCK: usize = 0x3ff;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_payload_follows_the_format() {
        let mut encoder = RedEncoder::new(111, 2, 1200);
        let mut payload = Vec::new();
        for (timestamp, frame) in [(0, "aa"), (960, "b"), (1920, "ccc")] {
            payload.clear();
            encoder.encode(
                timestamp,
                &Bytes::from_static(frame.as_bytes()),
                &mut payload,
            );
        }
        // 1920 << 10 | 2, 960 << 10 | 1, the last without length.
        let headers = [0xef, 0x1e, 0x00, 0x02, 0xef, 0x0f, 0x00, 0x01, 0x6f];
        assert_eq!(payload, [&headers[..], b"aabccc"].concat());
    }

    #[test]
    fn what_cannot_be_said_is_not_repeated() {
        let mut encoder = RedEncoder::new(111, 3, 100);
        let mut encode = |timestamp, len| {
            let mut payload = Vec::new();
            encoder.encode(timestamp, &vec![1; len].into(), &mut payload);
            blocks(&payload.into()).unwrap().count()
        };
        assert_eq!(encode(0, 20), 1);
        assert_eq!(encode(960, 20), 2);
        // After a silence the last frames are too old.
        assert_eq!(encode(20_000, 20), 1);
        assert_eq!(encode(20_960, 60), 2);
        assert_eq!(encode(21_920, 60), 1, "too much for a payload");
    }

    proptest! {
        #[test]
        fn any_payload_is_survived(payload: Vec<u8>) {
            let payload = Bytes::from(payload);
            if let Ok(blocks) = blocks(&payload) {
                let blocks: Vec<_> = blocks.collect();
                let data: usize = blocks.iter().map(|block| block.data.len()).sum();
                prop_assert_eq!(data + 4 * (blocks.len() - 1) + 1, payload.len());
            }
        }
    }
}
