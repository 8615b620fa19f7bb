//! AV1 payloads: open bitstream units without their sizes, several a packet or one over several.
//!
//! Temporal delimiters, tile lists and padding are not sent. Units of different layers never share a packet, so that a
//! server can leave a layer out. Source: RTP payload format for AV1 1.0, §4.

use super::PacketizeError;
use super::plan::{Head, Plan};
use crate::bitstream::av1::{
    self, HAS_EXTENSION, HAS_SIZE, PADDING, TEMPORAL_DELIMITER, TILE_LIST,
};

#[inline(never)]
pub(super) fn plan(frame: &[u8], max: usize, plan: &mut Plan) -> Result<(), PacketizeError> {
    let starts_sequence = av1::starts_sequence(frame);
    let mut packet = Packet {
        used: 1,
        elements: 0,
        last_has_length: false,
        layer: None,
        at: plan.runs.len(),
        flags: 0,
    };
    if starts_sequence {
        packet.flags = NEW_SEQUENCE;
    }
    let mut rest = frame;
    while !rest.is_empty() {
        let obu = av1::first_obu(rest).ok_or(PacketizeError::NotObus)?;
        let start = frame.len() - rest.len() + obu.payload_at;
        rest = rest
            .get(obu.payload_at + obu.payload.len()..)
            .unwrap_or_default();
        if matches!(obu.kind, TEMPORAL_DELIMITER | TILE_LIST | PADDING) {
            continue;
        }
        // The header without the size flag, and the size left out.
        let header = [obu.header & !HAS_SIZE, obu.extension.unwrap_or_default()];
        let header_len = if obu.header & HAS_EXTENSION == 0 {
            1
        } else {
            2
        };
        let mut header = header.get(..header_len).unwrap_or_default();
        let mut body = start..start + obu.payload.len();
        let layer = obu.extension.map(|extension| extension >> LAYER_SHIFT);
        if layer.is_some() && packet.layer.is_some_and(|other| Some(other) != layer) {
            packet.close(0, plan);
        }
        loop {
            packet.layer = packet.layer.or(layer);
            let element = header.len() + body.len();
            let room = max - packet.used;
            if element + leb128_len(element) <= room {
                packet.element(header, body, true, plan);
                break;
            }
            // The last of at most three elements needs no length.
            let has_length = packet.elements >= MAX_COUNTED;
            if !has_length && element <= room {
                packet.element(header, body, false, plan);
                packet.close(0, plan);
                break;
            }
            if room < MIN_FRAGMENT {
                packet.close(0, plan);
                continue;
            }
            let size = if has_length {
                room - leb128_len(room)
            } else {
                room
            };
            let cut = body.start + size - header.len();
            packet.element(header, body.start..cut, has_length, plan);
            packet.close(CONTINUES_IN_NEXT, plan);
            packet.flags |= CONTINUES_LAST;
            header = &[];
            body.start = cut;
        }
    }
    packet.close(0, plan);
    if plan.payloads == 0 {
        Err(PacketizeError::Empty)
    } else {
        Ok(())
    }
}

/// The packet being filled.
struct Packet {
    used: usize,
    elements: u8,
    /// Whether the last element states its length.
    last_has_length: bool,
    /// Temporal and spatial layer of the units that say it.
    layer: Option<u8>,
    /// The number of its first piece, whose head begins with the aggregation header.
    at: usize,
    flags: u8,
}

impl Packet {
    #[inline]
    fn element(
        &mut self,
        header: &[u8],
        body: std::ops::Range<usize>,
        has_length: bool,
        plan: &mut Plan,
    ) {
        let len = header.len() + body.len();
        let mut head = Head::EMPTY;
        if self.elements == 0 {
            head.push(0);
        }
        if has_length {
            let mut value = len;
            while value >= 0x80 {
                head.push(value as u8 | 0x80);
                value >>= 7;
            }
            head.push(value as u8);
            self.used += leb128_len(len);
        }
        header.iter().for_each(|byte| head.push(*byte));
        self.used += len;
        self.last_has_length = has_length;
        self.elements = self.elements.saturating_add(1);
        plan.piece(head, body);
    }

    #[inline]
    fn close(&mut self, flags: u8, plan: &mut Plan) {
        if self.elements == 0 {
            return;
        }
        // Up to three elements can be counted; all others say their length.
        let count = if self.elements <= MAX_COUNTED {
            self.elements << 4
        } else {
            0
        };
        plan.add_to_head(self.at, Head::new(&[self.flags | flags | count]));
        if count > 0 && self.last_has_length {
            plan.drop_last_length(usize::from(self.elements == 1));
        }
        plan.end_payload();
        *self = Self {
            used: 1,
            elements: 0,
            last_has_length: false,
            layer: None,
            at: plan.runs.len(),
            flags: 0,
        };
    }
}

const fn leb128_len(value: usize) -> usize {
    match value {
        0..0x80 => 1,
        0x80..0x4000 => 2,
        _ => 3,
    }
}

/// Z: the first element goes on from the packet before.
const CONTINUES_LAST: u8 = 0x80;
/// Y: the last element goes on in the next packet.
const CONTINUES_IN_NEXT: u8 = 0x40;
/// N: a coded video sequence begins.
const NEW_SEQUENCE: u8 = 0x08;
/// W has two bits.
const MAX_COUNTED: u8 = 3;
/// Below the layers the extension of a unit's header has reserved bits.
const LAYER_SHIFT: u8 = 3;
/// With less room than this the rest of a packet is left empty.
const MIN_FRAGMENT: usize = 8;
