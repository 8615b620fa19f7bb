//! One peer connection.
#![allow(clippy::todo, unused_variables, missing_debug_implementations)]

use std::net::SocketAddr;
use std::time::Instant;

use bytes::Bytes;
use lk_sdp::{Mid, Rid};

use crate::*;

/// One peer connection: a plain value that is given what happened and asked what to do.
///
/// After each call that is given `now`, drain [`poll_output`](Self::poll_output) until it answers [`Output::Timeout`].
pub struct Peer {
    config: PeerConfig,
}

impl Peer {
    /// A peer that does nothing until it is given something to offer or an offer.
    pub fn new(config: PeerConfig, now: Instant) -> Self {
        Self { config }
    }

    /// Takes an address of ours; returns the candidate to trickle (`candidate:…`), or `None` when it is known or cannot be one.
    pub fn add_local_address(&mut self, local: LocalAddress) -> Option<String> {
        todo!()
    }

    /// Takes a candidate of the remote (`candidate:…`), held until its description is known.
    ///
    /// Empty text ends the candidates; names (`….local`) and foreign protocols are passed over.
    ///
    /// # Errors
    ///
    /// [`CandidateError`] when it is malformed or one too many.
    pub fn add_remote_candidate(
        &mut self,
        candidate: &str,
        now: Instant,
    ) -> Result<(), CandidateError> {
        todo!()
    }

    /// Our candidates, `candidate:…`.
    pub fn local_candidates(&self) -> impl Iterator<Item = &str> {
        std::iter::empty()
    }

    /// Our current user fragment: what a trickled candidate belongs to.
    pub fn local_ufrag(&self) -> &str {
        todo!()
    }

    /// Adds something to send. SSRCs are allotted now, a section at the next negotiation.
    pub fn add_sender(&mut self, spec: SenderSpec) -> SenderId {
        todo!()
    }

    /// Stops sending at once; the section goes inactive at the next negotiation.
    pub fn remove_sender(&mut self, id: SenderId) {
        todo!()
    }

    /// Adds sections to receive in, to be appended to the next offer.
    pub fn add_receivers(&mut self, kind: MediaKind, count: usize) {
        todo!()
    }

    /// Opens a data channel; before the connection is up it is opened when it comes up.
    pub fn open_channel(&mut self, spec: ChannelSpec) -> ChannelKey {
        todo!()
    }

    /// Closes a data channel; what waits in it is dropped.
    pub fn close_channel(&mut self, key: ChannelKey) {
        todo!()
    }

    /// Whether something waits for an offer of ours (client, or server with its own connection).
    pub fn negotiation_needed(&self) -> bool {
        todo!()
    }

    /// How many senders of `kind` have no section: how many sections the remote must offer (server on a single connection).
    pub fn unassigned_senders(&self, kind: MediaKind) -> usize {
        todo!()
    }

    /// Makes an offer.
    ///
    /// # Errors
    ///
    /// [`NegotiationError`] when one is outstanding, there is nothing to offer or the peer is closed.
    pub fn create_offer(&mut self, now: Instant) -> Result<String, NegotiationError> {
        todo!()
    }

    /// Takes the answer to our offer.
    ///
    /// # Errors
    ///
    /// [`NegotiationError`]; the offer stays outstanding.
    pub fn accept_answer(&mut self, sdp: &str, now: Instant) -> Result<(), NegotiationError> {
        todo!()
    }

    /// Takes an offer and answers it; `choose` decides on each section.
    ///
    /// # Errors
    ///
    /// [`NegotiationError`]; nothing has changed.
    pub fn accept_offer(
        &mut self,
        sdp: &str,
        choose: &mut dyn FnMut(&OfferedSection<'_>) -> SectionChoice,
        now: Instant,
    ) -> Result<String, NegotiationError> {
        todo!()
    }

    /// The chooser that takes everything we know, for [`accept_offer`](Self::accept_offer).
    pub fn accept_all(_: &OfferedSection<'_>) -> SectionChoice {
        SectionChoice::accept()
    }

    /// Takes an unanswered offer back; what it would have changed goes into the next one.
    pub fn rollback(&mut self) {
        todo!()
    }

    /// Makes the next offer carry new ICE credentials.
    pub fn restart_ice(&mut self) {
        todo!()
    }

    /// The negotiated media sections in order.
    pub fn remote_sections(&self) -> impl Iterator<Item = RemoteSection<'_>> {
        std::iter::empty()
    }

    /// How a sender stands.
    pub fn sender(&self, id: SenderId) -> Option<SenderView<'_>> {
        todo!()
    }

    /// The section of a sender, once one is given.
    pub fn mid_of(&self, id: SenderId) -> Option<Mid> {
        todo!()
    }

    /// Whether a datagram is for this peer, where several share a socket.
    pub fn accepts(&self, from: SocketAddr, to: SocketAddr, bytes: &[u8]) -> bool {
        todo!()
    }

    /// Takes a datagram. What is not for us, or malformed, is dropped.
    pub fn handle_datagram(
        &mut self,
        transport: Transport,
        from: SocketAddr,
        to: SocketAddr,
        bytes: &[u8],
        now: Instant,
    ) {
        todo!()
    }

    /// Takes the passing of time.
    pub fn handle_timeout(&mut self, now: Instant) {
        todo!()
    }

    /// Gives the next thing to do.
    pub fn poll_output(&mut self) -> Output {
        todo!()
    }

    /// Writes a packet. Several may be written before the output is drained.
    ///
    /// # Errors
    ///
    /// [`WriteError`]; nothing is sent.
    pub fn write_rtp(
        &mut self,
        id: SenderId,
        encoding: usize,
        packet: OutgoingRtp,
        now: Instant,
    ) -> Result<(), WriteError> {
        todo!()
    }

    /// Asks the remote for a keyframe; false when no such stream is known (yet).
    pub fn request_keyframe(&mut self, mid: Mid, rid: Option<Rid>, kind: KeyframeKind) -> bool {
        todo!()
    }

    /// Figures since the start.
    pub fn stats(&self) -> PeerStats {
        todo!()
    }

    /// Sends a binary message.
    ///
    /// # Errors
    ///
    /// [`SendError`]; the message is not taken.
    pub fn send(&mut self, channel: ChannelKey, data: Bytes) -> Result<(), SendError> {
        todo!()
    }

    /// Bytes that wait in a channel, ours and SCTP's.
    pub fn buffered_amount(&mut self, channel: ChannelKey) -> usize {
        todo!()
    }

    /// Sets the mark at which [`PeerEvent::ChannelDrained`] is told. Default: 0.
    pub fn set_buffered_low(&mut self, channel: ChannelKey, bytes: usize) {
        todo!()
    }

    /// Most bytes in one message.
    pub fn max_message_size(&self) -> usize {
        todo!()
    }

    /// Ends the connection politely; drain the output once more after it.
    pub fn close(&mut self, now: Instant) {
        todo!()
    }
}
