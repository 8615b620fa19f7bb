#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod core;
#[cfg(feature = "tokio")]
pub mod shell;

pub use core::{
    Core, Dial, HttpId, HttpReply, HttpRequest, Output, Refusal, ServerConfig, SessionId,
    SignalFrame,
};
#[cfg(feature = "tokio")]
pub use shell::{DevServer, DevServerBuilder, StartError};
