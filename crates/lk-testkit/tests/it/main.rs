//! The simulations, and the end-to-end scenarios.

mod repeat;
mod simulation;
