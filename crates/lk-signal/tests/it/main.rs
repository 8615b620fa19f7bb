//! The crate from outside: recorded requests, and the websocket driver over loopback.

#[cfg(feature = "tokio")]
mod driver;
#[cfg(feature = "server")]
mod wire_join;
