//! Data channels above the engine's: keys, a bounded queue for each, and who may send next.
//!
//! The engine's buffer is one and small, so the queues take turns, a message at a time.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use bytes::Bytes;
use str0m::channel::{ChannelConfig, ChannelData, ChannelId, Reliability};

use crate::engine::Engine;
use crate::{ChannelKey, ChannelSpec, PeerEvent, SendError};

/// Most channels that the remote may open.
const MAX_REMOTE: usize = 64;

pub(crate) struct Channels {
    channels: BTreeMap<ChannelKey, Channel>,
    keys: HashMap<ChannelId, ChannelKey>,
    /// Ids agreed out of band that the engine holds; it must not be given one twice.
    agreed: HashMap<ChannelId, u16>,
    /// Closed before the engine had opened them.
    abandoned: HashSet<ChannelId>,
    next_key: u32,
    max_buffer: usize,
    pub(crate) max_message: usize,
    /// Whose turn it is.
    turn: ChannelKey,
    /// Bytes that wait in all queues.
    waiting: usize,
    /// Channels whose mark is to be told.
    armed: usize,
}

struct Channel {
    spec: ChannelSpec,
    id: Option<ChannelId>,
    by_remote: bool,
    open: bool,
    queue: VecDeque<Bytes>,
    queued: usize,
    low: usize,
    armed: bool,
}

impl Channels {
    pub(crate) fn new(max_buffer: usize) -> Self {
        Self {
            channels: BTreeMap::new(),
            keys: HashMap::new(),
            agreed: HashMap::new(),
            abandoned: HashSet::new(),
            next_key: 0,
            max_buffer,
            max_message: 65_535,
            turn: ChannelKey(0),
            waiting: 0,
            armed: 0,
        }
    }

    pub(crate) fn open(&mut self, spec: ChannelSpec) -> ChannelKey {
        self.insert(spec, None)
    }

    fn insert(&mut self, spec: ChannelSpec, id: Option<ChannelId>) -> ChannelKey {
        let key = ChannelKey(self.next_key);
        self.next_key += 1;
        let channel = Channel {
            spec,
            id,
            by_remote: id.is_some(),
            open: id.is_some(),
            queue: VecDeque::new(),
            queued: 0,
            low: 0,
            armed: false,
        };
        self.channels.insert(key, channel);
        key
    }

    /// Creates in the engine what was opened before there was one.
    pub(crate) fn create(&mut self, engine: &mut Engine, events: &mut VecDeque<PeerEvent>) {
        let mut refused = Vec::new();
        for (key, channel) in self
            .channels
            .iter_mut()
            .filter(|(_, channel)| channel.id.is_none())
        {
            let spec = &channel.spec;
            let reliability = match spec.max_retransmits {
                None => Reliability::Reliable,
                Some(retransmits) => Reliability::MaxRetransmits { retransmits },
            };
            let free = spec
                .negotiated
                .is_none_or(|id| self.agreed.values().all(|held| *held != id));
            channel.id = free.then_some(()).and_then(|()| {
                engine.create_channel(ChannelConfig {
                    label: spec.label.clone(),
                    ordered: spec.ordered,
                    reliability,
                    negotiated: spec.negotiated,
                    protocol: String::new(),
                })
            });
            let Some(id) = channel.id else {
                refused.push(*key);
                continue;
            };
            self.keys.insert(id, *key);
            if let Some(agreed) = spec.negotiated {
                self.agreed.insert(id, agreed);
            }
        }
        for key in refused {
            self.remove(key);
            events.push_back(PeerEvent::ChannelClosed { key });
        }
    }

    pub(crate) fn close(&mut self, key: ChannelKey, engine: Option<&mut Engine>) -> bool {
        let Some(channel) = self.remove(key) else {
            return false;
        };
        if let (Some(id), Some(engine)) = (channel.id, engine) {
            if !channel.open {
                self.abandoned.insert(id);
            }
            engine.close_channel(id);
        }
        true
    }

    /// Closes all, telling of each.
    pub(crate) fn close_all(
        &mut self,
        mut engine: Option<&mut Engine>,
        events: &mut VecDeque<PeerEvent>,
    ) {
        let keys: Vec<ChannelKey> = self.channels.keys().copied().collect();
        for key in keys {
            self.close(key, engine.as_deref_mut());
            events.push_back(PeerEvent::ChannelClosed { key });
        }
    }

    fn remove(&mut self, key: ChannelKey) -> Option<Channel> {
        let channel = self.channels.remove(&key)?;
        if let Some(id) = channel.id {
            self.keys.remove(&id);
        }
        self.waiting -= channel.queued;
        self.armed -= usize::from(channel.armed);
        Some(channel)
    }

    pub(crate) fn send(
        &mut self,
        key: ChannelKey,
        data: Bytes,
        mut engine: Option<&mut Engine>,
    ) -> Result<(), SendError> {
        let max = self.max_message;
        let max_buffer = self.max_buffer;
        let channel = self.channels.get_mut(&key).ok_or(SendError::Closed)?;
        if data.is_empty() {
            return Err(SendError::Empty);
        }
        if data.len() > max {
            return Err(SendError::TooLarge { max });
        }
        let sctp = engine
            .as_deref_mut()
            .map_or(0, |engine| channel.in_engine(engine));
        let buffered = channel.queued + sctp;
        // One message always fits an empty queue.
        if !channel.queue.is_empty() && channel.queued + data.len() > max_buffer {
            self.armed += usize::from(!std::mem::replace(&mut channel.armed, true));
            return Err(SendError::Full { buffered });
        }
        if buffered + data.len() > channel.low {
            self.armed += usize::from(!std::mem::replace(&mut channel.armed, true));
        }
        let direct = channel.open && channel.queue.is_empty();
        let taken = channel.id.zip(engine).filter(|_| direct);
        if taken.is_some_and(|(id, engine)| engine.send(id, &data) == Some(true)) {
            return Ok(());
        }
        channel.queued += data.len();
        self.waiting += data.len();
        channel.queue.push_back(data);
        Ok(())
    }

    pub(crate) fn buffered(&self, key: ChannelKey, engine: Option<&mut Engine>) -> usize {
        let Some(channel) = self.channels.get(&key) else {
            return 0;
        };
        channel.queued + engine.map_or(0, |engine| channel.in_engine(engine))
    }

    pub(crate) fn set_low(&mut self, key: ChannelKey, low: usize) {
        if let Some(channel) = self.channels.get_mut(&key) {
            channel.low = low;
        }
    }

    /// Hands to the engine what it takes, in turns, and tells whose mark was reached.
    pub(crate) fn flush(&mut self, engine: &mut Engine, events: &mut VecDeque<PeerEvent>) {
        if self.armed == 0 && self.waiting == 0 {
            return;
        }
        while self.waiting > 0 && self.flush_round(engine) {}
        for (key, channel) in self
            .channels
            .iter_mut()
            .filter(|(_, channel)| channel.armed)
        {
            if channel.open && channel.queued + channel.in_engine(engine) <= channel.low {
                channel.armed = false;
                self.armed -= 1;
                events.push_back(PeerEvent::ChannelDrained { key: *key });
            }
        }
    }

    /// Hands over one message of each channel that has one; false when the engine took none.
    fn flush_round(&mut self, engine: &mut Engine) -> bool {
        let round = self
            .channels
            .range(self.turn..)
            .chain(self.channels.range(..self.turn));
        let ready = round.filter(|(_, channel)| channel.open && !channel.queue.is_empty());
        let order: Vec<ChannelKey> = ready.map(|(key, _)| *key).collect();
        let mut taken = false;
        for key in order {
            let Some(channel) = self.channels.get_mut(&key) else {
                continue;
            };
            let (Some(id), Some(data)) = (channel.id, channel.queue.front()) else {
                continue;
            };
            match engine.send(id, data) {
                Some(true) => {
                    channel.queued -= data.len();
                    self.waiting -= data.len();
                    channel.queue.pop_front();
                    taken = true;
                }
                // No room for a message this long. It is next, or shorter ones would never let it pass.
                Some(false) => {
                    self.turn = key;
                    return taken;
                }
                // It is closing; the engine will say so.
                None => {}
            }
        }
        taken
    }

    // ---- what the engine tells

    pub(crate) fn on_open(
        &mut self,
        id: ChannelId,
        label: String,
        engine: &mut Engine,
    ) -> Option<PeerEvent> {
        if self.abandoned.remove(&id) {
            engine.close_channel(id);
            return None;
        }
        if let Some(key) = self.keys.get(&id).copied() {
            self.channels.get_mut(&key)?.open = true;
            return Some(PeerEvent::ChannelOpen {
                key,
                label,
                by_remote: false,
            });
        }
        let theirs = self
            .channels
            .values()
            .filter(|channel| channel.by_remote)
            .count();
        if theirs >= MAX_REMOTE {
            tracing::debug!("the remote opens too many channels");
            engine.close_channel(id);
            return None;
        }
        let key = self.insert(ChannelSpec::new(label.clone()), Some(id));
        self.keys.insert(id, key);
        Some(PeerEvent::ChannelOpen {
            key,
            label,
            by_remote: true,
        })
    }

    pub(crate) fn on_data(&self, data: ChannelData) -> Option<PeerEvent> {
        let key = *self.keys.get(&data.id)?;
        Some(PeerEvent::ChannelData {
            key,
            data: Bytes::from(data.data),
            binary: data.binary,
        })
    }

    pub(crate) fn on_close(&mut self, id: ChannelId) -> Option<PeerEvent> {
        self.agreed.remove(&id);
        self.abandoned.remove(&id);
        let key = *self.keys.get(&id)?;
        self.remove(key)?;
        Some(PeerEvent::ChannelClosed { key })
    }
}

impl Channel {
    fn in_engine(&self, engine: &mut Engine) -> usize {
        self.id
            .filter(|_| self.open)
            .map_or(0, |id| engine.buffered(id))
    }
}
