//! Descriptions that real peers wrote, and random ones.

mod corpus;
mod properties;
mod targets;
mod vectors;
