//! Rooms that send through a pacer.

use std::time::{Duration, Instant};

use lk_auth::VideoGrant;
use lk_media::{Codec, MediaKind};
use lk_rtc::{Bitrate, Pacing, Packets, PublishOptions, WriteError};
use lk_signal::SignalPath;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::e2e::{Env, LIMIT, Listener, Member, Play};
use crate::media::{AudioPattern, VideoPattern};

/// A room sends at the rate that it was given, audio before video; a new rate takes effect at once.
pub async fn paced(env: &Env, path: SignalPath) {
    let room = env.room("paced");
    let slow = Bitrate::from_kbps(1_000);
    let pacing = Pacing::priority(slow).max_latency(Duration::from_secs(3600));
    let token = env.token("alice", VideoGrant::join(&room));
    let alice = Member::join_with(env, &token, Member::options(path).pacing(pacing))
        .await
        .expect("alice joins");
    let mut bob = Member::join(env, path, &room, "bob").await;
    let publisher = alice.room.local_participant();
    let video = publisher
        .publish_track(Codec::Vp8, PublishOptions::camera())
        .await
        .expect("published");
    let audio = publisher
        .publish_track(Codec::Opus, PublishOptions::microphone())
        .await
        .expect("published");
    let (_, seen) = bob.track(MediaKind::Video).await;
    let (_, heard) = bob.track(MediaKind::Audio).await;
    let (mut seen, mut heard) = (seen.packets(), heard.packets());

    // Small keyframes until they arrive: from then on nothing is lost at the beginning.
    let small = VideoPattern::new(Codec::Vp8, 1).keyframes(1, 500);
    let mut number = 0;
    loop {
        let sound = AudioPattern::new(2).frame(number);
        let (picture, limit) = (small.frame(number), Duration::from_millis(200));
        video.write_frame(picture).await.expect("it is there");
        audio.write_frame(sound).await.expect("it is there");
        number += 1;
        let both = async { tokio::join!(seen.next(), heard.next()) };
        if let Ok((Some(_), Some(_))) = timeout(limit, both).await {
            break;
        }
        assert!(number < 100, "nothing arrives");
    }

    let large = VideoPattern::new(Codec::Vp8, 1).keyframes(1, 100_000);
    let start = Instant::now();
    video
        .write_frame(large.frame(number))
        .await
        .expect("it is there");
    let sound = AudioPattern::new(2).frame(number);
    audio.write_frame(sound).await.expect("it is there");
    let (picture, sound) = tokio::join!(whole(&mut seen, 100_000), next(&mut heard));
    let least = time(100_000 - 1_200, slow);
    assert!(
        picture - start >= least,
        "{:?} of {least:?}",
        picture - start
    );
    // Both arrive at once where the machine was too busy to read them one by one.
    assert!(
        sound <= picture,
        "audio does not wait for the end of a frame of video"
    );

    // At the old rate the frame would take far longer than anything is waited for.
    number += 1;
    let trickle = Bitrate::from_kbps(10);
    alice
        .room
        .set_send_rate(trickle)
        .await
        .expect("in the room");
    let larger = VideoPattern::new(Codec::Vp8, 1).keyframes(1, LARGER);
    assert!(time(LARGER as u64, trickle) > LIMIT * 5);
    video
        .write_frame(larger.frame(number))
        .await
        .expect("it is there");
    let fast = Bitrate::from_mbps(40);
    alice.room.set_send_rate(fast).await.expect("in the room");
    whole(&mut seen, LARGER).await;
}

/// A source whose room is slower than it is over when all of it has left, and arrives whole.
pub async fn paced_to_the_end(env: &Env, path: SignalPath) {
    let room = env.room("paced-to-the-end");
    let rate = Bitrate::from_kbps(800);
    let pacing = Pacing::leaky_bucket(rate).without_latency_limit();
    let token = env.token("alice", VideoGrant::join(&room));
    let alice = Member::join_with(env, &token, Member::options(path).pacing(pacing))
        .await
        .expect("alice joins");
    let mut bob = Member::join(env, path, &room, "bob").await;
    let pattern = VideoPattern::new(Codec::Vp8, 1)
        .keyframes(5, 10_000)
        .bits_per_second(2_000_000);
    let play = Play::video(pattern, FRAMES);
    let start = Instant::now();
    let video = alice.publish(play, PublishOptions::camera()).await;
    let seen = Listener::new(&bob.track(MediaKind::Video).await.1);
    let finished = timeout(LIMIT, video.finished()).await;
    let progress = finished.expect("it ends").expect("it does not fail");
    assert_eq!(progress.frames, FRAMES);
    // What is not sent yet when the last frame is written takes longer than the frames last.
    let least = time(progress.bytes * 9 / 10, rate);
    assert!(
        start.elapsed() > least,
        "{:?} of {least:?}",
        start.elapsed()
    );
    seen.whole(FRAMES).await;
    timeout(LIMIT, video.drained())
        .await
        .expect("at once")
        .expect("it is there");
}

/// Who writes to a track that is behind waits, as many as there is room for, and no longer than the track is there.
pub async fn writers_wait(env: &Env, path: SignalPath) {
    let room = env.room("writers-wait");
    let pacing = Pacing::leaky_bucket(Bitrate::from_kbps(10)).without_latency_limit();
    let token = env.token("alice", VideoGrant::join(&room));
    let alice = Member::join_with(env, &token, Member::options(path).pacing(pacing))
        .await
        .expect("alice joins");
    let publisher = alice.room.local_participant();
    let video = publisher
        .publish_track(Codec::Vp8, PublishOptions::camera())
        .await
        .expect("published");
    let pattern = VideoPattern::new(Codec::Vp8, 1).keyframes(1, 10_000);
    let mut writers = JoinSet::new();
    for number in 0..1200 {
        let (video, frame) = (video.clone(), pattern.frame(number));
        writers.spawn(async move { video.write_frame(frame).await });
    }
    let ended = async |writers: &mut JoinSet<_>| {
        let next = timeout(LIMIT, writers.join_next()).await;
        next.expect("it ends")
            .map(|ended| ended.expect("it does not panic"))
    };
    // Half a megabyte is taken, a thousand and some wait.
    let (mut taken, mut refused) = (0, 0);
    while taken + refused < 1200 - 1024 {
        match ended(&mut writers).await {
            Some(Ok(())) => taken += 1,
            Some(Err(WriteError::Behind)) => refused += 1,
            other => panic!("{other:?}"),
        }
    }
    assert!(
        taken > 40 && refused > 40,
        "{taken} taken, {refused} refused"
    );
    video.unpublish().await.expect("it is there");
    while let Some(waited) = ended(&mut writers).await {
        assert_eq!(waited, Err(WriteError::Gone));
    }
}

/// When the last packet of the next frame of `bytes` came.
async fn whole(packets: &mut Packets, bytes: usize) -> Instant {
    let (mut timestamp, mut came) = (None, 0);
    loop {
        let packet = timeout(LIMIT, packets.next()).await;
        let packet = packet.expect("packets come").expect("the track is there");
        if timestamp != Some(packet.timestamp) {
            (timestamp, came) = (Some(packet.timestamp), 0);
        }
        came += packet.payload.len();
        if packet.marker && came >= bytes {
            return packet.arrival;
        }
    }
}

async fn next(packets: &mut Packets) -> Instant {
    let packet = timeout(LIMIT, packets.next()).await;
    packet
        .expect("packets come")
        .expect("the track is there")
        .arrival
}

/// How long that many bytes take at a rate.
fn time(bytes: u64, rate: Bitrate) -> Duration {
    Duration::from_secs_f64(bytes as f64 * 8.0 / rate.bps() as f64)
}

const FRAMES: u64 = 30;
/// The bytes of a frame that takes a while at a low rate.
const LARGER: usize = 500_000;
