//! One direction of one link.

use std::time::{Duration, Instant};

use super::FlowId;
use super::draw::{Question, draw};

/// How a link behaves. Start from [`LinkProfile::new`], a perfect one, then spoil it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LinkProfile {
    delay: Duration,
    jitter: Duration,
    loss: f64,
    duplicate: f64,
    reorder: f64,
    reorder_by: Duration,
    rate: Option<u64>,
    queue: Duration,
}

impl LinkProfile {
    /// No delay, no loss, no limit.
    #[must_use]
    pub fn new() -> Self {
        Self {
            queue: Duration::from_millis(200),
            ..Self::default()
        }
    }

    /// The delay of every packet. Default: none.
    #[must_use]
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// What is added to the delay at most, evenly spread. It changes no order. Default: none.
    #[must_use]
    pub fn jitter(mut self, jitter: Duration) -> Self {
        self.jitter = jitter;
        self
    }

    /// The share of packets that are lost, from 0 to 1. Default: 0.
    #[must_use]
    pub fn loss(mut self, share: f64) -> Self {
        self.loss = share;
        self
    }

    /// The share of packets that arrive twice, from 0 to 1. Default: 0.
    #[must_use]
    pub fn duplicate(mut self, share: f64) -> Self {
        self.duplicate = share;
        self
    }

    /// The share of packets, from 0 to 1, that are held up by `by` and so overtaken. Default: 0.
    #[must_use]
    pub fn reorder(mut self, share: f64, by: Duration) -> Self {
        self.reorder = share;
        self.reorder_by = by;
        self
    }

    /// The bits per second that fit through, headers of the network excluded; packets that would
    /// wait longer than `queue` for their turn are lost. Default: no limit.
    #[must_use]
    pub fn rate(mut self, bits_per_second: u64, queue: Duration) -> Self {
        self.rate = Some(bits_per_second);
        self.queue = queue;
        self
    }
}

/// What becomes of one packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It does not arrive.
    Dropped(DropCause),
    /// It arrives, perhaps twice.
    Arrives {
        /// When.
        at: Instant,
        /// When a second time.
        again: Option<Instant>,
    },
}

/// Why a packet does not arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DropCause {
    /// Bad luck.
    Loss,
    /// The link is too narrow.
    Queue,
    /// The link is cut.
    Cut,
}

/// What became of the packets of one flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FlowCounters {
    /// Packets handed in.
    pub sent: u64,
    /// Bytes handed in.
    pub bytes: u64,
    /// Packets lost by chance.
    pub lost: u64,
    /// Packets lost to a full queue.
    pub queue_dropped: u64,
    /// Packets lost to a cut.
    pub cut: u64,
    /// Packets that arrive twice.
    pub duplicated: u64,
    /// Packets that others overtake.
    pub reordered: u64,
}

impl FlowCounters {
    /// Packets that did not arrive.
    #[must_use]
    pub fn dropped(&self) -> u64 {
        self.lost + self.queue_dropped + self.cut
    }

    /// The share of packets that did not arrive, from 0 to 1.
    #[must_use]
    pub fn loss(&self) -> f64 {
        self.dropped() as f64 / self.sent.max(1) as f64
    }
}

#[derive(Debug, Default)]
pub(super) struct Link {
    pub(super) profile: LinkProfile,
    pub(super) cut: bool,
    pub(super) counters: FlowCounters,
    /// When the link has sent what waits for it.
    free_at: Option<Instant>,
    /// The latest arrival that was not held up.
    last_arrival: Option<Instant>,
}

impl Link {
    pub(super) fn send(&mut self, seed: u64, flow: FlowId, size: usize, now: Instant) -> Verdict {
        let number = self.counters.sent;
        let profile = &self.profile;
        let draw = |question| draw(seed, flow, number, question);
        self.counters.sent += 1;
        self.counters.bytes += size as u64;
        if self.cut {
            self.counters.cut += 1;
            return Verdict::Dropped(DropCause::Cut);
        }
        let mut departure = now;
        if let Some(rate) = profile.rate {
            departure = self.free_at.map_or(now, |free| free.max(now));
            if departure - now > profile.queue {
                self.counters.queue_dropped += 1;
                return Verdict::Dropped(DropCause::Queue);
            }
            departure += Duration::from_secs_f64(size as f64 * 8.0 / rate.max(1) as f64);
            self.free_at = Some(departure);
        }
        // Packets that are lost further on have taken their share of the link all the same.
        if draw(Question::Loss) < profile.loss {
            self.counters.lost += 1;
            return Verdict::Dropped(DropCause::Loss);
        }
        let travel = |question| profile.delay + profile.jitter.mul_f64(draw(question));
        let in_turn = departure + travel(Question::Jitter);
        let in_turn = self.last_arrival.map_or(in_turn, |last| last.max(in_turn));
        let at = if draw(Question::Reorder) < profile.reorder {
            self.counters.reordered += 1;
            in_turn + profile.reorder_by
        } else {
            self.last_arrival = Some(in_turn);
            in_turn
        };
        let again = (draw(Question::Duplicate) < profile.duplicate).then(|| {
            self.counters.duplicated += 1;
            departure + travel(Question::DuplicateJitter)
        });
        Verdict::Arrives { at, again }
    }
}
