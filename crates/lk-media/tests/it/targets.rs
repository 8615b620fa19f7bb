//! What the fuzzer runs for frames of every codec, and for what comes of them. The corpora under `corpus/` are replayed
//! through the same functions by the ordinary tests.
//!
//! A target panics where a promise is broken: bytes from outside are an error or are ignored, and what
//! comes out does not depend on how the bytes come in.

#![expect(unreachable_pub, reason = "the fuzzer's crate takes this file in")]

use std::time::{Duration, Instant};

use bytes::Bytes;
use lk_media::container::{AnnexBDemuxer, Demux, Kind, Mark};
use lk_media::sample_builder::Ordered;
use lk_media::{Codec, Depacketizer, JitterBuffer, Packetizer, RtpPacket, SampleBuilder};

/// A target and the name of its corpus.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 5] = [
    ("packetize", packetize),
    ("depacketize", depacketize),
    ("sample_builder", sample_builder),
    ("jitter_buffer", jitter_buffer),
    ("resume", resume),
];

/// A byte that chooses the codec, one for the limit, and a frame.
pub fn packetize(input: &[u8]) {
    let [codec, max, frame @ ..] = input else {
        return;
    };
    let max = 32 + usize::from(*max);
    let mut packetizer = Packetizer::new(choose(*codec), max);
    let Ok(payloads) = packetizer.packetize(frame) else {
        return;
    };
    for payload in payloads {
        assert!((1..=max).contains(&payload.len()));
        assert_eq!(payload.to_vec().len(), payload.len());
    }
}

/// A byte that chooses the codec, then payloads, each behind a byte with its length.
pub fn depacketize(input: &[u8]) {
    let [codec, rest @ ..] = input else { return };
    let depacketizer = Depacketizer::new(choose(*codec));
    let payloads: Vec<_> = records(rest).map(Bytes::copy_from_slice).collect();
    for payload in &payloads {
        let _ = depacketizer.inspect(payload);
    }
    let taken: usize = payloads.iter().map(Bytes::len).sum();
    let mut slices = Vec::new();
    let sliced =
        depacketizer.for_each_slice(payloads.iter(), |slice| slices.extend_from_slice(slice));
    let frame = depacketizer.assemble(payloads.iter());
    assert_eq!(frame.as_ref().err(), sliced.err().as_ref());
    if let Ok(frame) = frame {
        assert_eq!(frame, slices);
        // Headers and start codes that are put back, no more than that.
        assert!(frame.len() <= 6 * taken + 2);
    }
}

/// A byte that chooses the codec, then packets, each behind a byte with its length: sequence number,
/// timestamp, flags with the time since the packet before, payload.
pub fn sample_builder(input: &[u8]) {
    let [codec, rest @ ..] = input else { return };
    let latency = Duration::from_millis(50);
    let mut builder =
        SampleBuilder::new(choose(*codec), latency).wait_for_keyframe(codec & 128 > 0);
    // An instant of no meaning: only differences count.
    let mut now = Instant::now();
    let mut released = None;
    let mut check = |builder: &mut SampleBuilder, now| {
        while let Some(built) = builder.poll(now) {
            if let lk_media::sample_builder::Built::Frame(frame) = built {
                assert!(
                    released.is_none_or(|before| before < frame.first_seq),
                    "nothing twice"
                );
                released = Some(frame.first_seq);
            }
        }
    };
    for record in records(rest) {
        let [seq0, seq1, timestamp, flags, payload @ ..] = record else {
            continue;
        };
        now += Duration::from_millis(u64::from(flags >> 1));
        builder.push(
            RtpPacket {
                seq: u16::from_be_bytes([*seq0, *seq1]),
                timestamp: u32::from(*timestamp) * 960,
                marker: flags & 1 == 1,
                payload: Bytes::copy_from_slice(payload),
            },
            now,
        );
        check(&mut builder, now);
        assert!(
            builder
                .next_timeout()
                .is_none_or(|at| now < at && at <= now + latency)
        );
    }
    builder.flush();
    check(&mut builder, now);
}

/// Packets, each behind a byte with its length: sequence number, flags with the time since the packet before, payload.
pub fn jitter_buffer(input: &[u8]) {
    let latency = Duration::from_millis(50);
    let mut buffer = JitterBuffer::new(latency);
    let mut now = Instant::now();
    let mut next = None;
    let (mut pushed, mut came) = (0, 0);
    let mut check = |buffer: &mut JitterBuffer, now| {
        while let Some(ordered) = buffer.poll(now) {
            let (start, end) = match ordered {
                Ordered::Packet(seq, packet) => {
                    assert_eq!(seq as u16, packet.seq);
                    came += 1;
                    (seq, seq + 1)
                }
                Ordered::Lost(lost) => (lost.packets.start, lost.packets.end),
                other => panic!("{other:?}"),
            };
            // In order, once, and nothing is left out without a word; a new count begins further on.
            let new_count = start == end;
            assert!(next.is_none_or(|next| next == start || new_count && next < start));
            // The packet before the one that shows a new count may come out as well.
            next = if new_count { None } else { Some(end) };
        }
        came
    };
    for record in records(input) {
        let [seq0, seq1, flags, payload @ ..] = record else {
            continue;
        };
        now += Duration::from_millis(u64::from(flags >> 2));
        if flags & 2 == 2 {
            buffer.reset();
        }
        let seq = u16::from_be_bytes([*seq0, *seq1]);
        buffer.push(
            RtpPacket {
                seq,
                timestamp: u32::from(seq) * 960 + u32::from(flags & 1) * 1_000_000,
                marker: false,
                payload: Bytes::copy_from_slice(payload),
            },
            now,
        );
        pushed += 1;
        check(&mut buffer, now);
        assert!(
            buffer
                .next_timeout()
                .is_none_or(|at| now < at && at <= now + latency)
        );
    }
    buffer.flush();
    let came = check(&mut buffer, now);
    let stats = buffer.stats();
    assert_eq!(stats.received, came, "everything taken comes out");
    assert_eq!(
        stats.received + stats.duplicate + stats.late + stats.discarded,
        pushed
    );
}

/// A byte that chooses the kind, one that chooses a frame, and a file, which is read again from there.
pub fn resume(input: &[u8]) {
    const KINDS: [Kind; 8] = [
        Kind::Ivf,
        Kind::OggOpus,
        Kind::H264,
        Kind::H265,
        Kind::Obu,
        Kind::Wav,
        Kind::Matroska,
        Kind::Mp4,
    ];
    let [kind, chosen, file @ ..] = input else {
        return;
    };
    // Behind a place that it goes back to, the demuxer of a byte stream repeats the parameter sets that it saw last.
    let mut demuxer: Box<dyn Demux + Send> = match KINDS[usize::from(*kind) % KINDS.len()] {
        Kind::H264 => Box::new(AnnexBDemuxer::h264().repeat_parameter_sets(false)),
        Kind::H265 => Box::new(AnnexBDemuxer::h265().repeat_parameter_sets(false)),
        kind => kind.demuxer(),
    };
    demuxer.push(file);
    demuxer.finish();
    let (mut frames, mut marks) = (Vec::new(), vec![Mark::default()]);
    while let Ok(Some(frame)) = demuxer.poll() {
        if frames.is_empty() {
            marks.clear();
        }
        marks.push(demuxer.mark());
        frames.push(frame);
    }
    let place = usize::from(*chosen) % marks.len();
    // Twice to the same place, with something of another in between.
    for mark in [marks[place], marks[marks.len() / 2], marks[place]] {
        assert!(mark.offset() <= file.len() as u64);
        demuxer.resume(mark);
        demuxer.push(&file[mark.offset() as usize..]);
        demuxer.finish();
        let again = demuxer.poll();
        if mark == marks[place] && !frames.is_empty() {
            let expected = &frames[place];
            let frame = again
                .expect("it was read before")
                .expect("it was read before");
            assert_eq!(&frame.data, &expected.data);
        }
    }
}

fn choose(byte: u8) -> Codec {
    Codec::ALL[usize::from(byte & 127) % Codec::ALL.len()]
}

/// Stretches of bytes, each behind a byte with its length.
fn records(mut rest: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let [len, after @ ..] = rest else { return None };
        let (record, after) = after.split_at(after.len().min(usize::from(*len)));
        rest = after;
        Some(record)
    })
}
