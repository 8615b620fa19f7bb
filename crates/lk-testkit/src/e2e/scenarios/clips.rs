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
        let file = file.on_keyframe_request(OnKeyframeRequest::NextKeyframe);
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

/// Reads `track` to the end of the clip, and compares it with the file: neither does it miss a frame, nor is one repeated.
async fn compare(track: RemoteTrack, name: &'static str) {
    let sent = frames_of(name);
    let mut frames = track.frames();
    for (number, sent) in sent.iter().enumerate() {
        let frame = timeout(LIMIT, frames.next()).await;
        let frame = frame.unwrap_or_else(|_| panic!("{name}: nothing in place of frame {number}"));
        let frame = pieces(name, &frame.expect("the track goes on").data);
        assert!(*sent == frame, "{name}: frame {number} is another");
    }
}

/// The frames of a clip, each in pieces.
fn frames_of(name: &str) -> Vec<Vec<Vec<u8>>> {
    let mut reader = FileReader::open(clip(name)).expect("the clip");
    let next = || reader.next_frame().expect("a sound clip");
    let frames = std::iter::from_fn(next);
    frames.map(|frame| pieces(name, &frame.data)).collect()
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
