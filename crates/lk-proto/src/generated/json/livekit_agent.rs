//! Protojson of `livekit_agent.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use crate::json::{EnumTable, Kind, Label, Table, field, messages};

pub(super) static JOB_TYPE: EnumTable = EnumTable(&[
    (0, "JT_ROOM"),
    (1, "JT_PUBLISHER"),
    (2, "JT_PARTICIPANT"),
]);

pub(super) static JOB_STATUS: EnumTable = EnumTable(&[
    (0, "JS_PENDING"),
    (1, "JS_RUNNING"),
    (2, "JS_SUCCESS"),
    (3, "JS_FAILED"),
    (4, "JS_CANCELLED"),
]);

pub(super) static JOB_STATE_REASON: EnumTable = EnumTable(&[
    (0, "JSR_UNSPECIFIED"),
    (1, "JSR_NO_CAPACITY"),
    (2, "JSR_ROOM_CLOSED"),
    (3, "JSR_DISPATCH_DELETED"),
    (4, "JSR_RETRYING"),
]);

pub(super) static WORKER_STATUS: EnumTable = EnumTable(&[
    (0, "WS_AVAILABLE"),
    (1, "WS_FULL"),
]);

pub(super) static SERVER_MESSAGE: Table = Table {
    name: "livekit.ServerMessage",
    fields: &[
        field(1, "register", "register", Kind::Message(&REGISTER_WORKER_RESPONSE), Label::Oneof(0)),
        field(2, "availability", "availability", Kind::Message(&AVAILABILITY_REQUEST), Label::Oneof(0)),
        field(3, "assignment", "assignment", Kind::Message(&JOB_ASSIGNMENT), Label::Oneof(0)),
        field(4, "pong", "pong", Kind::Message(&WORKER_PONG), Label::Oneof(0)),
        field(5, "termination", "termination", Kind::Message(&JOB_TERMINATION), Label::Oneof(0)),
        field(6, "go_away", "goAway", Kind::Message(&AGENT_HTTP_GO_AWAY), Label::Oneof(0)),
        field(7, "create_job_token", "createJobToken", Kind::Message(&CREATE_JOB_TOKEN_RESPONSE), Label::Oneof(0)),
    ],
};

pub(super) static REGISTER_WORKER_RESPONSE: Table = Table {
    name: "livekit.RegisterWorkerResponse",
    fields: &[
        field(1, "worker_id", "workerId", Kind::String, Label::Implicit),
        field(3, "server_info", "serverInfo", Kind::Message(&super::livekit_models::SERVER_INFO), Label::Single),
        field(4, "endpoint_settings", "endpointSettings", Kind::Message(&AGENT_HTTP_AGENT_ENDPOINT_SETTINGS), Label::Single),
    ],
};

pub(super) static AGENT_HTTP_AGENT_ENDPOINT_KIND: EnumTable = EnumTable(&[
    (0, "AEK_HTTP"),
    (1, "AEK_TEXT"),
]);

pub(super) static AGENT_HTTP_HTTP_STREAM_RESET_CODE: EnumTable = EnumTable(&[
    (0, "HSR_ABORT"),
    (1, "HSR_REFUSED"),
    (2, "HSR_INTERNAL"),
    (3, "HSR_TIMEOUT"),
    (4, "HSR_PROTOCOL"),
]);

pub(super) static AGENT_HTTP_AGENT_ENDPOINT: Table = Table {
    name: "livekit.AgentHttp.AgentEndpoint",
    fields: &[
        field(1, "path", "path", Kind::String, Label::Implicit),
        field(2, "methods", "methods", Kind::String, Label::Repeated),
        field(3, "kind", "kind", Kind::Enum(&AGENT_HTTP_AGENT_ENDPOINT_KIND), Label::Implicit),
        field(4, "public", "public", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static AGENT_HTTP_AGENT_ENDPOINT_SETTINGS: Table = Table {
    name: "livekit.AgentHttp.AgentEndpointSettings",
    fields: &[
        field(1, "protocol", "protocol", Kind::Uint32, Label::Implicit),
    ],
};

pub(super) static AGENT_HTTP_GO_AWAY: Table = Table {
    name: "livekit.AgentHttp.GoAway",
    fields: &[
        field(1, "reason", "reason", Kind::String, Label::Implicit),
    ],
};

pub(super) static AGENT_HTTP_STREAM_PREAMBLE: Table = Table {
    name: "livekit.AgentHttp.StreamPreamble",
    fields: &[
        field(1, "kind", "kind", Kind::Enum(&AGENT_HTTP_AGENT_ENDPOINT_KIND), Label::Implicit),
        field(2, "request_id", "requestId", Kind::String, Label::Implicit),
        field(3, "authorized", "authorized", Kind::Bool, Label::Implicit),
        field(4, "route", "route", Kind::String, Label::Implicit),
        field(5, "timeout_ms", "timeoutMs", Kind::Uint32, Label::Implicit),
        field(6, "client_addr", "clientAddr", Kind::String, Label::Implicit),
        field(7, "scheme", "scheme", Kind::String, Label::Implicit),
    ],
};

pub(super) static AGENT_HTTP: Table = Table {
    name: "livekit.AgentHttp",
    fields: &[],
};

pub(super) static AVAILABILITY_REQUEST: Table = Table {
    name: "livekit.AvailabilityRequest",
    fields: &[
        field(1, "job", "job", Kind::Message(&JOB), Label::Single),
        field(2, "resuming", "resuming", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static JOB: Table = Table {
    name: "livekit.Job",
    fields: &[
        field(1, "id", "id", Kind::String, Label::Implicit),
        field(2, "type", "type", Kind::Enum(&JOB_TYPE), Label::Implicit),
        field(3, "room", "room", Kind::Message(&super::livekit_models::ROOM), Label::Single),
        field(4, "participant", "participant", Kind::Message(&super::livekit_models::PARTICIPANT_INFO), Label::Optional),
        field(5, "namespace", "namespace", Kind::String, Label::Implicit),
        field(6, "metadata", "metadata", Kind::String, Label::Implicit),
        field(7, "agent_name", "agentName", Kind::String, Label::Implicit),
        field(8, "state", "state", Kind::Message(&JOB_STATE), Label::Single),
        field(9, "dispatch_id", "dispatchId", Kind::String, Label::Implicit),
        field(10, "enable_recording", "enableRecording", Kind::Bool, Label::Implicit),
        field(11, "deployment", "deployment", Kind::String, Label::Implicit),
        field(12, "attributes", "attributes", Kind::String, Label::Map(Kind::String)),
        field(13, "enable_redaction", "enableRedaction", Kind::Bool, Label::Implicit),
        field(14, "created_at", "createdAt", Kind::Int64, Label::Implicit),
        field(15, "thread_id", "threadId", Kind::String, Label::Implicit),
    ],
};

pub(super) static JOB_STATE: Table = Table {
    name: "livekit.JobState",
    fields: &[
        field(1, "status", "status", Kind::Enum(&JOB_STATUS), Label::Implicit),
        field(2, "error", "error", Kind::String, Label::Implicit),
        field(3, "started_at", "startedAt", Kind::Int64, Label::Implicit),
        field(4, "ended_at", "endedAt", Kind::Int64, Label::Implicit),
        field(5, "updated_at", "updatedAt", Kind::Int64, Label::Implicit),
        field(6, "participant_identity", "participantIdentity", Kind::String, Label::Implicit),
        field(7, "worker_id", "workerId", Kind::String, Label::Implicit),
        field(8, "agent_id", "agentId", Kind::String, Label::Implicit),
        field(9, "reason", "reason", Kind::Enum(&JOB_STATE_REASON), Label::Implicit),
        field(10, "accepted_at", "acceptedAt", Kind::Int64, Label::Implicit),
        field(11, "assigned_at", "assignedAt", Kind::Int64, Label::Implicit),
        field(12, "attempts", "attempts", Kind::Uint32, Label::Implicit),
        field(13, "first_started_at", "firstStartedAt", Kind::Int64, Label::Implicit),
        field(14, "agent_failed_attempts_ns", "agentFailedAttemptsNs", Kind::Int64, Label::Implicit),
        field(15, "workers_asked", "workersAsked", Kind::Uint32, Label::Implicit),
    ],
};

pub(super) static JOB_ASSIGNMENT: Table = Table {
    name: "livekit.JobAssignment",
    fields: &[
        field(1, "job", "job", Kind::Message(&JOB), Label::Single),
        field(2, "url", "url", Kind::String, Label::Optional),
        field(3, "token", "token", Kind::String, Label::Implicit),
    ],
};

pub(super) static WORKER_PONG: Table = Table {
    name: "livekit.WorkerPong",
    fields: &[
        field(1, "last_timestamp", "lastTimestamp", Kind::Int64, Label::Implicit),
        field(2, "timestamp", "timestamp", Kind::Int64, Label::Implicit),
    ],
};

pub(super) static JOB_TERMINATION: Table = Table {
    name: "livekit.JobTermination",
    fields: &[
        field(1, "job_id", "jobId", Kind::String, Label::Implicit),
    ],
};

pub(super) static CREATE_JOB_TOKEN_RESPONSE: Table = Table {
    name: "livekit.CreateJobTokenResponse",
    fields: &[
        field(1, "request_id", "requestId", Kind::String, Label::Implicit),
        field(2, "token", "token", Kind::String, Label::Implicit),
        field(3, "expires_at", "expiresAt", Kind::Int64, Label::Implicit),
        field(4, "error", "error", Kind::String, Label::Implicit),
    ],
};

pub(super) static WORKER_MESSAGE: Table = Table {
    name: "livekit.WorkerMessage",
    fields: &[
        field(1, "register", "register", Kind::Message(&REGISTER_WORKER_REQUEST), Label::Oneof(0)),
        field(2, "availability", "availability", Kind::Message(&AVAILABILITY_RESPONSE), Label::Oneof(0)),
        field(3, "update_worker", "updateWorker", Kind::Message(&UPDATE_WORKER_STATUS), Label::Oneof(0)),
        field(4, "update_job", "updateJob", Kind::Message(&UPDATE_JOB_STATUS), Label::Oneof(0)),
        field(5, "ping", "ping", Kind::Message(&WORKER_PING), Label::Oneof(0)),
        field(6, "simulate_job", "simulateJob", Kind::Message(&SIMULATE_JOB_REQUEST), Label::Oneof(0)),
        field(7, "migrate_job", "migrateJob", Kind::Message(&MIGRATE_JOB_REQUEST), Label::Oneof(0)),
        field(8, "create_job_token", "createJobToken", Kind::Message(&CREATE_JOB_TOKEN_REQUEST), Label::Oneof(0)),
    ],
};

pub(super) static REGISTER_WORKER_REQUEST: Table = Table {
    name: "livekit.RegisterWorkerRequest",
    fields: &[
        field(1, "type", "type", Kind::Enum(&JOB_TYPE), Label::Implicit),
        field(3, "version", "version", Kind::String, Label::Implicit),
        field(5, "ping_interval", "pingInterval", Kind::Uint32, Label::Implicit),
        field(6, "namespace", "namespace", Kind::String, Label::Optional),
        field(7, "allowed_permissions", "allowedPermissions", Kind::Message(&super::livekit_models::PARTICIPANT_PERMISSION), Label::Single),
        field(8, "agent_name", "agentName", Kind::String, Label::Implicit),
        field(9, "deployment", "deployment", Kind::String, Label::Implicit),
        field(10, "endpoints", "endpoints", Kind::Message(&AGENT_HTTP_AGENT_ENDPOINT), Label::Repeated),
        field(11, "instance_id", "instanceId", Kind::String, Label::Implicit),
        field(12, "endpoint_protocol", "endpointProtocol", Kind::Uint32, Label::Implicit),
    ],
};

pub(super) static AVAILABILITY_RESPONSE: Table = Table {
    name: "livekit.AvailabilityResponse",
    fields: &[
        field(1, "job_id", "jobId", Kind::String, Label::Implicit),
        field(2, "available", "available", Kind::Bool, Label::Implicit),
        field(3, "supports_resume", "supportsResume", Kind::Bool, Label::Implicit),
        field(4, "participant_name", "participantName", Kind::String, Label::Implicit),
        field(5, "participant_identity", "participantIdentity", Kind::String, Label::Implicit),
        field(6, "participant_metadata", "participantMetadata", Kind::String, Label::Implicit),
        field(7, "participant_attributes", "participantAttributes", Kind::String, Label::Map(Kind::String)),
        field(8, "terminate", "terminate", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static UPDATE_WORKER_STATUS: Table = Table {
    name: "livekit.UpdateWorkerStatus",
    fields: &[
        field(1, "status", "status", Kind::Enum(&WORKER_STATUS), Label::Optional),
        field(3, "load", "load", Kind::Float, Label::Implicit),
        field(4, "job_count", "jobCount", Kind::Uint32, Label::Implicit),
        field(5, "draining", "draining", Kind::Bool, Label::Implicit),
        field(6, "seq", "seq", Kind::Uint64, Label::Implicit),
    ],
};

pub(super) static UPDATE_JOB_STATUS: Table = Table {
    name: "livekit.UpdateJobStatus",
    fields: &[
        field(1, "job_id", "jobId", Kind::String, Label::Implicit),
        field(2, "status", "status", Kind::Enum(&JOB_STATUS), Label::Implicit),
        field(3, "error", "error", Kind::String, Label::Implicit),
        field(4, "join_timing", "joinTiming", Kind::Message(&JOB_JOIN_TIMING), Label::Single),
    ],
};

pub(super) static JOB_JOIN_TIMING: Table = Table {
    name: "livekit.JobJoinTiming",
    fields: &[
        field(1, "offer_received_us", "offerReceivedUs", Kind::Int64, Label::Implicit),
        field(2, "accepted_us", "acceptedUs", Kind::Int64, Label::Implicit),
        field(3, "assignment_received_us", "assignmentReceivedUs", Kind::Int64, Label::Implicit),
        field(4, "launched_us", "launchedUs", Kind::Int64, Label::Implicit),
        field(5, "launch_warm", "launchWarm", Kind::Bool, Label::Implicit),
        field(6, "entrypoint_started_us", "entrypointStartedUs", Kind::Int64, Label::Implicit),
        field(7, "connect_called_us", "connectCalledUs", Kind::Int64, Label::Implicit),
        field(8, "connected_us", "connectedUs", Kind::Int64, Label::Implicit),
    ],
};

pub(super) static WORKER_PING: Table = Table {
    name: "livekit.WorkerPing",
    fields: &[
        field(1, "timestamp", "timestamp", Kind::Int64, Label::Implicit),
    ],
};

pub(super) static SIMULATE_JOB_REQUEST: Table = Table {
    name: "livekit.SimulateJobRequest",
    fields: &[
        field(1, "type", "type", Kind::Enum(&JOB_TYPE), Label::Implicit),
        field(2, "room", "room", Kind::Message(&super::livekit_models::ROOM), Label::Single),
        field(3, "participant", "participant", Kind::Message(&super::livekit_models::PARTICIPANT_INFO), Label::Single),
    ],
};

pub(super) static MIGRATE_JOB_REQUEST: Table = Table {
    name: "livekit.MigrateJobRequest",
    fields: &[
        field(2, "job_ids", "jobIds", Kind::String, Label::Repeated),
        field(3, "jobs", "jobs", Kind::Message(&JOB), Label::Repeated),
    ],
};

pub(super) static CREATE_JOB_TOKEN_REQUEST: Table = Table {
    name: "livekit.CreateJobTokenRequest",
    fields: &[
        field(1, "request_id", "requestId", Kind::String, Label::Implicit),
        field(2, "job_id", "jobId", Kind::String, Label::Implicit),
        field(3, "claims", "claims", Kind::String, Label::Implicit),
    ],
};

messages! {
    crate::ServerMessage => SERVER_MESSAGE,
    crate::RegisterWorkerResponse => REGISTER_WORKER_RESPONSE,
    crate::agent_http::AgentEndpoint => AGENT_HTTP_AGENT_ENDPOINT,
    crate::agent_http::AgentEndpointSettings => AGENT_HTTP_AGENT_ENDPOINT_SETTINGS,
    crate::agent_http::GoAway => AGENT_HTTP_GO_AWAY,
    crate::agent_http::StreamPreamble => AGENT_HTTP_STREAM_PREAMBLE,
    crate::AgentHttp => AGENT_HTTP,
    crate::AvailabilityRequest => AVAILABILITY_REQUEST,
    crate::Job => JOB,
    crate::JobState => JOB_STATE,
    crate::JobAssignment => JOB_ASSIGNMENT,
    crate::WorkerPong => WORKER_PONG,
    crate::JobTermination => JOB_TERMINATION,
    crate::CreateJobTokenResponse => CREATE_JOB_TOKEN_RESPONSE,
    crate::WorkerMessage => WORKER_MESSAGE,
    crate::RegisterWorkerRequest => REGISTER_WORKER_REQUEST,
    crate::AvailabilityResponse => AVAILABILITY_RESPONSE,
    crate::UpdateWorkerStatus => UPDATE_WORKER_STATUS,
    crate::UpdateJobStatus => UPDATE_JOB_STATUS,
    crate::JobJoinTiming => JOB_JOIN_TIMING,
    crate::WorkerPing => WORKER_PING,
    crate::SimulateJobRequest => SIMULATE_JOB_REQUEST,
    crate::MigrateJobRequest => MIGRATE_JOB_REQUEST,
    crate::CreateJobTokenRequest => CREATE_JOB_TOKEN_REQUEST,
}
