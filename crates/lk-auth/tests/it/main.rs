//! The public API against golden vectors, and against what it must never do.

mod corpus;
mod golden;
mod leeway;
mod mint;
mod targets;
mod vectors;
mod verify;
