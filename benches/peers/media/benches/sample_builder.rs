//! Packets into frames. `cargo bench --bench sample_builder`
//!
//! Each iteration is one packet, of frames of 84 packets (VP8) or one (Opus). `in order` is what nearly all are, `shuffled` has
//! every eight of them reversed. webrtc-rs's sample builder waits in packets; ours in time, here for as many.

use std::hint::black_box;
use std::time::{Duration, Instant};

use bytes::Bytes;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use lk_media::{Codec, RtpPacket, SampleBuilder};
use rtp::codecs::{opus::OpusPacket, vp8::Vp8Packet};
use rtp::packetizer::Depacketizer;
use webrtc_media::io::sample_builder::SampleBuilder as Theirs;

/// How far apart packets are, and how many of them a builder waits.
const STEP: Duration = Duration::from_micros(100);
const WAIT: u16 = 1000;

struct Stream {
    packets_a_frame: u64,
    payload: Bytes,
}

impl Stream {
    fn new(codec: Codec) -> Self {
        let (packets_a_frame, payload) = match codec {
            Codec::Opus => (1, vec![0xf8; 160]),
            // A descriptor that says nothing, and a frame behind it.
            _ => (84, [vec![0x10, 0x10], vec![7; 1198]].concat()),
        };
        Self {
            packets_a_frame,
            payload: payload.into(),
        }
    }

    /// Sequence number, timestamp and marker of a packet.
    fn head(&self, number: u64) -> (u16, u32, bool) {
        let (frame, place) = (number / self.packets_a_frame, number % self.packets_a_frame);
        let marker = place + 1 == self.packets_a_frame;
        (number as u16, (frame * 3000) as u32, marker)
    }
}

fn sample_builder(c: &mut Criterion) {
    for (name, flip) in [("in order", 0), ("shuffled", 7)] {
        for codec in [Codec::Vp8, Codec::Opus] {
            let stream = Stream::new(codec);
            let mut group = c.benchmark_group(format!("sample builder/{name}/{}", codec.name()));
            group.throughput(Throughput::Elements(1));
            let mut builder = SampleBuilder::new(codec, STEP * u32::from(WAIT));
            let (mut numbers, mut now) = (0.., Instant::now());
            group.bench_function("lk-media", |b| {
                b.iter(|| {
                    let (seq, timestamp, marker) =
                        stream.head(numbers.next().unwrap_or_default() ^ flip);
                    now += STEP;
                    let payload = stream.payload.clone();
                    let packet = RtpPacket {
                        seq,
                        timestamp,
                        marker,
                        payload,
                    };
                    builder.push(packet, now);
                    while let Some(built) = builder.poll(now) {
                        black_box(built);
                    }
                });
            });
            group.bench_function("webrtc-rs", |b| match codec {
                Codec::Opus => theirs(b, &stream, flip, OpusPacket),
                _ => theirs(b, &stream, flip, Vp8Packet::default()),
            });
        }
    }
}

fn theirs(
    b: &mut criterion::Bencher<'_>,
    stream: &Stream,
    flip: u64,
    depacketizer: impl Depacketizer,
) {
    let mut builder = Theirs::new(WAIT, depacketizer, 90_000);
    let mut numbers = 0..;
    b.iter(|| {
        let (sequence_number, timestamp, marker) =
            stream.head(numbers.next().unwrap_or_default() ^ flip);
        let mut packet = rtp::packet::Packet {
            payload: stream.payload.clone(),
            ..Default::default()
        };
        packet.header.sequence_number = sequence_number;
        packet.header.timestamp = timestamp;
        packet.header.marker = marker;
        builder.push(packet);
        while let Some(sample) = builder.pop() {
            black_box(sample);
        }
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
    targets = sample_builder
}
criterion_main!(benches);
