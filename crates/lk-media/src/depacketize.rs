//! From RTP payloads back to an encoded frame.
//!
//! Two steps, both without state: [`Depacketizer::inspect`] says what one payload contributes, as soon
//! as it arrives; [`Depacketizer::assemble`] joins the payloads of a complete frame. Which payloads
//! make a frame is found out by [`SampleBuilder`](crate::SampleBuilder).

mod av1;
mod nal;
mod vp8;
mod vp9;

use bytes::{Buf as _, Bytes};

use crate::Codec;

/// Joins the RTP payloads of one codec into frames.
///
/// ```
/// # use {bytes::Bytes, lk_media::{Codec, Depacketizer}};
/// let vp8 = Depacketizer::new(Codec::Vp8);
/// let payloads = [&b"\x10ab"[..], &b"\x00cd"[..]].map(Bytes::from_static);
/// assert_eq!(&vp8.assemble(payloads.iter())?[..], b"abcd");
/// # Ok::<_, lk_media::depacketize::DepacketizeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Depacketizer {
    codec: Codec,
}

impl Depacketizer {
    /// A depacketizer for `codec`.
    pub const fn new(codec: Codec) -> Self {
        Self { codec }
    }

    /// The codec whose payloads it reads.
    pub const fn codec(self) -> Codec {
        self.codec
    }

    /// Says what one payload contributes to its frame.
    ///
    /// # Errors
    ///
    /// [`DepacketizeError`] if the payload does not have the form that its codec prescribes.
    #[inline]
    pub fn inspect(self, payload: &[u8]) -> Result<PayloadShape, DepacketizeError> {
        match self.codec {
            Codec::Opus | Codec::Red | Codec::Pcmu | Codec::Pcma | Codec::G722 => {
                if payload.is_empty() {
                    return Err(DepacketizeError::Truncated);
                }
                Ok(PayloadShape::new(FrameStart::Yes, true))
            }
            Codec::Vp8 => vp8::inspect(payload),
            Codec::Vp9 => vp9::inspect(payload),
            Codec::H264 => nal::Format::H264.inspect(payload),
            Codec::H265 => nal::Format::H265.inspect(payload),
            Codec::Av1 => av1::inspect(payload),
        }
    }

    /// Joins all payloads of one frame, in order and none missing. One allocation at most; none
    /// where a single payload holds the frame as it is.
    ///
    /// # Errors
    ///
    /// [`DepacketizeError`] if a payload is malformed or they do not belong together.
    #[inline]
    pub fn assemble<'a, P>(self, payloads: P) -> Result<Bytes, DepacketizeError>
    where
        P: Iterator<Item = &'a Bytes> + Clone,
    {
        let mut rest = payloads.clone();
        if let (Some(only), None) = (rest.next(), rest.next())
            && let Some(header_len) = self.header_len(only)
        {
            return Ok(only.slice(header_len?..));
        }
        // Exact, since what is too much would have to be given back by another allocation.
        let mut len = 0;
        self.for_each_slice(payloads.clone(), |slice| len += slice.len())?;
        let mut frame = Vec::with_capacity(len);
        self.for_each_slice(payloads, |slice| frame.extend_from_slice(slice))?;
        Ok(frame.into())
    }

    /// The same of the only payload of a frame.
    #[inline]
    pub(crate) fn assemble_one(self, mut payload: Bytes) -> Result<Bytes, DepacketizeError> {
        match self.header_len(&payload) {
            Some(header_len) => {
                payload.advance(header_len?);
                Ok(payload)
            }
            None => self.assemble(std::iter::once(&payload)),
        }
    }

    /// Hands out a frame slice by slice, from all its payloads, in order and none missing, without a copy or an allocation:
    /// to write it somewhere, or to a buffer of the caller. Start codes and whatever else the payload format leaves
    /// out are slices of their own.
    ///
    /// ```
    /// # use {bytes::Bytes, lk_media::{Codec, Depacketizer}};
    /// // One slice in two fragments.
    /// let payloads = [&b"\x7c\x85ab"[..], &b"\x7c\x45cd"[..]].map(Bytes::from_static);
    /// let mut frame = Vec::new();
    /// Depacketizer::new(Codec::H264).for_each_slice(payloads.iter(), |slice| frame.extend_from_slice(slice))?;
    /// assert_eq!(frame, b"\0\0\0\x01\x65abcd");
    /// # Ok::<_, lk_media::depacketize::DepacketizeError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`assemble`](Self::assemble). What came until then is the beginning of no frame.
    #[inline]
    pub fn for_each_slice<'a, P>(
        self,
        payloads: P,
        each: impl FnMut(&[u8]),
    ) -> Result<(), DepacketizeError>
    where
        P: Iterator<Item = &'a Bytes> + Clone,
    {
        match self.codec {
            Codec::Opus | Codec::Red | Codec::Pcmu | Codec::Pcma | Codec::G722 => {
                for_each_rest(payloads, |_| Ok(0), each)
            }
            Codec::Vp8 => for_each_rest(payloads, vp8::descriptor_len, each),
            Codec::Vp9 => vp9::for_each_slice(payloads, each),
            Codec::H264 => nal::Format::H264.for_each_slice(payloads, each),
            Codec::H265 => nal::Format::H265.for_each_slice(payloads, each),
            Codec::Av1 => av1::for_each_slice(payloads, each),
        }
    }

    /// How much stands before the frame's own bytes; `None` for formats that change these.
    #[inline]
    fn header_len(self, payload: &[u8]) -> Option<Result<usize, DepacketizeError>> {
        match self.codec {
            Codec::Opus | Codec::Red | Codec::Pcmu | Codec::Pcma | Codec::G722 => Some(Ok(0)),
            Codec::Vp8 => Some(vp8::descriptor_len(payload)),
            Codec::Vp9 => Some(vp9::descriptor_len(payload)),
            Codec::H264 | Codec::H265 | Codec::Av1 => None,
        }
    }
}

/// What one payload contributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct PayloadShape {
    /// Whether a frame begins with this payload.
    pub start: FrameStart,
    /// Whether it shows that its frame is a keyframe.
    pub keyframe: bool,
    /// The temporal layer, where the payload says it.
    pub temporal_layer: Option<u8>,
    /// The spatial layer, where the payload says it.
    pub spatial_layer: Option<u8>,
    /// Whether no later frame refers to this one, where the payload says it: VP8 says it of frames that can
    /// be left out, H.264 of all, H.265 of frames that cannot.
    pub discardable: Option<bool>,
    /// The number of its picture: VP8 and VP9.
    pub picture_id: Option<PictureId>,
    /// Counts the pictures of the lowest temporal layer (TL0PICIDX): of one of those its own number, of others that of the
    /// last before. VP8, and VP9 outside flexible mode.
    pub base_picture: Option<u8>,
    /// Whether who received only lower temporal layers can go over to a higher one. VP8: to that of this frame, which
    /// refers to the lowest layer alone (Y). VP9: to those above the layer of this frame, behind it (U).
    pub switching_point: bool,
}

impl PayloadShape {
    pub(crate) const fn new(start: FrameStart, keyframe: bool) -> Self {
        Self {
            start,
            keyframe,
            temporal_layer: None,
            spatial_layer: None,
            discardable: None,
            picture_id: None,
            base_picture: None,
            switching_point: false,
        }
    }
}

/// The number of a picture, which wraps around.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureId {
    value: u16,
    long: bool,
}

impl PictureId {
    pub(crate) const fn new(value: u16, long: bool) -> Self {
        Self { value, long }
    }

    /// The number as the payload has it.
    pub const fn value(self) -> u16 {
        self.value
    }

    /// How many bits it has: 7 or 15.
    pub const fn bits(self) -> u32 {
        if self.long { 15 } else { 7 }
    }

    /// How many pictures it is ahead of `earlier`, as far as both have bits.
    pub const fn distance_from(self, earlier: Self) -> u16 {
        let bits = if self.long && earlier.long { 15 } else { 7 };
        self.value.wrapping_sub(earlier.value) & ((1 << bits) - 1)
    }

    /// Reads the one that a payload has at `at`, and how long it is.
    fn read(payload: &[u8], at: usize) -> Result<(Self, usize), DepacketizeError> {
        match payload.get(at..).unwrap_or_default() {
            // M: 15 bits.
            [high, low, ..] if high & 0x80 != 0 => {
                let value = u16::from_be_bytes([high & 0x7f, *low]);
                Ok((Self { value, long: true }, 2))
            }
            [short, ..] if short & 0x80 == 0 => {
                let value = u16::from(*short);
                Ok((Self { value, long: false }, 1))
            }
            _ => Err(DepacketizeError::Truncated),
        }
    }
}

/// Whether a payload is the first of its frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameStart {
    /// It says so itself. Of H.264 and H.265 at most [supplements](Self::Supplement) come before it.
    Yes,
    /// It says that others precede it.
    No,
    /// The payload format cannot tell; the packet before it can.
    Unknown,
    /// It has nothing of the picture itself, and may stand before whatever a frame begins with, or behind all of it:
    /// supplemental information of H.264 and H.265, or picture parameters.
    Supplement,
}

/// Why payloads cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DepacketizeError {
    /// The payload ends within one of its own fields, or has nothing after them.
    #[error("the payload is cut short")]
    Truncated,
    /// The packetization mode was not negotiated by anyone who negotiates with us: an interleaved
    /// mode of H.264 or H.265, or a reserved type.
    #[error("payload type {0} is of a mode that is not supported")]
    UnsupportedMode(u8),
    /// A fragment without the one before it, or another unit within fragments.
    #[error("the payloads do not belong together")]
    OutOfPlace,
}

/// What is left of payloads whose header is cut off.
#[inline]
fn for_each_rest<'a>(
    payloads: impl Iterator<Item = &'a Bytes>,
    header_len: impl Fn(&[u8]) -> Result<usize, DepacketizeError>,
    mut each: impl FnMut(&[u8]),
) -> Result<(), DepacketizeError> {
    for payload in payloads {
        each(payload.get(header_len(payload)?..).unwrap_or_default());
    }
    Ok(())
}
