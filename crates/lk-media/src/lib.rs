#![doc = include_str!("../README.md")]
#![cfg_attr(docsrs, feature(doc_cfg))]
// Whatever comes from outside is an error or is ignored: nothing here may panic on it.
#![cfg_attr(
    not(test),
    warn(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

pub mod bitstream;
mod codec;
pub mod container;
pub mod depacketize;
pub mod encode;
pub mod extension;
mod frame;
pub mod g711;
pub mod packetize;
pub mod red;
pub mod sample_builder;

pub use codec::{Codec, MediaKind};
pub use container::{FileReader, FileWriter, FrameReader, FrameWriter};
pub use depacketize::Depacketizer;
pub use frame::Frame;
pub use packetize::Packetizer;
pub use sample_builder::{JitterBuffer, RtpPacket, SampleBuilder};
