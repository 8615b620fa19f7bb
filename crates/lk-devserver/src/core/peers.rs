//! Finds the connection that a datagram belongs to, where all share a few sockets.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    net::SocketAddr,
};

use super::keys::PeerKey;

/// Addresses that connections were seen to use. It is a memory, not the truth: whoever asks checks with the connection.
#[derive(Debug, Default)]
pub(crate) struct PeerIndex {
    by_path: HashMap<Path, PeerKey>,
    by_peer: BTreeMap<PeerKey, VecDeque<Path>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Path {
    remote: SocketAddr,
    local: SocketAddr,
}

impl PeerIndex {
    /// Adds a connection that has used no address yet.
    pub(crate) fn add(&mut self, peer: PeerKey) {
        self.by_peer.entry(peer).or_default();
    }

    pub(crate) fn forget(&mut self, peer: PeerKey) {
        for path in self.by_peer.remove(&peer).unwrap_or_default() {
            self.by_path.remove(&path);
        }
    }

    /// Every connection, the youngest first.
    pub(crate) fn all(&self) -> impl Iterator<Item = PeerKey> + '_ {
        self.by_peer.keys().rev().copied()
    }

    /// The connection that last used this pair of addresses.
    pub(crate) fn find(&self, remote: SocketAddr, local: SocketAddr) -> Option<PeerKey> {
        self.by_path.get(&Path { remote, local }).copied()
    }

    /// Notes that a connection uses this pair of addresses.
    pub(crate) fn used(&mut self, peer: PeerKey, remote: SocketAddr, local: SocketAddr) {
        let path = Path { remote, local };
        match self.by_path.insert(path, peer) {
            Some(before) if before == peer => return,
            Some(before) => {
                if let Some(paths) = self.by_peer.get_mut(&before) {
                    paths.retain(|it| *it != path);
                }
            }
            None => {}
        }
        let paths = self.by_peer.entry(peer).or_default();
        paths.push_back(path);
        let surplus = if paths.len() > MAX_PATHS {
            paths.pop_front()
        } else {
            None
        };
        if let Some(oldest) = surplus {
            self.by_path.remove(&oldest);
        }
    }
}

/// Most addresses remembered of one connection.
const MAX_PATHS: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::keys::{ParticipantKey, Role, RoomKey, Seat};

    fn peer(number: u64) -> PeerKey {
        let seat = Seat {
            room: RoomKey(1),
            participant: ParticipantKey(number),
        };
        PeerKey {
            seat,
            role: Role::Publisher,
        }
    }

    fn address(port: u16) -> SocketAddr {
        SocketAddr::from(([127, 0, 0, 1], port))
    }

    #[test]
    fn the_last_user_of_a_path_is_found() {
        let mut index = PeerIndex::default();
        index.used(peer(1), address(1), address(9));
        index.used(peer(2), address(2), address(9));
        index.used(peer(2), address(1), address(9));
        assert_eq!(index.find(address(1), address(9)), Some(peer(2)));
        index.forget(peer(1));
        assert_eq!(index.find(address(1), address(9)), Some(peer(2)));
        index.forget(peer(2));
        assert_eq!(index.find(address(1), address(9)), None);
    }

    #[test]
    fn what_is_remembered_of_one_peer_is_bounded() {
        let mut index = PeerIndex::default();
        for port in 1..1000 {
            index.used(peer(1), address(port), address(9));
        }
        assert!(index.by_path.len() <= MAX_PATHS);
        assert_eq!(index.find(address(999), address(9)), Some(peer(1)));
    }
}
