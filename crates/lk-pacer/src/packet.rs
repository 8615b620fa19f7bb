//! What a pacer has to know of a packet.

/// A packet on its way out.
pub trait Packet {
    /// Its size in bytes, as it counts towards a rate: everything that is sent for it, headers too. It is
    /// asked for more than once, and has to stay the same.
    fn size(&self) -> usize;

    /// How urgent it is. Default: [`Class::Video`].
    fn class(&self) -> Class {
        Class::Video
    }

    /// The stream that it belongs to: one SSRC, whose frames are sent one after the other. Up to eight of
    /// a stream may come packet by packet between one another and are still dropped whole. Default: 0.
    fn stream(&self) -> u32 {
        0
    }

    /// The frame of its stream that it belongs to, such as its RTP timestamp; `None` if it can be
    /// dropped alone. A number may be used anew when eight other frames have come. Default: `None`.
    fn frame(&self) -> Option<u64> {
        None
    }
}

/// How urgent a packet is, most urgent first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Audio: small, steady and missed at once.
    Audio,
    /// A packet sent again: someone waits for it.
    Retransmission,
    /// Video.
    Video,
    /// Padding and probes: worth sending only if nothing else is.
    Padding,
}

impl Class {
    /// Every class, most urgent first.
    pub const ALL: [Self; 4] = [
        Self::Audio,
        Self::Retransmission,
        Self::Video,
        Self::Padding,
    ];
}
