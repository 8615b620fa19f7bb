//! Why a negotiation, a candidate or a packet was refused.

use lk_sdp::ParseError;

/// Why an offer or answer was not made or not taken. The peer stays as it was and usable.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NegotiationError {
    /// The remote description cannot be read.
    #[error("the remote description is malformed")]
    Malformed(#[from] ParseError),
    /// The remote description breaks the rules; `why` says which.
    #[error("the remote description is not acceptable: {0}")]
    PeerBroke(&'static str),
    /// The remote description needs what this connection, once set up, cannot change: connect anew.
    #[error("this connection cannot take that change: {0}")]
    NeedsNewConnection(&'static str),
    /// An offer of ours waits for its answer; take it back with [`Peer::rollback`](crate::Peer::rollback) or wait.
    #[error("an offer is outstanding")]
    OfferOutstanding,
    /// An answer came and no offer of ours waits for one.
    #[error("no offer is outstanding")]
    NoOfferOutstanding,
    /// There is nothing to offer: no sender, receiver or channel was added.
    #[error("there is nothing to offer")]
    NothingToOffer,
    /// This peer could not be set up: a fault of its cryptography.
    #[error("the peer could not be set up: {0}")]
    Internal(&'static str),
    /// The peer is closed or has failed.
    #[error("the peer is closed")]
    Closed,
}

impl NegotiationError {
    /// Whether only a new connection can help.
    pub const fn needs_new_connection(&self) -> bool {
        matches!(
            self,
            Self::NeedsNewConnection(_) | Self::Internal(_) | Self::Closed
        )
    }
}

/// Why a remote candidate was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CandidateError {
    /// It is not a candidate attribute.
    #[error("the candidate is malformed")]
    Malformed,
    /// More came than a peer can mean.
    #[error("there are too many candidates")]
    TooMany,
}

/// Why an RTP packet was not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// No such sender, or it was removed.
    #[error("there is no such sender")]
    NoSuchSender,
    /// The sender has no such encoding.
    #[error("there is no such encoding")]
    NoSuchEncoding,
    /// The sender is not negotiated, or the connection is not up: ask again after [`PeerEvent::Connected`](crate::PeerEvent::Connected).
    #[error("the sender is not ready")]
    NotReady,
    /// The payload type was not negotiated for this sender.
    #[error("the payload type was not negotiated")]
    PayloadType,
    /// The number was used before, is far behind the last one, or is of another round than the first: one that is used
    /// twice gives the key away.
    #[error("the sequence number was used before")]
    Sequence,
    /// The packet would not fit a datagram: at most [`MAX_PAYLOAD`](crate::OutgoingRtp::MAX_PAYLOAD) bytes.
    #[error("the packet is too large")]
    TooLarge,
}
