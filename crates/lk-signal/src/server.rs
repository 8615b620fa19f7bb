//! The server's half of the wire: which session a URL asks for, and what its frames say.
//!
//! Plain functions and values, as the client's half: nothing here opens a socket or checks a
//! token. A server calls [`JoinParams::parse`] on the request that asks for the upgrade, answers a
//! [`Refusal`] with its status and text, and keeps a [`ServerFrames`] for each websocket.
//!
//! ```
//! use lk_signal::server::{JoinParams, Refusal, Route};
//!
//! let route = Route::from_path("/rtc").unwrap();
//! let join = JoinParams::parse(route, "sdk=rust&protocol=17&auto_subscribe=0")?;
//! assert_eq!(join.client_info.protocol, 17);
//!
//! let refusal = JoinParams::parse(Route::V1, "").unwrap_err();
//! assert_eq!((refusal.status(), refusal.to_string().as_str()), (400, "join_request is required"));
//! # Ok::<(), Refusal>(())
//! ```

mod frames;
mod join;
mod refusal;

pub use self::frames::{FrameError, ServerFrames, answer_ping};
pub use self::join::JoinParams;
pub use self::refusal::Refusal;

/// The endpoints of the signalling service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Route {
    /// `/rtc`, a websocket.
    V0,
    /// `/rtc/v1`, a websocket.
    V1,
    /// `/rtc/validate`, an HTTP GET.
    V0Validate,
    /// `/rtc/v1/validate`, an HTTP GET.
    V1Validate,
}

impl Route {
    /// The endpoint at `path`, query excluded.
    #[must_use]
    pub fn from_path(path: &str) -> Option<Self> {
        match path {
            "/rtc" => Some(Self::V0),
            "/rtc/v1" => Some(Self::V1),
            "/rtc/validate" => Some(Self::V0Validate),
            "/rtc/v1/validate" => Some(Self::V1Validate),
            _ => None,
        }
    }

    /// Whether the endpoint only says if a join would be let in.
    #[must_use]
    pub fn is_validate(self) -> bool {
        matches!(self, Self::V0Validate | Self::V1Validate)
    }

    fn needs_join_request(self) -> bool {
        matches!(self, Self::V1 | Self::V1Validate)
    }
}

#[cfg(test)]
mod tests;
