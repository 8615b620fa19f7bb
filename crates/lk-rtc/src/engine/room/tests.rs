//! The room model against updates in every order.

use lk_proto::participant_info::State;

use super::*;

fn person(sid: &str, identity: &str, version: u32) -> proto::ParticipantInfo {
    proto::ParticipantInfo {
        sid: sid.to_owned(),
        identity: identity.to_owned(),
        version,
        state: State::Active.into(),
        joined_at_ms: 1000,
        ..Default::default()
    }
}

fn with_track(mut info: proto::ParticipantInfo, sid: &str) -> proto::ParticipantInfo {
    info.tracks.push(proto::TrackInfo {
        sid: sid.to_owned(),
        ..Default::default()
    });
    info
}

fn gone(mut info: proto::ParticipantInfo) -> proto::ParticipantInfo {
    info.state = State::Disconnected.into();
    info.version += 1;
    info
}

fn joined(others: Vec<proto::ParticipantInfo>) -> RoomModel {
    let mut room = RoomModel::new(true);
    room.join(&proto::JoinResponse {
        room: Some(proto::Room {
            sid: "RM_1".to_owned(),
            ..Default::default()
        }),
        participant: Some(person("PA_me", "me", 0)),
        other_participants: others,
        ..Default::default()
    });
    room
}

fn update(room: &mut RoomModel, participants: Vec<proto::ParticipantInfo>) {
    room.on_participants(&proto::ParticipantUpdate {
        participants,
        ..Default::default()
    });
}

/// The names of the events since the last call.
fn told(room: &mut RoomModel) -> Vec<String> {
    std::iter::from_fn(|| room.poll_event())
        .map(|event| {
            format!("{event:?}")
                .split('(')
                .next()
                .unwrap_or_default()
                .to_owned()
        })
        .collect()
}

#[test]
fn those_who_are_there_already_are_told_with_their_tracks() {
    let mut room = joined(vec![with_track(person("PA_1", "bob", 1), "TR_1")]);
    assert_eq!(told(&mut room), ["ParticipantConnected", "TrackPublished"]);
    assert!(room.knows_track("TR_1"));
    assert_eq!(room.take_notes(), [Note::TrackAdded]);
}

#[test]
fn an_older_version_changes_nothing() {
    let mut room = joined(vec![person("PA_1", "bob", 5)]);
    told(&mut room);
    let mut late = person("PA_1", "bob", 4);
    late.metadata = "late".to_owned();
    update(&mut room, vec![late.clone()]);
    assert!(told(&mut room).is_empty());
    late.version = 5;
    update(&mut room, vec![late]);
    assert_eq!(
        told(&mut room),
        ["ParticipantMetadataChanged"],
        "equal versions pass"
    );
}

#[test]
fn a_new_session_of_the_same_identity_ends_the_old_one_first() {
    let mut room = joined(vec![with_track(person("PA_1", "bob", 9), "TR_1")]);
    told(&mut room);
    let mut again = person("PA_2", "bob", 0);
    again.joined_at_ms = 2000;
    update(&mut room, vec![again]);
    let expected = [
        "TrackUnpublished",
        "ParticipantDisconnected",
        "ParticipantConnected",
    ];
    assert_eq!(told(&mut room)[..3], expected);
    assert!(!room.knows_track("TR_1"));
    // The server's late word on the old session hits nobody.
    update(
        &mut room,
        vec![gone(person("PA_1", "bob", 9)), person("PA_1", "bob", 11)],
    );
    assert!(told(&mut room).is_empty());
    assert_eq!(room.state().remotes.len(), 1);
}

#[test]
fn an_update_of_an_older_session_does_not_replace_the_newer() {
    let mut newer = person("PA_2", "bob", 0);
    newer.joined_at_ms = 2000;
    let mut room = joined(vec![newer]);
    told(&mut room);
    update(&mut room, vec![person("PA_1", "bob", 3)]);
    assert!(told(&mut room).is_empty());
}

#[test]
fn who_leaves_takes_everything_with_him_in_order() {
    let mut room = joined(vec![with_track(person("PA_1", "bob", 1), "TR_1")]);
    let sid = TrackSid::try_from("TR_1").expect("an id");
    room.subscribed(&sid);
    told(&mut room);
    update(&mut room, vec![gone(person("PA_1", "bob", 1))]);
    let expected = [
        "TrackUnsubscribed",
        "TrackUnpublished",
        "ParticipantDisconnected",
    ];
    assert_eq!(told(&mut room), expected);
    assert!(room.take_notes().contains(&Note::TrackRemoved(sid)));
    assert!(room.state().remotes.is_empty() && room.by_sid.is_empty() && room.by_track.is_empty());
}

#[test]
fn a_full_snapshot_removes_those_it_does_not_list() {
    let mut room = joined(vec![person("PA_1", "bob", 1), person("PA_2", "eve", 1)]);
    told(&mut room);
    let participants = vec![person("PA_me", "me", 1), person("PA_2", "eve", 1)];
    room.on_participants(&proto::ParticipantUpdate {
        participants,
        full_snapshot: true,
    });
    assert_eq!(told(&mut room), ["ParticipantDisconnected"]);
}

#[test]
fn becoming_active_is_told_once() {
    let mut joining = person("PA_1", "bob", 1);
    joining.state = State::Joined.into();
    let mut room = joined(vec![joining]);
    told(&mut room);
    update(&mut room, vec![person("PA_1", "bob", 2)]);
    update(&mut room, vec![person("PA_1", "bob", 3)]);
    assert_eq!(told(&mut room), ["ParticipantActive"]);
}

#[test]
fn speakers_are_sorted_by_loudness_and_nonsense_is_silence() {
    let mut room = joined(vec![person("PA_1", "bob", 1), person("PA_2", "eve", 1)]);
    told(&mut room);
    let speaker = |sid: &str, level: f32| proto::SpeakerInfo {
        sid: sid.to_owned(),
        level,
        active: true,
    };
    let speakers = vec![
        speaker("PA_1", 0.2),
        speaker("PA_2", 0.9),
        speaker("PA_me", f32::NAN),
        speaker("PA_unknown", 1.0),
    ];
    room.on_speakers(&proto::SpeakersChanged { speakers });
    let order: Vec<&str> = room
        .state()
        .speakers
        .iter()
        .map(ParticipantIdentity::as_str)
        .collect();
    assert_eq!(order, ["eve", "bob", "me"]);
    let speakers = vec![proto::SpeakerInfo {
        active: false,
        ..speaker("PA_2", 0.9)
    }];
    room.on_speakers(&proto::SpeakersChanged { speakers });
    assert_eq!(room.state().speakers.len(), 2);
    assert_eq!(told(&mut room), ["ActiveSpeakersChanged"; 2]);
}

#[test]
fn what_changes_of_a_participant_is_told_by_its_kind() {
    let mut room = joined(vec![person("PA_1", "bob", 1)]);
    told(&mut room);
    let mut info = with_track(person("PA_1", "bob", 2), "TR_1");
    info.name = "Bob".to_owned();
    info.attributes.insert("hand".to_owned(), "up".to_owned());
    info.permission = Some(proto::ParticipantPermission {
        can_publish: true,
        ..Default::default()
    });
    update(&mut room, vec![info.clone()]);
    assert_eq!(
        told(&mut room),
        [
            "ParticipantNameChanged",
            "ParticipantAttributesChanged",
            "ParticipantPermissionsChanged",
            "TrackPublished",
        ]
    );
    info.version = 3;
    info.attributes.clear();
    info.tracks[0].muted = true;
    update(&mut room, vec![info]);
    assert_eq!(
        told(&mut room),
        ["ParticipantAttributesChanged", "TrackMuted"]
    );
}

#[test]
fn garbage_is_ignored() {
    let mut room = joined(vec![proto::ParticipantInfo::default()]);
    let data = proto::TrackInfo {
        sid: "TR_d".to_owned(),
        r#type: 2,
        ..Default::default()
    };
    let odd = proto::TrackInfo {
        sid: "TR_x".to_owned(),
        r#type: 99,
        ..Default::default()
    };
    let mut info = person("PA_1", "", 0);
    info.tracks = vec![data, odd, proto::TrackInfo::default()];
    info.state = 77;
    info.joined_at_ms = i64::MIN;
    update(&mut room, vec![info, proto::ParticipantInfo::default()]);
    assert_eq!(
        told(&mut room).first().map(String::as_str),
        Some("ParticipantConnected")
    );
    assert!(!room.knows_track("TR_d") && !room.knows_track("TR_x"));
}
