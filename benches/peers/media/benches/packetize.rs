//! From a frame to one contiguous payload a packet. `cargo bench --bench packetize`
//!
//! `floor` copies the same bytes into the same buffers and does nothing else: what bounds everyone who copies.

use std::hint::black_box;
use std::time::Duration;

use bytes::Bytes;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use lk_media::Packetizer;
use media::{MAX_PAYLOAD, buffers, frames, row, str0m_packetizer, webrtc_payloader};

fn packetize(c: &mut Criterion) {
    for (codec, size, frame) in frames() {
        let row = row(codec, size, &frame);
        let mut group = c.benchmark_group(format!("packetize/{row}"));
        group.throughput(Throughput::Bytes(frame.len() as u64));

        let mut packetizer = Packetizer::new(codec, MAX_PAYLOAD);
        group.bench_function("lk-media slices", |b| {
            b.iter(|| {
                let frame: &Bytes = black_box(&frame);
                for payload in packetizer.packetize(frame).expect("a frame") {
                    payload.slices().for_each(|slice| {
                        black_box(slice);
                    });
                }
            });
        });
        let mut packetizer = Packetizer::new(codec, MAX_PAYLOAD);
        let mut buffers = buffers(codec, &frame);
        group.bench_function("lk-media copy", |b| {
            b.iter(|| {
                let frame: &Bytes = black_box(&frame);
                let payloads = packetizer.packetize(frame).expect("a frame");
                for (payload, buffer) in payloads.zip(&mut buffers) {
                    black_box(payload.copy_to_slice(buffer));
                }
                black_box(&buffers);
            });
        });
        let part = frame.len().div_ceil(buffers.len());
        group.bench_function("floor", |b| {
            b.iter(|| {
                for (part, buffer) in black_box(&frame).chunks(part).zip(&mut buffers) {
                    buffer[..part.len()].copy_from_slice(part);
                }
                black_box(&buffers);
            });
        });
        if let Some(mut payloader) = webrtc_payloader(codec) {
            group.bench_function("webrtc-rs", |b| {
                b.iter(|| black_box(payloader.payload(MAX_PAYLOAD, black_box(&frame))));
            });
        }
        if let Some(mut packetizer) = str0m_packetizer(codec) {
            group.bench_function("str0m", |b| {
                b.iter(|| black_box(packetizer.packetize(MAX_PAYLOAD, black_box(&frame))));
            });
        }
    }
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
    targets = packetize
}
criterion_main!(benches);
