//! The public API against golden webhooks, and sender against receiver.

mod receive;
mod sender;
