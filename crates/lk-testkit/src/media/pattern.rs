//! Endless tracks of numbered frames.

use std::time::Duration;

use bytes::Bytes;
use lk_media::{Codec, Frame};

use super::Stamp;

/// Video of VP8 or H.264.
#[derive(Debug, Clone)]
pub struct VideoPattern {
    codec: Codec,
    track: u32,
    frames_per_second: u32,
    bits_per_second: u64,
    keyframe_every: u64,
    keyframe_bytes: usize,
}

impl VideoPattern {
    /// Video named `track`: 30 frames and 1.5 Mbit a second, each 60th a keyframe of 50 kB.
    ///
    /// # Panics
    ///
    /// On another codec than VP8 and H.264.
    #[must_use]
    pub fn new(codec: Codec, track: u32) -> Self {
        assert!(
            matches!(codec, Codec::Vp8 | Codec::H264),
            "no pattern for {codec}"
        );
        Self {
            codec,
            track,
            frames_per_second: 30,
            bits_per_second: 1_500_000,
            keyframe_every: 60,
            keyframe_bytes: 50_000,
        }
    }

    /// Frames a second. Default: 30.
    #[must_use]
    pub fn frames_per_second(mut self, rate: u32) -> Self {
        self.frames_per_second = rate.max(1);
        self
    }

    /// Bits a second, keyframes included. Default: 1.5 million.
    #[must_use]
    pub fn bits_per_second(mut self, rate: u64) -> Self {
        self.bits_per_second = rate;
        self
    }

    /// How often a keyframe comes, in frames, and its bytes. Default: 60 and 50 000.
    #[must_use]
    pub fn keyframes(mut self, every: u64, bytes: usize) -> Self {
        self.keyframe_every = every.max(1);
        self.keyframe_bytes = bytes;
        self
    }

    /// The codec.
    #[must_use]
    pub fn codec(&self) -> Codec {
        self.codec
    }

    /// How long each frame lasts.
    #[must_use]
    pub fn frame_duration(&self) -> Duration {
        Duration::from_secs(1) / self.frames_per_second
    }

    /// The frame of that number.
    #[must_use]
    pub fn frame(&self, number: u64) -> Frame {
        self.frame_as(number, self.is_keyframe(number))
    }

    /// The frame of that number, a keyframe or not, as somebody may have asked for one.
    #[must_use]
    pub fn frame_as(&self, number: u64, keyframe: bool) -> Frame {
        let mut data = match self.codec {
            Codec::Vp8 if keyframe => VP8_KEYFRAME.to_vec(),
            Codec::Vp8 => VP8_DELTA.to_vec(),
            _ if keyframe => [SPS, PPS, IDR].concat(),
            _ => NON_IDR.to_vec(),
        };
        let size = if keyframe {
            self.keyframe_bytes
        } else {
            self.delta_bytes()
        };
        Stamp {
            track: self.track,
            number,
        }
        .write(&mut data, size);
        frame(data, number, self.frame_duration()).keyframe(keyframe)
    }

    /// Whether the frame of that number is a keyframe unasked.
    #[must_use]
    pub fn is_keyframe(&self, number: u64) -> bool {
        number.is_multiple_of(self.keyframe_every)
    }

    fn delta_bytes(&self) -> usize {
        let group =
            self.keyframe_every * self.bits_per_second / (8 * u64::from(self.frames_per_second));
        let deltas = group.saturating_sub(self.keyframe_bytes as u64);
        usize::try_from(deltas / self.keyframe_every.saturating_sub(1).max(1)).unwrap_or(0)
    }
}

/// Audio of Opus, 20 ms a frame.
#[derive(Debug, Clone)]
pub struct AudioPattern {
    track: u32,
    bytes: usize,
}

impl AudioPattern {
    /// Audio named `track`, 160 bytes a frame: 64 kbit a second.
    #[must_use]
    pub fn new(track: u32) -> Self {
        Self { track, bytes: 160 }
    }

    /// The bytes of a frame. Default: 160.
    #[must_use]
    pub fn frame_bytes(mut self, bytes: usize) -> Self {
        self.bytes = bytes;
        self
    }

    /// How long each frame lasts.
    #[must_use]
    pub fn frame_duration(&self) -> Duration {
        Duration::from_millis(20)
    }

    /// The frame of that number.
    #[must_use]
    pub fn frame(&self, number: u64) -> Frame {
        let mut data = OPUS_TOC.to_vec();
        Stamp {
            track: self.track,
            number,
        }
        .write(&mut data, self.bytes);
        frame(data, number, self.frame_duration()).keyframe(true)
    }
}

fn frame(data: Vec<u8>, number: u64, duration: Duration) -> Frame {
    let pts = duration * u32::try_from(number).unwrap_or(u32::MAX);
    Frame::new(Bytes::from(data), duration).pts(pts)
}

/// Shown, first partition of 1 kB, start code, 640 × 360. Source: RFC 6386 §9.1.
const VP8_KEYFRAME: &[u8] = &[0x10, 0x80, 0x00, 0x9D, 0x01, 0x2A, 0x80, 0x02, 0x68, 0x01];
/// The same, not a keyframe.
const VP8_DELTA: &[u8] = &[0x11, 0x80, 0x00];
/// Constrained baseline, level 3.1, 1280 × 720.
const SPS: &[u8] = &[
    0, 0, 0, 1, 0x67, 0x42, 0xC0, 0x1F, 0x95, 0xA0, 0x14, 0x01, 0x6E, 0x40,
];
const PPS: &[u8] = &[0, 0, 0, 1, 0x68, 0xCE, 0x3C, 0x80];
const IDR: &[u8] = &[0, 0, 0, 1, 0x65, 0x88];
const NON_IDR: &[u8] = &[0, 0, 0, 1, 0x41, 0x9A];
/// CELT, full band, 20 ms, stereo, one frame. Source: RFC 6716 §3.1.
const OPUS_TOC: &[u8] = &[0xFC];

#[cfg(test)]
mod tests {
    use super::super::Spoiled;
    use super::*;

    #[test]
    fn frames_carry_their_stamp_and_size() {
        for codec in [Codec::Vp8, Codec::H264] {
            let video = VideoPattern::new(codec, 7).keyframes(30, 60_000);
            let mut bytes = 0;
            for number in 0..90 {
                let frame = video.frame(number);
                assert_eq!(Stamp::read(&frame.data), Ok(Stamp { track: 7, number }));
                assert_eq!(frame.keyframe, number % 30 == 0);
                assert_eq!(frame.data.len() == 60_000, frame.keyframe);
                bytes += frame.data.len();
            }
            let rate = bytes as f64 * 8.0 / 3.0;
            assert!((1_450_000.0..1_550_000.0).contains(&rate), "{rate}");
        }
        let audio = AudioPattern::new(1);
        assert_eq!(audio.frame(5).data.len(), 160);
        assert_eq!(audio.frame(5).pts, Duration::from_millis(100));
    }

    #[test]
    fn a_frame_that_changed_on_its_way_is_told() {
        let frame = VideoPattern::new(Codec::Vp8, 1).frame(3).data.to_vec();
        assert_eq!(Stamp::read(&frame[..frame.len() - 1]), Err(Spoiled::Length));
        assert_eq!(
            Stamp::read(&[&frame[..], &[1]].concat()),
            Err(Spoiled::Length)
        );
        assert_eq!(Stamp::read(&[1; 500]), Err(Spoiled::NoStamp));
        let mut other = frame;
        *other.last_mut().unwrap() ^= 2;
        assert_eq!(Stamp::read(&other), Err(Spoiled::Content));
    }
}
