//! The public API against golden webhooks, and sender against receiver.

mod receive;
#[cfg(feature = "sender-tokio")]
mod sender;
