//! Data channels.

/// A data channel of one peer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ChannelKey(pub(crate) u32);

/// A data channel to be opened.
///
/// ```
/// # use lk_peer::ChannelSpec;
/// let lossy = ChannelSpec::new("_lossy").ordered(false).max_retransmits(0);
/// # let _ = lossy;
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelSpec {
    pub(crate) label: String,
    pub(crate) ordered: bool,
    pub(crate) max_retransmits: Option<u16>,
    pub(crate) negotiated: Option<u16>,
}

impl ChannelSpec {
    /// Longest label in bytes: what announces a channel must fit one packet.
    pub const MAX_LABEL: usize = 1024;

    /// An ordered, reliable channel, announced in band. Its label is at most [`MAX_LABEL`](Self::MAX_LABEL) bytes long.
    pub fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            ordered: true,
            max_retransmits: None,
            negotiated: None,
        }
    }

    /// Whether messages arrive in order. Default: yes.
    #[must_use]
    pub const fn ordered(mut self, ordered: bool) -> Self {
        self.ordered = ordered;
        self
    }

    /// How often a lost message is sent again before it is given up. Default: until it arrives.
    #[must_use]
    pub const fn max_retransmits(mut self, times: u16) -> Self {
        self.max_retransmits = Some(times);
        self
    }

    /// The stream id both sides agreed on out of band; then nothing is announced. Default: announced in band.
    #[must_use]
    pub const fn negotiated(mut self, id: u16) -> Self {
        self.negotiated = Some(id);
        self
    }
}

/// Why a message was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SendError {
    /// The channel is closed, or never was.
    #[error("the channel is closed")]
    Closed,
    /// The message is empty: the engine cannot send such.
    #[error("the message is empty")]
    Empty,
    /// The message is longer than the remote takes.
    #[error("the message is longer than {max} bytes")]
    #[non_exhaustive]
    TooLarge {
        /// Most bytes in one message.
        max: usize,
    },
    /// The channel's buffer is full: wait for [`PeerEvent::ChannelDrained`](crate::PeerEvent::ChannelDrained).
    #[error("{buffered} bytes wait already")]
    #[non_exhaustive]
    Full {
        /// Bytes that wait.
        buffered: usize,
    },
}
