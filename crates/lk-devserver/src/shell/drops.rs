//! How many datagrams were lost between the network and the server.

use std::{
    net::{IpAddr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// Datagrams of media that were dropped on this machine since the server started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct DatagramDrops {
    /// Arrived while the receive buffer was full. `None` where the operating system does not tell; Linux does.
    pub incoming: Option<u64>,
    /// Not taken by the operating system, most often because the send buffer was full.
    pub outgoing: u64,
}

/// Counts the drops of some sockets.
#[derive(Debug, Clone)]
pub(super) struct DropCounter {
    addresses: Vec<SocketAddr>,
    outgoing: Arc<AtomicU64>,
}

impl DropCounter {
    pub(super) fn new(addresses: Vec<SocketAddr>) -> Self {
        Self {
            addresses,
            outgoing: Arc::default(),
        }
    }

    pub(super) fn not_sent(&self) {
        self.outgoing.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn read(&self) -> DatagramDrops {
        let tables = ["/proc/net/udp", "/proc/net/udp6"];
        let tables: String = tables
            .iter()
            .filter_map(|path| std::fs::read_to_string(path).ok())
            .collect();
        let drops = self.addresses.iter().map(|it| drops_of(*it, &tables));
        DatagramDrops {
            incoming: drops.sum(),
            outgoing: self.outgoing.load(Ordering::Relaxed),
        }
    }
}

/// The last column of the row of a socket. Source: Linux `Documentation/networking/proc_net_tcp.rst`, `udp4_format_sock`.
fn drops_of(address: SocketAddr, table: &str) -> Option<u64> {
    let word = |bytes: &[u8]| {
        let bytes = bytes.try_into().unwrap_or_default();
        format!("{:08X}", u32::from_ne_bytes(bytes))
    };
    let ip: String = match address.ip() {
        IpAddr::V4(ip) => word(&ip.octets()),
        IpAddr::V6(ip) => ip.octets().chunks(4).map(word).collect(),
    };
    let local = format!("{ip}:{:04X}", address.port());
    let row = |line: &&str| line.split_whitespace().nth(1) == Some(&local);
    let row = table.lines().find(row)?;
    row.split_whitespace().next_back()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "\
   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
 4399: 0100007F:5642 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 84683 2 00000000382a533a 0
 7199: 0100007F:6132 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 12814 2 00000000391ffd90 1207
 7200: 00000000000000000000000001000000:6132 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000 0 0 1 2 0 9
";

    #[test]
    #[cfg(target_endian = "little")]
    fn a_socket_is_found_by_its_address() {
        let drops = |address: &str| drops_of(address.parse().expect("an address"), TABLE);
        assert_eq!(drops("127.0.0.1:24882"), Some(1207));
        assert_eq!(drops("127.0.0.1:22082"), Some(0));
        assert_eq!(drops("[::1]:24882"), Some(9));
        assert_eq!(drops("127.0.0.1:1"), None);
    }
}
