//! What the samples of a track are, as its table of descriptions says.
//!
//! Only the codec and what must be known to read its samples is taken from an entry, wherever it stands among
//! the boxes there: QuickTime puts boxes of its own and four bytes of zero behind them.
//! Source: ISO/IEC 14496-12 §8.5.2 and §12.1.3, §12.2.3; the QuickTime file format (sound description
//! versions).

use super::boxes::{body, children};
use crate::Codec;
use crate::container::Fault;
use crate::container::config::{NalUnpacker, Unpacker};

/// One entry of the table.
#[derive(Debug)]
pub(super) struct Description {
    /// Codec and form of its samples, or why they cannot be read.
    pub(super) form: Result<(Codec, Unpacker), Fault>,
    /// Width and height in pixels, of video.
    pub(super) dimensions: Option<(u32, u32)>,
    /// Channels, of audio.
    pub(super) channels: Option<u32>,
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
        .map(|(name, entry)| describe(name, body(entry)))
        .collect()
}

fn describe(name: [u8; 4], entry: &[u8]) -> Description {
    let record = |kind: &[u8; 4]| {
        let mut boxes = children(entry.get(VISUAL..).unwrap_or_default());
        boxes.find(|(found, _)| found == kind).map(|it| body(it.1))
    };
    let nal = |unpacker: Option<NalUnpacker>| unpacker.map(Unpacker::Nal).ok_or(Fault::Malformed);
    let form =
        match &name {
            // The last of each pair may have parameter sets among its samples, beside the record or instead.
            b"avc1" | b"avc3" => nal(record(b"avcC").and_then(NalUnpacker::avc))
                .map(|unpacker| (Codec::H264, unpacker)),
            b"hvc1" | b"hev1" => nal(record(b"hvcC").and_then(NalUnpacker::hevc))
                .map(|unpacker| (Codec::H265, unpacker)),
            b"vp08" => Ok((Codec::Vp8, Unpacker::Plain)),
            b"vp09" => Ok((Codec::Vp9, Unpacker::Plain)),
            b"av01" => Ok((Codec::Av1, Unpacker::Av1)),
            b"Opus" => Ok((Codec::Opus, Unpacker::Plain)),
            _ => Err(Fault::UnsupportedCodec(name)),
        };
    let is_audio = matches!(form, Ok((Codec::Opus, _)));
    let number = |at: usize| Some(u16::from_be_bytes(*entry.get(at..)?.first_chunk()?).into());
    Description {
        dimensions: (form.is_ok() && !is_audio)
            .then(|| Some((number(24)?, number(26)?)))
            .flatten(),
        channels: is_audio.then(|| number(16)).flatten(),
        form,
    }
}

/// Bytes of an entry for video before the boxes in it.
const VISUAL: usize = 78;
/// Nobody joins that many encodings in one track; it keeps a small box from taking much memory.
const MAX_DESCRIPTIONS: u32 = 1 << 10;
