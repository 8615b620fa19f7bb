#![doc = include_str!("../README.md")]

mod bitrate;
mod budget;
mod clock;
mod frames;
mod leaky_bucket;
mod line;
mod pacing;
mod packet;
mod pass_through;
mod priority;
mod queue;
mod spaced;
#[cfg(test)]
mod testing;

use std::time::Instant;

pub use bitrate::Bitrate;
pub use leaky_bucket::LeakyBucket;
pub use pacing::Pacing;
pub use packet::{Class, Packet};
pub use pass_through::PassThrough;
pub use priority::Priority;
pub use spaced::Spaced;

/// Decides when packets leave.
///
/// Times are handed in and never run backwards; one that does is taken as the latest seen.
pub trait Pacer<P: Packet> {
    /// Takes a packet to send.
    ///
    /// Returns the packets that had to go because the queue is full: none as a rule, else whole
    /// frames as far as they have not left yet, which may include this packet. Whoever sends video
    /// makes a keyframe next.
    #[must_use = "packets that come back are not sent"]
    fn enqueue(&mut self, packet: P, now: Instant) -> Vec<P>;

    /// Gives the next packet that may leave now. Drain it until `None`.
    fn poll(&mut self, now: Instant) -> Option<P>;

    /// Takes back all that is queued of a stream, because it has ended, and forgets its frames.
    fn remove(&mut self, stream: u32, now: Instant) -> Vec<P>;

    /// Changes the rate from `now` on; what is queued leaves by the new one. Pacers that hold none, and
    /// that is what they do unless they say otherwise, take no notice.
    fn set_rate(&mut self, rate: Bitrate, now: Instant) {
        let _ = (rate, now);
    }

    /// When [`poll`](Self::poll) will give the next packet; `None` while nothing is queued.
    fn next_wake(&self) -> Option<Instant>;

    /// Bytes that are queued.
    fn queued_bytes(&self) -> usize;
}
