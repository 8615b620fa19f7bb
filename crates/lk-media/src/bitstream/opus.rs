//! Opus packets: how long they last.
//!
//! Source: RFC 6716 §3.

use std::time::Duration;

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

/// 120 ms, the longest packet.
const MAX_SAMPLES: u32 = 5760;

#[cfg(test)]
mod tests {
    use super::*;

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
