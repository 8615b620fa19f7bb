//! Messages of `livekit_room.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CreateRoomRequest {
    /// Chosen by the caller.
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    /// Seconds; the server's default when 0.
    #[prost(uint32, tag = "2")]
    pub empty_timeout: u32,
    #[prost(uint32, tag = "3")]
    pub max_participants: u32,
    #[prost(string, tag = "4")]
    pub node_id: ::prost::alloc::string::String,
    #[prost(string, tag = "5")]
    pub metadata: ::prost::alloc::string::String,
    /// Recording that starts with the room.
    #[prost(message, optional, tag = "6")]
    pub egress: ::core::option::Option<RoomEgress>,
    #[prost(uint32, tag = "7")]
    pub min_playout_delay: u32,
    #[prost(uint32, tag = "8")]
    pub max_playout_delay: u32,
    #[prost(bool, tag = "9")]
    pub sync_streams: bool,
    /// Seconds; the server's default when 0.
    #[prost(uint32, tag = "10")]
    pub departure_timeout: u32,
    #[prost(string, tag = "12")]
    pub room_preset: ::prost::alloc::string::String,
    #[prost(bool, tag = "13")]
    pub replay_enabled: bool,
    /// Agents that are sent into the room.
    #[prost(message, repeated, tag = "14")]
    pub agents: ::prost::alloc::vec::Vec<crate::RoomAgentDispatch>,
    #[prost(map = "string, string", tag = "15")]
    pub tags: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
}
/// Recording that starts by itself.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RoomEgress {
    #[prost(message, optional, tag = "1")]
    pub room: ::core::option::Option<crate::RoomCompositeEgressRequest>,
    #[prost(message, optional, tag = "2")]
    pub tracks: ::core::option::Option<crate::AutoTrackEgress>,
    #[prost(message, optional, tag = "3")]
    pub participant: ::core::option::Option<crate::AutoParticipantEgress>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DeleteRoomRequest {
    #[prost(string, tag = "1")]
    pub room: ::prost::alloc::string::String,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DeleteRoomResponse {}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ForwardParticipantRequest {
    #[prost(string, tag = "1")]
    pub room: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub identity: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub destination_room: ::prost::alloc::string::String,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ForwardParticipantResponse {}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct RoomParticipantIdentity {
    #[prost(string, tag = "1")]
    pub room: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub identity: ::prost::alloc::string::String,
    #[prost(int64, tag = "3")]
    pub revoke_token_ts: i64,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ListParticipantsRequest {
    #[prost(string, tag = "1")]
    pub room: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListParticipantsResponse {
    #[prost(message, repeated, tag = "1")]
    pub participants: ::prost::alloc::vec::Vec<crate::ParticipantInfo>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ListRoomsRequest {
    #[prost(string, repeated, tag = "1")]
    pub names: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListRoomsResponse {
    #[prost(message, repeated, tag = "1")]
    pub rooms: ::prost::alloc::vec::Vec<crate::Room>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct MoveParticipantRequest {
    #[prost(string, tag = "1")]
    pub room: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub identity: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub destination_room: ::prost::alloc::string::String,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct MoveParticipantResponse {}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct MuteRoomTrackRequest {
    #[prost(string, tag = "1")]
    pub room: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub identity: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub track_sid: ::prost::alloc::string::String,
    #[prost(bool, tag = "4")]
    pub muted: bool,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct MuteRoomTrackResponse {
    #[prost(message, optional, tag = "1")]
    pub track: ::core::option::Option<crate::TrackInfo>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct PerformRpcRequest {
    #[prost(string, tag = "1")]
    pub room: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub destination_identity: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub method: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub payload: ::prost::alloc::string::String,
    #[prost(uint32, tag = "5")]
    pub response_timeout_ms: u32,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct PerformRpcResponse {
    #[prost(string, tag = "1")]
    pub payload: ::prost::alloc::string::String,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct RemoveParticipantResponse {}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SendDataRequest {
    #[prost(string, tag = "1")]
    pub room: ::prost::alloc::string::String,
    #[prost(bytes = "bytes", tag = "2")]
    pub data: ::prost::bytes::Bytes,
    #[prost(enumeration = "crate::data_packet::Kind", tag = "3")]
    pub kind: i32,
    #[deprecated]
    #[prost(string, repeated, tag = "4")]
    pub destination_sids: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, optional, tag = "5")]
    pub topic: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(string, repeated, tag = "6")]
    pub destination_identities: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    /// 16 bytes that tell a repeated request from a new one.
    #[prost(bytes = "bytes", tag = "7")]
    pub nonce: ::prost::bytes::Bytes,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SendDataResponse {}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UpdateParticipantRequest {
    #[prost(string, tag = "1")]
    pub room: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub identity: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub metadata: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "4")]
    pub permission: ::core::option::Option<crate::ParticipantPermission>,
    #[prost(string, tag = "5")]
    pub name: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "6")]
    pub attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct UpdateRoomMetadataRequest {
    #[prost(string, tag = "1")]
    pub room: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub metadata: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UpdateSubscriptionsRequest {
    #[prost(string, tag = "1")]
    pub room: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub identity: ::prost::alloc::string::String,
    #[prost(string, repeated, tag = "3")]
    pub track_sids: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(bool, tag = "4")]
    pub subscribe: bool,
    #[prost(message, repeated, tag = "5")]
    pub participant_tracks: ::prost::alloc::vec::Vec<crate::ParticipantTracks>,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct UpdateSubscriptionsResponse {}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RoomAgent {
    #[prost(message, repeated, tag = "1")]
    pub dispatches: ::prost::alloc::vec::Vec<crate::RoomAgentDispatch>,
}
/// How a room is created when somebody joins with a token that holds this.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RoomConfiguration {
    #[prost(string, tag = "1")]
    pub name: ::prost::alloc::string::String,
    #[prost(uint32, tag = "2")]
    pub empty_timeout: u32,
    #[prost(uint32, tag = "3")]
    pub departure_timeout: u32,
    #[prost(uint32, tag = "4")]
    pub max_participants: u32,
    #[prost(message, optional, tag = "5")]
    pub egress: ::core::option::Option<RoomEgress>,
    #[prost(uint32, tag = "7")]
    pub min_playout_delay: u32,
    #[prost(uint32, tag = "8")]
    pub max_playout_delay: u32,
    #[prost(bool, tag = "9")]
    pub sync_streams: bool,
    #[prost(message, repeated, tag = "10")]
    pub agents: ::prost::alloc::vec::Vec<crate::RoomAgentDispatch>,
    #[prost(string, tag = "11")]
    pub metadata: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "12")]
    pub tags: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
}
