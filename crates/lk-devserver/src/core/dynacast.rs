//! Tells publishers which qualities of their video somebody watches, so that they need not send the others.
#![expect(deprecated, reason = "the list of qualities that older clients read")]

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use lk_proto::{
    SubscribedCodec, SubscribedQuality, SubscribedQualityUpdate, TrackType, VideoQuality,
    signal_response::Message,
};

use super::{
    env::Env,
    keys::{Deadline, ParticipantKey},
    room::Room,
};

/// What publishers were told, by track.
#[derive(Debug, Default)]
pub(crate) struct Dynacast {
    tracks: BTreeMap<String, Told>,
}

#[derive(Debug)]
struct Told {
    /// The best quality that somebody watches, as the publisher knows it; not told yet at first.
    best: Option<Option<VideoQuality>>,
    /// When a lesser quality is told, if it is still so.
    due: Option<Instant>,
}

impl Dynacast {
    pub(crate) fn forget(&mut self, sid: &str) {
        self.tracks.remove(sid);
    }
}

impl Room {
    /// A track has begun. Nothing is said for a while, unless somebody subscribes.
    pub(crate) fn dynacast_begins(&mut self, sid: &str, env: &mut Env) {
        let told = self.dynacast.tracks.entry(sid.to_owned()).or_insert(Told {
            best: None,
            due: None,
        });
        if told.best.is_none() {
            told.due = Some(env.now + FIRST);
        }
        self.arm_dynacast(env);
    }

    /// Who watches what has changed. More is told at once, less after a while; `force` tells it in any case.
    pub(crate) fn dynacast_changed(
        &mut self,
        publisher: ParticipantKey,
        sid: &str,
        force: bool,
        env: &mut Env,
    ) {
        let Some(best) = self.best_watched(publisher, sid) else {
            return;
        };
        let told = self.dynacast.tracks.entry(sid.to_owned()).or_insert(Told {
            best: None,
            due: None,
        });
        let rank = |quality: Option<VideoQuality>| quality.map_or(-1, i32::from);
        match told.best {
            _ if force => self.tell_quality(publisher, sid, env),
            None if best.is_some() => self.tell_quality(publisher, sid, env),
            Some(before) if rank(best) > rank(before) => self.tell_quality(publisher, sid, env),
            Some(before) if rank(best) < rank(before) => {
                told.due.get_or_insert(env.now + env.config.dynacast_pause);
                self.arm_dynacast(env);
            }
            Some(_) => told.due = None,
            None => {}
        }
    }

    pub(crate) fn dynacast_tick(&mut self, env: &mut Env) {
        let due = self
            .dynacast
            .tracks
            .iter()
            .filter(|(_, told)| told.due.is_some_and(|at| at <= env.now));
        let due: Vec<String> = due.map(|(sid, _)| sid.clone()).collect();
        for sid in due {
            match self.publishers.get(&sid).copied() {
                Some(publisher) => self.tell_quality(publisher, &sid, env),
                None => self.dynacast.forget(&sid),
            }
        }
        self.arm_dynacast(env);
    }

    fn tell_quality(&mut self, publisher: ParticipantKey, sid: &str, env: &mut Env) {
        let best = self.best_watched(publisher, sid);
        let Some(told) = self.dynacast.tracks.get_mut(sid) else {
            return;
        };
        told.due = None;
        let Some(best) = best else { return };
        told.best = Some(best);
        let codec = self
            .participants
            .get(&publisher)
            .and_then(|it| it.published.get(sid));
        let Some(codec) = codec.map(|track| {
            track
                .info
                .mime_type
                .trim_start_matches("video/")
                .to_ascii_lowercase()
        }) else {
            return;
        };
        let enabled =
            |quality: VideoQuality| best.is_some_and(|best| i32::from(quality) <= i32::from(best));
        let qualities: Vec<SubscribedQuality> =
            [VideoQuality::Low, VideoQuality::Medium, VideoQuality::High]
                .into_iter()
                .map(|quality| SubscribedQuality {
                    quality: quality.into(),
                    enabled: enabled(quality),
                })
                .collect();
        let update = SubscribedQualityUpdate {
            track_sid: sid.into(),
            subscribed_qualities: qualities.clone(),
            subscribed_codecs: vec![SubscribedCodec { codec, qualities }],
        };
        self.send(publisher, Message::SubscribedQualityUpdate(update), env);
    }

    /// The best quality that somebody watches; the outer `None` is a track that has no qualities, or is muted.
    fn best_watched(&self, publisher: ParticipantKey, sid: &str) -> Option<Option<VideoQuality>> {
        let track = self.participants.get(&publisher)?.published.get(sid)?;
        if track.info.r#type() != TrackType::Video || track.info.muted {
            return None;
        }
        let watched = track
            .subscribers
            .iter()
            .filter_map(|who| self.participants.get(who)?.wanted_quality(track));
        let best = watched.max_by_key(|quality| i32::from(*quality));
        Some(best.map(|best| {
            track
                .highest_quality()
                .map_or(best, |highest| best.min(highest))
        }))
    }

    fn arm_dynacast(&self, env: &mut Env) {
        if let Some(due) = self
            .dynacast
            .tracks
            .values()
            .filter_map(|told| told.due)
            .min()
        {
            env.timers.set(Deadline::Dynacast(self.key), due);
        }
    }
}

/// How long nothing is said of a new track that nobody watches.
const FIRST: Duration = Duration::from_secs(10);
