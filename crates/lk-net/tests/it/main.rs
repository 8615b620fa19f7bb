//! Dialling, exchanging and asking for regions over loopback.

mod answers;
mod client;
mod corpus;
mod dial;
mod proxy;
mod regions;
mod roots;
mod servers;
mod silence;
mod targets;
