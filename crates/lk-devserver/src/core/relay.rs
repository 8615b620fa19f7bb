//! Media on its way from a publisher's connection to those of its subscribers, and requests for keyframes back.

use lk_peer::{IncomingRtp, MediaKind, OutgoingRtp, SenderId};
use lk_proto::SpeakerInfo;

use super::{
    env::Env,
    keys::{Deadline, ParticipantKey, Role},
    media::Downtrack,
    room::Room,
};

impl Room {
    pub(crate) fn on_rtp(&mut self, from: ParticipantKey, packet: &IncomingRtp, env: &mut Env) {
        let Some(publisher) = self.participants.get_mut(&from) else {
            return;
        };
        let Some(track) = publisher.published.by_mid(packet.mid) else {
            return;
        };
        let Some(seen) = track.upstream.observe(packet) else {
            return;
        };
        if let (true, Some(level)) = (track.is_microphone(), packet.extensions.audio_level) {
            track.level.observe(
                level.level,
                packet.timestamp,
                packet.codec.clock_rate(),
                packet.arrival,
            );
            env.timers.set_if_unset(
                Deadline::Speakers(self.key),
                env.now + env.config.speaker_interval,
            );
        }
        // The track is put aside while its subscribers are written to.
        let subscribers = std::mem::take(&mut track.subscribers);
        let upstream = std::mem::take(&mut track.upstream);
        let sid = std::mem::take(&mut track.info.sid);
        for &who in &subscribers {
            let Some(subscriber) = self.participants.get_mut(&who) else {
                continue;
            };
            let role = subscriber.links.downstream();
            let link = subscriber.links.downstream_link();
            let Some(subscription) = subscriber.subscriptions.get_mut(&sid) else {
                continue;
            };
            let Some(downtrack) = &mut subscription.downtrack else {
                continue;
            };
            let mut written = false;
            downtrack.forward(
                &upstream,
                seen,
                packet,
                |sender: SenderId, outgoing: OutgoingRtp| {
                    written = true;
                    if let Err(error) = link.peer.write_rtp(sender, 0, outgoing, env.now) {
                        tracing::trace!(%error, "packet not forwarded");
                    }
                },
            );
            if written {
                self.touch(who, role);
            }
        }
        let Some(publisher) = self.participants.get_mut(&from) else {
            return;
        };
        let Some(track) = publisher.published.by_mid(packet.mid) else {
            return;
        };
        track.subscribers = subscribers;
        track.upstream = upstream;
        track.info.sid = sid;
    }

    /// A subscriber cannot decode what it has.
    pub(crate) fn on_keyframe_request(
        &mut self,
        who: ParticipantKey,
        sender: SenderId,
        env: &mut Env,
    ) {
        let Some(subscriber) = self.participants.get(&who) else {
            return;
        };
        let found = subscriber.subscriptions.iter().find_map(|(sid, it)| {
            let downtrack = it
                .downtrack
                .as_ref()
                .filter(|downtrack| downtrack.sender == sender)?;
            Some((it.publisher?, sid.clone(), downtrack.current()?))
        });
        let Some((publisher, sid, layer)) = found else {
            return;
        };
        self.want_keyframes(publisher, &sid, &[layer], env);
    }

    /// Asks for the keyframes that subscribers of a track wait for.
    pub(crate) fn ask_for_keyframes(
        &mut self,
        publisher: ParticipantKey,
        sid: &str,
        env: &mut Env,
    ) {
        let Some(source) = self.participants.get_mut(&publisher) else {
            return;
        };
        let Some(track) = source.published.by_sid(sid) else {
            return;
        };
        let subscribers = track.subscribers.clone();
        let mut layers: Vec<usize> = subscribers
            .iter()
            .filter_map(|who| self.participants.get_mut(who)?.downtrack(sid)?.waits_for())
            .collect();
        layers.sort_unstable();
        layers.dedup();
        self.want_keyframes(publisher, sid, &layers, env);
    }

    /// Asks again for keyframes that did not come, and looks over which layers still arrive.
    pub(crate) fn keyframes_tick(&mut self, env: &mut Env) {
        let mut again = false;
        let interval = env.config.keyframe_interval;
        let tracks: Vec<(String, ParticipantKey)> = self
            .publishers
            .iter()
            .map(|(s, p)| (s.clone(), *p))
            .collect();
        for (sid, publisher) in tracks {
            let mut others = self.participants.values();
            let limited = others.any(|it| it.wanted_fps(&sid).is_some());
            let Some(source) = self.participants.get_mut(&publisher) else {
                continue;
            };
            let Some(track) = source.published.by_sid(&sid) else {
                continue;
            };
            if track.kind() != MediaKind::Video {
                continue;
            }
            let simulcast = track.upstream.layers().len() > 1;
            again |= simulcast && !track.subscribers.is_empty();
            again |= limited;
            // Layers come and go, and frame rates change, by themselves.
            if track.look_over(env.now) || limited {
                for who in track.subscribers.clone() {
                    self.retarget(who, publisher, &sid);
                }
            }
            self.ask_for_keyframes(publisher, &sid, env);
            let Some(source) = self.participants.get_mut(&publisher) else {
                continue;
            };
            let Some(track) = source.published.by_sid(&sid) else {
                continue;
            };
            let due = track.upstream.keyframes_due(interval, env.now);
            again |= track.upstream.any_wanted();
            let mid = track.mid;
            self.request_keyframes(publisher, mid, &due);
        }
        if again {
            env.timers
                .set_if_unset(Deadline::Keyframes(self.key), env.now + interval);
        }
    }

    /// Sends the placeholders that are due to a participant.
    pub(crate) fn placeholders_tick(&mut self, who: ParticipantKey, env: &mut Env) {
        let Some(subscriber) = self.participants.get_mut(&who) else {
            return;
        };
        let role = subscriber.links.downstream();
        let link = subscriber.links.downstream_link();
        let subscriptions = subscriber.subscriptions.values_mut();
        for downtrack in subscriptions.filter_map(|it| it.downtrack.as_mut()) {
            let Some(packet) = downtrack.placeholder(&self.sif_trailer, env.now) else {
                continue;
            };
            if let Err(error) = link.peer.write_rtp(downtrack.sender, 0, packet, env.now) {
                tracing::debug!(%error, "placeholder not sent");
            }
        }
        self.touch(who, role);
        self.arm_placeholders(who, env);
    }

    /// Sets the time of the next placeholder to a participant.
    pub(crate) fn arm_placeholders(&self, who: ParticipantKey, env: &mut Env) {
        let Some(subscriber) = self.participants.get(&who) else {
            return;
        };
        let downtracks = subscriber.subscriptions.values();
        let downtracks = downtracks.filter_map(|it| it.downtrack.as_ref());
        if let Some(at) = downtracks.filter_map(Downtrack::placeholder_due).min() {
            env.timers.set(Deadline::Placeholders(self.seat(who)), at);
        }
    }

    pub(crate) fn speakers_tick(&mut self, env: &mut Env) {
        let mut speaking = Vec::new();
        for participant in self.participants.values_mut() {
            let sid = participant.sid.clone();
            let tracks = participant
                .published
                .tracks_mut()
                .filter(|track| track.is_microphone() && !track.info.muted);
            let levels = tracks.filter_map(|track| track.level.speaking(env.now));
            if let Some(level) = levels.reduce(f64::max) {
                speaking.push(SpeakerInfo {
                    sid,
                    level: level as f32,
                    active: true,
                });
            }
        }
        let changes = self.speakers.changes(speaking);
        let changes: Vec<_> = changes
            .into_iter()
            .filter_map(|it| Some((self.by_sid(&it.sid)?, it)))
            .collect();
        self.tell_speakers(&changes, env);
        if self.speakers.any() {
            env.timers.set_if_unset(
                Deadline::Speakers(self.key),
                env.now + env.config.speaker_interval,
            );
        }
    }

    fn want_keyframes(
        &mut self,
        publisher: ParticipantKey,
        sid: &str,
        layers: &[usize],
        env: &mut Env,
    ) {
        let interval = env.config.keyframe_interval;
        let Some(source) = self.participants.get_mut(&publisher) else {
            return;
        };
        let Some(track) = source.published.by_sid(sid) else {
            return;
        };
        let mid = track.mid;
        let mut now = Vec::new();
        for &layer in layers {
            if track.upstream.want_keyframe(layer, interval, env.now) {
                now.extend(track.upstream.layers().get(layer).map(|layer| layer.rid));
            }
        }
        if !layers.is_empty() {
            env.timers
                .set_if_unset(Deadline::Keyframes(self.key), env.now + interval);
        }
        self.request_keyframes(publisher, mid, &now);
        if !now.is_empty() {
            self.touch(publisher, Role::Publisher);
        }
    }
}
