//! From an encoded frame to RTP payloads.
//!
//! A [`Packetizer`] first plans a frame (where to cut, which few header bytes go before each cut) in
//! buffers that it keeps, then hands out [`Payload`]s that borrow the frame: nothing is copied until
//! the caller writes a payload where it is needed, and nothing is allocated for a packet.

mod av1;
mod layer;
mod nal;
mod parts;
mod plan;
mod vp8;
mod vp9;

use std::fmt;
use std::sync::Arc;

use bytes::{BufMut, Bytes};

use crate::Codec;
use crate::bitstream::opus;
pub use layer::Layer;
pub use parts::parts;
use plan::{Piece, Plan, Run};
pub use vp9::GroupPicture;

/// Cuts the frames of one track into RTP payloads.
///
/// ```
/// # use lk_media::{Codec, Packetizer};
/// let mut packetizer = Packetizer::new(Codec::Vp8, 1200);
/// let frame = vec![0x10; 3000];
/// let payloads = packetizer.packetize(&frame)?;
/// assert_eq!(payloads.len(), 3);
/// for payload in payloads {
///     let bytes = payload.to_vec();
///     assert!(bytes.len() <= 1200);
/// }
/// # Ok::<_, lk_media::packetize::PacketizeError>(())
/// ```
#[derive(Debug)]
pub struct Packetizer {
    scheme: Scheme,
    max_payload: usize,
    /// The same for a frame that cannot be cut.
    max_whole: usize,
    plan: Plan,
}

#[derive(Debug)]
enum Scheme {
    /// One packet, the frame as it is.
    Whole,
    Vp8(vp8::Vp8),
    Vp9(vp9::Vp9),
    Nal(nal::Nal),
    Av1,
}

impl Packetizer {
    /// A packetizer whose payloads are at most `max_payload` bytes (RTP header and extensions not
    /// counted). Less than [`MIN_PAYLOAD`] is taken as that, more than 65,535 as that.
    ///
    /// A packet of Opus cannot be cut by its payload format, and one of a single frame, of
    /// [`MAX_SINGLE`](crate::bitstream::opus::MAX_SINGLE) bytes at most, not at all: it goes as it is, though it is longer
    /// than `max_payload`. With every header on top it fits a path of 1500 bytes.
    pub fn new(codec: Codec, max_payload: usize) -> Self {
        let scheme = match codec {
            Codec::Opus | Codec::Red | Codec::Pcmu | Codec::Pcma | Codec::G722 => Scheme::Whole,
            Codec::Vp8 => Scheme::Vp8(vp8::Vp8::default()),
            Codec::Vp9 => Scheme::Vp9(vp9::Vp9::default()),
            Codec::H264 => Scheme::Nal(nal::Nal::new(nal::Format::H264)),
            Codec::H265 => Scheme::Nal(nal::Nal::new(nal::Format::H265)),
            Codec::Av1 => Scheme::Av1,
        };
        let max_payload = max_payload.clamp(MIN_PAYLOAD, MAX_PAYLOAD);
        Self {
            scheme,
            max_payload,
            max_whole: max_whole(codec, max_payload),
            plan: Plan::default(),
        }
    }

    /// Sets the first picture id of a codec that numbers its pictures (VP8, VP9); others ignore it.
    /// Only the lower 15 bits count. Default: 0.
    #[must_use]
    pub fn picture_id(mut self, first: u16) -> Self {
        let first = first & vp8::PICTURE_ID_MASK;
        match &mut self.scheme {
            Scheme::Vp8(vp8) => vp8.picture_id = first,
            Scheme::Vp9(vp9) => vp9.picture_id = first,
            Scheme::Whole | Scheme::Nal(_) | Scheme::Av1 => {}
        }
        self
    }

    /// Lets every frame state which pictures it refers to; VP9 only, others ignore it. Default: no, and receivers
    /// know by the group that keyframes state.
    #[must_use]
    pub fn flexible(mut self, flexible: bool) -> Self {
        if let Scheme::Vp9(vp9) = &mut self.scheme {
            vp9.flexible = flexible;
        }
        self
    }

    /// Sets width and height in pixels of each spatial layer, lowest first, at most eight, as keyframes state them;
    /// VP9 only, others ignore it. Default: one layer, of the size that the keyframe has.
    ///
    /// What keyframes state is left out where it would fill half a payload.
    #[must_use]
    pub fn spatial_layers(mut self, sizes: &[(u32, u32)]) -> Self {
        if let Scheme::Vp9(vp9) = &mut self.scheme {
            vp9.structure.set_sizes(sizes);
        }
        self
    }

    /// Sets the group that pictures repeat, at most sixteen, as keyframes state it outside flexible mode; VP9
    /// only, others ignore it. Default: each picture refers to the one before.
    #[must_use]
    pub fn picture_group(mut self, pictures: &[GroupPicture]) -> Self {
        if let Scheme::Vp9(vp9) = &mut self.scheme {
            vp9.structure.set_group(pictures);
        }
        self
    }

    /// Cuts one frame. The payloads borrow it, and come in the order in which they are to be sent.
    ///
    /// There are none for an H.264 or H.265 frame of nothing but parameter sets: these go with the next picture.
    /// And a keyframe of theirs that lacks parameter sets (all, or a kind of them) goes out behind those that were last
    /// seen, of each id the newest and at most 32, since receivers and servers know a keyframe by them.
    ///
    /// Audio makes one payload a frame. A frame that is too long for one can be cut into frames of their own times before:
    /// see [`parts`].
    ///
    /// # Errors
    ///
    /// See [`PacketizeError`]: this one frame cannot go, others can. The packetizer is then as it was: no picture id is
    /// used up, no parameter set kept.
    #[inline]
    pub fn packetize<'a>(&'a mut self, frame: &'a [u8]) -> Result<Payloads<'a>, PacketizeError> {
        self.plan(frame, None)?;
        Ok(self.payloads(frame, None))
    }

    /// Cuts one frame of a stream with layers; a picture's frames come lowest spatial layer first.
    ///
    /// ```
    /// # use lk_media::{Codec, Packetizer, packetize::Layer};
    /// let mut packetizer = Packetizer::new(Codec::Vp8, 1200);
    /// let layer = Layer::new().temporal(1).discardable(true);
    /// let payload = packetizer.packetize_layer(&[0x11, 7, 7], &layer)?.next().map(|payload| payload.to_vec());
    /// // X, N and S; I, L and T; picture id 0, picture 0 of layer 0; layer 1.
    /// assert_eq!(payload.as_deref(), Some(&[0xb0, 0xe0, 0x80, 0, 0, 0x40, 0x11, 7, 7][..]));
    /// # Ok::<_, lk_media::packetize::PacketizeError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`packetize`](Self::packetize).
    #[inline]
    pub fn packetize_layer<'a>(
        &'a mut self,
        frame: &'a [u8],
        layer: &Layer,
    ) -> Result<Payloads<'a>, PacketizeError> {
        self.plan(frame, Some(layer))?;
        Ok(self.payloads(frame, Some(layer)))
    }

    /// Inlined for audio, which is planned as soon as it is seen.
    #[inline]
    fn plan(&mut self, frame: &[u8], layer: Option<&Layer>) -> Result<(), PacketizeError> {
        let size = frame.len();
        if matches!(self.scheme, Scheme::Whole) && (1..=self.max_whole).contains(&size) {
            self.plan.whole(size);
            return Ok(());
        }
        self.plan_parts(frame, layer)
    }

    #[inline(never)]
    fn plan_parts(&mut self, frame: &[u8], layer: Option<&Layer>) -> Result<(), PacketizeError> {
        let (size, max, plan) = (frame.len(), self.max_payload, &mut self.plan);
        let max_frame = match self.scheme {
            Scheme::Whole => self.max_whole,
            _ => MAX_FRAME,
        };
        if size == 0 {
            return Err(PacketizeError::Empty);
        }
        if size > max_frame {
            let max = max_frame;
            return Err(PacketizeError::TooLarge { size, max });
        }
        plan.clear();
        match &mut self.scheme {
            Scheme::Whole => plan.whole(size),
            Scheme::Vp8(vp8) => vp8.plan(size, layer, max, plan),
            Scheme::Vp9(vp9) => vp9.plan(frame, layer, max, plan),
            Scheme::Nal(nal) => nal.plan(frame, max, plan)?,
            Scheme::Av1 => av1::plan(frame, max, plan)?,
        }
        Ok(())
    }

    /// What was planned. Apart from the planning and inlined, so that its fields stay in registers.
    #[inline]
    fn payloads<'a>(&'a self, frame: &'a [u8], layer: Option<&Layer>) -> Payloads<'a> {
        let is_audio = matches!(self.scheme, Scheme::Whole);
        let marks_last = !is_audio && layer.is_none_or(|layer| layer.ends_picture);
        let run = self.plan.runs.first();
        Payloads {
            run,
            others: 1,
            index: 0,
            start: run.map_or(0, Run::start),
            left: self.plan.payloads,
            plan: &self.plan,
            frame,
            is_audio,
            marks_last,
        }
    }
}

/// The payloads of one frame, in sending order.
#[derive(Debug, Clone)]
pub struct Payloads<'a> {
    /// What the next payload is made of, and the number of the run behind it.
    run: Option<&'a Run>,
    others: usize,
    /// The number of the piece of the run that is next, and where it begins in the frame.
    index: u32,
    start: u32,
    left: usize,
    plan: &'a Plan,
    frame: &'a [u8],
    is_audio: bool,
    marks_last: bool,
}

impl Payloads<'_> {
    /// Says that this is the first frame behind a silence in which nothing was sent, which sets the marker of audio:
    /// receivers may then change how long they hold it. Ignored for video. Default: no.
    ///
    /// Source: RFC 3551 §4.1, RFC 7587 §4.1.
    ///
    /// ```
    /// # use lk_media::{Codec, Packetizer};
    /// let mut packetizer = Packetizer::new(Codec::Opus, 1200);
    /// let marker = packetizer.packetize(&[0xf8, 1, 2])?.after_silence(true).next().map(|payload| payload.marker());
    /// assert_eq!(marker, Some(true));
    /// # Ok::<_, lk_media::packetize::PacketizeError>(())
    /// ```
    #[must_use]
    pub const fn after_silence(mut self, silence: bool) -> Self {
        if self.is_audio {
            // One payload a frame: the first is the last.
            self.marks_last = silence;
        }
        self
    }
}

impl<'a> Payloads<'a> {
    /// The one that was taken out of the plan just now.
    #[inline]
    fn payload(&self, first: Piece<'a>, more: &'a [Run], more_len: usize) -> Payload<'a> {
        Payload {
            len: first.len() + more_len,
            first,
            more,
            plan: self.plan,
            frame: self.frame,
            marker: self.marks_last && self.left == 0,
        }
    }
}

impl<'a> Iterator for Payloads<'a> {
    type Item = Payload<'a>;

    #[inline]
    fn next(&mut self) -> Option<Payload<'a>> {
        self.left = self.left.checked_sub(1)?;
        let run = self.run?;
        let first = run.piece(self.index, self.start);
        if !run.ends_with(self.index) {
            self.index += 1;
            self.start = first.end();
            return Some(self.payload(first, &[], 0));
        }
        let more = self.plan.runs.get(self.others..self.others + run.more())?;
        self.others += more.len();
        self.run = self.plan.runs.get(self.others);
        self.others += 1;
        self.index = 0;
        self.start = self.run.map_or(0, Run::start);
        Some(self.payload(first, more, run.more_len()))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Payloads<'_> {}

/// One RTP payload: short header bytes made for it, and slices of the frame.
#[derive(Clone, Copy)]
pub struct Payload<'a> {
    first: Piece<'a>,
    /// Each of them one piece.
    more: &'a [Run],
    plan: &'a Plan,
    frame: &'a [u8],
    len: usize,
    marker: bool,
}

impl<'a> Payload<'a> {
    /// Its length in bytes.
    #[expect(clippy::len_without_is_empty, reason = "a payload is never empty")]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// The RTP marker bit: set on the last packet of a video frame, and of audio where the caller says that it
    /// begins [after a silence](Payloads::after_silence).
    pub const fn marker(&self) -> bool {
        self.marker
    }

    /// The slices that make it up, in order; none of them is empty.
    #[inline]
    pub fn slices(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let (plan, frame) = (self.plan, self.frame);
        self.pieces()
            .flat_map(move |piece| [piece.head(plan), piece.body(frame)])
            .filter(|slice| !slice.is_empty())
    }

    /// Appends it to `out`: a `Vec<u8>`, a `BytesMut` or a `&mut [u8]`.
    ///
    /// # Panics
    ///
    /// If `out` cannot grow and is shorter than [`len`](Self::len).
    pub fn write_to(&self, out: &mut impl BufMut) {
        for piece in self.pieces() {
            let head = piece.head(self.plan);
            if !head.is_empty() {
                out.put_slice(head);
            }
            out.put_slice(piece.body(self.frame));
        }
    }

    /// Copies it to the beginning of `out`, and gives that part of it; `None` if `out` is shorter than
    /// [`len`](Self::len).
    ///
    /// ```
    /// # use lk_media::{Codec, Packetizer};
    /// let mut datagram = [0; 1500];
    /// let mut packetizer = Packetizer::new(Codec::Opus, 1200);
    /// for payload in packetizer.packetize(&[0xf8, 0xff, 0xfe])? {
    ///     // Twelve bytes are left for the RTP header.
    ///     assert_eq!(payload.copy_to_slice(&mut datagram[12..]), Some(&mut [0xf8, 0xff, 0xfe][..]));
    /// }
    /// # Ok::<_, lk_media::packetize::PacketizeError>(())
    /// ```
    #[inline]
    pub fn copy_to_slice<'o>(&self, out: &'o mut [u8]) -> Option<&'o mut [u8]> {
        let out = out.get_mut(..self.len)?;
        let rest = self.first.copy(self.plan, self.frame, out)?;
        if !self.more.is_empty() {
            copy_more(self.more, self.plan, self.frame, rest)?;
        }
        Some(out)
    }

    /// The same as a slice of the frame that it was made from, without a copy; `None` where it has header
    /// bytes of its own, or where `frame` is another.
    ///
    /// ```
    /// # use {bytes::Bytes, lk_media::{Codec, Packetizer}};
    /// let frame = Bytes::from_static(&[0xf8, 0xff, 0xfe]);
    /// let mut packetizer = Packetizer::new(Codec::Opus, 1200);
    /// for payload in packetizer.packetize(&frame)? {
    ///     assert_eq!(payload.slice_of(&frame), Some(frame.clone()));
    /// }
    /// # Ok::<_, lk_media::packetize::PacketizeError>(())
    /// ```
    pub fn slice_of(&self, frame: &Bytes) -> Option<Bytes> {
        let same = frame.as_ptr() == self.frame.as_ptr() && frame.len() == self.frame.len();
        let body = self.first.body(self.frame);
        (same && body.len() == self.len).then(|| frame.slice_ref(body))
    }

    /// A copy of it in a new vector.
    pub fn to_vec(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.len);
        self.write_to(&mut out);
        out
    }

    /// A copy of it as `Bytes`.
    pub fn to_bytes(&self) -> Bytes {
        self.to_vec().into()
    }

    /// A copy of it in one shared allocation.
    pub fn to_arc(&self) -> Arc<[u8]> {
        // An iterator of known length fills the new `Arc` in place; it is then overwritten.
        let mut shared: Arc<[u8]> = std::iter::repeat_n(0, self.len).collect();
        if let Some(mut out) = Arc::get_mut(&mut shared) {
            self.write_to(&mut out);
        }
        shared
    }

    #[inline]
    fn pieces(&self) -> impl Iterator<Item = Piece<'a>> + use<'a> {
        let more: &'a [Run] = self.more;
        std::iter::once(self.first).chain(more.iter().map(|run| run.only()))
    }
}

impl fmt::Debug for Payload<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { len, marker, .. } = self;
        f.debug_struct("Payload")
            .field("len", len)
            .field("marker", marker)
            .finish_non_exhaustive()
    }
}

/// Copies what is behind the first piece, with which most payloads end.
#[inline(never)]
fn copy_more(more: &[Run], plan: &Plan, frame: &[u8], mut out: &mut [u8]) -> Option<()> {
    for run in more {
        out = run.only().copy(plan, frame, out)?;
    }
    Some(())
}

/// Why one frame cannot be packetized. It says nothing about other frames: whoever sends a stream drops this one and goes
/// on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PacketizeError {
    /// The frame has no bytes, or none that are sent.
    #[error("the frame is empty")]
    Empty,
    /// The frame is longer than can be carried. Audio has to fit one payload, and [`parts`] cuts what can be cut.
    #[error("a frame of {size} bytes does not fit: at most {max}")]
    #[non_exhaustive]
    TooLarge {
        /// Bytes in the frame.
        size: usize,
        /// Bytes that would have been accepted.
        max: usize,
    },
    /// An H.264 or H.265 frame does not begin with an Annex B start code.
    #[error("the frame does not begin with an Annex B start code")]
    NotAnnexB,
    /// An AV1 frame is not made of open bitstream units.
    #[error("the frame is not made of open bitstream units")]
    NotObus,
}

/// The longest frame of this codec that one payload takes, if it cannot be cut.
const fn max_whole(codec: Codec, max_payload: usize) -> usize {
    let longest = match codec {
        Codec::Opus => opus::MAX_SINGLE,
        // One byte says that nothing is repeated.
        Codec::Red => opus::MAX_SINGLE + 1,
        _ => 0,
    };
    if longest > max_payload {
        longest
    } else {
        max_payload
    }
}

/// The smallest payload limit that is honoured, in bytes.
pub const MIN_PAYLOAD: usize = 32;

/// What fits into a datagram, and the length field of an aggregated unit.
const MAX_PAYLOAD: usize = u16::MAX as usize;

/// The largest frame that is cut, in bytes: far above any real one, and far below the 32,768 packets
/// that would confuse sequence numbers at a usual packet size.
pub const MAX_FRAME: usize = 16 << 20;

#[cfg(test)]
mod tests;
