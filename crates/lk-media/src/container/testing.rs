//! What the tests of all containers do.

use super::{Demux, DemuxError};
use crate::Frame;

/// Pushes a whole file, then takes everything out of it.
pub(super) fn demux(demuxer: &mut dyn Demux, file: &[u8]) -> (Vec<Frame>, Result<(), DemuxError>) {
    demux_in_pieces(demuxer, file, usize::MAX)
}

pub(super) fn demux_in_pieces(
    demuxer: &mut dyn Demux,
    file: &[u8],
    size: usize,
) -> (Vec<Frame>, Result<(), DemuxError>) {
    let mut frames = Vec::new();
    let mut pieces = file.chunks(size);
    loop {
        let piece = pieces.next();
        match piece {
            Some(piece) => demuxer.push(piece),
            None => demuxer.finish(),
        }
        loop {
            match demuxer.poll() {
                Ok(Some(frame)) => frames.push(frame),
                Ok(None) => break,
                Err(error) => {
                    assert_eq!(demuxer.poll(), Err(error), "a failure lasts");
                    return (frames, Err(error));
                }
            }
        }
        if piece.is_none() {
            return (frames, Ok(()));
        }
    }
}

/// Whatever the bytes are: no panic, and what comes out does not depend on how they come in.
pub(super) fn assert_survives<D: Demux + Default>(demuxer: &mut D, bytes: &[u8]) {
    let (frames, end) = demux(demuxer, bytes);
    let (again, end_again) = demux_in_pieces(&mut D::default(), bytes, 7);
    assert_eq!((frames.len(), end), (again.len(), end_again));
    if let Err(error) = end {
        assert!(error.offset <= bytes.len() as u64);
    }
}
