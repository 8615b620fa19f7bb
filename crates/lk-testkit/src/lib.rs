#![doc = include_str!("../README.md")]

mod clock;
pub mod e2e;
pub mod media;
pub mod netem;
pub mod sim;

pub use crate::clock::VirtualClock;
