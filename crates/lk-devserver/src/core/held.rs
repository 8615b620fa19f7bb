//! Reliable data that waits for the channel of who is still connecting.

use std::{
    collections::VecDeque,
    time::{Duration, Instant},
};

use bytes::Bytes;

/// Packets for one participant, oldest first. Bounded in bytes and in time; what is too old makes room for what is new.
#[derive(Debug, Default)]
pub(crate) struct Held {
    packets: VecDeque<(Instant, Bytes)>,
    /// What they add up to.
    bytes: usize,
}

impl Held {
    /// Takes a packet, unless too much waits already: what came first goes first.
    pub(crate) fn push(&mut self, packet: Bytes, now: Instant) {
        self.expire(now);
        if self.bytes + packet.len() > MAX_HELD {
            tracing::debug!("data packet dropped: too much waits");
            return;
        }
        self.bytes += packet.len();
        self.packets.push_back((now, packet));
    }

    /// Gives out everything that is not too old.
    pub(crate) fn take(&mut self, now: Instant) -> impl Iterator<Item = Bytes> {
        self.expire(now);
        self.bytes = 0;
        let packets = std::mem::take(&mut self.packets);
        packets.into_iter().map(|(_, packet)| packet)
    }

    fn expire(&mut self, now: Instant) {
        while let Some((since, packet)) = self.packets.front() {
            if now.saturating_duration_since(*since) <= HELD_FOR {
                return;
            }
            self.bytes -= packet.len();
            self.packets.pop_front();
        }
    }
}

/// Bytes that wait for one participant's channel.
const MAX_HELD: usize = 1 << 20;
/// How long they do.
const HELD_FOR: Duration = Duration::from_secs(2);

#[cfg(test)]
mod tests {
    use super::*;

    fn packet(byte: u8, length: usize) -> Bytes {
        vec![byte; length].into()
    }

    fn firsts(held: &mut Held, now: Instant) -> Vec<u8> {
        held.take(now).map(|packet| packet[0]).collect()
    }

    #[test]
    fn what_is_over_the_limit_is_dropped_and_what_fits_is_not() {
        let (mut held, now) = (Held::default(), Instant::now());
        held.push(packet(1, MAX_HELD - 10), now);
        held.push(packet(2, 11), now);
        held.push(packet(3, 10), now);
        assert_eq!(firsts(&mut held, now), [1, 3]);
        held.push(packet(4, MAX_HELD), now);
        assert_eq!(firsts(&mut held, now), [4], "nothing is counted twice");
    }

    #[test]
    fn only_what_is_too_old_is_forgotten() {
        let (mut held, start) = (Held::default(), Instant::now());
        held.push(packet(1, MAX_HELD / 2), start);
        held.push(packet(2, MAX_HELD / 2), start + HELD_FOR / 2);
        let later = start + HELD_FOR + Duration::from_millis(1);
        held.push(packet(3, MAX_HELD / 2), later);
        held.push(packet(4, 1), later);
        assert_eq!(firsts(&mut held, later), [2, 3]);
        assert_eq!(held.bytes, 0);
    }
}
