//! What the engine asks for, carried out.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Instant;

use lk_peer::LocalAddress;
use tokio::sync::watch;

use super::{GOING_AWAY, Joined, Local, Stage, Task, answer, guard, now};
use crate::TrackSid;
use crate::engine::{Engine, EngineEvent, LocalTrackEvent, LocalTrackId, Media, Output, PeerSide};
use crate::error::{ConnectError, DisconnectReason, PublishError, TrackError, WriteError};
use crate::event::{Disconnected, Event};
use crate::model::{ConnectionState, TrackPublication};
use crate::room::command::{Published, PublishedTrack};
use crate::room::events::RoomEvent;
use crate::room::feed::Feed;
use crate::room::local::LocalStatus;
use crate::room::remote::RemoteTrack;
use crate::room::signal::SignalDriver;

impl Task {
    /// Has the engine do something, then carries out what follows from it.
    pub(super) fn turn<R>(&mut self, what: impl FnOnce(&mut Engine, Instant) -> R) -> Option<R> {
        let done = self.step(what)?;
        self.carry_on(Some(()));
        Some(done)
    }

    /// Has the engine do something. `None`: it failed, and the session is over.
    pub(super) fn step<R>(&mut self, what: impl FnOnce(&mut Engine, Instant) -> R) -> Option<R> {
        if self.stage != Stage::Running {
            return None;
        }
        let done = guard(|| what(&mut self.engine, now()));
        if done.is_none() {
            self.carry_on(None);
        }
        done
    }

    /// Carries out every output. `None`: the engine failed.
    pub(super) fn carry_on(&mut self, whole: Option<()>) {
        let mut whole = whole;
        while whole.is_some() && self.stage == Stage::Running {
            let Some(output) = guard(|| self.engine.poll_output()) else {
                whole = None;
                break;
            };
            if let Output::Timeout(wake) = output {
                self.wake = wake;
                self.flush();
                self.publish_state();
                return;
            }
            self.carry_out(output);
        }
        if whole.is_none() && self.stage == Stage::Running {
            tracing::error!("the engine failed");
            self.fail(ConnectError::Internal);
            self.tell_end(DisconnectReason::Internal);
            self.signal.close(GOING_AWAY);
            self.stage = Stage::Closing(DisconnectReason::Internal);
        }
    }

    fn carry_out(&mut self, output: Output) {
        match output {
            Output::Transmit(side, transmit) => self.sockets.send(side, transmit),
            Output::Media(sid, media) => self.feed(&sid, media),
            Output::SendSignal(frame) => self.signal().send(frame),
            Output::Dial(request) => self.signal().dial(request),
            Output::Validate(request) => self.signal().validate(request),
            Output::CloseSignal(code) => self.signal().close(code),
            Output::OpenSockets(side) => {
                if let Err(error) = self.open_sockets(side) {
                    tracing::warn!(%error, ?side, "no sockets");
                }
            }
            Output::Connected(timings) => {
                self.span.record("name", self.engine.state().name());
                self.publish_state();
                // Where nobody waits for it any more, the handle is gone, too: we leave.
                if let Some(connected) = self.connected.take() {
                    let _ = connected.send(Ok(Joined {
                        timings,
                        max_message: self.engine.max_data_message(),
                    }));
                }
            }
            Output::ConnectFailed(error) => self.fail(error),
            Output::Event(event) => self.on_event(event),
            Output::Published { track, result } => self.on_published(track, result),
            Output::LocalTrack(track, event) => self.on_local_track(track, event),
            Output::DataWritable { .. } => self.send_unsent(),
            Output::Timeout(_) => {}
        }
    }

    pub(super) fn open_sockets(&mut self, side: PeerSide) -> std::io::Result<()> {
        let network = &self.options.network;
        for address in self.sockets.bind(side, network, self.server_is_loopback)? {
            let address = LocalAddress::udp(address);
            if guard(|| self.engine.add_local_address(side, address, now())).is_none() {
                self.carry_on(None);
            }
        }
        Ok(())
    }

    fn on_event(&mut self, event: EngineEvent) {
        let weak = &self.weak;
        let (feeds, poke) = (&mut self.feeds, &self.poke);
        let limit = self.options.media_buffer_bytes;
        let ended = match &event {
            Event::TrackUnsubscribed(e) => feeds.remove(e.publication.sid()),
            _ => None,
        };
        if let Some(feed) = ended {
            feed.end();
        }
        let described = match &event {
            Event::TrackSubscribed(e) => Some((e.publication.kind(), e.publication.codec())),
            _ => None,
        };
        let reason = match &event {
            Event::Disconnected(e) => Some(e.reason),
            _ => None,
        };
        let event = event.map_track(|sid| {
            let feed = Arc::new(Feed::new(limit));
            feeds.insert(sid.clone(), feed.clone());
            let (kind, codec) = described.unwrap_or((lk_media::MediaKind::Video, None));
            RemoteTrack::new(sid, kind, codec, feed, poke.clone(), weak.clone())
        });
        self.tell(event);
        if let Some(reason) = reason {
            self.stage = Stage::Closing(reason);
            self.flush_after_end();
        }
    }

    /// What the engine still wants done when it has ended: its goodbyes.
    pub(super) fn flush_after_end(&mut self) {
        while let Some(output) = guard(|| self.engine.poll_output()) {
            match output {
                Output::Timeout(_) => break,
                Output::Transmit(side, transmit) => self.sockets.send(side, transmit),
                Output::SendSignal(frame) => self.signal().send(frame),
                Output::CloseSignal(code) => self.signal().close(code),
                _ => {}
            }
        }
        self.flush();
    }

    /// The websocket, to be given something to do: it is polled afterwards.
    fn signal(&mut self) -> &mut SignalDriver {
        self.signal_gate.open();
        &mut self.signal
    }

    /// Lets the datagrams go that were collected.
    fn flush(&mut self) {
        if self.sockets.flush().is_err() {
            self.socket_gate.open();
        }
    }

    /// Tells the application, which finds the state to be so already.
    fn tell(&mut self, event: RoomEvent) {
        self.publish_state();
        self.events.push(event);
    }

    /// The same of the end, where the engine cannot be asked any more.
    pub(super) fn tell_end(&self, reason: DisconnectReason) {
        self.state
            .send_modify(|state| Arc::make_mut(state).connection = ConnectionState::Disconnected);
        self.events
            .push(Event::Disconnected(Disconnected { reason }));
    }

    fn publish_state(&self) {
        let Some(state) = guard(|| self.engine.state().clone()) else {
            return;
        };
        self.state.send_if_modified(|published| {
            let modified = !Arc::ptr_eq(published, &state);
            if modified {
                *published = state;
            }
            modified
        });
    }

    fn on_published(
        &mut self,
        track: LocalTrackId,
        result: Result<TrackPublication, PublishError>,
    ) {
        let Some(reply) = self.publishing.remove(&track) else {
            return;
        };
        let published = result.map(|publication| {
            let muted = publication.is_muted();
            let (status, watched) = watch::channel(LocalStatus {
                muted,
                ..Default::default()
            });
            self.locals.insert(
                track,
                Local {
                    status,
                    behind: VecDeque::new(),
                    draining: Vec::new(),
                },
            );
            let track = PublishedTrack {
                id: track,
                publication,
                status: watched,
            };
            Published::new(track, self.poke.clone())
        });
        let _ = reply.send(published);
    }

    fn on_local_track(&mut self, track: LocalTrackId, event: LocalTrackEvent) {
        let Some(local) = self.locals.get_mut(&track) else {
            return;
        };
        match event {
            LocalTrackEvent::KeyframeRequested => {
                local
                    .status
                    .send_modify(|status| status.keyframe_requests += 1);
            }
            LocalTrackEvent::Subscribed => {
                local.status.send_modify(|status| status.subscribed = true);
            }
            LocalTrackEvent::Muted(muted) => {
                local.status.send_modify(|status| status.muted = muted);
            }
            LocalTrackEvent::Ended => {
                local.status.send_modify(|status| status.ended = true);
                let waiting = std::mem::take(&mut local.behind);
                let draining = std::mem::take(&mut local.draining);
                self.locals.remove(&track);
                for (_, reply) in waiting {
                    answer(reply, Some(Err(WriteError::Gone)));
                }
                for reply in draining {
                    answer(reply, Some(Err(TrackError::Gone)));
                }
            }
            LocalTrackEvent::Drained => {
                // Writers who waited may have written since.
                for reply in std::mem::take(&mut local.draining) {
                    self.drain(track, reply);
                }
            }
            LocalTrackEvent::Writable => {
                let waiting = std::mem::take(&mut local.behind);
                for (media, reply) in waiting {
                    self.write(track, media, reply);
                }
            }
        }
    }

    fn feed(&mut self, sid: &TrackSid, media: Media) {
        let needs_keyframe = self.feeds.get(sid).is_some_and(|feed| feed.push(media));
        if needs_keyframe {
            // Audio has none, and refuses.
            let _ = guard(|| self.engine.request_keyframe(sid, now()));
        }
    }
}
