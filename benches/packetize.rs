//! Frames into RTP payloads and back, and containers. `cargo bench -p lk-benches --bench packetize`
//!
//! `slices` counts what packetizing costs when the caller takes header and slices as they are, `copy`
//! with every payload written into a buffer of the caller. The divisor for a time a packet is in the
//! benchmark's name.

use std::hint::black_box;
use std::time::{Duration, Instant};

use bytes::Bytes;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use lk_media::container::Kind;
use lk_media::{Codec, Depacketizer, Packetizer, RtpPacket, SampleBuilder};

const MAX_PAYLOAD: usize = 1150;
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const VIDEO: [Codec; 5] = [Codec::Vp8, Codec::Vp9, Codec::H264, Codec::H265, Codec::Av1];

/// Bytes as an encoder makes them: no two alike, no start code among them.
fn noise(len: usize) -> impl Iterator<Item = u8> {
    let step = |x: &u32| Some(x.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
    std::iter::successors(Some(1_u32), step)
        .map(|x| (x >> 24) as u8 | 1)
        .take(len)
}

fn frame(codec: Codec, len: usize) -> Bytes {
    let head: &[u8] = match codec {
        Codec::H264 => b"\0\0\0\x01\x67\x42\xc0\x1e\0\0\0\x01\x68\xce\x3c\x80\0\0\0\x01\x65",
        Codec::H265 => b"\0\0\0\x01\x40\x01\x09\0\0\0\x01\x42\x01\x09\0\0\0\x01\x26\x01\xaf",
        Codec::Av1 => {
            let mut unit = vec![0x12, 0, 0x0a, 3, 0, 0, 0, 0x32];
            let mut rest = len;
            while rest >= 0x80 {
                unit.push(rest as u8 | 0x80);
                rest >>= 7;
            }
            unit.push(rest as u8);
            return unit.into_iter().chain(noise(len)).collect();
        }
        _ => b"\x10",
    };
    head.iter().copied().chain(noise(len)).collect()
}

fn frames() -> impl Iterator<Item = (Codec, usize, Bytes)> {
    let video = VIDEO
        .into_iter()
        .flat_map(|codec| SIZES.map(|size| (codec, size)));
    [(Codec::Opus, 160)]
        .into_iter()
        .chain(video)
        .map(|(codec, size)| (codec, size, frame(codec, size)))
}

fn packetize(c: &mut Criterion) {
    let mut group = c.benchmark_group("packetize");
    for (codec, size, frame) in frames() {
        let mut packetizer = Packetizer::new(codec, MAX_PAYLOAD);
        let packets = packetizer.packetize(&frame).unwrap().len();
        let name = format!("{}/{size}/{packets}-packets", codec.name());
        group.throughput(Throughput::Bytes(frame.len() as u64));
        group.bench_function(BenchmarkId::new("slices", &name), |b| {
            b.iter(|| {
                for payload in packetizer.packetize(black_box(&frame)).unwrap() {
                    payload.slices().for_each(|slice| {
                        black_box(slice);
                    });
                }
            });
        });
        let mut out = Vec::with_capacity(MAX_PAYLOAD);
        group.bench_function(BenchmarkId::new("copy", &name), |b| {
            b.iter(|| {
                for payload in packetizer.packetize(black_box(&frame)).unwrap() {
                    out.clear();
                    payload.write_to(&mut out);
                    black_box(&out);
                }
            });
        });
    }
}

fn depacketize(c: &mut Criterion) {
    let mut group = c.benchmark_group("depacketize");
    for (codec, size, frame) in frames() {
        let mut packetizer = Packetizer::new(codec, MAX_PAYLOAD);
        let payloads: Vec<_> = packetizer
            .packetize(&frame)
            .unwrap()
            .map(|payload| payload.to_bytes())
            .collect();
        let name = format!("{}/{size}/{}-packets", codec.name(), payloads.len());
        let depacketizer = Depacketizer::new(codec);
        group.throughput(Throughput::Bytes(frame.len() as u64));
        group.bench_function(BenchmarkId::new("assemble", &name), |b| {
            b.iter(|| black_box(depacketizer.assemble(black_box(&payloads).iter())));
        });
    }
}

fn sample_builder(c: &mut Criterion) {
    let mut group = c.benchmark_group("sample_builder");
    for (codec, size, frame) in frames() {
        let mut packetizer = Packetizer::new(codec, MAX_PAYLOAD);
        let payloads: Vec<_> = packetizer
            .packetize(&frame)
            .unwrap()
            .map(|payload| (payload.to_bytes(), payload.marker()))
            .collect();
        let name = format!("{}/{size}/{}-packets", codec.name(), payloads.len());
        let mut builder = SampleBuilder::new(codec, Duration::from_millis(100));
        let (now, mut seq, mut timestamp) = (Instant::now(), 0_u16, 0_u32);
        group.throughput(Throughput::Elements(payloads.len() as u64));
        group.bench_function(BenchmarkId::new("in_order", &name), |b| {
            b.iter(|| {
                timestamp = timestamp.wrapping_add(3000);
                for (payload, marker) in &payloads {
                    let (marker, payload) = (*marker, payload.clone());
                    builder.push(
                        RtpPacket {
                            seq,
                            timestamp,
                            marker,
                            payload,
                        },
                        now,
                    );
                    seq = seq.wrapping_add(1);
                    while let Some(built) = builder.poll(now) {
                        black_box(built);
                    }
                }
            });
        });
    }
}

fn containers(c: &mut Criterion) {
    let mut group = c.benchmark_group("demux");
    for name in ["clip.ivf", "clip.h264", "clip.ogg"] {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/media");
        let file = std::fs::read(format!("{path}/{name}")).unwrap();
        let kind = Kind::of_path(name).unwrap();
        group.throughput(Throughput::Bytes(file.len() as u64));
        group.bench_function(name, |b| {
            b.iter(|| {
                let mut demuxer = kind.demuxer();
                for piece in file.chunks(64 << 10) {
                    demuxer.push(piece);
                    while let Some(frame) = demuxer.poll().unwrap() {
                        black_box(frame);
                    }
                }
                demuxer.finish();
                while let Some(frame) = demuxer.poll().unwrap() {
                    black_box(frame);
                }
            });
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
    targets = packetize, depacketize, sample_builder, containers
}
criterion_main!(benches);
