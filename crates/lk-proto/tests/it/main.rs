//! lk-proto through its public interface, with every feature on.

mod debug;
mod fuzz;
mod json_rules;
mod json_vectors;
mod rpcs;
mod targets;
