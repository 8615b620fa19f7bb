//! Writing: frames of several tracks in, clusters out.

use std::time::Duration;

use bytes::Bytes;
use mkv_element::io::blocking_impl::WriteTo as _;
use mkv_element::prelude::{
    Audio, Channels, CodecDelay, CodecId, CodecPrivate, CueClusterPosition, CuePoint, CueTime,
    CueTrack, CueTrackPositions, Cues, DocType, DocTypeReadVersion, DocTypeVersion, Ebml,
    EbmlMaxIdLength, EbmlMaxSizeLength, EbmlReadVersion, EbmlVersion, Element, FlagLacing, Info,
    MuxingApp, PixelHeight, PixelWidth, SamplingFrequency, SeekPreRoll, SimpleBlock,
    TimestampScale, TrackEntry, TrackNumber, TrackType, TrackUid, Tracks, Video, WritingApp,
};

use super::element::{self, put, put_id, put_unknown_size};
use super::{CODECS, record};
use crate::bitstream::FrameInfo;
use crate::bitstream::av1::{TEMPORAL_DELIMITER, obus};
use crate::container::obu::put_with_size;
use crate::container::ogg::OpusHead;
use crate::container::{Kind, Mux, MuxError, Patch};
use crate::{Codec, Frame, MediaKind};

/// Writes Matroska or WebM, with one track or several.
///
/// The header tells picture sizes and parameter sets, which only keyframes know: nothing is written until
/// each track of video has had one, and what comes on such a track before is left out. Clusters begin at
/// keyframes of video, else after 5 s. Sizes are left open, so a file that is cut off plays up to there;
/// the length in time and where the index stands are put right in the end.
///
/// Times are in milliseconds. Frames are to come in decoding order, tracks roughly side by side.
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
    /// Frames that wait for the header, with the index of their track.
    held: Vec<(usize, Frame)>,
    held_bytes: usize,
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

#[derive(Debug)]
struct Track {
    codec: Codec,
    dimensions: Option<(u32, u32)>,
    /// What the file keeps of the codec beside its frames; `None`: its keyframe has not come.
    private: Option<Vec<u8>>,
    head: OpusHead,
}

#[derive(Debug, Clone, Copy)]
struct OpenCluster {
    /// In milliseconds.
    time: u64,
}

#[derive(Debug, Clone, Copy)]
struct Cue {
    time: u64,
    track: u64,
    /// From the segment's body.
    cluster: u64,
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
            held: Vec::new(),
            held_bytes: 0,
            body: None,
            origin: 0,
            written: 0,
            cluster: None,
            cues: Vec::new(),
            end: Duration::ZERO,
            finished: false,
        }
    }

    /// Adds a track, and returns its number. All of them are added before the first frame.
    ///
    /// # Errors
    ///
    /// [`MuxError::UnsupportedCodec`] if the file cannot hold it, [`MuxError::Started`] if frames were
    /// written.
    pub fn add_track(&mut self, codec: Codec) -> Result<u64, MuxError> {
        let known = if self.webm { WEBM_CODECS } else { CODECS.len() };
        if !CODECS.iter().take(known).any(|(_, it)| *it == codec) {
            let kind = if self.webm {
                Kind::WebM
            } else {
                Kind::Matroska
            };
            return Err(MuxError::UnsupportedCodec(codec, kind));
        }
        if self.body.is_some() || !self.held.is_empty() {
            return Err(MuxError::Started);
        }
        self.tracks.push(Track {
            codec,
            dimensions: None,
            private: (codec == Codec::Opus).then(Vec::new),
            head: OpusHead::new(2),
        });
        Ok(self.tracks.len() as u64)
    }

    /// The same as [`add_track`](Self::add_track), for a muxer that is being put together.
    ///
    /// # Errors
    ///
    /// As there.
    pub fn with_track(mut self, codec: Codec) -> Result<Self, MuxError> {
        self.add_track(codec)?;
        Ok(self)
    }

    /// Sets the identification header of a track of Opus. Default: [`OpusHead::new`] for two channels.
    #[must_use]
    pub fn opus_head(mut self, track: u64, head: OpusHead) -> Self {
        if let Some(track) = index(track).and_then(|index| self.tracks.get_mut(index)) {
            track.head = head;
        }
        self
    }

    /// Appends to `out` what is to be written for a frame of this track; that may lag behind the frame.
    ///
    /// # Errors
    ///
    /// [`MuxError`]; nothing was appended.
    pub fn write_to(
        &mut self,
        track: u64,
        frame: &Frame,
        out: &mut Vec<u8>,
    ) -> Result<(), MuxError> {
        if self.finished {
            return Err(MuxError::Finished);
        }
        let index = index(track).ok_or(MuxError::NoTrack)?;
        let about = self.tracks.get_mut(index).ok_or(MuxError::NoTrack)?;
        if about.private.is_none() && !about.describe(frame)? {
            return Ok(());
        }
        let frame = Frame {
            data: about.pack(frame)?,
            ..frame.clone()
        };
        if self.tracks.iter().any(|track| track.private.is_none()) {
            return self.hold(index, frame);
        }
        self.origin = self.written.wrapping_sub(out.len() as u64);
        self.start(out);
        self.put_block(index, &frame, out);
        self.written = self.position(out);
        Ok(())
    }

    fn position(&self, out: &[u8]) -> u64 {
        self.origin.wrapping_add(out.len() as u64)
    }

    /// Keeps a frame until the header can be written.
    fn hold(&mut self, index: usize, frame: Frame) -> Result<(), MuxError> {
        if self.held_bytes + frame.data.len() > MAX_HELD || self.held.len() >= MAX_HELD_FRAMES {
            return Err(MuxError::NoKeyframe);
        }
        self.held_bytes += frame.data.len();
        self.held.push((index, frame));
        Ok(())
    }

    /// Writes the header and what waited for it, unless that was done.
    fn start(&mut self, out: &mut Vec<u8>) {
        if self.body.is_some() {
            return;
        }
        self.body = Some(self.put_front(out, None));
        let entries = (1..).zip(&self.tracks);
        let tracks = Tracks {
            track_entry: entries.map(|(number, track)| track.entry(number)).collect(),
            ..Tracks::default()
        };
        write(&tracks, out);
        self.held_bytes = 0;
        for (index, frame) in std::mem::take(&mut self.held) {
            self.put_block(index, &frame, out);
        }
    }

    /// Writes the part that is put right in the end, up to the length of the whole, and returns where in
    /// it the segment's body begins. It is of the same length always.
    fn put_front(&self, out: &mut Vec<u8>, end: Option<End>) -> u64 {
        let start = out.len();
        let doc_type = if self.webm { "webm" } else { "matroska" };
        let ebml = Ebml {
            ebml_version: Some(EbmlVersion(1)),
            ebml_read_version: Some(EbmlReadVersion(1)),
            ebml_max_id_length: EbmlMaxIdLength(4),
            ebml_max_size_length: EbmlMaxSizeLength(8),
            doc_type: Some(DocType(doc_type.to_owned())),
            doc_type_version: Some(DocTypeVersion(4)),
            doc_type_read_version: Some(DocTypeReadVersion(2)),
            ..Ebml::default()
        };
        write(&ebml, out);
        put_id(out, element::SEGMENT);
        // Clusters are open, so the segment is.
        put_unknown_size(out);
        let body = (out.len() - start) as u64;
        let mut seek_head = Vec::new();
        if let Some(cues) = end.and_then(|end| end.cues) {
            let mut seek = Vec::new();
            put(&mut seek, element::SEEK_ID, &element::CUES.to_be_bytes());
            put(&mut seek, element::SEEK_POSITION, &cues.to_be_bytes());
            let mut body = Vec::new();
            put(&mut body, element::SEEK, &seek);
            put(&mut seek_head, element::SEEK_HEAD, &body);
        }
        // What is not used is void, of a header of two bytes and the rest.
        let left = SEEK_HEAD_LEN - seek_head.len() - 2;
        put(&mut seek_head, element::VOID, &vec![0; left]);
        out.append(&mut seek_head);
        let app = concat!("lk-media ", env!("CARGO_PKG_VERSION"));
        let info = Info {
            timestamp_scale: TimestampScale(1_000_000),
            muxing_app: MuxingApp(app.to_owned()),
            writing_app: WritingApp(app.to_owned()),
            ..Info::default()
        };
        let mut fields = Vec::new();
        // A vector takes whatever is written.
        let _ = info.encode_body(&mut fields);
        match end {
            Some(end) => put(&mut fields, element::DURATION, &end.millis.to_be_bytes()),
            None => put(&mut fields, element::VOID, &[0; 9]),
        }
        put(out, element::INFO, &fields);
        body
    }

    fn put_block(&mut self, index: usize, frame: &Frame, out: &mut Vec<u8>) {
        let time = millis(frame.pts);
        let is_video = |track: &Track| track.codec.kind() == MediaKind::Video;
        let has_video = self.tracks.iter().any(is_video);
        let opens = frame.keyframe && self.tracks.get(index).is_some_and(is_video);
        let number = index as u64 + 1;
        let relative = self.cluster.and_then(|cluster| {
            let relative = i64::try_from(time).ok()? - i64::try_from(cluster.time).ok()?;
            let late = relative > MAX_CLUSTER.as_millis() as i64 && !has_video;
            let opens = opens && relative > 0;
            i16::try_from(relative).ok().filter(|_| !late && !opens)
        });
        let relative = relative.unwrap_or_else(|| {
            self.begin_cluster(time, number, out);
            0
        });
        let mut block = Vec::with_capacity(frame.data.len() + 4);
        // The number of a track stands as a size does.
        element::put_size(&mut block, number);
        block.extend(relative.to_be_bytes());
        block.push(if frame.keyframe { 0x80 } else { 0 });
        block.extend_from_slice(&frame.data);
        write(&SimpleBlock(Bytes::from(block)), out);
        self.end = self.end.max(frame.pts.saturating_add(frame.duration));
    }

    fn begin_cluster(&mut self, time: u64, track: u64, out: &mut Vec<u8>) {
        self.cluster = Some(OpenCluster { time });
        let cluster = self.position(out) - self.body.unwrap_or(0);
        if self.cues.len() < MAX_CUES {
            self.cues.push(Cue {
                time,
                track,
                cluster,
            });
        }
        put_id(out, element::CLUSTER);
        put_unknown_size(out);
        put(out, element::TIMESTAMP, &time.to_be_bytes());
    }
}

/// What is known in the end.
#[derive(Debug, Clone, Copy)]
struct End {
    cues: Option<u64>,
    millis: f64,
}

impl Mux for MatroskaMuxer {
    /// Writes a frame of the first track.
    fn write(&mut self, frame: &Frame, out: &mut Vec<u8>) -> Result<(), MuxError> {
        self.write_to(1, frame, out)
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> Option<Patch> {
        if std::mem::replace(&mut self.finished, true) {
            return None;
        }
        self.origin = self.written.wrapping_sub(out.len() as u64);
        // What waited for a keyframe of another track is not lost with it.
        self.start(out);
        let body = self.body?;
        let cues = (!self.cues.is_empty()).then(|| self.position(out) - body);
        let points = std::mem::take(&mut self.cues).into_iter();
        let points = Cues {
            cue_point: points.map(Cue::point).collect(),
            ..Cues::default()
        };
        if cues.is_some() {
            write(&points, out);
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

impl Track {
    /// Learns from a keyframe what the header tells of the track; false if it is none.
    fn describe(&mut self, frame: &Frame) -> Result<bool, MuxError> {
        let info = FrameInfo::of(self.codec, &frame.data);
        if !info.keyframe {
            return Ok(false);
        }
        let private = match self.codec {
            Codec::H264 => record::avc_record(&frame.data),
            Codec::H265 => record::hevc_record(&frame.data),
            Codec::Av1 => record::av1_record(&frame.data),
            _ => Some(Vec::new()),
        };
        self.private = Some(private.ok_or(MuxError::Malformed)?);
        self.dimensions = info.dimensions;
        Ok(true)
    }

    /// The frame as it stands in the file.
    fn pack(&self, frame: &Frame) -> Result<Bytes, MuxError> {
        if frame.data.is_empty() {
            return Err(MuxError::Malformed);
        }
        match self.codec {
            Codec::H264 | Codec::H265 => record::with_lengths(&frame.data)
                .map(Bytes::from)
                .ok_or(MuxError::Malformed),
            Codec::Av1 => {
                let units = obus(&frame.data).filter(|obu| obu.kind != TEMPORAL_DELIMITER);
                let mut out = Vec::with_capacity(frame.data.len());
                for obu in units {
                    put_with_size(&mut out, obu);
                }
                Some(out)
                    .filter(|out| !out.is_empty())
                    .map(Bytes::from)
                    .ok_or(MuxError::Malformed)
            }
            _ => Ok(frame.data.clone()),
        }
    }

    fn entry(&self, number: u64) -> TrackEntry {
        let named = CODECS.iter().find(|(_, codec)| *codec == self.codec);
        let is_video = self.codec.kind() == MediaKind::Video;
        let private = match self.codec {
            Codec::Opus => self.head.write(),
            _ => self.private.clone().unwrap_or_default(),
        };
        let mut entry = TrackEntry {
            track_number: TrackNumber(number),
            track_uid: TrackUid(number),
            track_type: TrackType(if is_video { 1 } else { 2 }),
            flag_lacing: FlagLacing(0),
            codec_id: CodecId(named.map_or("", |(name, _)| name).to_owned()),
            codec_private: Some(CodecPrivate(private.into())).filter(|it| !it.is_empty()),
            ..TrackEntry::default()
        };
        if is_video {
            // Only a keyframe without a size leaves it open.
            let (width, height) = self.dimensions.unwrap_or((1, 1));
            entry.video = Some(Video {
                pixel_width: PixelWidth(width.into()),
                pixel_height: PixelHeight(height.into()),
                ..Video::default()
            });
        } else {
            entry.codec_delay = CodecDelay(u64::from(self.head.pre_skip) * 1_000_000 / 48);
            entry.seek_pre_roll = SeekPreRoll(80_000_000);
            entry.audio = Some(Audio {
                sampling_frequency: SamplingFrequency(48_000.0),
                channels: Channels(self.head.channels.into()),
                ..Audio::default()
            });
        }
        entry
    }
}

impl Cue {
    fn point(self) -> CuePoint {
        CuePoint {
            cue_time: CueTime(self.time),
            cue_track_positions: vec![CueTrackPositions {
                cue_track: CueTrack(self.track),
                cue_cluster_position: CueClusterPosition(self.cluster),
                ..CueTrackPositions::default()
            }],
            ..CuePoint::default()
        }
    }
}

fn write(element: &impl Element, out: &mut Vec<u8>) {
    // A vector takes whatever is written.
    let _ = element.write_to(out);
}

fn index(track: u64) -> Option<usize> {
    usize::try_from(track.checked_sub(1)?).ok()
}

fn millis(time: Duration) -> u64 {
    u64::try_from((time.as_nanos() + 500_000) / 1_000_000).unwrap_or(u64::MAX)
}

/// How many of the codecs WebM may hold.
const WEBM_CODECS: usize = 4;
/// Room for the place of the index: what it takes, and two bytes for what is left over.
const SEEK_HEAD_LEN: usize = 64;
/// Without video, a cluster begins this long after the one before.
const MAX_CLUSTER: Duration = Duration::from_secs(5);
/// An index of more entries is of no use to anybody.
const MAX_CUES: usize = 100_000;
/// What may wait for the keyframe of another track.
const MAX_HELD: usize = 16 << 20;
const MAX_HELD_FRAMES: usize = 4096;
