#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![cfg_attr(
    not(test),
    warn(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

pub mod engine;
pub mod error;
pub mod event;
mod id;
pub mod model;
pub mod options;
mod packet;
#[cfg(feature = "tokio")]
mod room;
#[cfg(feature = "tokio")]
pub mod source;
pub mod stats;

#[cfg(feature = "tokio")]
pub use lk_net as net;
pub use lk_peer as peer;
pub use lk_signal as signal;

pub use engine::DataMessage;
pub use error::{
    ConnectError, DisconnectReason, PublishError, SendDataError, TrackError, WriteError,
};
pub use event::Event;
pub use id::{EmptyId, ParticipantIdentity, ParticipantSid, RoomSid, TrackSid};
pub use lk_media::packetize::{GroupPicture, Layer};
pub use lk_media::{Codec, Frame, MediaKind};
pub use lk_pacer::{Bitrate, Pacing};
pub use model::{Participant, RoomState, TrackPublication, TrackSource};
pub use options::{PeerConnections, PublishOptions, RoomOptions, TrackSettings, Vp9Options};
pub use packet::{ReceivedPacket, RtpToSend};
#[cfg(feature = "tokio")]
pub use room::{
    Endpoint, Frames, LocalParticipant, LocalTrack, Packets, RemoteTrack, Room, RoomEvent,
    RoomEvents,
};
