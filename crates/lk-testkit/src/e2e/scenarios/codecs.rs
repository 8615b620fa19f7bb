//! Codecs that one end does not take.

use std::time::Instant;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE;
use lk_auth::VideoGrant;
use lk_media::{Codec, MediaKind};
use lk_net::Dialer;
use lk_peer::{LocalAddress, Peer, PeerConfig, SenderSpec, Side};
use lk_proto::{
    AddTrackRequest, ClientInfo, JoinRequest, SessionDescription, SignalRequest, TrackSource,
    TrackType, WrappedJoinRequest, client_info, signal_request, signal_response,
};
use lk_rtc::error::{PublishError, SubscriptionError};
use lk_rtc::{Event, PublishOptions, RoomEvent, TrackSource as Source};
use lk_signal::driver::SignalSocket;
use lk_signal::{JoinOptions, SignalPath, SignalUrl, Token};
use prost::Message as _;
use tokio::time::timeout;

use crate::e2e::by_hand::response;
use crate::e2e::{Env, LIMIT, Listener, Member, Play};
use crate::media::VideoPattern;

/// A device that is known to encode a codec badly is not let publish it.
pub async fn device_codec_override(env: &Env, path: SignalPath) {
    for (device, h264) in [("another", true), ("Xiaomi 2201117TI", false)] {
        let answer = publish_from(env, path, device).await;
        assert!(answer.contains(" VP8/90000"), "{device}: {answer}");
        assert_eq!(answer.contains(" H264/90000"), h264, "{device}: {answer}");
    }
}

/// Offers a video of every codec from an Android device of that model, and returns the answer.
async fn publish_from(env: &Env, path: SignalPath, device: &str) -> String {
    let token = Token::from(env.token("alice", VideoGrant::join(env.room("device"))));
    let server = SignalUrl::parse(env.url()).expect("the server's url");
    let now = Instant::now();
    let mut peer = Peer::new(PeerConfig::new(Side::Client, [7; 32]), now);
    peer.add_local_address(LocalAddress::udp(([127, 0, 0, 1], 9).into()));
    peer.add_sender(SenderSpec::video("by-hand", "video"));
    let offer = SessionDescription {
        r#type: "offer".to_owned(),
        sdp: peer.create_offer(now).expect("an offer"),
        id: 1,
        ..Default::default()
    };
    assert!(offer.sdp.contains(" H264/90000"), "{}", offer.sdp);
    let track = AddTrackRequest {
        cid: "video".to_owned(),
        r#type: TrackType::Video.into(),
        source: TrackSource::Camera.into(),
        ..Default::default()
    };
    let mut dial = JoinOptions::new(path)
        .request(&server, &token, None)
        .expect("a request");
    let mut requests = Vec::new();
    let (address, query) = dial.url.split_once('?').expect("a query");
    match path {
        SignalPath::Dual => {
            let ours = format!("&os={}&", std::env::consts::OS);
            let theirs = format!("&os=android&device_model={}&", device.replace(' ', "%20"));
            assert!(query.contains(&ours), "{query}");
            dial.url = dial.url.replacen(&ours, &theirs, 1);
            requests.push(signal_request::Message::AddTrack(track));
            requests.push(signal_request::Message::Offer(offer));
        }
        SignalPath::Single => {
            let join = JoinRequest {
                client_info: Some(ClientInfo {
                    sdk: client_info::Sdk::Rust.into(),
                    version: lk_signal::protocol::VERSION.to_owned(),
                    protocol: lk_signal::protocol::PROTOCOL,
                    os: "android".to_owned(),
                    device_model: device.to_owned(),
                    ..Default::default()
                }),
                add_track_requests: vec![track],
                publisher_offer: Some(offer),
                ..Default::default()
            };
            let wrapped = WrappedJoinRequest {
                join_request: join.encode_to_vec().into(),
                ..Default::default()
            };
            let request = URL_SAFE.encode(wrapped.encode_to_vec());
            dial.url = format!("{address}?join_request={}", request.replace('=', "%3D"));
        }
    }
    let mut socket = SignalSocket::dial(&dial, &Dialer::default())
        .await
        .expect("open");
    for message in requests {
        let message = Some(message);
        let frame = SignalRequest { message }.encode_to_vec();
        socket.send(frame.into()).expect("queued");
    }
    let answer = async {
        loop {
            let next = response(&mut socket).await.expect("the session goes on");
            if let signal_response::Message::Answer(answer) = next {
                return answer.sdp;
            }
        }
    };
    timeout(LIMIT, answer).await.expect("an answer")
}

/// Who does not take a track's codec is told so, and receives the other tracks as ever.
pub async fn subscribe_to_codec_unsupported(env: &Env, path: SignalPath) {
    let room = env.room("codec-unsupported");
    let alice = Member::join(env, path, &room, "alice").await;
    let token = env.token("bob", VideoGrant::join(&room));
    let options = Member::options(path).codecs([Codec::Opus, Codec::Vp8]);
    let mut bob = Member::join_with(env, &token, options)
        .await
        .expect("joined");
    let publish = async |codec: Codec, number: u32, source: Source| {
        let pattern = VideoPattern::new(codec, number)
            .bits_per_second(600_000)
            .keyframes(30, 12_000);
        let options = PublishOptions::new(source);
        alice.publish(Play::video(pattern, 5000), options).await
    };
    publish(Codec::Vp8, 1, Source::Camera).await;
    let before = Listener::new(&bob.track(MediaKind::Video).await.1);
    before.wait(|ledger| ledger.count() > 5).await;

    let refused = publish(Codec::H264, 2, Source::ScreenShare).await;
    let failed = |event: &RoomEvent| match event {
        Event::TrackSubscriptionFailed(it) => Some((it.track_sid.clone(), it.error)),
        _ => None,
    };
    let (sid, error) = bob.event("the failure", failed).await;
    assert_eq!(
        (&sid, error),
        (refused.sid(), SubscriptionError::CodecUnsupported)
    );

    let third = publish(Codec::Vp8, 3, Source::Unknown).await;
    let subscribed = |event: &RoomEvent| match event {
        Event::TrackSubscribed(it) if it.track.sid() == third.sid() => Some(it.track.clone()),
        _ => None,
    };
    let after = Listener::new(&bob.event("the third track", subscribed).await);
    let so_far = before.wait(|_| true).await.count();
    for (track, count) in [(after, 5), (before, so_far + 20)] {
        let ledger = track.wait(|ledger| ledger.count() > count).await;
        ledger.check_clean().expect("as sent");
    }

    let publisher = bob.room.local_participant();
    let error = publisher
        .publish_track(Codec::H264, PublishOptions::camera())
        .await
        .expect_err("a codec that is left out");
    assert_eq!(error, PublishError::Unsupported(Codec::H264));
}
