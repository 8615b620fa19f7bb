//! Messages of `livekit_agent.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

/// From the server to the worker.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ServerMessage {
    #[prost(oneof = "server_message::Message", tags = "1, 2, 3, 4, 5, 6, 7")]
    pub message: ::core::option::Option<server_message::Message>,
}
/// Nested message and enum types in `ServerMessage`.
pub mod server_message {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Message {
        #[prost(message, tag = "1")]
        Register(super::RegisterWorkerResponse),
        #[prost(message, tag = "2")]
        Availability(super::AvailabilityRequest),
        #[prost(message, tag = "3")]
        Assignment(super::JobAssignment),
        #[prost(message, tag = "4")]
        Pong(super::WorkerPong),
        #[prost(message, tag = "5")]
        Termination(super::JobTermination),
        #[prost(message, tag = "6")]
        GoAway(super::agent_http::GoAway),
        #[prost(message, tag = "7")]
        CreateJobToken(super::CreateJobTokenResponse),
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct RegisterWorkerResponse {
    #[prost(string, tag = "1")]
    pub worker_id: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "3")]
    pub server_info: ::core::option::Option<crate::ServerInfo>,
    #[prost(message, optional, tag = "4")]
    pub endpoint_settings: ::core::option::Option<agent_http::AgentEndpointSettings>,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct AgentHttp {}
/// Nested message and enum types in `AgentHttp`.
pub mod agent_http {
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct AgentEndpoint {
        #[prost(string, tag = "1")]
        pub path: ::prost::alloc::string::String,
        #[prost(string, repeated, tag = "2")]
        pub methods: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
        #[prost(enumeration = "AgentEndpointKind", tag = "3")]
        pub kind: i32,
        #[prost(bool, tag = "4")]
        pub public: bool,
    }
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct AgentEndpointSettings {
        #[prost(uint32, tag = "1")]
        pub protocol: u32,
    }
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct GoAway {
        #[prost(string, tag = "1")]
        pub reason: ::prost::alloc::string::String,
    }
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct StreamPreamble {
        #[prost(enumeration = "AgentEndpointKind", tag = "1")]
        pub kind: i32,
        #[prost(string, tag = "2")]
        pub request_id: ::prost::alloc::string::String,
        #[prost(bool, tag = "3")]
        pub authorized: bool,
        #[prost(string, tag = "4")]
        pub route: ::prost::alloc::string::String,
        #[prost(uint32, tag = "5")]
        pub timeout_ms: u32,
        #[prost(string, tag = "6")]
        pub client_addr: ::prost::alloc::string::String,
        #[prost(string, tag = "7")]
        pub scheme: ::prost::alloc::string::String,
    }
    #[derive(
        Clone,
        Copy,
        Debug,
        PartialEq,
        Eq,
        Hash,
        PartialOrd,
        Ord,
        ::prost::Enumeration
    )]
    #[repr(i32)]
    pub enum AgentEndpointKind {
        AekHttp = 0,
        AekText = 1,
    }
    impl AgentEndpointKind {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::AekHttp => "AEK_HTTP",
                Self::AekText => "AEK_TEXT",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "AEK_HTTP" => Some(Self::AekHttp),
                "AEK_TEXT" => Some(Self::AekText),
                _ => None,
            }
        }
    }
    #[derive(
        Clone,
        Copy,
        Debug,
        PartialEq,
        Eq,
        Hash,
        PartialOrd,
        Ord,
        ::prost::Enumeration
    )]
    #[repr(i32)]
    pub enum HttpStreamResetCode {
        HsrAbort = 0,
        HsrRefused = 1,
        HsrInternal = 2,
        HsrTimeout = 3,
        HsrProtocol = 4,
    }
    impl HttpStreamResetCode {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::HsrAbort => "HSR_ABORT",
                Self::HsrRefused => "HSR_REFUSED",
                Self::HsrInternal => "HSR_INTERNAL",
                Self::HsrTimeout => "HSR_TIMEOUT",
                Self::HsrProtocol => "HSR_PROTOCOL",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "HSR_ABORT" => Some(Self::HsrAbort),
                "HSR_REFUSED" => Some(Self::HsrRefused),
                "HSR_INTERNAL" => Some(Self::HsrInternal),
                "HSR_TIMEOUT" => Some(Self::HsrTimeout),
                "HSR_PROTOCOL" => Some(Self::HsrProtocol),
                _ => None,
            }
        }
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AvailabilityRequest {
    #[prost(message, optional, tag = "1")]
    pub job: ::core::option::Option<Job>,
    #[prost(bool, tag = "2")]
    pub resuming: bool,
}
/// One piece of work for an agent: a room, or a participant or publisher in it.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct Job {
    #[prost(string, tag = "1")]
    pub id: ::prost::alloc::string::String,
    #[prost(enumeration = "JobType", tag = "2")]
    pub r#type: i32,
    #[prost(message, optional, tag = "3")]
    pub room: ::core::option::Option<crate::Room>,
    #[prost(message, optional, tag = "4")]
    pub participant: ::core::option::Option<crate::ParticipantInfo>,
    #[deprecated]
    #[prost(string, tag = "5")]
    pub namespace: ::prost::alloc::string::String,
    #[prost(string, tag = "6")]
    pub metadata: ::prost::alloc::string::String,
    #[prost(string, tag = "7")]
    pub agent_name: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "8")]
    pub state: ::core::option::Option<JobState>,
    #[prost(string, tag = "9")]
    pub dispatch_id: ::prost::alloc::string::String,
    #[prost(bool, tag = "10")]
    pub enable_recording: bool,
    #[prost(string, tag = "11")]
    pub deployment: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "12")]
    pub attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(bool, tag = "13")]
    pub enable_redaction: bool,
    #[prost(int64, tag = "14")]
    pub created_at: i64,
    #[prost(string, tag = "15")]
    pub thread_id: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct JobState {
    #[prost(enumeration = "JobStatus", tag = "1")]
    pub status: i32,
    #[prost(string, tag = "2")]
    pub error: ::prost::alloc::string::String,
    #[prost(int64, tag = "3")]
    pub started_at: i64,
    #[prost(int64, tag = "4")]
    pub ended_at: i64,
    #[prost(int64, tag = "5")]
    pub updated_at: i64,
    #[prost(string, tag = "6")]
    pub participant_identity: ::prost::alloc::string::String,
    #[prost(string, tag = "7")]
    pub worker_id: ::prost::alloc::string::String,
    #[prost(string, tag = "8")]
    pub agent_id: ::prost::alloc::string::String,
    #[prost(enumeration = "JobStateReason", tag = "9")]
    pub reason: i32,
    #[prost(int64, tag = "10")]
    pub accepted_at: i64,
    #[prost(int64, tag = "11")]
    pub assigned_at: i64,
    #[prost(uint32, tag = "12")]
    pub attempts: u32,
    #[prost(int64, tag = "13")]
    pub first_started_at: i64,
    #[prost(int64, tag = "14")]
    pub agent_failed_attempts_ns: i64,
    #[prost(uint32, tag = "15")]
    pub workers_asked: u32,
}
#[derive(Clone, PartialEq, ::prost::Message)]
#[prost(skip_debug)]
pub struct JobAssignment {
    #[prost(message, optional, tag = "1")]
    pub job: ::core::option::Option<Job>,
    #[prost(string, optional, tag = "2")]
    pub url: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(string, tag = "3")]
    pub token: ::prost::alloc::string::String,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct WorkerPong {
    #[prost(int64, tag = "1")]
    pub last_timestamp: i64,
    #[prost(int64, tag = "2")]
    pub timestamp: i64,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct JobTermination {
    #[prost(string, tag = "1")]
    pub job_id: ::prost::alloc::string::String,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
#[prost(skip_debug)]
pub struct CreateJobTokenResponse {
    #[prost(string, tag = "1")]
    pub request_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub token: ::prost::alloc::string::String,
    #[prost(int64, tag = "3")]
    pub expires_at: i64,
    #[prost(string, tag = "4")]
    pub error: ::prost::alloc::string::String,
}
/// From the worker to the server.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct WorkerMessage {
    #[prost(oneof = "worker_message::Message", tags = "1, 2, 3, 4, 5, 6, 7, 8")]
    pub message: ::core::option::Option<worker_message::Message>,
}
/// Nested message and enum types in `WorkerMessage`.
pub mod worker_message {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Message {
        #[prost(message, tag = "1")]
        Register(super::RegisterWorkerRequest),
        #[prost(message, tag = "2")]
        Availability(super::AvailabilityResponse),
        #[prost(message, tag = "3")]
        UpdateWorker(super::UpdateWorkerStatus),
        #[prost(message, tag = "4")]
        UpdateJob(super::UpdateJobStatus),
        #[prost(message, tag = "5")]
        Ping(super::WorkerPing),
        #[prost(message, tag = "6")]
        SimulateJob(super::SimulateJobRequest),
        #[prost(message, tag = "7")]
        MigrateJob(super::MigrateJobRequest),
        #[prost(message, tag = "8")]
        CreateJobToken(super::CreateJobTokenRequest),
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RegisterWorkerRequest {
    #[prost(enumeration = "JobType", tag = "1")]
    pub r#type: i32,
    #[prost(string, tag = "3")]
    pub version: ::prost::alloc::string::String,
    #[prost(uint32, tag = "5")]
    pub ping_interval: u32,
    #[prost(string, optional, tag = "6")]
    pub namespace: ::core::option::Option<::prost::alloc::string::String>,
    #[prost(message, optional, tag = "7")]
    pub allowed_permissions: ::core::option::Option<crate::ParticipantPermission>,
    #[prost(string, tag = "8")]
    pub agent_name: ::prost::alloc::string::String,
    #[prost(string, tag = "9")]
    pub deployment: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "10")]
    pub endpoints: ::prost::alloc::vec::Vec<agent_http::AgentEndpoint>,
    #[prost(string, tag = "11")]
    pub instance_id: ::prost::alloc::string::String,
    #[prost(uint32, tag = "12")]
    pub endpoint_protocol: u32,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AvailabilityResponse {
    #[prost(string, tag = "1")]
    pub job_id: ::prost::alloc::string::String,
    #[prost(bool, tag = "2")]
    pub available: bool,
    #[prost(bool, tag = "3")]
    pub supports_resume: bool,
    #[prost(string, tag = "4")]
    pub participant_name: ::prost::alloc::string::String,
    #[prost(string, tag = "5")]
    pub participant_identity: ::prost::alloc::string::String,
    #[prost(string, tag = "6")]
    pub participant_metadata: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "7")]
    pub participant_attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(bool, tag = "8")]
    pub terminate: bool,
}
#[derive(Clone, Copy, PartialEq, ::prost::Message)]
pub struct UpdateWorkerStatus {
    #[prost(enumeration = "WorkerStatus", optional, tag = "1")]
    pub status: ::core::option::Option<i32>,
    #[prost(float, tag = "3")]
    pub load: f32,
    #[prost(uint32, tag = "4")]
    pub job_count: u32,
    #[prost(bool, tag = "5")]
    pub draining: bool,
    #[prost(uint64, tag = "6")]
    pub seq: u64,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct UpdateJobStatus {
    #[prost(string, tag = "1")]
    pub job_id: ::prost::alloc::string::String,
    #[prost(enumeration = "JobStatus", tag = "2")]
    pub status: i32,
    #[prost(string, tag = "3")]
    pub error: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "4")]
    pub join_timing: ::core::option::Option<JobJoinTiming>,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct JobJoinTiming {
    #[prost(int64, tag = "1")]
    pub offer_received_us: i64,
    #[prost(int64, tag = "2")]
    pub accepted_us: i64,
    #[prost(int64, tag = "3")]
    pub assignment_received_us: i64,
    #[prost(int64, tag = "4")]
    pub launched_us: i64,
    #[prost(bool, tag = "5")]
    pub launch_warm: bool,
    #[prost(int64, tag = "6")]
    pub entrypoint_started_us: i64,
    #[prost(int64, tag = "7")]
    pub connect_called_us: i64,
    #[prost(int64, tag = "8")]
    pub connected_us: i64,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct WorkerPing {
    #[prost(int64, tag = "1")]
    pub timestamp: i64,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SimulateJobRequest {
    #[prost(enumeration = "JobType", tag = "1")]
    pub r#type: i32,
    #[prost(message, optional, tag = "2")]
    pub room: ::core::option::Option<crate::Room>,
    #[prost(message, optional, tag = "3")]
    pub participant: ::core::option::Option<crate::ParticipantInfo>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct MigrateJobRequest {
    #[prost(string, repeated, tag = "2")]
    pub job_ids: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(message, repeated, tag = "3")]
    pub jobs: ::prost::alloc::vec::Vec<Job>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct CreateJobTokenRequest {
    #[prost(string, tag = "1")]
    pub request_id: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub job_id: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub claims: ::prost::alloc::string::String,
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum JobType {
    JtRoom = 0,
    JtPublisher = 1,
    JtParticipant = 2,
}
impl JobType {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::JtRoom => "JT_ROOM",
            Self::JtPublisher => "JT_PUBLISHER",
            Self::JtParticipant => "JT_PARTICIPANT",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "JT_ROOM" => Some(Self::JtRoom),
            "JT_PUBLISHER" => Some(Self::JtPublisher),
            "JT_PARTICIPANT" => Some(Self::JtParticipant),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum JobStatus {
    JsPending = 0,
    JsRunning = 1,
    JsSuccess = 2,
    JsFailed = 3,
    JsCancelled = 4,
}
impl JobStatus {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::JsPending => "JS_PENDING",
            Self::JsRunning => "JS_RUNNING",
            Self::JsSuccess => "JS_SUCCESS",
            Self::JsFailed => "JS_FAILED",
            Self::JsCancelled => "JS_CANCELLED",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "JS_PENDING" => Some(Self::JsPending),
            "JS_RUNNING" => Some(Self::JsRunning),
            "JS_SUCCESS" => Some(Self::JsSuccess),
            "JS_FAILED" => Some(Self::JsFailed),
            "JS_CANCELLED" => Some(Self::JsCancelled),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum JobStateReason {
    JsrUnspecified = 0,
    JsrNoCapacity = 1,
    JsrRoomClosed = 2,
    JsrDispatchDeleted = 3,
    JsrRetrying = 4,
}
impl JobStateReason {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::JsrUnspecified => "JSR_UNSPECIFIED",
            Self::JsrNoCapacity => "JSR_NO_CAPACITY",
            Self::JsrRoomClosed => "JSR_ROOM_CLOSED",
            Self::JsrDispatchDeleted => "JSR_DISPATCH_DELETED",
            Self::JsrRetrying => "JSR_RETRYING",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "JSR_UNSPECIFIED" => Some(Self::JsrUnspecified),
            "JSR_NO_CAPACITY" => Some(Self::JsrNoCapacity),
            "JSR_ROOM_CLOSED" => Some(Self::JsrRoomClosed),
            "JSR_DISPATCH_DELETED" => Some(Self::JsrDispatchDeleted),
            "JSR_RETRYING" => Some(Self::JsrRetrying),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum WorkerStatus {
    WsAvailable = 0,
    WsFull = 1,
}
impl WorkerStatus {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::WsAvailable => "WS_AVAILABLE",
            Self::WsFull => "WS_FULL",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "WS_AVAILABLE" => Some(Self::WsAvailable),
            "WS_FULL" => Some(Self::WsFull),
            _ => None,
        }
    }
}
