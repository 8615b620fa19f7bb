#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
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
// The schema marks calls as deprecated; their methods say so, and their types stand in them.
#[rustfmt::skip]
#[allow(deprecated)]
mod generated;
mod grants;
mod headers;
#[cfg(feature = "cloud-agent")]
mod hosted;
mod pages;
mod random;
mod services;

pub use api::{LiveKitApi, SetupError};
pub use call::Call;
pub use code::TwirpCode;
pub use error::{CallError, Refusal, SipStatus, SipTransfer};
pub use failover::Failover;
pub use generated::*;
pub use grants::Granted;
#[doc(hidden)]
pub use grants::Wait;
#[cfg(feature = "cloud-agent")]
pub use hosted::{AgentLog, BuildRequest, HostedCall, LogError, LogRequest, PushTarget};
#[cfg(feature = "agent-source")]
pub use hosted::{AgentSource, SourceError};
#[doc(hidden)]
pub use pages::Turn;
pub use pages::{Items, Paged};

// What stands in this API and is not its own, in the versions that it takes.
pub use {bytes, http, lk_auth as auth, lk_net as net, lk_proto as proto};
