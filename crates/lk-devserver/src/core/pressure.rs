//! Reliable data for those who read slowly: whoever is merely slow is waited for, whoever is too slow loses it.
//!
//! The real server stops reading from a publisher until a slow receiver has caught up, so that the publisher's own window
//! fills and it waits. Our peers read whatever comes. So what carries a publisher's data is withheld from its connection
//! for as long, which its window shows it just as well; checks of the path and media pass.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use bytes::Bytes;

use super::connection::Lane;
use super::env::Env;
use super::keys::{Deadline, ParticipantKey, PeerKey, Role};
use super::room::Room;

/// Which publishers wait for which receivers.
#[derive(Debug, Default)]
pub(crate) struct Pressure {
    waiting: BTreeMap<ParticipantKey, BTreeSet<ParticipantKey>>,
}

/// How fast a client takes what waits for it.
#[derive(Debug, Default)]
pub(crate) struct Drain {
    sent: u64,
    /// How long anything has waited, and how much had gone by then.
    busy: Duration,
    last: Option<Instant>,
    samples: VecDeque<(Instant, Duration, u64)>,
}

/// Datagrams of a publisher that are not taken yet.
#[derive(Debug, Default)]
pub(crate) struct Withheld {
    datagrams: VecDeque<(SocketAddr, SocketAddr, Bytes)>,
    bytes: usize,
}

impl Drain {
    pub(crate) fn sent(&mut self, bytes: usize) {
        self.sent += bytes as u64;
    }

    /// Takes note of how much waits now, before more is sent: if anything does, something has waited since the last time.
    pub(crate) fn note(&mut self, buffered: usize, now: Instant) {
        if let Some(last) = self.last.replace(now).filter(|_| buffered > 0) {
            self.busy += now.saturating_duration_since(last);
        }
        let gone = self.sent.saturating_sub(buffered as u64);
        let is_old = |at: Instant, age| now.saturating_duration_since(at) >= age;
        if self.samples.back().is_none_or(|(at, ..)| is_old(*at, STEP)) {
            self.samples.push_back((now, self.busy, gone));
        }
        while self.samples.len() > 1
            && self
                .samples
                .front()
                .is_some_and(|(at, ..)| is_old(*at, WINDOW))
        {
            self.samples.pop_front();
        }
    }

    /// Bytes a second while anything waited, lately; `None` where nothing has waited for long.
    pub(crate) fn rate(&self, buffered: usize) -> Option<u64> {
        let (_, busy, gone) = self.samples.front()?;
        let busy = self.busy.saturating_sub(*busy);
        if busy < STEP {
            return None;
        }
        let gone = self
            .sent
            .saturating_sub(buffered as u64)
            .saturating_sub(*gone);
        Some((gone as f64 / busy.as_secs_f64()) as u64)
    }
}

impl Withheld {
    fn push(&mut self, from: SocketAddr, to: SocketAddr, datagram: &[u8]) {
        // A window is never larger; what is above is lost, as on any path, and sent again.
        if self.bytes + datagram.len() <= MAX_WITHHELD {
            self.bytes += datagram.len();
            let datagram = Bytes::copy_from_slice(datagram);
            self.datagrams.push_back((from, to, datagram));
        }
    }
}

impl Room {
    /// Sends reliable data of `from` to one receiver, under the rule of the threshold.
    pub(crate) fn send_under_pressure(
        &mut self,
        from: ParticipantKey,
        to: ParticipantKey,
        threshold: u64,
        bytes: Bytes,
        env: &mut Env,
    ) {
        let Some(receiver) = self.participants.get_mut(&to) else {
            return;
        };
        let (role, link) = receiver.links.data_link();
        let buffered = link.buffered(Lane::Reliable);
        link.drain.note(buffered, env.now);
        let full = buffered >= HIGH;
        if full
            && link
                .drain
                .rate(buffered)
                .is_some_and(|rate| rate < threshold)
        {
            tracing::debug!("data dropped by a slow reader");
            return;
        }
        link.drain.sent(bytes.len());
        if let Err(error) = link.send(Lane::Reliable, bytes) {
            tracing::debug!(%error, "data packet dropped");
        }
        self.touch(to, role);
        if full {
            self.withhold(from, to, env);
        }
    }

    fn withhold(&mut self, from: ParticipantKey, to: ParticipantKey, env: &mut Env) {
        let Some(publisher) = self.participants.get_mut(&from) else {
            return;
        };
        publisher.links.publisher.withheld.get_or_insert_default();
        self.pressure.waiting.entry(to).or_default().insert(from);
        env.timers
            .set_if_unset(Deadline::Pressure(self.key), env.now + STEP);
    }

    /// Keeps a datagram that carries data, while its publisher has to wait. Says whether it did.
    pub(crate) fn keep_withheld(
        &mut self,
        key: PeerKey,
        from: SocketAddr,
        to: SocketAddr,
        datagram: &[u8],
    ) -> bool {
        // RFC 7983 §7: these first bytes are DTLS, which carries nothing but data once a connection is up.
        let carries_data = matches!(datagram.first(), Some(20..=63));
        if !carries_data || key.role != Role::Publisher {
            return false;
        }
        let withheld = self.link_mut(key).and_then(|link| link.withheld.as_mut());
        withheld.map(|it| it.push(from, to, datagram)).is_some()
    }

    /// Looks after whoever is waited for: those who have caught up, have left, or turn out to be too slow.
    pub(crate) fn pressure_tick(&mut self, env: &mut Env) {
        let threshold = env.config.data_slow_threshold;
        let waited_for: Vec<_> = self.pressure.waiting.keys().copied().collect();
        for receiver in waited_for {
            let waits = self.participants.get_mut(&receiver).is_some_and(|it| {
                let (_, link) = it.links.data_link();
                let buffered = link.buffered(Lane::Reliable);
                link.drain.note(buffered, env.now);
                let too_slow = link.drain.rate(buffered).is_some_and(|it| it < threshold);
                buffered > LOW && !too_slow
            });
            if !waits {
                self.pressure.waiting.remove(&receiver);
            }
        }
        let still: BTreeSet<_> = self.pressure.waiting.values().flatten().copied().collect();
        let room = self.key;
        for (key, publisher) in &mut self.participants {
            let link = &mut publisher.links.publisher;
            if still.contains(key) {
                continue;
            }
            let Some(withheld) = link.withheld.take() else {
                continue;
            };
            for (from, to, datagram) in withheld.datagrams {
                link.peer
                    .handle_datagram(lk_peer::Transport::Udp, from, to, &datagram, env.now);
            }
            self.touched.insert(PeerKey {
                seat: super::keys::Seat {
                    room,
                    participant: *key,
                },
                role: Role::Publisher,
            });
        }
        if !self.pressure.waiting.is_empty() {
            env.timers
                .set_if_unset(Deadline::Pressure(self.key), env.now + TICK);
        }
    }
}

/// From how many waiting bytes on a receiver is waited for, and until how many.
const HIGH: usize = 64 << 10;
const LOW: usize = 48 << 10;

const MAX_WITHHELD: usize = 128 << 10;

/// How the rate is measured: over this long, in steps of this much.
const WINDOW: Duration = Duration::from_secs(2);
const STEP: Duration = Duration::from_millis(100);

/// How often those who are waited for are looked after.
const TICK: Duration = Duration::from_millis(20);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_counts_only_the_time_in_which_something_waited() {
        let start = Instant::now();
        let at = |millis| start + Duration::from_millis(millis);
        let mut drain = Drain::default();
        drain.note(0, at(0));
        drain.sent(10_000);
        assert_eq!(drain.rate(10_000), None);
        drain.note(5_000, at(500));
        assert_eq!(drain.rate(5_000), Some(10_000));
        drain.note(1, at(1000));
        assert_eq!(drain.rate(0), Some(10_000));
        // Nothing waits for a while.
        drain.note(0, at(1500));
        assert_eq!(drain.rate(0), Some(10_000));
        drain.note(0, at(5_000));
        drain.sent(1_000);
        drain.note(1_000, at(6_000));
        assert_eq!(drain.rate(1_000), Some(0), "it stands still");
    }
}
