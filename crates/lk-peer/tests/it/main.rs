//! Two peers in one thread, in virtual time, over a link that may lose packets.

mod channels;
mod corpus;
mod foreign;
mod media;
mod negotiation;
mod net;
mod order;
mod restart;
mod targets;
