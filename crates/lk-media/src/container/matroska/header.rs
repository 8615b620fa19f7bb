//! Writing: what stands before the clusters, and the index behind them.
//!
//! Nothing is written that only states its default: WebM knows fewer elements than Matroska, and the
//! parser that browsers have for `MediaSource` ends at one that it does not know.
//! Source: RFC 9559 §5.1; the WebM container guidelines for which of it a browser reads.

use super::element::{self, put, put_float, put_id, put_number, put_unknown_size, put_void};

/// What is known in the end.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    /// Where the index stands, from the segment's body.
    pub(super) cues: Option<u64>,
    pub(super) millis: f64,
}

/// A place to seek to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cue {
    /// In milliseconds.
    pub(super) time: u64,
    pub(super) track: u64,
    /// From the segment's body.
    pub(super) cluster: u64,
}

/// Appends what stands before the tracks, and returns where in it the segment's body begins. It is of the
/// same length with an end and without.
pub(super) fn put_front(out: &mut Vec<u8>, doc_type: &str, end: Option<End>) -> u64 {
    let start = out.len();
    let mut ebml = Vec::new();
    put_number(&mut ebml, element::EBML_VERSION, 1);
    put_number(&mut ebml, element::EBML_READ_VERSION, 1);
    put_number(&mut ebml, element::EBML_MAX_ID_LENGTH, 4);
    put_number(&mut ebml, element::EBML_MAX_SIZE_LENGTH, 8);
    put(&mut ebml, element::DOC_TYPE, doc_type.as_bytes());
    put_number(&mut ebml, element::DOC_TYPE_VERSION, 4);
    put_number(&mut ebml, element::DOC_TYPE_READ_VERSION, 2);
    put(out, element::EBML, &ebml);
    put_id(out, element::SEGMENT);
    // Clusters are open, so the segment is.
    put_unknown_size(out);
    let body = out.len();
    if let Some(cues) = end.and_then(|end| end.cues) {
        let mut seek = Vec::new();
        put(&mut seek, element::SEEK_ID, &element::CUES.to_be_bytes());
        put(&mut seek, element::SEEK_POSITION, &cues.to_be_bytes());
        let mut head = Vec::new();
        put(&mut head, element::SEEK, &seek);
        put(out, element::SEEK_HEAD, &head);
    }
    put_void(out, SEEK_HEAD_LEN - (out.len() - body));
    let app = concat!("lk-media ", env!("CARGO_PKG_VERSION"));
    let mut info = Vec::new();
    put_number(&mut info, element::TIMESTAMP_SCALE, 1_000_000);
    put(&mut info, element::MUXING_APP, app.as_bytes());
    put(&mut info, element::WRITING_APP, app.as_bytes());
    match end {
        Some(end) => put_float(&mut info, element::DURATION, end.millis),
        None => put_void(&mut info, DURATION_LEN),
    }
    put(out, element::INFO, &info);
    (body - start) as u64
}

/// Appends the index.
pub(super) fn put_cues(out: &mut Vec<u8>, cues: &[Cue]) {
    let mut points = Vec::with_capacity(cues.len() * 24);
    for cue in cues {
        let mut positions = Vec::new();
        put_number(&mut positions, element::CUE_TRACK, cue.track);
        put_number(&mut positions, element::CUE_CLUSTER_POSITION, cue.cluster);
        let mut point = Vec::new();
        put_number(&mut point, element::CUE_TIME, cue.time);
        put(&mut point, element::CUE_TRACK_POSITIONS, &positions);
        put(&mut points, element::CUE_POINT, &point);
    }
    put(out, element::CUES, &points);
}

/// Room for the place of the index: what it takes, and two bytes for what is left over.
const SEEK_HEAD_LEN: usize = 64;
/// An identifier of two bytes, a size of one, and a number of eight.
const DURATION_LEN: usize = 11;
