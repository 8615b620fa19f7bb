//! Participants as the server tells of them: by versions, by sessions, by snapshots.

use std::collections::BTreeSet;

use lk_proto as proto;

use super::{Note, RoomModel, changed_attributes};
use crate::error::DisconnectReason;
use crate::event::{
    Event, ParticipantActive, ParticipantAttributesChanged, ParticipantConnected,
    ParticipantDisconnected, ParticipantMetadataChanged, ParticipantNameChanged,
    ParticipantPermissionsChanged, TrackPublished, TrackUnpublished,
};
use crate::model::{Participant, ParticipantState, SubscriptionState, TrackPublication, joined_at};
use crate::{ParticipantIdentity, ParticipantSid, TrackSid};

impl RoomModel {
    pub(in crate::engine) fn on_participants(&mut self, update: &proto::ParticipantUpdate) {
        for info in &update.participants {
            let own = self.state.local.sid() == info.sid.as_str()
                || self.state.local.identity() == info.identity.as_str();
            if own {
                self.on_local(info);
            } else {
                self.on_remote(info, false);
            }
        }
        if update.full_snapshot {
            let listed: BTreeSet<&str> = update
                .participants
                .iter()
                .map(|info| info.identity.as_str())
                .collect();
            let absent: Vec<ParticipantIdentity> = self.state.remotes.keys().cloned().collect();
            for identity in absent.iter().filter(|one| !listed.contains(one.as_str())) {
                self.remove(identity, DisconnectReason::Unknown);
            }
        }
    }

    pub(super) fn join_local(&mut self, info: &proto::ParticipantInfo) {
        let Ok(sid) = ParticipantSid::try_from(info.sid.as_str()) else {
            return;
        };
        let mut local = Participant::new(sid, info.identity.as_str().into());
        local.edit().update(info);
        self.edit().local = local;
    }

    fn on_local(&mut self, info: &proto::ParticipantInfo) {
        let local = &self.state.local;
        if local.sid() != info.sid.as_str() || info.version < local.version() {
            return;
        }
        let before = local.clone();
        self.edit().local.edit().update(info);
        let after = self.state.local.clone();
        self.tell_changes(&before, after);
        for track in &info.tracks {
            let Ok(sid) = TrackSid::try_from(track.sid.as_str()) else {
                continue;
            };
            let Some(known) = self.edit().local.edit().track_mut(&sid) else {
                continue;
            };
            let muted = known.is_muted();
            known.edit().update(track);
            // Whether it is muted is for the publisher to say: see `Note::LocalTrackMuted`.
            known.edit().muted = muted;
            if track.muted != muted {
                self.notes.push(Note::LocalTrackMuted(sid, track.muted));
            }
        }
    }

    /// `already` says that the participant was there before us.
    pub(super) fn on_remote(&mut self, info: &proto::ParticipantInfo, already: bool) {
        let Ok(sid) = ParticipantSid::try_from(info.sid.as_str()) else {
            return;
        };
        if info.state() == proto::participant_info::State::Disconnected {
            if let Some(identity) = self.by_sid.get(&sid).cloned() {
                self.remove(
                    &identity,
                    DisconnectReason::from_wire(info.disconnect_reason),
                );
            }
            return;
        }
        if self.departed.contains(&sid) {
            return;
        }
        let identity = ParticipantIdentity::from(info.identity.as_str());
        match self.state.remotes.get(&identity) {
            Some(known) if *known.sid() == sid => {
                if info.version >= known.version() {
                    self.update_remote(&identity, info);
                }
            }
            // A session of the same participant, older than the one that we know.
            Some(known) if is_older(info, known) => {}
            Some(_) => {
                self.remove(&identity, DisconnectReason::DuplicateIdentity);
                self.add_remote(sid, identity, info, already);
            }
            None => self.add_remote(sid, identity, info, already),
        }
    }

    fn add_remote(
        &mut self,
        sid: ParticipantSid,
        identity: ParticipantIdentity,
        info: &proto::ParticipantInfo,
        already_present: bool,
    ) {
        let mut participant = Participant::new(sid.clone(), identity.clone());
        participant.edit().update(info);
        self.by_sid.insert(sid, identity.clone());
        self.edit()
            .remotes
            .insert(identity.clone(), participant.clone());
        let connected = ParticipantConnected {
            participant: participant.clone(),
            already_present,
        };
        self.push(Event::ParticipantConnected(connected));
        if participant.state() == ParticipantState::Active && !already_present {
            self.push(Event::ParticipantActive(ParticipantActive { participant }));
        }
        self.update_tracks(&identity, &info.tracks);
    }

    fn update_remote(&mut self, identity: &ParticipantIdentity, info: &proto::ParticipantInfo) {
        let Some(participant) = self.edit().remotes.get_mut(identity) else {
            return;
        };
        let before = participant.clone();
        participant.edit().update(info);
        let after = participant.clone();
        let active = ParticipantState::Active;
        if before.state() != active && after.state() == active {
            let participant = after.clone();
            self.push(Event::ParticipantActive(ParticipantActive { participant }));
        }
        self.tell_changes(&before, after);
        self.update_tracks(identity, &info.tracks);
    }

    fn tell_changes(&mut self, before: &Participant, after: Participant) {
        if before.name() != after.name() {
            let (participant, previous) = (after.clone(), before.name().to_owned());
            let changed = ParticipantNameChanged {
                participant,
                previous,
            };
            self.push(Event::ParticipantNameChanged(changed));
        }
        if before.metadata() != after.metadata() {
            let (participant, previous) = (after.clone(), before.metadata().to_owned());
            let changed = ParticipantMetadataChanged {
                participant,
                previous,
            };
            self.push(Event::ParticipantMetadataChanged(changed));
        }
        let changed = changed_attributes(before.attributes(), after.attributes());
        if !changed.is_empty() {
            let participant = after.clone();
            let changed = ParticipantAttributesChanged {
                participant,
                changed,
            };
            self.push(Event::ParticipantAttributesChanged(changed));
        }
        if before.permissions() != after.permissions() {
            let previous = before.permissions().clone();
            let changed = ParticipantPermissionsChanged {
                participant: after,
                previous,
            };
            self.push(Event::ParticipantPermissionsChanged(changed));
        }
    }

    fn update_tracks(&mut self, identity: &ParticipantIdentity, infos: &[proto::TrackInfo]) {
        let listed: BTreeSet<&str> = infos.iter().map(|info| info.sid.as_str()).collect();
        let Some(participant) = self.state.remotes.get(identity) else {
            return;
        };
        let known: Vec<TrackSid> = participant
            .tracks()
            .iter()
            .map(|track| track.sid().clone())
            .collect();
        for sid in known.iter().filter(|sid| !listed.contains(sid.as_str())) {
            self.remove_track(identity, sid);
        }
        for info in infos {
            self.update_track(identity, info);
        }
    }

    fn update_track(&mut self, identity: &ParticipantIdentity, info: &proto::TrackInfo) {
        let auto_subscribe = self.auto_subscribe;
        let Some(participant) = self.edit().remotes.get_mut(identity) else {
            return;
        };
        let known = TrackSid::try_from(info.sid.as_str())
            .ok()
            .and_then(|sid| participant.edit().track_mut(&sid));
        if let Some(track) = known {
            let was_muted = track.is_muted();
            track.edit().update(info);
            if track.is_muted() != was_muted {
                let track = track.clone();
                let participant = participant.clone();
                self.tell_muted(participant, track);
            }
            return;
        }
        let Some(mut publication) = TrackPublication::from_wire(info) else {
            return;
        };
        if auto_subscribe {
            publication.edit().subscription = SubscriptionState::Pending;
        }
        participant.edit().tracks.push(publication.clone());
        let participant = participant.clone();
        self.by_track
            .insert(publication.sid().clone(), identity.clone());
        self.push(Event::TrackPublished(TrackPublished {
            participant,
            publication,
        }));
        self.notes.push(Note::TrackAdded);
    }

    fn remove_track(&mut self, identity: &ParticipantIdentity, sid: &TrackSid) {
        self.unsubscribed(sid, SubscriptionState::Unsubscribed);
        self.by_track.remove(sid);
        self.notes.push(Note::TrackRemoved(sid.clone()));
        let Some(participant) = self.edit().remotes.get_mut(identity) else {
            return;
        };
        let tracks = &mut participant.edit().tracks;
        let Some(at) = tracks.iter().position(|track| track.sid() == sid) else {
            return;
        };
        let publication = tracks.remove(at);
        let participant = participant.clone();
        self.push(Event::TrackUnpublished(TrackUnpublished {
            participant,
            publication,
        }));
    }

    fn remove(&mut self, identity: &ParticipantIdentity, reason: DisconnectReason) {
        self.update_tracks(identity, &[]);
        let Some(mut participant) = self.edit().remotes.remove(identity) else {
            return;
        };
        participant.edit().state = ParticipantState::Disconnected;
        self.by_sid.remove(participant.sid());
        self.departed.push_back(participant.sid().clone());
        if self.departed.len() > DEPARTED {
            self.departed.pop_front();
        }
        self.edit().speakers.retain(|speaker| speaker != identity);
        let left = ParticipantDisconnected {
            participant,
            reason,
        };
        self.push(Event::ParticipantDisconnected(left));
    }
}

/// Whether both tell when they joined, and `info` did so before `known`.
fn is_older(info: &proto::ParticipantInfo, known: &Participant) -> bool {
    joined_at(info)
        .zip(known.joined_at())
        .is_some_and(|(theirs, ours)| theirs < ours)
}

/// How many ended sessions are remembered.
const DEPARTED: usize = 64;
