//! Ourselves in a room: publishing, sending data.

use std::fmt;
use std::sync::Arc;

use lk_media::{Codec, Frame, MediaKind};
use tokio::sync::watch;

use super::Room;
use super::command::{Command, PublishedTrack, ToWrite, WeakCommands};
use crate::engine::{DataMessage, LocalTrackId};
use crate::error::{PublishError, SendDataError, SourceError, TrackError, WriteError};
use crate::model::{Participant, TrackPublication, TrackSource};
use crate::options::PublishOptions;
#[cfg(doc)]
use crate::options::RoomOptions;
use crate::packet::RtpToSend;
use crate::source::{MediaSource, Playback, Progress, play};
use crate::stats::LocalTrackStats;
use crate::{ParticipantIdentity, ParticipantSid, TrackSid};

/// Ourselves in a room. Cheap to clone; each one keeps us in the room, as a [`Room`] does.
#[derive(Debug, Clone)]
pub struct LocalParticipant {
    pub(super) room: Room,
}

impl LocalParticipant {
    /// What is known of us now.
    pub fn state(&self) -> Participant {
        self.room.state().local_participant().clone()
    }

    /// The name under which our token let us in.
    pub fn identity(&self) -> ParticipantIdentity {
        self.state().identity().clone()
    }

    /// The server's id of this session of ours.
    pub fn sid(&self) -> ParticipantSid {
        self.state().sid().clone()
    }

    /// Publishes what a source yields, such as a file. The source is played by a task of its own
    /// until it ends or the track does; then the track stays, silent, until it is unpublished.
    ///
    /// # Errors
    ///
    /// [`PublishError`]; the track is not in the room then.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future takes the track back.
    pub async fn publish<S: MediaSource>(
        &self,
        source: S,
        options: PublishOptions,
    ) -> Result<LocalTrack, PublishError> {
        let mut options = options;
        options.dimensions = options.dimensions.or_else(|| source.dimensions());
        let two = |channels| channels >= 2;
        options.stereo = options.stereo.or_else(|| source.channels().map(two));
        let mut track = self.publish_track(source.codec(), options).await?;
        let (progress, playback) = watch::channel(Playback::default());
        track.playback = Some(playback);
        let writer = track.clone();
        tokio::spawn(play(source, writer, progress));
        Ok(track)
    }

    /// Publishes a track that is written by hand, in frames or packets of `codec`.
    ///
    /// # Errors
    ///
    /// [`PublishError`]; the track is not in the room then.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future takes the track back.
    pub async fn publish_track(
        &self,
        codec: Codec,
        options: PublishOptions,
    ) -> Result<LocalTrack, PublishError> {
        let commands = self.room.weak_commands();
        let make = |reply| Command::Publish(codec, Box::new(options), reply);
        let published = commands
            .ask(make)
            .await
            .map_err(PublishError::Disconnected)??;
        let Some(PublishedTrack {
            id,
            publication,
            status,
        }) = published.take()
        else {
            return Err(PublishError::Disconnected(commands.why().await));
        };
        let inner = Arc::new(Inner {
            id,
            codec,
            publication,
            status,
            commands,
        });
        Ok(LocalTrack {
            inner,
            keyframe_requests: 0,
            playback: None,
        })
    }

    /// Sends a message to others. A reliable one waits for room in the queue, and goes out unless
    /// we leave before; a lossy one does not wait.
    ///
    /// # Errors
    ///
    /// [`SendDataError`]; nothing is sent then.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future before it is done sends nothing.
    pub async fn send_data(&self, message: DataMessage) -> Result<(), SendDataError> {
        self.room.send_data(message).await
    }
}

/// A track of ours in a room. Cheap to clone; dropping it leaves the track where it is.
///
/// A track keeps nobody in the room: it is gone with the last [`Room`].
#[derive(Clone)]
pub struct LocalTrack {
    inner: Arc<Inner>,
    /// How many wishes for a keyframe this handle has been told of.
    keyframe_requests: u64,
    playback: Option<watch::Receiver<Playback>>,
}

struct Inner {
    id: LocalTrackId,
    codec: Codec,
    publication: TrackPublication,
    status: watch::Receiver<LocalStatus>,
    commands: WeakCommands,
}

/// How a track of ours stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct LocalStatus {
    pub(crate) muted: bool,
    pub(crate) subscribed: bool,
    pub(crate) ended: bool,
    pub(crate) keyframe_requests: u64,
}

impl LocalTrack {
    /// The server's id of the track.
    pub fn sid(&self) -> &TrackSid {
        self.inner.publication.sid()
    }

    /// Audio or video.
    pub fn kind(&self) -> MediaKind {
        self.inner.codec.kind()
    }

    /// The codec that it is sent in.
    pub fn codec(&self) -> Codec {
        self.inner.codec
    }

    /// What the media is taken from.
    pub fn source(&self) -> TrackSource {
        self.inner.publication.source()
    }

    /// The track as it was published.
    pub fn publication(&self) -> &TrackPublication {
        &self.inner.publication
    }

    /// Whether it is muted, by us or by the server.
    pub fn is_muted(&self) -> bool {
        self.inner.status.borrow().muted
    }

    /// Whether anybody has received it yet.
    pub fn was_subscribed(&self) -> bool {
        self.inner.status.borrow().subscribed
    }

    /// Whether it is out of the room.
    pub fn is_ended(&self) -> bool {
        self.inner.status.borrow().ended
    }

    /// Mutes or unmutes it: while it is muted, what is written to it is not sent. Where frames of video were swallowed that
    /// others need, a keyframe is asked for when it is unmuted, and nothing is sent before that.
    ///
    /// # Errors
    ///
    /// [`TrackError`], if the track is gone.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future may or may not take it back.
    pub async fn set_muted(&self, muted: bool) -> Result<(), TrackError> {
        let make = |reply| Command::SetMuted(self.inner.id, muted, reply);
        self.inner
            .commands
            .ask(make)
            .await
            .map_err(TrackError::Disconnected)?
    }

    /// Takes the track out of the room.
    ///
    /// # Errors
    ///
    /// [`TrackError`], if the track is gone already.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future may or may not take it back.
    pub async fn unpublish(&self) -> Result<(), TrackError> {
        let make = |reply| Command::Unpublish(self.inner.id, reply);
        self.inner
            .commands
            .ask(make)
            .await
            .map_err(TrackError::Disconnected)?
    }

    /// Sends a frame; waits while the track is behind. [`Frame::pts`] says when it is due in the
    /// track's own time: it sets the RTP timestamp, it does not delay. Frames that all have the
    /// same follow one another by their [`duration`](Frame::duration). Of a stream with layers [`Frame::layer`] says where
    /// a frame stands, and packets tell receivers and servers. Of an upper temporal layer a server forwards nothing before
    /// one of its [switching points](crate::Layer::switching_point).
    ///
    /// Audio that has not been sent for the time of a frame or more, since none was written or the track was muted, goes on
    /// with a packet that is marked as the first behind a silence (RFC 3551 §4.1); so does the first of all.
    ///
    /// A frame of video that cannot be decoded is taken and goes nowhere: see [`RoomOptions::pacing`] and
    /// [`set_muted`](Self::set_muted).
    ///
    /// # Errors
    ///
    /// [`WriteError`]; unless it is [`Gone`](WriteError::Gone) or
    /// [`Disconnected`](WriteError::Disconnected) the track goes on.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future may or may not send the frame; part of one is never sent.
    pub async fn write_frame(&self, frame: Frame) -> Result<(), WriteError> {
        self.check_by_hand()?;
        self.write(ToWrite::Frame(frame)).await
    }

    /// Sends an RTP packet; waits while the track is behind.
    ///
    /// # Errors
    ///
    /// [`WriteError`]; unless it is [`Gone`](WriteError::Gone) or
    /// [`Disconnected`](WriteError::Disconnected) the track goes on.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future may or may not send the packet.
    pub async fn write_rtp(&self, packet: RtpToSend) -> Result<(), WriteError> {
        self.check_by_hand()?;
        self.write(ToWrite::Packet(packet)).await
    }

    /// Waits until all that was written has left, where a [pacer](RoomOptions::pacing) holds it back. It may still be on its
    /// way, and be lost on it.
    ///
    /// # Errors
    ///
    /// [`TrackError`], if the track is gone, or goes before.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future has no effect.
    pub async fn drained(&self) -> Result<(), TrackError> {
        let make = |reply| Command::Drain(self.inner.id, reply);
        self.inner
            .commands
            .ask(make)
            .await
            .map_err(TrackError::Disconnected)?
    }

    /// Waits until a receiver asks for a keyframe: since this method was last done on this handle,
    /// or since the handle was made. Several wishes at once count as one.
    ///
    /// # Errors
    ///
    /// [`TrackError::Gone`], when the track has ended.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses no wish.
    pub async fn keyframe_requested(&mut self) -> Result<(), TrackError> {
        let (mut status, seen) = (self.inner.status.clone(), self.keyframe_requests);
        let news = |status: &LocalStatus| status.keyframe_requests > seen || status.ended;
        match status.wait_for(news).await {
            Ok(status) if status.keyframe_requests > seen => {
                self.keyframe_requests = status.keyframe_requests;
                Ok(())
            }
            _ => Err(TrackError::Gone),
        }
    }

    /// Waits until somebody receives the track.
    ///
    /// # Errors
    ///
    /// [`TrackError::Gone`], when the track ends before.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future has no effect.
    pub async fn first_subscriber(&self) -> Result<(), TrackError> {
        let mut status = self.inner.status.clone();
        let status = status
            .wait_for(|status| status.subscribed || status.ended)
            .await;
        match status {
            Ok(status) if status.subscribed => Ok(()),
            _ => Err(TrackError::Gone),
        }
    }

    /// Waits until the track is out of the room.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future has no effect.
    pub async fn ended(&self) {
        let mut status = self.inner.status.clone();
        let _ = status.wait_for(|status| status.ended).await;
    }

    /// How far the source of the track has come; `None` for a track written by hand.
    pub fn progress(&self) -> Option<Progress> {
        self.playback
            .as_ref()
            .map(|playback| playback.borrow().progress)
    }

    /// Waits until the source of the track has yielded all it has and that has [left](Self::drained), or the track ended.
    /// At once for a track written by hand.
    ///
    /// # Errors
    ///
    /// What the source failed with.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future has no effect.
    pub async fn finished(&self) -> Result<Progress, Arc<SourceError>> {
        let Some(mut playback) = self.playback.clone() else {
            return Ok(Progress::default());
        };
        // A player that is gone has nothing more to say.
        let _ = playback.wait_for(|playback| playback.done.is_some()).await;
        let playback = playback.borrow();
        playback
            .done
            .clone()
            .unwrap_or(Ok(()))
            .map(|()| playback.progress)
    }

    /// Figures of the track.
    ///
    /// # Errors
    ///
    /// [`TrackError`], if the track is gone.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future has no effect.
    pub async fn stats(&self) -> Result<LocalTrackStats, TrackError> {
        let make = |reply| Command::LocalStats(self.inner.id, reply);
        let stats = self
            .inner
            .commands
            .ask(make)
            .await
            .map_err(TrackError::Disconnected)?;
        stats.ok_or(TrackError::Gone)
    }
}

impl LocalTrack {
    pub(crate) fn status(&self) -> watch::Receiver<LocalStatus> {
        self.inner.status.clone()
    }

    pub(crate) async fn write(&self, media: ToWrite) -> Result<(), WriteError> {
        let make = |reply| Command::Write(self.inner.id, media, reply);
        self.inner
            .commands
            .ask(make)
            .await
            .map_err(WriteError::Disconnected)?
    }

    fn check_by_hand(&self) -> Result<(), WriteError> {
        if self.playback.is_some() {
            Err(WriteError::HasSource)
        } else {
            Ok(())
        }
    }
}

impl fmt::Debug for LocalTrack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalTrack")
            .field("sid", self.sid())
            .field("codec", &self.inner.codec)
            .field("status", &*self.inner.status.borrow())
            .finish_non_exhaustive()
    }
}
