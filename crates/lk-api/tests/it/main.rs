//! Calls over loopback: what goes out, what comes back, and what goes wrong in between.

mod answers;
mod corpus;
mod failover;
mod fake;
mod hosted;
mod pages;
mod requests;
mod spans;
mod targets;
