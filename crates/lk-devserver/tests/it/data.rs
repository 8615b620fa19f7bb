//! Data packets: stamped, routed, held for joiners.
#![expect(deprecated, reason = "fields that older clients still write and read")]

use std::time::Duration;

use base64::{Engine as _, engine::general_purpose::STANDARD};
use lk_proto::{
    ChatMessage, DataPacket, UserPacket,
    data_packet::{Kind, Value},
};

use crate::world::{Id, Join, World};

fn packet(text: &str) -> DataPacket {
    let user = UserPacket {
        payload: text.as_bytes().to_vec().into(),
        ..UserPacket::default()
    };
    DataPacket {
        value: Some(Value::User(user)),
        ..DataPacket::default()
    }
}

fn texts(world: &World, id: Id) -> Vec<String> {
    let data = world.client(id).data.iter();
    data.filter_map(|(_, packet)| match &packet.value {
        Some(Value::User(user)) => Some(String::from_utf8_lossy(&user.payload).into_owned()),
        _ => None,
    })
    .collect()
}

fn three(single: bool) -> (World, [Id; 3]) {
    let mut world = World::new();
    let ids = ["alice", "bob", "carol"].map(|it| world.join(&Join::new("demo", it).single(single)));
    world.run(Duration::from_millis(500));
    (world, ids)
}

#[test]
fn data_goes_to_everyone_else_with_its_sender_written_in() {
    for single in [false, true] {
        let (mut world, [alice, bob, carol]) = three(single);
        let forged = DataPacket {
            participant_identity: "mallory".into(),
            ..packet("hello")
        };
        world.send_data(alice, "_reliable", &forged);
        world.send_data(alice, "_lossy", &packet("psst"));
        world.run(Duration::from_millis(200));
        assert!(texts(&world, alice).is_empty());
        for who in [bob, carol] {
            assert_eq!(texts(&world, who), ["hello", "psst"], "single: {single}");
            let (label, got) = &world.client(who).data[0];
            assert_eq!((label.as_str(), got.kind()), ("_reliable", Kind::Reliable));
            assert_eq!(
                (
                    got.participant_identity.as_str(),
                    got.participant_sid.as_str()
                ),
                ("alice", world.client(alice).sid())
            );
            let Some(Value::User(user)) = &got.value else {
                panic!("a user packet")
            };
            assert_eq!(
                (
                    user.participant_identity.as_str(),
                    user.participant_sid.as_str()
                ),
                ("alice", world.client(alice).sid())
            );
            let (label, got) = &world.client(who).data[1];
            assert_eq!((label.as_str(), got.kind()), ("_lossy", Kind::Lossy));
        }
    }
}

#[test]
fn data_goes_only_to_those_named_by_identity_or_sid() {
    let (mut world, [alice, bob, carol]) = three(false);
    let to_bob = DataPacket {
        destination_identities: vec!["bob".into()],
        ..packet("for bob")
    };
    world.send_data(alice, "_reliable", &to_bob);
    let mut to_carol = packet("for carol");
    let sid = world.client(carol).sid().to_owned();
    if let Some(Value::User(user)) = &mut to_carol.value {
        user.destination_sids = vec![sid];
    }
    world.send_data(alice, "_reliable", &to_carol);
    world.run(Duration::from_millis(200));
    assert_eq!(
        (texts(&world, bob), texts(&world, carol)),
        (vec!["for bob".into()], vec!["for carol".into()])
    );
}

#[test]
fn a_reliable_sequence_is_taken_once_and_passed_on() {
    let (mut world, [alice, bob, _]) = three(false);
    for sequence in [1, 2, 2, 1, 3] {
        world.send_data(
            alice,
            "_reliable",
            &DataPacket {
                sequence,
                ..packet(&sequence.to_string())
            },
        );
    }
    world.run(Duration::from_millis(200));
    let got: Vec<u32> = world
        .client(bob)
        .data
        .iter()
        .map(|(_, packet)| packet.sequence)
        .collect();
    assert_eq!(got, [1, 2, 3]);
}

#[test]
fn who_may_not_publish_data_is_not_heard() {
    let mut world = World::new();
    let mut quiet = Join::new("demo", "quiet");
    quiet.grant.can_publish_data = Some(false);
    let (quiet, bob) = (world.join(&quiet), world.join(&Join::new("demo", "bob")));
    world.run(Duration::from_millis(500));
    world.send_data(quiet, "_reliable", &packet("hello"));
    world.run(Duration::from_millis(200));
    assert!(texts(&world, bob).is_empty());
}

#[test]
fn the_api_sends_data_once_per_nonce() {
    let (mut world, [_, bob, carol]) = three(false);
    let body = r#"{"room":"demo","data":"aGVsbG8=","topic":"news","destinationIdentities":["bob"],"nonce":"AAAAAAAAAAAAAAAAAAAAAA=="}"#;
    for _ in 0..2 {
        assert_eq!(world.post("SendData", &crate::api::admin(), body).0, 200);
    }
    world.run(Duration::from_millis(200));
    assert_eq!(texts(&world, bob), ["hello"]);
    assert!(texts(&world, carol).is_empty());
    let got = &world.client(bob).data[0].1;
    assert_eq!((got.participant_identity.as_str(), got.sequence), ("", 0));
}

#[test]
fn only_what_may_be_a_nonce_is_remembered() {
    let (mut world, [alice, bob, _]) = three(false);
    for (text, length) in [("once", 16), ("twice", 17)] {
        let mut sent = packet(text);
        if let Some(Value::User(user)) = &mut sent.value {
            user.nonce = vec![7; length].into();
        }
        for _ in 0..2 {
            world.send_data(alice, "_reliable", &sent);
        }
    }
    world.run(Duration::from_millis(200));
    assert_eq!(texts(&world, bob), ["once", "twice", "twice"]);
}

#[test]
fn reliable_data_waits_for_who_is_still_connecting() {
    let (mut world, [alice, ..]) = three(false);
    let late = world.dial(&Join::new("demo", "late")).expect("let in");
    world.send_data(
        alice,
        "_reliable",
        &DataPacket {
            sequence: 1,
            ..packet("early")
        },
    );
    world.send_data(alice, "_lossy", &packet("gone"));
    world.until(|world| !texts(world, late).is_empty(), "it arrives");
    assert_eq!(texts(&world, late), ["early"]);
}

#[test]
fn data_that_is_too_old_makes_room_for_new() {
    let mut world = World::new();
    let late = world.dial(&Join::new("demo", "late")).expect("let in");
    world.cut_off(late);
    let send = |world: &mut World, data: &[u8]| {
        let body = format!(r#"{{"room":"demo","data":"{}"}}"#, STANDARD.encode(data));
        let (status, _) = world.post("SendData", &crate::api::admin(), &body);
        assert_eq!(status, 200);
    };
    for _ in 0..20 {
        send(&mut world, &[b'x'; 60_000]);
    }
    world.run(Duration::from_secs(3));
    world.loses = Box::new(|_| false);
    let connected = |world: &World| {
        let subscriber = world.client(late).subscriber.as_ref();
        subscriber.is_some_and(|link| link.connected)
    };
    world.until(connected, "late connects");
    let fresh = "y".repeat(60_000);
    send(&mut world, fresh.as_bytes());
    world.run(Duration::from_secs(5));
    assert!(texts(&world, late) == [fresh]);
}

#[test]
fn an_agent_may_speak_for_others_and_nobody_else() {
    let mut world = World::new();
    let agent = Join {
        token: |token| token.kind(lk_auth::ParticipantKind::Agent),
        ..Join::new("demo", "agent")
    };
    let (agent, alice, bob) = (
        world.join(&agent),
        world.join(&Join::new("demo", "alice")),
        world.join(&Join::new("demo", "bob")),
    );
    world.run(Duration::from_millis(500));
    let chat = DataPacket {
        participant_identity: "bob".into(),
        value: Some(Value::ChatMessage(ChatMessage {
            message: "hi".into(),
            ..ChatMessage::default()
        })),
        ..DataPacket::default()
    };
    world.send_data(agent, "_reliable", &chat);
    world.send_data(alice, "_reliable", &chat);
    world.run(Duration::from_millis(200));
    let got: Vec<(String, bool)> = world
        .client(bob)
        .data
        .iter()
        .map(|(_, packet)| match &packet.value {
            Some(Value::ChatMessage(chat)) => (packet.participant_identity.clone(), chat.generated),
            _ => panic!("a chat message"),
        })
        .collect();
    assert_eq!(got, [("bob".to_owned(), true), ("alice".to_owned(), false)]);
}

#[test]
fn garbage_on_a_data_channel_is_dropped() {
    let (mut world, [alice, bob, _]) = three(false);
    world.send_bytes(alice, "_reliable", vec![0xff; 9].into());
    world.send_data(alice, "_reliable", &packet("still here"));
    world.run(Duration::from_millis(200));
    assert_eq!(texts(&world, bob), ["still here"]);
}
