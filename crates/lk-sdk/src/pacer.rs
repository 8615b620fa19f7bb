//! Pacers: when the next packet may be sent.
//!
//! ```
//! use lk_sdk::pacer::{Bitrate, Pacing};
//!
//! // A room with this limit sends audio before video.
//! let pacing = Pacing::priority(Bitrate::from_kbps(800));
//! # let _ = pacing;
//! ```

#[doc(inline)]
pub use lk_pacer::*;
