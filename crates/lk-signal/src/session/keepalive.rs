//! When to ping, and when to give up.

use std::time::{Duration, Instant};

/// Pings of one joined session, as its join response asked for them.
///
/// Each interval sends a ping; the first one that stays unanswered starts the clock, any answer
/// stops it. An interval that is not positive means that the server wants none.
#[derive(Debug)]
pub(super) struct Keepalive {
    interval: Duration,
    timeout: Duration,
    next_ping: Instant,
    unanswered_since: Option<Instant>,
    last_ping: Option<(i64, Instant)>,
    rtt: Option<Duration>,
}

impl Keepalive {
    /// Seconds as on the wire.
    pub(super) fn new(interval: i32, timeout: i32, now: Instant) -> Option<Self> {
        let seconds = |value: i32| {
            let value = u64::try_from(value).ok().filter(|value| *value > 0)?;
            Some(Duration::from_secs(value.min(MAX_SECONDS)))
        };
        let (interval, timeout) = (seconds(interval)?, seconds(timeout)?);
        Some(Self {
            interval,
            timeout,
            next_ping: now + interval,
            unanswered_since: None,
            last_ping: None,
            rtt: None,
        })
    }

    /// Starts over on a new connection of the same session.
    pub(super) fn restart(&mut self, now: Instant) {
        self.next_ping = now + self.interval;
        self.unanswered_since = None;
        self.last_ping = None;
    }

    pub(super) fn deadline(&self) -> Instant {
        self.gives_up_at()
            .map_or(self.next_ping, |at| at.min(self.next_ping))
    }

    pub(super) fn is_lost(&self, now: Instant) -> bool {
        self.gives_up_at().is_some_and(|at| at <= now)
    }

    /// Whether a ping is due; it is then taken as sent with `timestamp`.
    pub(super) fn ping_due(&mut self, timestamp: i64, now: Instant) -> bool {
        if now < self.next_ping {
            return false;
        }
        self.next_ping = now + self.interval;
        self.unanswered_since.get_or_insert(now);
        self.last_ping = Some((timestamp, now));
        true
    }

    /// Takes an answer; `echo` is the timestamp of the ping it answers, where it says so.
    pub(super) fn pong(&mut self, echo: Option<i64>, now: Instant) {
        self.unanswered_since = None;
        if let Some((timestamp, sent)) = self.last_ping
            && echo == Some(timestamp)
        {
            self.rtt = Some(now.saturating_duration_since(sent));
            self.last_ping = None;
        }
    }

    pub(super) fn rtt(&self) -> Option<Duration> {
        self.rtt
    }

    fn gives_up_at(&self) -> Option<Instant> {
        self.unanswered_since.map(|since| since + self.timeout)
    }
}

/// A day: nobody means more, and `Instant` must not overflow.
const MAX_SECONDS: u64 = 86_400;
