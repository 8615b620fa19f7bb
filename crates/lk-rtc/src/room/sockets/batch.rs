//! Datagrams of one size to one place, which leave together.

use std::net::SocketAddr;

use lk_peer::Transmit;

/// One or more datagrams; all but the last are of the same size.
#[derive(Debug)]
pub(super) struct Batch {
    to: SocketAddr,
    segment: usize,
    count: usize,
    bytes: Vec<u8>,
}

impl Batch {
    pub(super) fn new(first: Transmit) -> Self {
        Self {
            to: first.to,
            segment: first.payload.len(),
            count: 1,
            bytes: first.payload,
        }
    }

    /// Takes one more, if it fits with the others; says whether it did.
    pub(super) fn extend(&mut self, next: &Transmit, max_segments: usize) -> bool {
        let whole = self.bytes.len() == self.count * self.segment;
        let fits = self.count < max_segments && self.bytes.len() + next.payload.len() <= MAX_BYTES;
        let alike = self.to == next.to && next.payload.len() <= self.segment;
        if !(whole && fits && alike) {
            return false;
        }
        if self.count == 1 {
            self.bytes.reserve_exact(self.segment * 7);
        }
        self.bytes.extend_from_slice(&next.payload);
        self.count += 1;
        true
    }

    /// How many bytes it holds.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    pub(super) fn is_several(&self) -> bool {
        self.count > 1
    }

    pub(super) fn transmit(&self) -> quinn_udp::Transmit<'_> {
        transmit(
            self.to,
            &self.bytes,
            self.is_several().then_some(self.segment),
        )
    }

    pub(super) fn singles(&self) -> impl Iterator<Item = quinn_udp::Transmit<'_>> {
        self.bytes
            .chunks(self.segment.max(1))
            .map(|bytes| transmit(self.to, bytes, None))
    }
}

fn transmit(
    destination: SocketAddr,
    contents: &[u8],
    segment_size: Option<usize>,
) -> quinn_udp::Transmit<'_> {
    quinn_udp::Transmit {
        destination,
        ecn: None,
        contents,
        segment_size,
        src_ip: None,
    }
}

/// The most bytes that leave together: what one IP packet could hold.
const MAX_BYTES: usize = 65_000;

#[cfg(test)]
mod tests {
    use lk_peer::Transport;

    use super::*;

    fn datagram(size: usize, port: u16) -> Transmit {
        Transmit {
            transport: Transport::Udp,
            from: ([127, 0, 0, 1], 1).into(),
            to: ([127, 0, 0, 1], port).into(),
            payload: vec![0; size],
        }
    }

    #[test]
    fn only_the_last_of_a_batch_is_shorter() {
        let mut batch = Batch::new(datagram(1000, 9));
        assert!(batch.extend(&datagram(1000, 9), 64));
        assert!(!batch.extend(&datagram(1001, 9), 64), "longer");
        assert!(!batch.extend(&datagram(1000, 8), 64), "elsewhere");
        assert!(batch.extend(&datagram(10, 9), 64));
        assert!(!batch.extend(&datagram(10, 9), 64), "after the shorter one");
        let sizes: Vec<usize> = batch
            .singles()
            .map(|single| single.contents.len())
            .collect();
        assert_eq!(sizes, [1000, 1000, 10]);
        assert_eq!(batch.transmit().segment_size, Some(1000));
    }

    #[test]
    fn a_batch_is_bounded_and_a_single_one_is_none() {
        let mut batch = Batch::new(datagram(1200, 9));
        assert_eq!(batch.transmit().segment_size, None);
        while batch.extend(&datagram(1200, 9), 64) {}
        assert!(batch.bytes.len() <= MAX_BYTES);
        assert!(!Batch::new(datagram(100, 9)).extend(&datagram(100, 9), 1));
    }
}
