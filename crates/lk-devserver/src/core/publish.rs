//! What a participant publishes: announced, matched with what its connection receives, muted, taken back.
#![expect(deprecated, reason = "fields that older clients still read")]

mod announce;
mod info;

use lk_peer::{KeyframeKind, MediaKind, Mid, RemoteTrack, Rid};
use lk_proto::{
    AddTrackRequest, AudioTrackFeature, MuteTrackRequest, ParticipantInfo, TrackInfo,
    TrackPublishedResponse, TrackType, TrackUnpublishedResponse, UpdateLocalAudioTrack,
    UpdateLocalVideoTrack, WebhookEvent,
    request_response::{Reason, Request},
    signal_response::Message,
};

use announce::{MAX_PENDING, Pending};
use info::complete;

use super::{
    env::Env,
    keys::{ParticipantKey, Role},
    media::Upstream,
    participant::Participant,
    room::Room,
    speakers::AudioLevel,
    track::Track,
    update::Audience,
};

/// What a participant has announced and what of it has begun.
#[derive(Default)]
pub(crate) struct Published {
    /// In order of announcement.
    pending: Vec<Pending>,
    tracks: Vec<Track>,
    /// What the connection receives and nobody has announced yet.
    unmatched: Vec<RemoteTrack>,
}

impl Published {
    pub(crate) fn infos(&self) -> Vec<TrackInfo> {
        self.tracks.iter().map(|track| track.info.clone()).collect()
    }

    pub(crate) fn sids(&self) -> impl Iterator<Item = &str> {
        self.tracks.iter().map(|track| track.info.sid.as_str())
    }

    pub(crate) fn tracks_mut(&mut self) -> impl Iterator<Item = &mut Track> {
        self.tracks.iter_mut()
    }

    pub(crate) fn get(&self, sid: &str) -> Option<&Track> {
        self.tracks.iter().find(|track| track.info.sid == sid)
    }

    pub(crate) fn by_sid(&mut self, sid: &str) -> Option<&mut Track> {
        self.tracks.iter_mut().find(|track| track.info.sid == sid)
    }

    pub(crate) fn by_mid(&mut self, mid: Mid) -> Option<&mut Track> {
        self.tracks.iter_mut().find(|track| track.mid == mid)
    }

    pub(crate) fn take_tracks(&mut self) -> Vec<Track> {
        std::mem::take(&mut self.tracks)
    }

    /// Whether a track of this sid is published or announced.
    pub(crate) fn knows(&self, sid: &str) -> bool {
        let announced = || self.pending.iter().flat_map(|pending| &pending.queue);
        self.sids().any(|it| it == sid) || announced().any(|info| info.sid == sid)
    }

    /// The announcement or publication that a section named `track` belongs to.
    pub(crate) fn announced(&self, track: &str, kind: MediaKind) -> Option<&TrackInfo> {
        let published = self
            .tracks
            .iter()
            .find(|it| it.sdp_cid == track)
            .map(|it| &it.info);
        published.or_else(|| self.pending[self.pending_for(track, kind)?].queue.front())
    }

    /// The announcement with this cid, or else the first of the kind.
    fn pending_for(&self, track: &str, kind: MediaKind) -> Option<usize> {
        let find = |fits: &dyn Fn(&Pending) -> bool| self.pending.iter().position(fits);
        find(&|it| it.cid == track)
            .or_else(|| {
                find(&|it| {
                    it.front()
                        .is_some_and(|info| info.codecs.iter().any(|c| c.cid == track))
                })
            })
            .or_else(|| find(&|it| it.front().is_some_and(|info| kind_of(info) == Some(kind))))
    }

    fn uses(&self, cid: &str) -> bool {
        self.tracks
            .iter()
            .any(|track| track.cid == cid || track.sdp_cid == cid)
    }

    /// Takes the announcement that a received track answers.
    fn take_pending(&mut self, track: &str, kind: MediaKind) -> Option<(String, TrackInfo)> {
        let at = self
            .pending_for(track, kind)
            .filter(|&at| !self.pending[at].queued)?;
        let pending = &mut self.pending[at];
        let info = pending.queue.pop_front()?;
        let cid = pending.cid.clone();
        pending.queued = true;
        if pending.queue.is_empty() {
            self.pending.remove(at);
        }
        Some((cid, info))
    }
}

impl Room {
    /// A participant announces a track.
    pub(crate) fn add_track(
        &mut self,
        from: ParticipantKey,
        request: AddTrackRequest,
        env: &mut Env,
    ) {
        let Some(participant) = self.participants.get_mut(&from) else {
            return;
        };
        let request = match participant.announce(request, env) {
            Ok((cid, info)) => {
                let published = TrackPublishedResponse {
                    cid,
                    track: Some(info),
                };
                self.send(from, Message::TrackPublished(published), env);
                return self.match_received(from, env);
            }
            Err(refused) => refused,
        };
        self.refuse(
            from,
            request.reason,
            &request.why,
            Request::AddTrack(request.request),
            env,
        );
    }

    /// The connection receives a track.
    pub(crate) fn on_receiving(
        &mut self,
        from: ParticipantKey,
        received: RemoteTrack,
        env: &mut Env,
    ) {
        let Some(participant) = self.participants.get_mut(&from) else {
            return;
        };
        if participant.published.unmatched.len() < MAX_PENDING {
            participant.published.unmatched.push(received);
        }
        self.match_received(from, env);
    }

    /// The connection no longer receives what it did in this section.
    pub(crate) fn on_receiving_stopped(&mut self, from: ParticipantKey, mid: Mid, env: &mut Env) {
        let Some(participant) = self.participants.get_mut(&from) else {
            return;
        };
        participant.published.unmatched.retain(|it| it.mid != mid);
        let Some(track) = participant.published.by_mid(mid) else {
            return;
        };
        let sid = track.info.sid.clone();
        self.unpublish(from, &sid, env);
    }

    /// Ends a track and tells everyone, its publisher included.
    pub(crate) fn unpublish(&mut self, of: ParticipantKey, sid: &str, env: &mut Env) {
        let Some(participant) = self.participants.get_mut(&of) else {
            return;
        };
        let tracks = &mut participant.published.tracks;
        let Some(at) = tracks.iter().position(|track| track.info.sid == sid) else {
            return;
        };
        let track = tracks.remove(at);
        participant.dirty = true;
        let cid = track.cid.clone();
        let sketch = Sketch::of(participant);
        self.retire(&sketch, track, env);
        let unpublished = TrackUnpublishedResponse {
            track_sid: sid.into(),
        };
        self.send(of, Message::TrackUnpublished(unpublished), env);
        self.broadcast(of, Audience::Others, env);

        // What was queued behind this cid is announced now.
        let Some(participant) = self.participants.get_mut(&of) else {
            return;
        };
        let Some(next) = participant
            .published
            .pending
            .iter_mut()
            .find(|it| it.cid == cid && it.queued)
        else {
            return;
        };
        next.queued = false;
        if let Some(info) = next.front().cloned() {
            self.send(
                of,
                Message::TrackPublished(TrackPublishedResponse {
                    cid,
                    track: Some(info),
                }),
                env,
            );
        }
        self.match_received(of, env);
    }

    /// Ends a track whose publisher is leaving; the others are told of that.
    pub(crate) fn retire_track(&mut self, publisher: &Participant, track: Track, env: &mut Env) {
        self.retire(&Sketch::of(publisher), track, env);
    }

    pub(crate) fn on_mute(
        &mut self,
        from: ParticipantKey,
        request: MuteTrackRequest,
        env: &mut Env,
    ) {
        if self
            .set_muted(from, &request.sid, request.muted, env)
            .is_none()
        {
            self.refuse(from, Reason::NotFound, "", Request::Mute(request), env);
        }
    }

    /// Mutes or unmutes a track, published or announced. Returns it, unless there is none.
    pub(crate) fn set_muted(
        &mut self,
        of: ParticipantKey,
        sid: &str,
        muted: bool,
        env: &mut Env,
    ) -> Option<TrackInfo> {
        let participant = self.participants.get_mut(&of)?;
        let announced = participant
            .published
            .pending
            .iter_mut()
            .flat_map(|pending| &mut pending.queue);
        if let Some(info) = announced.into_iter().find(|info| info.sid == sid) {
            info.muted = muted;
            return Some(info.clone());
        }
        let track = participant.published.by_sid(sid)?;
        let changed = std::mem::replace(&mut track.info.muted, muted) != muted;
        let info = track.info.clone();
        let subscribers = track.subscribers.clone();
        if changed {
            participant.dirty = true;
            for subscriber in subscribers {
                let subscriber = self.participants.get_mut(&subscriber)?;
                if let Some(downtrack) = subscriber.downtrack(sid) {
                    downtrack.set_muted(muted);
                }
            }
            self.ask_for_keyframes(of, sid, env);
            self.broadcast(of, Audience::All, env);
            self.dynacast_changed(of, sid, !muted, env);
        }
        Some(info)
    }

    pub(crate) fn on_update_audio_track(
        &mut self,
        from: ParticipantKey,
        update: UpdateLocalAudioTrack,
        env: &mut Env,
    ) {
        let Some(participant) = self.participants.get_mut(&from) else {
            return;
        };
        let Some(track) = participant.published.by_sid(&update.track_sid) else {
            return self.refuse(
                from,
                Reason::NotFound,
                "",
                Request::UpdateAudioTrack(update),
                env,
            );
        };
        let has = |feature: AudioTrackFeature| update.features.contains(&feature.into());
        track.info.stereo = has(AudioTrackFeature::TfStereo);
        track.info.disable_dtx = has(AudioTrackFeature::TfNoDtx);
        track.info.audio_features = update.features;
        participant.dirty = true;
        self.broadcast(from, Audience::All, env);
    }

    pub(crate) fn on_update_video_track(
        &mut self,
        from: ParticipantKey,
        update: UpdateLocalVideoTrack,
        env: &mut Env,
    ) {
        let Some(participant) = self.participants.get_mut(&from) else {
            return;
        };
        let Some(track) = participant.published.by_sid(&update.track_sid) else {
            return self.refuse(
                from,
                Reason::NotFound,
                "",
                Request::UpdateVideoTrack(update),
                env,
            );
        };
        track.info.width = update.width;
        track.info.height = update.height;
        participant.dirty = true;
        self.broadcast(from, Audience::All, env);
    }

    /// Asks the publisher for the keyframes that somebody waits for.
    pub(crate) fn request_keyframes(
        &mut self,
        of: ParticipantKey,
        mid: Mid,
        layers: &[Option<Rid>],
    ) {
        let Some(publisher) = self.participants.get_mut(&of) else {
            return;
        };
        for &rid in layers {
            publisher
                .links
                .publisher
                .peer
                .request_keyframe(mid, rid, KeyframeKind::Pli);
        }
        if !layers.is_empty() {
            self.touch(of, Role::Publisher);
        }
    }

    /// Brings what the connection receives together with what was announced.
    fn match_received(&mut self, from: ParticipantKey, env: &mut Env) {
        let Some(participant) = self.participants.get_mut(&from) else {
            return;
        };
        for received in std::mem::take(&mut participant.published.unmatched) {
            self.match_one(from, received, env);
        }
    }

    fn match_one(&mut self, from: ParticipantKey, received: RemoteTrack, env: &mut Env) {
        let Some(participant) = self.participants.get_mut(&from) else {
            return;
        };
        let published = &mut participant.published;
        if let Some(known) = published
            .tracks
            .iter_mut()
            .find(|track| track.sdp_cid == received.msid.track)
        {
            known.mid = received.mid;
            return;
        }
        let Some((cid, info)) = published.take_pending(&received.msid.track, received.kind) else {
            published.unmatched.push(received);
            return;
        };
        if !participant.can_publish_source(info.source()) {
            return;
        }
        self.publish(from, cid, info, received, env);
    }

    fn publish(
        &mut self,
        from: ParticipantKey,
        cid: String,
        info: TrackInfo,
        received: RemoteTrack,
        env: &mut Env,
    ) {
        let Some(participant) = self.participants.get_mut(&from) else {
            return;
        };
        let info = complete(info, &received, env);
        let sid = info.sid.clone();
        participant.published.tracks.push(Track {
            info: info.clone(),
            cid,
            mid: received.mid,
            upstream: Upstream::new(&received),
            sdp_cid: received.msid.track,
            live_layers: Vec::new(),
            level: AudioLevel::new(env.config.speaker_interval),
            subscribers: Vec::new(),
            ever_subscribed: false,
        });
        participant.is_publisher = true;
        participant.dirty = true;
        let sketch = Sketch::of(participant);
        self.publishers.insert(sid.clone(), from);
        self.broadcast(from, Audience::Others, env);
        self.reconcile_waiting(from, &sid, env);
        self.dynacast_begins(&sid, env);
        self.count_changed(env);
        env.webhook(self.track_event("track_published", &sketch, info));
    }

    fn retire(&mut self, publisher: &Sketch, track: Track, env: &mut Env) {
        let sid = &track.info.sid;
        self.publishers.remove(sid);
        self.dynacast.forget(sid);
        self.source_gone(sid);
        env.webhook(self.track_event("track_unpublished", publisher, track.info));
    }

    /// Track events carry little of room and participant.
    fn track_event(&self, event: &str, publisher: &Sketch, track: TrackInfo) -> WebhookEvent {
        let room = lk_proto::Room {
            sid: self.fixed.sid.clone(),
            name: self.fixed.name.clone(),
            ..lk_proto::Room::default()
        };
        let participant = ParticipantInfo {
            sid: publisher.sid.clone(),
            identity: publisher.identity.clone(),
            ..ParticipantInfo::default()
        };
        WebhookEvent {
            event: event.into(),
            room: Some(room),
            participant: Some(participant),
            track: Some(track),
            ..WebhookEvent::default()
        }
    }
}

/// What track events tell of a publisher.
struct Sketch {
    sid: String,
    identity: String,
}

impl Sketch {
    fn of(participant: &Participant) -> Self {
        Self {
            sid: participant.sid.clone(),
            identity: participant.identity.clone(),
        }
    }
}

fn kind_of(info: &TrackInfo) -> Option<MediaKind> {
    match info.r#type() {
        TrackType::Audio => Some(MediaKind::Audio),
        TrackType::Video => Some(MediaKind::Video),
        TrackType::Data => None,
    }
}
