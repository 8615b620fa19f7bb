//! The frames of a source since its last keyframe, and those that were read and not sent.

use std::collections::VecDeque;
use std::time::Duration;

use lk_media::Frame;

/// Frames in their order, [timed](Frame::pts) in media time. Some at the front were sent and are kept, the others are to
/// be sent; going back makes sent ones to be sent again.
#[derive(Debug, Default)]
pub(super) struct History {
    frames: VecDeque<Frame>,
    bytes: usize,
    /// How many at the front are behind the place that is played.
    played: usize,
    /// How many at the front were sent at least once.
    sent: usize,
}

/// A frame that is to be sent now.
#[derive(Debug, Clone)]
pub(super) struct Played {
    pub(super) frame: Frame,
    /// It was sent before.
    pub(super) again: bool,
}

impl History {
    /// Takes a frame that was read.
    pub(super) fn push(&mut self, frame: Frame) {
        self.bytes += frame.data.len();
        self.frames.push_back(frame);
        if self.is_full() {
            // What is kept would not begin with a keyframe.
            self.keep_from(None);
        }
    }

    /// The frame that is next.
    pub(super) fn next(&self) -> Option<&Frame> {
        self.frames.get(self.played)
    }

    /// The time of the frame that was read last, if it is to be sent.
    pub(super) fn last_unsent(&self) -> Option<Duration> {
        self.next().and(self.frames.back()).map(|frame| frame.pts)
    }

    /// Plays the next frame.
    pub(super) fn play(&mut self) -> Option<Played> {
        let frame = self.next()?.clone();
        self.played += 1;
        let again = self.played <= self.sent;
        self.sent = self.sent.max(self.played);
        Some(Played { frame, again })
    }

    /// How many bytes the frames have, and how long they last.
    pub(super) fn extent(&self) -> (usize, Duration) {
        let (first, last) = (self.frames.front(), self.frames.back());
        let lasts = first
            .zip(last)
            .map(|(first, last)| last.pts.saturating_sub(first.pts));
        (self.bytes, lasts.unwrap_or_default())
    }

    fn is_full(&self) -> bool {
        self.bytes > MAX_BYTES
    }

    /// The time of the keyframe with which the kept frames begin; `None` if they do not.
    pub(super) fn keyframe(&self) -> Option<Duration> {
        let first = self.frames.front().filter(|first| first.keyframe)?;
        (self.sent > 0).then_some(first.pts)
    }

    /// Goes back to the first frame.
    pub(super) fn rewind(&mut self) {
        self.played = 0;
    }

    /// Goes to the first frame that is not before a time.
    pub(super) fn rewind_to(&mut self, time: Duration) {
        self.played = self.frames.partition_point(|frame| frame.pts < time);
    }

    /// Lets go of all before the frame that was played last.
    pub(super) fn keep_from_last(&mut self) {
        while self.played > 1 {
            self.drop_first();
        }
    }

    /// Lets go of the played frames that are over before a time; of all of them where there is none.
    pub(super) fn keep_from(&mut self, time: Option<Duration>) {
        let over = |frame: &Frame| {
            time.is_none_or(|time| frame.pts.saturating_add(frame.duration) <= time)
        };
        while self.played > 0 && self.frames.front().is_some_and(over) {
            self.drop_first();
        }
    }

    /// Lets go of the frames that are to be sent and are over before a time.
    pub(super) fn skip_to(&mut self, time: Duration) {
        self.keep_from(None);
        while self.frames.front().is_some_and(|frame| frame.pts < time) {
            self.drop_first();
        }
    }

    /// Of what is to be sent, leaves out what is before its last keyframe. Says whether all of it had to go, as it is too
    /// much to be sent at once.
    pub(super) fn skip_to_last_keyframe(&mut self) -> bool {
        let begins_anew = self.frames.back().is_some_and(|last| last.keyframe);
        if !begins_anew && !self.is_full() {
            return false;
        }
        let last = self.frames.pop_back();
        *self = Self::default();
        if let Some(last) = last.filter(|last| last.keyframe) {
            self.push(last);
        }
        self.frames.is_empty()
    }

    fn drop_first(&mut self) {
        if let Some(frame) = self.frames.pop_front() {
            self.bytes -= frame.data.len();
            self.played = self.played.saturating_sub(1);
            self.sent = self.sent.saturating_sub(1);
        }
    }
}

/// How many bytes are kept to be sent again.
const MAX_BYTES: usize = 4 << 20;

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(millis: u64, bytes: usize, keyframe: bool) -> Frame {
        let frame = Frame::new(vec![0; bytes].into(), Duration::from_millis(40));
        frame.pts(Duration::from_millis(millis)).keyframe(keyframe)
    }

    #[test]
    fn what_was_played_is_played_again_from_its_keyframe() {
        let mut history = History::default();
        for (at, keyframe) in [(0, true), (40, false), (80, true), (120, false)] {
            history.push(frame(at, 10, keyframe));
            history.play().expect("it was pushed");
            if keyframe {
                history.keep_from_last();
            }
        }
        assert_eq!(history.keyframe(), Some(Duration::from_millis(80)));
        history.rewind();
        history.push(frame(160, 10, false));
        let again = std::iter::from_fn(|| history.play());
        let again: Vec<_> = again
            .map(|it| (it.frame.pts.as_millis(), it.again))
            .collect();
        assert_eq!(again, [(80, true), (120, true), (160, false)]);
    }

    #[test]
    fn more_than_is_kept_is_not_played_again_and_what_is_to_come_is_not_lost() {
        let mut history = History::default();
        history.push(frame(0, MAX_BYTES / 2, true));
        history.play().expect("it was pushed");
        history.push(frame(40, MAX_BYTES + 1, false));
        assert_eq!(history.keyframe(), None);
        assert_eq!(history.next().map(|next| next.pts.as_millis()), Some(40));
        // What has to be left out anyway is, up to the next keyframe.
        assert!(history.skip_to_last_keyframe());
        assert!(history.next().is_none());
        history.push(frame(80, 10, true));
        assert!(!history.skip_to_last_keyframe());
        assert_eq!(history.next().map(|next| next.pts.as_millis()), Some(80));
    }
}
