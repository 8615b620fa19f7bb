//! Opus packets: how long they last, and the frames that they are made of.
//!
//! Source: RFC 6716 §3.

use std::ops::Range;
use std::time::Duration;

use bytes::Bytes;

/// How long an Opus packet lasts; `None` if it is none (empty, or longer than 120 ms).
///
/// ```
/// # use {lk_media::bitstream::opus, std::time::Duration};
/// // Configuration 31 (20 ms), one frame.
/// assert_eq!(opus::duration(&[0xf8, 0xff, 0xfe]), Some(Duration::from_millis(20)));
/// assert_eq!(opus::duration(&[]), None);
/// ```
pub fn duration(packet: &[u8]) -> Option<Duration> {
    let samples = samples(packet)?;
    Some(Duration::from_nanos(
        u64::from(samples) * 1_000_000_000 / u64::from(SAMPLE_RATE),
    ))
}

/// The same in samples at 48 kHz, which are also ticks of the RTP clock.
pub fn samples(packet: &[u8]) -> Option<u32> {
    let toc = *packet.first()?;
    let frames = match toc & 3 {
        0 => 1,
        1 | 2 => 2,
        _ => u32::from(packet.get(1)? & 0x3f),
    };
    let samples = frames * frame_samples(toc);
    (1..=MAX_SAMPLES).contains(&samples).then_some(samples)
}

/// Takes a packet of several frames apart: a packet for each, with its padding left out. `None` if it is malformed. A
/// packet of one frame comes out as it is, but for its padding.
///
/// Source: RFC 6716 §3.2.
///
/// ```
/// # use {bytes::Bytes, lk_media::bitstream::opus};
/// // Two frames of 20 ms and of one length.
/// let packet = Bytes::from_static(&[0xf9, 1, 2, 3, 4]);
/// let packets = opus::split(&packet).unwrap();
/// assert_eq!(packets, [&[0xf8, 1, 2][..], &[0xf8, 3, 4]]);
/// ```
pub fn split(packet: &Bytes) -> Option<Vec<Bytes>> {
    samples(packet)?;
    let toc = *packet.first()?;
    let single = |frame: Range<usize>| -> Option<Bytes> {
        if frame.len() > MAX_FRAME_LEN {
            return None;
        }
        Some([&[toc & !3], packet.get(frame)?].concat().into())
    };
    if toc & 3 == 0 {
        let frame = 1..packet.len();
        return (frame.len() <= MAX_FRAME_LEN).then(|| vec![packet.clone()]);
    }
    frames(packet)?.into_iter().map(single).collect()
}

/// Where the frames of a packet of several stand in it.
fn frames(packet: &[u8]) -> Option<Vec<Range<usize>>> {
    let (code, rest) = (packet.first()? & 3, packet.get(1..)?);
    let mut cursor = 1;
    let (mut end, mut count, mut varies) = (packet.len(), 2, code == 2);
    if code == 3 {
        let head = *rest.first()?;
        (count, varies) = (usize::from(head & 0x3f), head & 0x80 != 0);
        cursor += 1;
        if head & 0x40 != 0 {
            loop {
                let byte = usize::from(*packet.get(cursor)?);
                cursor += 1;
                // All ones: 254 and what the next byte says.
                end = end.checked_sub(byte.min(254))?;
                if byte < 255 {
                    break;
                }
            }
        }
    }
    let mut lengths = Vec::with_capacity(count);
    if varies {
        for _ in 1..count {
            let (len, size) = match *packet.get(cursor)? {
                short @ 0..252 => (usize::from(short), 1),
                long => (
                    usize::from(long) + 4 * usize::from(*packet.get(cursor + 1)?),
                    2,
                ),
            };
            lengths.push(len);
            cursor += size;
        }
        let before: usize = lengths.iter().sum();
        lengths.push(end.checked_sub(cursor)?.checked_sub(before)?);
    } else {
        let all = end.checked_sub(cursor)?;
        if all % count != 0 {
            return None;
        }
        lengths = vec![all / count; count];
    }
    let ranges = lengths.into_iter().map(|len| {
        let start = cursor;
        cursor += len;
        start..cursor
    });
    Some(ranges.collect())
}

/// Samples in each frame of a packet, by the configuration in its first byte.
const fn frame_samples(toc: u8) -> u32 {
    let config = toc >> 3;
    match config {
        0..12 => match config & 3 {
            0 => 480,
            1 => 960,
            2 => 1920,
            _ => 2880,
        },
        12..16 => 480 << (config & 1),
        _ => 120 << (config & 3),
    }
}

/// Samples a second that all durations are counted in, whatever the encoder's input was.
pub const SAMPLE_RATE: u32 = 48_000;

/// The longest packet of one frame, in bytes: 510 kbit/s at 20 ms. Longer ones are of several frames, and can be
/// [`split`].
pub const MAX_SINGLE: usize = MAX_FRAME_LEN + 1;

const MAX_FRAME_LEN: usize = 1275;

/// 120 ms, the longest packet.
const MAX_SAMPLES: u32 = 5760;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packets_of_every_code_are_split() {
        let split = |packet: &[u8]| split(&Bytes::copy_from_slice(packet));
        let long = [7; 300];
        type Case = (Vec<u8>, Option<Vec<Vec<u8>>>);
        let cases: [Case; 10] = [
            (vec![0xf8, 1], Some(vec![vec![0xf8, 1]])),
            (vec![0xf9, 1, 2], Some(vec![vec![0xf8, 1], vec![0xf8, 2]])),
            (vec![0xf9, 1, 2, 3], None),
            (
                vec![0xfa, 1, 9, 8, 7],
                Some(vec![vec![0xf8, 9], vec![0xf8, 8, 7]]),
            ),
            (vec![0xfa, 9, 9], None),
            // 252 and four times 12.
            (
                [&[0xfa, 252, 12], &long[..], &[5]].concat(),
                Some(vec![[&[0xf8], &long[..]].concat(), vec![0xf8, 5]]),
            ),
            // Three of one length, then padding of two bytes.
            (
                vec![0xfb, 0x43, 2, 1, 2, 3, 0, 0],
                Some(vec![vec![0xf8, 1], vec![0xf8, 2], vec![0xf8, 3]]),
            ),
            // Lengths 1 and 0, and the rest.
            (
                vec![0xfb, 0x83, 1, 0, 4, 5, 6],
                Some(vec![vec![0xf8, 4], vec![0xf8], vec![0xf8, 5, 6]]),
            ),
            (vec![0xfb, 0x43, 255], None),
            ([&[0xf9], &[1; 2552][..]].concat(), None),
        ];
        for (packet, expected) in cases {
            let expected = expected.map(|it| it.into_iter().map(Bytes::from).collect());
            assert_eq!(split(&packet), expected, "{packet:02x?}");
        }
    }

    #[test]
    fn durations_follow_the_configuration_and_the_count() {
        let cases: [(&[u8], Option<u32>); 9] = [
            (&[0x00], Some(480)),
            (&[0x18], Some(2880)),
            (&[0x60], Some(480)),
            (&[0x68], Some(960)),
            (&[0x80], Some(120)),
            (&[0xf9], Some(1920)),
            (&[0xfb, 6], Some(5760)),
            (&[0xfb, 7], None),
            (&[0xfb, 0], None),
        ];
        for (packet, expected) in cases {
            assert_eq!(samples(packet), expected, "{packet:02x?}");
        }
    }
}
