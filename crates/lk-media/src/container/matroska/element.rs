//! Element headers, as they stand at the beginning of some bytes.
//!
//! Source: RFC 8794 §4, §5, §6.

/// The header of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    /// With its marker, as it stands in the file.
    pub(super) id: u32,
    /// Bytes of the body; `None` if that is not known yet where it was written.
    pub(super) size: Option<u64>,
    /// Bytes of the header.
    pub(super) len: usize,
}

/// What the bytes begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Read {
    Header(Header),
    /// More bytes are needed.
    More,
    /// It is no header.
    Malformed,
}

impl Header {
    pub(super) fn read(bytes: &[u8]) -> Read {
        let Some(&first) = bytes.first() else {
            return Read::More;
        };
        let id_len = first.leading_zeros() as usize + 1;
        if id_len > 4 {
            return Read::Malformed;
        }
        let Some(&second) = bytes.get(id_len) else {
            return Read::More;
        };
        let size_len = second.leading_zeros() as usize + 1;
        if size_len > 8 {
            return Read::Malformed;
        }
        let Some(size) = bytes.get(id_len..id_len + size_len) else {
            return Read::More;
        };
        let id = bytes.iter().take(id_len);
        let id = id.fold(0, |id, byte| id << 8 | u32::from(*byte));
        let size = size
            .iter()
            .fold(0, |size, byte| size << 8 | u64::from(*byte));
        let ones = u64::MAX >> (64 - 7 * size_len);
        let size = size & ones;
        Read::Header(Self {
            id,
            size: (size != ones).then_some(size),
            len: id_len + size_len,
        })
    }
}

/// Appends an element.
pub(super) fn put(out: &mut Vec<u8>, id: u32, body: &[u8]) {
    put_id(out, id);
    put_size(out, body.len() as u64);
    out.extend_from_slice(body);
}

/// Appends an element that is a whole number, of as few bytes as hold it.
pub(super) fn put_number(out: &mut Vec<u8>, id: u32, value: u64) {
    let skip = (value.leading_zeros() as usize / 8).min(7);
    put(out, id, value.to_be_bytes().get(skip..).unwrap_or_default());
}

pub(super) fn put_float(out: &mut Vec<u8>, id: u32, value: f64) {
    put(out, id, &value.to_be_bytes());
}

/// Appends an element that says nothing, of `len` bytes with its header; it takes two of them at least.
pub(super) fn put_void(out: &mut Vec<u8>, len: usize) {
    let end = out.len() + len;
    put_id(out, VOID);
    match len.checked_sub(9) {
        None => put_size(out, len.saturating_sub(2) as u64),
        // Of eight bytes always.
        Some(body) => out.extend((1 << 56 | body as u64).to_be_bytes()),
    }
    out.resize(end, 0);
}

pub(super) fn put_id(out: &mut Vec<u8>, id: u32) {
    let skip = id.leading_zeros() as usize / 8;
    out.extend(id.to_be_bytes().into_iter().skip(skip));
}

/// A size of as few bytes as hold it.
pub(super) fn put_size(out: &mut Vec<u8>, size: u64) {
    let len = (1..8).find(|len| size < (1 << (7 * len)) - 1).unwrap_or(8);
    let marked = size | 1 << (7 * len);
    out.extend(marked.to_be_bytes().into_iter().skip(8 - len));
}

/// A size that is not known.
pub(super) fn put_unknown_size(out: &mut Vec<u8>) {
    out.extend(((1_u64 << 57) - 1).to_be_bytes());
}

pub(super) const EBML: u32 = 0x1a45_dfa3;
pub(super) const EBML_VERSION: u32 = 0x4286;
pub(super) const EBML_READ_VERSION: u32 = 0x42f7;
pub(super) const EBML_MAX_ID_LENGTH: u32 = 0x42f2;
pub(super) const EBML_MAX_SIZE_LENGTH: u32 = 0x42f3;
pub(super) const DOC_TYPE: u32 = 0x4282;
pub(super) const DOC_TYPE_VERSION: u32 = 0x4287;
pub(super) const DOC_TYPE_READ_VERSION: u32 = 0x4285;
pub(super) const SEGMENT: u32 = 0x1853_8067;
pub(super) const SEEK_HEAD: u32 = 0x114d_9b74;
pub(super) const SEEK: u32 = 0x4dbb;
pub(super) const SEEK_ID: u32 = 0x53ab;
pub(super) const SEEK_POSITION: u32 = 0x53ac;
pub(super) const INFO: u32 = 0x1549_a966;
pub(super) const TIMESTAMP_SCALE: u32 = 0x2a_d7b1;
pub(super) const MUXING_APP: u32 = 0x4d80;
pub(super) const WRITING_APP: u32 = 0x5741;
pub(super) const DURATION: u32 = 0x4489;
pub(super) const TRACKS: u32 = 0x1654_ae6b;
pub(super) const TRACK_ENTRY: u32 = 0xae;
pub(super) const TRACK_NUMBER: u32 = 0xd7;
pub(super) const TRACK_UID: u32 = 0x73c5;
pub(super) const TRACK_TYPE: u32 = 0x83;
pub(super) const FLAG_LACING: u32 = 0x9c;
pub(super) const LANGUAGE: u32 = 0x22_b59c;
pub(super) const CODEC_ID: u32 = 0x86;
pub(super) const CODEC_PRIVATE: u32 = 0x63a2;
pub(super) const CODEC_DELAY: u32 = 0x56aa;
pub(super) const SEEK_PRE_ROLL: u32 = 0x56bb;
pub(super) const VIDEO: u32 = 0xe0;
pub(super) const PIXEL_WIDTH: u32 = 0xb0;
pub(super) const PIXEL_HEIGHT: u32 = 0xba;
pub(super) const AUDIO: u32 = 0xe1;
pub(super) const SAMPLING_FREQUENCY: u32 = 0xb5;
pub(super) const CHANNELS: u32 = 0x9f;
pub(super) const CLUSTER: u32 = 0x1f43_b675;
pub(super) const TIMESTAMP: u32 = 0xe7;
pub(super) const SIMPLE_BLOCK: u32 = 0xa3;
pub(super) const BLOCK_GROUP: u32 = 0xa0;
pub(super) const CUES: u32 = 0x1c53_bb6b;
pub(super) const CUE_POINT: u32 = 0xbb;
pub(super) const CUE_TIME: u32 = 0xb3;
pub(super) const CUE_TRACK_POSITIONS: u32 = 0xb7;
pub(super) const CUE_TRACK: u32 = 0xf7;
pub(super) const CUE_CLUSTER_POSITION: u32 = 0xf1;
pub(super) const VOID: u32 = 0xec;
/// Elements that are passed over, however long: beside those above checksums, tags, chapters, attachments, and what stands
/// in clusters.
pub(super) const PASSED_OVER: [u32; 10] = [
    VOID,
    CUES,
    SEEK_HEAD,
    0xbf,
    0x1254_c367,
    0x1043_a770,
    0x1941_a469,
    0xa7,
    0xab,
    0x5854,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_void_is_as_long_as_it_is_said_to_be() {
        for len in [2, 3, 8, 9, 10, 64, 128, 129, 130, 3000] {
            let mut out = Vec::new();
            put_void(&mut out, len);
            let Read::Header(header) = Header::read(&out) else {
                panic!("{len}")
            };
            let whole = header.size.unwrap() as usize + header.len;
            assert_eq!((header.id, out.len(), whole), (VOID, len, len));
        }
    }

    #[test]
    fn sizes_lead_back() {
        for size in [0, 1, 126, 127, 128, 16_382, 16_383, 1 << 40] {
            let mut out = Vec::new();
            put_id(&mut out, CLUSTER);
            put_size(&mut out, size);
            let len = out.len();
            assert_eq!(Header::read(&out[..len - 1]), Read::More);
            let header = Header {
                id: CLUSTER,
                size: Some(size),
                len,
            };
            assert_eq!(Header::read(&out), Read::Header(header));
        }
        let live = [0xe7, 1, 255, 255, 255, 255, 255, 255, 255];
        let Read::Header(header) = Header::read(&live) else {
            panic!()
        };
        assert_eq!((header.id, header.size, header.len), (TIMESTAMP, None, 9));
    }
}
