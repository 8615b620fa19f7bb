//! What handles ask of the task of their room.

use std::sync::Arc;

use lk_media::{Codec, Frame};
use tokio::sync::{OwnedSemaphorePermit, mpsc, oneshot, watch};

use super::local::LocalStatus;
use super::poke::Poke;
use crate::engine::{DataMessage, LocalTrackId};
use crate::error::{DisconnectReason, PublishError, TrackError, WriteError};
use crate::model::TrackPublication;
use crate::options::{PublishOptions, TrackSettings};
use crate::packet::RtpToSend;
use crate::stats::{LocalTrackStats, RemoteTrackStats, RoomStats};
use crate::{Bitrate, TrackSid};

/// A question that the task answers, unless it ends before.
pub(super) type Reply<T> = oneshot::Sender<T>;

#[derive(Debug)]
pub(super) enum Command {
    Publish(
        Codec,
        Box<PublishOptions>,
        Reply<Result<Published, PublishError>>,
    ),
    Unpublish(LocalTrackId, Reply<Result<(), TrackError>>),
    SetMuted(LocalTrackId, bool, Reply<Result<(), TrackError>>),
    Write(LocalTrackId, ToWrite, Reply<Result<(), WriteError>>),
    /// Answered when all that was written has left.
    Drain(LocalTrackId, Reply<Result<(), TrackError>>),
    SetSubscribed(TrackSid, bool, Reply<Result<(), TrackError>>),
    SetTrackSettings(TrackSid, TrackSettings, Reply<Result<(), TrackError>>),
    SetSendRate(Bitrate, Reply<()>),
    RequestKeyframe(TrackSid, Reply<Result<(), TrackError>>),
    /// The permit is for the bytes that wait.
    SendData(DataMessage, OwnedSemaphorePermit),
    LocalStats(LocalTrackId, Reply<Option<LocalTrackStats>>),
    RemoteStats(TrackSid, Reply<Option<RemoteTrackStats>>),
    Stats(Reply<RoomStats>),
}

/// Media on its way into a track.
#[derive(Debug)]
pub(crate) enum ToWrite {
    Frame(Frame),
    Packet(RtpToSend),
}

/// A track that stands in the room. Whoever asked for it may have gone away: dropped before it was taken, it is taken
/// out of the room again.
#[derive(Debug)]
pub(super) struct Published {
    track: Option<PublishedTrack>,
    poke: Arc<Poke>,
}

/// What a published track is made of.
#[derive(Debug)]
pub(super) struct PublishedTrack {
    pub(super) id: LocalTrackId,
    pub(super) publication: TrackPublication,
    pub(super) status: watch::Receiver<LocalStatus>,
}

impl Published {
    pub(super) fn new(track: PublishedTrack, poke: Arc<Poke>) -> Self {
        Self {
            track: Some(track),
            poke,
        }
    }

    pub(super) fn take(mut self) -> Option<PublishedTrack> {
        self.track.take()
    }
}

impl Drop for Published {
    fn drop(&mut self) {
        if let Some(track) = self.track.take() {
            self.poke.withdraw(track.id);
        }
    }
}

/// The way to the task of a room, for those that do not keep it alive.
#[derive(Debug, Clone)]
pub(super) struct WeakCommands {
    pub(super) commands: mpsc::WeakSender<Command>,
    pub(super) ended: watch::Receiver<Option<DisconnectReason>>,
}

impl WeakCommands {
    /// Asks, and waits for the answer. `Err`: why we are out of the room.
    pub(super) async fn ask<T>(
        &self,
        make: impl FnOnce(Reply<T>) -> Command,
    ) -> Result<T, DisconnectReason> {
        let Some(commands) = self.commands.upgrade() else {
            return Err(self.why().await);
        };
        let (reply, answer) = oneshot::channel();
        if commands.send(make(reply)).await.is_err() {
            return Err(self.why().await);
        }
        // Not held over the wait: it would keep the room alive.
        drop(commands);
        match answer.await {
            Ok(answer) => Ok(answer),
            Err(_) => Err(self.why().await),
        }
    }

    /// Why we are out of the room.
    pub(super) async fn why(&self) -> DisconnectReason {
        let mut ended = self.ended.clone();
        let reason = ended
            .wait_for(Option::is_some)
            .await
            .ok()
            .and_then(|reason| *reason);
        reason.unwrap_or(DisconnectReason::ClientInitiated)
    }
}

#[cfg(test)]
mod tests {
    use lk_proto as proto;

    use super::*;
    use crate::engine::LocalTrackId;

    #[test]
    fn a_publication_that_nobody_takes_is_withdrawn() {
        let poke = Arc::new(Poke::default());
        let publication = || {
            let info = proto::TrackInfo {
                sid: "TR_1".into(),
                ..Default::default()
            };
            let track = PublishedTrack {
                id: LocalTrackId::for_tests(7),
                publication: TrackPublication::from_wire(&info).expect("an id"),
                status: watch::channel(LocalStatus::default()).1,
            };
            Published::new(track, poke.clone())
        };
        assert!(publication().take().is_some());
        assert_eq!(poke.take_unwanted(), []);
        drop(publication());
        assert_eq!(poke.take_unwanted(), [LocalTrackId::for_tests(7)]);
    }
}
