//! Protojson of `livekit_agent_dispatch.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use crate::json::{EnumTable, Kind, Label, Table, field, messages};

pub(super) static JOB_RESTART_POLICY: EnumTable = EnumTable(&[
    (0, "JRP_ON_FAILURE"),
    (1, "JRP_NEVER"),
]);

pub(super) static AGENT_DISPATCH_TRIGGER: EnumTable = EnumTable(&[
    (0, "ADT_UNSPECIFIED"),
    (1, "ADT_JOIN"),
    (2, "ADT_ROOM_API"),
    (3, "ADT_DISPATCH_API"),
]);

pub(super) static CREATE_AGENT_DISPATCH_REQUEST: Table = Table {
    name: "livekit.CreateAgentDispatchRequest",
    fields: &[
        field(1, "agent_name", "agentName", Kind::String, Label::Implicit),
        field(2, "room", "room", Kind::String, Label::Implicit),
        field(3, "metadata", "metadata", Kind::String, Label::Implicit),
        field(4, "restart_policy", "restartPolicy", Kind::Enum(&JOB_RESTART_POLICY), Label::Implicit),
        field(5, "deployment", "deployment", Kind::String, Label::Implicit),
        field(6, "attributes", "attributes", Kind::String, Label::Map(Kind::String)),
        field(7, "thread_id", "threadId", Kind::String, Label::Implicit),
    ],
};

pub(super) static AGENT_DISPATCH: Table = Table {
    name: "livekit.AgentDispatch",
    fields: &[
        field(1, "id", "id", Kind::String, Label::Implicit),
        field(2, "agent_name", "agentName", Kind::String, Label::Implicit),
        field(3, "room", "room", Kind::String, Label::Implicit),
        field(4, "metadata", "metadata", Kind::String, Label::Implicit),
        field(5, "state", "state", Kind::Message(&AGENT_DISPATCH_STATE), Label::Single),
        field(6, "restart_policy", "restartPolicy", Kind::Enum(&JOB_RESTART_POLICY), Label::Implicit),
        field(7, "deployment", "deployment", Kind::String, Label::Implicit),
        field(8, "attributes", "attributes", Kind::String, Label::Map(Kind::String)),
        field(9, "thread_id", "threadId", Kind::String, Label::Implicit),
    ],
};

pub(super) static AGENT_DISPATCH_STATE: Table = Table {
    name: "livekit.AgentDispatchState",
    fields: &[
        field(1, "jobs", "jobs", Kind::Message(&super::livekit_agent::JOB), Label::Repeated),
        field(2, "created_at", "createdAt", Kind::Int64, Label::Implicit),
        field(3, "deleted_at", "deletedAt", Kind::Int64, Label::Implicit),
        field(4, "trigger", "trigger", Kind::Enum(&AGENT_DISPATCH_TRIGGER), Label::Implicit),
    ],
};

pub(super) static DELETE_AGENT_DISPATCH_REQUEST: Table = Table {
    name: "livekit.DeleteAgentDispatchRequest",
    fields: &[
        field(1, "dispatch_id", "dispatchId", Kind::String, Label::Implicit),
        field(2, "room", "room", Kind::String, Label::Implicit),
    ],
};

pub(super) static LIST_AGENT_DISPATCH_REQUEST: Table = Table {
    name: "livekit.ListAgentDispatchRequest",
    fields: &[
        field(1, "dispatch_id", "dispatchId", Kind::String, Label::Implicit),
        field(2, "room", "room", Kind::String, Label::Implicit),
    ],
};

pub(super) static LIST_AGENT_DISPATCH_RESPONSE: Table = Table {
    name: "livekit.ListAgentDispatchResponse",
    fields: &[
        field(1, "agent_dispatches", "agentDispatches", Kind::Message(&AGENT_DISPATCH), Label::Repeated),
    ],
};

pub(super) static ROOM_AGENT_DISPATCH: Table = Table {
    name: "livekit.RoomAgentDispatch",
    fields: &[
        field(1, "agent_name", "agentName", Kind::String, Label::Implicit),
        field(2, "metadata", "metadata", Kind::String, Label::Implicit),
        field(3, "restart_policy", "restartPolicy", Kind::Enum(&JOB_RESTART_POLICY), Label::Implicit),
        field(4, "deployment", "deployment", Kind::String, Label::Implicit),
        field(5, "attributes", "attributes", Kind::String, Label::Map(Kind::String)),
        field(6, "thread_id", "threadId", Kind::String, Label::Implicit),
    ],
};

messages! {
    crate::CreateAgentDispatchRequest => CREATE_AGENT_DISPATCH_REQUEST,
    crate::AgentDispatch => AGENT_DISPATCH,
    crate::AgentDispatchState => AGENT_DISPATCH_STATE,
    crate::DeleteAgentDispatchRequest => DELETE_AGENT_DISPATCH_REQUEST,
    crate::ListAgentDispatchRequest => LIST_AGENT_DISPATCH_REQUEST,
    crate::ListAgentDispatchResponse => LIST_AGENT_DISPATCH_RESPONSE,
    crate::RoomAgentDispatch => ROOM_AGENT_DISPATCH,
}
