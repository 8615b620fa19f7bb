//! The services' calls as types: what a client needs to encode a request and decode its answer.

pub use crate::generated::rpcs::*;

/// One call of a service: its messages and its names on the wire.
///
/// ```
/// # #[cfg(feature = "room")] {
/// use lk_proto::rpc::{Rpc, room_service::CreateRoom};
///
/// assert_eq!(CreateRoom::PATH, "/twirp/livekit.RoomService/CreateRoom");
/// # }
/// ```
pub trait Rpc {
    /// What the caller sends.
    type Request: prost::Message + Default;
    /// What the server answers.
    type Response: prost::Message + Default;
    /// The service with its package, such as `livekit.RoomService`.
    const SERVICE: &'static str;
    /// The method, such as `CreateRoom`.
    const METHOD: &'static str;
    /// The Twirp path below the server's address: `/twirp/` + service + `/` + method.
    const PATH: &'static str;
}
