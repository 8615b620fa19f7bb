//! The scenarios of the vendor's API mock (`cmd/test-server` of the server's repository).
//!
//! Runs where `LIVEKIT_MOCK_URL` is set to its first port, and says so where it is not. The mock
//! refuses a call whose token lacks its exact grant, so every call here is a test of its grant.

#![allow(clippy::print_stderr)]

mod failover;
mod services;
mod sip;

use lk_api::{Failover, LiveKitApi};

/// The mock, as a server with regions.
pub(crate) fn api() -> Option<LiveKitApi> {
    let Ok(url) = std::env::var("LIVEKIT_MOCK_URL") else {
        eprintln!("SKIPPED: LIVEKIT_MOCK_URL names no mock");
        return None;
    };
    let api = LiveKitApi::new(&url, "devkey", "secret").expect("an API");
    Some(api.failover(Failover::Always))
}
