//! What goes into the engine, and what it asks of its driver.

use std::time::Instant;

use bytes::Bytes;
use lk_media::sample_builder::BuiltFrame;
use lk_peer::Transmit;
use lk_signal::{
    DialFailure, DialRequest, FrameKind, SocketClosed, ValidateAnswer, ValidateRequest,
};

use crate::error::{ConnectError, PublishError};
use crate::event::Event;
use crate::model::TrackPublication;
use crate::stats::JoinTimings;
use crate::{ReceivedPacket, TrackSid};

/// An event of the engine: a subscribed track is handed out by its id.
pub type EngineEvent = Event<TrackSid>;

/// Which peer connection is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum PeerSide {
    /// The one that we offer on; the only one where there is one.
    Publisher,
    /// The one that the server offers on.
    Subscriber,
}

/// A track of ours, from the moment it is to be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalTrackId(pub(super) u64);

#[cfg(all(test, feature = "tokio"))]
impl LocalTrackId {
    pub(crate) const fn for_tests(id: u64) -> Self {
        Self(id)
    }
}

/// What happened to the websocket that the engine asked for.
#[derive(Debug)]
pub enum SignalInput<'a> {
    /// It is open.
    Opened,
    /// It did not open.
    DialFailed(DialFailure),
    /// The question why it did not open was answered, or not.
    Validated(Option<ValidateAnswer>),
    /// A frame came.
    Frame(FrameKind, &'a [u8]),
    /// A frame came that is larger than the driver reads.
    Oversized {
        /// How many bytes it reads.
        max: usize,
    },
    /// It is closed.
    Closed(SocketClosed),
}

/// The next thing to do, from [`Engine::poll_output`](super::Engine::poll_output).
#[derive(Debug)]
#[non_exhaustive]
pub enum Output {
    /// Open a websocket; answer with [`SignalInput::Opened`] or [`SignalInput::DialFailed`].
    Dial(DialRequest),
    /// Send one binary frame on the open websocket, after those before it.
    SendSignal(Bytes),
    /// Ask over HTTP why the dial failed; answer with [`SignalInput::Validated`].
    Validate(ValidateRequest),
    /// Send what is queued, then close the websocket with this code, or give up dialling or
    /// asking.
    CloseSignal(u16),
    /// Bind sockets for this peer connection, and tell them by
    /// [`Engine::add_local_address`](super::Engine::add_local_address).
    OpenSockets(PeerSide),
    /// Send a datagram from one of the sockets of this peer connection.
    Transmit(PeerSide, Transmit),
    /// We are in the room. Comes once.
    Connected(JoinTimings),
    /// We could not get into the room. Comes last.
    ConnectFailed(ConnectError),
    /// Something happened in the room. After [`Event::Disconnected`] nothing comes.
    Event(EngineEvent),
    /// [`Engine::publish`](super::Engine::publish) is done.
    Published {
        /// The track.
        track: LocalTrackId,
        /// The track as it stands in the room; or it is gone.
        result: Result<TrackPublication, PublishError>,
    },
    /// Something happened to a track of ours.
    LocalTrack(LocalTrackId, LocalTrackEvent),
    /// A packet or frame of a track that is received, in the form that was asked for.
    Media(TrackSid, Media),
    /// The data channel that was full has room again.
    DataWritable {
        /// Which of the two.
        reliable: bool,
    },
    /// Drained. Call [`Engine::handle_timeout`](super::Engine::handle_timeout) then, or on input;
    /// `None`: only on input.
    Timeout(Option<Instant>),
}

/// Something that happened to a track of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LocalTrackEvent {
    /// A receiver cannot go on without a keyframe.
    KeyframeRequested,
    /// Somebody receives the track for the first time.
    Subscribed,
    /// It was muted or unmuted, by us or by the server.
    Muted(bool),
    /// It took a frame after [`WriteError::Behind`](crate::error::WriteError::Behind).
    Writable,
    /// All that was written to it has left: see [`Engine::has_left`](super::Engine::has_left).
    Drained,
    /// It stands in the room no longer.
    Ended,
}

/// The form in which a received track is handed out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MediaForm {
    /// Not chosen yet: packets are kept, as far as there is room, and handed out once it is.
    #[default]
    Undecided,
    /// RTP packets, as they come.
    Packets,
    /// Whole frames, in order.
    Frames,
    /// Not at all.
    Nothing,
}

/// A piece of a received track.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Media {
    /// An RTP packet.
    Packet(ReceivedPacket),
    /// A whole frame.
    Frame(BuiltFrame),
}
