//! Protojson of `livekit_room.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use crate::json::{Kind, Label, Table, field, messages};

pub(super) static CREATE_ROOM_REQUEST: Table = Table {
    name: "livekit.CreateRoomRequest",
    fields: &[
        field(1, "name", "name", Kind::String, Label::Implicit),
        field(2, "empty_timeout", "emptyTimeout", Kind::Uint32, Label::Implicit),
        field(3, "max_participants", "maxParticipants", Kind::Uint32, Label::Implicit),
        field(4, "node_id", "nodeId", Kind::String, Label::Implicit),
        field(5, "metadata", "metadata", Kind::String, Label::Implicit),
        field(6, "egress", "egress", Kind::Message(&ROOM_EGRESS), Label::Single),
        field(7, "min_playout_delay", "minPlayoutDelay", Kind::Uint32, Label::Implicit),
        field(8, "max_playout_delay", "maxPlayoutDelay", Kind::Uint32, Label::Implicit),
        field(9, "sync_streams", "syncStreams", Kind::Bool, Label::Implicit),
        field(10, "departure_timeout", "departureTimeout", Kind::Uint32, Label::Implicit),
        field(12, "room_preset", "roomPreset", Kind::String, Label::Implicit),
        field(13, "replay_enabled", "replayEnabled", Kind::Bool, Label::Implicit),
        field(14, "agents", "agents", Kind::Message(&super::livekit_agent_dispatch::ROOM_AGENT_DISPATCH), Label::Repeated),
        field(15, "tags", "tags", Kind::String, Label::Map(Kind::String)),
    ],
};

pub(super) static ROOM_EGRESS: Table = Table {
    name: "livekit.RoomEgress",
    fields: &[
        field(1, "room", "room", Kind::Message(&super::livekit_egress::ROOM_COMPOSITE_EGRESS_REQUEST), Label::Single),
        field(2, "tracks", "tracks", Kind::Message(&super::livekit_egress::AUTO_TRACK_EGRESS), Label::Single),
        field(3, "participant", "participant", Kind::Message(&super::livekit_egress::AUTO_PARTICIPANT_EGRESS), Label::Single),
    ],
};

pub(super) static DELETE_ROOM_REQUEST: Table = Table {
    name: "livekit.DeleteRoomRequest",
    fields: &[
        field(1, "room", "room", Kind::String, Label::Implicit),
    ],
};

pub(super) static DELETE_ROOM_RESPONSE: Table = Table {
    name: "livekit.DeleteRoomResponse",
    fields: &[],
};

pub(super) static FORWARD_PARTICIPANT_REQUEST: Table = Table {
    name: "livekit.ForwardParticipantRequest",
    fields: &[
        field(1, "room", "room", Kind::String, Label::Implicit),
        field(2, "identity", "identity", Kind::String, Label::Implicit),
        field(3, "destination_room", "destinationRoom", Kind::String, Label::Implicit),
    ],
};

pub(super) static FORWARD_PARTICIPANT_RESPONSE: Table = Table {
    name: "livekit.ForwardParticipantResponse",
    fields: &[],
};

pub(super) static ROOM_PARTICIPANT_IDENTITY: Table = Table {
    name: "livekit.RoomParticipantIdentity",
    fields: &[
        field(1, "room", "room", Kind::String, Label::Implicit),
        field(2, "identity", "identity", Kind::String, Label::Implicit),
        field(3, "revoke_token_ts", "revokeTokenTs", Kind::Int64, Label::Implicit),
    ],
};

pub(super) static LIST_PARTICIPANTS_REQUEST: Table = Table {
    name: "livekit.ListParticipantsRequest",
    fields: &[
        field(1, "room", "room", Kind::String, Label::Implicit),
    ],
};

pub(super) static LIST_PARTICIPANTS_RESPONSE: Table = Table {
    name: "livekit.ListParticipantsResponse",
    fields: &[
        field(1, "participants", "participants", Kind::Message(&super::livekit_models::PARTICIPANT_INFO), Label::Repeated),
    ],
};

pub(super) static LIST_ROOMS_REQUEST: Table = Table {
    name: "livekit.ListRoomsRequest",
    fields: &[
        field(1, "names", "names", Kind::String, Label::Repeated),
    ],
};

pub(super) static LIST_ROOMS_RESPONSE: Table = Table {
    name: "livekit.ListRoomsResponse",
    fields: &[
        field(1, "rooms", "rooms", Kind::Message(&super::livekit_models::ROOM), Label::Repeated),
    ],
};

pub(super) static MOVE_PARTICIPANT_REQUEST: Table = Table {
    name: "livekit.MoveParticipantRequest",
    fields: &[
        field(1, "room", "room", Kind::String, Label::Implicit),
        field(2, "identity", "identity", Kind::String, Label::Implicit),
        field(3, "destination_room", "destinationRoom", Kind::String, Label::Implicit),
    ],
};

pub(super) static MOVE_PARTICIPANT_RESPONSE: Table = Table {
    name: "livekit.MoveParticipantResponse",
    fields: &[],
};

pub(super) static MUTE_ROOM_TRACK_REQUEST: Table = Table {
    name: "livekit.MuteRoomTrackRequest",
    fields: &[
        field(1, "room", "room", Kind::String, Label::Implicit),
        field(2, "identity", "identity", Kind::String, Label::Implicit),
        field(3, "track_sid", "trackSid", Kind::String, Label::Implicit),
        field(4, "muted", "muted", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static MUTE_ROOM_TRACK_RESPONSE: Table = Table {
    name: "livekit.MuteRoomTrackResponse",
    fields: &[
        field(1, "track", "track", Kind::Message(&super::livekit_models::TRACK_INFO), Label::Single),
    ],
};

pub(super) static PERFORM_RPC_REQUEST: Table = Table {
    name: "livekit.PerformRpcRequest",
    fields: &[
        field(1, "room", "room", Kind::String, Label::Implicit),
        field(2, "destination_identity", "destinationIdentity", Kind::String, Label::Implicit),
        field(3, "method", "method", Kind::String, Label::Implicit),
        field(4, "payload", "payload", Kind::String, Label::Implicit),
        field(5, "response_timeout_ms", "responseTimeoutMs", Kind::Uint32, Label::Implicit),
    ],
};

pub(super) static PERFORM_RPC_RESPONSE: Table = Table {
    name: "livekit.PerformRpcResponse",
    fields: &[
        field(1, "payload", "payload", Kind::String, Label::Implicit),
    ],
};

pub(super) static REMOVE_PARTICIPANT_RESPONSE: Table = Table {
    name: "livekit.RemoveParticipantResponse",
    fields: &[],
};

pub(super) static SEND_DATA_REQUEST: Table = Table {
    name: "livekit.SendDataRequest",
    fields: &[
        field(1, "room", "room", Kind::String, Label::Implicit),
        field(2, "data", "data", Kind::Bytes, Label::Implicit),
        field(3, "kind", "kind", Kind::Enum(&super::livekit_models::DATA_PACKET_KIND), Label::Implicit),
        field(4, "destination_sids", "destinationSids", Kind::String, Label::Repeated),
        field(5, "topic", "topic", Kind::String, Label::Optional),
        field(6, "destination_identities", "destinationIdentities", Kind::String, Label::Repeated),
        field(7, "nonce", "nonce", Kind::Bytes, Label::Implicit),
    ],
};

pub(super) static SEND_DATA_RESPONSE: Table = Table {
    name: "livekit.SendDataResponse",
    fields: &[],
};

pub(super) static UPDATE_PARTICIPANT_REQUEST: Table = Table {
    name: "livekit.UpdateParticipantRequest",
    fields: &[
        field(1, "room", "room", Kind::String, Label::Implicit),
        field(2, "identity", "identity", Kind::String, Label::Implicit),
        field(3, "metadata", "metadata", Kind::String, Label::Implicit),
        field(4, "permission", "permission", Kind::Message(&super::livekit_models::PARTICIPANT_PERMISSION), Label::Single),
        field(5, "name", "name", Kind::String, Label::Implicit),
        field(6, "attributes", "attributes", Kind::String, Label::Map(Kind::String)),
    ],
};

pub(super) static UPDATE_ROOM_METADATA_REQUEST: Table = Table {
    name: "livekit.UpdateRoomMetadataRequest",
    fields: &[
        field(1, "room", "room", Kind::String, Label::Implicit),
        field(2, "metadata", "metadata", Kind::String, Label::Implicit),
    ],
};

pub(super) static UPDATE_SUBSCRIPTIONS_REQUEST: Table = Table {
    name: "livekit.UpdateSubscriptionsRequest",
    fields: &[
        field(1, "room", "room", Kind::String, Label::Implicit),
        field(2, "identity", "identity", Kind::String, Label::Implicit),
        field(3, "track_sids", "trackSids", Kind::String, Label::Repeated),
        field(4, "subscribe", "subscribe", Kind::Bool, Label::Implicit),
        field(5, "participant_tracks", "participantTracks", Kind::Message(&super::livekit_models::PARTICIPANT_TRACKS), Label::Repeated),
    ],
};

pub(super) static UPDATE_SUBSCRIPTIONS_RESPONSE: Table = Table {
    name: "livekit.UpdateSubscriptionsResponse",
    fields: &[],
};

pub(super) static ROOM_AGENT: Table = Table {
    name: "livekit.RoomAgent",
    fields: &[
        field(1, "dispatches", "dispatches", Kind::Message(&super::livekit_agent_dispatch::ROOM_AGENT_DISPATCH), Label::Repeated),
    ],
};

pub(super) static ROOM_CONFIGURATION: Table = Table {
    name: "livekit.RoomConfiguration",
    fields: &[
        field(1, "name", "name", Kind::String, Label::Implicit),
        field(2, "empty_timeout", "emptyTimeout", Kind::Uint32, Label::Implicit),
        field(3, "departure_timeout", "departureTimeout", Kind::Uint32, Label::Implicit),
        field(4, "max_participants", "maxParticipants", Kind::Uint32, Label::Implicit),
        field(5, "egress", "egress", Kind::Message(&ROOM_EGRESS), Label::Single),
        field(7, "min_playout_delay", "minPlayoutDelay", Kind::Uint32, Label::Implicit),
        field(8, "max_playout_delay", "maxPlayoutDelay", Kind::Uint32, Label::Implicit),
        field(9, "sync_streams", "syncStreams", Kind::Bool, Label::Implicit),
        field(10, "agents", "agents", Kind::Message(&super::livekit_agent_dispatch::ROOM_AGENT_DISPATCH), Label::Repeated),
        field(11, "metadata", "metadata", Kind::String, Label::Implicit),
        field(12, "tags", "tags", Kind::String, Label::Map(Kind::String)),
    ],
};

messages! {
    crate::CreateRoomRequest => CREATE_ROOM_REQUEST,
    crate::RoomEgress => ROOM_EGRESS,
    crate::DeleteRoomRequest => DELETE_ROOM_REQUEST,
    crate::DeleteRoomResponse => DELETE_ROOM_RESPONSE,
    crate::ForwardParticipantRequest => FORWARD_PARTICIPANT_REQUEST,
    crate::ForwardParticipantResponse => FORWARD_PARTICIPANT_RESPONSE,
    crate::RoomParticipantIdentity => ROOM_PARTICIPANT_IDENTITY,
    crate::ListParticipantsRequest => LIST_PARTICIPANTS_REQUEST,
    crate::ListParticipantsResponse => LIST_PARTICIPANTS_RESPONSE,
    crate::ListRoomsRequest => LIST_ROOMS_REQUEST,
    crate::ListRoomsResponse => LIST_ROOMS_RESPONSE,
    crate::MoveParticipantRequest => MOVE_PARTICIPANT_REQUEST,
    crate::MoveParticipantResponse => MOVE_PARTICIPANT_RESPONSE,
    crate::MuteRoomTrackRequest => MUTE_ROOM_TRACK_REQUEST,
    crate::MuteRoomTrackResponse => MUTE_ROOM_TRACK_RESPONSE,
    crate::PerformRpcRequest => PERFORM_RPC_REQUEST,
    crate::PerformRpcResponse => PERFORM_RPC_RESPONSE,
    crate::RemoveParticipantResponse => REMOVE_PARTICIPANT_RESPONSE,
    crate::SendDataRequest => SEND_DATA_REQUEST,
    crate::SendDataResponse => SEND_DATA_RESPONSE,
    crate::UpdateParticipantRequest => UPDATE_PARTICIPANT_REQUEST,
    crate::UpdateRoomMetadataRequest => UPDATE_ROOM_METADATA_REQUEST,
    crate::UpdateSubscriptionsRequest => UPDATE_SUBSCRIPTIONS_REQUEST,
    crate::UpdateSubscriptionsResponse => UPDATE_SUBSCRIPTIONS_RESPONSE,
    crate::RoomAgent => ROOM_AGENT,
    crate::RoomConfiguration => ROOM_CONFIGURATION,
}
