//! Frames on their way to one signal websocket, bounded in bytes.
//!
//! A client that reads nothing must not fill the server's memory, and one that reads well may be told of a thousand
//! tracks at once. So bytes are counted, and not frames.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};

use crate::core::SignalFrame;

/// Both ends of a new queue.
pub(super) fn queue() -> (FrameSender, FrameReceiver) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let sender = FrameSender {
        frames: sender,
        space: Arc::new(Semaphore::new(CAPACITY as usize)),
    };
    (sender, FrameReceiver { frames: receiver })
}

/// Where the driver puts frames. Dropping it ends the session, after what was put before.
#[derive(Debug)]
pub(super) struct FrameSender {
    frames: mpsc::UnboundedSender<Queued>,
    /// One permit a byte.
    space: Arc<Semaphore>,
}

/// Where a websocket's task takes them.
#[derive(Debug)]
pub(super) struct FrameReceiver {
    frames: mpsc::UnboundedReceiver<Queued>,
}

#[derive(Debug)]
struct Queued {
    frame: SignalFrame,
    _space: OwnedSemaphorePermit,
}

/// Why a frame was not queued.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum NotQueued {
    /// The client is further behind than it may be.
    Full,
    /// The websocket has ended.
    Ended,
}

impl FrameSender {
    /// Puts a frame in the queue. Even the largest one has a place where nothing else waits.
    pub(super) fn send(&self, frame: SignalFrame) -> Result<(), NotQueued> {
        if self.frames.is_closed() {
            return Err(NotQueued::Ended);
        }
        let length = match &frame {
            SignalFrame::Binary(bytes) => bytes.len(),
            SignalFrame::Text(text) => text.len(),
        };
        let size = u32::try_from(length.saturating_add(OVERHEAD)).unwrap_or(CAPACITY);
        let space = self.space.clone();
        let space = space
            .try_acquire_many_owned(size.min(CAPACITY))
            .map_err(|_| NotQueued::Full)?;
        let queued = Queued {
            frame,
            _space: space,
        };
        self.frames.send(queued).map_err(|_| NotQueued::Ended)
    }
}

impl FrameReceiver {
    /// The next frame; none once the sender is gone and everything is taken.
    ///
    /// Cancel safe: a frame is taken only when this answers.
    pub(super) async fn next(&mut self) -> Option<SignalFrame> {
        Some(self.frames.recv().await?.frame)
    }
}

/// Bytes that a slow signal client may be behind.
const CAPACITY: u32 = 16 << 20;
/// What a queued frame takes beside its bytes, about.
const OVERHEAD: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(length: usize) -> SignalFrame {
        SignalFrame::Binary(vec![7; length].into())
    }

    #[tokio::test]
    async fn frames_are_taken_until_their_bytes_are_too_many() {
        let (sender, mut receiver) = queue();
        let half = CAPACITY as usize / 2 - OVERHEAD;
        for _ in 0..2 {
            sender.send(frame(half)).expect("it fits");
        }
        assert_eq!(
            sender.send(frame(0)),
            Err(NotQueued::Full),
            "nothing is free"
        );
        assert_eq!(receiver.next().await, Some(frame(half)));
        sender.send(frame(1)).expect("there is space again");
        drop(sender);
        assert_eq!(receiver.next().await, Some(frame(half)));
        assert_eq!(receiver.next().await, Some(frame(1)));
        assert_eq!(receiver.next().await, None);
    }

    #[tokio::test]
    async fn a_frame_larger_than_the_queue_passes_alone() {
        let (sender, mut receiver) = queue();
        let large = CAPACITY as usize + 1;
        sender.send(frame(large)).expect("alone");
        assert_eq!(sender.send(frame(0)), Err(NotQueued::Full));
        assert_eq!(receiver.next().await, Some(frame(large)));
        sender.send(frame(0)).expect("there is space again");
        drop(receiver);
        assert_eq!(sender.send(frame(0)), Err(NotQueued::Ended));
    }
}
