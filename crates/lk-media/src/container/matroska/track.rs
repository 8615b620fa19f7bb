//! Writing: a track, as its frames make it known.

use std::collections::VecDeque;
use std::time::Duration;

use bytes::Bytes;

use super::element::{self, put, put_float, put_number};
use super::{CODECS, record};
use crate::bitstream::av1::{TEMPORAL_DELIMITER, obus};
use crate::bitstream::{FrameInfo, opus};
use crate::container::clock::{samples_time, time_samples};
use crate::container::layers::Layers;
use crate::container::obu::{DELIMITER, put_with_size};
use crate::container::ogg::OpusHead;
use crate::container::{MuxError, TrackInfo};
use crate::{Codec, Frame, MediaKind};

#[derive(Debug)]
pub(super) struct Track {
    codec: Codec,
    dimensions: Option<(u32, u32)>,
    /// What another file kept of the codec.
    told: Bytes,
    /// What the file keeps of the codec beside its frames; `None`: its keyframe has not come.
    private: Option<Vec<u8>>,
    /// Its pictures come in several spatial layers, as far as was told.
    has_upper_layers: bool,
    layers: Layers,
    opus: OpusHead,
    /// Frames that were not written yet, as they are to stand in the file.
    pub(super) waiting: VecDeque<Frame>,
}

impl Track {
    pub(super) fn new(info: &TrackInfo) -> Self {
        let codec = info.codec;
        Self {
            codec,
            dimensions: info.dimensions,
            told: info.codec_private.clone(),
            private: (codec == Codec::Opus).then(Vec::new),
            has_upper_layers: false,
            layers: Layers::default(),
            opus: OpusHead::of(info),
            waiting: VecDeque::new(),
        }
    }

    pub(super) fn is_video(&self) -> bool {
        self.codec.kind() == MediaKind::Video
    }

    /// Whether all is known that the header is to tell of it.
    pub(super) const fn is_known(&self) -> bool {
        self.private.is_some()
    }

    /// When a frame stands in the file.
    pub(super) fn time(&self, frame: &Frame) -> Duration {
        frame.pts.saturating_add(self.delay())
    }

    /// The next frame to be written. One that is shorter than its packet is the last of its track, or was said to be so by
    /// mistake: it waits for what comes behind it.
    pub(super) fn head(&self, finished: bool) -> Option<&Frame> {
        let frame = self.waiting.front()?;
        let waits = !finished && self.waiting.len() == 1 && !self.cut(frame).is_zero();
        (!waits).then_some(frame)
    }

    /// By how much a packet of Opus is longer than its frame.
    pub(super) fn cut(&self, frame: &Frame) -> Duration {
        if self.codec != Codec::Opus || frame.duration.is_zero() {
            return Duration::ZERO;
        }
        let samples = opus::samples(&frame.data).unwrap_or(0);
        let cut = samples.saturating_sub(time_samples(frame.duration, opus::SAMPLE_RATE) as u32);
        samples_time(cut.into(), opus::SAMPLE_RATE)
    }

    /// How much later than it is heard its sound stands there.
    fn delay(&self) -> Duration {
        match self.codec {
            Codec::Opus => samples_time(self.opus.pre_skip.into(), opus::SAMPLE_RATE),
            _ => Duration::ZERO,
        }
    }

    /// Whether reading can start at a frame, by what it is or by what the caller says.
    pub(super) fn is_keyframe(&self, frame: &Frame) -> bool {
        frame.keyframe || !self.is_video() || FrameInfo::is_keyframe(self.codec, &frame.data)
    }

    /// Learns from a keyframe what the header tells of the track; false if it is none.
    pub(super) fn describe(&mut self, frame: &Frame) -> Result<bool, MuxError> {
        let info = FrameInfo::of(self.codec, &frame.data);
        if !info.keyframe {
            return Ok(false);
        }
        let private = match self.codec {
            Codec::H264 => record::avc_record(&frame.data),
            Codec::H265 => record::hevc_record(&frame.data),
            Codec::Av1 => record::av1_record(&frame.data),
            Codec::Vp9 => Some(self.told.to_vec()),
            _ => Some(Vec::new()),
        };
        self.private = Some(private.ok_or(MuxError::Malformed)?);
        self.dimensions = info.dimensions.or(self.dimensions);
        Ok(true)
    }

    /// The frame as it stands in the file.
    pub(super) fn pack(&mut self, frame: &Frame) -> Result<Bytes, MuxError> {
        if frame.data.is_empty() {
            return Err(MuxError::Malformed);
        }
        match self.codec {
            Codec::H264 | Codec::H265 => record::with_lengths(&frame.data)
                .map(Bytes::from)
                .ok_or(MuxError::Malformed),
            Codec::Av1 => self.pack_av1(&frame.data),
            Codec::Vp9 => Ok(self.layers.pack(&frame.data)),
            _ => Ok(frame.data.clone()),
        }
    }

    /// Without a delimiter, as a block is a temporal unit. Where a picture may come in several spatial layers it has one
    /// all the same: by that alone some decoders (dav1d, so Chromium's and Firefox's) know that no more layers of the
    /// picture before will come, and without it they wait for the highest. Source: AV1 in Matroska, "Block Data", by
    /// which delimiters should not be used.
    fn pack_av1(&mut self, frame: &[u8]) -> Result<Bytes, MuxError> {
        if let Some(layers) = record::av1_has_upper_layers(frame) {
            self.has_upper_layers = layers;
        }
        let mut out = Vec::with_capacity(frame.len() + DELIMITER.len());
        if self.has_upper_layers {
            out.extend_from_slice(&DELIMITER);
        }
        let start = out.len();
        for obu in obus(frame).filter(|obu| obu.kind != TEMPORAL_DELIMITER) {
            put_with_size(&mut out, obu);
        }
        if out.len() == start {
            return Err(MuxError::Malformed);
        }
        Ok(out.into())
    }

    /// Appends what the header tells of the track. A picture size that is not known is not told.
    pub(super) fn put_entry(&self, number: u64, out: &mut Vec<u8>) {
        let named = CODECS.iter().find(|(_, codec)| *codec == self.codec);
        let name = named.map_or("", |(name, _)| name);
        let mut entry = Vec::new();
        put_number(&mut entry, element::TRACK_NUMBER, number);
        put_number(&mut entry, element::TRACK_UID, number);
        let kind = if self.is_video() { VIDEO } else { AUDIO };
        put_number(&mut entry, element::TRACK_TYPE, kind);
        put_number(&mut entry, element::FLAG_LACING, 0);
        // By default it would be English.
        put(&mut entry, element::LANGUAGE, b"und");
        put(&mut entry, element::CODEC_ID, name.as_bytes());
        let private = match self.codec {
            Codec::Opus => self.opus.write(),
            _ => self.private.clone().unwrap_or_default(),
        };
        if !private.is_empty() {
            put(&mut entry, element::CODEC_PRIVATE, &private);
        }
        let mut format = Vec::new();
        if !self.is_video() {
            let delay = u64::try_from(self.delay().as_nanos()).unwrap_or(u64::MAX);
            put_number(&mut entry, element::CODEC_DELAY, delay);
            put_number(&mut entry, element::SEEK_PRE_ROLL, SEEK_PRE_ROLL);
            put_float(&mut format, element::SAMPLING_FREQUENCY, 48_000.0);
            put_number(&mut format, element::CHANNELS, self.opus.channels.into());
            put(&mut entry, element::AUDIO, &format);
        } else if let Some((width, height)) = self.dimensions {
            put_number(&mut format, element::PIXEL_WIDTH, width.into());
            put_number(&mut format, element::PIXEL_HEIGHT, height.into());
            put(&mut entry, element::VIDEO, &format);
        }
        put(out, element::TRACK_ENTRY, &entry);
    }
}

/// Types of tracks.
const VIDEO: u64 = 1;
const AUDIO: u64 = 2;
/// In nanoseconds. Source: RFC 7845 §4.6.
const SEEK_PRE_ROLL: u64 = 80_000_000;
