#![doc = include_str!("../README.md")]

pub mod core;
#[cfg(feature = "tokio")]
pub mod shell;

pub use core::{
    Core, Dial, HttpId, HttpReply, HttpRequest, Output, Refusal, ServerConfig, SessionId,
    SignalFrame,
};
#[cfg(feature = "tokio")]
pub use shell::{DatagramDrops, DevServer, DevServerBuilder, StartError};
