//! Commands of handles, carried out and answered.

use super::{Task, answer};
use crate::engine::LocalTrackId;
use crate::error::{SendDataError, TrackError, WriteError};
use crate::room::command::{Command, Reply, ToWrite};

impl Task {
    pub(super) fn obey(&mut self, command: Command) {
        match command {
            Command::Publish(codec, options, reply) => {
                match self.step(|engine, now| engine.publish(codec, *options, now)) {
                    Some(Ok(track)) => {
                        self.publishing.insert(track, reply);
                    }
                    Some(Err(error)) => drop(reply.send(Err(error))),
                    None => return,
                }
                self.carry_on(Some(()));
            }
            Command::Unpublish(track, reply) => {
                let done = self.turn(|engine, now| engine.unpublish(track, now));
                answer(reply, done);
            }
            Command::SetMuted(track, muted, reply) => {
                let done = self.turn(|engine, now| engine.set_muted(track, muted, now));
                answer(reply, done);
            }
            Command::Write(track, media, reply) => self.write(track, media, reply),
            Command::Drain(track, reply) => self.drain(track, reply),
            Command::SetSubscribed(sid, on, reply) => {
                let done = self.turn(|engine, now| engine.set_subscribed(&sid, on, now));
                answer(reply, done);
            }
            Command::SetTrackSettings(sid, settings, reply) => {
                let done = self.turn(|engine, now| engine.set_track_settings(&sid, &settings, now));
                answer(reply, done);
            }
            Command::SetSendRate(rate, reply) => {
                let done = self.turn(|engine, now| engine.set_send_rate(rate, now));
                answer(reply, done);
            }
            Command::RequestKeyframe(sid, reply) => {
                let done = self.turn(|engine, now| engine.request_keyframe(&sid, now));
                answer(reply, done);
            }
            Command::SendData(message, permit) if message.is_reliable() => {
                self.unsent.push_back((message, permit));
                self.send_unsent();
            }
            // Now or never: it does not stand behind what waits.
            Command::SendData(message, _) => {
                if let Some(Err(error)) = self.turn(|engine, now| engine.send_data(&message, now)) {
                    tracing::debug!(%error, "lossy data packet not sent");
                }
            }
            Command::LocalStats(track, reply) => {
                answer(
                    reply,
                    self.step(|engine, _| engine.local_track_stats(track)),
                );
            }
            Command::RemoteStats(sid, reply) => {
                answer(
                    reply,
                    self.step(|engine, _| engine.remote_track_stats(&sid)),
                );
            }
            Command::Stats(reply) => answer(reply, self.step(|engine, _| engine.stats())),
        }
    }

    pub(super) fn write(
        &mut self,
        track: LocalTrackId,
        media: ToWrite,
        reply: Reply<Result<(), WriteError>>,
    ) {
        let behind = self
            .locals
            .get_mut(&track)
            .filter(|local| !local.behind.is_empty());
        if let Some(local) = behind {
            if local.behind.len() < MAX_BEHIND {
                local.behind.push_back((media, reply));
            } else {
                answer(reply, Some(Err(WriteError::Behind)));
            }
            return;
        }
        let written = self.turn(|engine, now| match &media {
            ToWrite::Frame(frame) => engine.write_frame(track, frame, now),
            ToWrite::Packet(packet) => engine.write_rtp(track, packet, now),
        });
        match written {
            Some(Err(WriteError::Behind)) => {
                if let Some(local) = self.locals.get_mut(&track) {
                    local.behind.push_back((media, reply));
                }
            }
            written => answer(reply, written),
        }
    }

    pub(super) fn drain(&mut self, track: LocalTrackId, reply: Reply<Result<(), TrackError>>) {
        match self.step(|engine, _| engine.has_left(track)) {
            Some(Ok(false)) => {
                if let Some(local) = self.locals.get_mut(&track) {
                    local.draining.retain(|reply| !reply.is_closed());
                    local.draining.push(reply);
                }
            }
            left => answer(reply, left.map(|left| left.map(drop))),
        }
    }

    /// Sends reliable data packets as far as their channel takes them.
    pub(super) fn send_unsent(&mut self) {
        while let Some((message, permit)) = self.unsent.pop_front() {
            match self.step(|engine, now| engine.send_data(&message, now)) {
                Some(Err(SendDataError::Behind { .. })) => {
                    self.unsent.push_front((message, permit));
                    break;
                }
                Some(Err(error)) => tracing::warn!(%error, "data packet not sent"),
                Some(Ok(())) => {}
                None => return,
            }
        }
        self.carry_on(Some(()));
    }
}

/// How many writers may wait for a track, those that gave up among them.
const MAX_BEHIND: usize = 1024;
