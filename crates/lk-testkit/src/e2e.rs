//! End-to-end scenarios over real sockets, written once for every server.
//!
//! A scenario is a function of an [`Env`], which is a server, and of a [`SignalPath`]. It panics
//! when the server, or the participant, does not do what it should. The server is the embedded
//! one, started for the scenario, or the one that `LIVEKIT_URL`, `LIVEKIT_API_KEY` and
//! `LIVEKIT_API_SECRET` name.
//!
//! [`SignalPath`]: lk_signal::SignalPath

mod by_hand;
mod encoded;
mod env;
mod hooks;
mod member;
mod play;
pub mod scenarios;
mod slow;

use std::time::Duration;

pub use self::by_hand::ByHand;
pub use self::encoded::Encoded;
pub use self::env::{Env, Needs, SLOW_THRESHOLD};
pub use self::hooks::Hooks;
pub use self::member::Member;
pub use self::play::{Listener, Play};
pub use self::slow::SlowReader;

/// How long a scenario waits for anything: longer than a busy machine takes, so that only a failure waits for it.
pub(crate) const LIMIT: Duration = Duration::from_secs(60);
