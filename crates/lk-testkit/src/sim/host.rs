//! The server: its core, and what came of it.

use std::collections::BTreeMap;
use std::time::Instant;

use lk_devserver::{Core, Dial, HttpId, HttpRequest, Output, ServerConfig, SessionId, SignalFrame};
use lk_proto::WebhookEvent;
use lk_signal::FrameKind;

use super::wire::{Parcel, SocketId};
use super::{Datagram, Direction, GuestId, Sim};
use crate::clock::VirtualClock;

pub(super) struct Host {
    core: Core,
    wake: Option<Instant>,
    sessions: BTreeMap<SessionId, SocketId>,
    questions: BTreeMap<HttpId, GuestId>,
    webhooks: Vec<WebhookEvent>,
}

impl Host {
    pub(super) fn new(config: ServerConfig, seed: [u8; 32], clock: &VirtualClock) -> Self {
        Self {
            core: Core::new(config, seed, clock.unix_start(), clock.now()),
            wake: None,
            sessions: BTreeMap::new(),
            questions: BTreeMap::new(),
            webhooks: Vec::new(),
        }
    }

    pub(super) fn core_mut(&mut self) -> &mut Core {
        &mut self.core
    }

    pub(super) fn wake(&self) -> Option<Instant> {
        self.wake
    }

    pub(super) fn forget(&mut self) {
        self.webhooks.clear();
    }

    pub(super) fn webhooks(&self) -> &[WebhookEvent] {
        &self.webhooks
    }
}

impl std::fmt::Debug for Host {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Host")
            .field("sessions", &self.sessions)
            .finish_non_exhaustive()
    }
}

impl Sim {
    /// Lets arrive what was under way between websockets.
    pub(super) fn deliver(&mut self, parcel: Parcel, now: Instant) {
        let guest = match parcel {
            Parcel::Dial {
                socket,
                target,
                authorization,
            } => {
                let dial = Dial {
                    target: &target,
                    authorization: Some(&authorization),
                };
                let outcome = self.host.core.dial(&dial, now);
                if let Ok(session) = outcome {
                    self.host.sessions.insert(session, socket);
                }
                // Its first frames must not overtake the news that it is open.
                self.wire.post(Parcel::Dialled { socket, outcome }, now);
                return self.drain_host();
            }
            Parcel::FrameUp { session, frame } => {
                self.host
                    .core
                    .handle_signal(session, &SignalFrame::Binary(frame), now);
                return self.drain_host();
            }
            Parcel::ClosedUp { session } => {
                if self.host.sessions.remove(&session).is_some() {
                    self.host.core.signal_closed(session, now);
                }
                return self.drain_host();
            }
            Parcel::Validate {
                guest,
                target,
                authorization,
            } => {
                let request = HttpRequest {
                    method: "GET",
                    target: &target,
                    authorization: Some(&authorization),
                    content_type: None,
                    body: &[],
                };
                let id = self.host.core.handle_http(&request, now);
                self.host.questions.insert(id, guest);
                return self.drain_host();
            }
            Parcel::Dialled { socket, outcome } => {
                self.guests[socket.guest.0].on_dialled(socket.number, outcome, now);
                socket.guest
            }
            Parcel::FrameDown {
                socket,
                kind,
                frame,
            } => {
                self.guests[socket.guest.0].on_frame(socket.number, kind, &frame, now);
                socket.guest
            }
            Parcel::ClosedDown { socket } => {
                self.guests[socket.guest.0].on_closed(socket.number, now);
                socket.guest
            }
            Parcel::Validated { guest, reply } => {
                self.guests[guest.0].on_validated(reply.status, &reply.body, now);
                guest
            }
        };
        self.drain_guest(guest);
    }

    /// Carries out what the server's core wants done.
    pub(super) fn drain_host(&mut self) {
        let now = self.clock.now();
        loop {
            match self.host.core.poll_output() {
                Output::Timeout(wake) => {
                    self.host.wake = Some(wake);
                    return;
                }
                Output::Transmit { from, to, payload } => {
                    let Some(id) = self.guest_at(to.ip()) else {
                        continue;
                    };
                    self.post(
                        id,
                        Direction::Down,
                        Datagram {
                            from,
                            to,
                            payload: payload.into(),
                        },
                    );
                }
                Output::Signal { session, frame } => {
                    let Some(&socket) = self.host.sessions.get(&session) else {
                        continue;
                    };
                    let (kind, frame) = match frame {
                        SignalFrame::Binary(frame) => (FrameKind::Binary, frame),
                        SignalFrame::Text(text) => (FrameKind::Text, text.into()),
                    };
                    self.wire.post(
                        Parcel::FrameDown {
                            socket,
                            kind,
                            frame,
                        },
                        now,
                    );
                }
                Output::CloseSignal { session } => {
                    if let Some(socket) = self.host.sessions.remove(&session) {
                        self.wire.post(Parcel::ClosedDown { socket }, now);
                    }
                }
                Output::Http { id, reply } => {
                    if let Some(guest) = self.host.questions.remove(&id) {
                        self.wire.post(Parcel::Validated { guest, reply }, now);
                    }
                }
                Output::Webhook(event) => self.host.webhooks.push(*event),
                _ => {}
            }
        }
    }

    fn guest_at(&self, address: std::net::IpAddr) -> Option<GuestId> {
        let ids = (0..self.guests.len()).map(GuestId);
        ids.into_iter()
            .find(|id| std::net::IpAddr::from(super::address(*id)) == address)
    }
}
