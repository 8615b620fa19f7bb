//! What crosses between websockets: in order, nothing lost.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use bytes::Bytes;
use lk_devserver::{HttpReply, Refusal, SessionId};
use lk_signal::FrameKind;

use super::GuestId;

/// Something under way between a participant and the server.
#[derive(Debug)]
pub(super) enum Parcel {
    /// Up: a websocket is asked for.
    Dial {
        socket: SocketId,
        target: String,
        authorization: String,
    },
    /// Down: it is open, or not.
    Dialled {
        socket: SocketId,
        outcome: Result<SessionId, Refusal>,
    },
    /// Up: a frame.
    FrameUp { session: SessionId, frame: Bytes },
    /// Down: a frame.
    FrameDown {
        socket: SocketId,
        kind: FrameKind,
        frame: Bytes,
    },
    /// Up: the participant closed the websocket.
    ClosedUp { session: SessionId },
    /// Down: the server closed it.
    ClosedDown { socket: SocketId },
    /// Up: why was the websocket not opened?
    Validate {
        guest: GuestId,
        target: String,
        authorization: String,
    },
    /// Down: why.
    Validated { guest: GuestId, reply: HttpReply },
}

/// One websocket of one participant: it may have several, one after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SocketId {
    pub(super) guest: GuestId,
    pub(super) number: u64,
}

#[derive(Debug)]
pub(super) struct Wire {
    delay: Duration,
    posted: u64,
    under_way: BTreeMap<(Instant, u64), Parcel>,
}

impl Wire {
    pub(super) fn new(delay: Duration) -> Self {
        Self {
            delay,
            posted: 0,
            under_way: BTreeMap::new(),
        }
    }

    pub(super) fn post(&mut self, parcel: Parcel, now: Instant) {
        self.posted += 1;
        self.under_way
            .insert((now + self.delay, self.posted), parcel);
    }

    pub(super) fn next_arrival(&self) -> Option<Instant> {
        self.under_way.first_key_value().map(|((at, _), _)| *at)
    }

    pub(super) fn arrived(&mut self, now: Instant) -> Option<Parcel> {
        if self.next_arrival()? > now {
            return None;
        }
        self.under_way.pop_first().map(|(_, parcel)| parcel)
    }
}
