//! H.264 and H.265 payloads: a NAL unit a packet, several where they fit together (STAP-A, AP), one over
//! several packets where it does not fit (FU-A, FU).
//!
//! Every NAL unit of the access unit is carried except filler data. Small neighbours share a packet,
//! so that parameter sets travel in the first packet of their keyframe, where a server looks for them. Those that
//! come alone wait for their picture, and a keyframe that lacks a kind of them gets those that were last seen.
//! Source: RFC 6184 §5.6 (single), §5.7.1 (STAP-A), §5.8 (FU-A); RFC 7798 §4.4.1 to §4.4.3.

use std::ops::Range;

use super::PacketizeError;
use super::plan::{Head, Plan, Split};
use crate::bitstream::annexb::nal_ranges;
use crate::bitstream::parameter_sets::{Kind, Kinds, ParameterSets};
use crate::bitstream::{h264, h265};

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    H264,
    H265,
}

/// The header of a NAL unit; of H.264's the first byte counts.
type Header = [u8; 2];

/// The packetizer of one of the two.
#[derive(Debug)]
pub(super) struct Nal {
    format: Format,
    sets: ParameterSets,
}

impl Nal {
    pub(super) fn new(format: Format) -> Self {
        Self {
            format,
            sets: ParameterSets::default(),
        }
    }

    /// Plans an access unit. One of nothing but parameter sets makes no payload: they wait for the next.
    #[inline(never)]
    pub(super) fn plan(
        &mut self,
        frame: &[u8],
        max: usize,
        plan: &mut Plan,
    ) -> Result<(), PacketizeError> {
        let Self { format, sets } = self;
        let ranges = nal_ranges(frame).ok_or(PacketizeError::NotAnnexB)?;
        let mut group = Group {
            format: *format,
            held: None,
            aggregate: None,
            len: 0,
        };
        let mut content = Content::None;
        let mut brought = Kinds::default();
        sets.begin();
        let mut waiting = sets.are_waiting();
        for range in ranges {
            let unit = frame.get(range.clone()).unwrap_or_default();
            let Some(header) = format.carried(unit) else {
                continue;
            };
            let class = format.class(header);
            if waiting && !matches!(class, Class::Delimiter) {
                waiting = false;
                group.flush(plan);
                format.plan_sets(sets, max, plan);
                brought = sets.kinds();
            }
            match class {
                Class::ParameterSet(kind) => {
                    sets.take(kind, unit, || format.parameter_set_id(unit));
                    brought.insert(kind);
                    content = content.max(Content::Sets);
                }
                Class::Slice { keyframe } => {
                    // Whatever of them it has is sent twice then, so that they come in order.
                    if content < Content::Picture && keyframe && !brought.contain(sets.kinds()) {
                        group.flush(plan);
                        format.plan_sets(sets, max, plan);
                    }
                    content = Content::Picture;
                }
                Class::Delimiter => {}
                Class::Other => content = content.max(Content::Other),
            }
            let unit = Unit { header, range };
            if unit.range.len() > max {
                group.flush(plan);
                format.fragment(&unit, max, plan);
            } else {
                if group.len > 0 && group.len + 2 + unit.range.len() > max {
                    group.flush(plan);
                }
                group.add(unit, plan);
            }
        }
        match content {
            Content::None if group.is_empty() && plan.payloads == 0 => {
                return Err(PacketizeError::Empty);
            }
            Content::Sets if sets.wait() => {
                plan.clear();
                return Ok(());
            }
            Content::None | Content::Sets | Content::Other | Content::Picture => {}
        }
        if content == Content::Picture {
            sets.sent();
        }
        group.flush(plan);
        Ok(())
    }
}

/// What of an access unit matters for its parameter sets.
enum Class {
    ParameterSet(Kind),
    Slice {
        keyframe: bool,
    },
    /// It has to be the first of its access unit.
    Delimiter,
    Other,
}

/// What there is in an access unit; the last counts most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Content {
    None,
    Sets,
    Other,
    Picture,
}

struct Unit {
    header: Header,
    range: Range<usize>,
}

/// Neighbours that still fit into one packet. The first is held back until it has company, since
/// alone it travels without the aggregation header.
struct Group {
    format: Format,
    held: Option<Unit>,
    /// The number of the piece that begins with the aggregation header, and the header so far.
    aggregate: Option<(usize, Header)>,
    len: usize,
}

impl Group {
    fn add(&mut self, unit: Unit, plan: &mut Plan) {
        let header_len = self.format.header_len();
        let Some((at, so_far)) = self.aggregate else {
            let Some(first) = self.held.take() else {
                self.len = header_len + 2 + unit.range.len();
                self.held = Some(unit);
                return;
            };
            let at = plan.runs.len();
            let [high, low] = (first.range.len() as u16).to_be_bytes();
            match self.format {
                Format::H264 => plan.piece(Head::new(&[0, high, low]), first.range),
                Format::H265 => plan.piece(Head::new(&[0, 0, high, low]), first.range),
            }
            self.aggregate = Some((at, self.format.aggregate(first.header)));
            self.add(unit, plan);
            return;
        };
        let combined = self.format.combine(so_far, unit.header);
        self.aggregate = Some((at, combined));
        self.len += 2 + unit.range.len();
        let len = (unit.range.len() as u16).to_be_bytes();
        plan.piece(Head::new(&len), unit.range);
    }

    fn is_empty(&self) -> bool {
        self.len == 0
    }

    fn flush(&mut self, plan: &mut Plan) {
        self.len = 0;
        if let Some(unit) = self.held.take() {
            plan.payload(Head::EMPTY, unit.range);
        } else if let Some((at, header)) = self.aggregate.take() {
            // Of H.264 the second byte is zero, as of its header only the first counts.
            plan.add_to_head(at, Head::new(&header));
            plan.end_payload();
        }
    }
}

impl Format {
    fn class(self, [first, _]: Header) -> Class {
        match self {
            Self::H264 => match first & h264::TYPE_MASK {
                h264::SPS => Class::ParameterSet(Kind::Sequence),
                h264::PPS => Class::ParameterSet(Kind::Picture),
                h264::IDR_SLICE => Class::Slice { keyframe: true },
                1..h264::IDR_SLICE => Class::Slice { keyframe: false },
                h264::ACCESS_UNIT_DELIMITER => Class::Delimiter,
                _ => Class::Other,
            },
            Self::H265 => match h265::kind(first) {
                h265::VPS => Class::ParameterSet(Kind::Video),
                h265::SPS => Class::ParameterSet(Kind::Sequence),
                h265::PPS => Class::ParameterSet(Kind::Picture),
                kind if kind < h265::FIRST_NON_VCL => Class::Slice {
                    keyframe: h265::is_irap(kind),
                },
                h265::ACCESS_UNIT_DELIMITER => Class::Delimiter,
                _ => Class::Other,
            },
        }
    }

    fn parameter_set_id(self, unit: &[u8]) -> Option<u32> {
        match self {
            Self::H264 => h264::parameter_set_id(unit),
            Self::H265 => h265::parameter_set_id(unit),
        }
    }

    /// Parameter sets from before, in a payload of their own if they fit one together, else each in one; those
    /// that do not even fit alone are left out.
    fn plan_sets(self, sets: &ParameterSets, max: usize, plan: &mut Plan) {
        let header = |unit: &[u8]| self.carried(unit).unwrap_or_default();
        let mut units = sets.units();
        let (Some(first), more) = (units.next(), units.clone().next().is_some()) else {
            return;
        };
        let all = sets.units().map(|unit| 2 + unit.len()).sum::<usize>() + self.header_len();
        if !more || all > max {
            for unit in sets.units().filter(|unit| unit.len() <= max) {
                let start = plan.long_heads.len();
                plan.long_heads.extend_from_slice(unit);
                plan.payload_behind_long(start, 0..0);
            }
            return;
        }
        let so_far = self.aggregate(header(first));
        let aggregate = units.fold(so_far, |so_far, unit| self.combine(so_far, header(unit)));
        let start = plan.long_heads.len();
        let aggregate = aggregate.get(..self.header_len()).unwrap_or_default();
        plan.long_heads.extend_from_slice(aggregate);
        for unit in sets.units() {
            let len = (unit.len() as u16).to_be_bytes();
            plan.long_heads.extend_from_slice(&len);
            plan.long_heads.extend_from_slice(unit);
        }
        plan.payload_behind_long(start, 0..0);
    }

    const fn header_len(self) -> usize {
        match self {
            Self::H264 => 1,
            Self::H265 => 2,
        }
    }

    /// The header of a unit that is sent; `None` for one that is not.
    fn carried(self, unit: &[u8]) -> Option<Header> {
        match (self, unit) {
            (Self::H264, [header, ..]) => {
                let kind = header & h264::TYPE_MASK;
                let sent = (1..h264::STAP_A).contains(&kind) && kind != h264::FILLER_DATA;
                sent.then_some([*header, 0])
            }
            (Self::H265, [first, second, ..]) => {
                let kind = h265::kind(*first);
                (kind < h265::AGGREGATION && kind != h265::FILLER_DATA).then_some([*first, *second])
            }
            _ => None,
        }
    }

    /// The aggregation header with one unit behind it.
    const fn aggregate(self, [first, second]: Header) -> Header {
        match self {
            Self::H264 => [first & !h264::TYPE_MASK | h264::STAP_A, 0],
            Self::H265 => [first & 0x81 | h265::AGGREGATION << 1, second],
        }
    }

    /// The aggregation header with one unit more.
    const fn combine(self, [a, a2]: Header, [b, b2]: Header) -> Header {
        const fn min(a: u8, b: u8) -> u8 {
            if a < b { a } else { b }
        }
        match self {
            // Damaged if any unit is, and as important as the most important one.
            Self::H264 => {
                let importance = if a & 0x60 > b & 0x60 {
                    a & 0x60
                } else {
                    b & 0x60
                };
                [(a | b) & 0x80 | importance | h264::STAP_A, 0]
            }
            // Of the lowest layer and sublayer. The layer's upper bit stands in the first byte.
            Self::H265 => {
                let (layer_a, layer_b) = ((a & 1) << 5 | a2 >> 3, (b & 1) << 5 | b2 >> 3);
                let (layer, sublayer) = (min(layer_a, layer_b), min(a2 & 7, b2 & 7));
                let first = (a | b) & 0x80 | h265::AGGREGATION << 1 | layer >> 5;
                [first, (layer & 0x1f) << 3 | sublayer]
            }
        }
    }

    fn fragment(self, unit: &Unit, max: usize, plan: &mut Plan) {
        let [first, second] = unit.header;
        let header_len = self.header_len();
        let body = unit.range.start + header_len..unit.range.end;
        let head = |flags| match self {
            Self::H264 => {
                let indicator = first & !h264::TYPE_MASK | h264::FU_A;
                Head::new(&[indicator, flags | first & h264::TYPE_MASK])
            }
            Self::H265 => {
                let indicator = first & 0x81 | h265::FRAGMENT << 1;
                Head::new(&[indicator, second, flags | h265::kind(first)])
            }
        };
        let parts = Split::even(&body, max - header_len - 1);
        plan.payloads([head(START), head(END), head(0)], parts);
    }
}

/// S: first fragment of its NAL unit.
const START: u8 = 0x80;
/// E: last fragment of its NAL unit.
const END: u8 = 0x40;
