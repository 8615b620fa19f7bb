//! The crate as its users see it: clips through RTP and back into files.

mod allocations;
mod chromium;
mod clips;
mod codec_targets;
mod codecs;
mod container_targets;
mod copies;
mod corpus;
mod frames;
#[cfg(feature = "tokio")]
mod info;
mod irregular;
mod lossy;
mod open;
mod several;
mod targets;
#[cfg(feature = "tokio")]
mod tokio_reader;
