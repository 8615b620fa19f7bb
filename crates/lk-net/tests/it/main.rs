//! Dialling and exchanging over loopback.

mod client;
mod dial;
mod servers;
