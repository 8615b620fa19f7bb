//! Encoded media: containers, RTP packetizers and depacketizers, the sample builder and the jitter buffer.
//!
//! ```no_run
//! use lk_sdk::media::FileReader;
//!
//! let mut reader = FileReader::open("clip.ivf")?;
//! while let Some(frame) = reader.next_frame()? {
//!     println!("{:?}: {} bytes, keyframe: {}", frame.pts, frame.data.len(), frame.keyframe);
//! }
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

#[doc(inline)]
pub use lk_media::*;
