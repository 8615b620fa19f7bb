//! Data packets.

use std::time::Duration;

use bytes::Bytes;
use lk_proto::{SendDataRequest, data_packet};
use lk_rtc::event::DataReceived;
use lk_rtc::{DataMessage, Event, RoomEvent, SendDataError};
use lk_signal::SignalPath;

use crate::e2e::{Env, Member};

fn data(event: &RoomEvent) -> Option<DataReceived> {
    match event {
        Event::DataReceived(data) => Some(data.clone()),
        _ => None,
    }
}

/// Three participants that see one another active.
async fn three(env: &Env, path: SignalPath, room: &str) -> [Member; 3] {
    let mut members = Vec::new();
    for identity in ["alice", "bob", "carol"] {
        members.push(Member::join(env, path, room, identity).await);
    }
    for member in &members {
        let active = |state: &lk_rtc::RoomState| {
            let others = state.remote_participants().values();
            others
                .filter(|it| it.state() == lk_rtc::model::ParticipantState::Active)
                .count()
                == 2
        };
        member.until("both others active", active).await;
    }
    members.try_into().expect("three")
}

/// Reliable data reaches everybody else, with its topic and its sender.
pub async fn data_to_everybody(env: &Env, path: SignalPath) {
    let room = env.room("data-everybody");
    let [mut alice, mut bob, mut carol] = three(env, path, &room).await;
    let local = alice.room.local_participant();
    local
        .send_data(DataMessage::new("hello").topic("greeting"))
        .await
        .expect("sent");
    for member in [&mut bob, &mut carol] {
        let data = member.event("the data", data).await;
        assert_eq!(data.payload, "hello");
        assert_eq!(data.topic.as_deref(), Some("greeting"));
        assert!(data.from.is_some_and(|from| from.as_str() == "alice"));
        assert!(data.reliable);
    }
    let echo = |event: &RoomEvent| matches!(event, Event::DataReceived(_));
    assert!(
        alice.is_spared(Duration::from_millis(300), echo).await,
        "senders hear no echo"
    );
}

/// Data for somebody reaches nobody else.
pub async fn data_to_somebody(env: &Env, path: SignalPath) {
    let room = env.room("data-somebody");
    let [alice, mut bob, mut carol] = three(env, path, &room).await;
    let local = alice.room.local_participant();
    local
        .send_data(DataMessage::new("for carol").to("carol"))
        .await
        .expect("sent");
    local
        .send_data(DataMessage::new("for both").to("bob").to("carol"))
        .await
        .expect("sent");
    local
        .send_data(DataMessage::new("for nobody").to("dave"))
        .await
        .expect("sent");
    local
        .send_data(DataMessage::new("for all"))
        .await
        .expect("sent");
    let mut heard = [Vec::new(), Vec::new()];
    for (member, heard) in [&mut bob, &mut carol].into_iter().zip(&mut heard) {
        while heard.last().is_none_or(|last: &Bytes| last != "for all") {
            heard.push(member.event("the data", data).await.payload);
        }
    }
    assert_eq!(heard[0], ["for both", "for all"]);
    assert_eq!(heard[1], ["for carol", "for both", "for all"]);
}

/// Lossy data arrives too, where nothing is lost.
pub async fn lossy_data(env: &Env, path: SignalPath) {
    let room = env.room("data-lossy");
    let [alice, mut bob, _carol] = three(env, path, &room).await;
    let local = alice.room.local_participant();
    let message = DataMessage::new("now or never").reliable(false);
    local.send_data(message).await.expect("sent");
    let data = bob.event("the data", data).await;
    assert_eq!(data.payload, "now or never");
    assert!(!data.reliable);
}

/// Much reliable data arrives whole and in order; a message that is too large is refused.
pub async fn much_data(env: &Env, path: SignalPath) {
    let room = env.room("data-much");
    let [alice, mut bob, _carol] = three(env, path, &room).await;
    let local = alice.room.local_participant();
    let error = local
        .send_data(DataMessage::new(vec![0; 70_000]))
        .await
        .expect_err("too large");
    assert!(matches!(error, SendDataError::TooLarge { .. }), "{error:?}");
    const COUNT: u32 = 300;
    let sending = tokio::spawn(async move {
        for number in 0..COUNT {
            let payload = number.to_be_bytes().repeat(2500);
            local
                .send_data(DataMessage::new(payload))
                .await
                .expect("sent");
        }
        local
    });
    for number in 0..COUNT {
        let data = bob.event("the data", data).await;
        assert_eq!(data.payload, number.to_be_bytes().repeat(2500), "{number}");
    }
    sending.await.expect("it ends");
}

/// Data of the API arrives without a sender, once for one nonce, and only where it is meant to.
pub async fn data_from_the_api(env: &Env, path: SignalPath) {
    let room = env.room("data-api");
    let [mut alice, mut bob, _carol] = three(env, path, &room).await;
    let request = SendDataRequest {
        room: room.clone(),
        data: "from above".into(),
        kind: data_packet::Kind::Reliable.into(),
        topic: Some("t".to_owned()),
        nonce: Bytes::from_static(b"sixteen bytes .."),
        ..Default::default()
    };
    let api = env.api();
    for _ in 0..2 {
        api.room().send_data(request.clone()).await.expect("sent");
    }
    let last = SendDataRequest {
        destination_identities: vec!["bob".to_owned()],
        data: "for bob".into(),
        nonce: Bytes::new(),
        ..request
    };
    api.room().send_data(last).await.expect("sent");
    let first = bob.event("the data", data).await;
    assert_eq!(
        (first.payload, first.topic.as_deref()),
        ("from above".into(), Some("t"))
    );
    assert!(first.from.is_none());
    assert_eq!(bob.event("the data", data).await.payload, "for bob");
    assert_eq!(alice.event("the data", data).await.payload, "from above");
    let more = |event: &RoomEvent| matches!(event, Event::DataReceived(_));
    assert!(alice.is_spared(Duration::from_millis(300), more).await);
}
