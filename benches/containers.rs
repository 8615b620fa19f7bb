//! Files into frames and frames into files, in memory. `cargo bench -p lk-benches --bench containers`

use std::hint::black_box;
use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use lk_media::container::Kind;
use lk_media::{Codec, Frame};

/// The clips, and the kinds that each is written as.
const CLIPS: [(&str, Codec, &[Kind]); 3] = [
    ("clip.ivf", Codec::Vp8, &[Kind::Ivf, Kind::WebM]),
    ("clip.h264", Codec::H264, &[Kind::H264, Kind::Matroska]),
    ("clip.ogg", Codec::Opus, &[Kind::OggOpus, Kind::WebM]),
];

fn read(kind: Kind, file: &[u8], mut each: impl FnMut(Frame)) {
    let mut demuxer = kind.demuxer();
    for piece in file.chunks(64 << 10) {
        demuxer.push(piece);
        while let Some(frame) = demuxer.poll().unwrap() {
            each(frame);
        }
    }
    demuxer.finish();
    while let Some(frame) = demuxer.poll().unwrap() {
        each(frame);
    }
}

fn write(kind: Kind, codec: Codec, frames: &[Frame]) -> Vec<u8> {
    let mut muxer = kind.muxer(codec).unwrap();
    let mut out = Vec::with_capacity(2 << 20);
    for frame in frames {
        muxer.write(frame, &mut out).unwrap();
    }
    muxer.finish(&mut out);
    out
}

fn clips() -> impl Iterator<Item = (Vec<Frame>, Codec, Kind)> {
    CLIPS.into_iter().flat_map(|(name, codec, kinds)| {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/media");
        let file = std::fs::read(format!("{path}/{name}")).unwrap();
        let mut frames = Vec::new();
        read(Kind::of_path(name).unwrap(), &file, |frame| {
            frames.push(frame);
        });
        kinds.iter().map(move |kind| (frames.clone(), codec, *kind))
    })
}

fn demux(c: &mut Criterion) {
    let mut group = c.benchmark_group("demux");
    let audio: Vec<u8> = (0..1_000_000_u32).map(|n| (n >> 3) as u8).collect();
    let frame = Frame::new(audio.into(), Duration::from_secs(125));
    let wav = (vec![frame], Codec::Pcmu, Kind::Wav);
    for (frames, codec, kind) in clips().chain([wav]) {
        let file = write(kind, codec, &frames);
        group.throughput(Throughput::Bytes(file.len() as u64));
        group.bench_function(BenchmarkId::new(kind.to_string(), codec.name()), |b| {
            b.iter(|| read(kind, black_box(&file), |frame| drop(black_box(frame))));
        });
    }
}

fn mux(c: &mut Criterion) {
    let mut group = c.benchmark_group("mux");
    for (frames, codec, kind) in clips() {
        let bytes: usize = frames.iter().map(|frame| frame.data.len()).sum();
        group.throughput(Throughput::Bytes(bytes as u64));
        group.bench_function(BenchmarkId::new(kind.to_string(), codec.name()), |b| {
            b.iter(|| black_box(write(kind, codec, black_box(&frames))));
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
    targets = demux, mux
}
criterion_main!(benches);
