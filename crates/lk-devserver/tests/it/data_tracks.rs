//! Data tracks: published, subscribed to, renumbered.

use std::time::Duration;

use lk_proto::{
    DataTrackInfo, DataTrackSchemaId, PublishDataTrackRequest, UnpublishDataTrackRequest,
    UpdateDataSubscription, request_response::Reason, signal_request::Message as Asked,
    signal_response::Message, update_data_subscription::Update,
};

use crate::world::{Id, Join, World};

fn publish(world: &mut World, id: Id, pub_handle: u32, name: &str) -> Option<DataTrackInfo> {
    let request = PublishDataTrackRequest {
        pub_handle,
        name: name.into(),
        ..PublishDataTrackRequest::default()
    };
    world.ask(id, Asked::PublishDataTrackRequest(request));
    let last = world.client(id).heard.iter().rfind(|message| {
        matches!(
            message,
            Message::PublishDataTrackResponse(_) | Message::RequestResponse(_)
        )
    });
    match last {
        Some(Message::PublishDataTrackResponse(response)) => response.info.clone(),
        _ => None,
    }
}

fn subscribe(world: &mut World, id: Id, sid: &str, subscribe: bool) {
    let update = Update {
        track_sid: sid.into(),
        subscribe,
        ..Update::default()
    };
    world.ask(
        id,
        Asked::UpdateDataSubscription(UpdateDataSubscription {
            updates: vec![update],
        }),
    );
}

/// The last table of numbers, by track.
fn handles(world: &World, id: Id) -> Option<Vec<(u32, String)>> {
    world
        .client(id)
        .heard
        .iter()
        .rev()
        .find_map(|message| match message {
            Message::DataTrackSubscriberHandles(it) => {
                let mut handles: Vec<_> = it
                    .sub_handles
                    .iter()
                    .map(|(handle, track)| (*handle, track.track_sid.clone()))
                    .collect();
                handles.sort();
                Some(handles)
            }
            _ => None,
        })
}

fn packet(handle: u16, payload: &[u8]) -> bytes::Bytes {
    let mut bytes = vec![0x18, 0];
    bytes.extend(handle.to_be_bytes());
    bytes.extend([0; 8]);
    bytes.extend(payload);
    bytes.into()
}

#[test]
fn packets_reach_subscribers_under_their_own_numbers() {
    for single in [false, true] {
        let mut world = World::new();
        let [alice, bob, carol] =
            ["alice", "bob", "carol"].map(|it| world.join(&Join::new("demo", it).single(single)));
        world.run(Duration::from_millis(500));
        let first = publish(&mut world, alice, 700, "first").expect("published");
        let second = publish(&mut world, alice, 800, "second").expect("published");
        assert!(first.sid.starts_with("DTR_"));
        let shown = world.client(bob).last_update("alice").expect("an update");
        assert_eq!((shown.data_tracks.len(), shown.is_publisher), (2, true));

        subscribe(&mut world, bob, &second.sid, true);
        assert_eq!(handles(&world, bob), Some(vec![(1, second.sid.clone())]));
        world.send_bytes(alice, "_data_track", packet(700, b"one"));
        world.send_bytes(alice, "_data_track", packet(800, b"two"));
        world.send_bytes(alice, "_data_track", b"short".to_vec().into());
        world.run(Duration::from_millis(100));
        assert_eq!(
            world.client(bob).datagrams,
            [packet(1, b"two")],
            "single: {single}"
        );
        assert!(world.client(carol).datagrams.is_empty());

        subscribe(&mut world, bob, &second.sid, false);
        assert_eq!(handles(&world, bob), Some(Vec::new()));
    }
}

#[test]
fn a_wish_is_kept_until_the_track_comes_and_ends_with_it() {
    let mut world = World::new();
    let [alice, bob] = ["alice", "bob"].map(|it| world.join(&Join::new("demo", it)));
    let info = publish(&mut world, alice, 1, "first").expect("published");
    subscribe(&mut world, bob, &info.sid, true);
    world.ask(
        alice,
        Asked::UnpublishDataTrackRequest(UnpublishDataTrackRequest { pub_handle: 1 }),
    );
    assert_eq!(handles(&world, bob), Some(Vec::new()));
    assert!(
        world
            .client(bob)
            .last_update("alice")
            .expect("an update")
            .data_tracks
            .is_empty()
    );
}

#[test]
fn announcements_are_refused_for_the_right_reasons() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let mut quiet = Join::new("demo", "quiet");
    quiet.grant.can_publish_data = Some(false);
    let quiet = world.join(&quiet);
    assert!(publish(&mut world, alice, 1, "taken").is_some());
    for (handle, name) in [(0, "x"), (65_536, "x"), (2, ""), (1, "x"), (2, "taken")] {
        assert_eq!(publish(&mut world, alice, handle, name), None);
    }
    publish(&mut world, quiet, 1, "x");
    world.ask(
        alice,
        Asked::UnpublishDataTrackRequest(UnpublishDataTrackRequest { pub_handle: 9 }),
    );
    let reasons = |id| -> Vec<Reason> {
        let heard = world.client(id).heard.iter();
        heard
            .filter_map(|message| match message {
                Message::RequestResponse(response) => Some(response.reason()),
                _ => None,
            })
            .collect()
    };
    use Reason::{
        DuplicateHandle, DuplicateName, InvalidHandle, InvalidName, NotAllowed, NotFound,
    };
    assert_eq!(
        reasons(alice),
        [
            InvalidHandle,
            InvalidHandle,
            InvalidName,
            DuplicateHandle,
            DuplicateName,
            NotFound
        ]
    );
    assert_eq!(reasons(quiet), [NotAllowed]);
}

#[test]
fn names_longer_than_any_data_track_has_take_no_room() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let bob = world.join(&Join::new("demo", "bob"));
    let info = publish(&mut world, alice, 1, "pose").expect("published");
    let update = |number| Update {
        track_sid: format!("DTR_{number:061}"),
        subscribe: true,
        ..Update::default()
    };
    let wishes = UpdateDataSubscription {
        updates: (0..1000).map(update).collect(),
    };
    world.ask(bob, Asked::UpdateDataSubscription(wishes));
    subscribe(&mut world, bob, &info.sid, true);
    assert_eq!(handles(&world, bob).expect("a table").len(), 1);
}

#[test]
fn a_data_track_that_is_described_at_too_great_length_is_refused() {
    let mut world = World::new();
    let alice = world.join(&Join::new("demo", "alice"));
    let request = PublishDataTrackRequest {
        pub_handle: 1,
        name: "pose".into(),
        schema: Some(DataTrackSchemaId {
            name: "x".repeat(2000),
            ..DataTrackSchemaId::default()
        }),
        ..PublishDataTrackRequest::default()
    };
    let longer = PublishDataTrackRequest {
        pub_handle: 2,
        name: "pose 2".into(),
        schema: Some(DataTrackSchemaId {
            name: "x".repeat(3000),
            ..DataTrackSchemaId::default()
        }),
        ..PublishDataTrackRequest::default()
    };
    world.ask(alice, Asked::PublishDataTrackRequest(longer));
    world.ask(alice, Asked::PublishDataTrackRequest(request));
    let answers: Vec<_> = world
        .client(alice)
        .heard
        .iter()
        .filter_map(|message| match message {
            Message::PublishDataTrackResponse(_) => Some(Reason::Ok),
            Message::RequestResponse(response) => Some(response.reason()),
            _ => None,
        })
        .collect();
    assert_eq!(answers, [Reason::InvalidRequest, Reason::Ok]);
}
