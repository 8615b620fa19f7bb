//! Protojson of `livekit_connector_twilio.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use crate::json::{EnumTable, Kind, Label, Table, field, messages};

pub(super) static CONNECT_TWILIO_CALL_REQUEST_TWILIO_CALL_DIRECTION: EnumTable = EnumTable(&[
    (0, "TWILIO_CALL_DIRECTION_INBOUND"),
    (1, "TWILIO_CALL_DIRECTION_OUTBOUND"),
]);

pub(super) static CONNECT_TWILIO_CALL_REQUEST: Table = Table {
    name: "livekit.ConnectTwilioCallRequest",
    fields: &[
        field(1, "twilio_call_direction", "twilioCallDirection", Kind::Enum(&CONNECT_TWILIO_CALL_REQUEST_TWILIO_CALL_DIRECTION), Label::Implicit),
        field(2, "room_name", "roomName", Kind::String, Label::Implicit),
        field(3, "agents", "agents", Kind::Message(&super::livekit_agent_dispatch::ROOM_AGENT_DISPATCH), Label::Repeated),
        field(4, "participant_identity", "participantIdentity", Kind::String, Label::Implicit),
        field(5, "participant_name", "participantName", Kind::String, Label::Implicit),
        field(6, "participant_metadata", "participantMetadata", Kind::String, Label::Implicit),
        field(7, "participant_attributes", "participantAttributes", Kind::String, Label::Map(Kind::String)),
        field(8, "destination_country", "destinationCountry", Kind::String, Label::Implicit),
    ],
};

pub(super) static CONNECT_TWILIO_CALL_RESPONSE: Table = Table {
    name: "livekit.ConnectTwilioCallResponse",
    fields: &[
        field(1, "connect_url", "connectUrl", Kind::String, Label::Implicit),
    ],
};

messages! {
    crate::ConnectTwilioCallRequest => CONNECT_TWILIO_CALL_REQUEST,
    crate::ConnectTwilioCallResponse => CONNECT_TWILIO_CALL_RESPONSE,
}
