//! From the payloads of one frame to its bytes. `cargo bench --bench depacketize`
//!
//! `pieces`: one after another, as they lie in the payloads, for whoever writes them on. That is what webrtc-rs gives, a
//! piece a packet; of str0m there is none.
//!
//! `join`: contiguous, in memory of their own. webrtc-rs's pieces are joined here, as every user has to; it has no such
//! step for H.265 and AV1. `floor` allocates the frame and copies the payloads into it as they are, which bounds everyone who
//! joins. We do not where a single payload holds the frame.

use std::hint::black_box;
use std::time::Duration;

use bytes::Bytes;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use lk_media::{Codec, Depacketizer, Packetizer};
use media::{MAX_PAYLOAD, frames, row};
use rtp::codecs::{h264, opus, vp8, vp9};
use str0m::format::CodecExtra;
use str0m::unversioned as theirs;

/// Hands out what of the frame is in each payload.
type Pieces = fn(&[Bytes]);

/// Joins payloads to a frame of about so many bytes.
type Join = fn(&[Bytes], usize) -> Vec<u8>;

fn depacketize(c: &mut Criterion) {
    for (codec, size, frame) in frames() {
        let row = row(codec, size, &frame);
        let payloads: Vec<Bytes> = Packetizer::new(codec, MAX_PAYLOAD)
            .packetize(&frame)
            .expect("a frame")
            .map(|payload| payload.to_bytes())
            .collect();

        let depacketizer = Depacketizer::new(codec);
        let mut group = c.benchmark_group(format!("depacketize/pieces/{row}"));
        group.throughput(Throughput::Bytes(frame.len() as u64));
        group.bench_function("lk-media", |b| {
            b.iter(|| {
                let payloads = black_box(&payloads).iter();
                depacketizer
                    .for_each_slice(payloads, |slice| {
                        black_box(slice);
                    })
                    .expect("payloads");
            });
        });
        let theirs: Option<Pieces> = match codec {
            Codec::Opus => Some(|p| pieces(opus::OpusPacket, p)),
            Codec::Vp8 => Some(|p| pieces(vp8::Vp8Packet::default(), p)),
            Codec::Vp9 => Some(|p| pieces(vp9::Vp9Packet::default(), p)),
            Codec::H264 => Some(|p| pieces(h264::H264Packet::default(), p)),
            _ => None,
        };
        if let Some(theirs) = theirs {
            group.bench_function("webrtc-rs", |b| {
                b.iter(|| theirs(black_box(&payloads)));
            });
        }
        drop(group);

        let mut group = c.benchmark_group(format!("depacketize/join/{row}"));
        group.throughput(Throughput::Bytes(frame.len() as u64));
        group.bench_function("lk-media", |b| {
            b.iter(|| black_box(depacketizer.assemble(black_box(&payloads).iter())));
        });
        let len = frame.len();
        group.bench_function("floor", |b| {
            b.iter(|| black_box(copied(black_box(&payloads))));
        });
        let webrtc: Option<Join> = match codec {
            Codec::Opus => Some(|p, len| webrtc(opus::OpusPacket, p, len)),
            Codec::Vp8 => Some(|p, len| webrtc(vp8::Vp8Packet::default(), p, len)),
            Codec::Vp9 => Some(|p, len| webrtc(vp9::Vp9Packet::default(), p, len)),
            Codec::H264 => Some(|p, len| webrtc(h264::H264Packet::default(), p, len)),
            _ => None,
        };
        if let Some(webrtc) = webrtc {
            group.bench_function("webrtc-rs", |b| {
                b.iter(|| black_box(webrtc(black_box(&payloads), len)));
            });
        }
        let str0m: Option<Join> = match codec {
            Codec::Vp8 => Some(|p, len| str0m(theirs::Vp8Depacketizer::default(), p, len)),
            Codec::H264 => Some(|p, len| str0m(theirs::H264Depacketizer::default(), p, len)),
            _ => None,
        };
        if let Some(str0m) = str0m {
            group.bench_function("str0m", |b| {
                b.iter(|| black_box(str0m(black_box(&payloads), len)));
            });
        }
    }
}

fn copied(payloads: &[Bytes]) -> Vec<u8> {
    let mut frame = Vec::with_capacity(payloads.iter().map(Bytes::len).sum());
    for payload in payloads {
        frame.extend_from_slice(payload);
    }
    frame
}

fn pieces(mut depacketizer: impl rtp::packetizer::Depacketizer, payloads: &[Bytes]) {
    for payload in payloads {
        black_box(&depacketizer.depacketize(payload).expect("a payload"));
    }
}

fn webrtc(
    mut depacketizer: impl rtp::packetizer::Depacketizer,
    payloads: &[Bytes],
    len: usize,
) -> Vec<u8> {
    let mut frame = Vec::with_capacity(len);
    for payload in payloads {
        frame.extend_from_slice(&depacketizer.depacketize(payload).expect("a payload"));
    }
    frame
}

fn str0m(mut depacketizer: impl theirs::Depacketizer, payloads: &[Bytes], len: usize) -> Vec<u8> {
    let mut frame = Vec::with_capacity(len);
    let mut extra = CodecExtra::None;
    for payload in payloads {
        depacketizer
            .depacketize(payload, &mut frame, &mut extra)
            .expect("a payload");
    }
    frame
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
    targets = depacketize
}
criterion_main!(benches);
