//! Datagrams and time in; datagrams and events out.

use std::net::SocketAddr;
use std::time::{Duration, Instant, SystemTime};

use lk_sdp::{Mid, Rid};
use str0m::media::KeyframeRequestKind;
use str0m::rtp::rtcp::{Nack, Rtcp};
use str0m::rtp::{RawPacket, RtpPacket, RtpWrite};
use str0m::{Event, Output as EngineOutput};

use super::{Handshake, Peer};
use crate::engine::Verdict;
use crate::extension::wire;
use crate::lines::Line;
use crate::{
    FailReason, IceState, IncomingRtp, KeyframeKind, MediaKind, OutgoingRtp, Output, PeerEvent,
    RemoteStream, SenderId, SenderReport, Transmit, Transport, WriteError,
};

/// How often one drain may give the engine its own due time before the caller has to.
const TURNS: usize = 8;

impl Peer {
    /// Whether a datagram is for this peer, where several share a socket.
    pub fn accepts(&self, from: SocketAddr, to: SocketAddr, bytes: &[u8]) -> bool {
        self.engine
            .as_ref()
            .is_some_and(|engine| engine.accepts(from, to, bytes))
    }

    /// Takes a datagram that came to `to`, one of our addresses. What is malformed or a stranger's is dropped: checks need
    /// the credentials, all else must come from where the remote is.
    ///
    /// Several may be given before the output is drained.
    pub fn handle_datagram(
        &mut self,
        transport: Transport,
        from: SocketAddr,
        to: SocketAddr,
        bytes: &[u8],
        now: Instant,
    ) {
        if !std::mem::take(&mut self.drained) {
            self.set_output_aside();
        }
        self.advance(now);
        // Nothing else begins so. Source: RFC 7983 §7.
        let first = bytes.first().copied().unwrap_or(u8::MAX);
        let (is_check, is_dtls) = (first < 4, (20..64).contains(&first));
        if is_dtls && !self.expects_dtls(transport, from, to, bytes) {
            return;
        }
        let Some(engine) = self.engine.as_mut().filter(|_| self.over.is_none()) else {
            return;
        };
        self.figures.on_datagram(bytes.len());
        if is_check {
            self.link.before_check(transport, from, bytes, engine);
        }
        if engine.handle_datagram(transport, from, to, bytes, self.now) == Verdict::Taken {
            self.link.on_heard(self.now);
            if is_check {
                self.link.after_check(transport, from);
            }
        }
        self.after_input();
    }

    /// Takes the passing of time.
    pub fn handle_timeout(&mut self, now: Instant) {
        self.advance(now);
        self.link.handle_timeout(self.now);
        if self.handshake_deadline().is_some_and(|at| at <= self.now) {
            self.end(FailReason::Handshake);
        }
        if let Some(engine) = &mut self.engine {
            engine.handle_timeout(self.now);
        }
        self.after_input();
    }

    /// Gives the next thing to do.
    pub fn poll_output(&mut self) -> Output {
        if let Some(output) = self.aside.pop_front() {
            return output;
        }
        let output = self.next_output();
        self.drained = matches!(output, Output::Timeout(_));
        output
    }

    /// The engine holds one received packet: what it has must be taken before it is given another datagram.
    fn set_output_aside(&mut self) {
        loop {
            match self.next_output() {
                Output::Timeout(_) => return,
                output => self.aside.push_back(output),
            }
        }
    }

    fn next_output(&mut self) -> Output {
        let mut turns = TURNS;
        loop {
            if let Some(event) = self.events.pop_front() {
                return Output::Event(event);
            }
            let Some(engine) = &mut self.engine else {
                return self.sleep(None);
            };
            match engine.poll() {
                Ok(EngineOutput::Transmit(transmit)) => {
                    let transmit = Transmit {
                        transport: Transport::of(transmit.proto),
                        from: transmit.source,
                        to: transmit.destination,
                        payload: transmit.contents.into(),
                    };
                    self.figures.on_transmit(&transmit);
                    return Output::Transmit(transmit);
                }
                Ok(EngineOutput::Event(Event::RtpPacket(packet))) => {
                    if let Some(packet) = self.on_rtp(packet) {
                        return Output::Event(PeerEvent::Rtp(packet));
                    }
                }
                Ok(EngineOutput::Event(event)) => self.on_event(event),
                Ok(EngineOutput::Timeout(at)) => {
                    if !engine.is_sound() {
                        self.end(FailReason::Internal);
                        continue;
                    }
                    if at <= self.now && turns > 0 && !engine.is_closed() {
                        turns -= 1;
                        engine.handle_timeout(self.now);
                        continue;
                    }
                    return self.sleep(Some(at));
                }
                Err(error) => {
                    tracing::debug!(%error, "the engine gave up");
                    self.end(FailReason::Handshake);
                }
            }
        }
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
        self.advance(now);
        let up = self.is_up();
        let sender = self.senders.get_mut(&id);
        let sender = sender.ok_or(WriteError::NoSuchSender)?;
        let stream = sender
            .encodings
            .get_mut(encoding)
            .zip(sender.ssrcs.get(encoding));
        let (encoding, (ssrc, _)) = stream.ok_or(WriteError::NoSuchEncoding)?;
        let engine = self.engine.as_mut().filter(|_| up && sender.live);
        let engine = engine.ok_or(WriteError::NotReady)?;
        let codec = match packet.pt {
            None => sender.codecs.first(),
            Some(pt) => sender.codecs.iter().find(|codec| codec.pt == pt),
        };
        let codec = codec.ok_or(WriteError::PayloadType)?;
        if packet.payload.len() > OutgoingRtp::MAX_PAYLOAD {
            return Err(WriteError::TooLarge);
        }
        let base = *encoding.base.get_or_insert(packet.seq & !0xffff);
        let seq = packet.seq.checked_sub(base).ok_or(WriteError::Sequence)?;
        let bytes = packet.payload.len() as u64;
        if !encoding.used.insert(seq) {
            return Err(WriteError::Sequence);
        }
        // The engine names layers until it hears that they are known, so their packets would not stay the same.
        let kept = sender.spec.kind == MediaKind::Audio && encoding.rid.is_none();
        if kept && self.config.nack && self.config.audio_nack {
            encoding.sent.keep(&packet, seq, codec.pt, self.now);
        }
        engine.advance(self.now);
        let rtp = RtpWrite::new(
            codec.pt.into(),
            seq.into(),
            packet.timestamp,
            self.now,
            packet.payload,
        )
        .marker(packet.marker)
        .nackable(codec.rtx.is_some())
        .ext_vals(wire::to_engine(packet.extensions, sender.mask));
        if !engine.write(*ssrc, rtp) {
            return Err(WriteError::NotReady);
        }
        encoding.packets += 1;
        encoding.bytes += bytes;
        Ok(())
    }

    /// Asks the remote for a keyframe of a layer, or with `None` of the section's one stream.
    ///
    /// False when no such stream is known: a layer is known once a packet of it was seen.
    pub fn request_keyframe(&mut self, mid: Mid, rid: Option<Rid>, kind: KeyframeKind) -> bool {
        let mut lines = self.lines.iter().filter_map(Line::media);
        let receiving = lines
            .find(|t| t.mid == mid)
            .and_then(|t| t.receiving.as_ref());
        let stream = receiving.and_then(|r| r.streams.iter().find(|stream| stream.rid == rid));
        let (Some(stream), Some(engine)) = (stream, &mut self.engine) else {
            return false;
        };
        let kind = match kind {
            KeyframeKind::Pli => KeyframeRequestKind::Pli,
            KeyframeKind::Fir => KeyframeRequestKind::Fir,
        };
        engine.request_keyframe(stream.ssrc, kind)
    }

    // ---- private

    fn sleep(&self, engine: Option<Instant>) -> Output {
        const IDLE: Duration = Duration::from_secs(3600);
        let idle = self.now + IDLE;
        if self.closed || self.over.is_some() {
            // What is left to send was sent.
            return Output::Timeout(idle);
        }
        let link = self.link.deadline();
        Output::Timeout(
            [engine, link, self.handshake_deadline()]
                .into_iter()
                .flatten()
                .fold(idle, Instant::min),
        )
    }

    fn after_input(&mut self) {
        if let Some(engine) = &mut self.engine {
            self.channels.flush(engine, &mut self.events);
            self.link.settle(self.now);
        }
        self.sync();
    }

    /// Tells what changed of the link.
    pub(super) fn sync(&mut self) {
        if self.over.is_some() || self.closed {
            return;
        }
        let state = self.link.state();
        if state != self.told {
            self.told = state;
            self.events.push_back(PeerEvent::IceState(state));
            match state {
                IceState::Failed => self.events.push_back(PeerEvent::Failed(self.why())),
                // A restart makes it new.
                IceState::Checking => self.announced = false,
                IceState::New | IceState::Connected | IceState::Disconnected => {}
            }
        }
        if self.link.is_up() {
            // Not before there is a path, or it would be given up while one is sought.
            self.start_handshake();
            let done = self.handshake == Handshake::Done;
            if done && !std::mem::replace(&mut self.announced, true) {
                self.events.push_back(PeerEvent::Connected);
            }
        }
    }

    /// Whether a DTLS record can be from the remote; what the remote begins is begun here too.
    ///
    /// The remote may have a path before our own check of it is answered, but not before it checked.
    fn expects_dtls(
        &mut self,
        transport: Transport,
        from: SocketAddr,
        to: SocketAddr,
        bytes: &[u8],
    ) -> bool {
        let (Some(engine), Some(remote)) = (&self.engine, &self.remote) else {
            return false;
        };
        let known = self.link.knows(transport, from) || engine.accepts(from, to, bytes);
        if known && !remote.active {
            self.start_handshake();
        }
        known
    }

    /// Starts the handshake where a remote description is known; the side that is not active waits for the other.
    fn start_handshake(&mut self) {
        if self.handshake != Handshake::Waiting {
            return;
        }
        let (Some(engine), Some(remote)) = (&mut self.engine, &self.remote) else {
            return;
        };
        engine.start_dtls(remote.active, &remote.fingerprint);
        let patience = self.config.ice_disconnect_after + self.config.ice_fail_after;
        self.handshake = Handshake::Running {
            deadline: self.now + patience,
        };
    }

    const fn handshake_deadline(&self) -> Option<Instant> {
        match self.handshake {
            Handshake::Running { deadline } => Some(deadline),
            Handshake::Waiting | Handshake::Done => None,
        }
    }

    fn why(&self) -> FailReason {
        self.link.why()
    }

    /// Ends the peer from inside; nothing but this is told from now on.
    fn end(&mut self, why: FailReason) {
        if self.over.replace(why).is_some() || self.closed {
            self.engine = None;
            return;
        }
        self.link.fail(why);
        if std::mem::replace(&mut self.told, IceState::Failed) != IceState::Failed {
            self.events.push_back(PeerEvent::IceState(IceState::Failed));
        }
        self.events.push_back(PeerEvent::Failed(why));
        // What is closing has something left to send.
        if why != FailReason::ClosedByRemote {
            self.engine = None;
        }
    }

    fn on_event(&mut self, event: Event) {
        if self.closed || self.over.is_some() {
            return;
        }
        let Some(engine) = &mut self.engine else {
            return;
        };
        let told = match event {
            Event::Connected => {
                self.handshake = Handshake::Done;
                None
            }
            Event::IceConnectionStateChange(state) => {
                self.link.on_engine_state(state, self.now);
                None
            }
            Event::Closed => {
                self.end(FailReason::ClosedByRemote);
                None
            }
            Event::RawPacket(packet) => {
                if let RawPacket::RtcpRx(Rtcp::Nack(nack)) = *packet {
                    self.resend_audio(&nack);
                }
                return;
            }
            Event::ChannelOpen(id, label) => {
                let told = self.channels.on_open(id, label, engine);
                self.events.extend(told);
                self.channels.flush(engine, &mut self.events);
                None
            }
            Event::ChannelData(data) => self.channels.on_data(data),
            Event::ChannelClose(id) => self.channels.on_close(id),
            Event::KeyframeRequest(request) => {
                let kind = match request.kind {
                    KeyframeRequestKind::Pli => KeyframeKind::Pli,
                    KeyframeRequestKind::Fir => KeyframeKind::Fir,
                };
                self.sender_at(request.mid, request.rid)
                    .map(|(sender, encoding)| PeerEvent::KeyframeRequest {
                        sender,
                        encoding,
                        kind,
                    })
            }
            Event::SenderFeedback(feedback) => {
                let info = feedback.sender_info;
                let stream = self.streams.get(&*info.ssrc).copied();
                let line = stream.and_then(|(at, _)| self.lines.get(at)?.media());
                line.zip(stream).map(|(t, (_, rid))| {
                    PeerEvent::SenderReport(SenderReport {
                        mid: t.mid,
                        rid,
                        ssrc: *info.ssrc,
                        ntp: ntp(info.ntp_time),
                        rtp_timestamp: info.rtp_time.numer() as u32,
                        arrival: feedback.received_at,
                    })
                })
            }
            Event::PeerStats(stats) => {
                self.figures.on_peer(&stats);
                None
            }
            Event::MediaEgressStats(stats) => {
                if let Some((id, at)) = self.sender_at(stats.mid, stats.rid) {
                    let sender = self.senders.get(&id);
                    if let Some(encoding) = sender.and_then(|sender| sender.encodings.get(at)) {
                        self.figures.on_egress((id, at), stats, encoding);
                    }
                }
                None
            }
            Event::MediaIngressStats(stats) => {
                self.figures.on_ingress(stats);
                None
            }
            _ => None,
        };
        self.events.extend(told);
        self.sync();
    }

    /// Sends audio again that the remote asks for.
    fn resend_audio(&mut self, nack: &Nack) {
        let ssrc = *nack.ssrc;
        let Some(engine) = &mut self.engine else {
            return;
        };
        for sender in self.senders.values_mut() {
            if sender.spec.kind != MediaKind::Audio || !sender.live {
                continue;
            }
            let Some(at) = sender.ssrcs.iter().position(|(main, _)| *main == ssrc) else {
                continue;
            };
            let Some(encoding) = sender.encodings.get_mut(at) else {
                return;
            };
            for entry in nack.reports.iter() {
                let following = (0..16).filter(|bit| entry.blp & 1 << bit != 0);
                let lost = std::iter::once(0).chain(following.map(|bit| bit + 1));
                for seq in lost.map(|ahead| entry.pid.wrapping_add(ahead)) {
                    if let Some(rtp) = encoding.sent.again(seq, sender.mask) {
                        engine.write(ssrc, rtp);
                    }
                }
            }
            return;
        }
    }

    fn on_rtp(&mut self, packet: RtpPacket) -> Option<IncomingRtp> {
        if self.closed || self.over.is_some() {
            return None;
        }
        let ssrc = *packet.header.ssrc;
        let (at, rid) = match self.streams.get(&ssrc) {
            Some(known) => *known,
            None => self.find_stream(ssrc)?,
        };
        let t = self.lines.get(at)?.media()?;
        let codec = t.codec(*packet.header.payload_type)?;
        t.receiving.as_ref()?;
        self.figures.on_packet(ssrc, packet.payload.len());
        Some(IncomingRtp {
            mid: t.mid,
            rid,
            ssrc,
            pt: codec.pt,
            codec: codec.codec,
            seq: *packet.seq_no,
            timestamp: packet.header.timestamp,
            extended_timestamp: packet.time.numer(),
            marker: packet.header.marker,
            extensions: wire::from_engine(&packet.header.ext_vals),
            payload: packet.payload,
            arrival: packet.timestamp,
        })
    }

    /// Takes over a stream that the engine bound by its header extensions; where it is not wanted it is forgotten.
    fn find_stream(&mut self, ssrc: u32) -> Option<(usize, Option<Rid>)> {
        let engine = self.engine.as_mut()?;
        let (mid, rid) = engine.found_stream(ssrc)?;
        let at = self.by_mid.get(&mid).copied();
        let t = at.and_then(|at| self.lines.get_mut(at)?.media_mut());
        let Some((at, t)) = at.zip(t) else {
            engine.forget_stream(ssrc);
            return None;
        };
        let Some(receiving) = &mut t.receiving else {
            engine.forget_stream(ssrc);
            return None;
        };
        engine.set_nack(ssrc, t.nack);
        let rid = rid.and_then(|rid| Rid::new(&rid).ok());
        // A layer has one stream: the one before it is gone.
        receiving.streams.retain(|stream| {
            let stays = stream.rid != rid;
            if !stays {
                self.streams.remove(&stream.ssrc);
                self.figures.forget_stream(stream.ssrc);
                engine.forget_stream(stream.ssrc);
            }
            stays
        });
        receiving.streams.push(RemoteStream {
            ssrc,
            rtx: None,
            rid,
        });
        self.streams.insert(ssrc, (at, rid));
        Some((at, rid))
    }

    fn sender_at(
        &self,
        mid: str0m::media::Mid,
        rid: Option<str0m::media::Rid>,
    ) -> Option<(SenderId, usize)> {
        let t = self.lines.get(*self.by_mid.get(&mid)?)?.media()?;
        let id = t.sender?;
        let sender = self.senders.get(&id)?;
        let encoding = sender
            .encodings
            .iter()
            .position(|encoding| encoding.engine_rid == rid)?;
        Some((id, encoding))
    }
}

/// NTP time in 32.32 fixed point.
fn ntp(time: SystemTime) -> u64 {
    const SECONDS_1900_TO_1970: u64 = 2_208_988_800;
    let since = time
        .duration_since(SystemTime::UNIX_EPOCH)
        .unwrap_or_default();
    let fraction = (u64::from(since.subsec_nanos()) << 32) / 1_000_000_000;
    (since.as_secs() + SECONDS_1900_TO_1970) << 32 | fraction
}

#[cfg(test)]
mod tests;
