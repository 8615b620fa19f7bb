//! Header extensions read and written. `cargo bench --bench extensions`
//!
//! webrtc-rs reads and writes them with the whole RTP header, so ours gets a header too: its fixed part is
//! twelve bytes that are put in front. str0m shows nothing of its own here.

use std::hint::black_box;
use std::time::Duration;

use bytes::Bytes;
use criterion::{Criterion, criterion_group, criterion_main};
use lk_media::extension::{AudioLevel, ExtensionKind, ExtensionMap, Extensions};
use rtp::extension::audio_level_extension::AudioLevelExtension;
use rtp::header::Header;
use webrtc_util::marshal::{Marshal as _, MarshalSize as _, Unmarshal as _};

const MID: u8 = 1;
const RID: u8 = 2;
const LEVEL: u8 = 3;
const TRANSPORT: u8 = 4;

fn map() -> ExtensionMap {
    ExtensionMap::new()
        .with(MID, ExtensionKind::Mid)
        .with(RID, ExtensionKind::Rid)
        .with(LEVEL, ExtensionKind::AudioLevel)
        .with(TRANSPORT, ExtensionKind::TransportCc)
}

const FIXED: [u8; 12] = [0x90, 111, 0, 1, 0, 0, 3, 192, 0, 0, 0, 9];

fn values() -> Extensions<'static> {
    Extensions {
        mid: Some("0"),
        rid: Some("q"),
        audio_level: Some(AudioLevel {
            level: 30,
            voice: true,
        }),
        transport_cc: Some(700),
        ..Default::default()
    }
}

fn extensions(c: &mut Criterion) {
    let map = map();
    let mut packet = [0; 64];
    packet[..12].copy_from_slice(&FIXED);
    let len = 12 + map.write(&values(), &mut packet[12..]).expect("room");

    let mut group = c.benchmark_group("extensions/read");
    group.bench_function("lk-media", |b| {
        b.iter(|| {
            let header = &black_box(&packet)[..len];
            let profile = u16::from_be_bytes([header[12], header[13]]);
            let words = usize::from(u16::from_be_bytes([header[14], header[15]]));
            let (all, fault) = map.read(profile, &header[16..16 + 4 * words]);
            assert_eq!(fault, None);
            black_box(all);
        });
    });
    let whole = Bytes::copy_from_slice(&packet[..len]);
    group.bench_function("webrtc-rs", |b| {
        b.iter(|| {
            let header = Header::unmarshal(&mut black_box(&whole).clone()).expect("whole");
            let level = header
                .get_extension(LEVEL)
                .map(|mut level| AudioLevelExtension::unmarshal(&mut level).expect("whole"));
            let transport = header.get_extension(TRANSPORT);
            black_box((
                header.get_extension(MID),
                header.get_extension(RID),
                level,
                transport,
            ));
        });
    });
    drop(group);

    let mut group = c.benchmark_group("extensions/write");
    let mut out = [0; 64];
    group.bench_function("lk-media", |b| {
        b.iter(|| {
            out[..12].copy_from_slice(black_box(&FIXED));
            black_box(
                map.write(black_box(&values()), &mut out[12..])
                    .expect("room"),
            );
        });
    });
    let (mid, rid) = (Bytes::from_static(b"0"), Bytes::from_static(b"q"));
    group.bench_function("webrtc-rs", |b| {
        b.iter(|| {
            let mut header = Header {
                version: 2,
                payload_type: 111,
                sequence_number: 1,
                timestamp: 960,
                ssrc: 9,
                ..Default::default()
            };
            header
                .set_extension(MID, black_box(&mid).clone())
                .expect("room");
            header
                .set_extension(RID, black_box(&rid).clone())
                .expect("room");
            header
                .set_extension(LEVEL, Bytes::from_static(&[0x9e]))
                .expect("room");
            header
                .set_extension(TRANSPORT, Bytes::from_static(&[2, 188]))
                .expect("room");
            let size = header.marshal_size();
            black_box(header.marshal_to(&mut out[..size]).expect("room"));
        });
    });
}

fn quick() -> Criterion {
    let seconds = Duration::from_secs(1);
    Criterion::default()
        .warm_up_time(seconds / 2)
        .measurement_time(seconds)
        .sample_size(40)
}

criterion_group! {
    name = benches;
    config = quick();
    targets = extensions
}
criterion_main!(benches);
