//! Why something of ours does not reach the room, and something of others does not reach us.

use std::path::PathBuf;
use std::time::Duration;

use lk_media::Codec;
use lk_media::packetize::PacketizeError;

use super::{BoxError, DisconnectReason};
use crate::model::TrackSource;

/// Why a track could not be published.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PublishError {
    /// Our token does not let us publish from this source.
    #[error("not allowed to publish {0}")]
    NotAllowed(TrackSource),
    /// The server said no.
    #[error("the server refused the track ({reason:?}): {message}")]
    #[non_exhaustive]
    Refused {
        /// What kind of no.
        reason: RequestRefused,
        /// What it said.
        message: String,
    },
    /// The server did not confirm the track in time.
    #[error("the server did not confirm the track within {0:?}")]
    Timeout(Duration),
    /// We cannot cut frames of this codec into packets, or the room does not take it.
    #[error("{0} cannot be published")]
    Unsupported(Codec),
    /// The connection has no section left for it: a thousand tracks are published or received, or sections are kept that
    /// other codecs were published in. Unpublish a track of the same codec, or connect anew.
    #[error("the connection has no room for another track")]
    TooManyTracks,
    /// A codec of video for a source of audio, or the reverse.
    #[error("{1} cannot be published as {0}")]
    WrongKind(TrackSource, Codec),
    /// The track was unpublished before the server had confirmed it.
    #[error("the track was unpublished at once")]
    Cancelled,
    /// We are out of the room.
    #[error("not in the room: {0}")]
    Disconnected(DisconnectReason),
}

/// Why the server refused a request. Source: `livekit_rtc.proto: RequestResponse.Reason`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RequestRefused {
    /// What it is about does not exist.
    NotFound,
    /// We may not.
    NotAllowed,
    /// Too many, or too large.
    LimitExceeded,
    /// The server cannot deal with this type.
    UnsupportedType,
    /// Another reason.
    Other,
}

/// Why a command for a track had no effect.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TrackError {
    /// There is no such track, or it stands in the room no longer.
    #[error("the track is gone")]
    Gone,
    /// We are out of the room.
    #[error("not in the room: {0}")]
    Disconnected(DisconnectReason),
}

/// Why a frame or packet was not sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The track stands in the room no longer.
    #[error("the track is gone")]
    Gone,
    /// More frames wait than the track may hold; try again when some have left. A `LocalTrack` waits for
    /// that by itself, unless a thousand wait already.
    #[error("the track is behind")]
    Behind,
    /// The frame cannot be cut into packets; the track goes on.
    #[error("the frame cannot be packetized")]
    Packetize(#[from] PacketizeError),
    /// The RTP payload is longer than what fits a packet.
    #[error("a payload of {size} bytes does not fit: at most {max}")]
    #[non_exhaustive]
    PayloadTooLarge {
        /// Bytes in the payload.
        size: usize,
        /// Bytes that would have been accepted.
        max: usize,
    },
    /// The frame is due before the one that was written last; the track goes on.
    #[error("the frame is older than the one before")]
    OutOfOrder,
    /// The track is fed by a source; nothing else can be written to it.
    #[error("the track is fed by its source")]
    HasSource,
    /// We are out of the room.
    #[error("not in the room: {0}")]
    Disconnected(DisconnectReason),
}

/// Why a data packet was not sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SendDataError {
    /// The message is larger than what the server forwards.
    #[error("a message of {size} bytes is too large: at most {max}")]
    #[non_exhaustive]
    TooLarge {
        /// Bytes of the whole message: payload, topic, destinations.
        size: usize,
        /// Bytes that would have been accepted.
        max: usize,
    },
    /// Our token does not let us send data.
    #[error("not allowed to send data")]
    NotAllowed,
    /// More bytes wait on this channel than it may hold. A lossy packet is late now anyway; a
    /// reliable one can be sent when some have left.
    #[error("{waiting} bytes wait already")]
    #[non_exhaustive]
    Behind {
        /// Bytes that wait.
        waiting: usize,
    },
    /// The channel is closed.
    #[error("the data channel is closed")]
    ChannelClosed,
    /// We are out of the room.
    #[error("not in the room: {0}")]
    Disconnected(DisconnectReason),
}

/// Why the server cannot send us a track. Source: `livekit_models.proto: SubscriptionError`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum SubscriptionError {
    /// The server did not say.
    #[error("for a reason that was not told")]
    Unknown,
    /// We offered no codec in which the track is sent.
    #[error("the track's codec is not supported")]
    CodecUnsupported,
    /// The server knows no such track.
    #[error("the track was not found")]
    TrackNotFound,
}

/// Why a media source has no next frame, though it has not ended.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SourceError {
    /// The file or stream cannot be read.
    #[error("the media cannot be read")]
    Io(#[from] std::io::Error),
    /// What was read is not the media that it should be.
    #[error("the media is damaged, or of another kind")]
    Malformed {
        /// What is wrong with it.
        source: BoxError,
    },
    /// A file cannot be played.
    #[error("cannot play {}", path.display())]
    #[non_exhaustive]
    Open {
        /// The file.
        path: PathBuf,
        /// Why: one of the other variants.
        source: Box<SourceError>,
    },
    /// There is not one frame in it.
    #[error("it holds no frames")]
    Empty,
    /// Pictures are decoded in another order than they are shown in, as those of streams with B-frames are: receivers show
    /// frames in the order in which they come. Encode without B-frames (`-bf 0` of ffmpeg). Of a file the first 64 frames are
    /// looked at when it is opened; what comes later ends the source.
    #[error("its pictures are reordered (B-frames), which receivers do not undo")]
    Reordered,
    /// The name of the file does not tell its format.
    #[error("a file of this name holds no media that we know")]
    UnknownFormat,
    /// The source failed in a way of its own.
    #[error("the source failed")]
    Other {
        /// How.
        source: BoxError,
    },
}
