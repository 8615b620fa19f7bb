//! A track of another participant, as it is read.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures_core::Stream;
use lk_media::sample_builder::BuiltFrame;
use lk_media::{Codec, MediaKind};

use super::command::{Command, WeakCommands};
use super::feed::{Feed, Turn};
use super::poke::Poke;
use crate::TrackSid;
use crate::engine::{Media, MediaForm};
use crate::error::TrackError;
use crate::options::TrackSettings;
use crate::packet::ReceivedPacket;
use crate::stats::RemoteTrackStats;

/// A track of another participant whose media reaches us. Cheap to clone; its media has one reader.
///
/// What comes before somebody reads is kept, as far as there is room, so that nothing is missed
/// between the event and the first read. Dropping every handle and stream of a track discards its
/// media from then on; it stays subscribed. Handles keep nobody in the room.
#[derive(Clone)]
pub struct RemoteTrack {
    inner: Arc<Inner>,
}

struct Inner {
    sid: TrackSid,
    kind: MediaKind,
    codec: Option<Codec>,
    feed: Arc<Feed>,
    poke: Arc<Poke>,
    commands: WeakCommands,
}

impl RemoteTrack {
    pub(super) fn new(
        sid: TrackSid,
        kind: MediaKind,
        codec: Option<Codec>,
        feed: Arc<Feed>,
        poke: Arc<Poke>,
        commands: WeakCommands,
    ) -> Self {
        Self {
            inner: Arc::new(Inner {
                sid,
                kind,
                codec,
                feed,
                poke,
                commands,
            }),
        }
    }

    /// The server's id of the track.
    pub fn sid(&self) -> &TrackSid {
        &self.inner.sid
    }

    /// Audio or video.
    pub fn kind(&self) -> MediaKind {
        self.inner.kind
    }

    /// The codec of its frames, as the track was announced. Audio that comes as RED is Opus: frames
    /// are unwrapped, and those that were lost are taken from the copies.
    pub fn codec(&self) -> Option<Codec> {
        match self.inner.codec {
            Some(Codec::Red) => Some(Codec::Opus),
            codec => codec,
        }
    }

    /// Reads whole encoded frames, in order, each once. What was lost for good is left out;
    /// [`BuiltFrame::intact`] says whether the frames before are all there. What packets tell of layers, and whether a frame
    /// can be left out, stands beside it; [`BuiltFrame::info`] reads the rest from the frame.
    ///
    /// Takes the place of an earlier reader, whose stream ends. Where nobody reads in time the oldest go, up to a
    /// keyframe, so that what is read can be decoded; [`RemoteTrackStats::dropped`] counts them.
    pub fn frames(&self) -> Frames {
        Frames {
            turn: self.choose(MediaForm::Frames),
            track: self.clone(),
        }
    }

    /// Reads RTP packets as they come: out of order at times, those sent again among them.
    ///
    /// Takes the place of an earlier reader, whose stream ends.
    pub fn packets(&self) -> Packets {
        Packets {
            turn: self.choose(MediaForm::Packets),
            track: self.clone(),
        }
    }

    /// Asks the publisher for a keyframe. Once a second at most; an earlier wish is kept. Where
    /// frames are read and one is lost, this happens by itself.
    ///
    /// # Errors
    ///
    /// [`TrackError`], if the track is gone, or has no keyframes.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future may or may not take the wish back.
    pub async fn request_keyframe(&self) -> Result<(), TrackError> {
        let sid = self.inner.sid.clone();
        let asked = self
            .inner
            .commands
            .ask(|reply| Command::RequestKeyframe(sid, reply))
            .await;
        asked.map_err(TrackError::Disconnected)?
    }

    /// Says what we want of the track: whether at all, in which quality, at which size.
    ///
    /// # Errors
    ///
    /// [`TrackError`], if the track is gone.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future may or may not take it back.
    pub async fn set_settings(&self, settings: TrackSettings) -> Result<(), TrackError> {
        let sid = self.inner.sid.clone();
        let make = |reply| Command::SetTrackSettings(sid, settings, reply);
        self.inner
            .commands
            .ask(make)
            .await
            .map_err(TrackError::Disconnected)?
    }

    /// Figures since the track was subscribed; all zero when it no longer is.
    ///
    /// # Errors
    ///
    /// [`TrackError`], if we are out of the room.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future has no effect.
    pub async fn stats(&self) -> Result<RemoteTrackStats, TrackError> {
        let sid = self.inner.sid.clone();
        let asked = self
            .inner
            .commands
            .ask(|reply| Command::RemoteStats(sid, reply))
            .await;
        let mut stats = asked.map_err(TrackError::Disconnected)?.unwrap_or_default();
        stats.dropped += self.inner.feed.dropped();
        Ok(stats)
    }

    fn choose(&self, form: MediaForm) -> Turn {
        let turn = self.inner.feed.want(form);
        self.inner.poke.poke();
        turn
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.feed.want(MediaForm::Nothing);
        self.poke.poke();
    }
}

impl fmt::Debug for RemoteTrack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RemoteTrack")
            .field("sid", &self.inner.sid)
            .field("kind", &self.inner.kind)
            .field("codec", &self.inner.codec)
            .finish_non_exhaustive()
    }
}

/// The frames of a track; see [`RemoteTrack::frames`].
#[derive(Debug)]
pub struct Frames {
    track: RemoteTrack,
    turn: Turn,
}

impl Frames {
    /// The next frame; `None` when the track is no longer received and all of it was read, or when another reader has
    /// taken over.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses no frame.
    pub async fn next(&mut self) -> Option<BuiltFrame> {
        std::future::poll_fn(|cx| self.poll(cx)).await
    }

    fn poll(&self, cx: &Context<'_>) -> Poll<Option<BuiltFrame>> {
        loop {
            match std::task::ready!(self.track.inner.feed.poll(self.turn, cx)) {
                Some(Media::Frame(frame)) => return Poll::Ready(Some(frame)),
                Some(Media::Packet(_)) => {}
                None => return Poll::Ready(None),
            }
        }
    }
}

impl Stream for Frames {
    type Item = BuiltFrame;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<BuiltFrame>> {
        self.poll(cx)
    }
}

/// The RTP packets of a track; see [`RemoteTrack::packets`].
#[derive(Debug)]
pub struct Packets {
    track: RemoteTrack,
    turn: Turn,
}

impl Packets {
    /// The next packet; `None` when the track is no longer received and all of it was read, or when another reader has
    /// taken over.
    ///
    /// # Cancel safety
    ///
    /// Dropping the future loses no packet.
    pub async fn next(&mut self) -> Option<ReceivedPacket> {
        std::future::poll_fn(|cx| self.poll(cx)).await
    }

    fn poll(&self, cx: &Context<'_>) -> Poll<Option<ReceivedPacket>> {
        loop {
            match std::task::ready!(self.track.inner.feed.poll(self.turn, cx)) {
                Some(Media::Packet(packet)) => return Poll::Ready(Some(packet)),
                Some(Media::Frame(_)) => {}
                None => return Poll::Ready(None),
            }
        }
    }
}

impl Stream for Packets {
    type Item = ReceivedPacket;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<ReceivedPacket>> {
        self.poll(cx)
    }
}
