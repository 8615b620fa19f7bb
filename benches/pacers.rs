//! One packet through a pacer: in, and out when it is due. `cargo bench -p lk-benches --bench pacers`
//!
//! `flowing` is a track at its rate, the queue never more than a frame; `backlog` keeps a thousand packets
//! queued, a tenth of them audio, of eight streams.

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use lk_pacer::{Bitrate, Class, Pacer, Pacing, Packet};

struct Datagram {
    number: u64,
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
        (self.number % 8) as u32
    }

    fn frame(&self) -> Option<u64> {
        Some(self.number / 20)
    }
}

fn pacers() -> [(&'static str, Pacing); 4] {
    let rate = Bitrate::from_mbps(10);
    [
        ("pass_through", Pacing::pass_through()),
        ("spaced", Pacing::spaced(Duration::from_micros(960))),
        ("leaky_bucket", Pacing::leaky_bucket(rate)),
        ("priority", Pacing::priority(rate)),
    ]
}

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
                        black_box(pacer.enqueue(Datagram { number }, now));
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
    targets = pacer
}
criterion_main!(benches);
