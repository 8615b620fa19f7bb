#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[rustfmt::skip]
#[allow(missing_docs, clippy::all)]
mod generated;
#[cfg(feature = "json")]
pub mod json;
mod redacted;
pub mod rpc;

pub use generated::*;
