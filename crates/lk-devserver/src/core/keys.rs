//! Names of what lives in the core. They only grow and are never used twice.

/// Names one signal session, which is one websocket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(pub(crate) u64);

/// Names one HTTP request until its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HttpId(pub(super) u64);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RoomKey(pub(super) u64);

/// A participant, for as long as it is in its room. In order of joining.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct ParticipantKey(pub(super) u64);

/// Where a participant of a room is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Seat {
    pub(crate) room: RoomKey,
    pub(crate) participant: ParticipantKey,
}

/// One peer connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PeerKey {
    pub(crate) seat: Seat,
    pub(crate) role: Role,
}

/// Which of a participant's connections. On a single connection there is only the publisher's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Role {
    /// The client offers; media and data of the client come in here.
    Publisher,
    /// The server offers; media of others goes out here.
    Subscriber,
}

/// What can become due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Deadline {
    /// A connection's own timers.
    Peer(PeerKey),
    /// The participant must be connected by now.
    Join(Seat),
    /// The participant closed a connection and has not said why by now.
    Closed(Seat),
    /// The participant must have resumed by now.
    Resume(Seat),
    /// The participant must have answered our offer by now.
    Answer(Seat),
    /// The participant's token is to be refreshed.
    Refresh(Seat),
    /// Tracks of which nothing comes are filled up.
    Placeholders(Seat),
    /// A simulated speaker falls silent.
    SimulatedSpeaker(Seat),
    /// Nobody may have been in the room for too long.
    Lifetime(RoomKey),
    /// Updates about silent participants are due.
    Updates(RoomKey),
    /// Counts of the room are told.
    RoomInfo(RoomKey),
    /// Speakers are worked out.
    Speakers(RoomKey),
    /// Connection quality is told.
    Quality(RoomKey),
    /// Keyframes that did not come are asked for again; simulcast layers are looked over.
    Keyframes(RoomKey),
    /// Subscriptions to tracks that never came are given up.
    Subscriptions(RoomKey),
    /// Publishers are told that nobody watches a quality any more.
    Dynacast(RoomKey),
    /// Those are looked after whom publishers of data wait for.
    Pressure(RoomKey),
    /// A call to a participant was not answered.
    Rpc(u64),
}

/// Most bytes of a sid that a client names. Ours are a third of that.
pub(crate) const MAX_SID: usize = 64;
