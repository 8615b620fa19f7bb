//! Real clips, from files at one end to whole frames at the other.

use std::path::PathBuf;

use lk_media::bitstream::annexb::nal_ranges;
use lk_media::{Codec, FileReader, MediaKind};
use lk_rtc::source::{FileSource, OnKeyframeRequest, Start};
use lk_rtc::{PublishOptions, RemoteTrack, TrackSource};
use lk_signal::SignalPath;
use tokio::time::timeout;

use crate::e2e::{Env, LIMIT, Member};

/// The clips of VP8 and Opus, then that of H.264, arrive frame for frame as the files hold them.
pub async fn clips(env: &Env, path: SignalPath) {
    let room = env.room("clips");
    let alice = Member::join(env, path, &room, "alice").await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    let local = alice.room.local_participant();
    for (name, options) in [
        ("clip.ogg", PublishOptions::microphone()),
        ("clip.ivf", PublishOptions::camera()),
        ("clip.h264", PublishOptions::new(TrackSource::ScreenShare)),
    ] {
        let file = FileSource::open(clip(name)).expect("the clip");
        let file = file.start(Start::WithFirstSubscriber);
        let file = file.on_keyframe_request(OnKeyframeRequest::Ignore);
        local.publish(file, options).await.expect("published");
    }
    let mut readers = Vec::new();
    for (kind, count) in [(MediaKind::Audio, 1), (MediaKind::Video, 2)] {
        for _ in 0..count {
            let (_, track) = bob.track(kind).await;
            let name = match track.codec() {
                Some(Codec::Opus) => "clip.ogg",
                Some(Codec::Vp8) => "clip.ivf",
                _ => "clip.h264",
            };
            readers.push(tokio::spawn(compare(track, name)));
        }
    }
    for reader in readers {
        timeout(LIMIT, reader)
            .await
            .expect("the clip ends")
            .expect("as sent");
    }
}

/// Reads `track` to the end of the clip, and compares it with the file from the first frame that
/// arrives, which is of its beginning: of video the first group of pictures may be missed, as the
/// file makes no keyframe when it is asked for one.
async fn compare(track: RemoteTrack, name: &'static str) {
    let (sent, missed) = frames_of(name);
    let mut frames = track.frames();
    let mut next = None;
    while next != Some(sent.len()) {
        let frame = timeout(LIMIT, frames.next()).await;
        let frame = frame.unwrap_or_else(|_| panic!("{name}: nothing after {next:?}"));
        let frame = pieces(name, &frame.expect("the track goes on").data);
        let number = match next {
            Some(number) => number,
            None => {
                let first = sent[..=missed].iter().position(|it| *it == frame);
                first.unwrap_or_else(|| panic!("{name}: it does not begin within {missed} frames"))
            }
        };
        assert!(sent[number] == frame, "{name}: frame {number} is another");
        next = Some(number + 1);
    }
}

/// The frames of a clip, each in pieces, and how many of them may be missed.
fn frames_of(name: &str) -> (Vec<Vec<Vec<u8>>>, usize) {
    let mut reader = FileReader::open(clip(name)).expect("the clip");
    let next = || reader.next_frame().expect("a sound clip");
    let frames: Vec<_> = std::iter::from_fn(next).collect();
    let missed = if name.ends_with("ogg") {
        AUDIO_MISSED
    } else {
        let mut keyframes = (0..frames.len()).filter(|at| frames[*at].keyframe);
        keyframes.nth(1).expect("a second group of pictures")
    };
    let frames = frames.iter().map(|frame| pieces(name, &frame.data));
    (frames.collect(), missed)
}

/// A frame of H.264 is compared by its NAL units: start codes have two lengths. Access unit
/// delimiters are left out by those who packetize.
fn pieces(name: &str, frame: &[u8]) -> Vec<Vec<u8>> {
    match nal_ranges(frame).filter(|_| name.ends_with("h264")) {
        Some(ranges) => ranges.map(|range| frame[range].to_vec()).collect(),
        None => vec![frame.to_vec()],
    }
}

fn clip(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples/media")
        .join(name)
}

/// Frames of audio that may be missed, as a server tells of a subscriber before it forwards to it: half of the clip,
/// so that a busy machine may take its time.
const AUDIO_MISSED: usize = 250;
