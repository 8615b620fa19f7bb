//! The clock that the sources of several tracks share.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

/// One clock for sources that are played together: the tracks of a file, or files that belong together.
///
/// Media time starts when every source of the timeline can begin, or two seconds after the first of them can, with the
/// earliest frame of any of them; what comes later in a file is sent as much later. From then on it goes forward with the
/// clock. A source that joins late, or that alone fell behind by more than half a second, goes on at the present: audio
/// with the next packet, video from the last keyframe before it. Where all of them stood still, because the machine slept
/// or the disk did, media time stood still too, and nothing is left out.
///
/// Each source has a timeline of its own unless it is given one. A clone is the same timeline.
///
/// ```no_run
/// # use lk_rtc::source::{FileSource, Timeline};
/// let timeline = Timeline::new();
/// let picture = FileSource::open("film.ivf")?.timeline(&timeline);
/// let sound = FileSource::open("film.ogg")?.timeline(&timeline);
/// # Ok::<_, lk_rtc::error::SourceError>(())
/// ```
#[derive(Clone)]
pub struct Timeline(Arc<Shared>);

struct Shared {
    state: Mutex<State>,
    /// Counts what members wait for: the start, a rewind, the next round.
    changes: watch::Sender<u64>,
}

#[derive(Debug)]
struct State {
    members: BTreeMap<u64, Member>,
    last_id: u64,
    /// When the first member was ready.
    first_ready: Option<Instant>,
    clock: Option<Clock>,
    rewinds: u64,
    last_rewind: Option<Instant>,
    round: Round,
    /// How often it is played, this round included; `None`: without end.
    rounds: Option<u32>,
}

#[derive(Debug, Default)]
struct Member {
    /// The time of its first frame, once it can begin.
    first: Option<Duration>,
    /// The time of the keyframe that it sent last, where it may have all go back there.
    keyframe: Option<Duration>,
    /// When what it plays in this round is over.
    end: Option<Duration>,
}

/// Media time on the clock.
#[derive(Debug)]
struct Clock {
    started: Instant,
    /// At this instant media time is `base`.
    anchor: Instant,
    base: Duration,
    /// The latest time that any member has played.
    reached: Duration,
}

/// One of the times that everything is played.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Round {
    pub(super) number: u64,
    /// What times of files are later by in this round.
    pub(super) offset: Duration,
}

/// What follows when a member has played all it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RoundEnd {
    /// Nothing.
    Over,
    /// Others still play this round.
    Wait,
    /// The next round.
    Next(Round),
}

/// When a frame is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Due {
    /// At this instant.
    At(Instant),
    /// Long ago, when others of the timeline played theirs.
    Missed,
}

impl Timeline {
    /// A timeline that has not started, played once.
    pub fn new() -> Self {
        let state = State {
            members: BTreeMap::new(),
            last_id: 0,
            first_ready: None,
            clock: None,
            rewinds: 0,
            last_rewind: None,
            round: Round::default(),
            rounds: Some(1),
        };
        Self(Arc::new(Shared {
            state: Mutex::new(state),
            changes: watch::Sender::new(0),
        }))
    }

    /// Media time now; `None` before it has started.
    pub fn position(&self) -> Option<Duration> {
        let state = self.lock();
        state
            .clock
            .as_ref()
            .map(|clock| clock.position(Instant::now()))
    }

    /// How often all sources are played; `None`: without end. All begin a round together, when the longest is over.
    pub(super) fn set_rounds(&self, rounds: Option<u32>) {
        self.lock().rounds = rounds;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing in here panics between two states.
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self) {
        self.0.changes.send_modify(|count| *count += 1);
    }
}

impl Default for Timeline {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Timeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Timeline")
            .field("position", &self.position())
            .field("sources", &self.lock().members.len())
            .finish_non_exhaustive()
    }
}

/// The place of one source on a timeline; dropped, the others do not wait for it.
pub(super) struct Seat {
    timeline: Timeline,
    id: u64,
    changes: watch::Receiver<u64>,
    /// How many rewinds this source has followed.
    rewinds: u64,
}

impl Seat {
    pub(super) fn on(timeline: &Timeline) -> Self {
        let changes = timeline.0.changes.subscribe();
        let mut state = timeline.lock();
        state.last_id += 1;
        let (id, rewinds) = (state.last_id, state.rewinds);
        state.members.insert(id, Member::default());
        drop(state);
        Self {
            timeline: timeline.clone(),
            id,
            changes,
            rewinds,
        }
    }

    pub(super) fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// Says that this source may have all go back to its last keyframe: until the first, to its beginning.
    pub(super) fn may_rewind(&self, may: bool) {
        let mut state = self.timeline.lock();
        state.member(self.id).keyframe = may.then_some(Duration::ZERO);
    }

    /// Waits until media time goes on. `first`: the time of the first frame of this source.
    pub(super) async fn started(&mut self, first: Duration) {
        while let Some(patience) = self.try_start(first) {
            self.changed_or(patience).await;
        }
    }

    /// Until when to wait for others, if for any.
    fn try_start(&self, first: Duration) -> Option<Instant> {
        let mut state = self.timeline.lock();
        if state.clock.is_some() {
            return None;
        }
        let now = Instant::now();
        state.member(self.id).first.get_or_insert(first);
        let patience = *state.first_ready.get_or_insert(now) + PATIENCE;
        let waits = state.members.values().any(|member| member.first.is_none());
        if waits && now < patience {
            return Some(patience);
        }
        let firsts = state.members.values().filter_map(|member| member.first);
        let base = firsts.min().unwrap_or(first);
        state.clock = Some(Clock {
            started: now,
            anchor: now,
            base,
            reached: base,
        });
        drop(state);
        self.timeline.tell();
        None
    }

    /// When the frame of a time is due. Before the start: now.
    pub(super) fn due(&self, at: Duration) -> Due {
        let now = Instant::now();
        let mut state = self.timeline.lock();
        let Some(clock) = &mut state.clock else {
            return Due::At(now);
        };
        let due = clock.due(at);
        if now <= due + LATE {
            return Due::At(due);
        }
        // As long as nobody played anything, time stood still.
        let stood_still = clock.position(now).saturating_sub(clock.reached.max(at));
        if stood_still > LATE {
            clock.anchor += stood_still;
        }
        if now > clock.due(at) + LATE {
            Due::Missed
        } else {
            Due::At(now)
        }
    }

    /// A frame of a time is played; tells when it was due.
    pub(super) fn play(&self, at: Duration, keyframe: bool) -> Instant {
        let mut state = self.timeline.lock();
        if let Some(last) = state.member(self.id).keyframe.as_mut().filter(|_| keyframe) {
            *last = at;
        }
        let Some(clock) = &mut state.clock else {
            return Instant::now();
        };
        clock.reached = clock.reached.max(at);
        clock.due(at)
    }

    /// When media time started.
    pub(super) fn start(&self) -> Option<Instant> {
        let state = self.timeline.lock();
        state.clock.as_ref().map(|clock| clock.started)
    }

    /// Media time now; zero before the start.
    pub(super) fn position(&self) -> Duration {
        self.timeline.position().unwrap_or_default()
    }

    /// The earliest time that a rewind may lead back to, if any may come.
    pub(super) fn rewind_floor(&self) -> Option<Duration> {
        let state = self.timeline.lock();
        state
            .members
            .values()
            .filter_map(|member| member.keyframe)
            .min()
    }

    /// Has all sources go back to a time, unless one did a moment ago.
    pub(super) fn rewind(&self, to: Duration) {
        let now = Instant::now();
        let mut state = self.timeline.lock();
        let answered = |at: Instant| now < at + super::keyframe::ANSWERED;
        if state.last_rewind.is_some_and(answered) {
            return;
        }
        let Some(clock) = &mut state.clock else {
            return;
        };
        (clock.anchor, clock.base, clock.reached) = (now, to, to);
        state.rewinds += 1;
        state.last_rewind = Some(now);
        drop(state);
        self.timeline.tell();
    }

    /// Where a rewind has led that this source has not followed yet.
    pub(super) fn take_rewind(&mut self) -> Option<Duration> {
        let state = self.timeline.lock();
        let news = state.rewinds != self.rewinds;
        self.rewinds = state.rewinds;
        let base = state.clock.as_ref().map(|clock| clock.base);
        base.filter(|_| news)
    }

    /// Whether nothing is played at all.
    pub(super) fn is_over(&self) -> bool {
        self.timeline.lock().rounds == Some(0)
    }

    /// This source has played all that it has in a round, up to a time; `None`: there was nothing.
    pub(super) fn end_round(&self, round: Round, end: Option<Duration>) -> RoundEnd {
        let mut state = self.timeline.lock();
        if state.round != round {
            return RoundEnd::Next(state.round);
        }
        if state.rounds.is_some_and(|rounds| rounds <= 1) {
            return RoundEnd::Over;
        }
        state.member(self.id).end = Some(end.unwrap_or(round.offset));
        if state.members.values().any(|member| member.end.is_none()) {
            return RoundEnd::Wait;
        }
        let firsts = state.members.values().filter_map(|member| member.first);
        let first = firsts.min().unwrap_or_default();
        let ends = state.members.values().filter_map(|member| member.end);
        let start = first.saturating_add(round.offset);
        let length = ends.max().unwrap_or_default().saturating_sub(start);
        if length.is_zero() {
            return RoundEnd::Over;
        }
        for member in state.members.values_mut() {
            member.end = None;
        }
        state.rounds = state.rounds.map(|rounds| rounds - 1);
        state.round = Round {
            number: round.number + 1,
            offset: round.offset.saturating_add(length),
        };
        let next = state.round;
        drop(state);
        self.timeline.tell();
        RoundEnd::Next(next)
    }

    /// Waits until something about the timeline changes.
    pub(super) async fn changed(&mut self) {
        // The timeline lives as long as this.
        let _ = self.changes.changed().await;
    }

    /// Waits until something about the timeline changes, or until an instant.
    pub(super) async fn changed_or(&mut self, instant: Instant) {
        tokio::select! {
            () = self.changed() => {}
            () = sleep_until(instant) => {}
        }
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.timeline.lock().members.remove(&self.id);
        self.timeline.tell();
    }
}

impl State {
    fn member(&mut self, id: u64) -> &mut Member {
        self.members.entry(id).or_default()
    }
}

impl Clock {
    fn position(&self, now: Instant) -> Duration {
        let since = now.saturating_duration_since(self.anchor);
        self.base.saturating_add(since)
    }

    fn due(&self, at: Duration) -> Instant {
        let far = self.anchor + FAR;
        match at.checked_sub(self.base) {
            // A file may say anything.
            Some(ahead) => self.anchor.checked_add(ahead.min(FAR)).unwrap_or(far),
            None => self
                .anchor
                .checked_sub(self.base - at)
                .unwrap_or(self.started),
        }
    }
}

/// How long sources that can begin wait for the others.
const PATIENCE: Duration = Duration::from_secs(2);

/// How late a frame may be before its source is taken to have fallen behind.
const LATE: Duration = Duration::from_millis(500);

/// Longer than anything is played.
const FAR: Duration = Duration::from_secs(365 * 24 * 3600);
