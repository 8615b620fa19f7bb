//! What happened, with its numbers.

use std::time::{Duration, Instant};

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
    pub frames: u64,
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

pub fn media(sent: &[Sent], recordings: &[Recording], published: Instant) {
    for Sent {
        codec,
        frames,
        stats,
    } in sent
    {
        let Some(recording) = recordings
            .iter()
            .find(|recording| recording.codec == *codec)
        else {
            continue;
        };
        let first = recording
            .first_frame
            .map_or(Duration::ZERO, |at| at - published);
        println!(
            "{:<11} {frames} frames sent, {} recorded ({} keyframes, {} kB), first after {:.0} ms; \
             {} packets sent, {} received, {} lost, {} sent again -> {}",
            codec.name(),
            recording.frames,
            recording.keyframes,
            recording.bytes / 1000,
            first.as_secs_f64() * 1e3,
            stats.packets,
            recording.stats.packets,
            recording.stats.lost,
            stats.retransmitted,
            recording.path.display(),
        );
    }
}

pub fn webhooks(seen: &Seen) {
    println!(
        "webhooks    {} verified: {}",
        seen.events.len(),
        seen.events.join(", ")
    );
}
