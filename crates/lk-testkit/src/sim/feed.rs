//! Media written to a track, frame by frame, as it falls due.

use std::time::{Duration, Instant};

use lk_media::Frame;
use lk_rtc::engine::LocalTrackId;

use super::{Guest, GuestId};
use crate::media::{AudioPattern, VideoPattern};

#[derive(Debug)]
pub(super) enum Pattern {
    Video(VideoPattern),
    Audio(AudioPattern),
}

impl Pattern {
    fn frame(&self, number: u64, keyframe_asked_for: bool) -> Frame {
        match self {
            Self::Video(video) => {
                video.frame_as(number, keyframe_asked_for || video.is_keyframe(number))
            }
            Self::Audio(audio) => audio.frame(number),
        }
    }

    fn frame_duration(&self) -> Duration {
        match self {
            Self::Video(video) => video.frame_duration(),
            Self::Audio(audio) => audio.frame_duration(),
        }
    }
}

#[derive(Debug)]
pub(super) struct Feed {
    guest: GuestId,
    track: LocalTrackId,
    pattern: Pattern,
    next: u64,
    frames: u64,
    start: Instant,
    keyframe_asked_for: bool,
}

impl Feed {
    pub(super) fn new(
        guest: GuestId,
        track: LocalTrackId,
        pattern: Pattern,
        frames: u64,
        start: Instant,
    ) -> Self {
        Self {
            guest,
            track,
            pattern,
            next: 0,
            frames,
            start,
            keyframe_asked_for: false,
        }
    }

    pub(super) fn feeds(&self, guest: GuestId, track: LocalTrackId) -> bool {
        (self.guest, self.track) == (guest, track)
    }

    /// The next frame is to be a keyframe, if it is video.
    pub(super) fn ask_for_keyframe(&mut self) {
        self.keyframe_asked_for = true;
    }

    pub(super) fn guest(&self) -> GuestId {
        self.guest
    }

    /// When the next frame is due; `None` after the last.
    pub(super) fn due(&self) -> Option<Instant> {
        let number = u32::try_from(self.next).ok()?;
        (self.next < self.frames).then(|| self.start + self.pattern.frame_duration() * number)
    }

    /// Writes the frame that is due.
    ///
    /// # Panics
    ///
    /// If the track does not take it.
    pub(super) fn write(&mut self, guest: &mut Guest, now: Instant) {
        let asked_for = std::mem::take(&mut self.keyframe_asked_for);
        let frame = self.pattern.frame(self.next, asked_for);
        self.next += 1;
        let written = guest.engine_mut().write_frame(self.track, &frame, now);
        if let Err(error) = written {
            panic!(
                "frame {} of {:?} not taken: {error}",
                self.next - 1,
                self.track
            );
        }
    }
}
