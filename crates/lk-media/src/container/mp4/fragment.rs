//! The samples of a fragment, by the header before them. Source: ISO/IEC 14496-12 §8.8.

use std::collections::VecDeque;

use shiguredo_mp4::Decode;
use shiguredo_mp4::boxes::{MoofBox, TrexBox};

use super::boxes::{body, children};
use super::table::Sample;

/// A sample, and the track that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fragmented {
    pub(super) track: u32,
    pub(super) sample: Sample,
}

/// What a fragment holds.
#[derive(Debug)]
pub(super) struct Fragment {
    /// In the order of the file.
    pub(super) samples: VecDeque<Fragmented>,
    /// Tracks, and the times at which they go on.
    pub(super) ends: Vec<(u32, u64)>,
    /// Whether a track goes on at a time that the header leaves out.
    pub(super) is_untimed: bool,
}

/// The fragment whose header is `moof` and stands at `offset`. `next_time` says where a track goes on
/// whose time the header leaves out. `None`: the header is malformed.
pub(super) fn samples(
    moof: &[u8],
    offset: u64,
    defaults: &[TrexBox],
    next_time: impl Fn(u32) -> u64,
) -> Option<Fragment> {
    if !is_bounded(moof) {
        return None;
    }
    let (moof, _) = MoofBox::decode(moof).ok()?;
    let (mut samples, mut ends) = (Vec::new(), Vec::new());
    let mut is_untimed = false;
    // Where the samples of the track before end.
    let mut data_end = offset;
    for traf in &moof.traf_boxes {
        let head = &traf.tfhd_box;
        let default = defaults.iter().find(|it| it.track_id == head.track_id);
        let base = match head.base_data_offset {
            Some(base) => base,
            None if head.default_base_is_moof => offset,
            None => data_end,
        };
        let told = traf
            .tfdt_box
            .as_ref()
            .map(|box_| box_.base_media_decode_time);
        is_untimed |= told.is_none();
        let mut time = told.unwrap_or_else(|| next_time(head.track_id));
        let mut at = base;
        for run in &traf.trun_boxes {
            if let Some(from) = run.data_offset {
                at = base.checked_add_signed(i64::from(from))?;
            }
            for sample in &run.samples {
                let of = |own: Option<u32>, head: Option<u32>, default: Option<u32>| {
                    own.or(head).or(default).unwrap_or(0)
                };
                let duration = of(
                    sample.duration,
                    head.default_sample_duration,
                    default.map(|it| it.default_sample_duration),
                );
                let size = of(
                    sample.size,
                    head.default_sample_size,
                    default.map(|it| it.default_sample_size),
                );
                let sample = Sample {
                    offset: at,
                    size,
                    time,
                    duration,
                    shift: sample.composition_time_offset.unwrap_or(0).into(),
                    description: head
                        .sample_description_index
                        .or(default.map(|it| it.default_sample_description_index))
                        .unwrap_or(1),
                };
                samples.push(Fragmented {
                    track: head.track_id,
                    sample,
                });
                at = at.checked_add(u64::from(size))?;
                time = time.checked_add(u64::from(duration))?;
            }
        }
        data_end = at;
        ends.push((head.track_id, time));
    }
    samples.sort_by_key(|it| it.sample.offset);
    Some(Fragment {
        samples: samples.into(),
        ends,
        is_untimed,
    })
}

/// Whether no run claims many samples without a byte for each.
fn is_bounded(moof: &[u8]) -> bool {
    let runs = children(body(moof))
        .filter(|(kind, _)| kind == b"traf")
        .flat_map(|(_, traf)| children(body(traf)))
        .filter(|(kind, _)| kind == b"trun");
    let mut free = 0_u64;
    for (_, run) in runs {
        let Some(&[_, _, flags, _, a, b, c, d]) = body(run).first_chunk() else {
            return false;
        };
        if flags & PER_SAMPLE == 0 {
            free += u64::from(u32::from_be_bytes([a, b, c, d]));
        }
    }
    free <= MAX_FREE_SAMPLES
}

/// Flags of what stands for each sample, in the second byte from below.
const PER_SAMPLE: u8 = 0x0f;
/// More samples than that are no fragment.
const MAX_FREE_SAMPLES: u64 = 1 << 16;
