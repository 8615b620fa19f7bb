//! Header extensions and dependency descriptors, read and written. `cargo bench -p lk-benches --bench extensions`

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, criterion_group, criterion_main};
use lk_media::extension::dependency::{
    DecodeTargetIndication as D, DependencyDescriptor, DependencyReader, DependencyStructure,
    DependencyWriter, FrameDependencies,
};
use lk_media::extension::{
    AbsCaptureTime, AbsSendTime, AudioLevel, ExtensionKind, ExtensionMap, Extensions, PlayoutDelay,
    VideoOrientation,
};

fn map() -> ExtensionMap {
    (1..)
        .zip(ExtensionKind::ALL)
        .fold(ExtensionMap::new(), |map, (id, kind)| map.with(id, kind))
}

/// What an audio packet carries, and everything there is.
fn sets() -> [(&'static str, Extensions<'static>); 2] {
    let audio = Extensions {
        mid: Some("0"),
        audio_level: AudioLevel::read(&[0x9e]),
        transport_cc: Some(700),
        ..Default::default()
    };
    let all = Extensions {
        rid: Some("q"),
        repaired_rid: Some("q"),
        abs_send_time: Some(AbsSendTime::from_time(Duration::from_millis(1234))),
        abs_capture_time: Some(AbsCaptureTime::from_unix(Duration::from_secs(
            1_700_000_000,
        ))),
        playout_delay: Some(PlayoutDelay { min: 0, max: 40 }),
        video_orientation: Some(VideoOrientation::default()),
        dependency_descriptor: Some(&[0x80, 0, 1]),
        ..audio
    };
    [("audio", audio), ("all", all)]
}

fn extensions(c: &mut Criterion) {
    let map = map();
    for (name, values) in sets() {
        let mut header = [0; 255];
        let len = map.write(&values, &mut header).unwrap();
        let profile = u16::from_be_bytes([header[0], header[1]]);
        let mut group = c.benchmark_group(format!("extensions/{name}"));
        group.bench_function("read", |b| {
            b.iter(|| black_box(map.read(profile, black_box(&header[4..len]))));
        });
        let mut out = [0; 255];
        group.bench_function("write", |b| {
            b.iter(|| black_box(map.write(black_box(&values), &mut out)));
        });
    }
}

/// Three spatial and three temporal layers behind three chains, the largest structure in common use.
fn structure() -> DependencyStructure {
    let mut templates = Vec::new();
    for spatial in 0..3 {
        for temporal in 0..3 {
            let targets: Vec<_> = (0..9)
                .map(
                    |target| match (target / 3 >= spatial, target % 3 >= temporal) {
                        (true, true) => D::Switch,
                        _ => D::NotPresent,
                    },
                )
                .collect();
            let frame = FrameDependencies::new(spatial, temporal, &targets, &[3, 1], &[3, 2, 1]);
            templates.push(frame.unwrap());
        }
    }
    DependencyStructure::new(templates).unwrap()
}

fn dependencies(c: &mut Criterion) {
    let writer = DependencyWriter::new(structure());
    let (first, delta) = (
        writer.structure().templates()[0],
        writer.structure().templates()[4],
    );
    let key = DependencyDescriptor::new(1, first).carries_structure();
    let delta = DependencyDescriptor::new(2, delta).active_decode_targets(0x3f);
    let mut reader = DependencyReader::new();
    let mut group = c.benchmark_group("dependency_descriptor");
    for (name, descriptor) in [("keyframe", key), ("delta", delta)] {
        let mut out = [0; 255];
        let len = writer.write(&descriptor, &mut out).unwrap();
        reader.read(&out[..len]).unwrap();
        group.bench_function(format!("{name}/read"), |b| {
            b.iter(|| black_box(reader.read(black_box(&out[..len]))));
        });
        let mut out = [0; 255];
        group.bench_function(format!("{name}/write"), |b| {
            b.iter(|| black_box(writer.write(black_box(&descriptor), &mut out)));
        });
    }
}

fn quick() -> Criterion {
    let seconds = Duration::from_secs(1);
    Criterion::default()
        .warm_up_time(seconds / 2)
        .measurement_time(seconds)
        .sample_size(30)
}

criterion_group! {
    name = benches;
    config = quick();
    targets = extensions, dependencies
}
criterion_main!(benches);
