//! The messages of every schema file, re-exported flat.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

#[cfg(feature = "agent-session")]
mod livekit_agent_session;
#[cfg(feature = "agent-session")]
/// Package `livekit.agent`.
pub mod agent {
    pub use super::livekit_agent_session::*;
}

#[cfg(feature = "agent")]
mod livekit_agent;
#[cfg(feature = "agent")]
pub use livekit_agent::*;

#[cfg(feature = "agent-dispatch")]
mod livekit_agent_dispatch;
#[cfg(feature = "agent-dispatch")]
pub use livekit_agent_dispatch::*;

#[cfg(feature = "agent-simulation")]
mod livekit_agent_simulation;
#[cfg(feature = "agent-simulation")]
pub use livekit_agent_simulation::*;

#[cfg(feature = "cloud-agent")]
mod livekit_cloud_agent;
#[cfg(feature = "cloud-agent")]
pub use livekit_cloud_agent::*;

#[cfg(feature = "connector")]
mod livekit_connector;
#[cfg(feature = "connector")]
pub use livekit_connector::*;

#[cfg(feature = "connector")]
mod livekit_connector_twilio;
#[cfg(feature = "connector")]
pub use livekit_connector_twilio::*;

#[cfg(feature = "connector")]
mod livekit_connector_whatsapp;
#[cfg(feature = "connector")]
pub use livekit_connector_whatsapp::*;

#[cfg(feature = "egress")]
mod livekit_egress;
#[cfg(feature = "egress")]
pub use livekit_egress::*;

#[cfg(feature = "ingress")]
mod livekit_ingress;
#[cfg(feature = "ingress")]
pub use livekit_ingress::*;

mod livekit_metrics;
pub use livekit_metrics::*;

mod livekit_models;
pub use livekit_models::*;

#[cfg(feature = "phone-number")]
mod livekit_phone_number;
#[cfg(feature = "phone-number")]
pub use livekit_phone_number::*;

#[cfg(feature = "room")]
mod livekit_room;
#[cfg(feature = "room")]
pub use livekit_room::*;

#[cfg(feature = "rtc")]
mod livekit_rtc;
#[cfg(feature = "rtc")]
pub use livekit_rtc::*;

#[cfg(feature = "sip")]
mod livekit_sip;
#[cfg(feature = "sip")]
pub use livekit_sip::*;

#[cfg(feature = "token-source")]
mod livekit_token_source;
#[cfg(feature = "token-source")]
pub use livekit_token_source::*;

#[cfg(feature = "webhook")]
mod livekit_webhook;
#[cfg(feature = "webhook")]
pub use livekit_webhook::*;

#[allow(deprecated)]
mod debug;
// Some enums occur in the messages of other domains only.
#[cfg(feature = "json")]
#[allow(dead_code)]
mod json;
pub(crate) mod rpcs;
