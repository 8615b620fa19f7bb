//! What the server says over signalling, and what we say to it.

use std::time::Instant;

use lk_peer::{MediaKind, Peer};
use lk_proto as proto;
use lk_proto::signal_request::Message as Request;
use lk_proto::signal_response::Message as Response;
use lk_signal::SignalEvent;

use super::early::Datagram;
use super::ending::Lost;
use super::joining::description;
use super::output::{Output, PeerSide};
use super::{Engine, candidate};

impl Engine {
    /// Passes on what the session wants done, and reacts to what happened on it.
    pub(super) fn drain_session(&mut self, now: Instant) -> bool {
        let mut heard = false;
        loop {
            match self.session.poll_output() {
                lk_signal::Output::Dial(dial) => self.outputs.push_back(Output::Dial(dial)),
                lk_signal::Output::Send(frame) => self.outputs.push_back(Output::SendSignal(frame)),
                lk_signal::Output::Validate(ask) => self.outputs.push_back(Output::Validate(ask)),
                lk_signal::Output::Close(code) => self.outputs.push_back(Output::CloseSignal(code)),
                lk_signal::Output::Event(event) => {
                    heard = true;
                    if !self.is_ended() {
                        self.on_signal_event(event, now);
                    }
                }
                lk_signal::Output::Timeout(deadline) => {
                    self.session_deadline = deadline;
                    return heard;
                }
                _ => {}
            }
        }
    }

    /// Sends a message; one that cannot be sent is lost with the session that it was for.
    pub(super) fn send(&mut self, message: Request) {
        if let Err(error) = self.session.send(message) {
            tracing::debug!(%error, "signal message not sent");
        }
    }

    fn on_signal_event(&mut self, event: SignalEvent, now: Instant) {
        match event {
            SignalEvent::Joined(join) => self.on_joined(&join, now),
            SignalEvent::Message(message) => self.on_message(*message, now),
            SignalEvent::ConnectFailed(error) => self.on_dial_failed(error, now),
            SignalEvent::Ended(end) => self.on_lost(Lost::Signal(end), now),
            SignalEvent::Resumed(_) | SignalEvent::TokenRefreshed => {}
            _ => {}
        }
    }

    fn on_dial_failed(&mut self, error: lk_signal::ConnectError, now: Instant) {
        let unknown = matches!(error, lk_signal::ConnectError::ServiceNotFound { .. });
        if unknown && self.can_fall_back() {
            tracing::debug!("the server knows no single peer connection");
            if let Err(error) = self.fall_back(now) {
                self.fail_connect(error, now);
            }
            return;
        }
        self.fail_connect(error.into(), now);
    }

    fn on_message(&mut self, message: Response, now: Instant) {
        match message {
            Response::Answer(answer) => self.on_answer(&answer, now),
            Response::Offer(offer) => self.on_offer(&offer, now),
            Response::Trickle(trickle) => self.on_trickle(&trickle, now),
            Response::Update(update) => self.room.on_participants(&update),
            Response::TrackPublished(published) => self.on_track_published(&published),
            Response::TrackUnpublished(unpublished) => {
                self.on_track_unpublished(&unpublished.track_sid);
            }
            Response::Mute(mute) => self.on_server_mute(&mute.sid, mute.muted),
            Response::SpeakersChanged(changed) => self.room.on_speakers(&changed),
            Response::RoomUpdate(update) => {
                if let Some(room) = &update.room {
                    self.room.on_room_update(room);
                }
            }
            Response::ConnectionQuality(update) => self.room.on_quality(&update),
            Response::StreamStateUpdate(update) => self.room.on_stream_states(&update),
            Response::SubscriptionPermissionUpdate(update) => self.room.on_permission(&update),
            Response::SubscriptionResponse(response) => {
                self.room.on_subscription_response(&response);
            }
            Response::TrackSubscribed(subscribed) => self.on_locally_subscribed(&subscribed),
            Response::RequestResponse(response) => self.on_request_response(&response),
            Response::MediaSectionsRequirement(required) => self.on_sections_required(&required),
            _ => {}
        }
    }

    // ---- descriptions

    fn on_answer(&mut self, answer: &proto::SessionDescription, now: Instant) {
        if !self.negotiator.awaits(answer.id) {
            tracing::debug!(id = answer.id, "stale answer");
            return;
        }
        // Before the answer itself: it names the tracks of the sections that start with it.
        let receives = self.transports.receiving() == PeerSide::Publisher;
        if receives {
            self.subscriptions.on_listed(&answer.mid_to_track_id, true);
        }
        let Some(link) = self.transports.get_mut(PeerSide::Publisher) else {
            return;
        };
        match link.peer.accept_answer(&answer.sdp, now) {
            Ok(()) => {
                link.negotiated_at.get_or_insert(now);
                let offer = self.negotiator.answered();
                self.drain_peers(now);
                self.take_early_media(now);
                if receives {
                    self.subscriptions.resolve(&mut self.room, now);
                }
                self.on_offer_answered(offer);
            }
            Err(error) => self.on_lost(Lost::Description(error), now),
        }
    }

    /// What overtook the answer can be understood now.
    fn take_early_media(&mut self, now: Instant) {
        for early in self.early.take() {
            let Datagram {
                transport,
                from,
                to,
                bytes,
            } = early;
            if let Some(link) = self.transports.get_mut(PeerSide::Publisher) {
                link.peer.handle_datagram(transport, from, to, &bytes, now);
            }
            self.drain_peers(now);
        }
    }

    fn on_offer(&mut self, offer: &proto::SessionDescription, now: Instant) {
        let Some(link) = self.transports.get_mut(PeerSide::Subscriber) else {
            tracing::debug!("an offer where only we offer");
            return;
        };
        self.subscriptions.on_listed(&offer.mid_to_track_id, true);
        match link
            .peer
            .accept_offer(&offer.sdp, &mut Peer::accept_all, now)
        {
            Ok(sdp) => {
                link.described = true;
                link.negotiated_at.get_or_insert(now);
                self.send(Request::Answer(description("answer", sdp, offer.id)));
                self.drain_peers(now);
                self.subscriptions.resolve(&mut self.room, now);
            }
            Err(error) => self.on_lost(Lost::Description(error), now),
        }
    }

    /// Makes an offer if one is due; says whether it did.
    pub(super) fn offer(&mut self, now: Instant) -> bool {
        if !self.negotiator.is_due() || !self.session.is_open() {
            return false;
        }
        let Some(link) = self.transports.get_mut(PeerSide::Publisher) else {
            return false;
        };
        match link.peer.create_offer(now) {
            Ok(sdp) => {
                link.described = true;
                let id = self.negotiator.offered(now);
                self.publications.offered(id);
                self.send(Request::Offer(description("offer", sdp, id)));
                true
            }
            Err(error) => {
                tracing::debug!(%error, "no offer");
                self.negotiator.unwant();
                false
            }
        }
    }

    fn on_sections_required(&mut self, required: &proto::MediaSectionsRequirement) {
        let wanted = [
            (MediaKind::Audio, required.num_audios),
            (MediaKind::Video, required.num_videos),
        ];
        let wanted = wanted.map(|(kind, count)| (kind, count * u32::from(self.receives(kind))));
        let Some(link) = self.transports.get_mut(PeerSide::Publisher) else {
            return;
        };
        for (kind, count) in wanted {
            link.peer
                .add_receivers(kind, count.min(MAX_SECTIONS_AT_ONCE) as usize);
        }
        self.negotiator.want();
    }

    // ---- candidates

    fn on_trickle(&mut self, trickle: &proto::TrickleRequest, now: Instant) {
        let side = match trickle.target() {
            proto::SignalTarget::Publisher => PeerSide::Publisher,
            proto::SignalTarget::Subscriber => PeerSide::Subscriber,
        };
        let Some(link) = self.transports.get_mut(side) else {
            return;
        };
        let Some(candidate) = candidate::from_wire(&trickle.candidate_init) else {
            return;
        };
        if let Err(error) = link.peer.add_remote_candidate(&candidate, now) {
            tracing::debug!(%error, "candidate ignored");
        }
    }

    pub(super) fn trickle(&mut self, side: PeerSide, candidate: &str) {
        let Some(link) = self.transports.get(side) else {
            return;
        };
        let target = match side {
            PeerSide::Publisher => proto::SignalTarget::Publisher,
            PeerSide::Subscriber => proto::SignalTarget::Subscriber,
        };
        let trickle = proto::TrickleRequest {
            candidate_init: candidate::to_wire(candidate, link.peer.local_ufrag()),
            target: target.into(),
            ..Default::default()
        };
        self.send(Request::Trickle(trickle));
    }
}

/// How many sections a server may ask for in one message.
const MAX_SECTIONS_AT_ONCE: u32 = 256;
