//! Opus in Ogg: pages of packets, with a checksum each and a running count of samples.
//!
//! Source: RFC 3533 (Ogg), RFC 7845 (Opus in it).

mod demux;
mod head;
mod mux;
mod page;

pub use demux::OggOpusDemuxer;
pub use head::OpusHead;
pub use mux::OggOpusMuxer;

#[cfg(test)]
mod tests;
