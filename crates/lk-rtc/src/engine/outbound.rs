//! Packets between their frames and the connection: held until a pacer lets them go.

use std::collections::{BTreeMap, VecDeque};
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
        Some(u64::from(self.packet.timestamp))
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
    cut: VecDeque<LocalTrackId>,
}

#[derive(Debug, Default)]
struct Waiting {
    bytes: usize,
    refused: bool,
}

impl Outbound {
    pub(super) fn new(pacing: Pacing) -> Self {
        Self {
            pacer: pacing.pacer(),
            waiting: BTreeMap::new(),
            streams: BTreeMap::new(),
            last_stream: 0,
            writable: VecDeque::new(),
            cut: VecDeque::new(),
        }
    }

    pub(super) fn push(
        &mut self,
        track: LocalTrackId,
        sender: SenderId,
        audio: bool,
        (packet, numbering): (OutgoingRtp, Numbering),
        now: Instant,
    ) {
        let stream = *self.streams.entry(sender).or_insert_with(|| {
            self.last_stream = self.last_stream.wrapping_add(1);
            self.last_stream
        });
        let queued = Queued {
            track,
            sender,
            packet,
            numbering,
            audio,
            stream,
        };
        self.waiting.entry(track).or_default().bytes += queued.size();
        for dropped in self.pacer.enqueue(queued, now) {
            self.left(&dropped);
            if !dropped.audio && self.cut.back() != Some(&dropped.track) {
                self.cut.push_back(dropped.track);
            }
        }
    }

    /// A video track of which something had to go: its receivers need a keyframe.
    pub(super) fn poll_cut(&mut self) -> Option<LocalTrackId> {
        self.cut.pop_front()
    }

    pub(super) fn poll(&mut self, now: Instant) -> Option<Queued> {
        let queued = self.pacer.poll(now)?;
        self.left(&queued);
        Some(queued)
    }

    pub(super) fn poll_writable(&mut self) -> Option<LocalTrackId> {
        self.writable.pop_front()
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

/// What is sent for a packet beside its payload: IP, UDP, RTP with extensions, SRTP.
const HEADERS: usize = 80;

#[cfg(test)]
mod tests {
    use lk_peer::{Peer, PeerConfig, SenderSpec, Side};

    use super::*;

    #[test]
    fn frames_of_two_senders_of_a_track_are_dropped_each_for_itself() {
        let now = Instant::now();
        let mut peer = Peer::new(PeerConfig::new(Side::Client, [1; 32]), now);
        let mut sender = |id: &str| peer.add_sender(SenderSpec::video("camera", id));
        let senders = [sender("high"), sender("low")];
        let mut outbound = Outbound::new(Pacing::pass_through().max_queue(3500));
        // Frames of one time, between one another; the fourth packet does not fit.
        for number in 0..4 {
            let packet = OutgoingRtp::new(0, 9000, vec![0; 1000]);
            let queued = (packet, Numbering::Next);
            outbound.push(LocalTrackId(1), senders[number % 2], false, queued, now);
        }
        let left = std::iter::from_fn(|| outbound.poll(now).map(|queued| queued.sender));
        assert_eq!(left.collect::<Vec<_>>(), [senders[0]; 2]);
    }
}
