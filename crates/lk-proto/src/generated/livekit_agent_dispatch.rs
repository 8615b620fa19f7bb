//! Messages of `livekit_agent_dispatch.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

#[derive(Clone, PartialEq, ::prost::Message)]
pub struct CreateAgentDispatchRequest {
    #[prost(string, tag = "1")]
    pub agent_name: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub room: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub metadata: ::prost::alloc::string::String,
    #[prost(enumeration = "JobRestartPolicy", tag = "4")]
    pub restart_policy: i32,
    #[prost(string, tag = "5")]
    pub deployment: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "6")]
    pub attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(string, tag = "7")]
    pub thread_id: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AgentDispatch {
    #[prost(string, tag = "1")]
    pub id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub agent_name: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub room: ::prost::alloc::string::String,
    #[prost(string, tag = "4")]
    pub metadata: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "5")]
    pub state: ::core::option::Option<AgentDispatchState>,
    #[prost(enumeration = "JobRestartPolicy", tag = "6")]
    pub restart_policy: i32,
    #[prost(string, tag = "7")]
    pub deployment: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "8")]
    pub attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(string, tag = "9")]
    pub thread_id: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AgentDispatchState {
    #[prost(message, repeated, tag = "1")]
    pub jobs: ::prost::alloc::vec::Vec<crate::Job>,
    #[prost(int64, tag = "2")]
    pub created_at: i64,
    #[prost(int64, tag = "3")]
    pub deleted_at: i64,
    #[prost(enumeration = "AgentDispatchTrigger", tag = "4")]
    pub trigger: i32,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DeleteAgentDispatchRequest {
    #[prost(string, tag = "1")]
    pub dispatch_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub room: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ListAgentDispatchRequest {
    #[prost(string, tag = "1")]
    pub dispatch_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub room: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ListAgentDispatchResponse {
    #[prost(message, repeated, tag = "1")]
    pub agent_dispatches: ::prost::alloc::vec::Vec<AgentDispatch>,
}
/// An agent to send into a room.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RoomAgentDispatch {
    #[prost(string, tag = "1")]
    pub agent_name: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub metadata: ::prost::alloc::string::String,
    #[prost(enumeration = "JobRestartPolicy", tag = "3")]
    pub restart_policy: i32,
    #[prost(string, tag = "4")]
    pub deployment: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "5")]
    pub attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(string, tag = "6")]
    pub thread_id: ::prost::alloc::string::String,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum JobRestartPolicy {
    JrpOnFailure = 0,
    JrpNever = 1,
}
impl JobRestartPolicy {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::JrpOnFailure => "JRP_ON_FAILURE",
            Self::JrpNever => "JRP_NEVER",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "JRP_ON_FAILURE" => Some(Self::JrpOnFailure),
            "JRP_NEVER" => Some(Self::JrpNever),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum AgentDispatchTrigger {
    AdtUnspecified = 0,
    AdtJoin = 1,
    AdtRoomApi = 2,
    AdtDispatchApi = 3,
}
impl AgentDispatchTrigger {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::AdtUnspecified => "ADT_UNSPECIFIED",
            Self::AdtJoin => "ADT_JOIN",
            Self::AdtRoomApi => "ADT_ROOM_API",
            Self::AdtDispatchApi => "ADT_DISPATCH_API",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "ADT_UNSPECIFIED" => Some(Self::AdtUnspecified),
            "ADT_JOIN" => Some(Self::AdtJoin),
            "ADT_ROOM_API" => Some(Self::AdtRoomApi),
            "ADT_DISPATCH_API" => Some(Self::AdtDispatchApi),
            _ => None,
        }
    }
}
