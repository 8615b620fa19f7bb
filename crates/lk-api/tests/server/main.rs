//! Every call of RoomService and AgentDispatch on a running server, with its errors.
//!
//! The server is the one that `LIVEKIT_URL`, `LIVEKIT_API_KEY` and `LIVEKIT_API_SECRET` name, and
//! the dev server where they name none. The calls about a participant are about one of ours, unless
//! `LIVEKIT_TEST_PARTICIPANT` names another that is there, as `room/identity`: one that publishes and
//! answers the RPC method `echo`, as `participant.py` does.

#![allow(clippy::print_stderr)]

mod dispatch;
mod participant;
mod room;

use std::ops::Deref;

use lk_api::{CallError, LiveKitApi, TwirpCode};
use lk_devserver::DevServer;

/// A server to test on, and its API.
pub(crate) struct Server {
    api: LiveKitApi,
    _server: Option<DevServer>,
}

impl Deref for Server {
    type Target = LiveKitApi;

    fn deref(&self) -> &LiveKitApi {
        &self.api
    }
}

/// The server to test on.
pub(crate) async fn api() -> Server {
    if let Ok(api) = LiveKitApi::from_env() {
        return Server { api, _server: None };
    }
    let server = DevServer::start().await.expect("a server");
    Server {
        api: LiveKitApi::new(&server.url(), server.api_key(), server.api_secret()).expect("an API"),
        _server: Some(server),
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
