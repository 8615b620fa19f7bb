//! Our side of the sections: what each place in the descriptions is, and how it stands.

use std::sync::Arc;

use lk_sdp::{Direction, Kind, Mid, Msid, Rid};
use str0m::media::{Mid as EngineMid, Rid as EngineRid};

use crate::extension::wire::{self, IdMask};
use crate::sent::Sent;
use crate::{
    CodecEntry, ExtensionKind, MediaKind, NegotiatedCodec, RemoteStream, SenderId, SenderSpec, Side,
};

/// One place in the descriptions, fixed for the life of the connection.
pub(crate) enum Line {
    Media(Box<Transceiver>),
    Data(Mid),
    /// Refused by either side.
    Dead {
        mid: Option<Mid>,
        kind: Kind,
    },
}

impl Line {
    pub(crate) fn mid(&self) -> Option<Mid> {
        match self {
            Self::Media(transceiver) => Some(transceiver.mid),
            Self::Data(mid) => Some(*mid),
            Self::Dead { mid, .. } => *mid,
        }
    }

    pub(crate) fn kind(&self) -> Kind {
        match self {
            Self::Media(transceiver) => transceiver.kind.sdp(),
            Self::Data(_) => Kind::Application,
            Self::Dead { kind, .. } => kind.clone(),
        }
    }

    pub(crate) fn media(&self) -> Option<&Transceiver> {
        match self {
            Self::Media(transceiver) => Some(transceiver),
            Self::Data(_) | Self::Dead { .. } => None,
        }
    }

    pub(crate) fn media_mut(&mut self) -> Option<&mut Transceiver> {
        match self {
            Self::Media(transceiver) => Some(transceiver),
            Self::Data(_) | Self::Dead { .. } => None,
        }
    }
}

/// A media section.
pub(crate) struct Transceiver {
    pub(crate) mid: Mid,
    pub(crate) engine_mid: EngineMid,
    pub(crate) kind: MediaKind,
    /// Whether the remote offered it.
    pub(crate) by_remote: bool,
    pub(crate) sender: Option<SenderId>,
    /// Whether we offer to receive.
    pub(crate) receive: bool,
    /// In our last description: who sends, and what of ours.
    pub(crate) described: Direction,
    pub(crate) described_sender: Option<SenderId>,
    /// What of ours the remote knows to be sent in it.
    pub(crate) settled_sender: Option<SenderId>,
    /// What both sides agreed on, seen by us; nothing flows before that.
    pub(crate) agreed: Direction,
    /// What we offer; empty where the remote offered.
    pub(crate) offered: Vec<CodecEntry>,
    pub(crate) codecs: Arc<[NegotiatedCodec]>,
    pub(crate) extensions: Vec<(u8, ExtensionKind)>,
    /// Whether we ask for lost packets.
    pub(crate) nack: bool,
    pub(crate) receiving: Option<Receiving>,
    /// Whether the remote offered to receive in it.
    pub(crate) open_to_us: bool,
    /// Whether the remote ever sent in it.
    pub(crate) sent_by_remote: bool,
    /// Whether we ever did.
    pub(crate) sent_by_us: bool,
    /// The layers the engine was told of; `None` before it was told of the section.
    pub(crate) declared: Option<Declared>,
}

/// What the remote sends in a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Receiving {
    pub(crate) msid: Msid,
    pub(crate) streams: Vec<RemoteStream>,
    pub(crate) rids: Vec<Rid>,
}

/// How a section was declared to the engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Declared {
    pub(crate) rids: Vec<EngineRid>,
    /// Whether streams that nobody announced are taken.
    pub(crate) open: bool,
}

impl Transceiver {
    /// `None` when the mid cannot be carried in packets.
    pub(crate) fn new(mid: Mid, kind: MediaKind, by_remote: bool) -> Option<Self> {
        Some(Self {
            mid,
            engine_mid: wire::engine_mid(mid.as_str())?,
            kind,
            by_remote,
            sender: None,
            receive: false,
            described: Direction::Inactive,
            described_sender: None,
            settled_sender: None,
            agreed: Direction::Inactive,
            offered: Vec::new(),
            codecs: Arc::from([]),
            extensions: Vec::new(),
            nack: false,
            receiving: None,
            open_to_us: false,
            sent_by_remote: false,
            sent_by_us: false,
            declared: None,
        })
    }

    /// What we would write into a description now.
    pub(crate) fn wanted(&self, side: Side) -> Direction {
        let sends = self.sender.is_some();
        match side {
            _ if self.by_remote => Direction::new(sends, self.agreed.receives()),
            // Where nothing is sent any more the section stays `sendonly`, without a name and streams. LiveKit's server
            // (pion 4.2) stops the receiver of a section at every offer that calls it inactive, and takes up with a
            // stopped one what is sent there later: video is not heard, audio never ends.
            Side::Client => Direction::new(!self.receive, self.receive),
            // As pion does for sections that it made to send in.
            Side::Server => Direction::new(sends, true),
        }
    }

    /// Whether a sender that is offered as `offered` may be put into this section of its kind, which nothing is sent in.
    ///
    /// LiveKit's server reads codec preferences and layers only from sections that it has not seen before. So a client
    /// reuses a section only for one encoding in the codec that the section is agreed on, and not before the server has
    /// answered that the previous track stopped. Source: RFC 8829 §5.2.2.
    pub(crate) fn can_carry(&self, side: Side, offered: &[CodecEntry], simulcast: bool) -> bool {
        let free = self.sender.is_none() && !self.by_remote;
        free && match side {
            Side::Server => true,
            Side::Client => {
                !simulcast
                    && !self.receive
                    && self.described_sender.is_none()
                    && self.settled_sender.is_none()
                    && self.offered == offered
                    && self.codecs.first().map(|codec| codec.pt)
                        == offered.first().map(|entry| entry.pt)
            }
        }
    }

    /// What this payload type stands for here; a repair type stands for what it repairs.
    pub(crate) fn codec(&self, pt: u8) -> Option<&NegotiatedCodec> {
        self.codecs
            .iter()
            .find(|codec| codec.pt == pt || codec.rtx == Some(pt))
    }
}

/// Something that we send.
pub(crate) struct Sender {
    pub(crate) spec: SenderSpec,
    pub(crate) encodings: Vec<Encoding>,
    pub(crate) ssrcs: Vec<(u32, Option<u32>)>,
    pub(crate) line: Option<usize>,
    /// What both sides agreed on of what the sender can be sent as, the preferred one first.
    pub(crate) codecs: Vec<NegotiatedCodec>,
    pub(crate) mask: IdMask,
    /// Whether packets may be written.
    pub(crate) live: bool,
    /// Whether the engine has its streams.
    pub(crate) opened: bool,
}

/// One stream of a sender.
pub(crate) struct Encoding {
    pub(crate) rid: Option<Rid>,
    pub(crate) engine_rid: Option<EngineRid>,
    /// Taken off the caller's numbers: the first must have no rollover, which the remote could not know of.
    pub(crate) base: Option<u64>,
    pub(crate) packets: u64,
    pub(crate) bytes: u64,
    /// Numbers that were used.
    pub(crate) used: Used,
    /// Of audio: what may be asked for again.
    pub(crate) sent: Sent,
}

/// Which sequence numbers were used: all up to the newest but those of the last 128 whose bit is clear.
#[derive(Debug, Default)]
pub(crate) struct Used {
    newest: Option<u64>,
    /// Bit n: the newest less n.
    bits: u128,
}

impl Used {
    /// Marks a number as used; false when it was, or is too far back to tell.
    pub(crate) fn insert(&mut self, seq: u64) -> bool {
        let newest = *self.newest.get_or_insert(seq);
        if seq > newest {
            let ahead = u32::try_from(seq - newest).unwrap_or(u32::MAX);
            self.bits = self.bits.checked_shl(ahead).unwrap_or(0);
            self.newest = Some(seq);
        }
        let back = newest.saturating_sub(seq);
        let bit = u32::try_from(back)
            .ok()
            .and_then(|back| 1_u128.checked_shl(back))
            .unwrap_or(0);
        let fresh = bit != 0 && self.bits & bit == 0;
        self.bits |= bit;
        fresh
    }
}

impl Sender {
    pub(crate) fn new(spec: SenderSpec, ssrcs: Vec<(u32, Option<u32>)>) -> Self {
        let encodings = spec.encodings.iter().map(|rid| Encoding {
            rid: *rid,
            engine_rid: rid.as_ref().and_then(|rid| wire::engine_rid(rid.as_str())),
            base: None,
            packets: 0,
            bytes: 0,
            used: Used::default(),
            sent: Sent::default(),
        });
        Self {
            encodings: encodings.collect(),
            spec,
            ssrcs,
            line: None,
            codecs: Vec::new(),
            mask: IdMask::default(),
            live: false,
            opened: false,
        }
    }

    /// Gives all streams new numbers: what was sent under the old ones is over.
    pub(crate) fn renumber(&mut self, ssrcs: Vec<(u32, Option<u32>)>) {
        self.ssrcs = ssrcs;
        for encoding in &mut self.encodings {
            (encoding.base, encoding.used) = (None, Used::default());
            (encoding.packets, encoding.bytes) = (0, 0);
            encoding.sent.clear();
        }
    }

    pub(crate) fn is_simulcast(&self) -> bool {
        self.encodings.iter().any(|encoding| encoding.rid.is_some())
    }

    /// The codecs of the table to offer, in order.
    pub(crate) fn offers(&self, table: &[CodecEntry]) -> Vec<CodecEntry> {
        let entries = || {
            table
                .iter()
                .filter(|entry| entry.codec.kind() == self.spec.kind)
        };
        if self.spec.codecs.is_empty() {
            let red = entries().filter(|e| e.codec == crate::Codec::Red && self.spec.red);
            return red
                .chain(entries().filter(|e| e.codec != crate::Codec::Red))
                .cloned()
                .collect();
        }
        self.preferences()
            .flat_map(|codec| entries().filter(move |e| e.codec == codec))
            .cloned()
            .collect()
    }

    /// What of these codecs the sender can be sent as, in its order.
    pub(crate) fn agree(&self, codecs: &[NegotiatedCodec]) -> Vec<NegotiatedCodec> {
        if self.spec.codecs.is_empty() {
            let fits = |codec: &&NegotiatedCodec| self.spec.red || codec.codec != crate::Codec::Red;
            return codecs.iter().filter(fits).cloned().collect();
        }
        let of = |wanted| codecs.iter().filter(move |codec| codec.codec == wanted);
        self.preferences().flat_map(of).cloned().collect()
    }

    fn preferences(&self) -> impl Iterator<Item = crate::Codec> + '_ {
        let red = self.spec.red && !self.spec.codecs.contains(&crate::Codec::Red);
        let red = red.then_some(crate::Codec::Red);
        red.into_iter().chain(self.spec.codecs.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::Used;

    #[test]
    fn a_number_is_used_once() {
        let mut used = Used::default();
        assert!([5, 7, 6, 300, 173].into_iter().all(|seq| used.insert(seq)));
        assert!(
            [5, 6, 7, 300, 173, 172]
                .into_iter()
                .all(|seq| !used.insert(seq))
        );
        assert!(
            [299, 301, 1 << 40, (1 << 40) - 127]
                .into_iter()
                .all(|seq| used.insert(seq))
        );
        assert!(!used.insert((1 << 40) - 128), "too far back to tell");
    }
}
