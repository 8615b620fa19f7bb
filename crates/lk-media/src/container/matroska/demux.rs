//! Reading: bytes in, frames of all tracks out.

use std::collections::VecDeque;
use std::time::Duration;

use bytes::Bytes;
use memchr::memmem;
use mkv_element::FrameData;
use mkv_element::prelude::{
    BlockGroup, Cluster, Ebml, Element as _, Info, SimpleBlock, Timestamp, Tracks,
};

use super::element::{self, Header, Read};
use super::reading::{Reading, Ready};
use super::{CODECS, MatroskaTrack};
use crate::bitstream::{FrameInfo, opus};
use crate::container::clock::samples_time;
use crate::container::config::Unpacker;
use crate::container::input::Input;
use crate::container::{CodecName, Damage, Demux, DemuxError, Fault, Kind, Mark, TrackInfo};
use crate::packetize::MAX_FRAME;
use crate::{Codec, Frame, MediaKind};

/// Reads Matroska and WebM as they come: nothing is sought, and files that are being written can be read.
///
/// As a [`Demux`] it gives the frames of one track, the first of video whose codec is one of ours, or of audio where
/// there is no video; [`poll_track`](Self::poll_track) gives those of every such track, in the order of the file. A
/// frame whose length the file does not tell is given out when the next of its track is known.
///
/// H.264 and H.265 are read with lengths and a record of the parameter sets, as they should stand there, and without the
/// record behind start codes, as Chromium's `MediaRecorder` writes H.264.
///
/// A block that cannot be read is left out, and where no element stands reading goes on at the next cluster; both are
/// counted ([`Demux::damage`]).
///
/// Frames come in decoding order. What a track states as its delay is taken off its times (Opus begins with
/// sound that is not to be heard); where that puts the beginning before zero, all tracks are later by so much.
/// For that, the first frames wait until each such track has had one, 64 frames or 4 MiB at most. Tracks that are encrypted or compressed are listed, and not read.
#[derive(Debug, Default)]
pub struct MatroskaDemuxer {
    input: Input,
    wanted: Option<MediaKind>,
    /// How much of an element that is passed over is still to come.
    skip: u64,
    /// Where the segment ends, if that is known.
    segment_end: Option<u64>,
    /// What was read last is no element: the next cluster is looked for.
    is_searching: bool,
    /// The form of the chosen track's frames is not the one that it has to have.
    is_unreadable: bool,
    is_matroska: bool,
    /// Nanoseconds a tick.
    scale: Option<u64>,
    duration: Option<Duration>,
    cluster_time: Option<u64>,
    tracks: Vec<Reading>,
    tracks_at: u64,
    chosen: Option<u64>,
    /// Frames to pass over in the block read next, after going to a mark.
    passed_over: u32,
    ready: VecDeque<Ready>,
    /// What is added to all times so that none is before the start; `None`: that is not known yet.
    later: Option<Duration>,
    mark: Mark,
}

impl MatroskaDemuxer {
    /// A demuxer at the start of a file.
    pub fn new() -> Self {
        Self::default()
    }

    /// A demuxer that, as a [`Demux`], gives the first track of this kind.
    pub fn of_kind(kind: MediaKind) -> Self {
        Self {
            wanted: Some(kind),
            ..Self::default()
        }
    }

    /// The tracks, once they were read; empty until then.
    pub fn tracks(&self) -> impl Iterator<Item = &MatroskaTrack> {
        self.tracks.iter().map(|reading| &reading.track)
    }

    /// How long the file says that it lasts.
    pub const fn duration(&self) -> Option<Duration> {
        self.duration
    }

    /// Gives the next frame of any track whose codec is one of ours, with the track's number. `None`: as
    /// [`Demux::poll`].
    ///
    /// # Errors
    ///
    /// As [`Demux::poll`].
    pub fn poll_track(&mut self) -> Result<Option<(u64, Frame)>, DemuxError> {
        self.advance(false)
    }

    /// Reads up to the next frame. With `one`, a file without a track to choose is an error.
    fn advance(&mut self, one: bool) -> Result<Option<(u64, Frame)>, DemuxError> {
        loop {
            if let Some(later) = self.later
                && let Some(ready) = self.ready.pop_front()
            {
                self.mark = ready.mark;
                let pts = ready.frame.pts.saturating_add(later);
                let frame = ready.frame.pts(pts.saturating_sub(ready.delay));
                return Ok(Some((ready.track, frame)));
            }
            self.input.check()?;
            if one && !self.tracks.is_empty() && self.chosen.is_none() {
                return Err(self.input.fail_at(self.tracks_at, self.refusal()));
            }
            match self.read_element() {
                Ok(true) => {}
                Ok(false) => {
                    if !self.input.is_finished() || !self.release_held() {
                        return Ok(None);
                    }
                }
                // What was read before comes out first.
                Err(error) => {
                    if !self.release_held() {
                        return Err(error);
                    }
                }
            }
        }
    }

    /// What comes next is no element. Where the tracks are known, reading goes on at the next cluster.
    fn broken(&mut self, fault: Fault) -> Result<bool, DemuxError> {
        if self.tracks.is_empty() {
            return Err(self.input.fail(0, fault));
        }
        self.input.skip_damage(1, fault);
        self.is_searching = true;
        Ok(true)
    }

    /// Goes to the next cluster; false if that takes more bytes.
    fn find_cluster(&mut self) -> bool {
        let rest = self.input.rest();
        let id = element::CLUSTER.to_be_bytes();
        let found = memmem::find(rest, &id);
        // The last bytes may be its beginning.
        let kept = if self.input.is_finished() {
            0
        } else {
            id.len() - 1
        };
        let len = found.unwrap_or_else(|| rest.len().saturating_sub(kept));
        self.input.skip_damage(len, Fault::Malformed);
        if found.is_some() {
            self.input.end_damage();
        }
        self.is_searching = found.is_none() && !self.input.is_finished();
        !self.is_searching
    }

    /// Reads one element, or as much of it as is passed over; false if that takes more bytes.
    fn read_element(&mut self) -> Result<bool, DemuxError> {
        if self.is_searching && !self.find_cluster() {
            return Ok(false);
        }
        if self.skip > 0 {
            let len = usize::try_from(self.skip).unwrap_or(usize::MAX);
            self.skip -= self.input.take(len).len() as u64;
            if self.skip > 0 {
                return self.more();
            }
        }
        let magic = self.input.rest().iter().zip(element::EBML.to_be_bytes());
        if self.input.offset() == 0 && magic.clone().any(|(byte, expected)| *byte != expected) {
            return Err(self.input.fail(0, Fault::NotThisKind(Kind::Matroska)));
        }
        let header = match Header::read(self.input.rest()) {
            Read::Header(header) => header,
            Read::More => return self.more(),
            Read::Malformed => return self.broken(Fault::Malformed),
        };
        if !self.is_matroska && header.id != element::EBML {
            return Err(self.input.fail(0, Fault::Malformed));
        }
        match header.id {
            element::SEGMENT => {
                self.input.skip(header.len);
                self.segment_end = header
                    .size
                    .map(|size| self.input.offset().saturating_add(size));
                return Ok(true);
            }
            element::CLUSTER => {
                self.input.skip(header.len);
                self.cluster_time = None;
                self.scale.get_or_insert(DEFAULT_SCALE);
                return Ok(true);
            }
            element::EBML
            | element::INFO
            | element::TRACKS
            | element::TIMESTAMP
            | element::SIMPLE_BLOCK
            | element::BLOCK_GROUP => {}
            _ => {
                let most = if element::PASSED_OVER.contains(&header.id) {
                    u64::MAX
                } else {
                    MAX_UNKNOWN
                };
                let Some(size) = header.size.filter(|size| *size <= most) else {
                    return self.broken(Fault::Malformed);
                };
                self.input.skip(header.len);
                self.skip = size;
                return Ok(true);
            }
        }
        let is_block = matches!(header.id, element::SIMPLE_BLOCK | element::BLOCK_GROUP);
        let most = if is_block { MAX_FRAME } else { MAX_HEADER };
        let size = header.size.and_then(|size| usize::try_from(size).ok());
        let Some(size) = size else {
            return self.broken(Fault::Malformed);
        };
        if size > most {
            return self.broken(Fault::TooLarge);
        }
        let whole = header.len + size;
        if self.input.rest().len() < whole {
            return self.more();
        }
        let offset = self.input.offset();
        let body = self.input.take(whole).slice(header.len..);
        let used = match header.id {
            element::EBML => self.use_ebml(&body),
            element::INFO => return self.use_info(&body, offset),
            element::TRACKS => return self.use_tracks(&body, offset),
            element::TIMESTAMP => Timestamp::decode_body(&mut &*body)
                .ok()
                .map(|time| self.cluster_time = Some(*time)),
            _ => self.use_block(header.id, &body, offset),
        };
        if used.is_none() {
            if !is_block || self.is_unreadable {
                return Err(self.input.fail_at(offset, Fault::Malformed));
            }
            // One block that cannot be read is left out.
            self.input.note_damage(offset, Fault::Malformed);
        }
        Ok(true)
    }

    /// More bytes are needed: none if more may come, an error if the file ends within something.
    fn more(&mut self) -> Result<bool, DemuxError> {
        if !self.input.is_finished() {
            return Ok(false);
        }
        let offset = self.input.offset();
        let ends_early = self.segment_end.is_some_and(|end| offset < end);
        let unread = !self.input.rest().is_empty() || self.skip > 0;
        if ends_early || unread || !self.is_matroska || self.tracks.is_empty() {
            return Err(self.input.fail(0, Fault::Truncated));
        }
        Ok(false)
    }

    fn use_ebml(&mut self, body: &Bytes) -> Option<()> {
        let ebml = Ebml::decode_body(&mut &**body).ok()?;
        let doc_type = ebml.doc_type?;
        self.is_matroska = matches!(&*doc_type.0, "webm" | "matroska");
        // Sizes and names are read up to what the specification has as its default.
        let plain = *ebml.ebml_max_id_length <= 4 && *ebml.ebml_max_size_length <= 8;
        (self.is_matroska && plain).then_some(())
    }

    fn use_info(&mut self, body: &Bytes, offset: u64) -> Result<bool, DemuxError> {
        let Ok(info) = Info::decode_body(&mut &**body) else {
            return Err(self.input.fail_at(offset, Fault::Malformed));
        };
        let scale = (*info.timestamp_scale).max(1);
        if *self.scale.get_or_insert(scale) != scale {
            return Err(self.input.fail_at(offset, CHANGED));
        }
        self.duration = info.duration.and_then(|ticks| {
            let seconds = *ticks * scale as f64 / 1e9;
            Duration::try_from_secs_f64(seconds).ok()
        });
        Ok(true)
    }

    fn use_tracks(&mut self, body: &Bytes, offset: u64) -> Result<bool, DemuxError> {
        let tracks = Tracks::decode_body(&mut &**body).ok();
        let Some(tracks) = tracks.filter(|tracks| tracks.track_entry.len() <= MAX_TRACKS) else {
            return Err(self.input.fail_at(offset, Fault::Malformed));
        };
        let tracks: Vec<_> = tracks.track_entry.into_iter().map(Reading::new).collect();
        if !self.tracks.is_empty() {
            // They may stand in the file more than once, and are the same then. Source: RFC 9559 §5.1.4.
            let same = |(one, other): (&Reading, &Reading)| one.is_read_as(other);
            return if tracks.len() == self.tracks.len() && tracks.iter().zip(&self.tracks).all(same)
            {
                Ok(true)
            } else {
                Err(self.input.fail_at(offset, CHANGED))
            };
        }
        self.tracks_at = offset;
        self.tracks = tracks;
        let wanted = self.wanted.unwrap_or(if self.has_video() {
            MediaKind::Video
        } else {
            MediaKind::Audio
        });
        let is = |track: &&MatroskaTrack| track.codec().is_some_and(|it| it.kind() == wanted);
        let chosen = self.tracks().find(is).map(|track| track.number);
        self.chosen = chosen;
        self.settle(false);
        Ok(true)
    }

    /// Whether there is a track of video, be it read or not.
    fn has_video(&self) -> bool {
        self.tracks.iter().any(|reading| reading.is_video)
    }

    /// Why no track was chosen.
    fn refusal(&self) -> Fault {
        let wanted = |it: &&Reading| match self.wanted {
            Some(MediaKind::Audio) => !it.is_video,
            Some(MediaKind::Video) => it.is_video,
            None => it.is_video || !self.has_video(),
        };
        let mut foreign = self
            .tracks
            .iter()
            .filter(wanted)
            .map(|it| &it.track.codec_id);
        if let Some(name) = foreign.find(|id| CODECS.iter().all(|(known, _)| known != id)) {
            return Fault::UnsupportedCodec(CodecName::new(name.as_bytes()));
        }
        // Sound alone is not taken for what the file is.
        let has_sound = self.tracks().any(|track| track.codec().is_some());
        Fault::Unsupported(if self.wanted.is_none() && has_sound {
            "no video of a codec that is read, and sound was not asked for"
        } else {
            "no track of a codec that is read"
        })
    }

    /// Decides how much later all is, once that can be told, or without waiting any longer.
    fn settle(&mut self, now: bool) {
        if self.later.is_some() {
            return;
        }
        let bytes: usize = self.ready.iter().map(|it| it.frame.data.len()).sum();
        let full = self.ready.len() >= MAX_AHEAD || bytes >= MAX_BYTES_AHEAD;
        let read = || self.tracks.iter().filter(|it| it.track.codec().is_some());
        let open = read().any(|it| it.first.is_none() && !it.delay.is_zero());
        if now || full || !open {
            let early = |it: &Reading| Some(it.delay.saturating_sub(it.first?));
            self.later = Some(read().filter_map(early).max().unwrap_or_default());
        }
    }

    fn use_block(&mut self, id: u32, body: &Bytes, offset: u64) -> Option<()> {
        let passed_over = std::mem::take(&mut self.passed_over);
        let cluster_time = self.cluster_time?;
        let mut cut = Duration::ZERO;
        let block = if id == element::SIMPLE_BLOCK {
            SimpleBlock(body.clone()).into()
        } else {
            let group = BlockGroup::decode_body(&mut body.clone()).ok()?;
            let padding = group.discard_padding.as_ref().map(|nanos| **nanos);
            cut = Duration::from_nanos(padding.and_then(|it| it.try_into().ok()).unwrap_or(0));
            group.into()
        };
        let cluster = Cluster {
            // What the block adds to it is added here: the sum may be out of range.
            timestamp: Timestamp(0),
            blocks: vec![block],
            ..Cluster::default()
        };
        let block = cluster.frames().next()?.ok()?;
        let scale = self.scale.unwrap_or(DEFAULT_SCALE);
        let is = |reading: &&mut Reading| reading.track.number == block.track_number;
        let Some(reading) = self.tracks.iter_mut().find(is) else {
            return Some(());
        };
        let Some(codec) = reading.track.codec() else {
            return Some(());
        };
        let ticks = cluster_time.saturating_add_signed(block.timestamp);
        let nanos = |ticks: u64| Duration::from_nanos(ticks.saturating_mul(scale));
        let mut pts = nanos(ticks);
        reading.first.get_or_insert(pts);
        let told = block.duration.map(|ticks| nanos(ticks.get()));
        let laced = match block.data {
            FrameData::Single(data) => vec![data],
            FrameData::Multiple(frames) => frames,
        };
        let told = told.map(|all| all / u32::try_from(laced.len().max(1)).unwrap_or(1));
        let laced = laced.into_iter().filter(|data| !data.is_empty());
        for (packets_before, data) in (0..).zip(laced) {
            let mark = Mark {
                offset,
                ticks: cluster_time,
                packets_before,
                ..Mark::default()
            };
            let Some(data) = reading.unpacker.unpack(Bytes::copy_from_slice(data)) else {
                if reading.unpacker != Unpacker::StartCodes {
                    return None;
                }
                // Where start codes were to be expected only, another track does without.
                self.is_unreadable |= self.chosen == Some(reading.track.number);
                return (!self.is_unreadable).then_some(());
            };
            let duration = match codec {
                // Its packets say it best; of the last a part may be cut off.
                Codec::Opus => opus::samples(&data)
                    .map(|samples| samples_time(u64::from(samples), opus::SAMPLE_RATE))
                    .map(|lasts| lasts.saturating_sub(cut)),
                _ => told.or(reading.default_duration),
            };
            let frame = Frame::new(data, duration.unwrap_or_default()).pts(pts);
            pts += duration.unwrap_or_default();
            if packets_before < passed_over {
                continue;
            }
            let keyframe = FrameInfo::is_keyframe(codec, &frame.data);
            reading.take(
                frame.keyframe(keyframe),
                mark,
                duration.is_some(),
                &mut self.ready,
            );
        }
        self.settle(false);
        Some(())
    }

    /// Gives out the frames whose length will not become known; false if there are none.
    fn release_held(&mut self) -> bool {
        self.settle(true);
        let mut held: Vec<_> = self
            .tracks
            .iter_mut()
            .filter_map(Reading::release)
            .collect();
        held.sort_by_key(|ready| ready.mark.offset);
        self.ready.extend(held);
        !self.ready.is_empty()
    }
}

impl Demux for MatroskaDemuxer {
    fn push(&mut self, bytes: &[u8]) {
        self.input.push(bytes);
    }

    fn finish(&mut self) {
        self.input.finish();
    }

    fn poll(&mut self) -> Result<Option<Frame>, DemuxError> {
        loop {
            match self.advance(true)? {
                Some((track, frame)) if Some(track) == self.chosen => return Ok(Some(frame)),
                Some(_) => {}
                None => return Ok(None),
            }
        }
    }

    fn infos(&self) -> Vec<(u64, TrackInfo)> {
        let tracks = self.tracks();
        tracks
            .filter_map(|track| Some((track.number, track.info.clone()?)))
            .collect()
    }

    fn poll_any(&mut self) -> Result<Option<(u64, Frame)>, DemuxError> {
        self.poll_track()
    }

    fn info(&self) -> Option<TrackInfo> {
        let chosen = self.chosen?;
        let mut tracks = self.tracks();
        tracks.find(|track| track.number == chosen)?.info.clone()
    }

    fn damage(&self) -> Damage {
        self.input.damage()
    }

    fn mark(&self) -> Mark {
        self.mark
    }

    fn resume(&mut self, mark: Mark) {
        if mark.offset == 0 {
            *self = Self {
                wanted: self.wanted,
                ..Self::default()
            };
            return;
        }
        self.input.seek(mark.offset);
        self.skip = 0;
        self.is_searching = false;
        self.passed_over = mark.packets_before;
        self.ready.clear();
        for reading in &mut self.tracks {
            reading.held = None;
        }
        self.cluster_time = Some(mark.ticks);
        self.mark = mark;
    }
}

/// More bytes of an element that is not known are not passed over.
const MAX_UNKNOWN: u64 = 1 << 20;
/// Headers of a file are held as a whole; real ones take some kilobytes.
const MAX_HEADER: usize = 4 << 20;
const MAX_TRACKS: usize = 128;
const CHANGED: Fault = Fault::Unsupported("tracks or their clock change within the file");
/// A millisecond.
const DEFAULT_SCALE: u64 = 1_000_000;
/// What is read ahead to know the first times of all tracks.
const MAX_AHEAD: usize = 64;
const MAX_BYTES_AHEAD: usize = 4 << 20;
