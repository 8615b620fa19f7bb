//! What participants are told about each other.

use std::time::Duration;

use lk_auth::{AccessToken, ApiKey, ParticipantKind};
use lk_proto::{
    DisconnectReason, ParticipantInfo, ParticipantPermission, ParticipantUpdate,
    participant_info::State, signal_response::Message,
};

use super::{
    env::Env,
    keys::{Deadline, ParticipantKey},
    participant::Participant,
    room::Room,
};

/// Who is told of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    /// Everyone but the participant itself. News of who does not publish may wait for others.
    Others,
    /// Everyone, itself included, at once.
    All,
    /// Everyone, itself included; it may wait.
    AllLater,
}

impl Room {
    /// Tells of a participant as it is now.
    pub(crate) fn broadcast(&mut self, about: ParticipantKey, audience: Audience, env: &mut Env) {
        let Some(participant) = self.participants.get_mut(&about) else {
            return;
        };
        let interval = env.config.update_interval;
        let urgent = audience == Audience::All || participant.is_publisher || interval.is_zero();
        if urgent {
            self.queued.remove(&about);
            self.tell(about, audience, env);
        } else {
            self.queued.insert(about);
            env.timers
                .set_if_unset(Deadline::Updates(self.key), env.now + interval);
        }
    }

    /// Tells what has waited.
    pub(crate) fn flush_updates(&mut self, env: &mut Env) {
        for about in std::mem::take(&mut self.queued) {
            self.tell(about, Audience::AllLater, env);
        }
    }

    /// Tells the others that a participant is gone, which is no longer in the room.
    pub(crate) fn broadcast_departure(&mut self, info: ParticipantInfo, env: &mut Env) {
        let replaced = info.disconnect_reason() == DisconnectReason::DuplicateIdentity;
        for (&key, receiver) in &self.participants {
            // Newer clients find out by themselves that one identity has a new session.
            if !(replaced && receiver.client.protocol > 11) {
                self.send(key, update(info.clone()), env);
            }
        }
    }

    /// Everyone that is not hidden, in order of joining. `with` is included even if hidden.
    pub(crate) fn snapshot(&mut self, with: Option<ParticipantKey>) -> Vec<ParticipantInfo> {
        let shown = self
            .participants
            .iter_mut()
            .filter(|(key, it)| !it.is_hidden() || Some(**key) == with);
        shown.map(|(_, participant)| participant.info()).collect()
    }

    /// Gives a participant a token that it can come back with.
    pub(crate) fn send_refresh_token(&mut self, to: ParticipantKey, env: &mut Env) {
        let Some(participant) = self.participants.get(&to) else {
            return;
        };
        let Some((key, secret)) = env.config.signing_key() else {
            return;
        };
        let mut claims = participant.claims.clone();
        let left = claims
            .exp
            .map(|exp| Duration::from_secs(exp.as_secs()).saturating_sub(env.unix()));
        claims.exp = None;
        claims.kind_details.clear();
        claims.sip = None;
        claims.kind.get_or_insert(ParticipantKind::Standard);
        let token = AccessToken::from_claims(ApiKey::new(key, secret), claims)
            .valid_for(left.unwrap_or_default().max(REFRESH_VALIDITY))
            .to_jwt_at(env.system_time());
        match token {
            Ok(token) => self.send(to, Message::RefreshToken(token), env),
            Err(error) => tracing::warn!(%error, "cannot mint a refresh token"),
        }
        env.timers
            .set(Deadline::Refresh(self.seat(to)), env.now + REFRESH_INTERVAL);
    }

    /// Replaces a participant's permissions, and takes back what it may no longer do.
    pub(crate) fn set_permission(
        &mut self,
        of: ParticipantKey,
        wanted: &ParticipantPermission,
        env: &mut Env,
    ) {
        let Some(participant) = self.participants.get_mut(&of) else {
            return;
        };
        if !participant.set_permission(wanted) {
            return;
        }
        let revoked: Vec<String> = participant
            .published
            .infos()
            .into_iter()
            .filter(|info| !participant.can_publish_source(info.source()))
            .map(|info| info.sid)
            .collect();
        participant.is_publisher &= wanted.can_publish;
        for sid in revoked {
            self.unpublish(of, &sid, env);
        }
        if !wanted.can_publish_data {
            self.revoke_data_tracks(of, env);
        }
        self.reconcile_all_of(of, env);
        self.reconcile_data_tracks(of, env);
        if wanted.can_subscribe
            && self
                .participants
                .get(&of)
                .is_some_and(Participant::is_active)
        {
            self.subscribe_to_existing(of, env);
        }
        self.broadcast(of, Audience::All, env);
        self.send_refresh_token(of, env);
    }

    fn tell(&mut self, about: ParticipantKey, audience: Audience, env: &mut Env) {
        let Some(participant) = self.participants.get_mut(&about) else {
            return;
        };
        let hidden = participant.is_hidden();
        let info = participant.info();
        for &key in self.participants.keys() {
            let wanted = if key == about {
                audience != Audience::Others
            } else {
                !hidden
            };
            if wanted {
                self.send(key, update(info.clone()), env);
            }
        }
    }

    /// Moves a participant to another state and tells the others.
    pub(crate) fn set_state(&mut self, key: ParticipantKey, state: State, env: &mut Env) {
        let Some(participant) = self.participants.get_mut(&key) else {
            return;
        };
        if participant.state == state {
            return;
        }
        participant.state = state;
        participant.dirty = true;
        self.broadcast(key, Audience::AllLater, env);
    }
}

fn update(info: ParticipantInfo) -> Message {
    Message::Update(ParticipantUpdate {
        participants: vec![info],
        ..ParticipantUpdate::default()
    })
}

/// How long a refreshed token is good for, at the least.
const REFRESH_VALIDITY: Duration = Duration::from_secs(600);
/// How often it is refreshed.
const REFRESH_INTERVAL: Duration = Duration::from_secs(300);
