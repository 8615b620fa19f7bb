//! The server in virtual time against small clients on `lk_peer`, and over real sockets.

mod api;
mod data;
mod data_tracks;
mod front;
mod joining;
mod log;
mod media;
mod publishing;
#[cfg(feature = "tokio")]
mod shell;
mod subscribing;
mod webhooks;
mod world;
