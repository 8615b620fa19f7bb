//! Commands for tracks of others and for data, and what comes of them.

use std::time::Instant;

use bytes::Bytes;
use lk_peer::KeyframeKind;
use lk_proto as proto;
use lk_proto::signal_request::Message as Request;

use super::data::{DataMessage, MAX_MESSAGE};
use super::output::{MediaForm, Output, PeerSide};
use super::room::Note;
use super::subscriptions::Received;
use super::{Engine, Phase};
use crate::TrackSid;
use crate::error::{DisconnectReason, SendDataError, TrackError};
use crate::event::Event;
use crate::options::TrackSettings;
use crate::stats::{RemoteTrackStats, RoomStats};

impl Engine {
    /// Subscribes to a track, or ends that. What was asked for last counts, also before the
    /// track's media comes.
    ///
    /// # Errors
    ///
    /// [`TrackError::Gone`], if nobody publishes it.
    pub fn set_subscribed(
        &mut self,
        track: &TrackSid,
        subscribed: bool,
        now: Instant,
    ) -> Result<(), TrackError> {
        let now = self.advance_clock(now);
        self.check_known(track)?;
        let owner = self
            .room
            .remote_track(track)
            .map(|(owner, _)| owner.sid().to_string());
        if self
            .subscriptions
            .choose(track, subscribed, &mut self.room, now)
        {
            let sids = vec![track.to_string()];
            let of_owner = owner.map(|participant_sid| proto::ParticipantTracks {
                participant_sid,
                track_sids: sids.clone(),
            });
            self.send(Request::Subscription(proto::UpdateSubscription {
                track_sids: sids,
                subscribe: subscribed,
                participant_tracks: of_owner.into_iter().collect(),
            }));
        }
        self.run(now);
        Ok(())
    }

    /// Says what we want of a track.
    ///
    /// # Errors
    ///
    /// [`TrackError::Gone`], if nobody publishes it.
    pub fn set_track_settings(
        &mut self,
        track: &TrackSid,
        settings: &TrackSettings,
        now: Instant,
    ) -> Result<(), TrackError> {
        let now = self.advance_clock(now);
        self.check_known(track)?;
        self.send(Request::TrackSetting(settings.to_wire(track)));
        self.run(now);
        Ok(())
    }

    /// Chooses the form in which a subscribed track is handed out. Packets that wait for that
    /// choice follow at once.
    pub fn set_media_form(&mut self, track: &TrackSid, form: MediaForm, now: Instant) {
        let now = self.advance_clock(now);
        self.subscriptions.set_form(track, form);
        self.run(now);
    }

    /// Asks the publisher of a video track for a keyframe. Once a second at most; a wish that comes
    /// earlier is kept.
    ///
    /// # Errors
    ///
    /// [`TrackError::Gone`], if the track is not subscribed or has no keyframes.
    pub fn request_keyframe(&mut self, track: &TrackSid, now: Instant) -> Result<(), TrackError> {
        let now = self.advance_clock(now);
        self.check_known(track)?;
        let has_keyframes = self.subscriptions.request_keyframe(track);
        self.run(now);
        if has_keyframes {
            Ok(())
        } else {
            Err(TrackError::Gone)
        }
    }

    /// Sends a message to others in the room.
    ///
    /// # Errors
    ///
    /// [`SendDataError`]; after [`SendDataError::Behind`], [`Output::DataWritable`] tells when to
    /// try again.
    pub fn send_data(&mut self, message: &DataMessage, now: Instant) -> Result<(), SendDataError> {
        let now = self.advance_clock(now);
        if let Some(reason) = self.not_in_room() {
            return Err(SendDataError::Disconnected(reason));
        }
        if self.phase != Phase::Connected {
            return Err(SendDataError::ChannelClosed);
        }
        if !self.state().local.permissions().can_publish_data {
            return Err(SendDataError::NotAllowed);
        }
        let link = self.transports.get_mut(PeerSide::Publisher);
        let (Some(link), Some(data)) = (link, &mut self.data) else {
            return Err(SendDataError::ChannelClosed);
        };
        let sent = data.send(message, &mut link.peer);
        self.run(now);
        sent
    }

    /// The largest data message that the server takes, in bytes encoded; see [`DataMessage::check`].
    pub fn max_data_message(&self) -> usize {
        let link = self.transports.get(PeerSide::Publisher);
        link.map_or(MAX_MESSAGE, |link| {
            MAX_MESSAGE.min(link.peer.max_message_size())
        })
    }

    /// Figures of a track that we receive; `None` while it is not subscribed.
    pub fn remote_track_stats(&self, track: &TrackSid) -> Option<RemoteTrackStats> {
        let (mid, receiver) = self.subscriptions.receiver(track)?;
        let mut stats = receiver.stats();
        let link = self.transports.get(self.transports.receiving())?;
        for row in link
            .peer
            .stats()
            .receivers
            .iter()
            .filter(|row| row.mid == mid)
        {
            stats.nacks += row.nacks;
            stats.jitter = receiver.clock_to_time(row.jitter);
        }
        Some(stats)
    }

    /// Figures of the whole room.
    pub fn stats(&self) -> RoomStats {
        let mut stats = RoomStats {
            join: self.join_timings(),
            signal_rtt: self.session.rtt(),
            ..Default::default()
        };
        for side in super::SIDES {
            let Some(link) = self.transports.get(side) else {
                continue;
            };
            let peer = link.peer.stats();
            stats.bytes_sent += peer.bytes_sent;
            stats.bytes_received += peer.bytes_received;
            stats.media_rtt = stats.media_rtt.or(peer.rtt);
        }
        stats
    }

    pub(super) fn on_data(&mut self, data: &Bytes) {
        let received = self
            .data
            .as_mut()
            .and_then(|channels| channels.receive(data));
        let own = self.state().local.identity();
        // The server sends nobody his own words; one that does is not believed.
        let foreign = received.filter(|received| received.from.as_ref() != Some(own));
        if let Some(received) = foreign {
            self.tell_events();
            self.outputs
                .push_back(Output::Event(Event::DataReceived(received)));
        }
    }

    pub(super) fn on_received(&mut self, track: TrackSid, received: Received) -> bool {
        match received {
            Received::Media(media) => {
                self.outputs.push_back(Output::Media(track, media));
                false
            }
            Received::NeedsKeyframe(mid) => {
                let side = self.transports.receiving();
                if let Some(link) = self.transports.get_mut(side) {
                    link.peer.request_keyframe(mid, None, KeyframeKind::Pli);
                }
                true
            }
        }
    }

    /// Sees to what the room model could not; says whether there was something.
    pub(super) fn see_to_notes(&mut self, now: Instant) -> bool {
        let notes = self.room.take_notes();
        let any = !notes.is_empty();
        let mut added = false;
        for note in notes {
            match note {
                Note::TrackAdded => added = true,
                Note::TrackRemoved(sid) => self.subscriptions.forget(&sid),
                Note::LocalTrackMuted(sid, muted) => self.on_mute_differs(&sid, muted),
            }
        }
        if added {
            self.subscriptions.resolve(&mut self.room, now);
        }
        any
    }

    fn check_known(&self, track: &TrackSid) -> Result<(), TrackError> {
        if let Some(reason) = self.not_in_room() {
            return Err(TrackError::Disconnected(reason));
        }
        let known = self.room.knows_track(track.as_str());
        known.then_some(()).ok_or(TrackError::Gone)
    }

    /// Why we are out of the room, if we are.
    pub fn disconnect_reason(&self) -> Option<DisconnectReason> {
        match self.phase {
            Phase::Ended(reason) => Some(reason),
            _ => None,
        }
    }
}
