//! Media that can be checked: frames that say which they are, and whether they are whole.
//!
//! A frame is real in its first bytes, so that packetizers, servers and depacketizers take it for
//! what it is, and made up behind them: a stamp with the track and the number of the frame, and
//! noise whose hash stands in the stamp. Nothing of it can be decoded into pictures or sound.

mod ledger;
mod pattern;
mod stamp;

pub use self::ledger::{Arrival, FrameLedger};
pub use self::pattern::{AudioPattern, VideoPattern};
pub use self::stamp::{Spoiled, Stamp};
