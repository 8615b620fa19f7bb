//! Offers, answers and candidates; what becomes of a participant when its connections come and go.

use std::time::Duration;

use lk_peer::{
    Codec, FailReason, LocalAddress, MediaKind, NegotiationError, OfferedSection, PeerEvent,
    SectionChoice,
};
use lk_proto::{
    AudioTrackFeature, DisconnectReason, MediaSectionsRequirement, SessionDescription,
    SignalTarget, SubscriptionError, SubscriptionResponse, TrickleRequest, WebhookEvent,
    leave_request::Action,
    participant_info::State,
    request_response::{Reason, Request},
    signal_response::Message,
};

use super::{
    connection::Lane,
    env::Env,
    keys::{Deadline, ParticipantKey, PeerKey, Role},
    participant::Participant,
    publish::Published,
    room::{Room, leave_request},
};

impl Room {
    /// Takes a client's offer and answers it.
    pub(crate) fn on_offer(
        &mut self,
        from: ParticipantKey,
        offer: &SessionDescription,
        env: &mut Env,
    ) {
        let enabled = enabled_codecs(env);
        let Some(participant) = self.participants.get_mut(&from) else {
            return;
        };
        let single = participant.options.single;
        let red = participant.supports_red();
        let Some(link) = participant.links.get(Role::Publisher) else {
            return;
        };
        let published = &participant.published;
        let limits = participant.limits.clone();
        let mut choose = |section: &OfferedSection<'_>| {
            let allowed = |codec: &Codec| {
                let sends = section.direction.sends();
                let able = if sends {
                    limits.may_publish(*codec)
                } else {
                    limits.may_receive(*codec)
                };
                enabled.contains(codec) && able
            };
            choose(section, published, allowed, red)
        };
        let answer = match link.peer.accept_offer(&offer.sdp, &mut choose, env.now) {
            Ok(answer) => answer,
            Err(error) => return self.negotiation_failed(from, &error, env),
        };
        link.asked = [0; 2];
        let mid_to_track_id = if single {
            participant.mids_of_tracks()
        } else {
            Default::default()
        };
        let answer = SessionDescription {
            r#type: "answer".into(),
            sdp: answer,
            id: offer.id,
            mid_to_track_id,
        };
        self.touch(from, Role::Publisher);
        self.send(from, Message::Answer(answer), env);
        self.trickle(from, Role::Publisher, env);
        if single {
            self.downstream_negotiated(from, env);
            self.ask_for_sections(from, false, env);
        }
    }

    /// Takes a client's answer to our offer.
    pub(crate) fn on_answer(
        &mut self,
        from: ParticipantKey,
        answer: &SessionDescription,
        env: &mut Env,
    ) {
        let Some(participant) = self.participants.get_mut(&from) else {
            return;
        };
        let Some(link) = &mut participant.links.subscriber else {
            return;
        };
        match link.answered(&answer.sdp, env) {
            Ok(()) => {}
            Err(NegotiationError::NoOfferOutstanding) => return,
            Err(error) => {
                tracing::debug!(%error, "answer refused");
                let leave = Some(Action::Reconnect);
                return self.remove(from, DisconnectReason::StateMismatch, leave, env);
            }
        }
        let wanted = link.offer_wanted;
        env.timers.cancel(Deadline::Answer(self.seat(from)));
        self.touch(from, Role::Subscriber);
        self.downstream_negotiated(from, env);
        if wanted {
            self.renegotiate(from);
        }
    }

    pub(crate) fn on_trickle(
        &mut self,
        from: ParticipantKey,
        trickle: TrickleRequest,
        env: &mut Env,
    ) {
        let Some(participant) = self.participants.get_mut(&from) else {
            return;
        };
        let role = match trickle.target() {
            SignalTarget::Subscriber if !participant.options.single => Role::Subscriber,
            _ => Role::Publisher,
        };
        let Some(link) = participant.links.get(role) else {
            return;
        };
        let init: Result<serde_json::Value, _> = serde_json::from_str(&trickle.candidate_init);
        let Ok(init) = init else {
            let why = "the candidate is not JSON";
            return self.refuse(
                from,
                Reason::UnclassifiedError,
                why,
                Request::Trickle(trickle),
                env,
            );
        };
        // A candidate that makes no sense is passed over: others may.
        let candidate = init.get("candidate").and_then(serde_json::Value::as_str);
        if let Some(Err(error)) = candidate.map(|it| link.peer.add_remote_candidate(it, env.now)) {
            tracing::debug!(%error, "candidate passed over");
        }
        self.touch(from, role);
    }

    /// Tells a client our candidates, once it has a description of ours.
    fn trickle(&mut self, to: ParticipantKey, role: Role, env: &mut Env) {
        let key = PeerKey {
            seat: self.seat(to),
            role,
        };
        let addresses = env.config.addresses.clone();
        let Some(link) = self.link_mut(key) else {
            return;
        };
        if std::mem::replace(&mut link.trickled, true) {
            return;
        }
        let told = addresses.into_iter().map(LocalAddress::udp);
        let told: Vec<String> = told
            .filter_map(|it| link.peer.add_local_address(it))
            .collect();
        self.touch(to, role);
        let target = match role {
            Role::Publisher => SignalTarget::Publisher,
            Role::Subscriber => SignalTarget::Subscriber,
        };
        let last = told.len().saturating_sub(1);
        for (at, candidate) in told.into_iter().enumerate() {
            let init = serde_json::json!({
                "candidate": candidate,
                "sdpMid": "0",
                "sdpMLineIndex": 0,
                "usernameFragment": null,
            });
            let trickle = TrickleRequest {
                candidate_init: init.to_string(),
                target: target.into(),
                r#final: at == last,
            };
            self.send(to, Message::Trickle(trickle), env);
        }
    }

    /// Brings the sections on which a participant receives up to date: by an offer, or by asking for one.
    pub(crate) fn negotiate(&mut self, who: ParticipantKey, env: &mut Env) {
        let Some(participant) = self.participants.get_mut(&who) else {
            return;
        };
        let Some(link) = &mut participant.links.subscriber else {
            return self.ask_for_sections(who, true, env);
        };
        if link.outstanding {
            link.offer_wanted = true;
            return;
        }
        let (id, sdp) = match link.offer(env) {
            Ok(offer) => offer,
            Err(NegotiationError::NothingToOffer) => return,
            Err(error) => return self.negotiation_failed(who, &error, env),
        };
        let offer = SessionDescription {
            r#type: "offer".into(),
            sdp,
            id,
            mid_to_track_id: participant.mids_of_tracks(),
        };
        for subscription in participant.subscriptions.values_mut() {
            if let Some(downtrack) = &mut subscription.downtrack {
                downtrack.set_offered();
            }
        }
        let deadline = env.now + env.config.negotiation_timeout;
        env.timers.set(Deadline::Answer(self.seat(who)), deadline);
        self.touch(who, Role::Subscriber);
        self.send(who, Message::Offer(offer), env);
        self.trickle(who, Role::Subscriber, env);
    }

    /// Asks a client on a single connection for sections that it has not offered. `always` asks for an offer even if
    /// none are missing, since what it has must change.
    fn ask_for_sections(&mut self, who: ParticipantKey, always: bool, env: &mut Env) {
        let Some(participant) = self.participants.get_mut(&who) else {
            return;
        };
        let link = &mut participant.links.publisher;
        let missing =
            [MediaKind::Audio, MediaKind::Video].map(|kind| link.peer.missing_sections(kind));
        let more = |kind: usize| missing[kind].saturating_sub(link.asked[kind]);
        let [audios, videos] =
            [more(0), more(1)].map(|more| u32::try_from(more).unwrap_or_default());
        link.asked = missing;
        if always || audios + videos > 0 {
            let requirement = MediaSectionsRequirement {
                num_audios: audios,
                num_videos: videos,
            };
            self.send(who, Message::MediaSectionsRequirement(requirement), env);
        }
    }

    /// A negotiation is through: some tracks can flow now, and some never will.
    fn downstream_negotiated(&mut self, who: ParticipantKey, env: &mut Env) {
        let mut unsupported = Vec::new();
        let Some(participant) = self.participants.get_mut(&who) else {
            return;
        };
        let link = participant.links.downstream_link();
        for (sid, subscription) in &mut participant.subscriptions {
            let Some(downtrack) = &subscription.downtrack else {
                continue;
            };
            let Some(view) = link.peer.sender(downtrack.sender) else {
                continue;
            };
            if downtrack.is_unsupported(&view) {
                unsupported.push(sid.clone());
            }
        }
        for sid in unsupported {
            self.set_subscribed(who, &sid, false, env);
            let response = SubscriptionResponse {
                track_sid: sid,
                err: SubscriptionError::SeCodecUnsupported.into(),
            };
            self.send(who, Message::SubscriptionResponse(response), env);
        }
        self.refresh_downtracks(who, env);
    }

    /// A description cannot be taken. What only a new connection helps with is told; nonsense is not answered.
    fn negotiation_failed(&mut self, who: ParticipantKey, error: &NegotiationError, env: &mut Env) {
        tracing::debug!(%error, "negotiation failed");
        if error.needs_new_connection() {
            let leave = Some(Action::Reconnect);
            self.remove(who, DisconnectReason::StateMismatch, leave, env);
        }
    }

    /// Our offer was not answered in time. Who never connected is given up later, for that.
    pub(crate) fn answer_overdue(&mut self, who: ParticipantKey, env: &mut Env) {
        let subscriber = PeerKey {
            seat: self.seat(who),
            role: Role::Subscriber,
        };
        if self.link(subscriber).is_some_and(|link| link.connected) {
            let leave = Some(Action::Reconnect);
            self.remove(who, DisconnectReason::StateMismatch, leave, env);
        }
    }

    pub(crate) fn on_peer_event(
        &mut self,
        who: ParticipantKey,
        role: Role,
        event: PeerEvent,
        env: &mut Env,
    ) {
        match event {
            PeerEvent::Rtp(packet) => self.on_rtp(who, &packet, env),
            PeerEvent::SenderReport(report) => self.on_sender_report(who, &report),
            PeerEvent::KeyframeRequest { sender, .. } => self.on_keyframe_request(who, sender, env),
            PeerEvent::ChannelData { key, data, .. } => {
                if let Some(lane) = self
                    .link_mut(PeerKey {
                        seat: self.seat(who),
                        role,
                    })
                    .map(|link| link.lane(key))
                {
                    self.on_data(who, lane, data, env);
                }
            }
            PeerEvent::ReceivingStarted(track) if role == Role::Publisher => {
                self.on_receiving(who, track, env);
            }
            PeerEvent::ReceivingStopped { mid, .. } if role == Role::Publisher => {
                self.on_receiving_stopped(who, mid, env);
            }
            PeerEvent::ReceivingCodecChanged { mid, codecs } if role == Role::Publisher => {
                let publisher = self.participants.get_mut(&who);
                if let Some(track) = publisher.and_then(|it| it.published.by_mid(mid)) {
                    track.upstream.set_codecs(codecs);
                }
            }
            PeerEvent::ChannelOpen { key, label, .. } => {
                self.on_channel_open(who, role, key, &label, env);
            }
            PeerEvent::ChannelClosed { key } => {
                if let Some(link) = self.link_mut(PeerKey {
                    seat: self.seat(who),
                    role,
                }) {
                    link.channel_closed(key);
                }
            }
            PeerEvent::Connected => self.on_connected(who, role, env),
            // Most often it is leaving, and says so over its websocket any moment.
            PeerEvent::Failed(FailReason::ClosedByRemote) => {
                let deadline = Deadline::Closed(self.seat(who));
                env.timers.set_if_unset(deadline, env.now + CLOSED_FOR);
            }
            PeerEvent::Failed(why) => {
                tracing::debug!(%why, "connection failed");
                self.connection_lost(who, env);
            }
            _ => {}
        }
    }

    fn on_connected(&mut self, who: ParticipantKey, role: Role, env: &mut Env) {
        let Some(participant) = self.participants.get_mut(&who) else {
            return;
        };
        let primary = role == participant.links.primary();
        let downstream = role == participant.links.downstream();
        if let Some(link) = participant.links.get(role) {
            link.connected = true;
            link.ever_connected = true;
        }
        if downstream {
            self.refresh_downtracks(who, env);
        }
        if primary {
            self.activate(who, env);
        }
    }

    fn activate(&mut self, who: ParticipantKey, env: &mut Env) {
        let Some(participant) = self.participants.get_mut(&who) else {
            return;
        };
        if participant.was_active {
            return;
        }
        participant.was_active = true;
        env.timers.cancel(Deadline::Join(self.seat(who)));
        env.timers.set_if_unset(
            Deadline::Quality(self.key),
            env.now + env.config.quality_interval,
        );
        self.set_state(who, State::Active, env);
        self.subscribe_to_existing(who, env);
        self.subscribe_to_existing_data_tracks(who, env);
        let participant = self.participants.get_mut(&who).map(Participant::info);
        env.webhook(WebhookEvent {
            event: "participant_joined".into(),
            room: Some(self.info()),
            participant,
            ..WebhookEvent::default()
        });
    }

    /// A connection is lost. The client is asked to come back, and given some time to.
    pub(crate) fn connection_lost(&mut self, who: ParticipantKey, env: &mut Env) {
        let seat = self.seat(who);
        let Some(participant) = self.participants.get_mut(&who) else {
            return;
        };
        if let Some(session) = participant.session.take() {
            let protocol = participant.client.protocol;
            if protocol > 12 {
                let leave = leave_request(
                    protocol,
                    DisconnectReason::ConnectionTimeout,
                    Action::Resume,
                );
                env.send(session, Message::Leave(leave));
            }
            env.close_session(session);
        }
        env.timers
            .set_if_unset(Deadline::Resume(seat), env.now + env.config.resume_window);
    }

    /// Nobody came back in time.
    pub(crate) fn resume_overdue(&mut self, who: ParticipantKey, env: &mut Env) {
        self.remove(
            who,
            DisconnectReason::ConnectionTimeout,
            Some(Action::Disconnect),
            env,
        );
    }

    fn on_channel_open(
        &mut self,
        who: ParticipantKey,
        role: Role,
        key: lk_peer::ChannelKey,
        label: &str,
        env: &mut Env,
    ) {
        let Some(participant) = self.participants.get_mut(&who) else {
            return;
        };
        let Some(link) = participant.links.get(role) else {
            return;
        };
        let lane = link.channel_opened(key, label);
        if lane == Lane::Reliable && participant.links.data_link().0 == role {
            self.send_held_data(who, env);
        }
    }
}

/// How a section of a client's offer is answered: what it publishes in the codec that it announced, first.
fn choose(
    section: &OfferedSection<'_>,
    published: &Published,
    allowed: impl Fn(&Codec) -> bool,
    red: bool,
) -> SectionChoice {
    let offered = section.codecs.iter().map(|it| it.codec);
    let info = section
        .msid
        .and_then(|msid| published.announced(&msid.track, section.kind));
    let mut codecs: Vec<Codec> = offered.filter(allowed).collect();
    let wanted = info.and_then(|info| Codec::from_mime(&info.codecs.first()?.mime_type));
    if let Some(wanted) = wanted {
        codecs.sort_by_key(|codec| *codec != wanted);
    }
    let choice = SectionChoice::accept();
    if section.kind == MediaKind::Video {
        return choice.codecs(codecs);
    }
    if red && !info.is_some_and(|info| info.disable_red) {
        codecs.sort_by_key(|codec| *codec != Codec::Red);
    } else {
        codecs.retain(|codec| *codec != Codec::Red);
    }
    let mut choice = choice.codecs(codecs).feedback(Codec::Opus, "nack");
    if let Some(info) = info {
        let has = |feature: AudioTrackFeature| info.audio_features.contains(&feature.into());
        if has(AudioTrackFeature::TfStereo) {
            choice = choice
                .fmtp(Codec::Opus, "stereo=1")
                .fmtp(Codec::Opus, "maxaveragebitrate=510000");
        }
        if !has(AudioTrackFeature::TfNoDtx) {
            choice = choice.fmtp(Codec::Opus, "usedtx=1");
        }
    }
    choice
}

/// How long a connection may be closed before it counts as lost: as long as its silence would take to be noticed.
const CLOSED_FOR: Duration = Duration::from_secs(15);

fn enabled_codecs(env: &Env) -> Vec<Codec> {
    env.config
        .enabled_codecs
        .iter()
        .filter_map(|codec| Codec::from_mime(&codec.mime))
        .collect()
}
