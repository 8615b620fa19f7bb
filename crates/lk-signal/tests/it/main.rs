//! The crate from outside: recorded requests, corpora, and the websocket driver over loopback.

#[cfg(feature = "server")]
mod corpus;
#[cfg(feature = "tokio")]
mod driver;
#[cfg(feature = "server")]
mod targets;
#[cfg(feature = "server")]
mod wire_join;
