//! From RTP packets, as they come, to packets in their order, for whoever wants no frames.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::opening::Opening;
use super::sequence::{Placement, Sequence};
use super::window::{Content, Slot, Window};
use super::{LossCause, Lost, MAX_BYTES, MAX_PACKETS, RtpPacket};

/// Puts packets in order by sequence number.
///
/// What is in order comes out at once; behind a gap packets wait, at most for the buffer's latency, and
/// then the gap is reported. The packet that comes first waits as long for those that it may have overtaken, unless one
/// behind it comes. Work for a packet is constant; memory is bounded by [`MAX_PACKETS`] and [`MAX_BYTES`], also where the
/// owner does not poll. Packets of padding only hold their place, and come out with an empty payload.
///
/// ```
/// # use {bytes::Bytes, std::time::{Duration, Instant}};
/// # use lk_media::{RtpPacket, sample_builder::{JitterBuffer, Ordered}};
/// let mut buffer = JitterBuffer::new(Duration::from_millis(60));
/// let now = Instant::now();
/// let packet = |seq| RtpPacket { seq, timestamp: 0, marker: false, payload: Bytes::new() };
/// buffer.push(packet(7), now);
/// buffer.push(packet(9), now);
/// assert!(matches!(buffer.poll(now), Some(Ordered::Packet(_, it)) if it.seq == 7));
/// assert_eq!(buffer.poll(now), None);
/// let later = buffer.next_timeout().unwrap();
/// assert!(matches!(buffer.poll(later), Some(Ordered::Lost(lost)) if lost.packets.start as u16 == 8));
/// assert!(matches!(buffer.poll(later), Some(Ordered::Packet(_, it)) if it.seq == 9));
/// ```
#[derive(Debug)]
pub struct JitterBuffer {
    max_latency: Duration,
    sequence: Sequence,
    window: Window,
    /// A lone packet far outside the window, kept in case the sender did start anew.
    stray: Option<RtpPacket>,
    /// What had to come out before its time, or at a new start.
    ready: VecDeque<Ordered>,
    /// Bytes of the packets in it.
    ready_bytes: usize,
    /// Nothing was released yet.
    opening: Option<Opening>,
    stats: JitterBufferStats,
}

/// What [`JitterBuffer::poll`] gives.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Ordered {
    /// The next packet, behind its sequence number without wrapping: the lower 16 bits are those on the
    /// wire.
    Packet(u64, RtpPacket),
    /// Between the packet before and the one to come something was lost.
    Lost(Lost),
}

/// Counts since the buffer was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct JitterBufferStats {
    /// Packets taken in.
    pub received: u64,
    /// Packets refused because the same sequence number was there already.
    pub duplicate: u64,
    /// Packets refused because they came after they had been given up, or stood far outside the window.
    pub late: u64,
    /// Packets that never came.
    pub lost: u64,
    /// Packets refused because the owner does not poll.
    pub discarded: u64,
}

impl JitterBuffer {
    /// A buffer that waits at most `max_latency` for a missing packet, counted from the arrival of the
    /// first packet behind it.
    pub fn new(max_latency: Duration) -> Self {
        Self {
            max_latency,
            sequence: Sequence::default(),
            window: Window::default(),
            stray: None,
            ready: VecDeque::new(),
            ready_bytes: 0,
            opening: Some(Opening::new(0)),
            stats: JitterBufferStats::default(),
        }
    }

    /// Changes how long is waited, for the gaps there are and those to come.
    pub const fn set_max_latency(&mut self, max_latency: Duration) {
        self.max_latency = max_latency;
    }

    /// Takes one packet, in whatever order they come. Drain [`poll`](Self::poll) afterwards.
    pub fn push(&mut self, packet: RtpPacket, now: Instant) {
        let floor = self.opening.map_or(self.window.base(), |it| it.floor());
        match self.sequence.place(packet.seq, packet.timestamp, floor) {
            Placement::At(seq) => {
                self.stray = None;
                self.insert(seq, packet, now);
            }
            Placement::Stray => {
                self.stats.late += 1;
                self.stray = Some(packet);
            }
            Placement::Restart(seq) => {
                self.flush();
                self.window.reset();
                self.opening = Some(Opening::new(seq - 1));
                self.ready.push_back(Ordered::Lost(Lost {
                    packets: seq..seq,
                    cause: LossCause::Restarted,
                }));
                let before = packet.seq.wrapping_sub(1);
                if let Some(stray) = self.stray.take().filter(|stray| stray.seq == before) {
                    self.stats.late -= 1;
                    self.insert(seq - 1, stray, now);
                }
                self.insert(seq, packet, now);
            }
        }
    }

    /// Gives the next packet or loss; `None` until another packet or the next timeout.
    pub fn poll(&mut self, now: Instant) -> Option<Ordered> {
        let Some(ordered) = self.ready.pop_front() else {
            return self.step(Some(now));
        };
        if let Ordered::Packet(_, packet) = &ordered {
            self.ready_bytes -= packet.payload.len();
        }
        Some(ordered)
    }

    /// When [`poll`](Self::poll) has to be called though no packet came; `None`: not before one does.
    pub fn next_timeout(&self) -> Option<Instant> {
        if let Some(until) = self.opening.and_then(|it| it.held_until()) {
            return Some(until);
        }
        let base = self.window.base();
        if self.window.get(base).is_some() {
            return None;
        }
        self.window
            .waiting_since(base)
            .map(|since| since + self.max_latency)
    }

    /// Ends the stream, or gives up waiting: everything held comes out of [`poll`](Self::poll) now.
    pub fn flush(&mut self) {
        while self.make_ready() {}
    }

    /// Takes the next packet for the first of a new count, wherever it stands: for who knows that the sender starts anew,
    /// as where the SSRC is another. Everything held comes out before, as with [`flush`](Self::flush).
    pub fn reset(&mut self) {
        self.flush();
        self.stray = None;
        self.sequence.start_anew();
    }

    /// What was counted so far.
    pub const fn stats(&self) -> JitterBufferStats {
        self.stats
    }

    fn insert(&mut self, seq: u64, packet: RtpPacket, now: Instant) {
        let len = packet.payload.len();
        let (waiting, held) = (self.ready_bytes, self.window.bytes());
        if self.ready.len() >= MAX_PACKETS as usize
            || waiting > 0 && waiting + held + len > MAX_BYTES
        {
            self.stats.discarded += 1;
            return;
        }
        if self.window.is_unused() {
            self.window.begin(seq);
            if let Some(opening) = &mut self.opening {
                opening.begin(seq, now + self.max_latency);
            }
        } else if let Some(opening) = &mut self.opening {
            opening.go_on(seq);
            let known = self.window.base();
            if seq < known {
                if !self.window.reaches_down_to(seq) || held + len > MAX_BYTES {
                    self.stats.late += 1;
                    return;
                }
                self.window.extend_down(seq, known, now);
            }
        }
        while !self.window.has_room(seq, len) && self.make_ready() {}
        let slot = Slot {
            timestamp: packet.timestamp,
            marker: packet.marker,
            // What is in it is not looked at.
            content: Content::Padding,
            arrival: now,
            payload: packet.payload,
        };
        if self.window.insert(seq, slot, now) {
            self.stats.received += 1;
        } else {
            self.stats.duplicate += 1;
        }
    }

    /// Takes out the next packet, or the gap before it, in time or not.
    fn make_ready(&mut self) -> bool {
        let Some(ordered) = self.step(None) else {
            return false;
        };
        if let Ordered::Packet(_, packet) = &ordered {
            self.ready_bytes += packet.payload.len();
        }
        self.ready.push_back(ordered);
        true
    }

    /// The next packet, or the gap before it; without a time nothing is waited for.
    fn step(&mut self, now: Option<Instant>) -> Option<Ordered> {
        if let Some(opening) = &mut self.opening
            && opening.holds(now)
        {
            return None;
        }
        let seq = self.window.base();
        if let Some(slot) = self.window.get(seq) {
            let packet = RtpPacket {
                seq: seq as u16,
                timestamp: slot.timestamp,
                marker: slot.marker,
                payload: slot.payload.clone(),
            };
            self.window.release_to(seq + 1);
            self.opening = None;
            return Some(Ordered::Packet(seq, packet));
        }
        let since = self.window.waiting_since(seq)?;
        if now.is_some_and(|now| now < since + self.max_latency) {
            return None;
        }
        let next = self.window.next_present(seq);
        self.stats.lost += next - seq;
        self.window.release_to(next);
        self.opening = None;
        Some(Ordered::Lost(Lost {
            packets: seq..next,
            cause: LossCause::Missing,
        }))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use bytes::Bytes;
    use proptest::prelude::*;

    use super::*;

    const LATENCY: Duration = Duration::from_millis(50);

    fn packet(seq: u16) -> RtpPacket {
        RtpPacket {
            seq,
            timestamp: u32::from(seq) * 960,
            marker: false,
            payload: Bytes::copy_from_slice(&seq.to_be_bytes()),
        }
    }

    fn drain(buffer: &mut JitterBuffer, now: Instant) -> Vec<Ordered> {
        std::iter::from_fn(|| buffer.poll(now)).collect()
    }

    #[test]
    fn a_new_count_of_the_sender_is_followed_and_nothing_before_it_is_lost() {
        let mut buffer = JitterBuffer::new(LATENCY);
        let now = Instant::now();
        for seq in [10, 12, 40_000, 40_001] {
            buffer.push(packet(seq), now);
        }
        let out = drain(&mut buffer, now);
        let seqs: Vec<_> = out
            .iter()
            .map(|it| match it {
                Ordered::Packet(_, packet) => Ok(packet.seq),
                Ordered::Lost(lost) => Err(lost.cause),
            })
            .collect();
        let lost = Err(LossCause::Missing);
        let new = Err(LossCause::Restarted);
        assert_eq!(seqs, [Ok(10), lost, Ok(12), new, Ok(40_000), Ok(40_001)]);
        assert_eq!(buffer.stats().late, 0);
    }

    #[test]
    fn an_owner_that_does_not_poll_is_bounded() {
        let mut buffer = JitterBuffer::new(LATENCY);
        let now = Instant::now();
        for n in 0..60_000_u32 {
            buffer.push(packet(n as u16), now);
        }
        assert!(drain(&mut buffer, now).len() <= 2 * MAX_PACKETS as usize + 2);
        assert!(buffer.stats().discarded > 0);
    }

    #[test]
    fn packets_that_nobody_takes_are_bounded_in_bytes() {
        let mut buffer = JitterBuffer::new(LATENCY);
        let now = Instant::now();
        let payload = Bytes::from(vec![0; 60_000]);
        for seq in 0..4000 {
            let payload = payload.clone();
            buffer.push(
                RtpPacket {
                    payload,
                    ..packet(seq)
                },
                now,
            );
        }
        let held = drain(&mut buffer, now).len() * 60_000;
        assert!(held > MAX_BYTES / 2 && held <= MAX_BYTES + 60_000, "{held}");
        assert_eq!(buffer.ready_bytes, 0);
    }

    #[test]
    fn the_first_packets_may_be_swapped_and_wait_for_that() {
        let (mut buffer, start) = (JitterBuffer::new(LATENCY), Instant::now());
        buffer.push(packet(11), start);
        assert_eq!(buffer.poll(start), None);
        assert_eq!(buffer.next_timeout(), Some(start + LATENCY));
        buffer.push(packet(10), start);
        buffer.push(packet(12), start);
        let out = drain(&mut buffer, start);
        let seqs: Vec<_> = out
            .iter()
            .map(|it| match it {
                Ordered::Packet(seq, _) => *seq as u16,
                Ordered::Lost(lost) => panic!("{lost:?}"),
            })
            .collect();
        assert_eq!(seqs, [10, 11, 12]);
        let mut buffer = JitterBuffer::new(LATENCY);
        buffer.push(packet(11), start);
        assert_eq!(drain(&mut buffer, start + LATENCY).len(), 1);
        assert_eq!(buffer.next_timeout(), None);
    }

    #[test]
    fn a_new_count_slightly_below_is_followed_by_its_timestamps_or_a_reset() {
        for told in [false, true] {
            let (mut buffer, now) = (JitterBuffer::new(LATENCY), Instant::now());
            for seq in 1000..1100 {
                buffer.push(packet(seq), now);
            }
            let mut out = drain(&mut buffer, now);
            if told {
                buffer.reset();
            }
            for seq in 900..903 {
                let mut packet = packet(seq);
                packet.timestamp += if told { 0 } else { 960_000 };
                buffer.push(packet, now);
            }
            out.extend(drain(&mut buffer, now));
            assert_eq!(out.len(), 100 + 1 + 3);
            assert!(matches!(&out[100], Ordered::Lost(lost) if lost.cause == LossCause::Restarted));
            assert_eq!(buffer.stats().late, 0);
        }
    }

    proptest! {
        /// Whatever the link does: every packet that came in time comes out, once and in order, and
        /// exactly the others are reported.
        #[test]
        fn packets_come_out_in_order_or_are_reported(
            fates in prop::collection::vec((prop::bool::weighted(0.1), prop::bool::weighted(0.1), 0..40_u64), 2..300),
            first: u16,
        ) {
            let mut link = BTreeMap::new();
            let mut missing = Vec::new();
            let last = fates.len() - 1;
            for (n, (lost, twice, delay)) in fates.into_iter().enumerate() {
                let seq = first.wrapping_add(n as u16);
                // The ends are certain: what a stream begins with cannot be known to be missing.
                if lost && n > 0 && n < last {
                    missing.push(seq);
                    continue;
                }
                let at = n as u64 * 5 + if n == 0 { 0 } else { delay };
                link.insert((at, n, 0), seq);
                if twice {
                    link.insert((at + 3, n, 1), seq);
                }
            }
            let (mut buffer, start) = (JitterBuffer::new(LATENCY), Instant::now());
            let mut out = Vec::new();
            for ((at, ..), seq) in link {
                let now = start + Duration::from_millis(at);
                buffer.push(packet(seq), now);
                out.extend(drain(&mut buffer, now));
                prop_assert!(buffer.next_timeout().is_none_or(|at| now < at && at <= now + LATENCY));
            }
            out.extend(drain(&mut buffer, start + Duration::from_secs(3600)));
            let (mut next, mut reported) = (u64::from(first) + 0x1_0000, Vec::new());
            for ordered in out {
                match ordered {
                    Ordered::Packet(seq, it) => {
                        prop_assert_eq!((seq, &it), (next, &packet(seq as u16)));
                        next += 1;
                    }
                    Ordered::Lost(lost) => {
                        prop_assert_eq!(lost.packets.start, next);
                        next = lost.packets.end;
                        reported.extend(lost.packets.map(|seq| seq as u16));
                    }
                }
            }
            prop_assert_eq!(reported, missing);
        }
    }
}
