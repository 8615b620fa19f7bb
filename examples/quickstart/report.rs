//! What happened, with its numbers.

use std::time::{Duration, Instant};

use anyhow::Context as _;
use bytes::Bytes;
use lk_sdk::{
    prelude::*,
    rtc::stats::{JoinTimings, LocalTrackStats},
};

use crate::{hooks::Seen, recorder::Recording};

/// How one participant came in.
pub struct Joined {
    pub identity: String,
    pub timings: JoinTimings,
}

/// What was sent of one track.
pub struct Sent {
    pub codec: Codec,
    /// The frames of its file.
    pub clip: Vec<Bytes>,
    pub stats: LocalTrackStats,
}

pub fn joins(joined: &[Joined]) {
    for Joined { identity, timings } in joined {
        let ms = |stage: Option<Duration>| {
            stage.map_or("-".into(), |stage| {
                format!("{:.0}", stage.as_secs_f64() * 1e3)
            })
        };
        println!(
            "join        {identity:<6} {} ms (signal {}, joined {}, negotiated {}, ICE {}, DTLS {}, data channels {})",
            ms(Some(timings.total())),
            ms(timings.signal_opened),
            ms(timings.joined),
            ms(timings.negotiated),
            ms(timings.ice),
            ms(timings.dtls),
            ms(timings.data_channels),
        );
    }
}

/// Prints a line a track; says whether each recording holds its clip, frame for frame.
pub fn media(sent: &[Sent], recordings: &[Recording], published: Instant) -> anyhow::Result<bool> {
    let mut complete = true;
    for Sent { codec, clip, stats } in sent {
        let recording = recordings
            .iter()
            .find(|recording| recording.codec == *codec);
        let recording = recording.with_context(|| format!("{} was not recorded", codec.name()))?;
        let Verdict {
            before,
            same,
            after,
        } = Verdict::of(&recording.frames, clip);
        complete &= same == clip.len();
        let first = recording
            .first_frame
            .map_or(Duration::ZERO, |at| at.saturating_duration_since(published));
        println!(
            "{:<11} {same} of {} frames as in the file, first after {:.0} ms; {} packets sent, {} received, {} lost, \
             {} sent again -> {}",
            codec.name(),
            clip.len(),
            first.as_secs_f64() * 1e3,
            stats.packets,
            recording.stats.packets,
            recording.stats.lost,
            stats.retransmitted,
            recording.path.display(),
        );
        if before > 0 {
            println!(
                "{:<11} and {before} frames before, as the file began anew for a keyframe",
                ""
            );
        }
        if after > 0 {
            println!(
                "{:<11} and {after} frames after, which are not of the file",
                ""
            );
        }
    }
    Ok(complete)
}

/// How a recording compares with its clip.
///
/// The file begins anew when somebody asks for a keyframe, so the clip may be recorded in part before it is recorded whole.
/// It waits for its first receiver, so its first frame is due.
#[derive(Debug, PartialEq, Eq)]
struct Verdict {
    /// Frames before the file began for the last time.
    before: usize,
    /// Frames from there on, beginning with the clip's first, that are as in the clip.
    same: usize,
    /// Frames after those.
    after: usize,
}

impl Verdict {
    fn of(recorded: &[Bytes], clip: &[Bytes]) -> Self {
        let same_from = |start: usize| {
            let pairs = recorded[start..].iter().zip(clip);
            pairs
                .take_while(|(recorded, sent)| recorded == sent)
                .count()
        };
        let starts = (0..recorded.len()).map(|start| (same_from(start), start));
        // The longest piece: a frame like the first may come again within the clip.
        let (same, before) = starts.max().unwrap_or_default();
        let before = if same == 0 { 0 } else { before };
        Self {
            before,
            same,
            after: recorded.len() - before - same,
        }
    }
}

pub fn webhooks(seen: &Seen) {
    println!(
        "webhooks    {} verified: {}",
        seen.events.len(),
        seen.events.join(", ")
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frames(numbers: impl IntoIterator<Item = u8>) -> Vec<Bytes> {
        let frame = |number: u8| Bytes::from(vec![number]);
        numbers.into_iter().map(frame).collect()
    }

    fn verdict(recorded: impl IntoIterator<Item = u8>) -> (usize, usize, usize) {
        let clip = frames([0, 1, 2, 0, 4]);
        let Verdict {
            before,
            same,
            after,
        } = Verdict::of(&frames(recorded), &clip);
        (before, same, after)
    }

    #[test]
    fn a_clip_counts_from_its_first_frame_after_the_last_restart() {
        assert_eq!(verdict([0, 1, 2, 0, 4]), (0, 5, 0));
        assert_eq!(verdict([0, 1, 2, 0, 4, 9, 9]), (0, 5, 2));
        assert_eq!(verdict([0, 1, 0, 1, 2, 0, 4]), (2, 5, 0));
        assert_eq!(verdict([2, 0, 1, 2, 0, 4]), (1, 5, 0));
    }

    #[test]
    fn a_recording_that_misses_a_frame_of_the_clip_is_not_whole() {
        assert_eq!(verdict([]), (0, 0, 0));
        assert_eq!(verdict([1, 2, 4]), (0, 0, 3));
        assert_eq!(verdict([0, 1, 0, 4]), (0, 2, 2));
        assert_eq!(verdict([0, 1, 2, 0]), (0, 4, 0));
    }
}
