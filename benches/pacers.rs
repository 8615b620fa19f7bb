//! One packet through a pacer: in, and out when it is due. `cargo bench -p lk-benches --bench pacers`
//!
//! `flowing` is a track at its rate, the queue never more than a frame; `backlog` keeps a thousand packets
//! queued, a tenth of them audio, of eight streams. `overflow` is a packet that comes when a queue of 50 000 is full, each a
//! frame of its own; `streams` is a packet among 20 000 streams, 1000 packets queued.

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use lk_pacer::{Bitrate, Class, Pacer, Pacing, Packet};

struct Datagram {
    number: u64,
    streams: u64,
    frame: u64,
}

impl Datagram {
    const fn new(number: u64) -> Self {
        Self {
            number,
            streams: 8,
            frame: number / 20,
        }
    }
}

impl Packet for Datagram {
    fn size(&self) -> usize {
        1200
    }

    fn class(&self) -> Class {
        if self.number.is_multiple_of(10) {
            Class::Audio
        } else {
            Class::Video
        }
    }

    fn stream(&self) -> u32 {
        (self.number % self.streams) as u32
    }

    fn frame(&self) -> Option<u64> {
        Some(self.frame)
    }
}

fn pacers() -> [(&'static str, Pacing); 4] {
    let rate = RATE;
    [
        ("pass_through", Pacing::pass_through()),
        ("spaced", Pacing::spaced(Duration::from_micros(960))),
        ("leaky_bucket", Pacing::leaky_bucket(rate)),
        ("priority", Pacing::priority(rate)),
    ]
}

const RATE: Bitrate = Bitrate::from_mbps(10);

/// The time that a packet takes at the rate of the pacers.
const STEP: Duration = Duration::from_micros(960);

fn pacer(c: &mut Criterion) {
    let mut group = c.benchmark_group("pacer/packet");
    group.throughput(Throughput::Elements(1));
    for (name, pacing) in pacers() {
        for (load, queued) in [("flowing", 0), ("backlog", 1000)] {
            let mut pacer: Box<dyn Pacer<Datagram> + Send> = pacing.pacer();
            let (mut now, mut number) = (Instant::now(), 0);
            let mut waiting = 0_u32;
            group.bench_function(BenchmarkId::new(load, name), |b| {
                b.iter(|| {
                    while waiting <= queued {
                        number += 1;
                        waiting += 1;
                        black_box(pacer.enqueue(Datagram::new(number), now));
                    }
                    now += STEP;
                    while let Some(packet) = pacer.poll(now) {
                        black_box(packet);
                        waiting -= 1;
                        if waiting <= queued {
                            break;
                        }
                    }
                    black_box(pacer.next_wake());
                });
            });
        }
    }
}

fn crowds(c: &mut Criterion) {
    let mut group = c.benchmark_group("pacer/packet");
    group.throughput(Throughput::Elements(1));
    for (name, pacing) in pacers() {
        const SIZE: usize = 1200;
        let mut pacer: Box<dyn Pacer<Datagram> + Send> = pacing.max_queue(50_000 * SIZE).pacer();
        let now = Instant::now();
        let mut number = 0;
        let mut packet = || {
            number += 1;
            let frame = number;
            Datagram {
                frame,
                ..Datagram::new(number)
            }
        };
        // Of each class, where classes have queues of their own.
        for _ in 0..600_000 {
            drop(pacer.enqueue(packet(), now));
        }
        group.bench_function(BenchmarkId::new("overflow", name), |b| {
            b.iter(|| black_box(pacer.enqueue(packet(), now)).len());
        });
    }
    let mut pacer: Box<dyn Pacer<Datagram> + Send> = Pacing::priority(RATE).pacer();
    let (mut now, mut number) = (Instant::now(), 0);
    let mut waiting = 0;
    group.bench_function(BenchmarkId::new("streams", "priority"), |b| {
        b.iter(|| {
            while waiting <= 1000 {
                number += 1;
                waiting += 1;
                let streams = 20_000;
                let datagram = Datagram {
                    streams,
                    ..Datagram::new(number)
                };
                black_box(pacer.enqueue(datagram, now));
            }
            now += STEP;
            while let Some(packet) = pacer.poll(now) {
                black_box(packet);
                waiting -= 1;
                if waiting <= 1000 {
                    break;
                }
            }
        });
    });
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
    targets = pacer, crowds
}
criterion_main!(benches);
