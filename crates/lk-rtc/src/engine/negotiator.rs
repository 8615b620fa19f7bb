//! When an offer of ours is due, and which answer belongs to it.

use std::time::{Duration, Instant};

/// Numbers our offers; at most one of them is unanswered.
#[derive(Debug)]
pub(super) struct Negotiator {
    last_id: u32,
    outstanding: Option<Instant>,
    wanted: bool,
}

impl Negotiator {
    pub(super) const fn new() -> Self {
        Self {
            last_id: 0,
            outstanding: None,
            wanted: false,
        }
    }

    /// Something changed that only an offer can tell; it is made as soon as none is unanswered.
    pub(super) fn want(&mut self) {
        self.wanted = true;
    }

    /// There was nothing to offer.
    pub(super) fn unwant(&mut self) {
        self.wanted = false;
    }

    /// Whether an offer is to be made now.
    pub(super) fn is_due(&self) -> bool {
        self.wanted && self.outstanding.is_none()
    }

    /// An offer is made; returns its id.
    pub(super) fn offered(&mut self, now: Instant) -> u32 {
        self.wanted = false;
        self.outstanding = Some(now + TIMEOUT);
        self.last_id += 1;
        self.last_id
    }

    /// Whether an answer with this id is the one that we wait for. Servers that number nothing
    /// send 0.
    pub(super) fn awaits(&self, id: u32) -> bool {
        self.outstanding.is_some() && (id == 0 || id == self.last_id)
    }

    /// Whether the offer of this id waits for its answer.
    pub(super) fn is_unanswered(&self, id: u32) -> bool {
        self.outstanding.is_some() && id == self.last_id
    }

    /// The answer was taken; returns the id of the offer.
    pub(super) fn answered(&mut self) -> u32 {
        self.outstanding = None;
        self.last_id
    }

    /// When the answer is overdue.
    pub(super) fn deadline(&self) -> Option<Instant> {
        self.outstanding
    }
}

/// How long the server may take to answer. The server itself gives up then.
const TIMEOUT: Duration = Duration::from_secs(15);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_offer_at_a_time_and_only_its_own_answer_counts() {
        let now = Instant::now();
        let mut negotiator = Negotiator::new();
        assert!(!negotiator.is_due());
        negotiator.want();
        assert_eq!(negotiator.offered(now), 1);
        negotiator.want();
        assert!(!negotiator.is_due(), "the first is unanswered");
        assert!(!negotiator.awaits(7));
        assert!(negotiator.awaits(1) && negotiator.awaits(0));
        assert_eq!(negotiator.answered(), 1);
        assert!(negotiator.is_due(), "what was wanted meanwhile");
        assert_eq!(negotiator.offered(now), 2);
        assert!(!negotiator.awaits(1), "a stale answer");
    }
}
