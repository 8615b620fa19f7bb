//! Packets back into their order and into frames. `cargo bench -p lk-benches --bench sample_builder`
//!
//! Each iteration is one packet; `in_order` is what nearly all of them are, `shuffled` has every eight of
//! them reversed, `lossy` loses every tenth, `leaping` skips 4000 numbers each time, the worst that a sender
//! can do.

use std::hint::black_box;
use std::time::{Duration, Instant};

use bytes::Bytes;
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use lk_media::{Codec, JitterBuffer, RtpPacket, SampleBuilder};

const LATENCY: Duration = Duration::from_millis(100);
/// A frame of 100 kB has as many packets of 1200 bytes.
const FRAME: u64 = 84;

/// The numbers of the packets, as they come.
fn order(name: &str) -> Box<dyn Iterator<Item = u64>> {
    match name {
        "shuffled" => Box::new((0..).map(|n: u64| n ^ 7)),
        "lossy" => Box::new((0..).filter(|n| n % 10 != 9)),
        "leaping" => Box::new((0..).map(|n: u64| n * 4000)),
        _ => Box::new(0..),
    }
}

const ORDERS: [&str; 4] = ["in_order", "shuffled", "lossy", "leaping"];

fn packet(number: u64, payload: &Bytes) -> RtpPacket {
    RtpPacket {
        seq: number as u16,
        timestamp: (number / FRAME * 3000) as u32,
        marker: number % FRAME == FRAME - 1,
        payload: payload.clone(),
    }
}

fn sample_builder(c: &mut Criterion) {
    let mut group = c.benchmark_group("sample_builder/packet");
    group.throughput(Throughput::Elements(1));
    for name in ORDERS {
        for codec in [Codec::Vp8, Codec::Opus] {
            // A descriptor of VP8 that says nothing, and a frame behind it.
            let payload: Bytes = match codec {
                Codec::Opus => vec![0xf8; 160].into(),
                _ => [vec![0x10, 0x10], vec![7; 1198]].concat().into(),
            };
            let mut builder = SampleBuilder::new(codec, LATENCY);
            let (mut numbers, mut now) = (order(name), Instant::now());
            group.bench_function(BenchmarkId::new(name, codec.name()), |b| {
                b.iter(|| {
                    let number = numbers.next().unwrap_or_default();
                    now += Duration::from_micros(100);
                    builder.push(packet(number, &payload), now);
                    while let Some(built) = builder.poll(now) {
                        black_box(built);
                    }
                });
            });
        }
    }
}

fn jitter_buffer(c: &mut Criterion) {
    let mut group = c.benchmark_group("jitter_buffer/packet");
    group.throughput(Throughput::Elements(1));
    let payload: Bytes = vec![7; 1200].into();
    for name in ORDERS {
        let mut buffer = JitterBuffer::new(LATENCY);
        let (mut numbers, mut now) = (order(name), Instant::now());
        group.bench_function(name, |b| {
            b.iter(|| {
                let number = numbers.next().unwrap_or_default();
                now += Duration::from_micros(100);
                buffer.push(packet(number, &payload), now);
                while let Some(ordered) = buffer.poll(now) {
                    black_box(ordered);
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
    targets = sample_builder, jitter_buffer
}
criterion_main!(benches);
