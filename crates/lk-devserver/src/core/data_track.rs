//! Data tracks: named streams of datagrams, published and subscribed to like media.
//!
//! A packet names its track by a number of the publisher's own; each subscriber is sent it with a number of the
//! subscriber's. The rest of a packet is not looked at.

use bytes::{Bytes, BytesMut};
use lk_proto::{
    DataTrackInfo, DataTrackSubscriberHandles, PublishDataTrackRequest, PublishDataTrackResponse,
    UnpublishDataTrackRequest, UnpublishDataTrackResponse, UpdateDataSubscription,
    data_track_subscriber_handles::PublishedDataTrack,
    request_response::{Reason, Request},
    signal_response::Message,
};
use prost::Message as _;

use super::{
    connection::Lane,
    env::Env,
    keys::{MAX_SID, ParticipantKey},
    participant::Participant,
    room::Room,
    update::Audience,
};

/// What a participant publishes and receives as data tracks.
#[derive(Debug, Default)]
pub(crate) struct DataTracks {
    published: Vec<DataTrack>,
    subscriptions: Vec<Subscription>,
    last_handle: u16,
}

#[derive(Debug)]
struct DataTrack {
    info: DataTrackInfo,
    /// Who is sent it, and under which number.
    subscribers: Vec<(ParticipantKey, u16)>,
}

/// A data track that a participant wishes for; it need not exist.
#[derive(Debug)]
struct Subscription {
    sid: String,
    /// Its number, while packets are sent.
    handle: Option<u16>,
}

impl DataTracks {
    pub(crate) fn infos(&self) -> Vec<DataTrackInfo> {
        self.published
            .iter()
            .map(|track| track.info.clone())
            .collect()
    }

    pub(crate) fn knows(&self, sid: &str) -> bool {
        self.published.iter().any(|track| track.info.sid == sid)
    }

    fn by_sid(&mut self, sid: &str) -> Option<&mut DataTrack> {
        self.published
            .iter_mut()
            .find(|track| track.info.sid == sid)
    }

    fn subscription(&mut self, sid: &str) -> Option<&mut Subscription> {
        self.subscriptions.iter_mut().find(|it| it.sid == sid)
    }

    /// A number that names no other track to this subscriber.
    fn next_handle(&mut self) -> Option<u16> {
        let used = |handle| {
            self.subscriptions
                .iter()
                .any(|it| it.handle == Some(handle))
        };
        let after = (1..=u16::MAX).map(|step| self.last_handle.wrapping_add(step));
        self.last_handle = after
            .filter(|handle| *handle != 0)
            .find(|handle| !used(*handle))?;
        Some(self.last_handle)
    }
}

impl Room {
    pub(crate) fn publish_data_track(
        &mut self,
        from: ParticipantKey,
        request: PublishDataTrackRequest,
        env: &mut Env,
    ) {
        let Some(participant) = self.participants.get_mut(&from) else {
            return;
        };
        if let Err((reason, why)) = participant.may_publish_data_track(&request) {
            return self.refuse(from, reason, why, Request::PublishDataTrack(request), env);
        }
        let info = DataTrackInfo {
            pub_handle: request.pub_handle,
            sid: env.random.sid("DTR_"),
            name: request.name,
            encryption: request.encryption,
            frame_encoding: request.frame_encoding,
            schema: request.schema,
        };
        let sid = info.sid.clone();
        participant.data_tracks.published.push(DataTrack {
            info: info.clone(),
            subscribers: Vec::new(),
        });
        participant.is_publisher = true;
        participant.dirty = true;
        self.data_publishers.insert(sid.clone(), from);
        self.send(
            from,
            Message::PublishDataTrackResponse(PublishDataTrackResponse { info: Some(info) }),
            env,
        );
        self.broadcast(from, Audience::Others, env);
        let others: Vec<_> = self
            .participants
            .keys()
            .copied()
            .filter(|key| *key != from)
            .collect();
        for who in others {
            let Some(participant) = self.participants.get_mut(&who) else {
                continue;
            };
            if participant.options.auto_subscribe_data_track && participant.is_active() {
                participant.wish_for_data_track(&sid);
            }
            if self.reconcile_data_track(who, &sid) {
                self.send_data_handles(who, env);
            }
        }
    }

    pub(crate) fn unpublish_data_track(
        &mut self,
        from: ParticipantKey,
        request: UnpublishDataTrackRequest,
        env: &mut Env,
    ) {
        let Some(participant) = self.participants.get_mut(&from) else {
            return;
        };
        let mut published = participant.data_tracks.published.iter();
        let Some(track) = published.find(|track| track.info.pub_handle == request.pub_handle)
        else {
            return self.refuse(
                from,
                Reason::NotFound,
                "",
                Request::UnpublishDataTrack(request),
                env,
            );
        };
        let info = track.info.clone();
        self.remove_data_track(from, &info.sid, env);
        self.send(
            from,
            Message::UnpublishDataTrackResponse(UnpublishDataTrackResponse { info: Some(info) }),
            env,
        );
        self.broadcast(from, Audience::Others, env);
    }

    /// Takes back every data track of a participant.
    pub(crate) fn revoke_data_tracks(&mut self, of: ParticipantKey, env: &mut Env) {
        let Some(participant) = self.participants.get(&of) else {
            return;
        };
        for info in participant.data_tracks.infos() {
            self.remove_data_track(of, &info.sid, env);
        }
    }

    /// Ends the data tracks of a participant who is gone, and what it received.
    pub(crate) fn retire_data_tracks(
        &mut self,
        who: ParticipantKey,
        gone: &mut Participant,
        env: &mut Env,
    ) {
        for track in std::mem::take(&mut gone.data_tracks.published) {
            self.data_track_ended(track, env);
        }
        for participant in self.participants.values_mut() {
            for track in &mut participant.data_tracks.published {
                track.subscribers.retain(|(key, _)| *key != who);
            }
        }
    }

    pub(crate) fn on_update_data_subscription(
        &mut self,
        from: ParticipantKey,
        sent: UpdateDataSubscription,
        env: &mut Env,
    ) {
        for update in sent.updates {
            let Some(participant) = self.participants.get_mut(&from) else {
                return;
            };
            if update.subscribe {
                participant.wish_for_data_track(&update.track_sid);
                self.reconcile_data_track(from, &update.track_sid);
            } else {
                participant
                    .data_tracks
                    .subscriptions
                    .retain(|it| it.sid != update.track_sid);
                self.drop_data_subscriber(from, &update.track_sid);
            }
        }
        self.send_data_handles(from, env);
    }

    /// A participant is active: it may want everything that is there.
    pub(crate) fn subscribe_to_existing_data_tracks(&mut self, who: ParticipantKey, env: &mut Env) {
        let Some(participant) = self.participants.get_mut(&who) else {
            return;
        };
        if !participant.options.auto_subscribe_data_track {
            return;
        }
        let existing: Vec<String> = self
            .data_publishers
            .iter()
            .filter(|(_, publisher)| **publisher != who)
            .map(|(sid, _)| sid.clone())
            .collect();
        for sid in &existing {
            participant.wish_for_data_track(sid);
        }
        self.reconcile_data_tracks(who, env);
    }

    /// Permissions of a participant, or of somebody it listens to, have changed.
    pub(crate) fn reconcile_data_tracks(&mut self, who: ParticipantKey, env: &mut Env) {
        let Some(participant) = self.participants.get(&who) else {
            return;
        };
        let sids: Vec<String> = participant
            .data_tracks
            .subscriptions
            .iter()
            .map(|it| it.sid.clone())
            .collect();
        let changes = sids
            .iter()
            .filter(|sid| self.reconcile_data_track(who, sid))
            .count();
        if changes > 0 {
            self.send_data_handles(who, env);
        }
    }

    /// A packet arrived on a participant's channel for data tracks.
    pub(crate) fn on_data_track_packet(&mut self, from: ParticipantKey, packet: &Bytes) {
        let Some(handle) = packet
            .get(HANDLE)
            .and_then(|bytes| bytes.try_into().ok())
            .map(u16::from_be_bytes)
        else {
            return;
        };
        if packet.len() < HEADER {
            return;
        }
        let Some(publisher) = self.participants.get(&from) else {
            return;
        };
        let mut published = publisher.data_tracks.published.iter();
        let Some(track) = published.find(|track| track.info.pub_handle == u32::from(handle)) else {
            return;
        };
        for (who, handle) in track.subscribers.clone() {
            let Some(subscriber) = self.participants.get_mut(&who) else {
                continue;
            };
            let mut renamed = BytesMut::from(packet.as_ref());
            renamed[HANDLE].copy_from_slice(&handle.to_be_bytes());
            let (role, link) = subscriber.links.data_link();
            // Like datagrams: what does not fit is lost.
            if link.send(Lane::DataTrack, renamed.freeze()).is_ok() {
                self.touch(who, role);
            }
        }
    }

    fn remove_data_track(&mut self, of: ParticipantKey, sid: &str, env: &mut Env) {
        let Some(participant) = self.participants.get_mut(&of) else {
            return;
        };
        let published = &mut participant.data_tracks.published;
        let Some(at) = published.iter().position(|track| track.info.sid == sid) else {
            return;
        };
        let track = published.remove(at);
        participant.dirty = true;
        self.data_track_ended(track, env);
    }

    fn data_track_ended(&mut self, track: DataTrack, env: &mut Env) {
        self.data_publishers.remove(&track.info.sid);
        for (who, _) in track.subscribers {
            if let Some(subscriber) = self.participants.get_mut(&who) {
                subscriber
                    .data_tracks
                    .subscriptions
                    .retain(|it| it.sid != track.info.sid);
                self.send_data_handles(who, env);
            }
        }
    }

    /// Makes what is sent agree with what is wished for and allowed. Returns whether anything changed.
    fn reconcile_data_track(&mut self, who: ParticipantKey, sid: &str) -> bool {
        let publisher = self
            .data_publishers
            .get(sid)
            .copied()
            .filter(|publisher| *publisher != who);
        let Some(subscriber) = self.participants.get(&who) else {
            return false;
        };
        let allowed = publisher
            .and_then(|it| self.participants.get(&it))
            .is_some_and(|source| {
                let permitted = || source.track_permissions.allows(&subscriber.identity, sid);
                subscriber.can_subscribe() && (subscriber.video().recorder || permitted())
            });
        let Some(subscriber) = self.participants.get_mut(&who) else {
            return false;
        };
        let Some(before) = subscriber.data_tracks.subscription(sid).map(|it| it.handle) else {
            return false;
        };
        match (allowed, before) {
            (true, None) => {
                let Some(handle) = subscriber.data_tracks.next_handle() else {
                    return false;
                };
                if let Some(subscription) = subscriber.data_tracks.subscription(sid) {
                    subscription.handle = Some(handle);
                }
                let source = publisher.and_then(|it| self.participants.get_mut(&it));
                if let Some(track) = source.and_then(|it| it.data_tracks.by_sid(sid)) {
                    track.subscribers.push((who, handle));
                }
                true
            }
            (false, Some(_)) => {
                if let Some(subscription) = subscriber.data_tracks.subscription(sid) {
                    subscription.handle = None;
                }
                self.drop_data_subscriber(who, sid);
                true
            }
            _ => false,
        }
    }

    fn drop_data_subscriber(&mut self, who: ParticipantKey, sid: &str) {
        let publisher = self
            .data_publishers
            .get(sid)
            .and_then(|it| self.participants.get_mut(it));
        if let Some(track) = publisher.and_then(|it| it.data_tracks.by_sid(sid)) {
            track.subscribers.retain(|(key, _)| *key != who);
        }
    }

    /// Tells a participant the whole table of its numbers.
    fn send_data_handles(&self, to: ParticipantKey, env: &mut Env) {
        let Some(subscriber) = self.participants.get(&to) else {
            return;
        };
        let entry = |it: &Subscription| {
            let publisher = self.participants.get(self.data_publishers.get(&it.sid)?)?;
            let track = PublishedDataTrack {
                publisher_identity: publisher.identity.clone(),
                publisher_sid: publisher.sid.clone(),
                track_sid: it.sid.clone(),
            };
            Some((u32::from(it.handle?), track))
        };
        let sub_handles = subscriber
            .data_tracks
            .subscriptions
            .iter()
            .filter_map(entry)
            .collect();
        self.send(
            to,
            Message::DataTrackSubscriberHandles(DataTrackSubscriberHandles { sub_handles }),
            env,
        );
    }
}

impl Participant {
    fn may_publish_data_track(
        &self,
        request: &PublishDataTrackRequest,
    ) -> Result<(), (Reason, &'static str)> {
        let published = &self.data_tracks.published;
        if !self.can_publish_data() {
            return Err((
                Reason::NotAllowed,
                "does not have permission to publish data",
            ));
        }
        if !(1..=u32::from(u16::MAX)).contains(&request.pub_handle) {
            return Err((Reason::InvalidHandle, "handle should be > 0 AND < 65536"));
        }
        if !(1..=MAX_NAME).contains(&request.name.len()) {
            return Err((
                Reason::InvalidName,
                "name should not be empty and should not exceed 256 characters",
            ));
        }
        if request.encoded_len() > MAX_REQUEST {
            return Err((Reason::InvalidRequest, "encoding and schema are too long"));
        }
        if published
            .iter()
            .any(|track| track.info.pub_handle == request.pub_handle)
        {
            return Err((
                Reason::DuplicateHandle,
                "a data track with same handle already exists",
            ));
        }
        if published
            .iter()
            .any(|track| track.info.name == request.name)
        {
            return Err((
                Reason::DuplicateName,
                "a data track with same name already exists",
            ));
        }
        if published.len() >= MAX_TRACKS {
            return Err((Reason::LimitExceeded, "too many data tracks"));
        }
        Ok(())
    }

    fn wish_for_data_track(&mut self, sid: &str) {
        let tracks = &mut self.data_tracks;
        let may = tracks.subscriptions.len() < MAX_TRACKS && sid.len() <= MAX_SID;
        if may && tracks.subscription(sid).is_none() {
            tracks.subscriptions.push(Subscription {
                sid: sid.to_owned(),
                handle: None,
            });
        }
    }
}

/// Bytes of a packet's fixed header.
const HEADER: usize = 12;
/// Where in it the track's number stands, big-endian.
const HANDLE: std::ops::Range<usize> = 2..4;
/// Most bytes of all that is said of a data track.
const MAX_REQUEST: usize = 2048;
/// Most bytes of a name.
const MAX_NAME: usize = 256;
/// Most data tracks that one participant publishes, or wishes for.
const MAX_TRACKS: usize = 1000;
