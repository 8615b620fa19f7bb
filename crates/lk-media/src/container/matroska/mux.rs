//! Writing: frames of several tracks in, clusters out.

use std::time::Duration;

use super::CODECS;
use super::element::{self, put, put_id, put_number, put_size, put_unknown_size, put_void};
use super::header::{self, Cue, End};
use super::track::Track;
use crate::Frame;
use crate::container::{Kind, Mux, MuxError, Patch, TrackInfo};

/// Writes Matroska or WebM, with one track or several.
///
/// The header tells picture sizes and parameter sets, which only keyframes know: nothing is written until
/// each track of video has had one, and what comes on such a track before is left out. A track whose
/// keyframe keeps the others waiting for more than 4096 frames or 16 MiB is told of without its size, which is
/// put right in the end. Clusters begin at keyframes of video, without video every 5 s. Sizes are left open,
/// so a file that is cut off plays up to there; the length in time and where the index stands are put right in
/// the end. A frame is a keyframe if the caller says so, or if its bitstream does.
///
/// What a player cuts off the last packet of Opus is told where the last frame is shorter than its packet.
///
/// Times are in milliseconds. Those of Opus are written later by the pre-skip, which players take off again.
/// Several tracks are put in the order of these times: a frame waits up to a second for those of the others.
/// Frames are to come in decoding order, tracks roughly side by side.
///
/// A VP9 picture in several spatial layers comes as a superframe, whose lower layers are marked as not shown, so that each
/// decoder gives out one picture. AV1 keeps its temporal delimiters where there may be several layers, and has none else.
///
/// ```
/// # use {bytes::Bytes, std::time::Duration};
/// # use lk_media::{Codec, Frame, container::{MatroskaMuxer, Mux}};
/// let mut muxer = MatroskaMuxer::webm();
/// let (video, audio) = (muxer.add_track(Codec::Vp8)?, muxer.add_track(Codec::Opus)?);
/// let mut file = Vec::new();
/// let picture = Bytes::from_static(&[0x10, 2, 0, 0x9d, 1, 0x2a, 64, 0, 48, 0]);
/// let picture = Frame::new(picture, Duration::from_millis(33)).keyframe(true);
/// let sound = Frame::new(Bytes::from_static(&[0xf8, 0xff, 0xfe]), Duration::from_millis(20));
/// muxer.write_to(audio, &sound, &mut file)?;
/// assert!(file.is_empty());
/// muxer.write_to(video, &picture, &mut file)?;
/// assert!(!file.is_empty());
/// let patch = muxer.finish(&mut file).unwrap();
/// file[patch.offset as usize..][..patch.bytes.len()].copy_from_slice(&patch.bytes);
/// # Ok::<_, lk_media::container::MuxError>(())
/// ```
#[derive(Debug)]
pub struct MatroskaMuxer {
    webm: bool,
    tracks: Vec<Track>,
    /// Frames that wait in their tracks, and their bytes.
    held: usize,
    held_bytes: usize,
    /// The latest time of a frame that came.
    newest: Duration,
    /// What tells of the tracks, as it was written, with room for what was not known then.
    told: Vec<u8>,
    /// Tracks were told of before their keyframe came.
    is_late: bool,
    /// Where the segment's body begins, once the header was written.
    body: Option<u64>,
    /// What a length of the output at hand is to be added to for a place in the file; it wraps.
    origin: u64,
    written: u64,
    cluster: Option<OpenCluster>,
    cues: Vec<Cue>,
    end: Duration,
    finished: bool,
}

#[derive(Debug, Clone, Copy)]
struct OpenCluster {
    /// In milliseconds, and that of the block before.
    time: u64,
    last: u64,
    /// Where it stands, from the segment's body.
    at: u64,
}

impl MatroskaMuxer {
    /// A muxer of WebM: VP8, VP9, AV1, Opus.
    pub const fn webm() -> Self {
        Self::new(true)
    }

    /// A muxer of Matroska: those, H.264 and H.265.
    pub const fn matroska() -> Self {
        Self::new(false)
    }

    const fn new(webm: bool) -> Self {
        Self {
            webm,
            tracks: Vec::new(),
            held: 0,
            held_bytes: 0,
            newest: Duration::ZERO,
            told: Vec::new(),
            is_late: false,
            body: None,
            origin: 0,
            written: 0,
            cluster: None,
            cues: Vec::new(),
            end: Duration::ZERO,
            finished: false,
        }
    }

    /// Adds a track, and returns its number. All of them are added before the first frame. The track is what a reader
    /// says of it, or a codec alone.
    ///
    /// # Errors
    ///
    /// [`MuxError::UnsupportedCodec`] if the file cannot hold it, [`MuxError::Started`] if frames were
    /// written.
    pub fn add_track(&mut self, track: impl Into<TrackInfo>) -> Result<u64, MuxError> {
        let track = track.into();
        let codec = track.codec;
        let known = if self.webm { WEBM_CODECS } else { CODECS.len() };
        if !CODECS.iter().take(known).any(|(_, it)| *it == codec) {
            let kind = if self.webm {
                Kind::WebM
            } else {
                Kind::Matroska
            };
            return Err(MuxError::UnsupportedCodec(codec, kind));
        }
        if self.body.is_some() || self.held > 0 {
            return Err(MuxError::Started);
        }
        self.tracks.push(Track::new(&track));
        Ok(self.tracks.len() as u64)
    }

    /// The same as [`add_track`](Self::add_track), for a muxer that is being put together.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn with_track(mut self, track: impl Into<TrackInfo>) -> Result<Self, MuxError> {
        self.add_track(track)?;
        Ok(self)
    }

    fn add_frame(&mut self, track: u64, frame: &Frame, out: &mut Vec<u8>) -> Result<(), MuxError> {
        if self.finished {
            return Err(MuxError::Finished);
        }
        let index = index(track).ok_or(MuxError::NoTrack)?;
        let about = self.tracks.get_mut(index).ok_or(MuxError::NoTrack)?;
        if !about.is_known() && !about.describe(frame)? {
            return Ok(());
        }
        let keyframe = about.is_keyframe(frame);
        let frame = Frame {
            data: about.pack(frame)?,
            keyframe,
            ..frame.clone()
        };
        self.newest = self.newest.max(about.time(&frame));
        self.held += 1;
        self.held_bytes += frame.data.len();
        about.waiting.push_back(frame);
        if self.body.is_none() && !self.tracks.iter().all(Track::is_known) && self.has_room() {
            return Ok(());
        }
        self.origin = self.written.wrapping_sub(out.len() as u64);
        self.start(out);
        self.put_due(out);
        self.written = self.position(out);
        Ok(())
    }

    fn position(&self, out: &[u8]) -> u64 {
        self.origin.wrapping_add(out.len() as u64)
    }

    /// Whether more frames can wait.
    const fn has_room(&self) -> bool {
        self.held_bytes <= MAX_HELD && self.held <= MAX_HELD_FRAMES
    }

    /// Writes the frames before which none can come any more, in the order of their times.
    fn put_due(&mut self, out: &mut Vec<u8>) {
        let finished = self.finished;
        let waits = |track: &Track| track.is_known() && track.head(finished).is_none();
        loop {
            let heads = self.tracks.iter().enumerate();
            let heads = heads.filter_map(|(index, it)| Some((it.time(it.head(finished)?), index)));
            let Some((time, index)) = heads.min() else {
                return;
            };
            let late = self.newest.saturating_sub(time) > MAX_WAIT;
            if !self.finished && !late && self.has_room() && self.tracks.iter().any(waits) {
                return;
            }
            let next = self.tracks.get_mut(index);
            let Some(frame) = next.and_then(|track| track.waiting.pop_front()) else {
                return;
            };
            self.held -= 1;
            self.held_bytes -= frame.data.len();
            self.put_block(index, &frame, out);
        }
    }

    /// Writes the header, unless that was done.
    fn start(&mut self, out: &mut Vec<u8>) {
        if self.body.is_some() {
            return;
        }
        let late = self.tracks.iter().filter(|track| !track.is_known()).count();
        // In the end nothing more will come on them.
        self.is_late = late > 0 && !self.finished;
        self.told = self.tracks(self.is_late);
        if self.is_late {
            put_void(&mut self.told, late * LATE_LEN);
        }
        self.body = Some(self.put_front(out, None));
    }

    /// What the header tells of the tracks: of those that are known, or of all.
    fn tracks(&self, all: bool) -> Vec<u8> {
        // A file without any is none.
        let all = all || !self.tracks.iter().any(Track::is_known);
        let mut entries = Vec::new();
        for (number, track) in (1..).zip(&self.tracks) {
            if all || track.is_known() {
                track.put_entry(number, &mut entries);
            }
        }
        let mut out = Vec::new();
        put(&mut out, element::TRACKS, &entries);
        out
    }

    /// Tells of the tracks what is known now, if that finds room.
    fn tell_late(&mut self) {
        let mut told = self.tracks(false);
        match self.told.len().checked_sub(told.len()) {
            None | Some(1) => return,
            Some(0) => {}
            Some(left) => put_void(&mut told, left),
        }
        self.told = told;
    }

    /// Writes the part that is put right in the end, and returns where in it the segment's body begins.
    fn put_front(&self, out: &mut Vec<u8>, end: Option<End>) -> u64 {
        let doc_type = if self.webm { "webm" } else { "matroska" };
        let body = header::put_front(out, doc_type, end);
        out.extend_from_slice(&self.told);
        body
    }

    fn put_block(&mut self, index: usize, frame: &Frame, out: &mut Vec<u8>) {
        let Some(track) = self.tracks.get(index) else {
            return;
        };
        let pts = track.time(frame);
        let time = millis(pts);
        let has_video = self.tracks.iter().any(|it| it.is_video() && it.is_known());
        let opens = frame.keyframe && track.is_video();
        let number = index as u64 + 1;
        let relative = self.cluster.and_then(|cluster| {
            let relative = i64::try_from(time).ok()? - i64::try_from(cluster.time).ok()?;
            let late = relative > MAX_CLUSTER.as_millis() as i64 && !has_video;
            // Browsers take no time below the one before in a cluster.
            let opens = (opens && relative > 0) || (self.webm && time < cluster.last);
            i16::try_from(relative).ok().filter(|_| !late && !opens)
        });
        let cluster = match self.cluster.filter(|_| relative.is_some()) {
            Some(cluster) => cluster,
            None => self.begin_cluster(time, out),
        };
        self.cluster = Some(OpenCluster {
            last: time,
            ..cluster
        });
        // Players start at keyframes of video, where there are some.
        let is_start = opens || (relative.is_none() && !has_video);
        if is_start && self.cues.len() < MAX_CUES {
            self.cues.push(Cue {
                time,
                track: number,
                cluster: cluster.at,
            });
        }
        let mut head = Vec::new();
        // The number of a track stands as a size does.
        put_size(&mut head, number);
        head.extend(relative.unwrap_or(0).to_be_bytes());
        head.push(if frame.keyframe { 0x80 } else { 0 });
        let cut = track.cut(frame);
        // In a group nothing but what it refers to tells a keyframe, and sound refers to nothing.
        if cut.is_zero() || !track.waiting.is_empty() {
            put_id(out, element::SIMPLE_BLOCK);
            put_size(out, (head.len() + frame.data.len()) as u64);
            out.extend_from_slice(&head);
            out.extend_from_slice(&frame.data);
        } else {
            let mut group = Vec::with_capacity(head.len() + frame.data.len() + 16);
            put(
                &mut group,
                element::BLOCK,
                &[&head[..], &frame.data].concat(),
            );
            let nanos = i64::try_from(cut.as_nanos()).unwrap_or(0);
            put(&mut group, element::DISCARD_PADDING, &nanos.to_be_bytes());
            put(out, element::BLOCK_GROUP, &group);
        }
        self.end = self.end.max(pts.saturating_add(frame.duration));
    }

    fn begin_cluster(&self, time: u64, out: &mut Vec<u8>) -> OpenCluster {
        let at = self.position(out).wrapping_sub(self.body.unwrap_or(0));
        put_id(out, element::CLUSTER);
        put_unknown_size(out);
        put_number(out, element::TIMESTAMP, time);
        OpenCluster {
            time,
            last: time,
            at,
        }
    }
}

impl Mux for MatroskaMuxer {
    /// Writes a frame of the first track.
    fn write(&mut self, frame: &Frame, out: &mut Vec<u8>) -> Result<(), MuxError> {
        self.write_to(1, frame, out)
    }

    fn write_to(&mut self, track: u64, frame: &Frame, out: &mut Vec<u8>) -> Result<(), MuxError> {
        self.add_frame(track, frame, out)
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> Option<Patch> {
        if std::mem::replace(&mut self.finished, true) {
            return None;
        }
        self.origin = self.written.wrapping_sub(out.len() as u64);
        // What waited for other tracks is not lost with them.
        self.start(out);
        self.put_due(out);
        let body = self.body?;
        let cues = (!self.cues.is_empty()).then(|| self.position(out) - body);
        if cues.is_some() {
            header::put_cues(out, &std::mem::take(&mut self.cues));
        }
        if self.is_late {
            self.tell_late();
        }
        self.written = self.position(out);
        let end = End {
            cues,
            millis: self.end.as_secs_f64() * 1000.0,
        };
        let mut bytes = Vec::new();
        self.put_front(&mut bytes, Some(end));
        Some(Patch { offset: 0, bytes })
    }
}

fn index(track: u64) -> Option<usize> {
    usize::try_from(track.checked_sub(1)?).ok()
}

fn millis(time: Duration) -> u64 {
    u64::try_from((time.as_nanos() + 500_000) / 1_000_000).unwrap_or(u64::MAX)
}

/// How many of the codecs WebM may hold.
const WEBM_CODECS: usize = 4;
/// Without video, a cluster begins this long after the one before.
const MAX_CLUSTER: Duration = Duration::from_secs(5);
/// An index of more entries is of no use to anybody.
const MAX_CUES: usize = 100_000;
/// Frames wait this long at most for those of other tracks, once the header was written.
const MAX_WAIT: Duration = Duration::from_secs(1);
/// What may wait in all.
const MAX_HELD: usize = 16 << 20;
const MAX_HELD_FRAMES: usize = 4096;
/// Room for what a keyframe tells of its track, where it comes late: a record of its codec, and its size.
const LATE_LEN: usize = 1024;
