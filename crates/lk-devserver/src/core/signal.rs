//! What a client asks over its websocket, handed to whom it concerns.

use lk_proto::{
    DisconnectReason, LeaveRequest, RequestResponse, SignalRequest, SpeakerInfo, SpeakersChanged,
    SyncState, UpdateParticipantMetadata,
    leave_request::Action,
    request_response::{Reason, Request},
    signal_request::Message as Asked,
    signal_response::Message,
    simulate_scenario::Scenario,
};
use lk_signal::FrameKind;

use super::{
    Core,
    env::Env,
    keys::{Deadline, ParticipantKey, SessionId},
    output::SignalFrame,
    permission::TrackPermissions,
    room::Room,
    update::Audience,
};

impl Core {
    pub(super) fn on_frame(&mut self, session: SessionId, frame: &SignalFrame) {
        let unix = self.env.unix_millis();
        let Some(open) = self.env.sessions.get_mut(&session) else {
            return;
        };
        let (kind, bytes) = match frame {
            SignalFrame::Binary(bytes) => (FrameKind::Binary, bytes.as_ref()),
            SignalFrame::Text(text) => (FrameKind::Text, text.as_bytes()),
        };
        let request = match open.frames.decode(kind, bytes) {
            Ok(request) => request,
            Err(error) => {
                tracing::debug!(%error, "closing a signal connection");
                self.env.close_session(session);
                return self.on_signal_lost(session);
            }
        };
        if let Some(pong) = lk_signal::server::answer_ping(&request, unix).and_then(|it| it.message)
        {
            self.env.send(session, pong);
        }
        let Some(seat) = self.env.seat(session) else {
            return;
        };
        if let Some(room) = self.rooms.get_mut(seat.room) {
            room.on_request(seat.participant, request, &mut self.env);
        }
    }

    /// A websocket is gone, and nobody said goodbye.
    pub(super) fn on_signal_lost(&mut self, session: SessionId) {
        let seat = self.env.seat(session);
        self.env.sessions.remove(&session);
        let Some(seat) = seat else { return };
        if let Some(room) = self.rooms.get_mut(seat.room) {
            room.on_signal_lost(seat.participant, session, &mut self.env);
        }
    }
}

impl Room {
    fn on_request(&mut self, from: ParticipantKey, request: SignalRequest, env: &mut Env) {
        let Some(asked) = request.message else { return };
        match asked {
            Asked::Offer(offer) => self.on_offer(from, &offer, env),
            Asked::Answer(answer) => self.on_answer(from, &answer, env),
            Asked::Trickle(trickle) => self.on_trickle(from, trickle, env),
            Asked::AddTrack(request) => self.add_track(from, request, env),
            Asked::Mute(request) => self.on_mute(from, request, env),
            Asked::Subscription(update) => {
                let listed = update
                    .participant_tracks
                    .into_iter()
                    .flat_map(|it| it.track_sids);
                for sid in update.track_sids.into_iter().chain(listed) {
                    self.set_subscribed(from, &sid, update.subscribe, env);
                }
            }
            Asked::TrackSetting(settings) => self.on_track_settings(from, &settings, env),
            Asked::Leave(leave) => self.on_leave(from, &leave, env),
            Asked::SubscriptionPermission(sent) => self.on_subscription_permission(from, sent, env),
            Asked::SyncState(state) => self.on_sync_state(from, &state, env),
            Asked::Simulate(simulate) => {
                if let Some(scenario) = simulate.scenario {
                    self.simulate(from, &scenario, env);
                }
            }
            Asked::UpdateMetadata(update) => self.on_update_metadata(from, update, env),
            Asked::UpdateAudioTrack(update) => self.on_update_audio_track(from, update, env),
            Asked::UpdateVideoTrack(update) => self.on_update_video_track(from, update, env),
            Asked::PublishDataTrackRequest(request) => self.publish_data_track(from, request, env),
            Asked::UnpublishDataTrackRequest(request) => {
                self.unpublish_data_track(from, request, env);
            }
            Asked::UpdateDataSubscription(update) => {
                self.on_update_data_subscription(from, update, env);
            }
            Asked::StoreDataBlobRequest(request) => {
                self.no_data_blobs(from, request.request_id, env);
            }
            Asked::GetDataBlobRequest(request) => self.no_data_blobs(from, request.request_id, env),
            // Pings are answered before; what is left is not served, or is of no use to a server.
            _ => {}
        }
    }

    /// Data blobs are switched off, as on the real server unless it is told otherwise.
    fn no_data_blobs(&self, to: ParticipantKey, request_id: u32, env: &mut Env) {
        let response = RequestResponse {
            request_id,
            reason: Reason::NotAllowed.into(),
            message: "data blob not enabled".into(),
            request: None,
        };
        self.send(to, Message::RequestResponse(response), env);
    }

    /// Tells a participant why a request of its own was not done, with the request.
    pub(crate) fn refuse(
        &self,
        to: ParticipantKey,
        reason: Reason,
        why: &str,
        request: Request,
        env: &mut Env,
    ) {
        let response = RequestResponse {
            request_id: 0,
            reason: reason.into(),
            message: why.into(),
            request: Some(request),
        };
        self.send(to, Message::RequestResponse(response), env);
    }

    fn on_leave(&mut self, from: ParticipantKey, leave: &LeaveRequest, env: &mut Env) {
        let reason = match leave.reason() {
            reason @ (DisconnectReason::UserUnavailable
            | DisconnectReason::UserRejected
            | DisconnectReason::AgentError) => reason,
            _ => DisconnectReason::ClientInitiated,
        };
        self.remove(from, reason, Some(Action::Disconnect), env);
    }

    fn on_signal_lost(&mut self, from: ParticipantKey, session: SessionId, env: &mut Env) {
        let Some(participant) = self.participants.get_mut(&from) else {
            return;
        };
        if participant.session != Some(session) {
            return;
        }
        participant.session = None;
        // Media that flows keeps the seat; its end is noticed by the connection.
        if !participant.links.ever_connected() {
            self.remove(from, DisconnectReason::SignalClose, None, env);
        }
    }

    fn on_subscription_permission(
        &mut self,
        from: ParticipantKey,
        sent: lk_proto::SubscriptionPermission,
        env: &mut Env,
    ) {
        let identity_of = |sid: &str| {
            self.participants
                .get(&self.by_sid(sid)?)
                .map(|participant| participant.identity.clone())
        };
        let Ok(permissions) = TrackPermissions::read(sent, identity_of) else {
            tracing::debug!("a subscription permission names nobody");
            return;
        };
        let Some(participant) = self.participants.get_mut(&from) else {
            return;
        };
        participant.track_permissions = permissions;
        let sids: Vec<String> = participant.published.sids().map(String::from).collect();
        for sid in sids {
            self.reconcile_subscribers(&sid, env);
        }
        let everyone: Vec<_> = self.participants.keys().copied().collect();
        for who in everyone {
            self.reconcile_data_tracks(who, env);
        }
    }

    /// Checks what a resuming client believes. What it publishes must be known here, or it has to start anew.
    fn on_sync_state(&mut self, from: ParticipantKey, state: &SyncState, env: &mut Env) {
        let Some(participant) = self.participants.get(&from) else {
            return;
        };
        let known = state.publish_tracks.iter().all(|published| {
            published
                .track
                .as_ref()
                .is_some_and(|track| participant.published.knows(&track.sid))
        });
        let known = known
            && state.publish_data_tracks.iter().all(|published| {
                let info = published.info.as_ref();
                info.is_some_and(|info| participant.data_tracks.knows(&info.sid))
            });
        if !known {
            return self.remove(
                from,
                DisconnectReason::StateMismatch,
                Some(Action::Reconnect),
                env,
            );
        }
        let disabled = lk_proto::UpdateTrackSettings {
            track_sids: state.track_sids_disabled.clone(),
            disabled: true,
            ..lk_proto::UpdateTrackSettings::default()
        };
        self.on_track_settings(from, &disabled, env);
        let Some(subscription) = &state.subscription else {
            return;
        };
        let listed = subscription
            .participant_tracks
            .iter()
            .flat_map(|it| &it.track_sids);
        for sid in subscription.track_sids.iter().chain(listed) {
            self.set_subscribed(from, sid, subscription.subscribe, env);
        }
    }

    fn on_update_metadata(
        &mut self,
        from: ParticipantKey,
        update: UpdateParticipantMetadata,
        env: &mut Env,
    ) {
        let Some(participant) = self.participants.get_mut(&from) else {
            return;
        };
        let kept = participant.claims.attributes.iter();
        let kept = kept.filter(|(name, _)| !update.attributes.contains_key(*name));
        let merged = kept.chain(&update.attributes);
        let verdict = if !participant.video().may_update_own_metadata() {
            Err((
                Reason::NotAllowed,
                "does not have permission to update own metadata",
            ))
        } else if update.name.len() > env.config.max_name {
            Err((Reason::LimitExceeded, "exceeds name length limit"))
        } else if env.metadata_too_long(&update.metadata) {
            Err((Reason::LimitExceeded, "exceeds metadata size limit"))
        } else if env.attributes_too_long(merged) {
            Err((Reason::LimitExceeded, "exceeds attributes size limit"))
        } else {
            Ok(())
        };
        let (reason, why) = verdict.err().unwrap_or((Reason::Ok, ""));
        // Older clients take any answer for a failure.
        let answered = reason != Reason::Ok || participant.client.protocol > 14;
        let request_id = update.request_id;
        let echo = update.clone();
        if reason == Reason::Ok {
            self.set_metadata(from, update.name, update.metadata, update.attributes, env);
        }
        if answered {
            let response = RequestResponse {
                request_id,
                reason: reason.into(),
                message: why.into(),
                request: Some(Request::UpdateMetadata(echo)),
            };
            self.send(from, Message::RequestResponse(response), env);
        }
    }

    /// Sets what is given; empty leaves it as it is, but an empty attribute is deleted.
    pub(crate) fn set_metadata(
        &mut self,
        of: ParticipantKey,
        name: String,
        metadata: String,
        attributes: impl IntoIterator<Item = (String, String)>,
        env: &mut Env,
    ) {
        let Some(participant) = self.participants.get_mut(&of) else {
            return;
        };
        let mut changed = participant.merge_attributes(attributes);
        for (given, kept) in [
            (name, &mut participant.claims.name),
            (metadata, &mut participant.claims.metadata),
        ] {
            if !given.is_empty() && *kept != given {
                *kept = given;
                changed = true;
            }
        }
        if changed {
            participant.dirty = true;
            self.broadcast(of, Audience::All, env);
            self.send_refresh_token(of, env);
        }
    }

    fn simulate(&mut self, from: ParticipantKey, scenario: &Scenario, env: &mut Env) {
        match scenario {
            Scenario::SpeakerUpdate(seconds) => {
                self.simulated_speaker(from, true, env);
                let after =
                    std::time::Duration::from_secs(u64::try_from(*seconds).unwrap_or_default());
                env.timers
                    .set(Deadline::SimulatedSpeaker(self.seat(from)), env.now + after);
            }
            Scenario::ServerLeave(_) => {
                self.remove(
                    from,
                    DisconnectReason::ServerShutdown,
                    Some(Action::Disconnect),
                    env,
                );
            }
            Scenario::NodeFailure(_) | Scenario::Migration(_) => {
                self.remove(from, DisconnectReason::StateMismatch, None, env);
            }
            // The rest needs what this server does not have: other transports, other nodes, an estimate of bandwidth.
            _ => {}
        }
    }

    pub(crate) fn simulated_speaker(&mut self, who: ParticipantKey, active: bool, env: &mut Env) {
        let Some(participant) = self.participants.get(&who) else {
            return;
        };
        let speaker = SpeakerInfo {
            sid: participant.sid.clone(),
            level: if active { 0.9 } else { 0.0 },
            active,
        };
        self.tell_speakers(&[(who, speaker)], env);
    }

    /// Tells everyone of the speakers that it subscribes to, and of itself.
    pub(crate) fn tell_speakers(
        &mut self,
        changed: &[(ParticipantKey, SpeakerInfo)],
        env: &mut Env,
    ) {
        for (&key, receiver) in &self.participants {
            if receiver.client.protocol <= 2 {
                continue;
            }
            let heard = changed
                .iter()
                .filter(|(speaker, _)| *speaker == key || receiver.hears(*speaker));
            let speakers: Vec<_> = heard.map(|(_, info)| info.clone()).collect();
            if !speakers.is_empty() {
                self.send(
                    key,
                    Message::SpeakersChanged(SpeakersChanged { speakers }),
                    env,
                );
            }
        }
    }
}
