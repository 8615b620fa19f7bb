#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
pub mod core;
#[cfg(feature = "tokio")]
pub mod shell;

pub use core::{
    Core, Dial, HttpId, HttpReply, HttpRequest, Output, Refusal, ServerConfig, SessionId,
    SignalFrame,
};
#[cfg(feature = "tokio")]
pub use shell::{DatagramDrops, DevServer, DevServerBuilder, StartError};
