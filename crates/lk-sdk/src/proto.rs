//! The messages of LiveKit's protocol, as [prost](https://docs.rs/prost) generates them from the schema.
//!
//! ```
//! use lk_sdk::proto::CreateRoomRequest;
//!
//! // New fields are not a breaking change: leave room for them.
//! let request = CreateRoomRequest { name: "demo".into(), empty_timeout: 60, ..Default::default() };
//! # let _ = request;
//! ```

#[doc(inline)]
pub use lk_proto::*;
