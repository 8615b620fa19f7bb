//! What a frame says of itself.

use crate::netem::mix;

/// Which frame it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// The track, as its pattern names it.
    pub track: u32,
    /// The frame's number in the track, from 0.
    pub number: u64,
}

/// Why a frame is not as it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Spoiled {
    /// There is no stamp in it.
    #[error("the frame holds no stamp")]
    NoStamp,
    /// Bytes are missing, or were added.
    #[error("the frame has another length than it was sent with")]
    Length,
    /// Bytes differ.
    #[error("the frame holds other bytes than it was sent with")]
    Content,
}

impl Stamp {
    /// Reads the stamp of a received frame and checks what stands behind it.
    ///
    /// # Errors
    ///
    /// [`Spoiled`], if the frame is not as it was sent.
    pub fn read(frame: &[u8]) -> Result<Self, Spoiled> {
        let window = frame.len().min(SEARCHED);
        let at = frame[..window]
            .windows(MAGIC.len())
            .position(|it| it == MAGIC);
        let stamped = &frame[at.ok_or(Spoiled::NoStamp)? + MAGIC.len()..];
        let (fields, noise) = stamped
            .split_at_checked(FIELDS_LEN)
            .ok_or(Spoiled::Length)?;
        let field = |range: std::ops::Range<usize>| {
            let text = std::str::from_utf8(&fields[range]).map_err(|_| Spoiled::Content)?;
            u64::from_str_radix(text, 16).map_err(|_| Spoiled::Content)
        };
        let (track, number, length) = (field(0..8)?, field(8..24)?, field(24..32)?);
        if length != noise.len() as u64 {
            return Err(Spoiled::Length);
        }
        let track = u32::try_from(track).map_err(|_| Spoiled::Content)?;
        let stamp = Self { track, number };
        if field(32..48)? != stamp.hash(noise) {
            return Err(Spoiled::Content);
        }
        Ok(stamp)
    }

    /// Appends the stamp and noise, so that `frame` becomes `size` bytes long, or as long as the
    /// stamp needs. Neither holds a zero byte, as start codes do.
    pub(super) fn write(self, frame: &mut Vec<u8>, size: usize) {
        let noise_len = size.saturating_sub(frame.len() + MAGIC.len() + FIELDS_LEN);
        let mut seed = mix(self.number ^ u64::from(self.track) << 40);
        let mut noise = Vec::with_capacity(noise_len + 8);
        while noise.len() < noise_len {
            seed = mix(seed);
            noise.extend(seed.to_le_bytes().map(|byte| byte | 1));
        }
        noise.truncate(noise_len);
        frame.extend_from_slice(MAGIC);
        let Self { track, number } = self;
        let fields = format!(
            "{track:08x}{number:016x}{:08x}{:016x}",
            noise_len,
            self.hash(&noise)
        );
        frame.extend_from_slice(fields.as_bytes());
        frame.extend_from_slice(&noise);
    }

    fn hash(self, noise: &[u8]) -> u64 {
        let seed = mix(self.number) ^ u64::from(self.track);
        noise.chunks(8).fold(seed, |hash, chunk| {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            mix(hash ^ u64::from_le_bytes(word))
        })
    }
}

const MAGIC: &[u8] = b"lkstamp:";
/// Track, number, length and hash, in hexadecimal.
const FIELDS_LEN: usize = 8 + 16 + 8 + 16;
/// The real beginning of a frame is shorter than this.
const SEARCHED: usize = 128;
