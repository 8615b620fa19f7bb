//! What packets tell of what is in them, and what an encoder is asked for.

use std::time::Duration;

use lk_auth::VideoGrant;
use lk_media::encode::EncoderRate;
use lk_media::{Codec, Depacketizer, Frame, MediaKind};
use lk_rtc::error::SourceError;
use lk_rtc::source::MediaSource;
use lk_rtc::{
    Bitrate, GroupPicture, Layer, LocalTrack, Pacing, Packets, PublishOptions, ReceivedPacket,
    TrackSettings, Vp9Options,
};
use lk_signal::SignalPath;
use tokio::sync::watch;
use tokio::time::{Interval, interval, timeout};

use crate::e2e::{Encoded, Env, LIMIT, Listener, Member};
use crate::media::{AudioPattern, Stamp, VideoPattern};

/// Audio with silences in between arrives whole; what follows one is marked, where the server leaves that to publishers.
pub async fn talk_spurts(env: &Env, path: SignalPath) {
    let room = env.room("talk-spurts");
    let alice = Member::join(env, path, &room, "alice").await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    let publisher = alice.room.local_participant();
    let audio = publisher
        .publish_track(Codec::Opus, PublishOptions::microphone())
        .await
        .expect("published");
    let mut heard = bob.track(MediaKind::Audio).await.1.packets();
    let pattern = AudioPattern::new(1);
    let frame = |number: u64| pattern.frame(number);
    let first = until_it_arrives(&audio, &mut heard, frame).await;

    // Every tenth is left out.
    let numbers = first + 1..first + 40;
    let mut expected = Vec::new();
    for number in numbers.clone().filter(|number| !number.is_multiple_of(10)) {
        audio.write_frame(frame(number)).await.expect("it is there");
        expected.push((number, number % 10 == 1 && number > first + 1));
    }
    let mut came = Vec::new();
    while came
        .last()
        .is_none_or(|(number, _)| number + 1 < numbers.end)
    {
        let packet = next(&mut heard).await;
        let stamp = Stamp::read(&packet.payload).expect("as sent");
        if stamp.number > first {
            came.push((stamp.number, packet.marker));
        }
    }
    if !env.is_embedded() {
        // The real server forwards audio unmarked.
        for (_, marked) in &mut expected {
            *marked = false;
        }
    }
    assert_eq!(came, expected);
}

/// What packets of VP9 tell of layers is what the track was published with, and every layer arrives.
pub async fn vp9_layers(env: &Env, path: SignalPath) {
    let room = env.room("vp9-layers");
    let alice = Member::join(env, path, &room, "alice").await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    let group = [
        GroupPicture::new(0, true, &[2]),
        GroupPicture::new(1, true, &[1]),
    ];
    let sizes = [(640, 360), (1280, 720)];
    let layers = Vp9Options::new().spatial_layers(sizes);
    // N_S of two layers with their sizes; behind them, unless each frame says it, a group of two pictures.
    let structure: &[u8] = &[0x2, 0x80, 0x1, 0x68, 0x5, 0x0, 0x2, 0xd0];
    let pictures: &[u8] = &[2, 0x14, 2, 0x34, 1];
    for (vp9, structure) in [
        (
            layers.clone().picture_group(group),
            [&[0x38], structure, pictures].concat(),
        ),
        (layers.flexible(true), [&[0x30], structure].concat()),
    ] {
        let flexible = structure[0] & 0x08 == 0;
        let options = PublishOptions::camera().vp9(vp9);
        let publisher = alice.room.local_participant();
        let video = publisher.publish_track(Codec::Vp9, options).await;
        let video = video.expect("published");
        let mut seen = bob.track(MediaKind::Video).await.1.packets();
        let write = async |number: u64, spatial: u8| {
            let temporal = u8::from(number % 4 == 1 || number % 4 == 3);
            let layer = Layer::new()
                .spatial(spatial)
                .temporal(temporal)
                .switching_point(temporal > 0)
                .ends_picture(spatial == 1)
                .references(if temporal > 0 { &[1] } else { &[2] });
            let frame = vp9_frame(number, number.is_multiple_of(4) && spatial == 0);
            let written = video.write_frame(frame.layer(layer)).await;
            written.expect("it is there");
        };
        let (mut number, mut found) = (0, Vec::new());
        // A server may leave out the beginning of the first key picture.
        let has_structure = |packet: &&ReceivedPacket| packet.payload[0] & 0x02 != 0;
        let key = loop {
            for spatial in [0, 1] {
                write(number, spatial).await;
            }
            number += 1;
            let limit = Duration::from_millis(50);
            while let Ok(Some(packet)) = timeout(limit, seen.next()).await {
                found.push(packet);
            }
            if let Some(key) = found.iter().find(has_structure)
                && found.iter().any(is_upper)
            {
                break key;
            }
            assert!(number < 1200, "no frame of some layer arrives");
        };
        let told = key
            .payload
            .windows(structure.len())
            .any(|bytes| bytes == structure);
        assert!(told, "{:02x?}", &key.payload[..40]);
        let all_flexible = |packet: &ReceivedPacket| (packet.payload[0] & 0x10 != 0) == flexible;
        assert!(found.iter().all(all_flexible));
        let shape = Depacketizer::new(Codec::Vp9).inspect(&key.payload);
        assert!(shape.is_ok_and(|shape| shape.keyframe && shape.spatial_layer == Some(0)));
        video.unpublish().await.expect("it is there");
    }
}

/// A frame that cannot be sent is left out of its track, which goes on.
pub async fn refused_frame(env: &Env, path: SignalPath) {
    let room = env.room("refused-frame");
    let alice = Member::join(env, path, &room, "alice").await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    let pattern = AudioPattern::new(1);
    let source = Spoilt {
        next: 0,
        clock: interval(pattern.frame_duration()),
        pattern,
    };
    let options = PublishOptions::microphone();
    let publisher = alice.room.local_participant();
    let audio = publisher.publish(source, options).await;
    let audio = audio.expect("published");
    let heard = Listener::new(&bob.track(MediaKind::Audio).await.1);
    // One of them stands behind the first that is refused.
    heard
        .wait(|ledger| ledger.count() > 0 && ledger.last() > Some(SPOILT))
        .await;
    let progress = audio.progress().expect("it has a source");
    assert_eq!(progress.refused, 1);
    let stats = audio.stats().await.expect("it is there");
    assert_eq!((stats.refused, stats.dropped), (1, 0));
    assert!(!audio.is_ended());
}

/// Audio of which one packet is longer than any may be.
struct Spoilt {
    pattern: AudioPattern,
    next: u64,
    clock: Interval,
}

impl MediaSource for Spoilt {
    fn codec(&self) -> Codec {
        Codec::Opus
    }

    async fn next_frame(&mut self) -> Result<Option<Frame>, SourceError> {
        self.clock.tick().await;
        let mut frame = self.pattern.frame(self.next);
        if self.next == SPOILT {
            frame.data = vec![0xfc; 3000].into();
        }
        self.next += 1;
        Ok(Some(frame))
    }
}

const SPOILT: u64 = 20;

/// A limit of the frame rate holds until it is lifted.
pub async fn frame_rate_limit(env: &Env, path: SignalPath) {
    let room = env.room("frame-rate-limit");
    let alice = Member::join(env, path, &room, "alice").await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    let publisher = alice.room.local_participant();
    let video = publisher.publish_track(Codec::Vp8, PublishOptions::camera());
    let mut video = video.await.expect("published");
    let track = bob.track(MediaKind::Video).await.1;
    let seen = Listener::new(&track);
    // 30 pictures a second, every second of the upper layer.
    let writer = tokio::spawn(async move {
        let small = layered(500);
        let mut clock = interval(Duration::from_millis(33));
        for number in 0.. {
            clock.tick().await;
            let asked = timeout(Duration::ZERO, video.keyframe_requested()).await;
            let keyframe = number % 2 == 0 && (number == 0 || asked.is_ok());
            let upper = number % 2 == 1;
            let layer = Layer::new().temporal(upper.into()).switching_point(upper);
            let frame = small(number, keyframe).layer(layer);
            if video.write_frame(frame).await.is_err() {
                return;
            }
        }
    });
    let is_upper = |number: Option<u64>| number.is_some_and(|number| number % 2 == 1);
    seen.wait(|ledger| is_upper(ledger.last())).await;
    let settings = |settings| track.set_settings(settings);
    settings(TrackSettings::new().frames_per_second(8))
        .await
        .expect("it is there");
    seen.wait(|ledger| {
        let last = ledger.last().unwrap_or(0);
        let upper = (last.saturating_sub(20)..last).filter(|number| is_upper(Some(*number)));
        upper
            .map(|number| ledger.count_in(number..number + 1))
            .sum::<u64>()
            == 0
    })
    .await;
    settings(TrackSettings::new()).await.expect("it is there");
    seen.wait(|ledger| is_upper(ledger.last())).await;
    writer.abort();
}

/// What a pacer drops takes only those with it that need it.
pub async fn dropped_frames(env: &Env, path: SignalPath) {
    let room = env.room("dropped-frames");
    let pacing = Pacing::leaky_bucket(Bitrate::from_mbps(4)).max_queue(60_000);
    let token = env.token("alice", VideoGrant::join(&room));
    let alice = Member::join_with(env, &token, Member::options(path).pacing(pacing)).await;
    let alice = alice.expect("alice joins");
    let mut bob = Member::join(env, path, &room, "bob").await;
    let publisher = alice.room.local_participant();
    let video = publisher
        .publish_track(Codec::Vp8, PublishOptions::camera())
        .await
        .expect("published");
    let track = bob.track(MediaKind::Video).await.1;
    let mut packets = track.packets();
    let (small, large) = (layered(500), layered(200_000));
    let first = until_it_arrives(&video, &mut packets, |number| small(number, true)).await;
    let seen = Listener::new(&track);

    let key = first + 2;
    let write = async |frame: Frame| video.write_frame(frame).await.expect("it is there");
    write(small(key, true)).await;
    seen.wait(|ledger| ledger.last() == Some(key)).await;
    let before = video.stats().await.expect("it is there");
    let mut asked = video.clone();
    // What the beginning asked for.
    let _ = timeout(Duration::ZERO, asked.keyframe_requested()).await;

    // An upper one that is too large is dropped; those behind it are not sent, the lower ones are.
    let last = key + 12;
    write(large(key + 1, false)).await;
    for number in key + 2..=last {
        write(small(number, false)).await;
    }
    let ledger = seen.wait(|ledger| ledger.last() == Some(last)).await;
    ledger.check_clean().expect("as sent");
    let came = |number: &u64| ledger.count_in(*number..number + 1) == 1;
    let came: Vec<u64> = (key..=last).filter(came).collect();
    assert_eq!(came, (key..=last).step_by(2).collect::<Vec<_>>());
    let stats = video.stats().await.expect("it is there");
    assert_eq!(stats.dropped - before.dropped, 6);
    let told = timeout(Duration::ZERO, asked.keyframe_requested()).await;
    let by_server = stats.keyframe_requests > before.keyframe_requests;
    assert!(told.is_err() || by_server, "nobody needs one");

    // Of the lowest layer all goes, and a keyframe is asked for.
    write(large(last + 2, false)).await;
    timeout(LIMIT, asked.keyframe_requested())
        .await
        .expect("at once")
        .expect("it is there");
    write(small(last + 4, false)).await;
    let key = last + 6;
    write(small(key, true)).await;
    let ledger = seen.wait(|ledger| ledger.last() == Some(key)).await;
    ledger.check_clean().expect("as sent");
    assert_eq!(ledger.count_in(last + 1..key), 0);
}

/// An encoder in a room makes a keyframe when a receiver asks for one, and keeps to the rate that it is told.
pub async fn encoder(env: &Env, path: SignalPath) {
    let room = env.room("encoder");
    let alice = Member::join(env, path, &room, "alice").await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    let (rate, followed) = watch::channel(EncoderRate::new(2_000_000));
    let pattern = VideoPattern::new(Codec::Vp8, 1).keyframes(1_000_000, 5_000);
    let publisher = alice.room.local_participant();
    let encoded = Encoded::new(pattern, followed);
    let video = publisher.publish(encoded, PublishOptions::camera()).await;
    let video = video.expect("published");
    let track = bob.track(MediaKind::Video).await.1;
    let mut frames = track.frames();
    let mut next = async || {
        let frame = timeout(LIMIT, frames.next()).await;
        frame.expect("frames come").expect("the track is there")
    };
    // What the beginning asked for has come by then.
    let mut quiet = 0;
    while quiet < 45 {
        quiet = if next().await.keyframe { 0 } else { quiet + 1 };
    }
    let large = next().await.data.len();
    track.request_keyframe().await.expect("asked for");
    while !next().await.keyframe {}
    rate.send_replace(EncoderRate::new(500_000));
    loop {
        let frame = next().await;
        assert!(frame.intact, "all arrive");
        if !frame.keyframe && frame.data.len() < large / 2 {
            break;
        }
    }
    assert!(
        video
            .progress()
            .is_some_and(|progress| progress.frames > 45)
    );
}

/// Writes frames until one arrives; its number.
async fn until_it_arrives(
    track: &LocalTrack,
    packets: &mut Packets,
    frame: impl Fn(u64) -> Frame,
) -> u64 {
    for number in (0..).step_by(2).take(300) {
        track.write_frame(frame(number)).await.expect("it is there");
        let came = timeout(Duration::from_millis(200), packets.next()).await;
        if came.is_ok() {
            return number;
        }
    }
    panic!("nothing arrives");
}

async fn next(packets: &mut Packets) -> ReceivedPacket {
    let packet = timeout(LIMIT, packets.next()).await;
    packet.expect("packets come").expect("the track is there")
}

/// Frames of this size in two temporal layers, the odd ones in the upper.
fn layered(bytes: usize) -> impl Fn(u64, bool) -> Frame {
    let pattern = VideoPattern::new(Codec::Vp8, 1)
        .keyframes(30, bytes)
        .bits_per_second(bytes as u64 * 8 * 30);
    move |number, keyframe| {
        let temporal = u8::from(number % 2 == 1);
        let frame = pattern.frame_as(number, keyframe);
        frame.layer(Layer::new().temporal(temporal))
    }
}

/// A picture's layer as it begins: of profile 0, 1280 × 720 where it is a keyframe.
fn vp9_frame(number: u64, keyframe: bool) -> Frame {
    let mut data = if keyframe {
        vec![0x82, 0x49, 0x83, 0x42, 0x20, 0x4f, 0xf0, 0x2c, 0xf0]
    } else {
        vec![0x86, 0x00]
    };
    data.resize(300, 0x55);
    let lasts = Duration::from_millis(33);
    let pts = lasts * u32::try_from(number).unwrap_or(u32::MAX);
    Frame::new(data.into(), lasts).pts(pts).keyframe(keyframe)
}

fn is_upper(packet: &ReceivedPacket) -> bool {
    let shape = Depacketizer::new(Codec::Vp9).inspect(&packet.payload);
    shape.is_ok_and(|shape| shape.spatial_layer == Some(1))
}
