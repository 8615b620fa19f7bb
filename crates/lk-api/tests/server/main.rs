//! Every call of RoomService and AgentDispatch on a running server, with its errors.
//!
//! Runs where `LIVEKIT_URL`, `LIVEKIT_API_KEY` and `LIVEKIT_API_SECRET` are set, and says so
//! where they are not. With `LIVEKIT_TEST_PARTICIPANT` set to `room/identity` of a participant
//! who is there and publishes, the calls that need one run too.

#![allow(clippy::print_stderr)]

mod dispatch;
mod participant;
mod room;

use lk_api::{CallError, LiveKitApi, TwirpCode};

/// The server to test on.
pub(crate) fn api() -> Option<LiveKitApi> {
    match LiveKitApi::from_env() {
        Ok(api) => Some(api),
        Err(error) => {
            eprintln!("SKIPPED: no server to test on ({error})");
            None
        }
    }
}

/// A room name that no other run uses.
pub(crate) fn name(test: &str) -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    format!(
        "{test}-{}-{}",
        std::process::id(),
        now.expect("after 1970").as_nanos()
    )
}

/// Asserts that the server refused with `code`; returns its words.
#[track_caller]
pub(crate) fn refused<T: std::fmt::Debug>(result: Result<T, CallError>, code: TwirpCode) -> String {
    let error = result.expect_err("a refusal");
    let refusal = error.refusal().unwrap_or_else(|| panic!("{error:?}"));
    assert_eq!(refusal.code, code, "{error}");
    refusal.message.clone()
}
