//! Protojson of `livekit_connector_whatsapp.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use crate::json::{EnumTable, Kind, Label, Table, field, messages};

pub(super) static WHATS_APP_CALL_DIRECTION: EnumTable = EnumTable(&[
    (0, "WHATSAPP_CALL_DIRECTION_INBOUND"),
    (2, "WHATSAPP_CALL_DIRECTION_OUTBOUND"),
]);

pub(super) static ACCEPT_WHATS_APP_CALL_REQUEST: Table = Table {
    name: "livekit.AcceptWhatsAppCallRequest",
    fields: &[
        field(1, "whatsapp_phone_number_id", "whatsappPhoneNumberId", Kind::String, Label::Implicit),
        field(2, "whatsapp_api_key", "whatsappApiKey", Kind::String, Label::Implicit),
        field(3, "whatsapp_call_id", "whatsappCallId", Kind::String, Label::Implicit),
        field(4, "whatsapp_biz_opaque_callback_data", "whatsappBizOpaqueCallbackData", Kind::String, Label::Implicit),
        field(5, "sdp", "sdp", Kind::Message(&super::livekit_rtc::SESSION_DESCRIPTION), Label::Single),
        field(6, "room_name", "roomName", Kind::String, Label::Implicit),
        field(7, "agents", "agents", Kind::Message(&super::livekit_agent_dispatch::ROOM_AGENT_DISPATCH), Label::Repeated),
        field(8, "participant_identity", "participantIdentity", Kind::String, Label::Implicit),
        field(9, "participant_name", "participantName", Kind::String, Label::Implicit),
        field(10, "participant_metadata", "participantMetadata", Kind::String, Label::Implicit),
        field(11, "participant_attributes", "participantAttributes", Kind::String, Label::Map(Kind::String)),
        field(12, "destination_country", "destinationCountry", Kind::String, Label::Implicit),
        field(13, "whatsapp_cloud_api_version", "whatsappCloudApiVersion", Kind::String, Label::Implicit),
        field(14, "ringing_timeout", "ringingTimeout", Kind::Duration, Label::Single),
        field(15, "wait_until_answered", "waitUntilAnswered", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static ACCEPT_WHATS_APP_CALL_RESPONSE: Table = Table {
    name: "livekit.AcceptWhatsAppCallResponse",
    fields: &[
        field(1, "room_name", "roomName", Kind::String, Label::Implicit),
    ],
};

pub(super) static CONNECT_WHATS_APP_CALL_REQUEST: Table = Table {
    name: "livekit.ConnectWhatsAppCallRequest",
    fields: &[
        field(1, "whatsapp_call_id", "whatsappCallId", Kind::String, Label::Implicit),
        field(2, "sdp", "sdp", Kind::Message(&super::livekit_rtc::SESSION_DESCRIPTION), Label::Single),
        field(3, "wait_until_answered", "waitUntilAnswered", Kind::Bool, Label::Implicit),
    ],
};

pub(super) static CONNECT_WHATS_APP_CALL_RESPONSE: Table = Table {
    name: "livekit.ConnectWhatsAppCallResponse",
    fields: &[],
};

pub(super) static DIAL_WHATS_APP_CALL_REQUEST: Table = Table {
    name: "livekit.DialWhatsAppCallRequest",
    fields: &[
        field(1, "whatsapp_phone_number_id", "whatsappPhoneNumberId", Kind::String, Label::Implicit),
        field(2, "whatsapp_to_phone_number", "whatsappToPhoneNumber", Kind::String, Label::Implicit),
        field(3, "whatsapp_api_key", "whatsappApiKey", Kind::String, Label::Implicit),
        field(4, "whatsapp_biz_opaque_callback_data", "whatsappBizOpaqueCallbackData", Kind::String, Label::Implicit),
        field(5, "room_name", "roomName", Kind::String, Label::Implicit),
        field(6, "agents", "agents", Kind::Message(&super::livekit_agent_dispatch::ROOM_AGENT_DISPATCH), Label::Repeated),
        field(7, "participant_identity", "participantIdentity", Kind::String, Label::Implicit),
        field(8, "participant_name", "participantName", Kind::String, Label::Implicit),
        field(9, "participant_metadata", "participantMetadata", Kind::String, Label::Implicit),
        field(10, "participant_attributes", "participantAttributes", Kind::String, Label::Map(Kind::String)),
        field(11, "destination_country", "destinationCountry", Kind::String, Label::Implicit),
        field(12, "whatsapp_cloud_api_version", "whatsappCloudApiVersion", Kind::String, Label::Implicit),
        field(13, "ringing_timeout", "ringingTimeout", Kind::Duration, Label::Single),
    ],
};

pub(super) static DIAL_WHATS_APP_CALL_RESPONSE: Table = Table {
    name: "livekit.DialWhatsAppCallResponse",
    fields: &[
        field(1, "whatsapp_call_id", "whatsappCallId", Kind::String, Label::Implicit),
        field(2, "room_name", "roomName", Kind::String, Label::Implicit),
    ],
};

pub(super) static DISCONNECT_WHATS_APP_CALL_REQUEST_DISCONNECT_REASON: EnumTable = EnumTable(&[
    (0, "BUSINESS_INITIATED"),
    (1, "USER_INITIATED"),
]);

pub(super) static DISCONNECT_WHATS_APP_CALL_REQUEST: Table = Table {
    name: "livekit.DisconnectWhatsAppCallRequest",
    fields: &[
        field(1, "whatsapp_call_id", "whatsappCallId", Kind::String, Label::Implicit),
        field(2, "whatsapp_api_key", "whatsappApiKey", Kind::String, Label::Implicit),
        field(3, "disconnect_reason", "disconnectReason", Kind::Enum(&DISCONNECT_WHATS_APP_CALL_REQUEST_DISCONNECT_REASON), Label::Implicit),
    ],
};

pub(super) static DISCONNECT_WHATS_APP_CALL_RESPONSE: Table = Table {
    name: "livekit.DisconnectWhatsAppCallResponse",
    fields: &[],
};

pub(super) static WHATS_APP_CALL: Table = Table {
    name: "livekit.WhatsAppCall",
    fields: &[
        field(1, "whatsapp_call_id", "whatsappCallId", Kind::String, Label::Implicit),
        field(2, "direction", "direction", Kind::Enum(&WHATS_APP_CALL_DIRECTION), Label::Implicit),
    ],
};

messages! {
    crate::AcceptWhatsAppCallRequest => ACCEPT_WHATS_APP_CALL_REQUEST,
    crate::AcceptWhatsAppCallResponse => ACCEPT_WHATS_APP_CALL_RESPONSE,
    crate::ConnectWhatsAppCallRequest => CONNECT_WHATS_APP_CALL_REQUEST,
    crate::ConnectWhatsAppCallResponse => CONNECT_WHATS_APP_CALL_RESPONSE,
    crate::DialWhatsAppCallRequest => DIAL_WHATS_APP_CALL_REQUEST,
    crate::DialWhatsAppCallResponse => DIAL_WHATS_APP_CALL_RESPONSE,
    crate::DisconnectWhatsAppCallRequest => DISCONNECT_WHATS_APP_CALL_REQUEST,
    crate::DisconnectWhatsAppCallResponse => DISCONNECT_WHATS_APP_CALL_RESPONSE,
    crate::WhatsAppCall => WHATS_APP_CALL,
}
