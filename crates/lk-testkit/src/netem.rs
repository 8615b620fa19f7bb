//! A network that delays, drops, doubles and reorders packets, the same way for the same seed.
//!
//! What happens to a packet is decided by the seed, the flow it belongs to and its number within
//! that flow, and by nothing else: neither the other flows nor the time of day change it. So a
//! run whose traffic differs a little, as it does where a library below draws randomness of its
//! own, still meets much the same network.

mod draw;
mod link;
mod network;

pub(crate) use self::draw::mix;
pub use self::link::{DropCause, FlowCounters, LinkProfile, Verdict};
pub use self::network::Network;

use std::collections::BTreeMap;
use std::time::Instant;

use self::link::Link;

/// Names one direction of one link.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FlowId(pub u32);

/// Decides what becomes of packets. It holds none: see [`Network`] for that.
///
/// ```
/// use lk_testkit::netem::{FlowId, LinkProfile, Netem, Verdict};
/// use std::time::{Duration, Instant};
///
/// let mut netem = Netem::new(7);
/// netem.set_profile(FlowId(0), LinkProfile::new().delay(Duration::from_millis(50)));
/// let now = Instant::now();
/// let Verdict::Arrives { at, .. } = netem.send(FlowId(0), 1200, now) else { panic!() };
/// assert_eq!(at, now + Duration::from_millis(50));
/// ```
#[derive(Debug)]
pub struct Netem {
    seed: u64,
    links: BTreeMap<FlowId, Link>,
}

impl Netem {
    /// A network without delay or loss on any flow.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            links: BTreeMap::new(),
        }
    }

    /// Sets how `flow` behaves from now on.
    pub fn set_profile(&mut self, flow: FlowId, profile: LinkProfile) {
        self.link(flow).profile = profile;
    }

    /// Cuts a flow, or mends it. On a cut flow every packet is dropped.
    pub fn set_cut(&mut self, flow: FlowId, cut: bool) {
        self.link(flow).cut = cut;
    }

    /// Whether a flow is cut.
    #[must_use]
    pub fn is_cut(&self, flow: FlowId) -> bool {
        self.links.get(&flow).is_some_and(|link| link.cut)
    }

    /// Decides what becomes of the next packet of `flow`, `size` bytes long.
    pub fn send(&mut self, flow: FlowId, size: usize, now: Instant) -> Verdict {
        let seed = self.seed;
        self.link(flow).send(seed, flow, size, now)
    }

    /// What became of the packets of `flow` so far.
    #[must_use]
    pub fn counters(&self, flow: FlowId) -> FlowCounters {
        self.links
            .get(&flow)
            .map(|link| link.counters)
            .unwrap_or_default()
    }

    fn link(&mut self, flow: FlowId) -> &mut Link {
        self.links.entry(flow).or_default()
    }
}

#[cfg(test)]
mod tests;
