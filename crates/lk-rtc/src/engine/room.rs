//! The room as the server tells it: who is there, what they publish, who speaks.
//!
//! Each change is made to the state first and told as an event after it. What the model cannot
//! decide by itself (a track is gone, so its media has to end) it notes down for its owner.

mod participants;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;

use lk_proto as proto;

use super::output::EngineEvent;
use crate::error::{DisconnectReason, SubscriptionError};
use crate::event::{
    ActiveSpeakersChanged, ConnectionQualityChanged, Disconnected, Event, LocalTrackPublished,
    LocalTrackSubscribed, LocalTrackUnpublished, RecordingStatusChanged, RoomMetadataChanged,
    TrackMuted, TrackStreamStateChanged, TrackSubscribed, TrackSubscriptionFailed,
    TrackSubscriptionPermissionChanged, TrackUnmuted, TrackUnsubscribed,
};
use crate::model::{
    ConnectionQuality, ConnectionState, Participant, RoomState, StreamState, SubscriptionState,
    TrackPublication,
};
use crate::{ParticipantIdentity, ParticipantSid, TrackSid};

#[derive(Debug)]
pub(super) struct RoomModel {
    state: Arc<RoomState>,
    auto_subscribe: bool,
    by_sid: HashMap<ParticipantSid, ParticipantIdentity>,
    by_track: HashMap<TrackSid, ParticipantIdentity>,
    /// Sessions that ended lately, so that a late update does not bring one back.
    departed: VecDeque<ParticipantSid>,
    events: VecDeque<EngineEvent>,
    notes: Vec<Note>,
}

/// What the owner of the model has to see to.
#[derive(Debug, PartialEq)]
pub(super) enum Note {
    /// A track of another participant became known: its media may be here already.
    TrackAdded,
    /// A track of another participant is gone.
    TrackRemoved(TrackSid),
    /// The server holds a track of ours for muted or not.
    LocalTrackMuted(TrackSid, bool),
}

impl RoomModel {
    pub(super) fn new(auto_subscribe: bool) -> Self {
        let nobody = Participant::unknown();
        Self {
            state: Arc::new(RoomState::new(nobody)),
            auto_subscribe,
            by_sid: HashMap::new(),
            by_track: HashMap::new(),
            departed: VecDeque::new(),
            events: VecDeque::new(),
            notes: Vec::new(),
        }
    }

    pub(super) fn state(&self) -> &Arc<RoomState> {
        &self.state
    }

    pub(super) fn poll_event(&mut self) -> Option<EngineEvent> {
        self.events.pop_front()
    }

    pub(super) fn take_notes(&mut self) -> Vec<Note> {
        std::mem::take(&mut self.notes)
    }

    fn edit(&mut self) -> &mut RoomState {
        Arc::make_mut(&mut self.state)
    }

    // ---- the room itself

    pub(super) fn join(&mut self, join: &proto::JoinResponse) {
        let state = self.edit();
        if let Some(room) = &join.room {
            state.update(room);
        }
        match &join.server_info {
            Some(server) => {
                state.server_version.clone_from(&server.version);
                state.server_region.clone_from(&server.region);
            }
            None => state.server_version.clone_from(&join.server_version),
        }
        if let Some(own) = &join.participant {
            self.join_local(own);
        }
        for other in &join.other_participants {
            self.on_remote(other, true);
        }
    }

    pub(super) fn set_connection(&mut self, connection: ConnectionState) {
        self.edit().connection = connection;
    }

    /// We are out: nothing is received any more, and the last event is told.
    pub(super) fn end(&mut self, reason: DisconnectReason) {
        self.set_connection(ConnectionState::Disconnected);
        self.events
            .push_back(Event::Disconnected(Disconnected { reason }));
    }

    pub(super) fn on_room_update(&mut self, room: &proto::Room) {
        let before = (self.state.metadata.clone(), self.state.recording);
        self.edit().update(room);
        let (previous, recording) = before;
        if self.state.metadata != previous {
            let metadata = self.state.metadata.clone();
            self.push(Event::RoomMetadataChanged(RoomMetadataChanged {
                metadata,
                previous,
            }));
        }
        if self.state.recording != recording {
            let recording = self.state.recording;
            self.push(Event::RecordingStatusChanged(RecordingStatusChanged {
                recording,
            }));
        }
    }

    // ---- who speaks, how well

    pub(super) fn on_speakers(&mut self, changed: &proto::SpeakersChanged) {
        for speaker in &changed.speakers {
            let level = if speaker.level.is_finite() {
                speaker.level.clamp(0.0, 1.0)
            } else {
                0.0
            };
            let level = if speaker.active { level } else { 0.0 };
            if let Some(participant) = self.participant_mut(&speaker.sid) {
                let participant = participant.edit();
                participant.speaking = speaker.active;
                participant.audio_level = level;
            }
        }
        let mut speakers: Vec<Participant> = self
            .everybody()
            .filter(|one| one.is_speaking())
            .cloned()
            .collect();
        speakers.sort_by(|a, b| b.audio_level().total_cmp(&a.audio_level()));
        self.edit().speakers = speakers.iter().map(|one| one.identity().clone()).collect();
        self.push(Event::ActiveSpeakersChanged(ActiveSpeakersChanged {
            speakers,
        }));
    }

    pub(super) fn on_quality(&mut self, update: &proto::ConnectionQualityUpdate) {
        for info in &update.updates {
            let quality = ConnectionQuality::from_wire(info.quality());
            let Some(participant) = self.participant_mut(&info.participant_sid) else {
                continue;
            };
            if participant.connection_quality() == Some(quality) {
                continue;
            }
            participant.edit().quality = Some(quality);
            let participant = participant.clone();
            let changed = ConnectionQualityChanged {
                participant,
                quality,
            };
            self.push(Event::ConnectionQualityChanged(changed));
        }
    }

    // ---- tracks of others

    /// Whether a track of another participant is known.
    pub(super) fn knows_track(&self, sid: &str) -> bool {
        self.by_track.contains_key(sid)
    }

    pub(super) fn remote_track(&self, sid: &TrackSid) -> Option<(&Participant, &TrackPublication)> {
        let participant = self.state.remotes.get(self.by_track.get(sid)?)?;
        Some((participant, participant.track(sid)?))
    }

    /// Notes how far a subscription has come, without telling.
    pub(super) fn set_subscription(&mut self, sid: &TrackSid, subscription: SubscriptionState) {
        if let Some(track) = self.remote_track_mut(sid) {
            track.edit().subscription = subscription;
        }
    }

    /// Media of a track reaches us.
    pub(super) fn subscribed(&mut self, sid: &TrackSid) {
        self.set_subscription(sid, SubscriptionState::Subscribed);
        if let Some((participant, publication)) = self.remote_track(sid) {
            let subscribed = TrackSubscribed {
                participant: participant.clone(),
                publication: publication.clone(),
                track: sid.clone(),
            };
            self.push(Event::TrackSubscribed(subscribed));
        }
    }

    /// Media of a track does not reach us any more; `left` is where that leaves the subscription.
    pub(super) fn unsubscribed(&mut self, sid: &TrackSid, left: SubscriptionState) {
        let was = self
            .remote_track(sid)
            .is_some_and(|(_, track)| track.is_subscribed());
        self.set_subscription(sid, left);
        if let Some((participant, publication)) = self.remote_track(sid).filter(|_| was) {
            let unsubscribed = TrackUnsubscribed {
                participant: participant.clone(),
                publication: publication.clone(),
            };
            self.push(Event::TrackUnsubscribed(unsubscribed));
        }
    }

    pub(super) fn on_subscription_response(&mut self, response: &proto::SubscriptionResponse) {
        let Ok(track_sid) = TrackSid::try_from(response.track_sid.as_str()) else {
            return;
        };
        let error = match response.err() {
            proto::SubscriptionError::SeUnknown => SubscriptionError::Unknown,
            proto::SubscriptionError::SeCodecUnsupported => SubscriptionError::CodecUnsupported,
            proto::SubscriptionError::SeTrackNotfound => SubscriptionError::TrackNotFound,
        };
        let participant = self
            .remote_track(&track_sid)
            .map(|(participant, _)| participant.clone());
        let failed = TrackSubscriptionFailed {
            participant,
            track_sid,
            error,
        };
        self.push(Event::TrackSubscriptionFailed(failed));
    }

    pub(super) fn on_permission(&mut self, update: &proto::SubscriptionPermissionUpdate) {
        let Ok(sid) = TrackSid::try_from(update.track_sid.as_str()) else {
            return;
        };
        let Some(track) = self.remote_track_mut(&sid) else {
            return;
        };
        // Servers repeat it for every subscription; only changes are news.
        if track.is_subscription_allowed() == update.allowed {
            return;
        }
        track.edit().allowed = update.allowed;
        if let Some((participant, publication)) = self.remote_track(&sid) {
            let changed = TrackSubscriptionPermissionChanged {
                participant: participant.clone(),
                publication: publication.clone(),
            };
            self.push(Event::TrackSubscriptionPermissionChanged(changed));
        }
    }

    pub(super) fn on_stream_states(&mut self, update: &proto::StreamStateUpdate) {
        for info in &update.stream_states {
            let state = match info.state() {
                proto::StreamState::Active => StreamState::Active,
                proto::StreamState::Paused => StreamState::Paused,
            };
            let Ok(sid) = TrackSid::try_from(info.track_sid.as_str()) else {
                continue;
            };
            let Some(track) = self.remote_track_mut(&sid) else {
                continue;
            };
            if track.stream_state() == state {
                continue;
            }
            track.edit().stream_state = state;
            if let Some((participant, publication)) = self.remote_track(&sid) {
                let changed = TrackStreamStateChanged {
                    participant: participant.clone(),
                    publication: publication.clone(),
                };
                self.push(Event::TrackStreamStateChanged(changed));
            }
        }
    }

    // ---- our own tracks

    pub(super) fn add_local_track(&mut self, publication: TrackPublication) {
        self.edit().local.edit().tracks.push(publication.clone());
        self.push(Event::LocalTrackPublished(LocalTrackPublished {
            publication,
        }));
    }

    pub(super) fn remove_local_track(&mut self, sid: &TrackSid) {
        let tracks = &mut self.edit().local.edit().tracks;
        if let Some(at) = tracks.iter().position(|track| track.sid() == sid) {
            let publication = tracks.remove(at);
            self.push(Event::LocalTrackUnpublished(LocalTrackUnpublished {
                publication,
            }));
        }
    }

    pub(super) fn local_track_subscribed(&mut self, sid: &TrackSid) {
        if let Some(publication) = self.state.local.track(sid).cloned() {
            self.push(Event::LocalTrackSubscribed(LocalTrackSubscribed {
                publication,
            }));
        }
    }

    pub(super) fn mute_local_track(&mut self, sid: &TrackSid, muted: bool) {
        let Some(track) = self.edit().local.edit().track_mut(sid) else {
            return;
        };
        if track.is_muted() == muted {
            return;
        }
        track.edit().muted = muted;
        let publication = track.clone();
        self.tell_muted(self.state.local.clone(), publication);
    }

    // ---- inside

    fn push(&mut self, event: EngineEvent) {
        self.events.push_back(event);
    }

    fn tell_muted(&mut self, participant: Participant, publication: TrackPublication) {
        self.push(if publication.is_muted() {
            Event::TrackMuted(TrackMuted {
                participant,
                publication,
            })
        } else {
            Event::TrackUnmuted(TrackUnmuted {
                participant,
                publication,
            })
        });
    }

    fn everybody(&self) -> impl Iterator<Item = &Participant> {
        std::iter::once(&self.state.local).chain(self.state.remotes.values())
    }

    fn participant_mut(&mut self, sid: &str) -> Option<&mut Participant> {
        if self.state.local.sid() == sid {
            return Some(&mut self.edit().local);
        }
        let identity = self.by_sid.get(sid)?.clone();
        self.edit().remotes.get_mut(&identity)
    }

    fn remote_track_mut(&mut self, sid: &TrackSid) -> Option<&mut TrackPublication> {
        let identity = self.by_track.get(sid)?.clone();
        self.edit()
            .remotes
            .get_mut(&identity)?
            .edit()
            .track_mut(sid)
    }
}

/// The attributes that differ, with their new values; one that is gone has an empty value.
fn changed_attributes(
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let gone = before.keys().filter(|key| !after.contains_key(*key));
    let gone = gone.map(|key| (key.clone(), String::new()));
    let new = after
        .iter()
        .filter(|(key, value)| before.get(*key) != Some(value));
    gone.chain(new.map(|(key, value)| (key.clone(), value.clone())))
        .collect()
}

#[cfg(test)]
mod tests;
