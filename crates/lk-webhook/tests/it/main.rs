//! The public API against golden webhooks, and sender against receiver.

mod adapters;
mod corpus;
mod receive;
mod sender;
mod targets;
