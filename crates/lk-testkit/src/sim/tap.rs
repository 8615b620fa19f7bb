//! What is seen of the packets from outside: RTP headers are not encrypted.

use std::collections::BTreeMap;

use crate::netem::{FlowId, Verdict};

/// Counts RTP packets by flow and payload type.
#[derive(Debug, Clone, Default)]
pub struct Tap(BTreeMap<(FlowId, u8), PacketCounters>);

/// What became of some RTP packets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PacketCounters {
    /// Packets sent.
    pub sent: u64,
    /// Packets that did not arrive.
    pub dropped: u64,
    /// Packets that arrive twice.
    pub duplicated: u64,
}

impl Tap {
    pub(super) fn see(&mut self, flow: FlowId, datagram: &[u8], verdict: &Verdict) {
        let Some(payload_type) = payload_type(datagram) else {
            return;
        };
        let counters = self.0.entry((flow, payload_type)).or_default();
        counters.sent += 1;
        match verdict {
            Verdict::Dropped(_) => counters.dropped += 1,
            Verdict::Arrives { again: Some(_), .. } => counters.duplicated += 1,
            Verdict::Arrives { again: None, .. } => {}
        }
    }

    pub(super) fn counters(&self, flow: FlowId, types: &[u8]) -> PacketCounters {
        let mut sum = PacketCounters::default();
        for counters in types.iter().filter_map(|&it| self.0.get(&(flow, it))) {
            sum.sent += counters.sent;
            sum.dropped += counters.dropped;
            sum.duplicated += counters.duplicated;
        }
        sum
    }
}

/// `None` for what is not RTP. Source: RFC 7983 §7, RFC 5761 §4.
fn payload_type(datagram: &[u8]) -> Option<u8> {
    match datagram {
        [128..=191, second, ..] if datagram.len() >= 12 => {
            let payload_type = second & 0x7F;
            (!(64..=95).contains(&payload_type)).then_some(payload_type)
        }
        _ => None,
    }
}
