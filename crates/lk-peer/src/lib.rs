#![doc = include_str!("../README.md")]

mod address;
mod channel;
mod channels;
mod codec;
mod config;
mod engine;
mod error;
mod event;
mod extension;
mod lines;
mod link;
mod media;
mod peer;
mod remote;
mod sent;
mod stats;

pub use address::{CandidateKind, LocalAddress, Transmit, Transport};
pub use channel::{ChannelKey, ChannelSpec, SendError};
pub use codec::{Codec, CodecEntry, CodecTable, NegotiatedCodec};
pub use config::{Identity, PeerConfig, Side};
pub use error::{CandidateError, NegotiationError, WriteError};
pub use event::{
    FailReason, IceState, IncomingRtp, KeyframeKind, Output, PeerEvent, RemoteStream, RemoteTrack,
    SenderReport,
};
pub use extension::{
    AbsCaptureTime, AudioLevel, ExtensionEntry, ExtensionKind, ExtensionTable, Extensions,
    PlayoutDelay, RareExtensions,
};
pub use lk_sdp::{Direction, IdError, Mid, Msid, Rid};
pub use media::{
    MediaKind, OfferedSection, OutgoingRtp, RemoteSection, SectionChoice, SenderId, SenderSpec,
    SenderView,
};
pub use peer::Peer;
pub use stats::{PeerStats, ReceiverStats, SenderStats};
pub use str0m::config::CryptoProvider;
