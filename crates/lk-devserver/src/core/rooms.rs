//! All rooms, by key and by name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use lk_proto::{CreateRoomRequest, RoomAgentDispatch, RoomConfiguration};

use super::{env::Env, keys::RoomKey, room::Room};

#[derive(Default)]
pub(crate) struct Rooms {
    rooms: BTreeMap<RoomKey, Room>,
    names: BTreeMap<String, RoomKey>,
    /// Rooms that somebody has had a hand on since they were last settled.
    touched: BTreeSet<RoomKey>,
}

/// What a room shall be, where its creator says so. Zero and empty leave it to the server.
#[derive(Debug, Default)]
pub(crate) struct RoomWishes {
    pub(crate) empty_timeout: u32,
    pub(crate) departure_timeout: u32,
    pub(crate) max_participants: u32,
    pub(crate) metadata: String,
    pub(crate) agents: Vec<RoomAgentDispatch>,
}

impl Rooms {
    pub(crate) fn by_name(&self, name: &str) -> Option<RoomKey> {
        self.names.get(name).copied()
    }

    pub(crate) fn get(&self, key: RoomKey) -> Option<&Room> {
        self.rooms.get(&key)
    }

    /// A room to do something to. It is settled when the input has been taken.
    pub(crate) fn get_mut(&mut self, key: RoomKey) -> Option<&mut Room> {
        self.touched.insert(key);
        self.rooms.get_mut(&key)
    }

    /// As [`get_mut`](Self::get_mut), by name.
    pub(crate) fn named_mut(&mut self, name: &str) -> Option<&mut Room> {
        self.get_mut(self.by_name(name)?)
    }

    /// Does what the last input left to be done, and forgets rooms that have ended.
    pub(crate) fn settle(&mut self, env: &mut Env) {
        while let Some(key) = self.touched.pop_first() {
            let Some(room) = self.rooms.get_mut(&key) else {
                continue;
            };
            room.settle(env);
            if room.ended() {
                self.names.remove(&room.fixed.name);
                self.rooms.remove(&key);
            }
        }
    }

    /// In order of creation.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Room> {
        self.rooms.values()
    }

    pub(crate) fn keys(&self) -> Vec<RoomKey> {
        self.rooms.keys().copied().collect()
    }

    /// Makes a room of a name that is free.
    pub(crate) fn create(&mut self, name: &str, wishes: RoomWishes, env: &mut Env) -> RoomKey {
        let key = RoomKey(env.next_key());
        let config = &env.config;
        let or = |wish: u32, default: u32| if wish == 0 { default } else { wish };
        let seconds =
            |duration: std::time::Duration| u32::try_from(duration.as_secs()).unwrap_or(u32::MAX);
        let fixed = lk_proto::Room {
            name: name.into(),
            empty_timeout: or(wishes.empty_timeout, seconds(config.empty_timeout)),
            departure_timeout: or(wishes.departure_timeout, seconds(config.departure_timeout)),
            max_participants: or(wishes.max_participants, config.max_participants),
            creation_time: env.unix_secs(),
            creation_time_ms: env.unix_millis(),
            enabled_codecs: config.enabled_codecs.clone(),
            metadata: wishes.metadata,
            sid: env.random.sid("RM_"),
            turn_password: env.random.sid(""),
            ..lk_proto::Room::default()
        };
        let mut room = Room::new(key, fixed, env);
        // Where nobody is named, any agent may come.
        if wishes.agents.is_empty() {
            room.dispatch(String::new(), String::new(), HashMap::new(), env);
        }
        for agent in wishes.agents {
            room.dispatch(agent.agent_name, agent.metadata, agent.attributes, env);
        }
        self.names.insert(name.into(), key);
        self.rooms.insert(key, room);
        key
    }
}

impl RoomWishes {
    pub(crate) fn from_request(request: CreateRoomRequest) -> Self {
        Self {
            empty_timeout: request.empty_timeout,
            departure_timeout: request.departure_timeout,
            max_participants: request.max_participants,
            metadata: request.metadata,
            agents: request.agents,
        }
    }

    pub(crate) fn from_configuration(configuration: RoomConfiguration) -> Self {
        Self {
            empty_timeout: configuration.empty_timeout,
            departure_timeout: configuration.departure_timeout,
            max_participants: configuration.max_participants,
            metadata: configuration.metadata,
            agents: configuration.agents,
        }
    }
}
