//! What the tables at the head of a file say of all that follows: its tracks, and which is read.
//!
//! Source: ISO/IEC 14496-12 §8.2, §8.3.

use shiguredo_mp4::boxes::{MvexBox, MvhdBox, TrexBox};

use super::boxes::{Header, body, child, children};
use super::table::decode;
use super::track::Reading;
use crate::MediaKind;
use crate::container::{DemuxError, Fault};

#[derive(Debug)]
pub(super) struct Movie {
    pub(super) tracks: Vec<Reading>,
    /// What fragments leave out; `None`: there are no fragments.
    pub(super) defaults: Option<Vec<TrexBox>>,
}

impl Movie {
    /// From the box `moov`, which stands at `offset`. A track that cannot be read does not keep the others
    /// from it: it says why.
    pub(super) fn read(moov: &[u8], offset: u64) -> Result<Self, Fault> {
        let head: MvhdBox = decode(child(moov, b"mvhd"))?;
        let timescale = head.timescale.get();
        let mut at = offset + (moov.len() - body(moov).len()) as u64;
        let mut tracks: Vec<Reading> = Vec::new();
        let mut rest = body(moov);
        for (kind, whole) in children(body(moov)) {
            if &kind == b"trak" {
                if tracks.len() == MAX_TRACKS {
                    return Err(Fault::Unsupported("more than 128 tracks"));
                }
                let mut reading = Reading::new(whole, at, timescale);
                let id = reading.track.id;
                // What carries an id that is taken could not be told from the other.
                let mut read = tracks.iter().filter(|it| it.track.codec().is_some());
                if read.any(|it| it.track.id == id) && reading.track.info.take().is_some() {
                    let fault = Fault::Malformed;
                    reading.track.unreadable = Some(DemuxError { offset: at, fault });
                }
                tracks.push(reading);
            }
            at += whole.len() as u64;
            rest = rest.get(whole.len()..).unwrap_or_default();
        }
        // What is not whole ends the search: it is told, if it would have been a track.
        if Header::read(rest).is_some_and(|header| &header.kind == b"trak") {
            tracks.push(Reading::new(&[], at, timescale));
        }
        if tracks.is_empty() {
            return Err(Fault::Malformed);
        }
        let extends = child(moov, b"mvex").map(|it| decode::<MvexBox>(Some(it)));
        Ok(Self {
            tracks,
            defaults: extends.transpose()?.map(|it| it.trex_boxes),
        })
    }
}

/// The id of the track to read: the first of the kind that is wanted, or of video, or else of audio where
/// there is no video. `None` in the error: there is nothing of the kind.
pub(super) fn choose(
    tracks: &[Reading],
    wanted: Option<MediaKind>,
) -> Result<u32, Option<DemuxError>> {
    let kinds = match &wanted {
        Some(kind) => std::slice::from_ref(kind),
        None => &[MediaKind::Video, MediaKind::Audio],
    };
    for kind in kinds {
        if let Some(found) = tracks.iter().find(|it| it.is_of(*kind)) {
            return Ok(found.track.id);
        }
        // No sound in place of pictures that cannot be read, but for those that nobody is to see.
        let is_meant = |it: &&Reading| match it.track.kind {
            Some(of) => of == *kind && (it.is_enabled || wanted.is_some()),
            None => !it.has_handler,
        };
        if let Some(unreadable) = tracks.iter().find(is_meant) {
            return Err(unreadable.track.unreadable);
        }
    }
    Err(None)
}

const MAX_TRACKS: usize = 128;
