//! One packet through a pacer: in, and out when it is due. `cargo bench -p lk-benches --bench pacers`
//!
//! `floor` is the same packets through a `VecDeque` that stands for a pacer: less no pacer can cost.
//!
//! - `flowing` is eight streams at the rate, packet by packet, a tenth of them audio; a packet leaves when the next comes.
//! - `bursts` is one stream, a frame of twenty packets at a time, then drained at the rate.
//! - `backlog` is `flowing` behind a thousand packets, `full` behind sixty thousand.
//! - `streams/64`, `streams/1000` and `streams/20000` are `backlog` of so many streams.
//! - `overflow` is a packet that comes when a queue of 50 000 is full, each a frame of its own.

use std::collections::VecDeque;
use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use lk_pacer::{Bitrate, Class, Pacer, Pacing, Packet};

#[derive(Clone, Copy)]
struct Datagram {
    class: Class,
    stream: u32,
    frame: u64,
}

impl Packet for Datagram {
    fn size(&self) -> usize {
        SIZE
    }

    fn class(&self) -> Class {
        self.class
    }

    fn stream(&self) -> u32 {
        self.stream
    }

    fn frame(&self) -> Option<u64> {
        Some(self.frame)
    }
}

/// Packets that come, one after the other, without end.
#[derive(Clone, Copy)]
struct Source {
    streams: u32,
    /// So many packets of all streams are a frame of each.
    frame: u32,
    next: Datagram,
    of_frame: u32,
    of_audio: u32,
}

impl Source {
    const fn new(streams: u32, frame: u32) -> Self {
        let next = Datagram {
            class: Class::Video,
            stream: 0,
            frame: 0,
        };
        Self {
            streams,
            frame,
            next,
            of_frame: 0,
            of_audio: 0,
        }
    }

    fn packet(&mut self) -> Datagram {
        let packet = self.next;
        self.next.stream = step(packet.stream, self.streams);
        self.of_frame = step(self.of_frame, self.frame);
        self.next.frame += u64::from(self.of_frame == 0);
        self.of_audio = step(self.of_audio, 10);
        self.next.class = match self.of_audio {
            0 => Class::Audio,
            _ => Class::Video,
        };
        packet
    }
}

/// Counts to `end` and begins anew.
const fn step(count: u32, end: u32) -> u32 {
    if count + 1 < end { count + 1 } else { 0 }
}

type Boxed = Box<dyn Pacer<Datagram> + Send>;

/// The pacer of a row, with room for so many packets.
type Make = Box<dyn Fn(usize) -> Boxed>;

fn pacers() -> Vec<(&'static str, Make)> {
    let paced = |pacing: Pacing| -> Make {
        Box::new(move |packets| pacing.max_queue(packets * SIZE).pacer())
    };
    vec![
        ("floor", Box::new(|_| Box::new(Floor(VecDeque::new())))),
        ("pass_through", paced(Pacing::pass_through())),
        ("spaced", paced(Pacing::spaced(STEP))),
        ("leaky_bucket", paced(Pacing::leaky_bucket(RATE))),
        ("priority", paced(Pacing::priority(RATE))),
    ]
}

/// What every pacer does at least.
struct Floor(VecDeque<Datagram>);

impl Pacer<Datagram> for Floor {
    fn enqueue(&mut self, packet: Datagram, _: Instant) -> Vec<Datagram> {
        self.0.push_back(packet);
        Vec::new()
    }

    fn poll(&mut self, _: Instant) -> Option<Datagram> {
        self.0.pop_front()
    }

    fn remove(&mut self, _: u32, _: Instant) -> Vec<Datagram> {
        Vec::new()
    }

    fn next_wake(&self) -> Option<Instant> {
        None
    }

    fn queued_bytes(&self) -> usize {
        self.0.len() * SIZE
    }
}

/// What comes to a pacer in a row.
struct Load {
    name: &'static str,
    source: Source,
    /// So many packets come at once,
    burst: u64,
    /// and as many leave, one each time a packet takes at the rate, behind so many that wait.
    queued: u64,
}

const LOADS: [Load; 7] = [
    load("flowing", 8, 20, 1, 0),
    load("bursts", 1, 20, 20, 0),
    load("backlog", 8, 20, 1, 1000),
    load("full", 8, 20, 1, 60_000),
    load("streams/64", 64, 160, 1, 1000),
    load("streams/1000", 1000, 2500, 1, 1000),
    load("streams/20000", 20_000, 50_000, 1, 1000),
];

const fn load(name: &'static str, streams: u32, frame: u32, burst: u64, queued: u64) -> Load {
    Load {
        name,
        source: Source::new(streams, frame),
        burst,
        queued,
    }
}

fn packet(c: &mut Criterion) {
    for Load {
        name: load,
        mut source,
        burst,
        queued,
    } in LOADS
    {
        let mut group = c.benchmark_group("pacer/packet");
        group.throughput(Throughput::Elements(burst));
        for (name, make) in pacers() {
            let mut pacer = make(65_536);
            let mut now = Instant::now();
            let mut waiting = 0;
            group.bench_function(BenchmarkId::new(load, name), |b| {
                b.iter(|| {
                    while waiting < queued + burst {
                        waiting += 1;
                        black_box(pacer.enqueue(black_box(source.packet()), now));
                    }
                    while waiting > queued {
                        now += STEP;
                        while let Some(packet) = pacer.poll(now) {
                            black_box(packet);
                            waiting -= 1;
                            if waiting <= queued {
                                break;
                            }
                        }
                        black_box(pacer.next_wake());
                    }
                });
            });
        }
    }
}

fn overflow(c: &mut Criterion) {
    let mut group = c.benchmark_group("pacer/packet");
    group.throughput(Throughput::Elements(1));
    for (name, make) in pacers().into_iter().skip(1) {
        let (mut pacer, mut source) = (make(50_000), Source::new(8, 1));
        let now = Instant::now();
        // Of each class, where classes have queues of their own.
        for _ in 0..600_000 {
            drop(pacer.enqueue(source.packet(), now));
        }
        group.bench_function(BenchmarkId::new("overflow", name), |b| {
            b.iter(|| black_box(pacer.enqueue(black_box(source.packet()), now)).len());
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

const SIZE: usize = 1200;

const RATE: Bitrate = Bitrate::from_mbps(10);

/// The time that a packet takes at the rate of the pacers.
const STEP: Duration = Duration::from_micros(960);

criterion_group! {
    name = benches;
    config = quick();
    targets = packet, overflow
}
criterion_main!(benches);
