//! What the fuzzer runs for each payload format, and for header extensions. The corpora under `corpus/` are
//! replayed through the same functions by the ordinary tests.

#![expect(unreachable_pub, reason = "the fuzzer's crate takes this file in")]

use bytes::Bytes;
use lk_media::bitstream::FrameInfo;
use lk_media::extension::dependency::{DependencyReader, DependencyWriter};
use lk_media::extension::{ElementWriter, Elements, ExtensionKind, ExtensionMap, Form};
use lk_media::red::{self, RedEncoder};
use lk_media::{Codec, Depacketizer, Packetizer};

/// A target and the name of its corpus.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 9] = [
    ("depacketize_vp8", depacketize_vp8),
    ("depacketize_vp9", depacketize_vp9),
    ("depacketize_h264", depacketize_h264),
    ("depacketize_h265", depacketize_h265),
    ("depacketize_av1", depacketize_av1),
    ("depacketize_red", depacketize_red),
    ("frame_info", frame_info),
    ("header_extensions", header_extensions),
    ("dependency_descriptor", dependency_descriptor),
];

/// Payloads of VP8, each behind a byte with its length.
pub fn depacketize_vp8(input: &[u8]) {
    payloads(Codec::Vp8, input);
}

/// Payloads of VP9, each behind a byte with its length.
pub fn depacketize_vp9(input: &[u8]) {
    payloads(Codec::Vp9, input);
}

/// Payloads of H.264, each behind a byte with its length.
pub fn depacketize_h264(input: &[u8]) {
    payloads(Codec::H264, input);
}

/// Payloads of H.265, each behind a byte with its length.
pub fn depacketize_h265(input: &[u8]) {
    payloads(Codec::H265, input);
}

/// Payloads of AV1, each behind a byte with its length.
pub fn depacketize_av1(input: &[u8]) {
    payloads(Codec::Av1, input);
}

/// What can be assembled is cut and assembled again, and is the
/// same from then on.
fn payloads(codec: Codec, input: &[u8]) {
    let depacketizer = Depacketizer::new(codec);
    let payloads: Vec<_> = records(input).map(Bytes::copy_from_slice).collect();
    let malformed = payloads
        .iter()
        .any(|payload| depacketizer.inspect(payload).is_err());
    let Ok(frame) = depacketizer.assemble(payloads.iter()) else {
        return;
    };
    assert!(!malformed);
    for max in [40, 1200] {
        let Some(once) = round_trip(codec, &frame, max) else {
            continue;
        };
        assert_eq!(round_trip(codec, &once, max), Some(once));
    }
}

fn round_trip(codec: Codec, frame: &[u8], max: usize) -> Option<Bytes> {
    let mut packetizer = Packetizer::new(codec, max);
    let payloads = packetizer.packetize(frame).ok()?;
    let payloads: Vec<_> = payloads.map(|payload| payload.to_bytes()).collect();
    if payloads.is_empty() {
        return None;
    }
    let joined = Depacketizer::new(codec).assemble(payloads.iter());
    Some(joined.expect("what was cut here is assembled"))
}

/// A redundant payload; its frames are put into one again.
pub fn depacketize_red(input: &[u8]) {
    let Ok(blocks) = red::blocks(&Bytes::copy_from_slice(input)) else {
        return;
    };
    let blocks: Vec<_> = blocks.collect();
    let mut encoder = RedEncoder::new(blocks[0].payload_type, blocks.len() - 1, usize::MAX);
    let mut payload = Vec::new();
    for block in &blocks {
        payload.clear();
        encoder.encode(
            0_u32.wrapping_sub(block.timestamp_offset),
            &block.data,
            &mut payload,
        );
    }
    let again = red::blocks(&payload.into()).expect("what was made here is read");
    let count = again.count();
    assert!((1..=blocks.len()).contains(&count));
}

/// A byte that chooses the codec, and a frame.
pub fn frame_info(input: &[u8]) {
    let [codec, frame @ ..] = input else { return };
    let codec = Codec::ALL[usize::from(*codec) % Codec::ALL.len()];
    let info = FrameInfo::of(codec, frame);
    assert_eq!(FrameInfo::is_keyframe(codec, frame), info.keyframe);
    assert!(info.temporal_layer.is_none_or(|layer| layer < 8));
    assert!(info.spatial_layer.is_none_or(|layer| layer < 4));
    if info.keyframe && info.discardable.is_some() {
        assert_eq!(info.discardable, Some(false), "{codec}");
    }
}

/// Two bytes that name the form, and extensions. What is read is written again, and then read the same.
pub fn header_extensions(input: &[u8]) {
    let [high, low, data @ ..] = input else {
        return;
    };
    let profile = u16::from_be_bytes([*high, *low]);
    let Ok(elements) = Elements::new(profile, data) else {
        return;
    };
    let elements: Vec<_> = elements.map_while(Result::ok).collect();
    let mut out = vec![0; data.len() + 8];
    let form = Form::from_profile(profile).expect("it was read");
    let mut writer = ElementWriter::new(&mut out, form).expect("there is room");
    for element in &elements {
        writer.put(element.id, element.data).expect("it was read");
    }
    let len = writer.finish().expect("there is room");
    let again = Elements::new(form.profile(), &out[4..len]).expect("it was written");
    assert_eq!(again.collect::<Result<Vec<_>, _>>(), Ok(elements));

    let map = (1..)
        .zip(ExtensionKind::ALL)
        .fold(ExtensionMap::new(), |map, (id, kind)| map.with(id, kind))
        .allow_mixed(true);
    let (all, _) = map.read(profile, data);
    let mut out = [0; 4096];
    let len = map.write(&all, &mut out).expect("there is room");
    if len > 0 {
        let profile = u16::from_be_bytes([out[0], out[1]]);
        assert_eq!(map.read(profile, &out[4..len]), (all, None));
    }
}

/// Descriptors of one stream, each behind a byte with its length. What is read is written again, and then
/// read the same.
pub fn dependency_descriptor(input: &[u8]) {
    let mut reader = DependencyReader::new();
    for record in records(input) {
        let before = reader.structure().cloned();
        let Ok(descriptor) = reader.read(record) else {
            assert_eq!(reader.structure(), before.as_ref());
            continue;
        };
        // A late packet may bring a structure that is not kept.
        let structure = reader.structure().expect("one was read").clone();
        let writer = DependencyWriter::new(structure.clone());
        let mut out = [0; 4096];
        let Ok(len) = writer.write(&descriptor, &mut out) else {
            assert!(descriptor.carries_structure);
            continue;
        };
        let mut again = DependencyReader::new();
        if !descriptor.carries_structure {
            let mut keyframe = descriptor;
            keyframe.carries_structure = true;
            let mut out = [0; 4096];
            let len = writer.write(&keyframe, &mut out).expect("there is room");
            again.read(&out[..len]).expect("it was written");
        }
        assert_eq!(again.read(&out[..len]), Ok(descriptor));
        assert_eq!(again.structure(), Some(&structure));
    }
}

/// Stretches of bytes, each behind a byte with its length.
fn records(mut rest: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let [len, after @ ..] = rest else { return None };
        let (record, after) = after.split_at(after.len().min(usize::from(*len)));
        rest = after;
        Some(record)
    })
}
