//! What the fuzzer runs for each container. The corpora under `corpus/` are replayed through the same functions by the
//! ordinary tests.
//!
//! A target panics where a promise is broken: a file is an error or gives frames, these do not depend on how the bytes
//! come in, and reading ends.

#![expect(unreachable_pub, reason = "the fuzzer's crate takes this file in")]

use std::io::{self, Cursor, Read, Seek, SeekFrom};

use lk_media::Frame;
use lk_media::container::{AnnexBDemuxer, Demux, DemuxError, FrameReader, Kind};

/// A target and the name of its corpus.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: [Target; 8] = [
    ("ivf", ivf),
    ("ogg_opus", ogg_opus),
    ("h264", h264),
    ("h265", h265),
    ("obu", obu),
    ("wav", wav),
    ("matroska", matroska),
    ("mp4", mp4),
];

/// An IVF file.
pub fn ivf(file: &[u8]) {
    demux(Kind::Ivf, file);
}

/// An Ogg file; then the same with its checksums put right, or nothing behind them would be tried.
pub fn ogg_opus(file: &[u8]) {
    demux(Kind::OggOpus, file);
    demux(Kind::OggOpus, &with_checksums(file));
}

/// An H.264 byte stream.
pub fn h264(file: &[u8]) {
    demux(Kind::H264, file);
}

/// An H.265 byte stream.
pub fn h265(file: &[u8]) {
    demux(Kind::H265, file);
}

/// A file of AV1 units, in either form.
pub fn obu(file: &[u8]) {
    demux(Kind::Obu, file);
}

/// A WAV file.
pub fn wav(file: &[u8]) {
    demux(Kind::Wav, file);
}

/// A Matroska or WebM file.
pub fn matroska(file: &[u8]) {
    demux(Kind::Matroska, file);
}

/// An MP4 file.
pub fn mp4(file: &[u8]) {
    demux(Kind::Mp4, file);
}

fn demux(kind: Kind, file: &[u8]) {
    let whole = frames(&mut *kind.demuxer(), file, file.len().max(1));
    let pieces = frames(&mut *kind.demuxer(), file, 1 + file.len() % 13);
    assert_eq!(whole, pieces);
    if let Err(error) = whole.1 {
        assert!(error.offset <= file.len() as u64);
    }
    read(kind, file);
}

fn frames(
    demuxer: &mut dyn Demux,
    file: &[u8],
    piece: usize,
) -> (Vec<Frame>, Result<(), DemuxError>) {
    let mut frames = Vec::new();
    let mut pieces = file.chunks(piece);
    loop {
        let piece = pieces.next();
        match piece {
            Some(piece) => demuxer.push(piece),
            None => demuxer.finish(),
        }
        loop {
            match demuxer.poll() {
                Ok(Some(frame)) => frames.push(frame),
                Ok(None) if piece.is_none() => return (frames, Ok(())),
                Ok(None) => break,
                Err(error) => return (frames, Err(error)),
            }
        }
    }
}

/// Reads from an input that can be sought, which gives no fewer frames; then goes back to the last keyframe, and to the
/// first.
fn read(kind: Kind, file: &[u8]) {
    let (streamed, _) = frames(&mut *plain(kind), file, file.len().max(1));
    let input = Restless {
        file: Cursor::new(file),
        turns: 0,
    };
    let mut reader = FrameReader::seekable(input, plain(kind));
    let most = streamed.len() + MORE_FRAMES;
    let mut frames = Vec::new();
    while frames.len() < most
        && let Ok(Some(frame)) = reader.next_frame()
    {
        frames.push(frame);
    }
    assert_eq!(
        frames.get(..streamed.len()),
        Some(&streamed[..]),
        "no fewer"
    );
    let mut keyframes = frames.iter().filter(|frame| frame.keyframe);
    let first = keyframes.next().or(frames.first());
    let last = keyframes.next_back().or(first);
    for (rewind, expected) in [
        (FrameReader::rewind_to_keyframe as fn(&mut _) -> _, last),
        (FrameReader::rewind_to_start, first),
    ] {
        rewind(&mut reader).expect("it can be sought");
        let again = reader.next_frame().unwrap_or_default();
        let (again, expected) = match (again, expected) {
            (Some(again), Some(expected)) => (again, expected),
            (again, expected) => {
                assert_eq!(again.as_ref(), expected);
                continue;
            }
        };
        assert_eq!(again.keyframe, expected.keyframe);
        assert_eq!(again.data, expected.data);
        // A byte stream tells its rate, which may change, and how long a frame lasts may be a guess from those before.
        if !matches!(kind, Kind::H264 | Kind::H265) {
            assert_eq!(again.pts, expected.pts);
        }
    }
}

/// A demuxer whose frames are what the file has: no parameter sets from elsewhere are put before them.
fn plain(kind: Kind) -> Box<dyn Demux + Send> {
    match kind {
        Kind::H264 => Box::new(AnnexBDemuxer::h264().repeat_parameter_sets(false)),
        Kind::H265 => Box::new(AnnexBDemuxer::h265().repeat_parameter_sets(false)),
        kind => kind.demuxer(),
    }
}

/// A file that counts how often it was read or sought.
struct Restless<'f> {
    file: Cursor<&'f [u8]>,
    turns: usize,
}

impl Restless<'_> {
    fn turn(&mut self) {
        self.turns += 1;
        // Each sample, and each box or element to pass over, may ask for another place.
        let most = 2 * (self.file.get_ref().len() + MORE_FRAMES) + 100;
        assert!(self.turns <= most, "reading ends");
    }
}

impl Read for Restless<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.turn();
        self.file.read(buffer)
    }
}

impl Seek for Restless<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.turn();
        self.file.seek(to)
    }
}

/// The same pages, each with the checksum that belongs to it. Source: RFC 3533 §6.
pub(crate) fn with_checksums(file: &[u8]) -> Vec<u8> {
    const HEADER: usize = 27;
    let mut file = file.to_vec();
    let mut at = 0;
    while let Some(found) = file.get(at..).and_then(|rest| {
        let mut words = rest.windows(4);
        words.position(|word| word == b"OggS")
    }) {
        at += found;
        let Some(header) = file.get(at..at + HEADER) else {
            break;
        };
        let segments = usize::from(header[HEADER - 1]);
        let Some(lacing) = file.get(at + HEADER..at + HEADER + segments) else {
            break;
        };
        let body: usize = lacing.iter().map(|len| usize::from(*len)).sum();
        let len = HEADER + segments + body;
        let Some(page) = file.get_mut(at..at + len) else {
            break;
        };
        page[22..26].fill(0);
        let sum = page.iter().fold(0_u32, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte) << 24, |sum, _| {
                sum << 1 ^ if sum >> 31 == 1 { 0x04c1_1db7 } else { 0 }
            })
        });
        page[22..26].copy_from_slice(&sum.to_le_bytes());
        at += len;
    }
    file
}

/// How many frames may be read beyond those that come without seeking: tables may name the same bytes over and over.
const MORE_FRAMES: usize = 1000;
