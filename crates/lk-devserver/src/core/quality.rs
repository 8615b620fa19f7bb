//! How good everyone's connection is: always excellent, since nothing here measures it.

use lk_proto::{
    ConnectionQuality, ConnectionQualityInfo, ConnectionQualityUpdate, signal_response::Message,
};

use super::{
    env::Env,
    keys::{Deadline, ParticipantKey},
    room::Room,
};

impl Room {
    /// Tells everyone of itself and those it subscribes to, if somebody is new.
    pub(crate) fn quality_tick(&mut self, env: &mut Env) {
        let active: Vec<ParticipantKey> = self
            .participants
            .iter()
            .filter(|(_, it)| it.is_active())
            .map(|(key, _)| *key)
            .collect();
        if active.is_empty() {
            return;
        }
        env.timers.set(
            Deadline::Quality(self.key),
            env.now + env.config.quality_interval,
        );
        let before = std::mem::replace(&mut self.quality_told, active.iter().copied().collect());
        if active.iter().all(|key| before.contains(key)) {
            return;
        }
        for &key in &active {
            let Some(receiver) = self.participants.get(&key) else {
                continue;
            };
            if receiver.client.protocol <= 4 {
                continue;
            }
            let known = active
                .iter()
                .filter(|other| **other == key || receiver.hears(**other));
            let updates =
                known
                    .filter_map(|other| self.participants.get(other))
                    .map(|participant| ConnectionQualityInfo {
                        participant_sid: participant.sid.clone(),
                        quality: ConnectionQuality::Excellent.into(),
                        score: EXCELLENT,
                    });
            let updates = updates.collect();
            self.send(
                key,
                Message::ConnectionQuality(ConnectionQualityUpdate { updates }),
                env,
            );
        }
    }
}

/// A mean opinion score, 5 at most.
const EXCELLENT: f32 = 5.0;
