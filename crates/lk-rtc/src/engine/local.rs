//! Commands for tracks of ours, and what the server says of them.

use std::time::Instant;

use lk_media::{Codec, Frame};
use lk_peer::{SenderId, SenderSpec};
use lk_proto as proto;
use lk_proto::signal_request::Message as Request;

use super::convert::{codec_to_peer, codecs_to_offer, kind_to_peer};
use super::output::{LocalTrackEvent, LocalTrackId, Output, PeerSide};
use super::publications::{Numbering, PUBLISH_TIMEOUT, Stage, refusal};
use super::{Engine, Phase};
use crate::error::{DisconnectReason, PublishError, TrackError, WriteError};
use crate::model::TrackPublication;
use crate::options::PublishOptions;
use crate::stats::LocalTrackStats;
use crate::{Bitrate, RtpToSend, TrackSid};

impl Engine {
    /// Sets out to publish a track of `codec`. Ends in [`Output::Published`]; several may be under
    /// way at once.
    ///
    /// # Errors
    ///
    /// [`PublishError`], where it is clear at once that it cannot be.
    pub fn publish(
        &mut self,
        codec: Codec,
        options: PublishOptions,
        now: Instant,
    ) -> Result<LocalTrackId, PublishError> {
        let now = self.advance_clock(now);
        if let Some(reason) = self.not_in_room() {
            return Err(PublishError::Disconnected(reason));
        }
        if !self.state().local.permissions().may_publish(options.source) {
            return Err(PublishError::NotAllowed(options.source));
        }
        if options
            .source
            .kind()
            .is_some_and(|kind| kind != codec.kind())
        {
            return Err(PublishError::WrongKind(options.source, codec));
        }
        let taken = |mime: &String| mime.eq_ignore_ascii_case(codec.mime());
        let unknown = !self.publish_codecs.is_empty() && !self.publish_codecs.iter().any(taken);
        let left_out = !self.config.options.takes(codec);
        if unknown || left_out || codec_to_peer(codec).is_none() {
            return Err(PublishError::Unsupported(codec));
        }
        let id = self.publications.add(codec, options, &mut self.rng);
        self.run(now);
        Ok(id)
    }

    /// Ends a track. Nothing of it is sent from here on.
    ///
    /// # Errors
    ///
    /// [`TrackError::Gone`], if it has ended already.
    pub fn unpublish(&mut self, track: LocalTrackId, now: Instant) -> Result<(), TrackError> {
        let now = self.advance_clock(now);
        self.publications.get(track).ok_or(TrackError::Gone)?;
        self.withdraw(track, PublishError::Cancelled);
        self.run(now);
        Ok(())
    }

    /// Mutes or unmutes a track: while it is muted, what is written to it goes nowhere.
    ///
    /// # Errors
    ///
    /// [`TrackError::Gone`], if it has ended.
    pub fn set_muted(
        &mut self,
        track: LocalTrackId,
        muted: bool,
        now: Instant,
    ) -> Result<(), TrackError> {
        let now = self.advance_clock(now);
        let publication = self.publications.get(track).ok_or(TrackError::Gone)?;
        if publication.muted != muted {
            let sid = publication.sid().cloned();
            self.mute(track, muted);
            if let Some(sid) = sid {
                self.send(Request::Mute(proto::MuteTrackRequest {
                    sid: sid.to_string(),
                    muted,
                }));
            }
        }
        self.run(now);
        Ok(())
    }

    /// Sends a frame. While the track is muted it is taken and goes nowhere. So it is as long as it cannot be decoded
    /// for what the pacer dropped, or mute swallowed: see [`RoomOptions::pacing`](crate::RoomOptions::pacing).
    ///
    /// # Errors
    ///
    /// [`WriteError`]; the track goes on, unless it is gone.
    pub fn write_frame(
        &mut self,
        track: LocalTrackId,
        frame: &Frame,
        now: Instant,
    ) -> Result<(), WriteError> {
        let now = self.advance_clock(now);
        self.check_writable(track)?;
        let local = self.publications.get_mut(track).ok_or(WriteError::Gone)?;
        let Some(sender) = local.sender.filter(|_| !local.muted) else {
            return local.writer.skip(frame);
        };
        let (of, outbound) = ((track, sender, local.is_audio()), &mut self.outbound);
        let number = Some(local.writer.written());
        let keyframe_wanted = local.writer.frame(frame, now, |packet| {
            outbound.push(of, (packet, Numbering::Next), number, now)
        })?;
        if keyframe_wanted {
            self.tell_track(track, LocalTrackEvent::KeyframeRequested);
        }
        self.flush(now);
        self.run(now);
        Ok(())
    }

    /// Sends an RTP packet. While the track is muted it is taken and goes nowhere.
    ///
    /// # Errors
    ///
    /// [`WriteError`]; the track goes on, unless it is gone.
    pub fn write_rtp(
        &mut self,
        track: LocalTrackId,
        packet: &RtpToSend,
        now: Instant,
    ) -> Result<(), WriteError> {
        let now = self.advance_clock(now);
        self.check_writable(track)?;
        let local = self.publications.get_mut(track).ok_or(WriteError::Gone)?;
        let Some(sender) = local.sender.filter(|_| !local.muted) else {
            return Ok(());
        };
        let outgoing = local.writer.packet(packet)?;
        let of = (track, sender, local.is_audio());
        let kept = self.outbound.push(of, outgoing, None, now);
        if !kept && local.writer.lose(now) {
            self.tell_track(track, LocalTrackEvent::KeyframeRequested);
        }
        self.flush(now);
        self.run(now);
        Ok(())
    }

    /// Whether all that was written to a track has left. If not, [`LocalTrackEvent::Drained`] tells when it has.
    ///
    /// # Errors
    ///
    /// [`TrackError::Gone`], if it has ended.
    pub fn has_left(&mut self, track: LocalTrackId) -> Result<bool, TrackError> {
        self.publications.get(track).ok_or(TrackError::Gone)?;
        Ok(self.outbound.has_left(track))
    }

    /// Figures of a track of ours.
    pub fn local_track_stats(&self, track: LocalTrackId) -> Option<LocalTrackStats> {
        let local = self.publications.get(track)?;
        let mut stats = LocalTrackStats {
            frames: local.writer.frames,
            dropped: local.writer.dropped,
            refused: local.writer.refused,
            packets: local.writer.packets,
            bytes: local.writer.bytes,
            ..Default::default()
        };
        let link = self.transports.get(PeerSide::Publisher)?;
        let rows = link.peer.stats().senders;
        for row in rows.iter().filter(|row| Some(row.sender) == local.sender) {
            stats.retransmitted += row.retransmitted;
            stats.nacks += row.nacks;
            stats.keyframe_requests += row.keyframe_requests;
            stats.lost = row.lost.or(stats.lost);
            stats.rtt = row.rtt.or(stats.rtt);
        }
        Some(stats)
    }

    // ---- on the way into the room

    /// Asks the server for the tracks whose turn it is; says whether there were any.
    pub(super) fn request_tracks(&mut self, now: Instant) -> bool {
        if self.phase != Phase::Connected {
            return false;
        }
        let mut any = false;
        while let Some(id) = self.publications.next_request() {
            let own = self.state().local.sid().clone();
            let Some(local) = self.publications.get_mut(id) else {
                break;
            };
            let kind = kind_to_peer(local.codec.kind());
            let spec = SenderSpec::new(kind, local.stream(&own), local.cid.clone())
                .codecs(codecs_to_offer(local.codec));
            if let Some(link) = self.transports.get_mut(PeerSide::Publisher) {
                if !link.peer.has_section_for(&spec) {
                    self.withdraw(id, PublishError::TooManyTracks);
                    continue;
                }
                local.sender = Some(link.peer.add_sender(spec));
            }
            local.stage = Stage::Requested(now + PUBLISH_TIMEOUT);
            let request = local.request();
            // The request goes before the offer: the server finds the track of the section by it.
            self.send(Request::AddTrack(request));
            self.negotiator.want();
            any = true;
        }
        any
    }

    pub(super) fn on_track_published(&mut self, published: &proto::TrackPublishedResponse) {
        let Some(id) = self.publications.by_cid(&published.cid) else {
            return;
        };
        let info = published
            .track
            .as_ref()
            .and_then(TrackPublication::from_wire);
        let Some(local) = self.publications.get_mut(id) else {
            return;
        };
        if local.is_published() {
            return;
        }
        if let Some(mut info) = info {
            info.edit().muted = local.muted;
            if info.codec().is_none() {
                // The server learns the codec from the media; we know it.
                info.edit().mime_type = local.codec.mime().to_owned();
            }
            local.publication = Some(info);
        }
        self.try_to_finish(id);
    }

    pub(super) fn on_request_response(&mut self, response: &proto::RequestResponse) {
        let Some(proto::request_response::Request::AddTrack(request)) = &response.request else {
            return;
        };
        let Some(id) = self.publications.by_cid(&request.cid) else {
            return;
        };
        let waits = self
            .publications
            .get(id)
            .is_some_and(|local| !local.is_published());
        if let Some(error) = refusal(response).filter(|_| waits) {
            self.withdraw(id, error);
        }
    }

    /// The server answered an offer of ours.
    pub(super) fn on_offer_answered(&mut self, offer: u32) {
        for id in self.publications.answered(offer) {
            self.try_to_finish(id);
        }
    }

    /// The track stands in the room once the server has confirmed it and answered its section.
    fn try_to_finish(&mut self, id: LocalTrackId) {
        let Some(local) = self.publications.get_mut(id) else {
            return;
        };
        let (Some(sender), Some(first)) = (local.sender, local.offered) else {
            return;
        };
        if self.negotiator.is_unanswered(first) {
            return;
        }
        let link = self.transports.get(PeerSide::Publisher);
        let view = link.and_then(|link| link.peer.sender(sender));
        let agreed = view.and_then(|view| view.codec().map(|agreed| agreed.codec));
        let codec = local.codec;
        if agreed.is_none() || agreed != codec_to_peer(codec) {
            return self.withdraw(id, PublishError::Unsupported(codec));
        }
        let Some(publication) = local.publication.clone() else {
            return;
        };
        local.stage = Stage::Published;
        // What was asked for while the server did not know the track yet.
        let muted = local.muted;
        if muted != local.options.muted {
            let sid = publication.sid().to_string();
            self.send(Request::Mute(proto::MuteTrackRequest { sid, muted }));
        }
        self.room.add_local_track(publication.clone());
        self.tell_events();
        self.outputs.push_back(Output::Published {
            track: id,
            result: Ok(publication),
        });
    }

    pub(super) fn give_up_publishing(&mut self, now: Instant) -> bool {
        let Some(id) = self.publications.overdue(now) else {
            return false;
        };
        self.withdraw(id, PublishError::Timeout(PUBLISH_TIMEOUT));
        true
    }

    // ---- in the room

    pub(super) fn on_keyframe_request(&mut self, sender: SenderId) {
        if let Some(id) = self.publications.by_sender(sender) {
            self.tell_track(id, LocalTrackEvent::KeyframeRequested);
        }
    }

    pub(super) fn on_locally_subscribed(&mut self, subscribed: &proto::TrackSubscribed) {
        let Some(id) = self.publications.by_sid(&subscribed.track_sid) else {
            return;
        };
        if let Ok(sid) = TrackSid::try_from(subscribed.track_sid.as_str()) {
            self.room.local_track_subscribed(&sid);
        }
        self.tell_track(id, LocalTrackEvent::Subscribed);
    }

    /// The server muted or unmuted a track of ours.
    pub(super) fn on_server_mute(&mut self, sid: &str, muted: bool) {
        if let Some(id) = self.publications.by_sid(sid) {
            self.mute(id, muted);
        }
    }

    /// The server holds a track of ours for muted or not, and has not told so before: it missed a
    /// word of ours.
    pub(super) fn on_mute_differs(&mut self, sid: &TrackSid, theirs: bool) {
        let Some(id) = self.publications.by_sid(sid.as_str()) else {
            return;
        };
        let ours = self.publications.get(id).map(|local| local.muted);
        if let Some(muted) = ours.filter(|ours| *ours != theirs) {
            self.send(Request::Mute(proto::MuteTrackRequest {
                sid: sid.to_string(),
                muted,
            }));
        }
    }

    pub(super) fn on_track_unpublished(&mut self, sid: &str) {
        if let Some(id) = self.publications.by_sid(sid) {
            self.withdraw(id, PublishError::Cancelled);
        }
    }

    fn mute(&mut self, id: LocalTrackId, muted: bool) {
        let Some(local) = self.publications.get_mut(id) else {
            return;
        };
        if local.muted == muted {
            return;
        }
        local.muted = muted;
        if let Some(publication) = &mut local.publication {
            publication.edit().muted = muted;
            let sid = publication.sid().clone();
            self.room.mute_local_track(&sid, muted);
            self.tell_events();
        }
        self.tell_track(id, LocalTrackEvent::Muted(muted));
    }

    /// Takes a track back, wherever it stands; `error` is told where it was on its way.
    fn withdraw(&mut self, id: LocalTrackId, error: PublishError) {
        let Some(local) = self.publications.remove(id) else {
            return;
        };
        if let Some(sender) = local.sender {
            self.outbound.forget(id, sender, self.now);
            if let Some(link) = self.transports.get_mut(PeerSide::Publisher) {
                link.peer.remove_sender(sender);
            }
            self.negotiator.want();
        }
        if !local.is_published() {
            self.outputs.push_back(Output::Published {
                track: id,
                result: Err(error),
            });
            return;
        }
        if let Some(sid) = local.sid() {
            self.room.remove_local_track(sid);
            self.tell_events();
        }
        self.tell_track(id, LocalTrackEvent::Ended);
    }

    fn check_writable(&mut self, track: LocalTrackId) -> Result<(), WriteError> {
        if let Some(reason) = self.not_in_room() {
            return Err(WriteError::Disconnected(reason));
        }
        let local = self.publications.get(track).ok_or(WriteError::Gone)?;
        if !local.is_published() {
            return Err(WriteError::Gone);
        }
        self.outbound.check(track)
    }

    /// Changes the rate at which packets of our tracks leave; without a pacer that holds one
    /// ([`RoomOptions::pacing`](crate::RoomOptions::pacing)) that changes nothing.
    pub fn set_send_rate(&mut self, rate: Bitrate, now: Instant) {
        let now = self.advance_clock(now);
        self.outbound.set_rate(rate, now);
        self.flush(now);
        self.run(now);
    }

    /// Lets the packets go that may leave now.
    fn flush(&mut self, now: Instant) {
        while let Some(track) = self.outbound.poll_cut() {
            let local = self.publications.get_mut(track);
            if local.is_some_and(|local| local.writer.lose(now)) {
                self.tell_track(track, LocalTrackEvent::KeyframeRequested);
            }
        }
        let Some(link) = self.transports.get_mut(PeerSide::Publisher) else {
            return;
        };
        while let Some(mut queued) = self.outbound.poll(now) {
            let local = self.publications.get_mut(queued.track);
            let number =
                local.and_then(|local| local.writer.number(&mut queued.packet, queued.numbering));
            if number.is_none() {
                tracing::trace!("packet too late to be numbered");
                continue;
            }
            if let Err(error) = link.peer.write_rtp(queued.sender, 0, queued.packet, now) {
                tracing::trace!(%error, "packet not sent");
            }
        }
        while let Some(track) = self.outbound.poll_writable() {
            self.tell_track(track, LocalTrackEvent::Writable);
        }
        while let Some(track) = self.outbound.poll_drained() {
            self.tell_track(track, LocalTrackEvent::Drained);
        }
    }

    /// What the pacer held back and may go now.
    pub(super) fn flush_due(&mut self, now: Instant) {
        if self.outbound.next_wake().is_some_and(|wake| wake <= now) {
            self.flush(now);
        }
    }

    fn tell_track(&mut self, id: LocalTrackId, event: LocalTrackEvent) {
        self.outputs.push_back(Output::LocalTrack(id, event));
    }

    pub(super) fn not_in_room(&self) -> Option<DisconnectReason> {
        match self.phase {
            Phase::Ended(reason) => Some(reason),
            Phase::Leaving => Some(DisconnectReason::ClientInitiated),
            Phase::Idle | Phase::Connecting | Phase::Connected => None,
        }
    }
}
