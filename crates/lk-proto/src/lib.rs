#![doc = include_str!("../README.md")]

#[rustfmt::skip]
#[allow(missing_docs, clippy::all)]
mod generated;
pub mod rpc;

pub use generated::*;
