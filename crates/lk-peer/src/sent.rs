//! Audio that was sent, kept to be sent again.
//!
//! LiveKit asks for lost audio but negotiates no format to repair it in: it expects the very packet again, as pion sends
//! it. The engine repairs only in that other format, so audio is kept here. What is sent again is the same to the last
//! bit, header extensions too: one number may only ever encrypt one packet.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Instant;

use str0m::rtp::RtpWrite;

use crate::extension::wire::{self, IdMask};
use crate::{Extensions, OutgoingRtp};

/// Packets that are kept: 2.5 s of the usual 20 ms.
const KEPT: usize = 128;
/// How often one packet is sent again.
const TIMES: u8 = 3;

#[derive(Default)]
pub(crate) struct Sent {
    packets: VecDeque<Packet>,
}

struct Packet {
    seq: u64,
    pt: u8,
    timestamp: u32,
    marker: bool,
    payload: Arc<[u8]>,
    extensions: Extensions,
    at: Instant,
    again: u8,
}

impl Sent {
    /// Keeps a packet that is sent under `seq`.
    pub(crate) fn keep(&mut self, packet: &OutgoingRtp, seq: u64, pt: u8, at: Instant) {
        if self.packets.len() == KEPT {
            self.packets.pop_front();
        }
        self.packets.push_back(Packet {
            seq,
            pt,
            timestamp: packet.timestamp,
            marker: packet.marker,
            payload: Arc::clone(&packet.payload),
            extensions: packet.extensions.clone(),
            at,
            again: 0,
        });
    }

    /// Forgets all: from now on packets would be written differently.
    pub(crate) fn clear(&mut self) {
        self.packets.clear();
    }

    /// The packet whose number ends in `seq`, to be sent again; `None` when it is not kept or was sent often enough.
    pub(crate) fn again(&mut self, seq: u16, mask: IdMask) -> Option<RtpWrite> {
        let packet = self
            .packets
            .iter_mut()
            .rev()
            .find(|packet| packet.seq as u16 == seq)?;
        if packet.again == TIMES {
            return None;
        }
        packet.again += 1;
        // The time it was first sent, which reports to the remote are reckoned from.
        let Packet {
            seq,
            pt,
            timestamp,
            at,
            ..
        } = *packet;
        let rtp = RtpWrite::new(
            pt.into(),
            seq.into(),
            timestamp,
            at,
            Arc::clone(&packet.payload),
        );
        let extensions = wire::to_engine(packet.extensions.clone(), mask);
        Some(rtp.marker(packet.marker).ext_vals(extensions))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packet_is_kept_for_a_while_and_sent_again_a_few_times() {
        let mut sent = Sent::default();
        let now = Instant::now();
        for seq in 65_500..65_500 + 200 {
            sent.keep(&OutgoingRtp::new(seq, 0, [1]), seq, 111, now);
        }
        let mut asked = |seq: u64| sent.again(seq as u16, IdMask::default()).is_some();
        assert!(!asked(65_500), "too long ago");
        assert_eq!(
            [asked(65_699), asked(65_699), asked(65_699), asked(65_699)],
            [true, true, true, false]
        );
        assert!(asked(65_700 - 128));
        assert!(!asked(65_700), "not sent yet");
    }
}
