//! What calls need beyond their message, and what is made of several calls.
//!
//! The clients themselves are generated, in `generated/`.

#[cfg(feature = "agent-dispatch")]
mod agent_dispatch;
#[cfg(any(feature = "sip", feature = "connector"))]
pub(crate) mod dial;
#[cfg(feature = "phone-number")]
pub(crate) mod phone_number;
#[cfg(feature = "room")]
pub(crate) mod room;
#[cfg(feature = "sip")]
mod sip;
