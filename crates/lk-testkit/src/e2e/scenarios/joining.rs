//! Who is in the room.

use std::time::Duration;

use lk_auth::VideoGrant;
use lk_proto::{CreateRoomRequest, DeleteRoomRequest, ListParticipantsRequest};
use lk_rtc::{ConnectError, DisconnectReason, Event};
use lk_signal::SignalPath;

use crate::e2e::{Env, Member};

/// Two participants join, and each sees the other.
pub async fn could_connect(env: &Env, path: SignalPath) {
    let room = env.room("could-connect");
    let alice = Member::join(env, path, &room, "alice").await;
    let bob = Member::join(env, path, &room, "bob").await;
    alice.sees("bob").await;
    bob.sees("alice").await;
    bob.leave().await;
    alice.misses("bob").await;
}

/// What the join tells: room, participant, server.
pub async fn join(env: &Env, path: SignalPath) {
    let room = env.room("join");
    let token = env
        .unsigned("alice", VideoGrant::join(&room))
        .name("Alice")
        .metadata("m");
    let token = token.attribute("colour", "red").to_jwt().expect("a token");
    let alice = Member::join_with(env, &token, Member::options(path))
        .await
        .expect("joined");
    let state = alice.room.state();
    assert_eq!(state.name(), room);
    assert!(
        state
            .sid()
            .is_some_and(|sid| sid.as_str().starts_with("RM_"))
    );
    assert!(!state.server_version().is_empty());
    let local = state.local_participant();
    assert!(local.sid().as_str().starts_with("PA_"));
    assert_eq!(
        (local.identity().as_str(), local.name()),
        ("alice", "Alice")
    );
    assert_eq!(local.metadata(), "m");
    assert_eq!(local.attributes()["colour"], "red");
    assert!(alice.room.join_timings().total() > Duration::ZERO);

    let bob = Member::join(env, path, &room, "bob").await;
    let seen = bob.sees("alice").await;
    assert_eq!((seen.name(), seen.metadata()), ("Alice", "m"));
    assert_eq!(seen.attributes()["colour"], "red");
}

/// Tokens that are wrong, or of another server, or of no use, are told apart from other failures.
pub async fn join_error(env: &Env, path: SignalPath) {
    let room = env.room("join-error");
    let foreign = lk_auth::AccessToken::new("nobody", "nothing").identity("eve");
    let foreign = foreign
        .grant(VideoGrant::join(&room))
        .to_jwt()
        .expect("a token");
    let forged = lk_auth::AccessToken::new("devkey", "guessed").identity("eve");
    let forged = forged
        .grant(VideoGrant::join(&room))
        .to_jwt()
        .expect("a token");
    let useless = env.token("eve", VideoGrant::list_rooms());
    for (what, token) in [
        ("nonsense", "nonsense"),
        ("foreign", &foreign),
        ("forged", &forged),
        ("useless", &useless),
    ] {
        let error = Member::join_with(env, token, Member::options(path))
            .await
            .expect_err(what);
        let ConnectError::Signal(lk_signal::ConnectError::Unauthorized { status, .. }) = &error
        else {
            panic!("{what}: {error:?}");
        };
        assert_eq!(*status, 401, "{what}");
        assert!(!error.is_transient(), "{what}");
    }
}

/// Attributes of the token and of the join are one set, the join's winning.
pub async fn attributes(env: &Env, path: SignalPath) {
    let room = env.room("attributes");
    let alice = Member::join(env, path, &room, "alice").await;
    let grant = VideoGrant::join(&room).can_update_own_metadata(true);
    let token = env
        .unsigned("bob", grant)
        .attribute("a", "token")
        .attribute("b", "token");
    let token = token.to_jwt().expect("a token");
    let options = Member::options(path)
        .attribute("b", "join")
        .attribute("c", "join ü \"");
    let bob = Member::join_with(env, &token, options)
        .await
        .expect("joined");
    for participant in [
        alice.sees("bob").await,
        bob.room.local_participant().state(),
    ] {
        let attributes: Vec<_> = participant
            .attributes()
            .iter()
            .map(|(key, value)| (key.as_str(), value.as_str()))
            .collect();
        assert_eq!(
            attributes,
            [("a", "token"), ("b", "join"), ("c", "join ü \"")]
        );
    }

    let token = env.token("eve", VideoGrant::join(&room));
    let options = Member::options(path).attribute("a", "x");
    let error = Member::join_with(env, &token, options)
        .await
        .expect_err("not granted");
    assert!(
        matches!(
            error,
            ConnectError::Signal(lk_signal::ConnectError::Unauthorized { .. })
        ),
        "{error:?}"
    );
}

/// Who comes with an identity that is there already takes its place.
pub async fn duplicate_identity(env: &Env, path: SignalPath) {
    let room = env.room("duplicate-identity");
    let watcher = Member::join(env, path, &room, "watcher").await;
    let mut first = Member::join(env, path, &room, "alice").await;
    let first_sid = watcher.sees("alice").await.sid().clone();
    let second = Member::join(env, path, &room, "alice").await;
    assert_eq!(first.put_out().await, DisconnectReason::DuplicateIdentity);
    let second_sid = second.room.local_participant().sid();
    assert_ne!(first_sid, second_sid);
    let replaced = watcher.until("the second alice", |state| {
        state
            .remote_participants()
            .values()
            .any(|it| *it.sid() == second_sid)
    });
    assert_eq!(replaced.await.remote_participants().len(), 1);
}

/// A room that was deleted puts out who is in it, and can be joined anew.
pub async fn join_after_close(env: &Env, path: SignalPath) {
    let room = env.room("join-after-close");
    let mut alice = Member::join(env, path, &room, "alice").await;
    let before = alice.room.state().sid().cloned();
    let request = DeleteRoomRequest { room: room.clone() };
    env.api()
        .room()
        .delete_room(request)
        .await
        .expect("deleted");
    assert_eq!(alice.put_out().await, DisconnectReason::RoomDeleted);
    let bob = Member::join(env, path, &room, "bob").await;
    assert_ne!(bob.room.state().sid().cloned(), before);
}

/// Where rooms are not created by joining, an unknown one is told as such, and a created one can
/// be joined.
pub async fn auto_create_off(env: &Env, path: SignalPath) {
    let room = env.room("auto-create-off");
    let token = env.token("alice", VideoGrant::join(&room));
    let error = Member::join_with(env, &token, Member::options(path))
        .await
        .expect_err("no room");
    assert!(
        matches!(
            error,
            ConnectError::Signal(lk_signal::ConnectError::RoomNotFound)
        ),
        "{error:?}"
    );
    let request = CreateRoomRequest {
        name: room.clone(),
        ..Default::default()
    };
    env.api()
        .room()
        .create_room(request)
        .await
        .expect("created");
    Member::join(env, path, &room, "alice").await;
}

/// A room takes as many as it was created for.
pub async fn room_full(env: &Env, path: SignalPath) {
    let room = env.room("room-full");
    let request = CreateRoomRequest {
        name: room.clone(),
        max_participants: 1,
        ..Default::default()
    };
    env.api()
        .room()
        .create_room(request)
        .await
        .expect("created");
    let _alice = Member::join(env, path, &room, "alice").await;
    let token = env.token("bob", VideoGrant::join(&room));
    let error = Member::join_with(env, &token, Member::options(path))
        .await
        .expect_err("full");
    assert!(
        matches!(
            error,
            ConnectError::Signal(lk_signal::ConnectError::Refused { status: 500, .. })
        ),
        "{error:?}"
    );
}

/// Who drops its room, without closing it, has left all the same.
pub async fn dropping_leaves(env: &Env, path: SignalPath) {
    let room = env.room("dropping-leaves");
    let mut alice = Member::join(env, path, &room, "alice").await;
    let bob = Member::join(env, path, &room, "bob").await;
    // Who came and went unread is not told of.
    let came =
        |event: &lk_rtc::RoomEvent| matches!(event, Event::ParticipantConnected(_)).then_some(());
    alice.event("bob coming", came).await;
    drop(bob);
    alice.misses("bob").await;
    let pick = |event: &lk_rtc::RoomEvent| match event {
        Event::ParticipantDisconnected(it) => Some(it.reason),
        _ => None,
    };
    let reason = alice.event("bob leaving", pick).await;
    assert_eq!(reason, DisconnectReason::ClientInitiated);
    let request = ListParticipantsRequest { room };
    let list = env
        .api()
        .room()
        .list_participants(request)
        .await
        .expect("listed");
    assert_eq!(list.participants.len(), 1);
}

/// Hidden participants are seen by nobody, and see everybody.
pub async fn hidden(env: &Env, path: SignalPath) {
    let room = env.room("hidden");
    let alice = Member::join(env, path, &room, "alice").await;
    let token = env.token("ghost", VideoGrant::join(&room).hidden(true));
    let ghost = Member::join_with(env, &token, Member::options(path))
        .await
        .expect("joined");
    ghost.sees("alice").await;
    let bob = Member::join(env, path, &room, "bob").await;
    alice.sees("bob").await;
    bob.sees("alice").await;
    for member in [&alice, &bob] {
        assert!(
            member
                .room
                .remote_participants()
                .iter()
                .all(|it| it.identity().as_str() != "ghost")
        );
    }
}
