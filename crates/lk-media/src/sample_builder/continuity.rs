//! What of a stream of video can still be decoded, behind losses that not everything suffers from.
//!
//! A frame is held for spoiled unless its packets show that it is not. They do so where they number the pictures,
//! those of the lowest temporal layer apart, as those of VP8 and VP9 do; and within one picture, where the codec says
//! that no other refers to it. Source: RFC 7741 §4.2, RFC 9628 §4.2.

use super::facts::Facts;
use crate::Codec;
use crate::depacketize::PictureId;

#[derive(Debug)]
pub(super) struct Continuity {
    codec: Codec,
    /// A bit for each temporal layer that can be decoded. The lowest is all of a stream without layers.
    layers: u8,
    /// The picture that came last, whole or not.
    last: Option<Picture>,
    /// How many packets are missing behind it, if any.
    missing: Option<u64>,
}

#[derive(Debug, Clone, Copy)]
struct Picture {
    timestamp: u32,
    id: Option<PictureId>,
    base: Option<u8>,
}

impl Continuity {
    pub(super) const fn new(codec: Codec) -> Self {
        Self {
            codec,
            layers: 0,
            last: None,
            missing: None,
        }
    }

    /// Whether frames of the lowest temporal layer can be decoded, as far as is known.
    pub(super) const fn holds(&self) -> bool {
        self.layers & LOWEST != 0
    }

    /// Packets are missing, of which nothing is known.
    pub(super) fn lose(&mut self, packets: u64) {
        *self.missing.get_or_insert(0) += packets;
    }

    /// Nothing from before is of use.
    pub(super) const fn start_anew(&mut self) {
        *self = Self::new(self.codec);
    }

    /// Looks at a packet: whether what was lost before it spoils anything.
    #[inline]
    pub(super) fn handle_packet(&mut self, timestamp: u32, facts: Facts) {
        if let Some(missing) = self.missing.take() {
            self.judge(missing, timestamp, facts);
        }
    }

    /// A picture came whole. Says whether it can be decoded.
    pub(super) fn came(&mut self, timestamp: u32, facts: Facts) -> bool {
        self.see(timestamp, facts);
        if facts.keyframe() {
            self.layers = ALL;
            return true;
        }
        let layer = layer(facts);
        let needed = upto(layer);
        let switches = facts.switching_point();
        match self.codec {
            Codec::Vp8 if switches && self.holds() => self.layers |= 1 << layer,
            _ if self.layers & needed != needed => return false,
            Codec::Vp9 if switches => self.layers |= !needed,
            _ => {}
        }
        true
    }

    /// Something of a picture came, and it will not be whole.
    pub(super) fn spoil(&mut self, timestamp: u32, facts: Facts) {
        self.see(timestamp, facts);
        if facts.discardable() != Some(true) {
            // Those above may refer to it.
            self.layers &= upto(layer(facts)) >> 1;
        }
    }

    fn see(&mut self, timestamp: u32, facts: Facts) {
        self.handle_packet(timestamp, facts);
        self.last = Some(Picture {
            timestamp,
            id: facts.picture_id(),
            base: facts.base_picture(),
        });
    }

    /// What of the layers is left when `missing` packets were lost between the last picture and this packet.
    fn judge(&mut self, missing: u64, timestamp: u32, facts: Facts) {
        let Some(last) = self.last else { return };
        if last.timestamp == timestamp {
            return;
        }
        // A picture has a packet at least: fewer than its numbers are not once around.
        let step = match (last.id, facts.picture_id()) {
            (Some(before), Some(now)) if missing < 1 << before.bits().min(now.bits()) => {
                Some(now.distance_from(before))
            }
            _ => None,
        };
        if step == Some(1) {
            return;
        }
        let of_base = match (last.base, facts.base_picture(), facts.temporal_layer()) {
            (Some(before), Some(now), Some(layer)) if missing < 1 << u8::BITS => {
                Some(now.wrapping_sub(before) == u8::from(layer == 0))
            }
            _ => None,
        };
        self.layers &= if of_base == Some(true) && step != Some(0) {
            LOWEST
        } else {
            0
        };
    }
}

fn layer(facts: Facts) -> u8 {
    facts.temporal_layer().unwrap_or(0).min(7)
}

/// The bits of a layer and those below it.
const fn upto(layer: u8) -> u8 {
    ALL >> (7 - layer)
}

const LOWEST: u8 = 1;
const ALL: u8 = u8::MAX;

#[cfg(test)]
mod tests;
