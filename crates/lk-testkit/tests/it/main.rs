//! The simulations, and the end-to-end scenarios.
#![allow(clippy::print_stderr)]

mod bad_input;
mod repeat;
mod scenarios;
mod simulation;
mod slow_subscribers;
