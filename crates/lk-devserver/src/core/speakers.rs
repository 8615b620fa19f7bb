//! Who is speaking, and how loud: levels of RFC 6464 gathered into what clients are told.

use std::time::{Duration, Instant};

use lk_proto::SpeakerInfo;

/// The loudness of one audio track.
#[derive(Debug)]
pub(crate) struct AudioLevel {
    interval: Duration,
    smoothed: f64,
    loudest: u8,
    active: Duration,
    observed: Duration,
    last: Option<(u32, Instant)>,
}

impl AudioLevel {
    /// `interval` is how often levels are told.
    pub(crate) fn new(interval: Duration) -> Self {
        Self {
            interval,
            smoothed: 0.0,
            loudest: SILENT,
            active: Duration::ZERO,
            observed: Duration::ZERO,
            last: None,
        }
    }

    /// Takes the level of one packet in −dBov: 0 is loudest, 127 is silence.
    pub(crate) fn observe(&mut self, level: u8, timestamp: u32, clock_rate: u32, now: Instant) {
        let step = match self.last {
            Some((last, _)) => timestamp.wrapping_sub(last),
            None => 0,
        };
        if step >= 1 << 31 {
            return;
        }
        self.last = Some((timestamp, now));
        // A jump in timestamps is silence, not sound.
        let duration = Duration::from_secs_f64(f64::from(step) / f64::from(clock_rate.max(1)))
            .min(self.interval);
        self.observed += duration;
        if level <= ACTIVE_LEVEL {
            self.active += duration;
            self.loudest = self.loudest.min(level);
        }
        if self.observed >= self.interval {
            let level = self.level_of_window();
            self.begin_window(level);
        }
    }

    /// The smoothed linear level, 0 to 1, if it counts as speaking.
    pub(crate) fn speaking(&mut self, now: Instant) -> Option<f64> {
        let stale = self
            .last
            .is_none_or(|(_, at)| now.saturating_duration_since(at) >= 2 * self.interval);
        if stale {
            self.begin_window(0.0);
        }
        (self.smoothed >= linear(f64::from(ACTIVE_LEVEL))).then_some(self.smoothed)
    }

    fn level_of_window(&self) -> f64 {
        if self.active < self.interval * MIN_PERCENTILE / 100 {
            return 0.0;
        }
        let share = self.active.as_secs_f64() / self.interval.as_secs_f64();
        let level = linear(f64::from(self.loudest) - 20.0 * share.log10());
        self.smoothed + (level - self.smoothed) * SMOOTHING
    }

    fn begin_window(&mut self, smoothed: f64) {
        self.smoothed = smoothed;
        self.loudest = SILENT;
        self.active = Duration::ZERO;
        self.observed = Duration::ZERO;
    }
}

/// Who was speaking when clients were last told.
#[derive(Debug, Default)]
pub(crate) struct Speakers {
    told: Vec<SpeakerInfo>,
}

impl Speakers {
    /// What has changed, given who is speaking now; loudest first, those who stopped last.
    pub(crate) fn changes(&mut self, mut speaking: Vec<SpeakerInfo>) -> Vec<SpeakerInfo> {
        for speaker in &mut speaking {
            speaker.level = quantize(speaker.level);
        }
        speaking.sort_by(|a, b| b.level.total_cmp(&a.level).then_with(|| a.sid.cmp(&b.sid)));
        let known = |list: &[SpeakerInfo], sid: &str| {
            list.iter().find(|it| it.sid == sid).map(|it| it.level)
        };
        let mut changed: Vec<SpeakerInfo> = speaking
            .iter()
            .filter(|it| known(&self.told, &it.sid) != Some(it.level))
            .cloned()
            .collect();
        let stopped = self
            .told
            .iter()
            .filter(|it| known(&speaking, &it.sid).is_none());
        changed.extend(stopped.map(|it| SpeakerInfo {
            sid: it.sid.clone(),
            level: 0.0,
            active: false,
        }));
        self.told = speaking;
        changed
    }

    /// Whether somebody was speaking when clients were last told.
    pub(crate) fn any(&self) -> bool {
        !self.told.is_empty()
    }
}

/// Small changes are not worth a message.
fn quantize(level: f32) -> f32 {
    (level * STEPS).ceil() / STEPS
}

fn linear(minus_dbov: f64) -> f64 {
    10_f64.powf(-minus_dbov / 20.0)
}

const SILENT: u8 = 127;
/// Louder than this is speech, in −dBov.
const ACTIVE_LEVEL: u8 = 35;
/// How much of a window must be speech, in percent.
const MIN_PERCENTILE: u32 = 40;
/// An exponential average over two windows.
const SMOOTHING: f64 = 2.0 / 3.0;
const STEPS: f32 = 8.0;

#[cfg(test)]
mod tests {
    use super::*;

    const INTERVAL: Duration = Duration::from_millis(400);

    fn speak(level: &mut AudioLevel, dbov: u8, start: Instant, packets: u32) -> Instant {
        let mut now = start;
        for packet in 0..packets {
            level.observe(dbov, packet * 960, 48_000, now);
            now += Duration::from_millis(20);
        }
        now
    }

    #[test]
    fn a_loud_track_speaks_and_a_quiet_one_does_not() {
        let start = Instant::now();
        let (mut loud, mut quiet) = (AudioLevel::new(INTERVAL), AudioLevel::new(INTERVAL));
        let now = speak(&mut loud, 10, start, 50);
        speak(&mut quiet, 60, start, 50);
        assert!(
            loud.speaking(now)
                .is_some_and(|level| (0.2..0.4).contains(&level))
        );
        assert_eq!(quiet.speaking(now), None);
    }

    #[test]
    fn a_track_that_stops_sending_falls_silent() {
        let mut level = AudioLevel::new(INTERVAL);
        let now = speak(&mut level, 10, Instant::now(), 50);
        assert!(level.speaking(now).is_some());
        assert_eq!(level.speaking(now + 2 * INTERVAL), None);
    }

    fn speaker(sid: &str, level: f32) -> SpeakerInfo {
        SpeakerInfo {
            sid: sid.into(),
            level,
            active: true,
        }
    }

    #[test]
    fn only_changes_are_told() {
        let mut speakers = Speakers::default();
        let first = speakers.changes(vec![speaker("a", 0.3), speaker("b", 0.7)]);
        assert_eq!(first, [speaker("b", 0.75), speaker("a", 0.375)]);
        assert_eq!(
            speakers.changes(vec![speaker("a", 0.31), speaker("b", 0.74)]),
            []
        );
        let last = speakers.changes(vec![speaker("a", 0.9)]);
        assert_eq!(
            last,
            [
                speaker("a", 1.0),
                SpeakerInfo {
                    sid: "b".into(),
                    level: 0.0,
                    active: false
                }
            ]
        );
        assert!(speakers.any());
    }
}
