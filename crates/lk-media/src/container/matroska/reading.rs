//! A track being read: how its frames are unpacked, and how long they last.

use std::collections::VecDeque;
use std::time::Duration;

use bytes::Bytes;
use mkv_element::prelude::TrackEntry;

use super::{CODECS, MatroskaTrack};
use crate::bitstream::opus;
use crate::container::clock::time_samples;
use crate::container::config::{NalUnpacker, Unpacker};
use crate::container::ogg::OpusHead;
use crate::container::{Mark, TrackInfo};
use crate::{Codec, Frame, MediaKind};

/// A track being read.
#[derive(Debug)]
pub(super) struct Reading {
    pub(super) track: MatroskaTrack,
    pub(super) is_video: bool,
    pub(super) unpacker: Unpacker,
    /// How much later than it is heard or seen it stands in the file.
    pub(super) delay: Duration,
    /// When its first frame stands there.
    pub(super) first: Option<Duration>,
    /// How long a frame lasts, where the file says so.
    pub(super) default_duration: Option<Duration>,
    /// A frame whose length is not known.
    pub(super) held: Option<(Frame, Mark)>,
    /// How long the frame before lasted.
    last_duration: Duration,
}

#[derive(Debug)]
pub(super) struct Ready {
    pub(super) track: u64,
    /// Its time is that of the file, which is later by this.
    pub(super) frame: Frame,
    pub(super) delay: Duration,
    pub(super) mark: Mark,
}

impl Reading {
    pub(super) fn new(entry: TrackEntry) -> Self {
        let number = *entry.track_number;
        let codec_id = entry.codec_id.0.clone();
        let named = CODECS.iter().find(|(name, _)| *name == codec_id);
        let record = entry
            .codec_private
            .as_ref()
            .map_or(&[][..], |record| record);
        let unpacker = match named.map(|(_, codec)| *codec) {
            Some(Codec::H264 | Codec::H265) if record.is_empty() => Some(Unpacker::StartCodes),
            Some(Codec::H264) => NalUnpacker::avc(record).map(Unpacker::Nal),
            Some(Codec::H265) => NalUnpacker::hevc(record).map(Unpacker::Nal),
            Some(Codec::Av1) => Some(Unpacker::Av1),
            _ => Some(Unpacker::Plain),
        };
        let encoded = entry
            .content_encodings
            .as_ref()
            .is_some_and(|encodings| !encodings.content_encoding.is_empty());
        let codec = named
            .filter(|_| unpacker.is_some() && !encoded)
            .map(|(_, codec)| *codec);
        let is_video = *entry.track_type == VIDEO
            || named.is_some_and(|(_, codec)| codec.kind() == MediaKind::Video);
        let info = codec.map(|codec| info(codec, &entry));
        Self {
            track: MatroskaTrack {
                number,
                info,
                codec_id,
            },
            is_video,
            unpacker: unpacker.unwrap_or(Unpacker::Plain),
            delay: Some(Duration::from_nanos(*entry.codec_delay))
                .filter(|delay| *delay <= MAX_DELAY)
                .unwrap_or_default(),
            first: None,
            default_duration: entry
                .default_duration
                .map(|nanos| Duration::from_nanos(*nanos))
                .filter(|duration| !duration.is_zero()),
            held: None,
            last_duration: Duration::ZERO,
        }
    }

    /// Whether frames come out as they would from `other`.
    pub(super) fn is_read_as(&self, other: &Self) -> bool {
        let of = |it: &Self| (it.track.number, it.track.codec(), it.default_duration);
        of(self) == of(other) && self.unpacker == other.unpacker
    }

    /// Passes a frame on, or the one held before it, which now ends.
    pub(super) fn take(
        &mut self,
        frame: Frame,
        mark: Mark,
        has_duration: bool,
        ready: &mut VecDeque<Ready>,
    ) {
        if let Some((held, _)) = &self.held {
            // Pictures out of their order do not tell.
            let gap = frame.pts.saturating_sub(held.pts);
            if !gap.is_zero() {
                self.last_duration = gap;
            }
            ready.extend(self.release());
        }
        if has_duration {
            self.last_duration = frame.duration;
            ready.push_back(self.ready(frame, mark));
        } else {
            self.held = Some((frame, mark));
        }
    }

    pub(super) fn release(&mut self) -> Option<Ready> {
        let (mut frame, mark) = self.held.take()?;
        frame.duration = self.last_duration;
        Some(self.ready(frame, mark))
    }

    const fn ready(&self, frame: Frame, mark: Mark) -> Ready {
        Ready {
            track: self.track.number,
            frame,
            delay: self.delay,
            mark,
        }
    }
}

/// What a track's entry says of it.
fn info(codec: Codec, entry: &TrackEntry) -> TrackInfo {
    let short = |length: u64| u32::try_from(length).unwrap_or(u32::MAX);
    let private = entry.codec_private.as_ref();
    let private = private.map_or_else(Bytes::new, |private| Bytes::copy_from_slice(private));
    let mut info = TrackInfo::new(codec);
    if codec.kind() == MediaKind::Video {
        let video = entry.video.as_ref();
        info.dimensions = video.map(|it| (short(*it.pixel_width), short(*it.pixel_height)));
        let frame = entry.default_duration.map(|nanos| short(*nanos));
        info.frame_rate = frame
            .filter(|nanos| *nanos > 0)
            .map(|it| (1_000_000_000, it));
    } else {
        let audio = entry.audio.as_ref();
        info.channels = audio.map(|audio| short(*audio.channels));
        info.sample_rate = audio.map(|audio| *audio.sampling_frequency as u32);
    }
    if codec == Codec::Opus {
        let delay = Duration::from_nanos(*entry.codec_delay);
        let delay = time_samples(delay, opus::SAMPLE_RATE);
        info.pre_skip = u16::try_from(delay).ok();
        if let Some(head) = OpusHead::parse(&private) {
            return head.info();
        }
    }
    info.codec_private(private)
}

/// A type of track.
const VIDEO: u64 = 1;
/// A longer delay is not believed.
const MAX_DELAY: Duration = Duration::from_secs(10);
