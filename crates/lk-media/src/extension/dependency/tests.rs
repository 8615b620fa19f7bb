//! The descriptor bit by bit, streams of them, and what is not one.

use proptest::prelude::*;

use super::DecodeTargetIndication::{self as D, Discardable, NotPresent, Required, Switch};
use super::*;

fn frame(layers: (u8, u8), targets: &[D], diffs: &[u16], chains: &[u8]) -> FrameDependencies {
    FrameDependencies::new(layers.0, layers.1, targets, diffs, chains).unwrap()
}

/// Two temporal layers behind one chain.
fn two_layers() -> DependencyStructure {
    let templates = vec![
        frame((0, 0), &[Switch, Switch], &[], &[0]),
        frame((0, 0), &[Switch, Required], &[2], &[2]),
        frame((0, 1), &[NotPresent, Discardable], &[1], &[1]),
    ];
    DependencyStructure::new(templates).unwrap()
}

fn written(writer: &DependencyWriter, descriptor: &DependencyDescriptor) -> Vec<u8> {
    let mut out = [0xff; 255];
    let len = writer.write(descriptor, &mut out).unwrap();
    out[..len].to_vec()
}

/// Bytes from a string of bits; spaces do not count.
fn bits(text: &str) -> Vec<u8> {
    let bits: Vec<_> = text.bytes().filter(u8::is_ascii_digit).collect();
    let byte = |bits: &[u8]| {
        (0..8).fold(0, |byte, at| {
            byte << 1 | bits.get(at).map_or(0, |bit| bit & 1)
        })
    };
    bits.chunks(8).map(byte).collect()
}

#[test]
fn a_descriptor_lies_in_its_bits() {
    let structure = two_layers()
        .template_id_offset(5)
        .resolutions(&[(640, 360)])
        .unwrap();
    let writer = DependencyWriter::new(structure);
    let key = writer.structure().templates()[0];
    let first = DependencyDescriptor::new(258, key)
        .part(true, false)
        .carries_structure();
    let expected = bits(concat!(
        "1 0 000101 0000000100000010 ", // start, end, template, frame number
        "1 0 0 0 0 ",                   // structure, and nothing else
        "000101 00001 ",                // offset, targets less one
        "00 01 11 ",                    // layers: the same, the next temporal one, end
        "1010 1011 0001 ",              // indications
        "0 100010 100000 ",             // references
        "10 ",                          // one chain of at most two, ns(3): short codes for 0 only
        "0000 0010 0001 ",              // protected by: no bits; chain distances
        "1 0000001001111111 0000000101100111",
    ));
    assert_eq!(written(&writer, &first), expected);

    let last = DependencyDescriptor::new(258, key).part(false, true);
    assert_eq!(written(&writer, &last), [0x45, 1, 2]);
    // Differs from the second template in its references alone.
    let other = frame((0, 0), &[Switch, Required], &[2, 17, 300], &[2]);
    let other = DependencyDescriptor::new(9, other);
    let expected = bits(concat!(
        "11 000110 0000000000001001 00 010 ",
        "01 0001 10 00010000 11 000100101011 00",
    ));
    assert_eq!(written(&writer, &other), expected);

    let mut reader = DependencyReader::new();
    for sent in [first, last, other] {
        assert_eq!(reader.read(&written(&writer, &sent)), Ok(sent));
    }
    assert_eq!(reader.structure(), Some(writer.structure()));
}

#[test]
fn targets_and_layers_follow_from_the_templates() {
    let structure = two_layers();
    assert_eq!(structure.decode_targets(), 2);
    assert_eq!(structure.decode_target_layers(0), Some((0, 0)));
    assert_eq!(structure.decode_target_layers(1), Some((0, 1)));
    assert_eq!(structure.decode_target_layers(2), None);
    assert_eq!(structure.protecting_chain(1), Some(0));
    assert_eq!(structure.resolution(0), None);
    let discardable = structure
        .templates()
        .iter()
        .map(FrameDependencies::is_discardable);
    assert_eq!(discardable.collect::<Vec<_>>(), [false, false, true]);
}

#[test]
fn a_late_packet_brings_no_old_structure_back() {
    let old = DependencyWriter::new(two_layers());
    let key = old.structure().templates()[0];
    let old_key = DependencyDescriptor::new(65_535, key).carries_structure();
    let new = DependencyWriter::new(two_layers().template_id_offset(10));
    let new_key = DependencyDescriptor::new(3, key).carries_structure();
    let mut reader = DependencyReader::new();
    reader.read(&written(&new, &new_key)).unwrap();
    assert_eq!(reader.read(&written(&old, &old_key)), Ok(old_key));
    assert_eq!(reader.structure(), Some(new.structure()));
    let delta = DependencyDescriptor::new(4, key);
    assert_eq!(
        reader.read(&written(&old, &delta)),
        Err(ReadDescriptorError::UnknownTemplate(0))
    );
    assert_eq!(reader.read(&written(&new, &delta)), Ok(delta));
}

#[test]
fn a_structure_counts_however_long_the_last_one_held() {
    let old = DependencyWriter::new(two_layers());
    let key = old.structure().templates()[0];
    let new = DependencyWriter::new(two_layers().template_id_offset(10));
    // Half a round of the counter and more, with or without the frames between.
    for (last, next) in [(39_999, 40_000), (1, 40_000), (39_999, 7)] {
        let mut reader = DependencyReader::new();
        let first = DependencyDescriptor::new(1, key).carries_structure();
        reader.read(&written(&old, &first)).unwrap();
        for number in 2..=last {
            let delta = DependencyDescriptor::new(number, key);
            reader.read(&written(&old, &delta)).unwrap();
        }
        let changed = DependencyDescriptor::new(next, key).carries_structure();
        assert_eq!(reader.read(&written(&new, &changed)), Ok(changed));
        assert_eq!(reader.structure(), Some(new.structure()), "{last} {next}");
        let delta = DependencyDescriptor::new(next + 1, key);
        assert_eq!(reader.read(&written(&new, &delta)), Ok(delta));
        let late = DependencyDescriptor::new(next.wrapping_sub(9), key).carries_structure();
        reader.read(&written(&old, &late)).unwrap();
        assert_eq!(reader.structure(), Some(new.structure()));
    }
}

#[test]
fn a_structure_overtaken_by_frames_still_counts() {
    let old = DependencyWriter::new(two_layers());
    let key = old.structure().templates()[0];
    let new = DependencyWriter::new(two_layers().template_id_offset(10));
    let mut reader = DependencyReader::new();
    let first = DependencyDescriptor::new(1, key).carries_structure();
    reader.read(&written(&old, &first)).unwrap();
    let overtaking = DependencyDescriptor::new(101, key);
    assert_eq!(
        reader.read(&written(&new, &overtaking)),
        Err(ReadDescriptorError::UnknownTemplate(10))
    );
    let changed = DependencyDescriptor::new(100, key).carries_structure();
    reader.read(&written(&new, &changed)).unwrap();
    assert_eq!(reader.read(&written(&new, &overtaking)), Ok(overtaking));
}

#[test]
fn frames_that_cannot_be_read_move_the_count_on() {
    let old = DependencyWriter::new(two_layers());
    let key = old.structure().templates()[0];
    let new = DependencyWriter::new(two_layers().template_id_offset(10));
    let mut reader = DependencyReader::new();
    let first = DependencyDescriptor::new(500, key).carries_structure();
    reader.read(&written(&old, &first)).unwrap();
    // The next structure is lost, and nearly a round of the counter passes without it.
    for number in (501..=u16::MAX).chain(0..400) {
        let delta = written(&new, &DependencyDescriptor::new(number, key));
        assert!(reader.read(&delta).is_err());
    }
    let changed = DependencyDescriptor::new(400, key).carries_structure();
    reader.read(&written(&new, &changed)).unwrap();
    assert_eq!(reader.structure(), Some(new.structure()));
}

#[test]
fn active_targets_hold_until_others_are_named() {
    let writer = DependencyWriter::new(two_layers());
    let key = writer.structure().templates()[0];
    let mut reader = DependencyReader::new();
    assert_eq!(reader.active_decode_targets(), 0);
    let mut read = |descriptor: DependencyDescriptor| {
        reader.read(&written(&writer, &descriptor)).unwrap();
        reader.active_decode_targets()
    };
    assert_eq!(
        read(DependencyDescriptor::new(0, key).carries_structure()),
        3
    );
    assert_eq!(
        read(DependencyDescriptor::new(1, key).active_decode_targets(1)),
        1
    );
    assert_eq!(read(DependencyDescriptor::new(2, key)), 1);
    // One that came late.
    assert_eq!(
        read(DependencyDescriptor::new(0, key).active_decode_targets(2)),
        1
    );
    assert_eq!(
        read(DependencyDescriptor::new(3, key).carries_structure()),
        3
    );
}

#[test]
fn what_is_malformed_changes_nothing() {
    let writer = DependencyWriter::new(two_layers());
    let key = DependencyDescriptor::new(0, writer.structure().templates()[0]).carries_structure();
    let bytes = written(&writer, &key);
    let mut reader = DependencyReader::new();
    for end in 0..bytes.len() {
        assert!(reader.read(&bytes[..end]).is_err(), "{end}");
        assert_eq!(reader.structure(), None);
    }
    reader.read(&bytes).unwrap();
    for end in 4..bytes.len() {
        assert!(reader.read(&bytes[..end]).is_err(), "{end}");
        assert_eq!(reader.structure(), Some(writer.structure()));
    }
    // A structure whose templates never end.
    let endless = [&[0xc0, 0, 0, 0x80, 0][..], &[0; 250]].concat();
    assert_eq!(reader.read(&endless), Err(ReadDescriptorError::Malformed));
}

#[test]
fn structures_that_cannot_be_said_are_refused() {
    let of = |templates: &[FrameDependencies]| DependencyStructure::new(templates.to_vec());
    let (base, top) = (
        frame((0, 0), &[Switch], &[], &[]),
        frame((1, 1), &[Switch], &[1], &[]),
    );
    assert_eq!(of(&[]), Err(StructureError::Count));
    assert_eq!(of(&[base; 65]), Err(StructureError::Count));
    assert_eq!(of(&[base, top]), Err(StructureError::Order));
    let far = frame((0, 0), &[Switch], &[17], &[]);
    assert_eq!(of(&[base, far]), Err(StructureError::Distance));
    let more = frame((0, 0), &[Switch, Switch], &[], &[]);
    assert_eq!(of(&[base, more]), Err(StructureError::Count));
    let one = || of(&[base]).unwrap();
    assert_eq!(
        one().resolutions(&[(1, 1), (2, 2)]),
        Err(StructureError::Count)
    );
    assert_eq!(
        one().resolutions(&[(0, 1)]),
        Err(StructureError::Resolution)
    );
    assert_eq!(one().protected_by(&[0]), Err(StructureError::Count));
    assert!(FrameDependencies::new(4, 0, &[], &[], &[]).is_none());
    assert!(FrameDependencies::new(0, 0, &[], &[0], &[]).is_none());
    assert!(FrameDependencies::new(0, 0, &[], &[4097], &[]).is_none());
    assert!(FrameDependencies::new(0, 0, &[Switch; 33], &[], &[]).is_none());

    let writer = DependencyWriter::new(one());
    let error = writer.write(&DependencyDescriptor::new(0, top), &mut [0; 255]);
    assert_eq!(error, Err(WriteDescriptorError::NotOfStructure));
    let error = writer.write(&DependencyDescriptor::new(0, base), &mut [0; 2]);
    assert_eq!(error, Err(WriteDescriptorError::NoRoom));
}

fn indication() -> impl Strategy<Value = D> {
    prop::sample::select(vec![NotPresent, Discardable, Switch, Required])
}

/// Dependencies with as many targets and chains as they are asked for.
fn dependencies(
    layers: (u8, u8),
    targets: usize,
    chains: usize,
    max: (u16, u8),
) -> impl Strategy<Value = FrameDependencies> {
    (
        prop::collection::vec(indication(), targets),
        prop::collection::vec(1..=max.0, 0..=4),
        prop::collection::vec(0..=max.1, chains),
    )
        .prop_map(move |(targets, diffs, chains)| frame(layers, &targets, &diffs, &chains))
}

/// A structure and frames, some of them as the templates have it.
fn stream() -> impl Strategy<Value = (DependencyStructure, Vec<FrameDependencies>)> {
    let sizes = (1..=8_usize).prop_flat_map(|targets| (Just(targets), 0..=targets.min(3)));
    let steps = prop::collection::vec(0..3_u8, 0..10);
    (sizes, steps, 0..64_u8, any::<bool>()).prop_flat_map(
        |((targets, chains), steps, offset, sized)| {
            let mut layers = vec![(0, 0)];
            for step in steps {
                let (spatial, temporal) = layers[layers.len() - 1];
                layers.push(match step {
                    1 if temporal < 7 => (spatial, temporal + 1),
                    2 if spatial < 3 => (spatial + 1, 0),
                    _ => (spatial, temporal),
                });
            }
            let of = |max: (u16, u8)| {
                let each = layers.iter();
                each.map(move |layers| dependencies(*layers, targets, chains, max))
                    .collect::<Vec<_>>()
            };
            let protected = prop::collection::vec(0..chains.max(1) as u8, targets);
            (of((16, 15)), of((4096, 255)), protected).prop_map(move |(templates, frames, by)| {
                let frames = [templates.clone(), frames].concat();
                let mut structure = DependencyStructure::new(templates)
                    .unwrap()
                    .template_id_offset(offset);
                if chains > 0 {
                    structure = structure.protected_by(&by).unwrap();
                }
                if sized {
                    let count = usize::from(structure.max_spatial_layer()) + 1;
                    let sizes = [(320, 180), (640, 360), (1280, 720), (65_536, 1)];
                    structure = structure.resolutions(&sizes[..count]).unwrap();
                }
                (structure, frames)
            })
        },
    )
}

proptest! {
    #[test]
    fn every_stream_comes_back((structure, frames) in stream(), first: u16, active in any::<Option<u8>>()) {
        let writer = DependencyWriter::new(structure);
        let mut reader = DependencyReader::new();
        for (index, dependencies) in frames.into_iter().enumerate() {
            let number = first.wrapping_add(index as u16);
            let mut sent = DependencyDescriptor::new(number, dependencies).part(index % 2 == 0, true);
            if index == 0 {
                sent = sent.carries_structure();
            }
            let all = writer.structure().all_targets();
            sent.active_decode_targets = active.map(|active| u32::from(active) & all);
            let bytes = written(&writer, &sent);
            prop_assert_eq!(reader.read(&bytes), Ok(sent));
            prop_assert_eq!(reader.structure(), Some(writer.structure()));
            prop_assert_eq!(reader.active_decode_targets(), sent.active_decode_targets.unwrap_or(all));
        }
    }

    #[test]
    fn any_descriptor_is_survived(packets in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..60), 0..4)) {
        let mut reader = DependencyReader::new();
        for packet in packets {
            if let Ok(descriptor) = reader.read(&packet) {
                prop_assert_eq!(packet[0] & 0x80 != 0, descriptor.start_of_frame);
            }
        }
    }
}
