//! Descriptions that real peers wrote, and random ones.

mod properties;
mod vectors;
