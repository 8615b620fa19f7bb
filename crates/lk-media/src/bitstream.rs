//! What a frame says about itself, read from its bitstream and never guessed.

pub mod annexb;
pub(crate) mod h264;
