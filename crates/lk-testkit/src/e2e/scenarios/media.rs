//! Tracks, from a publisher to its subscribers.

use std::time::{Duration, Instant};

use lk_media::{Codec, Frame, MediaKind};
use lk_proto::DeleteRoomRequest;
use lk_rtc::{Event, PublishOptions, RoomEvent, RtpToSend, TrackSource, WriteError};
use lk_signal::SignalPath;
use tokio::time::{sleep, timeout};

pub use super::clips::clips;
use crate::e2e::{Env, LIMIT, Listener, Member, Play};
use crate::media::{AudioPattern, VideoPattern};

/// How many frames have to arrive.
const FRAMES: u64 = 60;
const AUDIO_FRAMES: u64 = 100;
/// How many frames are played: more than arrive until a scenario has ended.
const ENDLESS: u64 = 50_000;

fn vp8(track: u32) -> VideoPattern {
    VideoPattern::new(Codec::Vp8, track)
        .bits_per_second(600_000)
        .keyframes(30, 12_000)
}

fn h264(track: u32) -> VideoPattern {
    VideoPattern::new(Codec::H264, track)
        .bits_per_second(600_000)
        .keyframes(30, 12_000)
}

/// Audio and video of one participant reach another, one who comes later too.
pub async fn single_publisher(env: &Env, path: SignalPath) {
    let room = env.room("single-publisher");
    let alice = Member::join(env, path, &room, "alice").await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    let audio = alice.publish(
        Play::audio(AudioPattern::new(1), ENDLESS),
        PublishOptions::microphone(),
    );
    let audio = audio.await;
    let video = alice
        .publish(Play::video(vp8(2), ENDLESS), PublishOptions::camera())
        .await;
    let mut carol = None;
    for _ in 0..2 {
        let member = carol.as_mut().unwrap_or(&mut bob);
        let (from, heard) = member.track(MediaKind::Audio).await;
        let (_, seen) = member.track(MediaKind::Video).await;
        assert_eq!(from.identity().as_str(), "alice");
        assert_eq!(from.sid(), &alice.room.local_participant().sid());
        assert_eq!((heard.sid(), seen.sid()), (audio.sid(), video.sid()));
        assert!(heard.sid().as_str().starts_with("TR_") && seen.sid().as_str().starts_with("TR_"));
        assert_eq!(
            (heard.codec(), seen.codec()),
            (Some(Codec::Opus), Some(Codec::Vp8))
        );
        let (heard, seen) = (Listener::new(&heard), Listener::new(&seen));
        if carol.is_none() {
            seen.wait(|ledger| ledger.count() > 10).await;
            carol = Some(Member::join(env, path, &room, "carol").await);
        } else {
            heard.wait(|ledger| ledger.count() > 20).await;
        }
        seen.follow(180).await;
    }
    carol.expect("she came").leave().await;
    bob.misses("carol").await;
}

/// Every frame arrives as it was sent, from the first one that arrives; both ways at once.
pub async fn pub_sub(env: &Env, path: SignalPath) {
    let room = env.room("pub-sub");
    let mut alice = Member::join(env, path, &room, "alice").await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    let audio = Play::audio(AudioPattern::new(1), ENDLESS);
    alice.publish(audio, PublishOptions::microphone()).await;
    alice
        .publish(Play::video(vp8(2), ENDLESS), PublishOptions::camera())
        .await;
    let screen = PublishOptions::new(TrackSource::ScreenShare);
    bob.publish(Play::video(h264(3), ENDLESS), screen).await;
    let heard = Listener::new(&bob.track(MediaKind::Audio).await.1);
    let seen = Listener::new(&bob.track(MediaKind::Video).await.1);
    let (from, screen) = alice.track(MediaKind::Video).await;
    assert_eq!(
        (from.identity().as_str(), screen.codec()),
        ("bob", Some(Codec::H264))
    );
    let screen = Listener::new(&screen);
    heard.follow(AUDIO_FRAMES).await;
    seen.follow(FRAMES).await;
    screen.follow(FRAMES).await;
}

/// With automatic subscription off nothing is received until it is asked for.
pub async fn auto_subscribe_off(env: &Env, path: SignalPath) {
    let room = env.room("auto-subscribe-off");
    let alice = Member::join(env, path, &room, "alice").await;
    let token = env.token("bob", lk_auth::VideoGrant::join(&room));
    let options = Member::options(path).auto_subscribe(false);
    let mut bob = Member::join_with(env, &token, options)
        .await
        .expect("joined");
    let video = alice
        .publish(Play::video(vp8(1), ENDLESS), PublishOptions::camera())
        .await;
    bob.until("the publication", |state| {
        state.remote_track(video.sid()).is_some()
    })
    .await;
    let subscribed = |event: &RoomEvent| matches!(event, Event::TrackSubscribed(_));
    assert!(bob.is_spared(Duration::from_millis(500), subscribed).await);
    bob.room
        .set_subscribed(video.sid(), true)
        .await
        .expect("subscribing");
    let (_, track) = bob.track(MediaKind::Video).await;
    Listener::new(&track)
        .wait(|ledger| ledger.count() > 10)
        .await;
    bob.room
        .set_subscribed(video.sid(), false)
        .await
        .expect("unsubscribing");
    let ended = |event: &RoomEvent| matches!(event, Event::TrackUnsubscribed(_)).then_some(());
    bob.event("the end of the subscription", ended).await;
}

/// A second negotiation with another codec leaves the first one's tracks alone.
pub async fn renegotiation_with_different_codecs(env: &Env, path: SignalPath) {
    let room = env.room("renegotiation");
    let alice = Member::join(env, path, &room, "alice").await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    let audio = Play::audio(AudioPattern::new(1), ENDLESS);
    alice.publish(audio, PublishOptions::microphone()).await;
    alice
        .publish(Play::video(vp8(2), ENDLESS), PublishOptions::camera())
        .await;
    let heard = Listener::new(&bob.track(MediaKind::Audio).await.1);
    let (_, first) = bob.track(MediaKind::Video).await;
    let seen = Listener::new(&first);
    seen.wait(|ledger| ledger.count() > 5).await;
    let screen = PublishOptions::new(TrackSource::ScreenShare);
    alice.publish(Play::video(h264(3), ENDLESS), screen).await;
    let (_, second) = bob.track(MediaKind::Video).await;
    let shared = Listener::new(&second);
    assert_eq!(
        (first.codec(), second.codec()),
        (Some(Codec::Vp8), Some(Codec::H264))
    );
    heard.follow(150).await;
    seen.follow(120).await;
    shared.follow(FRAMES).await;
}

/// A track stands in the room once it is negotiated, though nothing is sent on it.
pub async fn fire_track_by_sdp(env: &Env, path: SignalPath) {
    let room = env.room("fire-track-by-sdp");
    let alice = Member::join(env, path, &room, "alice").await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    let publisher = alice.room.local_participant();
    let audio = publisher
        .publish_track(Codec::Opus, PublishOptions::microphone())
        .await;
    let video = publisher
        .publish_track(Codec::H264, PublishOptions::camera())
        .await;
    let (_, heard) = bob.track(MediaKind::Audio).await;
    let (_, seen) = bob.track(MediaKind::Video).await;
    assert_eq!(heard.sid(), audio.expect("published").sid());
    assert_eq!(seen.sid(), video.expect("published").sid());
    assert_eq!(
        (heard.codec(), seen.codec()),
        (Some(Codec::Opus), Some(Codec::H264))
    );
}

/// A track that is published muted is subscribed to, says that it is muted, and flows once it is
/// not.
pub async fn subscribe_muted_track(env: &Env, path: SignalPath) {
    let room = env.room("subscribe-muted");
    let alice = Member::join(env, path, &room, "alice").await;
    let options = PublishOptions::microphone().muted(true);
    let audio = alice
        .publish(Play::audio(AudioPattern::new(1), ENDLESS), options)
        .await;
    assert!(audio.is_muted());
    let mut bob = Member::join(env, path, &room, "bob").await;
    let (_, track) = bob.track(MediaKind::Audio).await;
    let state = bob.room.state();
    let (_, publication) = state.remote_track(audio.sid()).expect("published");
    assert!(publication.is_muted());
    let heard = Listener::new(&track);
    audio.set_muted(false).await.expect("unmuted");
    let unmuted = |event: &RoomEvent| matches!(event, Event::TrackUnmuted(_)).then_some(());
    bob.event("the track unmuted", unmuted).await;
    let ledger = heard.wait(|ledger| ledger.count() > 20).await;
    ledger.check_clean().expect("as sent");
}

/// Muting and unmuting is told to others, and stops and starts the media.
pub async fn mute(env: &Env, path: SignalPath) {
    let room = env.room("mute");
    let alice = Member::join(env, path, &room, "alice").await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    let audio = alice.publish(
        Play::audio(AudioPattern::new(1), ENDLESS),
        PublishOptions::microphone(),
    );
    let audio = audio.await;
    let heard = Listener::new(&bob.track(MediaKind::Audio).await.1);
    heard.wait(|ledger| ledger.count() > 10).await;
    for muted in [true, false] {
        audio.set_muted(muted).await.expect("done");
        assert_eq!(audio.is_muted(), muted);
        let told = |event: &RoomEvent| match event {
            Event::TrackMuted(it) if muted => Some(it.publication.is_muted()),
            Event::TrackUnmuted(it) if !muted => Some(it.publication.is_muted()),
            _ => None,
        };
        assert_eq!(bob.event("the change", told).await, muted);
        if muted {
            heard.silent(Duration::from_secs(1)).await;
        } else {
            let before = heard.wait(|_| true).await.last();
            heard
                .wait(|ledger| ledger.last() > before.map(|it| it + 20))
                .await;
        }
    }
}

/// A track that is unpublished is gone for all; another one in its place works.
pub async fn unpublish(env: &Env, path: SignalPath) {
    let room = env.room("unpublish");
    let mut alice = Member::join(env, path, &room, "alice").await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    for track in 1..=3 {
        let video = alice
            .publish(Play::video(vp8(track), ENDLESS), PublishOptions::camera())
            .await;
        // What came and went unread is not told of.
        let published =
            |event: &RoomEvent| matches!(event, Event::LocalTrackPublished(_)).then_some(());
        alice.event("the track", published).await;
        let (_, seen) = bob.track(MediaKind::Video).await;
        assert_eq!(seen.sid(), video.sid());
        let ledger = Listener::new(&seen).wait(|ledger| ledger.count() > 5).await;
        assert_eq!(ledger.track(), Some(track));
        video.unpublish().await.expect("unpublished");
        timeout(LIMIT, video.ended()).await.expect("it ends");
        let sid = video.sid().clone();
        let gone = |event: &RoomEvent| match event {
            Event::TrackUnpublished(it) => Some(it.publication.sid().clone()),
            _ => None,
        };
        assert_eq!(bob.event("the track gone", gone).await, sid);
        let gone = |event: &RoomEvent| match event {
            Event::LocalTrackUnpublished(it) => Some(it.publication.sid().clone()),
            _ => None,
        };
        assert_eq!(alice.event("the track gone", gone).await, sid);
        assert!(bob.room.state().remote_track(&sid).is_none());
    }
}

/// Tracks are published and unpublished one after the other, more than a connection has sections; each costs the same.
///
/// `LK_PUBLICATIONS` says how many, in place of 100; the time that the first and the last hundred took is printed.
#[expect(clippy::print_stderr, reason = "read by who runs it by hand")]
pub async fn many_publications(env: &Env, path: SignalPath) {
    let count = std::env::var("LK_PUBLICATIONS").ok();
    let count = count.map_or(100, |count| count.parse::<u32>().expect("a number"));
    let room = env.room("many-publications");
    let alice = Member::join(env, path, &room, "alice").await;
    let token = env.token("bob", lk_auth::VideoGrant::join(&room));
    let options = Member::options(path).auto_subscribe(false);
    let mut bob = Member::join_with(env, &token, options)
        .await
        .expect("joined");
    let mut times = Vec::new();
    for number in 0..count {
        let began = Instant::now();
        let audio = number % 2 == 0;
        let (play, options) = match audio {
            true => (
                Play::audio(AudioPattern::new(number), 5000),
                PublishOptions::microphone(),
            ),
            false => (Play::video(vp8(number), 5000), PublishOptions::camera()),
        };
        let track = alice.publish(play, options).await;
        times.push(began.elapsed());
        let sid = track.sid().clone();
        if number % 50 < 2 || number + 2 >= count {
            bob.until("the publication", |state| {
                state.remote_track(&sid).is_some()
            })
            .await;
            bob.room.set_subscribed(&sid, true).await.expect("there");
            let kind = [MediaKind::Video, MediaKind::Audio][usize::from(audio)];
            let (_, heard) = bob.track(kind).await;
            assert_eq!(heard.sid(), &sid);
            let heard = Listener::new(&heard)
                .wait(|ledger| ledger.count() > 5)
                .await;
            assert_eq!(heard.track(), Some(number));
        }
        track.unpublish().await.expect("unpublished");
        bob.until("its end", |state| state.remote_track(&sid).is_none())
            .await;
    }
    let hundred = times.len().min(100);
    let sum = |times: &[Duration]| times.iter().sum::<Duration>();
    let (first, last) = (&times[..hundred], &times[times.len() - hundred..]);
    let (first, last) = (sum(first), sum(last));
    eprintln!("{count} publications, {path:?}: the first hundred {first:?}, the last {last:?}");
}

/// Who unsubscribes and subscribes again at once, or a little later, has one new subscription: of the publisher's track,
/// not of what the server sends at the end of the one before.
pub async fn resubscribe(env: &Env, path: SignalPath) {
    let room = env.room("resubscribe");
    let alice = Member::join(env, path, &room, "alice").await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    let video = alice
        .publish(Play::video(vp8(1), 5000), PublishOptions::camera())
        .await;
    let (_, mut track) = bob.track(MediaKind::Video).await;
    for pause in [0, 5, 20, 100] {
        Listener::new(&track)
            .wait(|ledger| ledger.count() > 10)
            .await;
        bob.room
            .set_subscribed(video.sid(), false)
            .await
            .expect("unsubscribing");
        sleep(Duration::from_millis(pause)).await;
        bob.room
            .set_subscribed(video.sid(), true)
            .await
            .expect("subscribing");
        let ended = |event: &RoomEvent| matches!(event, Event::TrackUnsubscribed(_)).then_some(());
        bob.event("the end of the subscription", ended).await;
        (_, track) = bob.track(MediaKind::Video).await;
        let listener = Listener::new(&track);
        listener.wait(|ledger| ledger.count() > 10).await;
        let changes = |event: &RoomEvent| {
            matches!(
                event,
                Event::TrackSubscribed(_) | Event::TrackUnsubscribed(_)
            )
        };
        let again = Duration::from_millis(1500);
        assert!(bob.is_spared(again, changes).await, "{pause} ms");
        let ledger = listener.wait(|ledger| ledger.count() > 30).await;
        ledger.check_clean().expect("the publisher's frames alone");
    }
}

/// What a server sends by itself when a track is muted or ends is not among the frames of the track.
pub async fn server_made_frames(env: &Env, path: SignalPath) {
    let room = env.room("server-made-frames");
    let alice = Member::join(env, path, &room, "alice").await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    let audio = Play::audio(AudioPattern::new(1), 5000);
    let audio = alice.publish(audio, PublishOptions::microphone()).await;
    let video = Play::video(vp8(2), 5000);
    let video = alice.publish(video, PublishOptions::camera()).await;
    let (_, heard) = bob.track(MediaKind::Audio).await;
    let (_, seen) = bob.track(MediaKind::Video).await;
    for (local, remote) in [(audio, heard), (video, seen)] {
        let listener = Listener::new(&remote);
        listener.wait(|ledger| ledger.count() > 10).await;
        local.set_muted(true).await.expect("muted");
        listener.silent(Duration::from_millis(1500)).await;
        local.set_muted(false).await.expect("unmuted");
        let before = listener.wait(|_| true).await.count();
        listener.wait(|ledger| ledger.count() > before + 10).await;
        local.unpublish().await.expect("unpublished");
        let gone = |event: &RoomEvent| match event {
            Event::TrackUnsubscribed(it) => (it.publication.sid() == local.sid()).then_some(()),
            _ => None,
        };
        bob.event("the track gone", gone).await;
        let ledger = listener.wait(|_| true).await;
        ledger.check_clean().expect("the publisher's frames alone");
    }
}

/// Participants publish as they join, receive of each other, leave, and come back.
pub async fn publishing_upon_joining(env: &Env, path: SignalPath) {
    let room = env.room("publishing-upon-joining");
    let mut watcher = Member::join(env, path, &room, "watcher").await;
    let join_and_publish = |identity: &'static str, track: u32| {
        let room = &room;
        async move {
            let member = Member::join(env, path, room, identity).await;
            let audio = Play::audio(AudioPattern::new(track), ENDLESS);
            member.publish(audio, PublishOptions::microphone()).await;
            member
                .publish(
                    Play::video(vp8(track + 1), ENDLESS),
                    PublishOptions::camera(),
                )
                .await;
            member
        }
    };
    let mut alice = join_and_publish("alice", 10).await;
    let bob = join_and_publish("bob", 20).await;
    let mut heard = Vec::new();
    for kind in [
        MediaKind::Audio,
        MediaKind::Audio,
        MediaKind::Video,
        MediaKind::Video,
    ] {
        heard.push(Listener::new(&watcher.track(kind).await.1));
    }
    for kind in [MediaKind::Audio, MediaKind::Video] {
        heard.push(Listener::new(&alice.track(kind).await.1));
    }
    for listener in &heard {
        listener.wait(|ledger| ledger.count() > 5).await;
    }
    bob.leave().await;
    for member in [&alice, &watcher] {
        member.misses("bob").await;
    }
    let _bob = join_and_publish("bob", 30).await;
    for member in [&mut alice, &mut watcher] {
        for kind in [MediaKind::Audio, MediaKind::Video] {
            let (from, track) = member.track(kind).await;
            assert_eq!(from.identity().as_str(), "bob");
            let ledger = Listener::new(&track)
                .wait(|ledger| ledger.count() > 5)
                .await;
            assert!(ledger.track() >= Some(30));
        }
    }
}

/// Who receives may publish later, and who published may go on receiving.
pub async fn receive_before_publish(env: &Env, path: SignalPath) {
    let room = env.room("receive-before-publish");
    let mut alice = Member::join(env, path, &room, "alice").await;
    alice
        .publish(Play::video(vp8(1), ENDLESS), PublishOptions::camera())
        .await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    let seen = Listener::new(&bob.track(MediaKind::Video).await.1);
    seen.wait(|ledger| ledger.count() > 20).await;
    bob.publish(Play::video(vp8(2), ENDLESS), PublishOptions::camera())
        .await;
    let back = Listener::new(&alice.track(MediaKind::Video).await.1);
    back.follow(FRAMES).await;
    let before = seen.wait(|_| true).await.count();
    seen.wait(|ledger| ledger.count() > before + 5)
        .await
        .check_clean()
        .expect("as sent");
}

/// A subscriber's wish for a keyframe reaches the publisher, and brings one.
pub async fn keyframe_request(env: &Env, path: SignalPath) {
    let room = env.room("keyframe-request");
    let alice = Member::join(env, path, &room, "alice").await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    let unasked_never = vp8(1).keyframes(1_000_000, 12_000);
    alice
        .publish(
            Play::video(unasked_never, ENDLESS),
            PublishOptions::camera(),
        )
        .await;
    let (_, track) = bob.track(MediaKind::Video).await;
    let mut frames = track.frames();
    let mut since_keyframe = 0;
    let mut asked = false;
    let search = async {
        while let Some(frame) = frames.next().await {
            since_keyframe = if frame.keyframe {
                0
            } else {
                since_keyframe + 1
            };
            if asked && frame.keyframe {
                return;
            }
            // By then those that the beginning needed have come.
            if since_keyframe == 45 && !asked {
                asked = true;
                track.request_keyframe().await.expect("asked for");
            }
        }
        panic!("the track ended");
    };
    timeout(LIMIT, search).await.expect("a keyframe comes");
}

/// Frames of any size are cut into packets that fit; packets that do not fit are refused.
pub async fn limit_payload_size(env: &Env, path: SignalPath) {
    let room = env.room("limit-payload-size");
    let alice = Member::join(env, path, &room, "alice").await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    let publisher = alice.room.local_participant();
    let video = publisher
        .publish_track(Codec::Vp8, PublishOptions::camera())
        .await;
    let video = video.expect("published");
    let (_, track) = bob.track(MediaKind::Video).await;
    let mut packets = track.packets();
    timeout(LIMIT, video.first_subscriber())
        .await
        .expect("bob")
        .expect("there");
    let pattern = VideoPattern::new(Codec::Vp8, 1).keyframes(1, 100_000);
    let writing = tokio::spawn({
        let video = video.clone();
        async move {
            for number in 0.. {
                let frame: Frame = pattern.frame(number);
                if video.write_frame(frame).await.is_err() {
                    return;
                }
                tokio::time::sleep(Duration::from_millis(100)).await;
            }
        }
    });
    let mut largest = 0;
    for _ in 0..200 {
        let packet = timeout(LIMIT, packets.next()).await;
        let packet = packet.expect("packets come").expect("the track is there");
        largest = largest.max(packet.payload.len());
    }
    assert!((1000..=1200).contains(&largest), "{largest}");
    writing.abort();

    let audio = publisher
        .publish_track(Codec::Opus, PublishOptions::microphone())
        .await;
    let audio = audio.expect("published");
    let error = audio
        .write_rtp(RtpToSend::new(1, 0, vec![0; 2000]))
        .await
        .expect_err("too large");
    assert!(
        matches!(error, WriteError::PayloadTooLarge { size: 2000, .. }),
        "{error:?}"
    );
    audio
        .write_rtp(RtpToSend::new(2, 960, vec![0xF8; 100]))
        .await
        .expect("this one fits");
}

/// Tracks end with the room.
pub async fn tracks_end_with_the_room(env: &Env, path: SignalPath) {
    let room = env.room("tracks-end");
    let alice = Member::join(env, path, &room, "alice").await;
    let mut bob = Member::join(env, path, &room, "bob").await;
    let audio = alice.publish(
        Play::audio(AudioPattern::new(1), ENDLESS),
        PublishOptions::microphone(),
    );
    let audio = audio.await;
    let (_, track) = bob.track(MediaKind::Audio).await;
    let mut frames = track.frames();
    timeout(LIMIT, frames.next())
        .await
        .expect("one comes")
        .expect("a frame");
    env.api()
        .room()
        .delete_room(DeleteRoomRequest { room })
        .await
        .expect("deleted");
    timeout(LIMIT, audio.ended()).await.expect("it ends");
    let rest = async { while frames.next().await.is_some() {} };
    timeout(LIMIT, rest).await.expect("the frames end");
    assert!(
        audio
            .write_rtp(RtpToSend::new(1, 0, vec![0; 10]))
            .await
            .is_err()
    );
}
