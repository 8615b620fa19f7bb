//! H.264 payloads: single NAL units, STAP-A where several fit together, FU-A where one does not.
//!
//! Every NAL unit of the access unit is carried except filler data. Small neighbours share a packet,
//! so that parameter sets travel in the first packet of their keyframe, where a server looks for them.
//! Source: RFC 6184 §5.6 (single), §5.7.1 (STAP-A), §5.8 (FU-A).

use std::ops::Range;

use super::PacketizeError;
use super::plan::{Plan, even_split};
use crate::bitstream::annexb::nal_ranges;
use crate::bitstream::h264::{FILLER_DATA, FU_A, STAP_A, TYPE_MASK};

pub(super) fn plan(frame: &[u8], max: usize, plan: &mut Plan) -> Result<(), PacketizeError> {
    let ranges = nal_ranges(frame).ok_or(PacketizeError::NotAnnexB)?;
    let mut units = ranges.filter_map(|range| {
        let header = *frame.get(range.start)?;
        let sent = !range.is_empty() && (1..STAP_A).contains(&(header & TYPE_MASK));
        (sent && header & TYPE_MASK != FILLER_DATA).then_some(Unit { header, range })
    });

    let mut group = Group::default();
    for unit in &mut units {
        if unit.range.len() > max {
            group.flush(plan);
            fragment(&unit, max, plan);
        } else {
            if group.len > 0 && group.len_with(&unit) > max {
                group.flush(plan);
            }
            group.add(unit, plan);
        }
    }
    group.flush(plan);
    if plan.spans.is_empty() {
        Err(PacketizeError::Empty)
    } else {
        Ok(())
    }
}

struct Unit {
    header: u8,
    range: Range<usize>,
}

/// Neighbours that still fit into one packet. The first is held back until it has company, since
/// alone it travels without the aggregation header.
#[derive(Default)]
struct Group {
    held: Option<Unit>,
    /// Where the STAP-A header stands among the plan's header bytes, and its value so far.
    aggregate: Option<(usize, u8)>,
    len: usize,
}

impl Group {
    fn len_with(&self, unit: &Unit) -> usize {
        self.len + 2 + unit.range.len()
    }

    fn add(&mut self, unit: Unit, plan: &mut Plan) {
        if self.aggregate.is_none() {
            let Some(first) = self.held.take() else {
                self.len = 1 + 2 + unit.range.len();
                self.held = Some(unit);
                return;
            };
            self.aggregate = Some((plan.heads.len(), 0));
            let [high, low] = (first.range.len() as u16).to_be_bytes();
            plan.piece(&[STAP_A, high, low], first.range);
            self.combine(first.header, plan);
        }
        self.len += 2 + unit.range.len();
        plan.piece(&(unit.range.len() as u16).to_be_bytes(), unit.range);
        self.combine(unit.header, plan);
    }

    /// The aggregate is as important as its most important unit, and damaged if any is.
    fn combine(&mut self, header: u8, plan: &mut Plan) {
        if let Some((at, value)) = &mut self.aggregate {
            let damaged = (*value | header) & 0x80;
            let importance = (*value & 0x60).max(header & 0x60);
            *value = damaged | importance | STAP_A;
            if let Some(byte) = plan.heads.get_mut(*at) {
                *byte = *value;
            }
        }
    }

    fn flush(&mut self, plan: &mut Plan) {
        let group = std::mem::take(self);
        if let Some(unit) = group.held {
            plan.payload(&[], unit.range);
        } else if group.aggregate.is_some() {
            plan.end_payload();
        }
    }
}

fn fragment(unit: &Unit, max: usize, plan: &mut Plan) {
    let indicator = (unit.header & !TYPE_MASK) | FU_A;
    let kind = unit.header & TYPE_MASK;
    let end = unit.range.end;
    let mut flags = START;
    for part in even_split(unit.range.start + 1..end, max - 2) {
        if part.end == end {
            flags |= END;
        }
        plan.payload(&[indicator, flags | kind], part);
        flags = 0;
    }
}

/// S: first fragment of its NAL unit.
const START: u8 = 0x80;
/// E: last fragment of its NAL unit.
const END: u8 = 0x40;
