//! How the builder goes through the packets in their order: what it joins, gives up and throws away.

use std::ops::Range;
use std::time::{Duration, Instant};

use super::partial::Partial;
use super::window::Content;
use super::{Built, BuiltFrame, LossCause, Lost, Opening, SampleBuilder};
use crate::depacketize::FrameStart;
use crate::{Codec, MediaKind};

/// Where among the frames the next packet stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Inside the frame being collected, or at the beginning of one.
    InFrame,
    /// At the start of video, or behind a loss in it; a frame has to begin before anything but supplements is kept.
    Astray {
        /// Timestamp of a frame that is known to be broken.
        broken: Option<u32>,
        /// The packet right before belonged to that frame.
        adjacent: bool,
    },
}

impl Place {
    /// Before the first packet. What came before is as unknown as behind a loss: a keyframe may lack its first packet.
    pub(super) const fn at_the_start(codec: Codec) -> Self {
        match codec.kind() {
            MediaKind::Audio => Self::InFrame,
            MediaKind::Video => Self::Astray {
                broken: None,
                adjacent: false,
            },
        }
    }
}

/// Packets of one frame that follow each other, with a gap before them.
#[derive(Debug)]
pub(super) struct Run {
    packets: Range<u64>,
    frame: Partial,
}

impl SampleBuilder {
    /// Does one step forward and says whether there was one to do. Without a time nothing is waited
    /// for.
    pub(super) fn step(&mut self, now: Option<Instant>) -> bool {
        if let Some(opening) = &mut self.opening
            && opening.holds(now)
        {
            return false;
        }
        if self
            .above
            .last()
            .is_some_and(|run| run.packets.start == self.scan)
        {
            self.pass_run();
            return true;
        }
        if let Some(slot) = self.window.get(self.scan) {
            let (timestamp, marker, content) = (slot.timestamp, slot.marker, slot.content);
            self.take(timestamp, marker, content, slot.arrival);
            return true;
        }
        self.window.forget_gaps_below(self.scan);
        let Some(since) = self.window.waiting_since(self.scan) else {
            return false;
        };
        if now.is_some_and(|now| now < since + self.max_latency) {
            return false;
        }
        self.give_up();
        true
    }

    /// A packet comes before all others, of which none was released. What was looked at need not be looked at again.
    pub(super) fn lead(
        &mut self,
        base: u64,
        timestamp: u32,
        marker: bool,
        content: Content,
        arrival: Instant,
    ) {
        if let Content::Data(start, facts) = content
            && base + 1 == self.window.base()
            && start == FrameStart::Yes
            && !marker
            && !self.frame.is_empty()
            && self.frame.takes(timestamp)
        {
            self.frame.add(timestamp, facts, arrival);
            return;
        }
        if !self.frame.is_empty() {
            self.above.push(Run {
                packets: self.window.base()..self.scan,
                frame: std::mem::take(&mut self.frame),
            });
        }
        self.scan = base;
    }

    /// The gap before a run is closed.
    fn pass_run(&mut self) {
        if let Some(run) = self.above.pop()
            && self.frame.takes(run.frame.timestamp)
        {
            self.scan = run.packets.end;
            self.frame.join(&run.frame);
        }
    }

    /// Looks at the packet at `scan`, which follows the frame collected so far.
    fn take(&mut self, timestamp: u32, marker: bool, content: Content, arrival: Instant) {
        let is_lost = self.place != Place::InFrame;
        if is_lost && !self.finds_start(timestamp, marker, content, arrival) {
            return;
        }
        if !self.frame.takes(timestamp) {
            // The marker was not set; the next timestamp ends the frame as well.
            self.close();
            return;
        }
        self.scan += 1;
        match content {
            Content::Padding => {
                if self.frame.is_empty() {
                    self.release();
                } else if marker {
                    self.close();
                }
            }
            Content::Malformed => {
                self.break_frame();
                self.continuity.lose(1);
                self.report(self.scan - 1..self.scan, LossCause::Malformed);
                self.discard(self.frame.packets + 1);
                self.go_astray(Some(timestamp), true);
                if marker {
                    self.place = Place::InFrame;
                }
            }
            Content::Data(_, facts) => {
                self.continuity.handle_packet(timestamp, facts);
                self.frame.add(timestamp, facts, arrival);
                if marker || self.is_audio() {
                    self.close();
                }
            }
        }
    }

    /// Behind a loss: drops the packet at `scan` unless a frame begins with it. Supplements are kept, in case one does
    /// behind them.
    fn finds_start(
        &mut self,
        timestamp: u32,
        marker: bool,
        content: Content,
        arrival: Instant,
    ) -> bool {
        let Place::Astray { broken, adjacent } = self.place else {
            return true;
        };
        if let Content::Data(start, _) = content {
            let kept_of_another = !self.frame.takes(timestamp);
            if kept_of_another {
                self.break_frame();
                self.discard(self.frame.packets);
            }
            let says_so = start == FrameStart::Yes && broken != Some(timestamp);
            let follows = adjacent && broken.is_some_and(|broken| broken != timestamp);
            if says_so || follows || kept_of_another {
                self.place = Place::InFrame;
                return true;
            }
        }
        self.scan += 1;
        match content {
            Content::Data(FrameStart::Supplement, facts) if broken != Some(timestamp) => {
                self.frame.add(timestamp, facts, arrival);
            }
            Content::Data(_, facts) => {
                self.continuity.spoil(timestamp, facts);
                self.discard(self.frame.packets + 1);
                self.place = Place::Astray {
                    broken: Some(timestamp),
                    adjacent: true,
                };
            }
            Content::Malformed => {
                self.continuity.lose(1);
                self.report(self.scan - 1..self.scan, LossCause::Malformed);
                self.discard(self.frame.packets + 1);
                self.place = Place::Astray {
                    broken: Some(timestamp),
                    adjacent: true,
                };
            }
            Content::Padding if self.frame.is_empty() => self.release(),
            Content::Padding => {}
        }
        if marker {
            self.break_frame();
            self.discard(self.frame.packets);
            self.place = Place::InFrame;
        }
        false
    }

    /// The frame from the base up to `scan` is complete.
    fn close(&mut self) {
        let frame = std::mem::take(&mut self.frame);
        let first_seq = self.window.base();
        let only = if self.scan - first_seq == 1 {
            self.window.take(first_seq)
        } else {
            None
        };
        let assembled = match only {
            Some(payload) => self.depacketizer.assemble_one(payload),
            None => self
                .depacketizer
                .assemble(self.window.payloads(first_seq..self.scan)),
        };
        // There is no frame without a packet.
        let (Some(arrival), Some(now)) = (frame.arrival, self.arrival) else {
            return;
        };
        let Ok(data) = assembled else {
            self.continuity.spoil(frame.timestamp, frame.facts);
            self.report(first_seq..self.scan, LossCause::Malformed);
            self.discard(frame.packets);
            return;
        };
        self.release();
        if data.is_empty() {
            // Nothing but what is passed over.
            return;
        }
        let facts = frame.facts;
        let intact = self.is_audio() || self.continuity.came(frame.timestamp, facts);
        if self.wait_for_keyframe && !intact {
            self.stats.withheld += 1;
            return;
        }
        let codec = match self.codec() {
            Codec::Red => Codec::Opus,
            codec => codec,
        };
        self.stats.frames += 1;
        self.ready_bytes += data.len();
        let built = BuiltFrame {
            codec,
            data,
            rtp_timestamp: frame.timestamp,
            pts: self.time_of(frame.timestamp, now),
            arrival,
            keyframe: facts.keyframe(),
            intact,
            temporal_layer: facts.temporal_layer().or(facts.told_temporal_layer()),
            spatial_layer: facts.spatial_layer().or(facts.told_spatial_layer()),
            discardable: facts.discardable(),
            lost_packets_before: std::mem::take(&mut self.lost_before),
            first_seq,
            packets: frame.packets,
        };
        self.ready.push_back(Built::Frame(built));
    }

    /// The time of a frame, now that a packet that came last ended it.
    fn time_of(&mut self, timestamp: u32, arrival: Instant) -> Duration {
        if std::mem::take(&mut self.clock_anew) {
            self.timeline.start_anew(timestamp, arrival)
        } else {
            self.timeline.advance(timestamp, arrival)
        }
    }

    /// The packet at `scan` will not come any more, nor will its missing neighbours.
    fn give_up(&mut self) {
        let next = self.window.next_present(self.scan);
        let missing = self.scan.max(self.known_from)..next;
        // Supplements do not make a frame: it may begin behind the gap.
        let broken = self
            .frame
            .facts
            .has_picture()
            .then_some(self.frame.timestamp);
        self.break_frame();
        if !missing.is_empty() {
            self.continuity.lose(missing.end - missing.start);
            self.stats.lost += missing.end - missing.start;
            self.report(missing, LossCause::Missing);
        }
        self.scan = next;
        self.discard(self.frame.packets);
        self.go_astray(broken, false);
    }

    /// The window is full: its oldest part has to go, in time or not.
    pub(super) fn make_room(&mut self) {
        if self.step(None) {
            return;
        }
        let (base, timestamp) = (self.window.base(), self.frame.timestamp);
        self.break_frame();
        self.report(base..self.scan, LossCause::Oversized);
        self.discard(self.frame.packets);
        self.go_astray(Some(timestamp), true);
        self.window.skip_to_end();
        self.scan = self.window.base();
    }

    pub(super) fn restart(&mut self, seq: u64) {
        self.flush();
        self.discard(self.frame.packets);
        self.report(seq..seq, LossCause::Restarted);
        self.place = Place::at_the_start(self.codec());
        self.continuity.start_anew();
        self.window.reset();
        self.clock_anew = true;
        self.opening = Some(Opening::new(seq - 1));
    }

    /// What was collected of a frame will not be whole.
    fn break_frame(&mut self) {
        if !self.frame.is_empty() {
            let frame = &self.frame;
            self.continuity.spoil(frame.timestamp, frame.facts);
        }
    }

    fn go_astray(&mut self, broken: Option<u32>, adjacent: bool) {
        if !self.is_audio() {
            self.place = Place::Astray { broken, adjacent };
        }
    }

    fn report(&mut self, packets: Range<u64>, cause: LossCause) {
        let count = u32::try_from(packets.end - packets.start).unwrap_or(u32::MAX);
        self.lost_before = self.lost_before.saturating_add(count);
        self.ready.push_back(Built::Lost(Lost { packets, cause }));
    }

    /// Throws away what was collected up to `scan`.
    fn discard(&mut self, packets: u32) {
        self.stats.discarded += u64::from(packets);
        self.frame = Partial::default();
        self.release();
    }

    fn release(&mut self) {
        self.window.release_to(self.scan);
        self.opening = None;
        self.above.clear();
    }
}

#[cfg(test)]
mod tests;
