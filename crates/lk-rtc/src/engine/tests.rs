//! The engine against a server that does what each test says, in virtual time.

mod pair;
mod sending;

use std::time::Duration;

use lk_media::{Codec, Frame};
use lk_proto as proto;
use lk_proto::signal_request::Message as Request;
use lk_proto::signal_response::Message as Response;

use self::pair::Pair;
use super::*;
use crate::Bitrate;
use crate::error::{PublishError, RequestRefused, SendDataError, TrackError, WriteError};
use crate::event::Event;
use crate::model::TrackSource;
use crate::options::{PublishOptions, RoomOptions, Vp9Options};

const SECOND: Duration = Duration::from_secs(1);

fn frame(pts: u64) -> Frame {
    Frame::new(vec![0x10; 3000].into(), Duration::from_millis(33))
        .pts(Duration::from_millis(pts))
        .keyframe(true)
}

/// Sets out to publish a camera.
fn publish(pair: &mut Pair) -> LocalTrackId {
    let track = pair
        .engine
        .publish(Codec::Vp8, PublishOptions::camera(), pair.now);
    pair.settle();
    track.expect("nothing speaks against it")
}

fn disconnected(pair: &Pair) -> Option<DisconnectReason> {
    match pair.events.last() {
        Some(Event::Disconnected(e)) => Some(e.reason),
        _ => None,
    }
}

#[test]
fn a_track_stands_in_the_room_when_the_server_has_confirmed_and_answered() {
    for confirmed_first in [true, false] {
        let mut pair = Pair::joined();
        (pair.answers, pair.confirms) = (false, false);
        let track = publish(&mut pair);
        // The request goes out before the offer that names it.
        assert!(matches!(
            pair.requests[..],
            [Request::AddTrack(_), Request::Offer(_)]
        ));
        let (tracks, offers) = (pair.take_tracks(), pair.take_offers());
        assert!(offers[0].sdp.contains(&tracks[0].cid));
        if confirmed_first {
            pair.confirm(&tracks[0]);
            assert!(pair.published.is_empty());
            pair.answer(&offers[0], offers[0].id);
        } else {
            pair.answer(&offers[0], offers[0].id);
            assert!(pair.published.is_empty());
            pair.confirm(&tracks[0]);
        }
        assert!(matches!(pair.published[..], [(id, Ok(_))] if id == track));
        assert!(matches!(
            pair.events.last(),
            Some(Event::LocalTrackPublished(_))
        ));
        assert_eq!(pair.engine.state().local_participant().tracks().len(), 1);
        pair.engine
            .write_frame(track, &frame(0), pair.now)
            .expect("it can be written");
        pair.run(SECOND);
        assert_eq!(pair.server_packets(), 3);
    }
}

#[test]
fn several_tracks_are_on_their_way_at_once_and_none_waits_for_another() {
    let mut pair = Pair::joined();
    pair.confirms = false;
    let tracks: Vec<LocalTrackId> = (0..20).map(|_| publish(&mut pair)).collect();
    let requests = pair.take_tracks();
    assert_eq!(requests.len(), 16, "servers take no more at once");
    // The last is confirmed first.
    pair.confirm(&requests[15]);
    assert!(matches!(pair.published[..], [(id, Ok(_))] if id == tracks[15]));
    assert_eq!(pair.take_tracks().len(), 1, "its place is taken at once");
}

#[test]
fn at_the_limit_of_sections_only_that_publication_fails() {
    let mut pair = Pair::joined_with(RoomOptions::new().codecs([Codec::Opus]));
    // One section is that of the data channels, two are left.
    let publisher = pair.engine.transports.get_mut(PeerSide::Publisher);
    let peer = &mut publisher.expect("it is connected").peer;
    peer.add_receivers(lk_peer::MediaKind::Audio, 997);
    let speak = |pair: &mut Pair| {
        let options = PublishOptions::microphone();
        let track = pair.engine.publish(Codec::Opus, options, pair.now);
        track.expect("nothing speaks against it")
    };
    let tracks = [0; 3].map(|_| speak(&mut pair));
    pair.run(SECOND);
    let (refused, published): (Vec<_>, Vec<_>) = std::mem::take(&mut pair.published)
        .into_iter()
        .partition(|(_, result)| result.is_err());
    assert_eq!(published.len(), 2);
    assert_eq!(refused, [(tracks[2], Err(PublishError::TooManyTracks))]);
    assert!(!pair.engine.is_ended());

    pair.engine.unpublish(tracks[1], pair.now).expect("there");
    pair.run(SECOND);
    let next = speak(&mut pair);
    pair.run(SECOND);
    assert!(matches!(pair.published[..], [(id, Ok(_))] if id == next));
}

#[test]
fn a_track_that_is_never_confirmed_is_given_up_and_withdrawn() {
    let mut pair = Pair::joined();
    pair.confirms = false;
    let track = publish(&mut pair);
    pair.run(9 * SECOND);
    assert!(pair.published.is_empty());
    pair.run(2 * SECOND);
    assert!(matches!(pair.published[..], [(id, Err(PublishError::Timeout(_)))] if id == track));
    let late = pair.take_tracks().remove(0);
    pair.confirm(&late);
    assert_eq!(pair.published.len(), 1, "too late");
    assert_eq!(
        pair.engine.write_frame(track, &frame(0), pair.now),
        Err(WriteError::Gone)
    );
    assert!(!pair.engine.is_ended());
}

#[test]
fn a_refused_track_is_told_with_the_servers_reason() {
    let mut pair = Pair::joined();
    pair.confirms = false;
    publish(&mut pair);
    let request = pair.take_tracks().remove(0);
    pair.say(Response::RequestResponse(proto::RequestResponse {
        reason: proto::request_response::Reason::LimitExceeded.into(),
        message: "no more".to_owned(),
        request: Some(proto::request_response::Request::AddTrack(request)),
        ..Default::default()
    }));
    let [
        (
            _,
            Err(PublishError::Refused {
                reason, message, ..
            }),
        ),
    ] = &pair.published[..]
    else {
        panic!("{:?}", pair.published)
    };
    assert_eq!(
        (*reason, message.as_str()),
        (RequestRefused::LimitExceeded, "no more")
    );
}

#[test]
fn the_server_is_told_of_each_spatial_layer() {
    let mut pair = Pair::joined();
    pair.confirms = false;
    let layers = [(320, 180), (640, 360), (1280, 720), (2560, 1440)];
    let told = |pair: &mut Pair, codec: Codec, count: usize| {
        let vp9 = Vp9Options::new().spatial_layers(layers.into_iter().take(count));
        let options = PublishOptions::camera().vp9(vp9);
        let options = options.bitrate(Bitrate::from_mbps(2));
        let track = pair.engine.publish(codec, options, pair.now);
        track.expect("nothing speaks against it");
        pair.settle();
        let request = pair.take_tracks().remove(0);
        assert_eq!(request.layers, request.simulcast_codecs[0].layers);
        let layers = request.layers.iter();
        let told: Vec<_> = layers
            .map(|it| (it.quality().as_str_name(), it.width, it.spatial_layer))
            .collect();
        assert_eq!(request.layers.last().map(|it| it.bitrate), Some(2_000_000));
        (request.width, told)
    };
    let (low, medium) = (("LOW", 320, 0), ("MEDIUM", 640, 1));
    let all = vec![low, medium, ("HIGH", 1280, 2)];
    assert_eq!(told(&mut pair, Codec::Vp9, 4), (1280, all));
    assert_eq!(told(&mut pair, Codec::Vp9, 2), (640, vec![low, medium]));
    assert_eq!(
        told(&mut pair, Codec::Vp9, 1),
        (320, vec![("HIGH", 320, 0)])
    );
    assert_eq!(told(&mut pair, Codec::Vp8, 2), (0, vec![("HIGH", 0, 0)]));
}

#[test]
fn what_the_token_forbids_is_not_even_asked_for() {
    let mut pair = Pair::joined();
    let permission = proto::ParticipantPermission {
        can_publish: true,
        can_publish_sources: vec![proto::TrackSource::Microphone.into()],
        ..Default::default()
    };
    let own = proto::ParticipantInfo {
        sid: "PA_me".to_owned(),
        identity: "me".to_owned(),
        version: 1,
        permission: Some(permission),
        ..Default::default()
    };
    let participants = vec![own];
    pair.say(Response::Update(proto::ParticipantUpdate {
        participants,
        ..Default::default()
    }));
    let camera = pair
        .engine
        .publish(Codec::Vp8, PublishOptions::camera(), pair.now);
    assert_eq!(camera, Err(PublishError::NotAllowed(TrackSource::Camera)));
    let microphone = pair
        .engine
        .publish(Codec::Opus, PublishOptions::microphone(), pair.now);
    assert!(microphone.is_ok());
    let data = pair.engine.send_data(&DataMessage::new("x"), pair.now);
    assert_eq!(data, Err(SendDataError::NotAllowed));
}

#[test]
fn audio_is_not_published_as_video_nor_video_as_audio() {
    let mut pair = Pair::joined();
    for (codec, source) in [
        (Codec::Vp8, TrackSource::Microphone),
        (Codec::H264, TrackSource::ScreenShareAudio),
        (Codec::Opus, TrackSource::Camera),
        (Codec::Opus, TrackSource::ScreenShare),
    ] {
        let options = PublishOptions::new(source);
        let published = pair.engine.publish(codec, options, pair.now);
        assert_eq!(published, Err(PublishError::WrongKind(source, codec)));
    }
    let options = PublishOptions::new(TrackSource::Unknown);
    assert!(pair.engine.publish(Codec::Vp8, options, pair.now).is_ok());
}

#[test]
fn an_answer_to_another_offer_is_passed_over() {
    let mut pair = Pair::joined();
    pair.answers = false;
    let track = publish(&mut pair);
    let offer = pair.take_offers().remove(0);
    let stale = proto::SessionDescription {
        r#type: "answer".to_owned(),
        sdp: "not even a description".to_owned(),
        id: offer.id - 1,
        ..Default::default()
    };
    pair.say(Response::Answer(stale));
    assert!(pair.published.is_empty() && !pair.engine.is_ended());
    // While one is unanswered no other is made; what changed meanwhile goes into the next.
    publish(&mut pair);
    publish(&mut pair);
    assert!(pair.take_offers().is_empty());
    pair.answer(&offer, offer.id);
    assert!(matches!(pair.published[..], [(id, Ok(_))] if id == track));
    let next = pair.take_offers();
    assert_eq!(next.len(), 1);
    assert_eq!(next[0].id, offer.id + 1);
    pair.answer(&next[0], next[0].id);
    assert_eq!(pair.published.len(), 3);
}

#[test]
fn an_offer_that_stays_unanswered_ends_the_session() {
    let mut pair = Pair::joined();
    pair.answers = false;
    publish(&mut pair);
    pair.run(14 * SECOND);
    assert!(!pair.engine.is_ended());
    pair.run(2 * SECOND);
    assert_eq!(
        disconnected(&pair),
        Some(DisconnectReason::NegotiationTimeout)
    );
    assert!(pair.signal_closed);
    assert!(
        pair.requests
            .iter()
            .any(|request| matches!(request, Request::Leave(_)))
    );
}

#[test]
fn a_muted_track_is_silent_and_the_server_knows() {
    let mut pair = Pair::joined();
    let track = publish(&mut pair);
    pair.engine
        .set_muted(track, true, pair.now)
        .expect("it is there");
    pair.settle();
    assert!(
        matches!(&pair.requests[..], [Request::Mute(mute)] if mute.muted && mute.sid == "TR_1")
    );
    assert!(matches!(pair.events.last(), Some(Event::TrackMuted(_))));
    pair.engine
        .write_frame(track, &frame(0), pair.now)
        .expect("taken and gone");
    pair.run(SECOND);
    assert_eq!(pair.server_packets(), 0);
    // The server mutes and unmutes, too.
    pair.say(Response::Mute(proto::MuteTrackRequest {
        sid: "TR_1".to_owned(),
        muted: false,
    }));
    assert_eq!(
        pair.local.last(),
        Some(&(track, LocalTrackEvent::Muted(false)))
    );
    assert_eq!(pair.requests.len(), 1, "it is not told what it said itself");
    pair.engine
        .write_frame(track, &frame(33), pair.now)
        .expect("it can be written");
    pair.run(SECOND);
    assert_eq!(pair.server_packets(), 3);
}

#[test]
fn muting_before_the_server_knows_the_track_is_made_up_for() {
    let mut pair = Pair::joined();
    pair.confirms = false;
    let track = publish(&mut pair);
    pair.engine
        .set_muted(track, true, pair.now)
        .expect("it is on its way");
    let request = pair.take_tracks().remove(0);
    assert!(!request.muted);
    pair.confirm(&request);
    assert!(matches!(&pair.requests[..], [Request::Mute(mute)] if mute.muted));
    assert!(matches!(&pair.published[..], [(_, Ok(publication))] if publication.is_muted()));
}

#[test]
fn an_unpublished_track_is_gone_for_both_sides() {
    let mut pair = Pair::joined();
    let track = publish(&mut pair);
    pair.engine.unpublish(track, pair.now).expect("it is there");
    pair.settle();
    assert_eq!(pair.local.last(), Some(&(track, LocalTrackEvent::Ended)));
    assert!(matches!(
        pair.events.last(),
        Some(Event::LocalTrackUnpublished(_))
    ));
    assert_eq!(
        pair.engine.unpublish(track, pair.now),
        Err(TrackError::Gone)
    );
    assert!(
        pair.server
            .remote_sections()
            .all(|section| section.msid.is_none())
    );
    // The server's word on it comes late.
    let track_sid = "TR_1".to_owned();
    pair.say(Response::TrackUnpublished(
        proto::TrackUnpublishedResponse { track_sid },
    ));
    assert_eq!(pair.local.len(), 1);
}

#[test]
fn a_track_that_the_server_ends_is_told_as_ended() {
    let mut pair = Pair::joined();
    let track = publish(&mut pair);
    let track_sid = "TR_1".to_owned();
    pair.say(Response::TrackUnpublished(
        proto::TrackUnpublishedResponse { track_sid },
    ));
    assert_eq!(pair.local.last(), Some(&(track, LocalTrackEvent::Ended)));
    assert!(pair.engine.state().local_participant().tracks().is_empty());
}

#[test]
fn keyframe_requests_and_the_first_subscriber_reach_the_track() {
    let mut pair = Pair::joined();
    let track = publish(&mut pair);
    pair.engine
        .write_frame(track, &frame(0), pair.now)
        .expect("it can be written");
    pair.run(SECOND);
    let mid = pair.server.remote_sections().next().expect("a section").mid;
    assert!(
        pair.server
            .request_keyframe(mid, None, lk_peer::KeyframeKind::Pli)
    );
    pair.run(SECOND);
    assert_eq!(
        pair.local.last(),
        Some(&(track, LocalTrackEvent::KeyframeRequested))
    );
    let track_sid = "TR_1".to_owned();
    pair.say(Response::TrackSubscribed(proto::TrackSubscribed {
        track_sid,
    }));
    assert_eq!(
        pair.local.last(),
        Some(&(track, LocalTrackEvent::Subscribed))
    );
    assert!(matches!(
        pair.events.last(),
        Some(Event::LocalTrackSubscribed(_))
    ));
}

#[test]
fn leaving_says_goodbye_and_ends_with_the_last_event() {
    let mut pair = Pair::joined();
    publish(&mut pair);
    pair.engine.leave(pair.now);
    pair.settle();
    assert!(matches!(pair.requests.last(), Some(Request::Leave(_))));
    assert_eq!(disconnected(&pair), None, "the server has not answered yet");
    let refused = pair
        .engine
        .publish(Codec::Vp8, PublishOptions::camera(), pair.now);
    assert!(matches!(refused, Err(PublishError::Disconnected(_))));
    pair.say(Response::Leave(proto::LeaveRequest::default()));
    assert_eq!(disconnected(&pair), Some(DisconnectReason::ClientInitiated));
    assert!(pair.signal_closed && pair.engine.is_ended());
    pair.run(60 * SECOND);
    assert_eq!(disconnected(&pair), Some(DisconnectReason::ClientInitiated));
}

#[test]
fn a_server_that_does_not_answer_a_goodbye_is_left_all_the_same() {
    let mut pair = Pair::joined();
    pair.engine.leave(pair.now);
    pair.run(3 * SECOND);
    assert_eq!(disconnected(&pair), Some(DisconnectReason::ClientInitiated));
}

#[test]
fn a_goodbye_of_the_server_ends_with_its_reason() {
    let reasons = [
        (
            proto::DisconnectReason::DuplicateIdentity,
            DisconnectReason::DuplicateIdentity,
        ),
        (
            proto::DisconnectReason::RoomDeleted,
            DisconnectReason::RoomDeleted,
        ),
        (
            proto::DisconnectReason::StateMismatch,
            DisconnectReason::StateMismatch,
        ),
    ];
    for (wire, reason) in reasons {
        let mut pair = Pair::joined();
        let track = publish(&mut pair);
        let leave = proto::LeaveRequest {
            reason: wire.into(),
            ..Default::default()
        };
        pair.say(Response::Leave(leave));
        assert_eq!(disconnected(&pair), Some(reason));
        assert_eq!(pair.local.last(), Some(&(track, LocalTrackEvent::Ended)));
        let written = pair.engine.write_frame(track, &frame(0), pair.now);
        assert_eq!(written, Err(WriteError::Disconnected(reason)));
    }
}

#[test]
fn a_media_connection_that_falls_silent_ends_the_session_in_seconds() {
    let mut pair = Pair::joined();
    pair.connected = false;
    pair.run(8 * SECOND);
    assert_eq!(disconnected(&pair), None);
    pair.run(10 * SECOND);
    assert_eq!(disconnected(&pair), Some(DisconnectReason::ConnectionLost));
}

#[test]
fn a_server_that_answers_no_pings_is_lost() {
    let mut pair = Pair::joined();
    pair.run(60 * SECOND);
    assert_eq!(disconnected(&pair), None);
    pair.pongs = false;
    // Its datagrams come all the while, and prove nothing of its signalling.
    pair.run(14 * SECOND);
    assert_eq!(disconnected(&pair), None);
    assert!(!pair.signal_closed);
    pair.run(7 * SECOND);
    assert_eq!(disconnected(&pair), Some(DisconnectReason::SignalLost));
    assert!(pair.signal_closed);
}

#[test]
fn a_websocket_that_closes_ends_the_session() {
    let mut pair = Pair::joined();
    pair.engine
        .handle_signal(SignalInput::Closed(Default::default()), pair.now);
    pair.settle();
    assert_eq!(disconnected(&pair), Some(DisconnectReason::SignalLost));
}

#[test]
fn nonsense_from_the_server_does_no_harm() {
    let mut pair = Pair::joined();
    let nothing = String::new;
    for message in [
        Response::Update(proto::ParticipantUpdate {
            participants: vec![proto::ParticipantInfo::default()],
            ..Default::default()
        }),
        Response::TrackPublished(proto::TrackPublishedResponse::default()),
        Response::TrackUnpublished(proto::TrackUnpublishedResponse::default()),
        Response::Mute(proto::MuteTrackRequest::default()),
        Response::Trickle(proto::TrickleRequest {
            candidate_init: "{\"candidate\":\"garbage\"}".to_owned(),
            target: 77,
            ..Default::default()
        }),
        Response::Offer(proto::SessionDescription::default()),
        Response::RoomUpdate(proto::RoomUpdate::default()),
        Response::SubscriptionResponse(proto::SubscriptionResponse::default()),
        Response::RequestResponse(proto::RequestResponse::default()),
        Response::MediaSectionsRequirement(proto::MediaSectionsRequirement {
            num_audios: 3,
            num_videos: 0,
        }),
        Response::TrackSubscribed(proto::TrackSubscribed {
            track_sid: nothing(),
        }),
    ] {
        let is_offer = matches!(message, Response::Offer(_));
        pair.say(message);
        if is_offer {
            // A description that cannot be used ends the session, in order.
            assert_eq!(
                disconnected(&pair),
                Some(DisconnectReason::ProtocolViolation)
            );
            pair = Pair::joined();
        }
        assert!(!pair.engine.is_ended());
    }
}

#[test]
fn data_reaches_the_server_numbered_and_is_heard_once() {
    let mut pair = Pair::joined();
    for text in ["one", "two"] {
        let message = DataMessage::new(text).topic("t").to("bob");
        pair.engine
            .send_data(&message, pair.now)
            .expect("there is room");
    }
    pair.run(SECOND);
    let packets: Vec<proto::DataPacket> = pair
        .server_events
        .iter()
        .filter_map(|event| match event {
            lk_peer::PeerEvent::ChannelData { data, .. } => {
                prost::Message::decode(data.clone()).ok()
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        packets
            .iter()
            .map(|packet| packet.sequence)
            .collect::<Vec<_>>(),
        [1, 2]
    );
    assert_eq!(packets[0].destination_identities, ["bob"]);
    let too_large = DataMessage::new(vec![0; 64_001]);
    let refused = pair.engine.send_data(&too_large, pair.now);
    assert!(
        matches!(refused, Err(SendDataError::TooLarge { .. })),
        "{refused:?}"
    );
}

#[test]
fn leaving_ends_though_an_offer_is_unanswered() {
    let mut pair = Pair::joined();
    pair.answers = false;
    publish(&mut pair);
    pair.run(Duration::from_millis(14_500));
    let now = pair.now;
    pair.engine.leave(now);
    pair.run(3 * SECOND);
    assert_eq!(disconnected(&pair), Some(DisconnectReason::ClientInitiated));
}

#[test]
fn leaving_while_the_media_fades_is_leaving() {
    let mut pair = Pair::joined();
    let now = pair.now;
    pair.server.close(now);
    pair.settle();
    pair.engine.leave(now);
    pair.run(3 * SECOND);
    assert_eq!(disconnected(&pair), Some(DisconnectReason::ClientInitiated));
}

#[test]
fn a_server_that_wants_sections_without_end_gets_a_bounded_offer() {
    let mut pair = Pair::joined();
    pair.answers = false;
    for _ in 0..100 {
        pair.say(Response::MediaSectionsRequirement(
            proto::MediaSectionsRequirement {
                num_audios: 200,
                num_videos: 200,
            },
        ));
    }
    publish(&mut pair);
    let sections = |request: &Request| match request {
        Request::Offer(offer) => offer.sdp.matches("\nm=").count(),
        _ => 0,
    };
    let most = pair.requests.iter().map(sections).max();
    assert!(
        most.is_some_and(|most| (400..=1001).contains(&most)),
        "{most:?}"
    );
}
