//! The clients of every service.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

#[cfg(feature = "agent-dispatch")]
mod agent_dispatch_service;
#[cfg(feature = "agent-dispatch")]
pub use agent_dispatch_service::AgentDispatch;

#[cfg(feature = "agent-simulation")]
mod agent_simulation;
#[cfg(feature = "agent-simulation")]
pub use agent_simulation::AgentSimulations;

#[cfg(feature = "cloud-agent")]
mod cloud_agent;
#[cfg(feature = "cloud-agent")]
pub use cloud_agent::CloudAgents;

#[cfg(feature = "connector")]
mod connector;
#[cfg(feature = "connector")]
pub use connector::Connector;

#[cfg(feature = "egress")]
mod egress;
#[cfg(feature = "egress")]
pub use egress::Egress;

#[cfg(feature = "ingress")]
mod ingress;
#[cfg(feature = "ingress")]
pub use ingress::Ingress;

#[cfg(feature = "phone-number")]
mod phone_number_service;
#[cfg(feature = "phone-number")]
pub use phone_number_service::PhoneNumbers;

#[cfg(feature = "room")]
mod room_service;
#[cfg(feature = "room")]
pub use room_service::RoomService;

#[cfg(feature = "sip")]
mod sip;
#[cfg(feature = "sip")]
pub use sip::Sip;
