//! Protojson of `livekit_connector.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use crate::json::{EnumTable};

pub(super) static CONNECTOR_TYPE: EnumTable = EnumTable(&[
    (0, "Unspecified"),
    (1, "WhatsApp"),
    (2, "Twilio"),
]);
