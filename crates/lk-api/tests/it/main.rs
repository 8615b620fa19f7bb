//! Calls over loopback: what goes out, what comes back, and what goes wrong in between.

mod answers;
mod failover;
mod fake;
mod requests;
