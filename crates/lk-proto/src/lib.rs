#![doc = include_str!("../README.md")]

#[rustfmt::skip]
#[allow(missing_docs, clippy::all)]
mod generated;
#[cfg(feature = "json")]
pub mod json;
mod redacted;
pub mod rpc;

pub use generated::*;
