//! Plays what can be read as frames in media time: reading, waiting, answering keyframe requests.

use std::fmt;
use std::future::{Future, pending};
use std::time::Duration;

use lk_media::bitstream::PictureOrder;
use lk_media::{Codec, Frame, MediaKind};
use tokio::time::{Instant, sleep_until};

use super::Start;
use super::history::{History, Played};
use super::keyframe::{Answer, OnKeyframeRequest};
use super::opening::Opening;
use super::timeline::{Due, RoundEnd, Seat, Timeline};
use super::times::Times;
use crate::error::SourceError;

/// What frames are read from.
pub(super) trait Input: Send {
    /// The next frame, timed as its container says; `None` at the end. Dropped, it loses nothing.
    fn next(&mut self) -> impl Future<Output = Result<Option<Frame>, SourceError>> + Send;

    /// Goes back to the first frame, and says whether it can. Dropped, it is called again before anything is read.
    fn restart(&mut self) -> impl Future<Output = Result<bool, SourceError>> + Send;

    /// Whether frames have no times, and come when they are made.
    fn is_live(&self) -> bool;
}

/// Frames that are read, on a timeline.
pub(super) struct Player<I> {
    input: I,
    codec: Codec,
    kind: MediaKind,
    order: PictureOrder,
    seat: Seat,
    times: Times,
    history: History,
    opening: Opening,
    on_keyframe_request: OnKeyframeRequest,
    answer: Answer,
    /// The input is to begin anew before anything is read.
    restart: bool,
    /// Frames are left out up to the next keyframe.
    awaits_keyframe: bool,
    /// What the times of frames are counted from.
    origin: Option<Instant>,
    /// The time that the frame before was given, and how long it lasts.
    last: Option<(Duration, Duration)>,
    repeated: u64,
}

impl<I: Input> Player<I> {
    pub(super) fn new(input: I, codec: Codec) -> Self {
        let kind = codec.kind();
        Self {
            input,
            codec,
            kind,
            order: PictureOrder::new(codec),
            seat: Seat::on(&Timeline::new()),
            times: Times::new(kind),
            history: History::default(),
            opening: Opening::new(Start::default()),
            on_keyframe_request: OnKeyframeRequest::default(),
            answer: Answer::default(),
            restart: false,
            awaits_keyframe: false,
            origin: None,
            last: None,
            repeated: 0,
        }
    }

    pub(super) fn timeline(&self) -> &Timeline {
        self.seat.timeline()
    }

    pub(super) fn set_timeline(&mut self, timeline: &Timeline) {
        self.seat = Seat::on(timeline);
        self.tell_timeline();
    }

    pub(super) fn set_start(&mut self, start: Start) {
        self.opening = Opening::new(start);
    }

    pub(super) fn set_on_keyframe_request(&mut self, what: OnKeyframeRequest) {
        self.on_keyframe_request = what;
        self.tell_timeline();
    }

    fn tell_timeline(&self) {
        let rewinds = self.on_keyframe_request == OnKeyframeRequest::Rewind;
        self.seat
            .may_rewind(rewinds && self.kind == MediaKind::Video);
    }

    /// How many of the frames were given more than once.
    pub(super) fn repeated(&self) -> u64 {
        self.repeated
    }

    pub(super) fn subscribed(&mut self) {
        self.opening
            .subscribed(self.kind == MediaKind::Video, Instant::now());
    }

    /// Waits until the next frame is due; `None` at the end. Dropped before, it was not played.
    pub(super) async fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
        if self.open().await? {
            return Ok(self.play());
        }
        while !self.seat.is_over() {
            self.follow_rewind();
            let Some(next) = self.history.next() else {
                if self.read().await? {
                    continue;
                }
                return Ok(None);
            };
            let at = next.pts;
            self.seat.started(at).await;
            if self.answer.covers(at) {
                if let Some(until) = self.answer.waits_until(Instant::now()) {
                    sleep_until(until).await;
                }
                break;
            }
            match self.seat.due(at) {
                Due::At(due) if due <= Instant::now() => break,
                Due::At(due) => self.seat.changed_or(due).await,
                Due::Missed => self.go_to_present().await?,
            }
        }
        // From here on nothing waits: the frame is given exactly once.
        Ok(self.play())
    }

    /// Waits until it may begin. Says whether the first frame is to be sent by itself.
    async fn open(&mut self) -> Result<bool, SourceError> {
        match self.opening {
            Opening::Open => {}
            // Until `subscribed` is called.
            Opening::Closed => pending().await,
            // The others did not wait: there is no beginning to miss.
            Opening::Probing(_) if self.seat.start().is_some() => self.opening = Opening::Open,
            Opening::Probing(at) => {
                while self.history.next().is_none() {
                    if !self.read().await? {
                        return Ok(false);
                    }
                }
                sleep_until(at).await;
                self.opening.probed(Instant::now());
                tracing::debug!("first frame sent by itself");
                return Ok(true);
            }
            Opening::Probed(until) => {
                sleep_until(until).await;
                self.opening = Opening::Open;
            }
        }
        Ok(false)
    }

    /// A receiver cannot go on without a keyframe.
    pub(super) fn keyframe_requested(&mut self) {
        if let Opening::Probed(_) = self.opening {
            self.opening = Opening::Open;
            self.history.rewind();
            return;
        }
        let now = Instant::now();
        let Some(keyframe) = self.history.keyframe().filter(|_| self.answer.is_due(now)) else {
            return;
        };
        match self.on_keyframe_request {
            OnKeyframeRequest::NextKeyframe => {}
            OnKeyframeRequest::CatchUp => {
                self.history.rewind();
                self.catch_up(self.seat.position());
            }
            OnKeyframeRequest::Rewind => self.seat.rewind(keyframe),
        }
    }

    /// The frame that was given last could not be sent: what needs it is not to be sent again.
    pub(super) fn frame_refused(&mut self) {
        self.history.keep_from(None);
    }

    fn play(&mut self) -> Option<Frame> {
        let Played { frame, again } = self.history.play()?;
        self.repeated += u64::from(again);
        let (at, now) = (frame.pts, Instant::now());
        let keyframe = self.kind == MediaKind::Video && frame.keyframe;
        self.answer.sent(at, frame.data.len(), keyframe, now);
        let due = self.seat.play(at, keyframe);
        let origin = *self
            .origin
            .get_or_insert_with(|| self.seat.start().unwrap_or(due));
        let due = due.saturating_duration_since(origin);
        let pts = match (self.kind, self.last) {
            (_, None) => due,
            (MediaKind::Audio, Some((last, lasts))) => due.max(last.saturating_add(lasts)),
            // Frames that are late, or sent again, lie between the frame before and the next one.
            (MediaKind::Video, Some((last, _))) => due.max(last.saturating_add(TICK)),
        };
        self.last = Some((pts, frame.duration));
        self.keep_history(keyframe);
        Some(frame.pts(pts))
    }

    /// Lets go of the frames that will not be sent again.
    fn keep_history(&mut self, keyframe: bool) {
        if let Opening::Probed(_) = self.opening {
            return;
        }
        match (self.kind, self.on_keyframe_request) {
            (MediaKind::Audio, _) => self.history.keep_from(self.seat.rewind_floor()),
            (MediaKind::Video, OnKeyframeRequest::NextKeyframe) => self.history.keep_from(None),
            (MediaKind::Video, _) if keyframe => self.history.keep_from_last(),
            (MediaKind::Video, _) => {}
        }
    }

    fn catch_up(&mut self, until: Duration) {
        self.answer
            .begin(until, self.history.extent(), Instant::now());
    }

    fn follow_rewind(&mut self) {
        let Some(to) = self.seat.take_rewind() else {
            return;
        };
        match self.kind {
            MediaKind::Audio => self.history.rewind_to(to),
            // Without its keyframe it waits until media time is where it was.
            MediaKind::Video if self.history.keyframe().is_some() => {
                self.history.rewind();
                // What is before the keyframe of another track has to be decoded, and is not seen.
                self.catch_up(to);
            }
            MediaKind::Video => {}
        }
    }

    /// Reads a frame; says whether there may be more.
    async fn read(&mut self) -> Result<bool, SourceError> {
        if self.restart {
            if !self.input.restart().await? {
                return Ok(false);
            }
            self.restart = false;
            self.order = PictureOrder::new(self.codec);
        }
        let Some(frame) = self.input.next().await? else {
            return self.end_round().await;
        };
        if self.order.is_reordered(&frame.data) {
            return Err(SourceError::Reordered);
        }
        let at = match self.input.is_live() {
            true => self.times.place_live(&frame, self.seat.position()),
            false => self.times.place(&frame),
        };
        if self.awaits_keyframe && !frame.keyframe {
            return Ok(true);
        }
        self.awaits_keyframe = false;
        self.history.push(frame.pts(at));
        Ok(true)
    }

    async fn end_round(&mut self) -> Result<bool, SourceError> {
        match self.seat.end_round(self.times.round(), self.times.end()) {
            RoundEnd::Over => return Ok(false),
            RoundEnd::Wait => self.seat.changed().await,
            RoundEnd::Next(round) => {
                self.restart = true;
                self.times.begin(round);
            }
        }
        Ok(true)
    }

    /// Leaves out what should have been played already: of audio all of it, of video what is before the last keyframe of
    /// it. What is left then is sent at once.
    async fn go_to_present(&mut self) -> Result<(), SourceError> {
        let present = self.seat.position();
        while self.history.last_unsent().is_none_or(|at| at <= present) {
            if !self.read().await? {
                break;
            }
            match self.kind {
                MediaKind::Audio => self.history.skip_to(present),
                MediaKind::Video => self.awaits_keyframe |= self.history.skip_to_last_keyframe(),
            }
        }
        match self.kind {
            MediaKind::Audio => self.history.skip_to(present),
            MediaKind::Video => self.catch_up(present),
        }
        Ok(())
    }
}

impl<I> fmt::Debug for Player<I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Player")
            .field("timeline", self.seat.timeline())
            .field("on_keyframe_request", &self.on_keyframe_request)
            .finish_non_exhaustive()
    }
}

/// More than a tick of the RTP clock of video.
const TICK: Duration = Duration::from_micros(12);
