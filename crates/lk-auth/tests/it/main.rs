//! The public API against golden vectors, and against what it must never do.

mod leeway;
mod mint;
mod vectors;
mod verify;
