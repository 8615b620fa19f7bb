//! Data packets.

use std::time::{Duration, Instant};

use bytes::Bytes;
use lk_auth::VideoGrant;
use lk_proto::{SendDataRequest, data_packet};
use lk_rtc::event::DataReceived;
use lk_rtc::model::ParticipantState;
use lk_rtc::{DataMessage, Event, RoomEvent, SendDataError};
use lk_signal::SignalPath;
use tokio::time::timeout;

use crate::e2e::{Env, LIMIT, Member, SLOW_THRESHOLD, SlowReader};

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

/// A publisher of data waits for a slow receiver, and not for one below the threshold, which loses messages.
///
/// It judges rates by the wall clock, so a busy machine can fail it: it is run by hand.
pub async fn slow_subscribers(env: &Env, path: SignalPath) {
    let room = env.room("slow-subscribers");
    // Small enough to be full soon.
    let options = Member::options(path).send_buffer_bytes(64 << 10);
    let token = env.token("publisher", VideoGrant::join(&room));
    let publisher = Member::join_with(env, &token, options.clone()).await;
    let publisher = publisher.expect("joined");
    let mut fast = Member::join(env, path, &room, "fast").await;
    let slow = SlowReader::join(env, options.clone(), &room, "slow", SLOW_THRESHOLD * 3);
    let mut slow = slow.await;
    let too_slow = SlowReader::join(env, options, &room, "too-slow", SLOW_THRESHOLD / 2);
    let mut too_slow = too_slow.await;
    let everybody = |state: &lk_rtc::RoomState| {
        let others = state.remote_participants().values();
        let active = others.filter(|it| it.state() == ParticipantState::Active);
        active.count() == 3
    };
    publisher.until("everybody is active", everybody).await;

    // Until the one that is too slow misses something, and then until the publisher has to wait.
    let local = publisher.room.local_participant();
    let (mut sent, mut missed, mut expected) = (0_u64, false, 1);
    let deadline = Instant::now() + Duration::from_secs(60);
    loop {
        assert!(Instant::now() < deadline, "missed: {missed}, sent: {sent}");
        while let Ok(message) = too_slow.messages.try_recv() {
            missed |= number(&message) != expected;
            expected = number(&message) + 1;
        }
        if missed {
            // It has shown what it was there for, and holds nobody up any more.
            too_slow.hurry();
        }
        let message = DataMessage::new(numbered(sent + 1));
        match timeout(Duration::from_millis(300), local.send_data(message)).await {
            Ok(done) => {
                done.expect("sent");
                sent += 1;
            }
            Err(_) if missed => break,
            Err(_) => {}
        }
    }

    slow.hurry();
    let mut number_of = 0;
    while number_of < sent {
        let message = timeout(LIMIT, slow.messages.recv()).await;
        let message = message.expect("all of it").expect("it is there");
        assert_eq!(number(&message), number_of + 1, "the slow one lost nothing");
        number_of += 1;
    }
    for expected in 1..=sent {
        let message = fast.event("the data", data).await;
        assert_eq!(number(&message.payload), expected, "nor did the fast one");
    }
}

/// A hundred bytes that end with their number.
fn numbered(number: u64) -> Bytes {
    let mut message = vec![0; 92];
    message.extend(number.to_be_bytes());
    message.into()
}

fn number(message: &[u8]) -> u64 {
    let last = message.last_chunk().copied().unwrap_or_default();
    u64::from_be_bytes(last)
}
