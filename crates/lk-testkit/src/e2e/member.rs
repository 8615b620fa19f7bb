//! A participant of a scenario.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use lk_auth::VideoGrant;
use lk_media::MediaKind;
use lk_rtc::{
    ConnectError, DisconnectReason, Event, LocalTrack, Participant, PeerConnections,
    PublishOptions, RemoteTrack, Room, RoomEvent, RoomEvents, RoomOptions, RoomState,
};
use lk_signal::SignalPath;
use tokio::time::timeout;

use super::{Env, LIMIT, Play};

/// A participant, with the events that nobody has asked about yet.
///
/// Every wait is limited, and ends in a panic that says what was waited for.
#[derive(Debug)]
pub struct Member {
    /// The room, from its side.
    pub room: Room,
    events: RoomEvents,
    unread: VecDeque<RoomEvent>,
}

impl Member {
    /// Joins `room` with an ordinary token.
    ///
    /// # Panics
    ///
    /// If it cannot.
    pub async fn join(env: &Env, path: SignalPath, room: &str, identity: &str) -> Self {
        let token = env.token(identity, VideoGrant::join(room));
        let joined = Self::join_with(env, &token, Self::options(path)).await;
        joined.unwrap_or_else(|error| panic!("{identity} cannot join: {error:?}"))
    }

    /// Joins with this token and these options.
    ///
    /// # Errors
    ///
    /// What [`Room::connect`] fails with.
    pub async fn join_with(
        env: &Env,
        token: &str,
        options: RoomOptions,
    ) -> Result<Self, ConnectError> {
        let connecting = Room::connect(env.url(), token, options);
        let (room, events) = timeout(LIMIT, connecting)
            .await
            .expect("it ends by itself")?;
        Ok(Self {
            room,
            events,
            unread: VecDeque::new(),
        })
    }

    /// Options that join over `path`.
    #[must_use]
    pub fn options(path: SignalPath) -> RoomOptions {
        let connections = match path {
            SignalPath::Dual => PeerConnections::Dual,
            SignalPath::Single => PeerConnections::Single,
        };
        RoomOptions::new()
            .peer_connections(connections)
            .connect_timeout(LIMIT)
    }

    /// Publishes something that is played.
    ///
    /// # Panics
    ///
    /// If it cannot.
    pub async fn publish(&self, play: Play, options: PublishOptions) -> LocalTrack {
        let published = timeout(LIMIT, self.room.local_participant().publish(play, options)).await;
        published
            .expect("publishing ends")
            .expect("the track is published")
    }

    /// Waits for the first event, read or not, of which `pick` makes something. Others are kept.
    ///
    /// # Panics
    ///
    /// If none comes.
    pub async fn event<T>(&mut self, what: &str, pick: impl Fn(&RoomEvent) -> Option<T>) -> T {
        if let Some(at) = self.unread.iter().position(|event| pick(event).is_some()) {
            let event = self.unread.remove(at).expect("it is there");
            return pick(&event).expect("it was picked");
        }
        let search = async {
            while let Some(event) = self.events.next().await {
                if let Some(picked) = pick(&event) {
                    return Some(picked);
                }
                self.unread.push_back(event);
            }
            None
        };
        match timeout(LIMIT, search).await {
            Ok(Some(picked)) => picked,
            Ok(None) => panic!("out of the room before {what}; unread: {:#?}", self.unread),
            Err(_) => panic!("no sign of {what}; unread: {:#?}", self.unread),
        }
    }

    /// Whether no such event comes within `time`; none has come unread either.
    pub async fn is_spared(&mut self, time: Duration, what: impl Fn(&RoomEvent) -> bool) -> bool {
        if self.unread.iter().any(&what) {
            return false;
        }
        let search = async {
            while let Some(event) = self.events.next().await {
                let found = what(&event);
                self.unread.push_back(event);
                if found {
                    return;
                }
            }
            std::future::pending::<()>().await;
        };
        timeout(time, search).await.is_err()
    }

    /// Waits for the next track that is subscribed, of that kind.
    ///
    /// # Panics
    ///
    /// If none comes.
    pub async fn track(&mut self, kind: MediaKind) -> (Participant, RemoteTrack) {
        let pick = |event: &RoomEvent| match event {
            Event::TrackSubscribed(it) if it.track.kind() == kind => {
                Some((it.participant.clone(), it.track.clone()))
            }
            _ => None,
        };
        self.event(&format!("a track of {kind:?}"), pick).await
    }

    /// Waits until the room, from its side, is as `is` says.
    ///
    /// # Panics
    ///
    /// If it does not come to that.
    pub async fn until(&self, what: &str, is: impl FnMut(&RoomState) -> bool) -> Arc<RoomState> {
        match timeout(LIMIT, self.room.wait_until(is)).await {
            Ok(Ok(state)) => state,
            Ok(Err(reason)) => panic!("out of the room before {what}: {reason}"),
            Err(_) => panic!("no sign of {what}: {:#?}", self.room.state()),
        }
    }

    /// Waits until another participant is there, and returns what is known of it.
    ///
    /// # Panics
    ///
    /// If it does not come.
    pub async fn sees(&self, identity: &str) -> Participant {
        let find = |state: &RoomState| {
            let others = state.remote_participants().values();
            others
                .into_iter()
                .find(|it| it.identity().as_str() == identity)
                .cloned()
        };
        let state = self.until(identity, |state| find(state).is_some()).await;
        find(&state).expect("it is there")
    }

    /// Waits until another participant is gone.
    ///
    /// # Panics
    ///
    /// If it does not go.
    pub async fn misses(&self, identity: &str) {
        let gone = |state: &RoomState| {
            !state
                .remote_participants()
                .keys()
                .any(|it| it.as_str() == identity)
        };
        self.until(&format!("{identity} gone"), gone).await;
    }

    /// Waits until it is put out of the room, and returns why.
    ///
    /// # Panics
    ///
    /// If it is not.
    pub async fn put_out(&mut self) -> DisconnectReason {
        let pick = |event: &RoomEvent| match event {
            Event::Disconnected(it) => Some(it.reason),
            _ => None,
        };
        self.event("the end", pick).await
    }

    /// Leaves.
    ///
    /// # Panics
    ///
    /// If that does not end.
    pub async fn leave(self) {
        timeout(LIMIT, self.room.close())
            .await
            .expect("leaving ends");
    }
}
