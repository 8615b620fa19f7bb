//! From the times that a container gives its frames to media time.

use std::time::Duration;

use lk_media::{Frame, MediaKind};

use super::timeline::Round;

/// Gives the frames of one source their media time, which goes forward from frame to frame.
///
/// Video has the time that the container says. Audio follows the frame before without a gap as long as the container, whose
/// times are rounded, says nothing else by half a frame or more: silences are kept. A frame whose time does not go forward
/// follows the one before by its duration, or by a thirtieth of a second where that is not known.
#[derive(Debug)]
pub(super) struct Times {
    kind: MediaKind,
    round: Round,
    /// When the frame before began and ended.
    last: Option<(Duration, Duration)>,
}

impl Times {
    pub(super) fn new(kind: MediaKind) -> Self {
        Self {
            kind,
            round: Round::default(),
            last: None,
        }
    }

    pub(super) fn round(&self) -> Round {
        self.round
    }

    /// What comes next is of another round.
    pub(super) fn begin(&mut self, round: Round) {
        self.round = round;
        self.last = None;
    }

    /// When what was read in this round is over; `None` if there was nothing.
    pub(super) fn end(&self) -> Option<Duration> {
        self.last.map(|(_, end)| end)
    }

    /// The media time of the next frame.
    pub(super) fn place(&mut self, frame: &Frame) -> Duration {
        let said = frame.pts.saturating_add(self.round.offset);
        let at = match (self.kind, self.last) {
            (_, None) => said,
            (MediaKind::Audio, Some((_, end))) => {
                let gap = said.saturating_sub(end);
                if gap.is_zero() || gap < frame.duration / 2 {
                    end
                } else {
                    said
                }
            }
            (MediaKind::Video, Some((begin, _))) if said > begin => said,
            (MediaKind::Video, Some((_, end))) => end,
        };
        self.note(at, frame.duration);
        at
    }

    /// The media time of a frame of a stream that states only its rate, and that is here now.
    pub(super) fn place_live(&mut self, frame: &Frame, now: Duration) -> Duration {
        let at = self.last.map_or(now, |(_, end)| end.max(now));
        self.note(at, frame.duration);
        at
    }

    fn note(&mut self, at: Duration, lasts: Duration) {
        let lasts = match self.kind {
            MediaKind::Video if lasts.is_zero() => UNKNOWN,
            _ => lasts,
        };
        self.last = Some((at, at.saturating_add(lasts)));
    }
}

/// How long a picture lasts that does not say it.
const UNKNOWN: Duration = Duration::from_nanos(33_333_333);

#[cfg(test)]
mod tests {
    use super::*;

    fn millis(kind: MediaKind, frames: &[(u64, u64)]) -> Vec<u64> {
        let mut times = Times::new(kind);
        let place = |(pts, lasts): &(u64, u64)| {
            let frame = Frame::new(vec![0].into(), Duration::from_millis(*lasts));
            let at = times.place(&frame.pts(Duration::from_millis(*pts)));
            at.as_millis() as u64
        };
        frames.iter().map(place).collect()
    }

    #[test]
    fn video_has_the_times_of_its_container() {
        let said = [(1500, 33), (1533, 33), (1700, 33), (4000, 33)];
        assert_eq!(millis(MediaKind::Video, &said), [1500, 1533, 1700, 4000]);
    }

    #[test]
    fn pictures_without_times_follow_one_another() {
        assert_eq!(millis(MediaKind::Video, &[(0, 40); 4]), [0, 40, 80, 120]);
        assert_eq!(millis(MediaKind::Video, &[(0, 0); 4]), [0, 33, 66, 99]);
        // One time that goes back, and then on as before.
        let said = [(0, 40), (40, 40), (20, 40), (120, 40)];
        assert_eq!(millis(MediaKind::Video, &said), [0, 40, 80, 120]);
    }

    #[test]
    fn rounded_times_of_audio_are_put_right_and_silences_are_kept() {
        let said = [(7, 20), (27, 20), (48, 20), (66, 20), (500, 20), (519, 20)];
        assert_eq!(millis(MediaKind::Audio, &said), [7, 27, 47, 67, 500, 520]);
    }

    #[test]
    fn a_live_stream_that_is_slower_than_its_rate_follows_the_clock() {
        let mut times = Times::new(MediaKind::Video);
        let frame = Frame::new(vec![0].into(), Duration::from_millis(33));
        let here = [5, 6, 67, 130, 192].map(Duration::from_millis);
        let placed = here.map(|now| times.place_live(&frame, now).as_millis());
        assert_eq!(placed, [5, 38, 71, 130, 192]);
    }
}
