//! A room that is driven: one task owns the engine, handles ask it, snapshots tell of it.

mod command;
mod endpoint;
mod events;
mod feed;
mod gate;
mod local;
mod poke;
mod remote;
mod signal;
mod sockets;
mod task;

use std::fmt;
use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, watch};

pub(crate) use self::command::ToWrite;
use self::command::{Command, WeakCommands};
pub use self::endpoint::Endpoint;
pub use self::events::{RoomEvent, RoomEvents};
pub(crate) use self::local::LocalStatus;
pub use self::local::{LocalParticipant, LocalTrack};
use self::poke::Poke;
pub use self::remote::{Frames, Packets, RemoteTrack};
use crate::engine::DataMessage;
use crate::error::{ConnectError, DisconnectReason, SendDataError, TrackError};
use crate::model::{ConnectionState, Participant, RoomState};
use crate::options::{RoomOptions, TrackSettings};
use crate::stats::{JoinTimings, RoomStats};
use crate::{Bitrate, ParticipantIdentity, TrackSid};

/// A room that we are in. Cheap to clone.
///
/// We stay as long as a `Room` or a [`LocalParticipant`] of it exists: dropping the last one leaves,
/// as [`close`](Self::close) does, only without waiting. Tracks and events keep nobody in the room.
///
/// ```no_run
/// use lk_rtc::{Event, PublishOptions, Room, RoomOptions, source::FileSource};
///
/// # async fn run(url: &str, token: &str) -> Result<(), Box<dyn std::error::Error>> {
/// let (room, mut events) = Room::connect(url, token, RoomOptions::new()).await?;
/// let clip = FileSource::open("clip.ivf")?;
/// let camera = room.local_participant().publish(clip, PublishOptions::camera()).await?;
/// while let Some(event) = events.next().await {
///     if let Event::TrackSubscribed(e) = event {
///         println!("{} sends {:?}", e.participant.identity(), e.track.codec());
///     }
/// }
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Room {
    inner: Arc<Inner>,
}

struct Inner {
    handle: Handle,
    states: watch::Receiver<Arc<RoomState>>,
    ended: watch::Receiver<Option<DisconnectReason>>,
    join: JoinTimings,
    /// The largest data message, in bytes encoded.
    max_message: usize,
    reliable: Arc<Semaphore>,
    lossy: Arc<Semaphore>,
    send_buffer_bytes: usize,
}

/// What keeps the task of a room going.
struct Handle {
    commands: mpsc::Sender<Command>,
    poke: Arc<Poke>,
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.poke.close();
    }
}

impl Room {
    /// Joins the room that `token` names, on the server at `url` (`ws`, `wss`, `http` or `https`).
    ///
    /// Returns when media can flow and data can be sent. What happens from then on comes as
    /// [`RoomEvents`]. Needs a tokio runtime with time and IO enabled; one task a room runs on it.
    ///
    /// # Errors
    ///
    /// [`ConnectError`], by the stage that failed.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future gives the attempt up and leaves.
    pub async fn connect(
        url: &str,
        token: &str,
        options: RoomOptions,
    ) -> Result<(Self, RoomEvents), ConnectError> {
        Endpoint::new().connect(url, token, options).await
    }

    /// The room as of now. It does not change; ask again for what is new. What an event tells is
    /// in it.
    pub fn state(&self) -> Arc<RoomState> {
        self.inner.states.borrow().clone()
    }

    /// Waits until the room is as `is` says, and returns it.
    ///
    /// # Errors
    ///
    /// The reason, if we are out of the room before.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future has no effect.
    pub async fn wait_until(
        &self,
        mut is: impl FnMut(&RoomState) -> bool,
    ) -> Result<Arc<RoomState>, DisconnectReason> {
        let mut states = self.inner.states.clone();
        let out = |state: &RoomState| state.connection() == ConnectionState::Disconnected;
        let found = states.wait_for(|state| is(state) || out(state)).await;
        let state = found.map(|state| state.clone());
        match state {
            Ok(state) if is(&state) => Ok(state),
            _ => Err(self.weak_commands().why().await),
        }
    }

    /// The room's name.
    pub fn name(&self) -> String {
        self.state().name().to_owned()
    }

    /// Ourselves: to publish, to send data.
    pub fn local_participant(&self) -> LocalParticipant {
        LocalParticipant { room: self.clone() }
    }

    /// Everybody else, by identity.
    pub fn remote_participants(&self) -> Vec<Participant> {
        self.state()
            .remote_participants()
            .values()
            .cloned()
            .collect()
    }

    /// Another participant.
    pub fn remote_participant(&self, identity: &ParticipantIdentity) -> Option<Participant> {
        self.state().remote_participant(identity).cloned()
    }

    /// Subscribes to a track of another participant, or ends that. With
    /// [`RoomOptions::auto_subscribe`] every track is subscribed to begin with.
    ///
    /// # Errors
    ///
    /// [`TrackError`], if nobody publishes the track.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future may or may not take it back.
    pub async fn set_subscribed(&self, track: &TrackSid, on: bool) -> Result<(), TrackError> {
        let make = |reply| Command::SetSubscribed(track.clone(), on, reply);
        self.weak_commands()
            .ask(make)
            .await
            .map_err(TrackError::Disconnected)?
    }

    /// Says what we want of a track of another participant, before or after it is subscribed.
    ///
    /// # Errors
    ///
    /// [`TrackError`], if nobody publishes the track.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future may or may not take it back.
    pub async fn set_track_settings(
        &self,
        track: &TrackSid,
        settings: TrackSettings,
    ) -> Result<(), TrackError> {
        let make = |reply| Command::SetTrackSettings(track.clone(), settings, reply);
        self.weak_commands()
            .ask(make)
            .await
            .map_err(TrackError::Disconnected)?
    }

    /// Changes the rate at which packets of our tracks leave. Changes nothing unless
    /// [`RoomOptions::pacing`] chose a pacer that holds one.
    ///
    /// # Errors
    ///
    /// The reason, if we are out of the room.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future may or may not take it back.
    pub async fn set_send_rate(&self, rate: Bitrate) -> Result<(), DisconnectReason> {
        let make = |reply| Command::SetSendRate(rate, reply);
        self.weak_commands().ask(make).await
    }

    /// When joining reached each of its stages.
    pub fn join_timings(&self) -> JoinTimings {
        self.inner.join
    }

    /// Figures of the whole room.
    ///
    /// # Errors
    ///
    /// The reason, if we are out of the room.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future has no effect.
    pub async fn stats(&self) -> Result<RoomStats, DisconnectReason> {
        self.weak_commands().ask(Command::Stats).await
    }

    /// Leaves, and waits until that is done: five seconds at most. Done at once if we are out
    /// already. What a pacer holds back of our tracks then does not go out: see [`LocalTrack::drained`].
    ///
    /// # Cancel safety
    ///
    /// Dropping the future after it was polled once still leaves.
    pub async fn close(&self) {
        self.inner.handle.poke.close();
        self.closed().await;
    }

    /// Waits until we are out of the room, and says why.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future has no effect.
    pub async fn closed(&self) -> DisconnectReason {
        self.weak_commands().why().await
    }

    fn weak_commands(&self) -> WeakCommands {
        let commands = self.inner.handle.commands.downgrade();
        WeakCommands {
            commands,
            ended: self.inner.ended.clone(),
        }
    }

    async fn send_data(&self, message: DataMessage) -> Result<(), SendDataError> {
        let (size, max) = (message.check()?, self.inner.max_message);
        if size > max {
            return Err(SendDataError::TooLarge { size, max });
        }
        if !self
            .state()
            .local_participant()
            .permissions()
            .can_publish_data
        {
            return Err(SendDataError::NotAllowed);
        }
        let permit = self.room_for(size, message.is_reliable()).await?;
        let command = Command::SendData(message, permit);
        match self.inner.handle.commands.send(command).await {
            Ok(()) => Ok(()),
            Err(_) => Err(SendDataError::Disconnected(self.closed().await)),
        }
    }

    /// Waits for a place in the queue; for a lossy message there is one now or never.
    async fn room_for(
        &self,
        size: usize,
        reliable: bool,
    ) -> Result<OwnedSemaphorePermit, SendDataError> {
        let (queue, limit) = if reliable {
            (&self.inner.reliable, self.inner.send_buffer_bytes)
        } else {
            (&self.inner.lossy, self.inner.send_buffer_bytes / 16)
        };
        let wanted = u32::try_from(size.clamp(1, limit.max(1))).unwrap_or(u32::MAX);
        let queue = queue.clone();
        if !reliable {
            let waiting = limit.saturating_sub(queue.available_permits());
            return queue
                .try_acquire_many_owned(wanted)
                .map_err(|_| SendDataError::Behind { waiting });
        }
        tokio::select! {
            permit = queue.acquire_many_owned(wanted) => {
                permit.map_err(|_| SendDataError::ChannelClosed)
            }
            reason = self.closed() => Err(SendDataError::Disconnected(reason)),
        }
    }
}

impl fmt::Debug for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("Room")
            .field("name", &state.name())
            .field("sid", &state.sid())
            .field("connection", &state.connection())
            .field("remotes", &state.remote_participants().len())
            .finish_non_exhaustive()
    }
}
