//! One Ogg page: its header, its packets, its checksum. Source: RFC 3533 §6.

use bytes::Bytes;
use crc::{Algorithm, Crc, Table};
use memchr::memmem;

/// The fixed part of a page header, and the lacing values behind it.
#[derive(Debug, Clone)]
pub(super) struct Page {
    pub(super) continues: bool,
    pub(super) begins_stream: bool,
    pub(super) ends_stream: bool,
    /// Samples that end with the packets that end on this page; all ones if none does.
    pub(super) granule: u64,
    pub(super) serial: u32,
    pub(super) sequence: u32,
    lacing: Bytes,
    body: Bytes,
}

/// Length of the page that the bytes begin with; `None` if that takes more of them.
pub(super) fn len(bytes: &[u8]) -> Option<usize> {
    let segments = usize::from(*bytes.get(HEADER_LEN - 1)?);
    let lacing = bytes.get(HEADER_LEN..HEADER_LEN + segments)?;
    Some(HEADER_LEN + segments + lacing.iter().map(|len| usize::from(*len)).sum::<usize>())
}

/// Where the next page may begin; behind all bytes if nowhere. With more bytes to come, the last of these
/// may be its beginning.
pub(super) fn find(bytes: &[u8], finished: bool) -> usize {
    if let Some(at) = memmem::find(bytes, CAPTURE_PATTERN) {
        return at;
    }
    let is_begun = |kept: &usize| bytes.ends_with(CAPTURE_PATTERN.get(..*kept).unwrap_or_default());
    let kept = (1..CAPTURE_PATTERN.len()).rev().find(is_begun);
    bytes.len() - kept.filter(|_| !finished).unwrap_or(0)
}

/// Whether a whole page has the checksum that belongs to it.
pub(super) fn is_intact(page: &[u8]) -> bool {
    let sum = page.get(CHECKSUM_AT..).and_then(<[u8]>::first_chunk);
    let (before, after) = (page.get(..CHECKSUM_AT), page.get(CHECKSUM_AT + 4..));
    match (before, sum, after) {
        (Some(before), Some(sum), Some(after)) => {
            checksum(&[before, &[0; 4], after]) == u32::from_le_bytes(*sum)
        }
        _ => false,
    }
}

impl Page {
    /// Takes a whole page apart; `None` if it is none.
    pub(super) fn parse(page: &Bytes) -> Option<Self> {
        let [
            _,
            _,
            _,
            _,
            _,
            flags,
            g0,
            g1,
            g2,
            g3,
            g4,
            g5,
            g6,
            g7,
            s0,
            s1,
            s2,
            s3,
            n0,
            n1,
            n2,
            n3,
            _,
            _,
            _,
            _,
            segments,
        ] = *page.first_chunk::<HEADER_LEN>()?;
        let body = HEADER_LEN + usize::from(segments);
        Some(Self {
            continues: flags & CONTINUES != 0,
            begins_stream: flags & BEGINS != 0,
            ends_stream: flags & ENDS != 0,
            granule: u64::from_le_bytes([g0, g1, g2, g3, g4, g5, g6, g7]),
            serial: u32::from_le_bytes([s0, s1, s2, s3]),
            sequence: u32::from_le_bytes([n0, n1, n2, n3]),
            lacing: page.slice(HEADER_LEN.min(page.len())..body.min(page.len())),
            body: page.slice(body.min(page.len())..),
        })
    }

    /// The parts of packets on this page, in order, and whether each ends here.
    pub(super) fn packets(&self) -> impl Iterator<Item = (Bytes, bool)> {
        let (lacing, body) = (self.lacing.clone(), self.body.clone());
        let (mut segment, mut at) = (0, 0);
        std::iter::from_fn(move || {
            let rest = lacing.get(segment..).filter(|rest| !rest.is_empty())?;
            let full = rest.iter().take_while(|len| **len == 255).count();
            let last = rest.get(full);
            let len = full * 255 + usize::from(last.copied().unwrap_or(0));
            segment += full + usize::from(last.is_some());
            let part = body.slice(at.min(body.len())..(at + len).min(body.len()));
            at += len;
            Some((part, last.is_some()))
        })
    }
}

/// A page being filled.
#[derive(Debug, Default)]
pub(super) struct PageBuilder {
    lacing: Vec<u8>,
    body: Vec<u8>,
    continues: bool,
    /// Whether a packet ends on this page.
    ends_packet: bool,
}

impl PageBuilder {
    pub(super) const fn is_empty(&self) -> bool {
        self.lacing.is_empty()
    }

    /// Puts as much of a packet on the page as fits, and returns the rest, if any of it (even only
    /// its end) has to go onto the next page.
    pub(super) fn add<'p>(&mut self, packet: &'p [u8]) -> Option<&'p [u8]> {
        let mut rest = packet;
        while self.lacing.len() < MAX_SEGMENTS {
            let (segment, after) = rest.split_at(rest.len().min(255));
            self.lacing.push(segment.len() as u8);
            self.body.extend_from_slice(segment);
            rest = after;
            if segment.len() < 255 {
                self.ends_packet = true;
                return None;
            }
        }
        Some(rest)
    }

    /// How many segments the page still takes.
    pub(super) const fn room(&self) -> usize {
        MAX_SEGMENTS - self.lacing.len()
    }

    /// Appends the page to `out` and starts the next one, which `continues` a packet or does not.
    pub(super) fn flush(&mut self, header: PageHeader, continues: bool, out: &mut Vec<u8>) {
        let flags = if self.continues { CONTINUES } else { 0 }
            | if header.begins_stream { BEGINS } else { 0 }
            | if header.ends_stream { ENDS } else { 0 };
        let granule = if self.ends_packet {
            header.granule
        } else {
            u64::MAX
        };
        let mut fixed = Vec::with_capacity(HEADER_LEN + self.lacing.len());
        fixed.extend_from_slice(&[b'O', b'g', b'g', b'S', 0, flags]);
        fixed.extend_from_slice(&granule.to_le_bytes());
        fixed.extend_from_slice(&header.serial.to_le_bytes());
        fixed.extend_from_slice(&header.sequence.to_le_bytes());
        fixed.extend_from_slice(&[0; 4]);
        fixed.push(self.lacing.len() as u8);
        fixed.extend_from_slice(&self.lacing);
        let sum = checksum(&[&fixed, &self.body]).to_le_bytes();
        for (byte, value) in fixed.iter_mut().skip(CHECKSUM_AT).zip(sum) {
            *byte = value;
        }
        out.extend_from_slice(&fixed);
        out.extend_from_slice(&self.body);
        self.lacing.clear();
        self.body.clear();
        self.continues = continues;
        self.ends_packet = false;
    }
}

/// What a page header says beside what is on the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct PageHeader {
    pub(super) begins_stream: bool,
    pub(super) ends_stream: bool,
    pub(super) granule: u64,
    pub(super) serial: u32,
    pub(super) sequence: u32,
}

/// The checksum of a page, in parts.
fn checksum(parts: &[&[u8]]) -> u32 {
    let mut digest = CRC.digest();
    parts.iter().for_each(|part| digest.update(part));
    digest.finalize()
}

/// A page with the checksum that belongs to it.
#[cfg(test)]
pub(super) fn with_checksum(mut page: Vec<u8>) -> Vec<u8> {
    page[CHECKSUM_AT..CHECKSUM_AT + 4].fill(0);
    let sum = checksum(&[&page]).to_le_bytes();
    page[CHECKSUM_AT..CHECKSUM_AT + 4].copy_from_slice(&sum);
    page
}

/// Neither reflected nor inverted, unlike most of 32 bits.
const ALGORITHM: Algorithm<u32> = Algorithm {
    width: 32,
    poly: 0x04c1_1db7,
    init: 0,
    refin: false,
    refout: false,
    xorout: 0,
    check: 0x89a1_897f,
    residue: 0,
};

/// By sixteen bytes at a time.
static CRC: Crc<u32, Table<16>> = Crc::<u32, Table<16>>::new(&ALGORITHM);

pub(super) const CAPTURE_PATTERN: &[u8] = b"OggS\0";
pub(super) const HEADER_LEN: usize = 27;
const CHECKSUM_AT: usize = 22;
const MAX_SEGMENTS: usize = 255;
const CONTINUES: u8 = 1;
const BEGINS: u8 = 2;
const ENDS: u8 = 4;
