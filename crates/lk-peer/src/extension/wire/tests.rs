//! Header extensions on the wire, byte for byte.

use super::*;

fn ids(kinds: &[(u8, ExtensionKind)]) -> (Arc<WireIds>, IdMask) {
    let ids = Arc::new(WireIds::default());
    let mut mask = IdMask::default();
    for (id, kind) in kinds {
        ids.set(*id, *kind);
        mask.insert(*id);
    }
    (ids, mask)
}

fn round_trip(kind: ExtensionKind, sent: Extensions) -> (Vec<u8>, Extensions) {
    let (ids, mask) = ids(&[(3, kind)]);
    let slot = Slot { id: 3, ids };
    let mut buf = [0; 300];
    let len = slot.write_to(&mut buf, &to_engine(sent, mask));
    let mut values = ExtensionValues::default();
    assert!(slot.parse_value(&buf[..len], &mut values));
    (buf[..len].to_vec(), from_engine(&values))
}

#[test]
fn values_survive_the_wire() {
    let level = AudioLevel {
        level: 37,
        voice: true,
    };
    let sent = Extensions {
        audio_level: Some(level),
        ..Default::default()
    };
    assert_eq!(
        round_trip(ExtensionKind::AudioLevel, sent.clone()),
        (vec![0x80 | 37], sent)
    );

    let sent = Extensions {
        video_orientation: Some(0b1011),
        ..Default::default()
    };
    assert_eq!(
        round_trip(ExtensionKind::VideoOrientation, sent.clone()),
        (vec![0b1011], sent)
    );

    let rare = |rare| Extensions {
        rare: Some(Box::new(rare)),
        ..Default::default()
    };
    let delay = PlayoutDelay {
        min: 0x123,
        max: 0xabc,
    };
    let sent = rare(RareExtensions {
        playout_delay: Some(delay),
        ..Default::default()
    });
    let (bytes, got) = round_trip(ExtensionKind::PlayoutDelay, sent.clone());
    assert_eq!((bytes, got), (vec![0x12, 0x3a, 0xbc], sent));

    for clock_offset in [None, Some(-5)] {
        let time = AbsCaptureTime {
            ntp: 0x1122_3344_5566_7788,
            clock_offset,
        };
        let sent = rare(RareExtensions {
            abs_capture_time: Some(time),
            ..Default::default()
        });
        assert_eq!(
            round_trip(ExtensionKind::AbsCaptureTime, sent.clone()).1,
            sent
        );
    }

    let descriptor = Some(Arc::from([1, 2, 3].as_slice()));
    let sent = rare(RareExtensions {
        dependency_descriptor: descriptor,
        ..Default::default()
    });
    let (bytes, got) = round_trip(ExtensionKind::DependencyDescriptor, sent.clone());
    assert_eq!((bytes, got), (vec![1, 2, 3], sent));
}

#[test]
fn what_was_not_negotiated_is_not_written() {
    let (ids, _) = ids(&[(3, ExtensionKind::AudioLevel)]);
    let slot = Slot { id: 3, ids };
    let level = AudioLevel {
        level: 1,
        voice: false,
    };
    let sent = Extensions {
        audio_level: Some(level),
        ..Default::default()
    };
    assert_eq!(
        slot.write_to(&mut [0; 8], &to_engine(sent, IdMask::default())),
        0
    );
}

#[test]
fn a_long_descriptor_asks_for_the_two_byte_form() {
    let (ids, mask) = ids(&[(3, ExtensionKind::DependencyDescriptor)]);
    let slot = Slot { id: 3, ids };
    let with = |len| {
        let descriptor: Arc<[u8]> = vec![7; len].into();
        let rare = RareExtensions {
            dependency_descriptor: Some(descriptor),
            ..Default::default()
        };
        to_engine(
            Extensions {
                rare: Some(Box::new(rare)),
                ..Default::default()
            },
            mask,
        )
    };
    assert!(!slot.requires_two_byte_form(&with(16)));
    assert!(slot.requires_two_byte_form(&with(17)));
    assert_eq!(
        slot.write_to(&mut [0; 300], &with(256)),
        0,
        "does not fit any form"
    );
}

#[test]
fn abs_send_time_wraps_after_64_seconds() {
    let (ids, mask) = ids(&[(3, ExtensionKind::AbsSendTime)]);
    let slot = Slot {
        id: 3,
        ids: Arc::clone(&ids),
    };
    let mut buf = [0; 3];
    for (since, expected) in [(1_500, 0x060000_u32), (64_000 + 1_500, 0x060000)] {
        ids.set_time(Duration::from_millis(since));
        assert_eq!(
            slot.write_to(&mut buf, &to_engine(Extensions::default(), mask)),
            3
        );
        assert_eq!(buf, expected.to_be_bytes()[1..]);
    }
}

#[test]
fn strange_ids_from_the_wire_are_passed_over() {
    let (ids, _) = ids(&[(1, ExtensionKind::Mid), (2, ExtensionKind::Rid)]);
    let mut values = ExtensionValues::default();
    for garbage in [&b""[..], b"\xff\xfe", b"a\0b", b"0123456789abcdefg"] {
        assert!(
            !Slot {
                id: 1,
                ids: Arc::clone(&ids)
            }
            .parse_value(garbage, &mut values)
        );
    }
    assert!(
        !Slot {
            id: 2,
            ids: Arc::clone(&ids)
        }
        .parse_value(b"ninebytes", &mut values)
    );
    assert_eq!((values.mid, values.rid), (None, None));
    assert!(Slot { id: 1, ids }.parse_value(b"a-b.c", &mut values));
    assert_eq!(values.mid.as_deref(), Some("a-b.c"));
}

#[test]
fn an_id_that_changes_its_meaning_is_noticed() {
    let ids = WireIds::default();
    assert!(!ids.set(3, ExtensionKind::Mid), "it had none");
    assert!(!ids.set(3, ExtensionKind::Mid));
    assert!(ids.set(3, ExtensionKind::Rid));
    assert!(!ids.set(MAX_ID + 1, ExtensionKind::Rid), "it cannot be one");
}
