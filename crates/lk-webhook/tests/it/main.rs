//! The public API against golden webhooks, and sender against receiver.

mod adapters;
mod receive;
mod sender;
