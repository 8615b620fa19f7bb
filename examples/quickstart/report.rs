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
        // A receiver is due what is sent from the moment on that the server forwards to it.
        let due = recording
            .frames
            .first()
            .and_then(|first| clip.iter().position(|sent| sent == first));
        let due = &clip[due.unwrap_or_default()..];
        let same = recording
            .frames
            .iter()
            .zip(due)
            .take_while(|(recorded, sent)| recorded == sent)
            .count();
        complete &= same == due.len();
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
        // The real server ends a track with a few black or silent frames of its own.
        if recording.frames.len() > due.len() {
            println!(
                "{:<11} and {} frames that the server made when the track ended",
                "",
                recording.frames.len() - due.len()
            );
        }
    }
    Ok(complete)
}

pub fn webhooks(seen: &Seen) {
    println!(
        "webhooks    {} verified: {}",
        seen.events.len(),
        seen.events.join(", ")
    );
}
