//! Packets between their frames and the connection: held until a pacer lets them go.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;
use std::time::Instant;

use lk_pacer::{Bitrate, Class, Pacer, Pacing, Packet};
use lk_peer::{OutgoingRtp, SenderId};

use super::output::LocalTrackId;
use super::publications::Numbering;
use crate::error::WriteError;

/// A packet that waits for its turn.
pub(super) struct Queued {
    pub(super) track: LocalTrackId,
    pub(super) sender: SenderId,
    pub(super) packet: OutgoingRtp,
    pub(super) numbering: Numbering,
    audio: bool,
    stream: u32,
    frame: u64,
}

impl Packet for Queued {
    fn size(&self) -> usize {
        self.packet.payload.len() + HEADERS
    }

    fn class(&self) -> Class {
        if self.audio {
            Class::Audio
        } else {
            Class::Video
        }
    }

    fn stream(&self) -> u32 {
        self.stream
    }

    fn frame(&self) -> Option<u64> {
        Some(self.frame)
    }
}

pub(super) struct Outbound {
    pacer: Box<dyn Pacer<Queued> + Send>,
    /// Bytes that wait, track by track, and whether somebody was told to come back later.
    waiting: BTreeMap<LocalTrackId, Waiting>,
    /// What the pacer knows senders by: each has an SSRC and frames of its own.
    streams: BTreeMap<SenderId, u32>,
    last_stream: u32,
    writable: VecDeque<LocalTrackId>,
    drained: VecDeque<LocalTrackId>,
    cut: BTreeSet<LocalTrackId>,
}

#[derive(Debug, Default)]
struct Waiting {
    bytes: usize,
    refused: bool,
    /// Somebody wants to know when nothing waits.
    awaited: bool,
}

impl Outbound {
    pub(super) fn new(pacing: Pacing) -> Self {
        Self {
            pacer: pacing.pacer(),
            waiting: BTreeMap::new(),
            streams: BTreeMap::new(),
            last_stream: 0,
            writable: VecDeque::new(),
            drained: VecDeque::new(),
            cut: BTreeSet::new(),
        }
    }

    /// Queues a packet of a frame that its track numbers so, or in packets by hand has none. Says whether it is queued;
    /// if not, all of its frame that had not left has been dropped.
    pub(super) fn push(
        &mut self,
        (track, sender, audio): (LocalTrackId, SenderId, bool),
        (packet, numbering): (OutgoingRtp, Numbering),
        frame: Option<u64>,
        now: Instant,
    ) -> bool {
        let stream = *self.streams.entry(sender).or_insert_with(|| {
            self.last_stream = self.last_stream.wrapping_add(1);
            self.last_stream
        });
        // Frames are dropped each for itself, though spatial layers have one time; packets by hand go by that.
        let timestamp = u64::from(packet.timestamp);
        let frame = frame.map_or(timestamp, |number| number | NUMBERED);
        let queued = Queued {
            track,
            sender,
            packet,
            numbering,
            audio,
            stream,
            frame,
        };
        self.waiting.entry(track).or_default().bytes += queued.size();
        let mut kept = true;
        for dropped in self.pacer.enqueue(queued, now) {
            self.left(&dropped);
            if (dropped.stream, dropped.frame) == (stream, frame) {
                kept = false;
            } else {
                self.cut.insert(dropped.track);
            }
        }
        kept
    }

    /// A track of which something had to go that was queued before.
    pub(super) fn poll_cut(&mut self) -> Option<LocalTrackId> {
        self.cut.pop_first()
    }

    pub(super) fn poll(&mut self, now: Instant) -> Option<Queued> {
        let queued = self.pacer.poll(now)?;
        self.left(&queued);
        Some(queued)
    }

    pub(super) fn poll_writable(&mut self) -> Option<LocalTrackId> {
        self.writable.pop_front()
    }

    pub(super) fn poll_drained(&mut self) -> Option<LocalTrackId> {
        self.drained.pop_front()
    }

    /// Whether nothing of the track waits. If something does, the track is told of when it does not.
    pub(super) fn has_left(&mut self, track: LocalTrackId) -> bool {
        let waiting = self.waiting.get_mut(&track);
        let Some(waiting) = waiting.filter(|waiting| waiting.bytes > 0) else {
            return true;
        };
        waiting.awaited = true;
        false
    }

    pub(super) fn set_rate(&mut self, rate: Bitrate, now: Instant) {
        self.pacer.set_rate(rate, now);
    }

    pub(super) fn next_wake(&self) -> Option<Instant> {
        self.pacer.next_wake()
    }

    /// Whether the track may write another frame.
    pub(super) fn check(&mut self, track: LocalTrackId) -> Result<(), WriteError> {
        match self.waiting.get_mut(&track) {
            Some(waiting) if waiting.bytes >= MAX_WAITING => {
                waiting.refused = true;
                Err(WriteError::Behind)
            }
            _ => Ok(()),
        }
    }

    /// A track has ended, and its sender: what waits of it goes nowhere.
    pub(super) fn forget(&mut self, track: LocalTrackId, sender: SenderId, now: Instant) {
        self.waiting.remove(&track);
        if let Some(stream) = self.streams.remove(&sender) {
            drop(self.pacer.remove(stream, now));
        }
    }

    fn left(&mut self, packet: &Queued) {
        let Some(waiting) = self.waiting.get_mut(&packet.track) else {
            return;
        };
        waiting.bytes = waiting.bytes.saturating_sub(packet.size());
        if waiting.refused && waiting.bytes < MAX_WAITING / 2 {
            waiting.refused = false;
            self.writable.push_back(packet.track);
        }
        if waiting.bytes == 0 && std::mem::take(&mut waiting.awaited) {
            self.drained.push_back(packet.track);
        }
    }
}

impl fmt::Debug for Outbound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outbound")
            .field("queued_bytes", &self.pacer.queued_bytes())
            .field("waiting", &self.waiting)
            .finish_non_exhaustive()
    }
}

/// How many bytes of one track may wait before it takes no more frames: a second of 4 Mbps.
const MAX_WAITING: usize = 512 << 10;

/// Sets the numbers of frames apart from timestamps.
const NUMBERED: u64 = 1 << 63;

/// What is sent for a packet beside its payload: IP, UDP, RTP with extensions, SRTP.
const HEADERS: usize = 80;

#[cfg(test)]
mod tests {
    use lk_peer::{Peer, PeerConfig, SenderSpec, Side};

    use super::*;

    const TRACK: LocalTrackId = LocalTrackId(1);

    fn senders(now: Instant) -> [SenderId; 2] {
        let mut peer = Peer::new(PeerConfig::new(Side::Client, [1; 32]), now);
        ["high", "low"].map(|id| peer.add_sender(SenderSpec::video("camera", id)))
    }

    fn packet() -> (OutgoingRtp, Numbering) {
        (OutgoingRtp::new(0, 9000, vec![0; 1000]), Numbering::Next)
    }

    fn left(outbound: &mut Outbound, now: Instant) -> Vec<SenderId> {
        let left = std::iter::from_fn(|| outbound.poll(now).map(|queued| queued.sender));
        left.collect()
    }

    #[test]
    fn frames_of_two_senders_of_a_track_are_dropped_each_for_itself() {
        let now = Instant::now();
        let senders = senders(now);
        let mut outbound = Outbound::new(Pacing::pass_through().max_queue(3500));
        // Frames of one time, between one another; the fourth packet does not fit.
        let kept: Vec<_> = (0..4)
            .map(|number| {
                let sender = senders[number % 2];
                outbound.push((TRACK, sender, false), packet(), None, now)
            })
            .collect();
        assert_eq!(kept, [true, true, true, false]);
        assert_eq!(left(&mut outbound, now), [senders[0]; 2]);
    }

    #[test]
    fn spatial_layers_of_one_time_are_dropped_each_for_itself() {
        let now = Instant::now();
        let sender = senders(now)[0];
        let mut outbound = Outbound::new(Pacing::pass_through().max_queue(3500));
        let frames = [0, 0, 1, 1].map(Some);
        let kept = frames.map(|frame| outbound.push((TRACK, sender, false), packet(), frame, now));
        assert_eq!(kept, [true, true, true, false]);
        assert_eq!(left(&mut outbound, now).len(), 2);
    }

    /// Drops what was queued before, whatever comes.
    #[derive(Default)]
    struct Newest(Option<Queued>);

    impl Pacer<Queued> for Newest {
        fn enqueue(&mut self, packet: Queued, _: Instant) -> Vec<Queued> {
            self.0.replace(packet).into_iter().collect()
        }
        fn poll(&mut self, _: Instant) -> Option<Queued> {
            self.0.take()
        }
        fn remove(&mut self, _: u32, _: Instant) -> Vec<Queued> {
            self.0.take().into_iter().collect()
        }
        fn next_wake(&self) -> Option<Instant> {
            None
        }
        fn queued_bytes(&self) -> usize {
            0
        }
    }

    #[test]
    fn a_track_is_told_of_what_was_queued_and_had_to_go() {
        let now = Instant::now();
        let senders = senders(now);
        let mut outbound = Outbound::new(Pacing::pass_through());
        outbound.pacer = Box::new(Newest::default());
        let (first, second) = (LocalTrackId(1), LocalTrackId(2));
        assert!(outbound.push((first, senders[0], false), packet(), Some(0), now));
        assert_eq!(outbound.poll_cut(), None);
        assert!(outbound.push((second, senders[1], false), packet(), Some(0), now));
        assert_eq!(
            (outbound.poll_cut(), outbound.poll_cut()),
            (Some(first), None)
        );
    }
}
