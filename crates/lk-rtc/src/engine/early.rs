//! Media that overtakes the answer that announces it.
//!
//! On a single connection the server begins to send a track as soon as it has made its answer, and
//! the first packets, a keyframe most likely, may be here before the answer is. Nobody knows their
//! streams yet; so while an offer is unanswered they are kept, and given to the peer afterwards.

use std::net::SocketAddr;

use lk_peer::{Peer, Transport};

#[derive(Debug, Default)]
pub(super) struct EarlyMedia {
    datagrams: Vec<Datagram>,
    bytes: usize,
}

/// A datagram as it came.
#[derive(Debug)]
pub(super) struct Datagram {
    pub(super) transport: Transport,
    pub(super) from: SocketAddr,
    pub(super) to: SocketAddr,
    pub(super) bytes: Vec<u8>,
}

impl EarlyMedia {
    /// Keeps a datagram if it is media of a stream that `peer` does not know; says whether it did.
    pub(super) fn keep(
        &mut self,
        transport: Transport,
        from: SocketAddr,
        to: SocketAddr,
        bytes: &[u8],
        peer: &Peer,
    ) -> bool {
        let Some(ssrc) = media_ssrc(bytes) else {
            return false;
        };
        let known = peer.remote_sections().any(|section| {
            section
                .streams
                .iter()
                .any(|it| it.ssrc == ssrc || it.rtx == Some(ssrc))
        });
        if known || self.bytes + bytes.len() > MAX_BYTES {
            return false;
        }
        self.bytes += bytes.len();
        self.datagrams.push(Datagram {
            transport,
            from,
            to,
            bytes: bytes.to_vec(),
        });
        true
    }

    /// Gives back what was kept.
    pub(super) fn take(&mut self) -> Vec<Datagram> {
        self.bytes = 0;
        std::mem::take(&mut self.datagrams)
    }
}

/// The SSRC of an RTP packet; `None` for anything else that shares the socket.
///
/// Source: RFC 7983 §7, RFC 5761 §4.
fn media_ssrc(bytes: &[u8]) -> Option<u32> {
    let (first, second) = (*bytes.first()?, *bytes.get(1)?);
    let is_rtp = (128..192).contains(&first) && !(192..224).contains(&second);
    let ssrc = bytes.get(8..12)?.try_into().ok()?;
    is_rtp.then(|| u32::from_be_bytes(ssrc))
}

/// How much is kept: two large keyframes.
const MAX_BYTES: usize = 512 << 10;

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use lk_peer::{PeerConfig, Side};

    use super::*;

    #[test]
    fn only_media_is_kept_and_only_so_much() {
        let peer = Peer::new(PeerConfig::new(Side::Client, [0; 32]), Instant::now());
        let here: SocketAddr = ([127, 0, 0, 1], 1).into();
        let mut early = EarlyMedia::default();
        let mut keep = |bytes: &[u8]| early.keep(Transport::Udp, here, here, bytes, &peer);
        for other in [
            &[][..],
            &[0; 20],
            &[22; 20],
            &[128, 96, 0],
            &[128, 200, 0, 0, 0, 0, 0, 0],
        ] {
            assert!(!keep(other), "{other:?}");
        }
        let mut rtp = vec![0; 1200];
        (rtp[0], rtp[1]) = (0x80, 0x80 | 96);
        let mut kept = 0;
        while keep(&rtp) {
            kept += 1;
        }
        assert_eq!(kept, MAX_BYTES / 1200);
        assert_eq!(early.take().len(), kept);
        assert!(early.take().is_empty());
    }
}
