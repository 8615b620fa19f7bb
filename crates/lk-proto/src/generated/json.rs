//! The tables that protojson works by.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

#[cfg(feature = "agent-session")]
mod livekit_agent_session;
#[cfg(feature = "agent")]
mod livekit_agent;
#[cfg(feature = "agent-dispatch")]
mod livekit_agent_dispatch;
#[cfg(feature = "agent-simulation")]
mod livekit_agent_simulation;
#[cfg(feature = "cloud-agent")]
mod livekit_cloud_agent;
#[cfg(feature = "connector")]
mod livekit_connector;
#[cfg(feature = "connector")]
mod livekit_connector_twilio;
#[cfg(feature = "connector")]
mod livekit_connector_whatsapp;
#[cfg(feature = "egress")]
mod livekit_egress;
#[cfg(feature = "ingress")]
mod livekit_ingress;
mod livekit_metrics;
mod livekit_models;
#[cfg(feature = "phone-number")]
mod livekit_phone_number;
#[cfg(feature = "room")]
mod livekit_room;
#[cfg(feature = "rtc")]
mod livekit_rtc;
#[cfg(feature = "sip")]
mod livekit_sip;
#[cfg(feature = "token-source")]
mod livekit_token_source;
#[cfg(feature = "webhook")]
mod livekit_webhook;
