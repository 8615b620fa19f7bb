//! The services, one a file and a feature.

#[cfg(feature = "agent-dispatch")]
mod agent_dispatch;
#[cfg(feature = "agent-simulation")]
mod agent_simulation;
#[cfg(feature = "cloud-agent")]
mod cloud_agent;
#[cfg(feature = "connector")]
mod connector;
#[cfg(any(feature = "sip", feature = "connector"))]
mod dial;
#[cfg(feature = "egress")]
mod egress;
#[cfg(feature = "ingress")]
mod ingress;
#[cfg(feature = "phone-number")]
mod phone_number;
#[cfg(feature = "room")]
mod room;
#[cfg(feature = "sip")]
mod sip;

#[cfg(feature = "agent-dispatch")]
pub use agent_dispatch::AgentDispatch;
#[cfg(feature = "agent-simulation")]
pub use agent_simulation::AgentSimulations;
#[cfg(feature = "cloud-agent")]
pub use cloud_agent::CloudAgents;
#[cfg(feature = "connector")]
pub use connector::Connector;
#[cfg(feature = "egress")]
pub use egress::Egress;
#[cfg(feature = "ingress")]
pub use ingress::Ingress;
#[cfg(feature = "phone-number")]
pub use phone_number::PhoneNumbers;
#[cfg(feature = "room")]
pub use room::RoomService;
#[cfg(feature = "sip")]
pub use sip::Sip;
