//! What is seen of the packets from outside: RTP headers are not encrypted.

use std::collections::{BTreeMap, BTreeSet};

use crate::netem::{FlowId, Verdict};

/// Counts RTP packets by flow and payload type.
#[derive(Debug, Clone, Default)]
pub struct Tap {
    counters: BTreeMap<(FlowId, u8), PacketCounters>,
    streams: BTreeMap<(FlowId, u8, u32), Stream>,
}

/// The packets of one source, by their number in it: those that are sent again under their own
/// number count once.
#[derive(Debug, Clone, Default)]
struct Stream {
    latest: Option<i64>,
    arrive: BTreeSet<i64>,
    lost: BTreeSet<i64>,
}

/// What became of some RTP packets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PacketCounters {
    /// Packets sent.
    pub sent: u64,
    /// Packets that did not arrive.
    pub dropped: u64,
    /// Of those, packets of which no other copy arrived, sent before or after it under the same
    /// number.
    pub undelivered: u64,
    /// Packets that arrive twice.
    pub duplicated: u64,
}

impl Tap {
    pub(super) fn see(&mut self, flow: FlowId, datagram: &[u8], verdict: &Verdict) {
        let Some(packet) = Header::read(datagram) else {
            return;
        };
        let counters = self.counters.entry((flow, packet.payload_type));
        let counters = counters.or_default();
        counters.sent += 1;
        let key = (flow, packet.payload_type, packet.ssrc);
        let stream = self.streams.entry(key).or_default();
        match verdict {
            Verdict::Dropped(_) => counters.dropped += 1,
            Verdict::Arrives { again: Some(_), .. } => counters.duplicated += 1,
            Verdict::Arrives { again: None, .. } => {}
        }
        let arrives = matches!(verdict, Verdict::Arrives { .. });
        stream.enter(packet.sequence, arrives);
    }

    pub(super) fn counters(&self, flow: FlowId, types: &[u8]) -> PacketCounters {
        let mut sum = PacketCounters::default();
        for &payload_type in types {
            if let Some(counters) = self.counters.get(&(flow, payload_type)) {
                sum.sent += counters.sent;
                sum.dropped += counters.dropped;
                sum.duplicated += counters.duplicated;
            }
            let key = |ssrc| (flow, payload_type, ssrc);
            let streams = self.streams.range(key(0)..=key(u32::MAX));
            sum.undelivered += streams.map(|(_, it)| it.lost.len() as u64).sum::<u64>();
        }
        sum
    }
}

impl Stream {
    fn enter(&mut self, sequence: u16, arrives: bool) {
        let number = self.latest.map_or(i64::from(sequence), |latest| {
            let step = sequence.wrapping_sub(latest as u16).cast_signed();
            latest + i64::from(step)
        });
        self.latest = self.latest.max(Some(number));
        if arrives {
            self.arrive.insert(number);
            self.lost.remove(&number);
        } else if !self.arrive.contains(&number) {
            self.lost.insert(number);
        }
    }
}

/// What is legible of a packet.
struct Header {
    payload_type: u8,
    sequence: u16,
    ssrc: u32,
}

impl Header {
    /// `None` for what is not RTP. Source: RFC 7983 §7, RFC 5761 §4, RFC 3550 §5.1.
    fn read(datagram: &[u8]) -> Option<Self> {
        let [128..=191, second, s0, s1, _, _, _, _, a, b, c, d, ..] = *datagram else {
            return None;
        };
        let payload_type = second & 0x7F;
        (!(64..=95).contains(&payload_type)).then_some(Self {
            payload_type,
            sequence: u16::from_be_bytes([s0, s1]),
            ssrc: u32::from_be_bytes([a, b, c, d]),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::netem::DropCause;

    #[test]
    fn a_packet_that_is_lost_and_sent_again_is_delivered() {
        let flow = FlowId(1);
        let mut tap = Tap::default();
        let mut see = |payload_type: u8, sequence: u16, arrives: bool| {
            let [s0, s1] = sequence.to_be_bytes();
            let packet = [0x80, payload_type, s0, s1, 0, 0, 0, 0, 0, 0, 0, 9];
            let at = Instant::now();
            let verdict = if arrives {
                Verdict::Arrives { at, again: None }
            } else {
                Verdict::Dropped(DropCause::Loss)
            };
            tap.see(flow, &packet, &verdict);
        };
        see(111, u16::MAX, false);
        see(111, 0, true);
        see(111, u16::MAX, true);
        see(111, 1, false);
        see(111, 0, false);
        see(63, 1, true);
        let counters = tap.counters(flow, &[111]);
        assert_eq!((counters.sent, counters.dropped), (5, 3));
        assert_eq!(counters.undelivered, 1);
        assert_eq!(tap.counters(flow, &[63, 111]).undelivered, 1);
        assert_eq!(
            tap.counters(FlowId(2), &[63, 111]),
            PacketCounters::default()
        );
    }
}
