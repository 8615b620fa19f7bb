//! Dialling, exchanging and asking for regions over loopback.

mod client;
mod dial;
mod regions;
mod servers;
