//! What a participant receives: wished for, allowed, sent.

use std::time::{Duration, Instant};

use lk_peer::{Codec, MediaKind, SenderSpec};
use lk_proto::{
    StreamState, StreamStateInfo, StreamStateUpdate, SubscriptionError,
    SubscriptionPermissionUpdate, SubscriptionResponse, TrackSubscribed, UpdateTrackSettings,
    VideoQuality, signal_response::Message,
};

use super::{
    env::Env,
    keys::{Deadline, MAX_SID, ParticipantKey},
    media::{ALL_TEMPORAL_LAYERS, Downtrack},
    participant::Participant,
    room::Room,
    track::Track,
};

/// One track that a participant wishes for, has refused, or has settings for.
pub(crate) struct Subscription {
    wish: Wish,
    /// Whether the publisher allows it, as the subscriber was last told.
    told_allowed: Option<bool>,
    pub(crate) publisher: Option<ParticipantKey>,
    settings: Settings,
    pub(crate) downtrack: Option<Downtrack>,
}

/// Whether a participant wants a track. Who is subscribed to everything by itself need not say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    /// It has said nothing yet.
    Unsaid,
    Wanted {
        since: Instant,
    },
    /// It was given up or declined, and comes again only on request.
    Refused,
}

/// What a subscriber wants of a track, once it has said so.
#[derive(Debug, Clone, Copy, Default)]
struct Settings {
    disabled: bool,
    wants: Option<Wants>,
    /// Frames a second; 0 for all.
    fps: u32,
}

#[derive(Debug, Clone, Copy)]
enum Wants {
    Quality(VideoQuality),
    Size(u32, u32),
}

impl Subscription {
    fn new() -> Self {
        Self {
            wish: Wish::Unsaid,
            told_allowed: None,
            publisher: None,
            settings: Settings::default(),
            downtrack: None,
        }
    }

    fn is_wanted(&self) -> bool {
        matches!(self.wish, Wish::Wanted { .. })
    }
}

impl Participant {
    pub(crate) fn downtrack(&mut self, sid: &str) -> Option<&mut Downtrack> {
        self.subscriptions.get_mut(sid)?.downtrack.as_mut()
    }

    /// What it has said of a track, which begins now if need be. None where it may name no more, or no name that long.
    fn subscription(&mut self, sid: &str) -> Option<&mut Subscription> {
        if !self.subscriptions.contains_key(sid) {
            if self.subscriptions.len() >= MAX_SUBSCRIPTIONS || sid.len() > MAX_SID {
                return None;
            }
            self.subscriptions
                .insert(sid.to_owned(), Subscription::new());
        }
        self.subscriptions.get_mut(sid)
    }

    /// The best quality of a track that it wants to be sent; none while it wants nothing of it.
    pub(crate) fn wanted_quality(&self, track: &Track) -> Option<VideoQuality> {
        let subscription = self.subscriptions.get(&track.info.sid)?;
        subscription.downtrack.as_ref()?;
        if subscription.settings.disabled {
            return None;
        }
        Some(match subscription.settings.wants {
            Some(Wants::Quality(quality)) => quality,
            Some(Wants::Size(width, height)) => track.quality_for(width, height),
            None if self.options.adaptive_stream => VideoQuality::Low,
            None => VideoQuality::High,
        })
    }

    /// Frames a second of a track that it wants, where it does not want all.
    pub(crate) fn wanted_fps(&self, sid: &str) -> Option<u32> {
        let fps = self.subscriptions.get(sid)?.settings.fps;
        (fps > 0).then_some(fps)
    }

    /// The track of every section that it receives in, as it is told with each description.
    pub(crate) fn mids_of_tracks(&mut self) -> std::collections::HashMap<String, String> {
        let link = self.links.downstream_link();
        let sent = self.subscriptions.iter().filter_map(|(sid, it)| {
            let mid = link.peer.mid_of(it.downtrack.as_ref()?.sender)?;
            Some((mid.to_string(), sid.clone()))
        });
        sent.collect()
    }
}

impl Room {
    /// A participant wishes for a track, or no longer does. The track need not exist yet.
    pub(crate) fn set_subscribed(
        &mut self,
        who: ParticipantKey,
        sid: &str,
        wanted: bool,
        env: &mut Env,
    ) {
        let exists = self.publishers.contains_key(sid);
        let Some(participant) = self.participants.get_mut(&who) else {
            return;
        };
        if !wanted && !exists && !participant.subscriptions.contains_key(sid) {
            return;
        }
        let Some(subscription) = participant.subscription(sid) else {
            return;
        };
        subscription.wish = match (wanted, subscription.wish) {
            (true, wish @ Wish::Wanted { .. }) => wish,
            (true, _) => Wish::Wanted { since: env.now },
            (false, _) if exists => Wish::Refused,
            (false, _) => Wish::Unsaid,
        };
        self.reconcile(who, sid, env);
    }

    /// Subscribes a participant to everything that is published, if it wants that by itself.
    pub(crate) fn subscribe_to_existing(&mut self, who: ParticipantKey, env: &mut Env) {
        let automatic = self
            .participants
            .get(&who)
            .is_some_and(|it| it.options.auto_subscribe);
        if !automatic {
            return;
        }
        let sids: Vec<String> = self
            .publishers
            .iter()
            .filter(|(_, publisher)| **publisher != who)
            .map(|(sid, _)| sid.clone())
            .collect();
        for sid in sids {
            let said = self.participants.get(&who).is_some_and(|it| {
                let subscription = it.subscriptions.get(&sid);
                subscription.is_some_and(|it| it.wish != Wish::Unsaid)
            });
            if !said {
                self.set_subscribed(who, &sid, true, env);
            }
        }
    }

    /// A track has begun: those who take everything, and those who wished for it, are subscribed.
    pub(crate) fn reconcile_waiting(
        &mut self,
        publisher: ParticipantKey,
        sid: &str,
        env: &mut Env,
    ) {
        let others: Vec<_> = self
            .participants
            .keys()
            .copied()
            .filter(|key| *key != publisher)
            .collect();
        for who in others {
            let Some(participant) = self.participants.get(&who) else {
                continue;
            };
            if participant.options.auto_subscribe && participant.is_active() {
                self.set_subscribed(who, sid, true, env);
            } else {
                self.reconcile(who, sid, env);
            }
        }
    }

    /// Permissions to a track have changed.
    pub(crate) fn reconcile_subscribers(&mut self, sid: &str, env: &mut Env) {
        let everyone: Vec<_> = self.participants.keys().copied().collect();
        for who in everyone {
            self.reconcile(who, sid, env);
        }
    }

    /// Permissions of a participant have changed.
    pub(crate) fn reconcile_all_of(&mut self, who: ParticipantKey, env: &mut Env) {
        let Some(participant) = self.participants.get(&who) else {
            return;
        };
        let sids: Vec<String> = participant.subscriptions.keys().cloned().collect();
        for sid in sids {
            self.reconcile(who, &sid, env);
        }
    }

    /// Makes what is sent agree with what is wished for and allowed.
    fn reconcile(&mut self, who: ParticipantKey, sid: &str, env: &mut Env) {
        let publisher = self.publishers.get(sid).copied();
        let Some(participant) = self.participants.get_mut(&who) else {
            return;
        };
        let (can_subscribe, recorder) = (participant.can_subscribe(), participant.video().recorder);
        let identity = participant.identity.clone();
        let Some(subscription) = participant.subscriptions.get_mut(sid) else {
            return;
        };
        if !subscription.is_wanted() || !can_subscribe {
            if subscription.downtrack.is_some() {
                self.detach(who, sid, env);
            }
            return self.forget_unsaid(who, sid);
        }
        let Some(publisher) = publisher.filter(|publisher| *publisher != who) else {
            env.timers
                .set_if_unset(Deadline::Subscriptions(self.key), env.now + RECONCILE);
            return;
        };
        let Some(source) = self.participants.get(&publisher) else {
            return;
        };
        let allowed = recorder || source.track_permissions.allows(&identity, sid);
        let publisher_sid = source.sid.clone();
        let Some(participant) = self.participants.get_mut(&who) else {
            return;
        };
        let Some(subscription) = participant.subscriptions.get_mut(sid) else {
            return;
        };
        subscription.publisher = Some(publisher);
        let attached = subscription.downtrack.is_some();
        if subscription.told_allowed.replace(allowed) != Some(allowed) {
            let update = SubscriptionPermissionUpdate {
                participant_sid: publisher_sid,
                track_sid: sid.into(),
                allowed,
            };
            self.send(who, Message::SubscriptionPermissionUpdate(update), env);
        }
        match (allowed, attached) {
            (true, false) => self.attach(who, publisher, sid, env),
            (false, true) => self.detach(who, sid, env),
            _ => {}
        }
    }

    /// Begins to send a track.
    fn attach(&mut self, who: ParticipantKey, publisher: ParticipantKey, sid: &str, env: &mut Env) {
        let Some(source) = self.participants.get_mut(&publisher) else {
            return;
        };
        let stream = format!("{}|{sid}", source.sid);
        let Some(track) = source.published.by_sid(sid) else {
            return;
        };
        track.subscribers.push(who);
        let (kind, muted) = (track.kind(), track.info.muted);
        let codec = Codec::from_mime(&track.info.mime_type);
        let highest = track.upstream.layers().len().saturating_sub(1);

        let Some(participant) = self.participants.get_mut(&who) else {
            return;
        };
        let hidden = participant.is_hidden();
        let red = codec == Some(Codec::Red) && participant.supports_red();
        let mut spec = SenderSpec::new(kind, stream, sid).red(red);
        spec = match codec {
            Some(Codec::Red) => spec.codecs([Codec::Opus]),
            Some(codec) => spec.codecs([codec]),
            None => spec,
        };
        let first_sequence = u64::from(env.random.below(1 << 14)) + 1;
        let sender = participant.links.downstream_link().peer.add_sender(spec);
        let Some(subscription) = participant.subscriptions.get_mut(sid) else {
            return;
        };
        let mut downtrack = Downtrack::new(sender, kind, first_sequence, highest);
        downtrack.set_muted(muted);
        downtrack.set_disabled(subscription.settings.disabled);
        subscription.downtrack = Some(downtrack);
        self.renegotiate(who);
        self.retarget(who, publisher, sid);
        self.dynacast_changed(publisher, sid, false, env);

        let Some(source) = self.participants.get_mut(&publisher) else {
            return;
        };
        let Some(track) = source.published.by_sid(sid) else {
            return;
        };
        if !hidden && !std::mem::replace(&mut track.ever_subscribed, true) {
            self.send(
                publisher,
                Message::TrackSubscribed(TrackSubscribed {
                    track_sid: sid.into(),
                }),
                env,
            );
        }
    }

    /// Stops sending a track that still exists.
    fn detach(&mut self, who: ParticipantKey, sid: &str, env: &mut Env) {
        self.remove_downtrack(who, sid);
        self.forget_subscriber(sid, who, env);
    }

    /// A track no longer exists: nobody is sent it, wants it, or has refused it.
    pub(crate) fn source_gone(&mut self, sid: &str) {
        let everyone: Vec<_> = self.participants.keys().copied().collect();
        for who in everyone {
            self.remove_downtrack(who, sid);
            if let Some(participant) = self.participants.get_mut(&who) {
                participant.subscriptions.remove(sid);
            }
        }
    }

    fn remove_downtrack(&mut self, who: ParticipantKey, sid: &str) {
        let Some(participant) = self.participants.get_mut(&who) else {
            return;
        };
        let Some(subscription) = participant.subscriptions.get_mut(sid) else {
            return;
        };
        let Some(downtrack) = subscription.downtrack.take() else {
            return;
        };
        let role = participant.links.downstream();
        participant
            .links
            .downstream_link()
            .peer
            .remove_sender(downtrack.sender);
        self.touch(who, role);
        self.renegotiate(who);
    }

    /// Takes a participant off the list of those who are sent a track.
    pub(crate) fn forget_subscriber(&mut self, sid: &str, who: ParticipantKey, env: &mut Env) {
        let Some(publisher) = self.publishers.get(sid).copied() else {
            return;
        };
        let Some(source) = self.participants.get_mut(&publisher) else {
            return;
        };
        let Some(track) = source.published.by_sid(sid) else {
            return;
        };
        track.subscribers.retain(|key| *key != who);
        self.dynacast_changed(publisher, sid, false, env);
    }

    fn forget_unsaid(&mut self, who: ParticipantKey, sid: &str) {
        let Some(participant) = self.participants.get_mut(&who) else {
            return;
        };
        if participant
            .subscriptions
            .get(sid)
            .is_some_and(|it| it.wish == Wish::Unsaid && it.settings.wants.is_none())
        {
            participant.subscriptions.remove(sid);
        }
    }

    pub(crate) fn on_track_settings(
        &mut self,
        who: ParticipantKey,
        sent: &UpdateTrackSettings,
        env: &mut Env,
    ) {
        let wants = if sent.width > 0 || sent.height > 0 {
            Wants::Size(sent.width, sent.height)
        } else {
            Wants::Quality(sent.quality())
        };
        for sid in &sent.track_sids {
            let Some(participant) = self.participants.get_mut(&who) else {
                return;
            };
            let Some(subscription) = participant.subscription(sid) else {
                continue;
            };
            // No rate leaves the limit as it is, as on the real server.
            let fps = match sent.fps {
                0 => subscription.settings.fps,
                fps => fps,
            };
            subscription.settings = Settings {
                disabled: sent.disabled,
                wants: Some(wants),
                fps,
            };
            if let Some(downtrack) = &mut subscription.downtrack {
                downtrack.set_disabled(sent.disabled);
            }
            if let Some(publisher) = self.publishers.get(sid).copied() {
                self.retarget(who, publisher, sid);
                self.dynacast_changed(publisher, sid, false, env);
                self.ask_for_keyframes(publisher, sid, env);
                // Rates are looked over from time to time.
                let at = env.now + env.config.keyframe_interval;
                env.timers.set_if_unset(Deadline::Keyframes(self.key), at);
            }
        }
    }

    /// Chooses the layer that a subscriber is to be sent: the best one wanted that arrives, else any that does.
    pub(crate) fn retarget(&mut self, who: ParticipantKey, publisher: ParticipantKey, sid: &str) {
        let Some(source) = self.participants.get(&publisher) else {
            return;
        };
        let Some(track) = source.published.get(sid) else {
            return;
        };
        let Some(participant) = self.participants.get(&who) else {
            return;
        };
        let live = &track.live_layers;
        let wanted = track.layer_of(
            participant
                .wanted_quality(track)
                .unwrap_or(VideoQuality::High),
        );
        let below = (0..=wanted).rev().find(|layer| live.contains(layer));
        let target = below.or_else(|| live.first().copied()).unwrap_or(wanted);
        let fps = participant.wanted_fps(sid);
        let temporal = fps.map(|fps| track.upstream.temporal_layer_for(target, fps));
        if let Some(downtrack) = self
            .participants
            .get_mut(&who)
            .and_then(|it| it.downtrack(sid))
        {
            downtrack.set_target(target, temporal.unwrap_or(ALL_TEMPORAL_LAYERS));
        }
    }

    /// Takes from a participant's connection how its downtracks stand.
    pub(crate) fn refresh_downtracks(&mut self, who: ParticipantKey, env: &mut Env) {
        let Some(participant) = self.participants.get_mut(&who) else {
            return;
        };
        let reports_at_first_packet = participant.reports_at_first_packet();
        let link = participant.links.downstream_link();
        let mut begun = Vec::new();
        for (sid, subscription) in &mut participant.subscriptions {
            let Some(downtrack) = &mut subscription.downtrack else {
                continue;
            };
            let Some(view) = link.peer.sender(downtrack.sender) else {
                continue;
            };
            if downtrack.negotiated(view.codecs, view.ready) {
                if reports_at_first_packet {
                    downtrack.send_placeholders(env.now);
                }
                begun.push((subscription.publisher, sid.clone()));
            }
        }
        self.arm_placeholders(who, env);
        for (publisher, sid) in begun {
            if let Some(publisher) = publisher {
                self.ask_for_keyframes(publisher, &sid, env);
                self.tell_stream_state(who, publisher, &sid, env);
            }
        }
    }

    /// Tells who may have its video paused that it flows.
    fn tell_stream_state(
        &self,
        who: ParticipantKey,
        publisher: ParticipantKey,
        sid: &str,
        env: &mut Env,
    ) {
        let Some(source) = self.participants.get(&publisher) else {
            return;
        };
        let video = source
            .published
            .get(sid)
            .is_some_and(|track| track.kind() == MediaKind::Video);
        let allowed = self
            .participants
            .get(&who)
            .is_some_and(|it| it.options.allow_pause);
        if video && allowed {
            let state = StreamStateInfo {
                participant_sid: source.sid.clone(),
                track_sid: sid.into(),
                state: StreamState::Active.into(),
            };
            let update = StreamStateUpdate {
                stream_states: vec![state],
            };
            self.send(who, Message::StreamStateUpdate(update), env);
        }
    }

    /// Gives up wishes for tracks that never came.
    pub(crate) fn give_up_subscriptions(&mut self, env: &mut Env) {
        let mut waiting = false;
        let everyone: Vec<_> = self.participants.keys().copied().collect();
        for who in everyone {
            let Some(participant) = self.participants.get_mut(&who) else {
                continue;
            };
            let missing = participant
                .subscriptions
                .iter()
                .filter(|(sid, _)| !self.publishers.contains_key(*sid))
                .filter_map(|(sid, it)| match it.wish {
                    Wish::Wanted { since } => Some((sid.clone(), since)),
                    Wish::Unsaid | Wish::Refused => None,
                });
            let (overdue, young): (Vec<_>, Vec<_>) = missing
                .partition(|(_, since)| env.now.saturating_duration_since(*since) >= NOT_FOUND);
            waiting |= !young.is_empty();
            for (sid, _) in overdue {
                self.set_subscribed(who, &sid, false, env);
                let response = SubscriptionResponse {
                    track_sid: sid,
                    err: SubscriptionError::SeTrackNotfound.into(),
                };
                self.send(who, Message::SubscriptionResponse(response), env);
            }
        }
        if waiting {
            env.timers
                .set(Deadline::Subscriptions(self.key), env.now + RECONCILE);
        }
    }
}

/// Most tracks that one participant may name.
const MAX_SUBSCRIPTIONS: usize = 10_000;
/// How long a track may be wished for that does not exist.
const NOT_FOUND: Duration = Duration::from_secs(60);
/// How often wishes are looked over.
const RECONCILE: Duration = Duration::from_secs(3);
