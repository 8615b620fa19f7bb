//! The engine's payload types, which it fixes when it is built.
//!
//! It needs them for three things: the clock of a stream, which payload type repairs which when we send, and to take
//! a packet at all. What a later description may bring is not known when the engine is built, so where the remote
//! makes the offers every free number is registered as well: then media is received under any number, and only
//! sending with a retransmission payload type that was not foreseen needs a new connection.

use str0m::format::{Codec as EngineCodec, CodecConfig, FormatParams};
use str0m::media::{Frequency, Pt};

use crate::{Codec, CodecTable, NegotiatedCodec};

#[derive(Debug, Clone)]
pub(crate) struct Payloads {
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Entry {
    pt: u8,
    rtx: Option<u8>,
    clock_rate: u32,
}

impl Payloads {
    /// For a peer that makes the offers: its own numbers.
    pub(crate) fn offering(table: &CodecTable, rtx: bool) -> Self {
        let mut payloads = Self {
            entries: Vec::new(),
        };
        for entry in table.entries() {
            let rtx = entry.rtx.filter(|_| rtx);
            payloads.add(Entry {
                pt: entry.pt,
                rtx,
                clock_rate: entry.codec.clock_rate(),
            });
        }
        payloads
    }

    /// For a peer that gets the offers: the numbers of the first one, ours where they are free, and all others.
    pub(crate) fn answering<'a>(
        offered: impl IntoIterator<Item = &'a NegotiatedCodec>,
        table: &CodecTable,
    ) -> Self {
        let mut payloads = Self {
            entries: Vec::new(),
        };
        for codec in offered {
            let NegotiatedCodec {
                pt,
                rtx,
                clock_rate,
                ..
            } = *codec;
            payloads.add(Entry {
                pt,
                rtx,
                clock_rate,
            });
        }
        // Without a repair number: the remote may use that one for something else later.
        for entry in table.entries() {
            payloads.add(Entry {
                pt: entry.pt,
                rtx: None,
                clock_rate: entry.codec.clock_rate(),
            });
        }
        // 64 to 95 would be taken for RTCP.
        for pt in (0..64).chain(96..128) {
            payloads.add(Entry {
                pt,
                rtx: None,
                clock_rate: Codec::Vp8.clock_rate(),
            });
        }
        payloads
    }

    /// Whether we can send `codec`, with retransmissions where it has them.
    pub(crate) fn can_send(&self, codec: &NegotiatedCodec) -> bool {
        let NegotiatedCodec {
            pt,
            rtx,
            clock_rate,
            ..
        } = *codec;
        self.entries.contains(&Entry {
            pt,
            rtx,
            clock_rate,
        })
    }

    pub(crate) fn register(&self, config: &mut CodecConfig) {
        for entry in &self.entries {
            let Some(clock_rate) = Frequency::new(entry.clock_rate) else {
                continue;
            };
            // Which codec it is means nothing when packets are passed through.
            let codec = match entry.clock_rate {
                90_000 => EngineCodec::Vp8,
                _ => EngineCodec::Opus,
            };
            let (pt, rtx) = (Pt::from(entry.pt), entry.rtx.map(Pt::from));
            config.add_config(pt, rtx, codec, clock_rate, None, FormatParams::default());
        }
    }

    /// Adds an entry unless one of its numbers is taken.
    fn add(&mut self, entry: Entry) {
        let taken = |pt: u8| self.entries.iter().any(|e| e.pt == pt || e.rtx == Some(pt));
        if !taken(entry.pt) && !entry.rtx.is_some_and(taken) {
            self.entries.push(entry);
        }
    }
}
