//! Dialling, exchanging and asking for regions over loopback.

mod answers;
mod certificates;
mod client;
mod corpus;
mod dial;
mod frames;
mod h2_server;
mod proxy;
mod regions;
mod roots;
mod servers;
mod silence;
mod streams;
mod targets;
mod unprocessed;
