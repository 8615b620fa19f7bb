//! Protojson of `livekit_token_source.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use crate::json::{Kind, Label, Table, field, messages};

pub(super) static TOKEN_SOURCE_REQUEST: Table = Table {
    name: "livekit.TokenSourceRequest",
    fields: &[
        field(1, "room_name", "roomName", Kind::String, Label::Optional),
        field(2, "participant_name", "participantName", Kind::String, Label::Optional),
        field(3, "participant_identity", "participantIdentity", Kind::String, Label::Optional),
        field(4, "participant_metadata", "participantMetadata", Kind::String, Label::Optional),
        field(5, "participant_attributes", "participantAttributes", Kind::String, Label::Map(Kind::String)),
        field(6, "room_config", "roomConfig", Kind::Message(&super::livekit_room::ROOM_CONFIGURATION), Label::Optional),
    ],
};

pub(super) static TOKEN_SOURCE_RESPONSE: Table = Table {
    name: "livekit.TokenSourceResponse",
    fields: &[
        field(1, "server_url", "serverUrl", Kind::String, Label::Implicit),
        field(2, "participant_token", "participantToken", Kind::String, Label::Implicit),
    ],
};

messages! {
    crate::TokenSourceRequest => TOKEN_SOURCE_REQUEST,
    crate::TokenSourceResponse => TOKEN_SOURCE_RESPONSE,
}
