//! The scenarios. Each stands for one of the real server's or its SDKs' own end-to-end tests, or
//! for something that users of those complain of.

pub mod api;
mod clips;
pub mod codecs;
pub mod data;
pub mod hooks;
pub mod joining;
pub mod media;
pub mod pacing;
pub mod permissions;
pub mod sending;
pub mod signalling;
