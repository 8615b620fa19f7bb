#![doc = include_str!("../README.md")]
// Without any service nothing is left to call.
#![cfg_attr(
    not(any(
        feature = "agent-dispatch",
        feature = "agent-simulation",
        feature = "cloud-agent",
        feature = "connector",
        feature = "egress",
        feature = "ingress",
        feature = "phone-number",
        feature = "room",
        feature = "sip",
    )),
    allow(dead_code, unreachable_pub, unused_imports)
)]

mod answer;
mod api;
mod call;
mod code;
mod error;
mod failover;
mod grants;
mod random;
mod services;

pub use api::{LiveKitApi, SetupError};
pub use call::Call;
pub use code::TwirpCode;
pub use error::{CallError, Refusal, SipStatus};
pub use failover::Failover;
pub use grants::Granted;
pub use services::*;
