//! The beginning of a stream, of which nothing was released yet: packets from before the first that came are welcome.

use std::time::Instant;

#[derive(Debug, Clone, Copy)]
pub(super) struct Opening {
    /// Down to where.
    floor: u64,
    /// The packet that came first, and until when it waits for those before it.
    held: Option<(u64, Instant)>,
}

impl Opening {
    pub(super) const fn new(floor: u64) -> Self {
        Self { floor, held: None }
    }

    pub(super) const fn floor(&self) -> u64 {
        self.floor
    }

    /// Notes the packet that came first. It waits until one behind it comes, or for as long as any may be late.
    pub(super) const fn begin(&mut self, seq: u64, until: Instant) {
        self.held = Some((seq, until));
    }

    /// Notes another.
    pub(super) fn go_on(&mut self, seq: u64) {
        if self.held.is_some_and(|(first, _)| seq > first) {
            self.held = None;
        }
    }

    /// Whether nothing is to be released yet; without a time nothing is waited for.
    pub(super) fn holds(&mut self, now: Option<Instant>) -> bool {
        let held = matches!((self.held, now), (Some((_, until)), Some(now)) if now < until);
        if !held {
            self.held = None;
        }
        held
    }

    /// Until when nothing is to be released.
    pub(super) fn held_until(&self) -> Option<Instant> {
        self.held.map(|(_, until)| until)
    }
}
