//! Protojson of `livekit_webhook.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use crate::json::{Kind, Label, Table, field, messages};

pub(super) static WEBHOOK_EVENT: Table = Table {
    name: "livekit.WebhookEvent",
    fields: &[
        field(1, "event", "event", Kind::String, Label::Implicit),
        field(2, "room", "room", Kind::Message(&super::livekit_models::ROOM), Label::Single),
        field(3, "participant", "participant", Kind::Message(&super::livekit_models::PARTICIPANT_INFO), Label::Single),
        field(6, "id", "id", Kind::String, Label::Implicit),
        field(7, "created_at", "createdAt", Kind::Int64, Label::Implicit),
        field(8, "track", "track", Kind::Message(&super::livekit_models::TRACK_INFO), Label::Single),
        field(9, "egress_info", "egressInfo", Kind::Message(&super::livekit_egress::EGRESS_INFO), Label::Single),
        field(10, "ingress_info", "ingressInfo", Kind::Message(&super::livekit_ingress::INGRESS_INFO), Label::Single),
        field(11, "num_dropped", "numDropped", Kind::Int32, Label::Implicit),
        field(12, "job", "job", Kind::Message(&super::livekit_agent::JOB), Label::Single),
        field(13, "room_end_reason", "roomEndReason", Kind::Enum(&super::livekit_models::ROOM_END_REASON), Label::Implicit),
    ],
};

messages! {
    crate::WebhookEvent => WEBHOOK_EVENT,
}
