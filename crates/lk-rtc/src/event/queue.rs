//! Events that nobody has read yet: in order, merged, bounded by what lives in the room.
//!
//! What an application does not read in time becomes less, never more: a value that changes again
//! replaces the change that was waiting, and what came and went in between is not told at all. So at
//! most a handful of events wait for each participant and track that the application has seen or
//! that is in the room now. What ends something the application has seen always stays. Data packets
//! cannot merge; their payloads are bounded in bytes, and what is dropped is counted and told.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{DataDropped, DataReceived, Event};
use crate::model::{Participant, TrackPublication};
use crate::{ParticipantSid, TrackSid};

/// Waiting events; see the module.
#[derive(Debug)]
pub struct EventQueue<T> {
    limits: QueueLimits,
    events: BTreeMap<u64, Event<T>>,
    waiting: BTreeMap<Key, u64>,
    lossy: VecDeque<u64>,
    lossy_bytes: usize,
    reliable_bytes: usize,
    next: u64,
    ended: bool,
}

/// How many bytes of data packets may wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueueLimits {
    /// Of packets from the reliable channel; when full, newer ones are dropped. Default: 16 MiB.
    pub reliable_bytes: usize,
    /// Of packets from the lossy channel; when full, older ones are dropped. Default: 1 MiB.
    pub lossy_bytes: usize,
}

impl Default for QueueLimits {
    fn default() -> Self {
        Self {
            reliable_bytes: 16 << 20,
            lossy_bytes: 1 << 20,
        }
    }
}

/// What an event is about. Ordered so that all of a participant, and all of a track, stand together.
type Key = (Option<ParticipantSid>, Option<TrackSid>, Topic);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Topic {
    Presence,
    Active,
    Metadata,
    Name,
    Attributes,
    Permissions,
    Quality,
    Published,
    Unpublished,
    Subscribed,
    Unsubscribed,
    Failed,
    Allowed,
    Muted,
    Unmuted,
    StreamState,
    LocallySubscribed,
    Speakers,
    RoomMetadata,
    Recording,
    ReliableDropped,
    LossyDropped,
}

impl<T> EventQueue<T> {
    /// An empty queue.
    pub fn new(limits: QueueLimits) -> Self {
        Self {
            limits,
            events: BTreeMap::new(),
            waiting: BTreeMap::new(),
            lossy: VecDeque::new(),
            lossy_bytes: 0,
            reliable_bytes: 0,
            next: 0,
            ended: false,
        }
    }

    /// Takes the oldest event.
    pub fn pop(&mut self) -> Option<Event<T>> {
        let (at, event) = self.events.pop_first()?;
        if let Event::DataReceived(data) = &event {
            self.account(data);
            if !data.reliable {
                self.lossy.pop_front();
            }
        } else if let Some(key) = key(&event).filter(|key| self.waiting.get(key) == Some(&at)) {
            self.waiting.remove(&key);
        }
        Some(event)
    }

    /// Whether [`Event::Disconnected`] was pushed: nothing comes after it.
    pub fn is_ended(&self) -> bool {
        self.ended
    }

    /// How many events wait.
    pub fn len(&self) -> usize {
        self.events.len()
    }

    /// Whether no event waits.
    pub fn is_empty(&self) -> bool {
        self.events.is_empty()
    }

    /// Adds an event after those that wait, or merges it with them.
    pub fn push(&mut self, event: Event<T>) {
        if self.ended {
            return;
        }
        let untold = match &event {
            Event::ParticipantDisconnected(e) => self.leave(e.participant.sid()),
            Event::TrackUnpublished(e) => self.unpublish(Some(&e.participant), &e.publication),
            Event::LocalTrackUnpublished(e) => self.unpublish(None, &e.publication),
            Event::TrackUnsubscribed(e) => self.cancel(&track_key(
                &e.participant,
                &e.publication,
                Topic::Subscribed,
            )),
            Event::TrackMuted(e) => {
                self.cancel(&track_key(&e.participant, &e.publication, Topic::Unmuted))
            }
            Event::TrackUnmuted(e) => {
                self.cancel(&track_key(&e.participant, &e.publication, Topic::Muted))
            }
            _ => false,
        };
        if untold {
            return;
        }
        self.ended = matches!(event, Event::Disconnected(_));
        match event {
            Event::DataReceived(data) => self.push_data(data),
            event => self.replace(event),
        }
    }

    /// Says whether the application has not been told that the participant came.
    fn leave(&mut self, sid: &ParticipantSid) -> bool {
        let untold = self
            .waiting
            .contains_key(&(Some(sid.clone()), None, Topic::Presence));
        let start = (Some(sid.clone()), None, Topic::FIRST);
        self.forget(start, |(of, _, _)| of.as_ref() == Some(sid), untold);
        untold
    }

    /// Says whether the application has not been told of the track.
    fn unpublish(&mut self, owner: Option<&Participant>, track: &TrackPublication) -> bool {
        let owner = owner.map(|owner| owner.sid().clone());
        let sid = track.sid();
        let published = (owner.clone(), Some(sid.clone()), Topic::Published);
        let untold = self.waiting.contains_key(&published);
        // A failed subscription does not always know whose the track is.
        for owner in BTreeSet::from([owner, None]) {
            let start = (owner.clone(), Some(sid.clone()), Topic::FIRST);
            let is_of_it = |(of, track, _): &Key| *of == owner && track.as_ref() == Some(sid);
            self.forget(start, is_of_it, untold);
        }
        untold
    }

    /// Puts `event` where the one of the same topic waits, or at the end.
    fn replace(&mut self, mut event: Event<T>) {
        if let Event::ActiveSpeakersChanged(_) = event {
            // It may name somebody of whom only what waits in between tells.
            self.cancel(&(None, None, Topic::Speakers));
        }
        let waiting = key(&event).and_then(|key| self.waiting.get(&key));
        match waiting.and_then(|at| self.events.get_mut(at)) {
            Some(older) => {
                event.absorb(older);
                *older = event;
            }
            None => self.append(event),
        }
    }

    fn append(&mut self, event: Event<T>) {
        if let Some(key) = key(&event) {
            self.waiting.insert(key, self.next);
        }
        self.events.insert(self.next, event);
        self.next += 1;
    }

    /// Takes a waiting event back; says whether there was one.
    fn cancel(&mut self, key: &Key) -> bool {
        let Some(at) = self.waiting.remove(key) else {
            return false;
        };
        self.events.remove(&at).is_some()
    }

    /// Takes back the events that stand together from `start` on; of what the application has been told of, not the end.
    fn forget(&mut self, start: Key, which: impl Fn(&Key) -> bool, untold: bool) {
        let keys = self.waiting.range(start..).map(|(key, _)| key);
        let forgotten = keys
            .take_while(|key| which(key))
            .filter(|(_, _, topic)| untold || !topic.ends())
            .cloned()
            .collect::<Vec<Key>>();
        for key in forgotten {
            self.cancel(&key);
        }
    }

    fn push_data(&mut self, data: DataReceived) {
        let size = data.payload.len() + PACKET_OVERHEAD;
        if data.reliable {
            if self.reliable_bytes + size > self.limits.reliable_bytes {
                return self.dropped(&data);
            }
            self.reliable_bytes += size;
        } else {
            while self.lossy_bytes + size > self.limits.lossy_bytes {
                let Some(oldest) = self.lossy.pop_front() else {
                    return self.dropped(&data);
                };
                if let Some(Event::DataReceived(oldest)) = self.events.remove(&oldest) {
                    self.account(&oldest);
                    self.dropped(&oldest);
                }
            }
            self.lossy_bytes += size;
            self.lossy.push_back(self.next);
        }
        self.append(Event::DataReceived(data));
    }

    fn account(&mut self, gone: &DataReceived) {
        let size = gone.payload.len() + PACKET_OVERHEAD;
        let bytes = if gone.reliable {
            &mut self.reliable_bytes
        } else {
            &mut self.lossy_bytes
        };
        *bytes = bytes.saturating_sub(size);
    }

    fn dropped(&mut self, data: &DataReceived) {
        let bytes = data.payload.len() as u64;
        let reliable = data.reliable;
        self.replace(Event::DataDropped(DataDropped {
            packets: 1,
            bytes,
            reliable,
        }));
    }
}

impl<T> Event<T> {
    /// Keeps of an older, unread event of the same topic what a reader would otherwise miss.
    fn absorb(&mut self, older: &mut Self) {
        match (self, older) {
            (Self::ParticipantMetadataChanged(new), Self::ParticipantMetadataChanged(old)) => {
                new.previous = std::mem::take(&mut old.previous);
            }
            (Self::ParticipantNameChanged(new), Self::ParticipantNameChanged(old)) => {
                new.previous = std::mem::take(&mut old.previous);
            }
            (Self::ParticipantAttributesChanged(new), Self::ParticipantAttributesChanged(old)) => {
                let newer = std::mem::replace(&mut new.changed, std::mem::take(&mut old.changed));
                new.changed.extend(newer);
            }
            (
                Self::ParticipantPermissionsChanged(new),
                Self::ParticipantPermissionsChanged(old),
            ) => new.previous = std::mem::take(&mut old.previous),
            (Self::RoomMetadataChanged(new), Self::RoomMetadataChanged(old)) => {
                new.previous = std::mem::take(&mut old.previous);
            }
            (Self::DataDropped(new), Self::DataDropped(old)) => {
                new.packets += old.packets;
                new.bytes += old.bytes;
            }
            _ => {}
        }
    }
}

impl Topic {
    const FIRST: Self = Self::Presence;

    /// Whether an application that has seen the beginning must be told.
    fn ends(self) -> bool {
        matches!(self, Self::Unpublished | Self::Unsubscribed)
    }
}

fn track_key(owner: &Participant, publication: &TrackPublication, topic: Topic) -> Key {
    (
        Some(owner.sid().clone()),
        Some(publication.sid().clone()),
        topic,
    )
}

/// What an event is about; `None` for data and for the end, which never merge.
fn key<T>(event: &Event<T>) -> Option<Key> {
    let of = |participant: &Participant, topic| (Some(participant.sid().clone()), None, topic);
    Some(match event {
        Event::ParticipantConnected(e) => of(&e.participant, Topic::Presence),
        Event::ParticipantActive(e) => of(&e.participant, Topic::Active),
        // Not under `Presence`: that topic waiting means that the beginning is unread.
        Event::ParticipantDisconnected(_) => return None,
        Event::ParticipantMetadataChanged(e) => of(&e.participant, Topic::Metadata),
        Event::ParticipantNameChanged(e) => of(&e.participant, Topic::Name),
        Event::ParticipantAttributesChanged(e) => of(&e.participant, Topic::Attributes),
        Event::ParticipantPermissionsChanged(e) => of(&e.participant, Topic::Permissions),
        Event::ConnectionQualityChanged(e) => of(&e.participant, Topic::Quality),
        Event::TrackPublished(e) => track_key(&e.participant, &e.publication, Topic::Published),
        Event::TrackUnpublished(e) => track_key(&e.participant, &e.publication, Topic::Unpublished),
        Event::TrackSubscribed(e) => track_key(&e.participant, &e.publication, Topic::Subscribed),
        Event::TrackUnsubscribed(e) => {
            track_key(&e.participant, &e.publication, Topic::Unsubscribed)
        }
        Event::TrackSubscriptionFailed(e) => {
            let owner = e
                .participant
                .as_ref()
                .map(|participant| participant.sid().clone());
            (owner, Some(e.track_sid.clone()), Topic::Failed)
        }
        Event::TrackSubscriptionPermissionChanged(e) => {
            track_key(&e.participant, &e.publication, Topic::Allowed)
        }
        Event::TrackMuted(e) => track_key(&e.participant, &e.publication, Topic::Muted),
        Event::TrackUnmuted(e) => track_key(&e.participant, &e.publication, Topic::Unmuted),
        Event::TrackStreamStateChanged(e) => {
            track_key(&e.participant, &e.publication, Topic::StreamState)
        }
        Event::LocalTrackPublished(e) => {
            (None, Some(e.publication.sid().clone()), Topic::Published)
        }
        Event::LocalTrackUnpublished(e) => {
            (None, Some(e.publication.sid().clone()), Topic::Unpublished)
        }
        Event::LocalTrackSubscribed(e) => (
            None,
            Some(e.publication.sid().clone()),
            Topic::LocallySubscribed,
        ),
        Event::ActiveSpeakersChanged(_) => (None, None, Topic::Speakers),
        Event::RoomMetadataChanged(_) => (None, None, Topic::RoomMetadata),
        Event::RecordingStatusChanged(_) => (None, None, Topic::Recording),
        Event::DataDropped(e) if e.reliable => (None, None, Topic::ReliableDropped),
        Event::DataDropped(_) => (None, None, Topic::LossyDropped),
        Event::DataReceived(_) | Event::Disconnected(_) => return None,
    })
}

/// What a waiting packet costs beside its payload, so that empty ones are bounded, too.
const PACKET_OVERHEAD: usize = 128;

#[cfg(test)]
mod tests;
