//! What is lost, and what follows from it.
//!
//! Everything that can break a session comes through [`Engine::on_lost`]. It ends the session; a
//! policy that recovers instead has its place there.

use std::time::{Duration, Instant};

use lk_peer::{FailReason, NegotiationError};
use lk_signal::SessionEnd;

use super::output::{LocalTrackEvent, Output, PeerSide};
use super::{Engine, Phase};
use crate::error::{BoxError, ConnectError, ConnectStage, DisconnectReason, PublishError};

/// What was lost.
#[derive(Debug)]
pub(super) enum Lost {
    /// The signalling session.
    Signal(SessionEnd),
    /// A media connection.
    Link(PeerSide, FailReason),
    /// A channel that we publish on.
    DataChannel,
    /// The answer to an offer of ours.
    Answer,
    /// The server's description cannot be used.
    Description(NegotiationError),
}

impl Lost {
    fn reason(&self) -> DisconnectReason {
        match self {
            Self::Signal(SessionEnd::Left) => DisconnectReason::ClientInitiated,
            Self::Signal(SessionEnd::ServerLeave(leave)) => {
                DisconnectReason::from_wire(leave.reason)
            }
            Self::Signal(SessionEnd::Protocol(_)) | Self::Description(_) => {
                DisconnectReason::ProtocolViolation
            }
            Self::Signal(_) => DisconnectReason::SignalLost,
            Self::Link(..) | Self::DataChannel => DisconnectReason::ConnectionLost,
            Self::Answer => DisconnectReason::NegotiationTimeout,
        }
    }
}

impl Engine {
    pub(super) fn on_lost(&mut self, lost: Lost, now: Instant) {
        match self.phase {
            Phase::Connecting => {
                let stage = self.stage();
                let error = match lost {
                    Lost::Link(side, reason) => {
                        tracing::debug!(?side, %reason, "media connection failed");
                        media_failed(stage.max(stage_of(reason)), reason)
                    }
                    Lost::DataChannel => {
                        media_failed(ConnectStage::DataChannels, "the channel was closed")
                    }
                    Lost::Description(error) => media_failed(ConnectStage::Negotiation, error),
                    Lost::Signal(_) | Lost::Answer => ConnectError::Ended {
                        stage,
                        reason: lost.reason(),
                    },
                };
                self.fail_connect(error, now);
            }
            Phase::Connected => {
                tracing::debug!(?lost, "session lost");
                let media = matches!(lost, Lost::Link(..) | Lost::DataChannel);
                if media && self.session.is_open() {
                    self.fading.get_or_insert((lost, now + LAST_WORD));
                } else {
                    self.end(lost.reason(), now);
                }
            }
            Phase::Leaving => {
                if let Lost::Signal(_) = lost {
                    self.end(DisconnectReason::ClientInitiated, now);
                }
            }
            Phase::Idle | Phase::Ended(_) => {}
        }
    }

    pub(super) fn fail_connect(&mut self, error: ConnectError, now: Instant) {
        if self.is_ended() {
            return;
        }
        tracing::debug!(%error, "not connected");
        self.stop(DisconnectReason::ClientInitiated, now);
        self.outputs.push_back(Output::ConnectFailed(error));
    }

    fn end(&mut self, reason: DisconnectReason, now: Instant) {
        self.stop(reason, now);
        self.room.end(reason);
        self.tell_events();
    }

    /// Lets go of everything. What was told before is told in full; nothing comes after.
    fn stop(&mut self, reason: DisconnectReason, now: Instant) {
        let joined = matches!(self.phase, Phase::Connected | Phase::Leaving);
        if joined {
            self.see_to_notes(now);
            self.tell_events();
        }
        self.phase = Phase::Ended(reason);
        for id in self.publications.ids() {
            let Some(track) = self.publications.remove(id) else {
                continue;
            };
            self.outputs.push_back(if track.is_published() {
                Output::LocalTrack(id, LocalTrackEvent::Ended)
            } else {
                Output::Published {
                    track: id,
                    result: Err(PublishError::Disconnected(reason)),
                }
            });
        }
        self.subscriptions.clear();
        if joined {
            // The server knows by the goodbye, or has said its own; but where signalling still
            // stands it must learn that we will not come back.
            self.session
                .leave(lk_proto::DisconnectReason::ClientInitiated, now);
        }
        self.session.close();
        self.transports.close(now);
        self.drain_session(now);
        self.drain_peers(now);
    }

    /// Gives up whatever has waited too long; says whether there was something.
    pub(super) fn give_up_overdue(&mut self, now: Instant) -> bool {
        if let Some(error) = self.connect_overdue(now) {
            self.fail_connect(error, now);
            return true;
        }
        let unanswered = self.negotiator.deadline().is_some_and(|it| it <= now);
        if unanswered && matches!(self.phase, Phase::Connecting | Phase::Connected) {
            self.on_lost(Lost::Answer, now);
            return true;
        }
        if let Some((lost, _)) = self.fading.take_if(|(_, until)| *until <= now) {
            self.end(lost.reason(), now);
            return true;
        }
        self.give_up_publishing(now)
    }
}

/// A server that puts us out ends the media at once, and its goodbye may come a little later, as
/// it travels another way.
const LAST_WORD: Duration = Duration::from_millis(500);

fn media_failed(stage: ConnectStage, source: impl Into<BoxError>) -> ConnectError {
    ConnectError::Media {
        stage,
        source: source.into(),
    }
}

fn stage_of(reason: FailReason) -> ConnectStage {
    match reason {
        FailReason::Handshake => ConnectStage::Dtls,
        _ => ConnectStage::Ice,
    }
}
