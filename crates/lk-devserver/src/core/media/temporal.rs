//! Temporal layers: which one a packet belongs to, and how many of them a frame rate needs.

use std::collections::VecDeque;

use lk_media::extension::dependency::{DecodeTargetIndication, DependencyReader};
use lk_peer::{Codec, IncomingRtp};

use super::vp8;

/// The temporal layer of a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Temporal {
    pub(crate) layer: u8,
    /// Whether a receiver of the layers below can take this layer from here on.
    pub(crate) switch: bool,
}

/// Reads the temporal layers of one stream.
#[derive(Debug, Default)]
pub(crate) struct TemporalReader {
    descriptors: DependencyReader,
    /// The layer and RTP time of the last frames, the oldest first.
    frames: VecDeque<(u8, u32)>,
}

impl TemporalReader {
    /// The layer of a packet: by its dependency descriptor, or else by its payload; `None` where neither says it.
    pub(crate) fn read(&mut self, packet: &IncomingRtp) -> Option<Temporal> {
        let temporal = self
            .by_descriptor(packet)
            .or_else(|| by_payload(packet.codec, &packet.payload))?;
        let last = self.frames.back().map(|(_, timestamp)| *timestamp);
        // A packet of a frame that is known, or from before it, adds nothing.
        if last.is_none_or(|last| packet.timestamp.wrapping_sub(last).cast_signed() > 0) {
            if self.frames.len() == FRAMES {
                self.frames.pop_front();
            }
            self.frames.push_back((temporal.layer, packet.timestamp));
        }
        Some(temporal)
    }

    /// The highest layer that is needed for `fps` frames a second: the lowest one that comes near it, or else all.
    pub(crate) fn needed_for(&self, fps: u32, clock_rate: u32) -> u8 {
        let highest = self.frames.iter().map(|(layer, _)| *layer).max();
        let wanted = f64::from(fps) * TOLERANCE;
        (0..highest.unwrap_or(ALL))
            .find(|layer| {
                self.rate(*layer, clock_rate)
                    .is_some_and(|rate| rate >= wanted)
            })
            .unwrap_or(ALL)
    }

    /// Frames a second of the layers up to `layer`.
    fn rate(&self, layer: u8, clock_rate: u32) -> Option<f64> {
        let mut times = self.frames.iter().filter(|(of, _)| *of <= layer);
        let (_, first) = times.next()?;
        let (count, last) = times.fold((0_u32, *first), |(count, _), (_, at)| (count + 1, *at));
        let span = f64::from(last.wrapping_sub(*first)) / f64::from(clock_rate);
        (span > 0.0).then(|| f64::from(count) / span)
    }

    fn by_descriptor(&mut self, packet: &IncomingRtp) -> Option<Temporal> {
        let rare = packet.extensions.rare.as_ref()?;
        let descriptor = rare.dependency_descriptor.as_ref()?;
        let descriptor = self.descriptors.read(descriptor).ok()?;
        let frame = descriptor.dependencies;
        let mut targets = 0..frame.decode_targets();
        let switches = |target| frame.indication(target) == DecodeTargetIndication::Switch;
        Some(Temporal {
            layer: frame.temporal_layer(),
            switch: targets.any(switches),
        })
    }
}

fn by_payload(codec: Codec, payload: &[u8]) -> Option<Temporal> {
    match codec {
        Codec::Vp8 => vp8::temporal(payload),
        Codec::Vp9 => vp9(payload),
        _ => None,
    }
}

/// RFC 9628 §4.2: the layer indices, where there are any.
fn vp9(payload: &[u8]) -> Option<Temporal> {
    let (&first, mut rest) = payload.split_first()?;
    if first & 0x20 == 0 {
        return None;
    }
    if first & 0x80 != 0 {
        let long = rest.first()? & 0x80 != 0;
        rest = rest.get(if long { 2 } else { 1 }..)?;
    }
    let indices = rest.first()?;
    Some(Temporal {
        layer: indices >> 5,
        switch: indices & 0x10 != 0,
    })
}

/// Every layer.
pub(crate) const ALL: u8 = u8::MAX;
/// Frames that rates are taken from.
const FRAMES: usize = 64;
/// A rate a little lower than wanted will do, as on the real server.
const TOLERANCE: f64 = 0.9;

#[cfg(test)]
mod tests {
    use super::*;

    /// Three layers at 30 frames a second: 0 2 1 2.
    fn reader() -> TemporalReader {
        let mut reader = TemporalReader::default();
        for frame in 0..60_u32 {
            let layer = [0, 2, 1, 2][frame as usize % 4];
            reader
                .frames
                .push_back((layer, frame.wrapping_mul(3000).wrapping_sub(50_000)));
        }
        reader
    }

    #[test]
    fn the_lowest_layer_that_comes_near_the_rate_is_enough() {
        let needed = |fps| reader().needed_for(fps, 90_000);
        assert_eq!([1, 7, 8].map(needed), [0, 0, 0], "7.5 frames a second");
        assert_eq!([9, 15, 16].map(needed), [1, 1, 1]);
        assert_eq!([20, 30, 60].map(needed), [ALL, ALL, ALL]);
    }

    #[test]
    fn a_stream_without_layers_is_needed_whole() {
        assert_eq!(TemporalReader::default().needed_for(5, 90_000), ALL);
        let mut one = TemporalReader::default();
        one.frames.extend((0..60).map(|frame| (0, frame * 3000)));
        assert_eq!(one.needed_for(5, 90_000), ALL);
    }

    #[test]
    fn vp9_names_its_layer_behind_the_picture_number() {
        let temporal = |layer, switch| Some(Temporal { layer, switch });
        assert_eq!(vp9(&[0xa8, 0x81, 0x02, 0x50]), temporal(2, true));
        assert_eq!(vp9(&[0xa8, 0x01, 0x20]), temporal(1, false));
        assert_eq!(vp9(&[0x28, 0x00]), temporal(0, false));
        assert_eq!(vp9(&[0x88, 0x01]), None, "no layers");
        assert_eq!(vp9(&[0xa8, 0x81]), None, "cut short");
    }
}
