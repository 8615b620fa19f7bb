//! What each extension of fixed size says.
//!
//! Every type is read with `read`, which is `None` for bytes that are not its own, and written with
//! `to_bytes`. Longer values than expected are read by their beginning, as later versions add behind.

use std::time::Duration;

/// How loud the audio of a packet is. Source: RFC 6464 §3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AudioLevel {
    /// −dBov: 0 is loudest, 127 silence.
    pub level: u8,
    /// Whether it is speech.
    pub voice: bool,
}

impl AudioLevel {
    /// Reads the value of the extension.
    pub const fn read(data: &[u8]) -> Option<Self> {
        match data {
            [byte, ..] => Some(Self {
                level: *byte & 0x7f,
                voice: *byte & 0x80 != 0,
            }),
            [] => None,
        }
    }

    /// The value of the extension; a level above 127 counts as that.
    pub const fn to_bytes(self) -> [u8; 1] {
        let level = if self.level > 127 { 127 } else { self.level };
        [level | if self.voice { 0x80 } else { 0 }]
    }
}

/// When a packet left its sender, on the sender's clock: seconds in 6.18 fixed point, so that it begins
/// anew every 64 s. Source: webrtc.org/experiments/rtp-hdrext/abs-send-time.
///
/// ```
/// # use {lk_media::extension::AbsSendTime, std::time::Duration};
/// let sent = AbsSendTime::from_time(Duration::from_millis(64_500));
/// assert_eq!(sent.to_bytes(), [0x02, 0x00, 0x00]);
/// let later = AbsSendTime::from_time(Duration::from_secs(66));
/// assert_eq!(later.since(sent), Duration::from_millis(1500));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AbsSendTime(u32);

impl AbsSendTime {
    /// The time since any fixed moment.
    pub const fn from_time(time: Duration) -> Self {
        let fraction = ((time.subsec_nanos() as u64) << 18) / 1_000_000_000;
        Self(((time.as_secs() << 18 | fraction) & 0xff_ffff) as u32)
    }

    /// Seconds in 6.18 fixed point.
    pub const fn ticks(self) -> u32 {
        self.0
    }

    /// How much time passed since `earlier`, which is less than 64 s.
    pub const fn since(self, earlier: Self) -> Duration {
        let ticks = (self.0.wrapping_sub(earlier.0) & 0xff_ffff) as u64;
        Duration::from_nanos((ticks * 1_000_000_000) >> 18)
    }

    /// Reads the value of the extension.
    pub const fn read(data: &[u8]) -> Option<Self> {
        match data {
            [a, b, c, ..] => Some(Self(u32::from_be_bytes([0, *a, *b, *c]))),
            _ => None,
        }
    }

    /// The value of the extension.
    pub const fn to_bytes(self) -> [u8; 3] {
        let [_, a, b, c] = self.0.to_be_bytes();
        [a, b, c]
    }
}

/// When the first audio or video in a packet was captured.
///
/// Source: webrtc.org/experiments/rtp-hdrext/abs-capture-time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AbsCaptureTime {
    /// NTP time of the capturing clock: seconds since 1900 in 32.32 fixed point.
    pub ntp: u64,
    /// How far that clock is ahead of the sender's, in 32.32 fixed-point seconds; it is there where the
    /// two are not the same, and the sender knows.
    pub clock_offset: Option<i64>,
}

impl AbsCaptureTime {
    /// The NTP time of a time since 1970.
    pub const fn from_unix(time: Duration) -> Self {
        let fraction = ((time.subsec_nanos() as u64) << 32) / 1_000_000_000;
        let seconds = time.as_secs().wrapping_add(UNIX_EPOCH);
        Self {
            ntp: seconds << 32 | fraction,
            clock_offset: None,
        }
    }

    /// The time since 1970; `None` if it lies before that. Seconds count on past 2036 only in the first
    /// era of NTP.
    pub const fn to_unix(self) -> Option<Duration> {
        let Some(seconds) = (self.ntp >> 32).checked_sub(UNIX_EPOCH) else {
            return None;
        };
        // Rounded up, so that a time comes back as it was.
        let nanos = ((self.ntp & 0xffff_ffff) * 1_000_000_000).div_ceil(1 << 32);
        Some(Duration::from_nanos(seconds * 1_000_000_000 + nanos))
    }

    /// Reads the value of the extension, in its short or its long form.
    pub const fn read(data: &[u8]) -> Option<Self> {
        let Some((ntp, rest)) = data.split_first_chunk() else {
            return None;
        };
        let clock_offset = match rest.first_chunk() {
            Some(offset) => Some(i64::from_be_bytes(*offset)),
            None => None,
        };
        Some(Self {
            ntp: u64::from_be_bytes(*ntp),
            clock_offset,
        })
    }

    /// The value of the extension, and how many of its bytes count: 8, or 16 with an offset.
    pub const fn to_bytes(self) -> ([u8; 16], usize) {
        let (offset, len) = match self.clock_offset {
            Some(offset) => (offset, 16),
            None => (0, 8),
        };
        let both = (self.ntp as u128) << 64 | offset as u64 as u128;
        (both.to_be_bytes(), len)
    }
}

/// How long the receiver may hold the media before it is played, in steps of 10 ms, at most 40.95 s.
///
/// Source: webrtc.org/experiments/rtp-hdrext/playout-delay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlayoutDelay {
    /// At least, in steps of 10 ms.
    pub min: u16,
    /// At most, in steps of 10 ms.
    pub max: u16,
}

impl PlayoutDelay {
    /// The bounds rounded down to steps of 10 ms; more than 40.95 s counts as that.
    pub fn new(min: Duration, max: Duration) -> Self {
        let steps = |bound: Duration| (bound.as_millis() / 10).min(u128::from(MAX_DELAY)) as u16;
        Self {
            min: steps(min),
            max: steps(max),
        }
    }

    /// Reads the value of the extension.
    pub const fn read(data: &[u8]) -> Option<Self> {
        match data {
            [a, b, c, ..] => Some(Self {
                min: (*a as u16) << 4 | (*b as u16) >> 4,
                max: (*b as u16 & 0xf) << 8 | *c as u16,
            }),
            _ => None,
        }
    }

    /// The value of the extension; what is more than 12 bits counts as the most of them.
    pub fn to_bytes(self) -> [u8; 3] {
        let (min, max) = (self.min.min(MAX_DELAY), self.max.min(MAX_DELAY));
        let [_, a, b, c] = (u32::from(min) << 12 | u32::from(max)).to_be_bytes();
        [a, b, c]
    }
}

/// How a picture is to be shown. Source: 3GPP TS 26.114 §7.4.5.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct VideoOrientation {
    /// How far the picture was turned; the receiver turns it on to the upright.
    pub rotation: Rotation,
    /// Whether it is mirrored, left to right, before it is turned.
    pub flipped: bool,
    /// Which way the camera looks.
    pub camera: CameraFacing,
}

/// How far a picture has to be turned clockwise to stand upright.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Rotation {
    /// It stands upright.
    #[default]
    None,
    /// By 90°.
    Quarter,
    /// By 180°.
    Half,
    /// By 270°.
    ThreeQuarters,
}

/// Which way a camera looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum CameraFacing {
    /// At the user, or it is not known.
    #[default]
    Front,
    /// Away from the user.
    Back,
}

impl VideoOrientation {
    /// Reads the value of the extension.
    pub const fn read(data: &[u8]) -> Option<Self> {
        let &[byte, ..] = data else { return None };
        let rotation = match byte & 3 {
            0 => Rotation::None,
            1 => Rotation::Quarter,
            2 => Rotation::Half,
            _ => Rotation::ThreeQuarters,
        };
        let back = byte & 8 != 0;
        Some(Self {
            rotation,
            flipped: byte & 4 != 0,
            camera: if back {
                CameraFacing::Back
            } else {
                CameraFacing::Front
            },
        })
    }

    /// The value of the extension.
    pub const fn to_bytes(self) -> [u8; 1] {
        let camera = match self.camera {
            CameraFacing::Front => 0,
            CameraFacing::Back => 8,
        };
        [camera | (self.flipped as u8) << 2 | self.rotation as u8]
    }
}

/// 1970 in seconds since 1900.
const UNIX_EPOCH: u64 = 2_208_988_800;
/// 12 bits.
const MAX_DELAY: u16 = 0xfff;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_orientations_and_delays_lie_in_their_bits() {
        let level = AudioLevel {
            level: 42,
            voice: true,
        };
        assert_eq!(level.to_bytes(), [0xaa]);
        assert_eq!(AudioLevel::read(&[0xaa]), Some(level));
        assert_eq!(AudioLevel::read(&[]), None);
        for byte in 0..16 {
            let orientation = VideoOrientation::read(&[0xf0 | byte]).unwrap();
            assert_eq!(orientation.to_bytes(), [byte]);
        }
        let quarter = VideoOrientation::read(&[1]).unwrap();
        assert_eq!(quarter.rotation, Rotation::Quarter);

        let delay = PlayoutDelay::new(Duration::from_millis(419), Duration::from_secs(60));
        assert_eq!(delay, PlayoutDelay { min: 41, max: 4095 });
        assert_eq!(delay.to_bytes(), [0x02, 0x9f, 0xff]);
        assert_eq!(PlayoutDelay::read(&delay.to_bytes()), Some(delay));
        assert_eq!(PlayoutDelay::read(&[0, 0]), None);
    }

    #[test]
    fn send_times_count_across_their_end() {
        let at = |millis| AbsSendTime::from_time(Duration::from_millis(millis));
        assert_eq!(at(63_500).to_bytes(), [0xfe, 0, 0]);
        assert_eq!(at(64_250).since(at(63_500)), Duration::from_millis(750));
        assert_eq!(AbsSendTime::read(&[0xfe, 0, 0]), Some(at(63_500)));
        assert_eq!(AbsSendTime::read(&[0xfe, 0]), None);
    }

    #[test]
    fn capture_times_come_back_with_and_without_an_offset() {
        let unix = Duration::new(1_700_000_000, 123_456_789);
        let mut time = AbsCaptureTime::from_unix(unix);
        assert_eq!(time.to_unix(), Some(unix));
        let (bytes, len) = time.to_bytes();
        assert_eq!((len, AbsCaptureTime::read(&bytes[..len])), (8, Some(time)));
        time.clock_offset = Some(-(1 << 31));
        let (bytes, len) = time.to_bytes();
        assert_eq!((len, AbsCaptureTime::read(&bytes)), (16, Some(time)));
        assert_eq!(AbsCaptureTime::read(&bytes[..7]), None);
        let before = AbsCaptureTime {
            ntp: 0,
            clock_offset: None,
        };
        assert_eq!(before.to_unix(), None);
    }
}
