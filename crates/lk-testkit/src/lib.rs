#![doc = include_str!("../README.md")]

mod clock;
pub mod media;
pub mod netem;

pub use crate::clock::VirtualClock;
