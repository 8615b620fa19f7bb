//! The crate as its users see it: clips through RTP and back into files.

mod clips;
#[cfg(feature = "tokio")]
mod tokio_reader;
