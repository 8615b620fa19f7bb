//! What the samples of a track are, as its table of descriptions says.
//!
//! Only the codec and what must be known to read its samples is taken from an entry, wherever it stands among
//! the boxes there: QuickTime puts boxes of its own and four bytes of zero behind them.
//! Source: ISO/IEC 14496-12 §8.5.2 and §12.1.3, §12.2.3; the QuickTime file format (sound description
//! versions); Opus in ISOBMFF §4.3.2; VP codec ISO media file format binding §2.2.

use bytes::Bytes;

use super::boxes::{body, children};
use crate::Codec;
use crate::container::config::{NalUnpacker, Unpacker};
use crate::container::ogg::OpusHead;
use crate::container::{CodecName, Fault, TrackInfo};

/// One entry of the table.
#[derive(Debug)]
pub(super) struct Description {
    /// What its samples are and their form, or why they cannot be read.
    pub(super) form: Result<(TrackInfo, Unpacker), Fault>,
}

/// The entries of the box `stsd`, in their order.
pub(super) fn descriptions(whole: &[u8]) -> Vec<Description> {
    // Version and flags, then how many there are.
    let Some((head, entries)) = body(whole).split_first_chunk::<8>() else {
        return Vec::new();
    };
    let [.., a, b, c, d] = *head;
    let count = u32::from_be_bytes([a, b, c, d]).min(MAX_DESCRIPTIONS);
    children(entries)
        .take(count as usize)
        .map(|(name, entry)| Description {
            form: form(name, body(entry)),
        })
        .collect()
}

fn form(name: [u8; 4], entry: &[u8]) -> Result<(TrackInfo, Unpacker), Fault> {
    let record = |kind: &[u8; 4]| inner(entry, VISUAL, kind).unwrap_or_default();
    let nal = |unpacker: Option<NalUnpacker>| unpacker.map(Unpacker::Nal).ok_or(Fault::Malformed);
    let (codec, unpacker, private) = match &name {
        // The last of each pair may have parameter sets among its samples, beside the record or instead.
        b"avc1" | b"avc3" => {
            let record = record(b"avcC");
            (Codec::H264, nal(NalUnpacker::avc(record))?, record.to_vec())
        }
        b"hvc1" | b"hev1" => {
            let record = record(b"hvcC");
            (
                Codec::H265,
                nal(NalUnpacker::hevc(record))?,
                record.to_vec(),
            )
        }
        b"vp08" => (Codec::Vp8, Unpacker::Plain, Vec::new()),
        b"vp09" => (Codec::Vp9, Unpacker::Plain, vp9_private(record(b"vpcC"))),
        b"av01" => (Codec::Av1, Unpacker::Av1, record(b"av1C").to_vec()),
        b"Opus" => return Ok((opus_info(entry), Unpacker::Plain)),
        _ => return Err(Fault::UnsupportedCodec(CodecName::new(&name))),
    };
    let mut info = TrackInfo::new(codec).codec_private(private);
    info.dimensions = number(entry, 24).zip(number(entry, 26));
    Ok((info, unpacker))
}

fn opus_info(entry: &[u8]) -> TrackInfo {
    // QuickTime has longer entries.
    let fields = match number(entry, 8) {
        Some(1) => SOUND + 16,
        Some(2) => SOUND + 36,
        _ => SOUND,
    };
    let record = inner(entry, fields, b"dOps").and_then(opus_head);
    let mut info = record.map_or_else(|| TrackInfo::new(Codec::Opus), |head| head.info());
    info.channels = info.channels.or(number(entry, 16));
    info
}

/// From the record `dOps`, whose numbers are big-endian.
fn opus_head(record: &[u8]) -> Option<OpusHead> {
    let (&[version, channels, p0, p1, r0, r1, r2, r3, g0, g1, family], mapping) =
        record.split_first_chunk()?;
    if version != 0 || channels == 0 {
        return None;
    }
    let mut head = OpusHead::new(channels);
    head.pre_skip = u16::from_be_bytes([p0, p1]);
    head.input_sample_rate = u32::from_be_bytes([r0, r1, r2, r3]);
    head.output_gain = i16::from_be_bytes([g0, g1]);
    head.mapping_family = family;
    if family != 0 {
        head.mapping = Bytes::copy_from_slice(mapping);
    }
    Some(head)
}

/// Profile, level, bit depth and chroma subsampling of the record `vpcC`, as Matroska keeps them: a number and a length
/// before each.
fn vp9_private(record: &[u8]) -> Vec<u8> {
    let Some(&[1, _, _, _, profile, level, format]) = record.first_chunk() else {
        return Vec::new();
    };
    let (depth, chroma) = (format >> 4, format >> 1 & 7);
    [
        [1, 1, profile],
        [2, 1, level],
        [3, 1, depth],
        [4, 1, chroma],
    ]
    .concat()
}

/// The body of a box within an entry whose own fields take so many bytes.
fn inner<'e>(entry: &'e [u8], fields: usize, kind: &[u8; 4]) -> Option<&'e [u8]> {
    let mut boxes = children(entry.get(fields..)?);
    boxes.find(|(found, _)| found == kind).map(|it| body(it.1))
}

fn number(entry: &[u8], at: usize) -> Option<u32> {
    Some(u16::from_be_bytes(*entry.get(at..)?.first_chunk()?).into())
}

/// Bytes of an entry for video before the boxes in it, and of one for audio.
const VISUAL: usize = 78;
const SOUND: usize = 28;
/// Nobody joins that many encodings in one track; it keeps a small box from taking much memory.
const MAX_DESCRIPTIONS: u32 = 1 << 10;
