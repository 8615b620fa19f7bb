//! The engine room: str0m's `Rtc`, driven through its Direct API and guarded.
//!
//! The Direct API panics when it is asked for what it does not know, so every call that takes an id checks it first;
//! and should the engine panic all the same, it is dropped and the peer fails instead of the caller.

mod payloads;
mod streams;

use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use str0m::channel::{ChannelConfig, ChannelId};
use str0m::config::{CryptoProvider, Fingerprint};
use str0m::ice::StunMessage;
use str0m::media::{KeyframeRequestKind, MediaKind as EngineKind, Mid, Rid};
use str0m::net::Receive;
use str0m::rtp::{RtpWrite, Ssrc};
use str0m::{Candidate, IceCreds, Input, Output, Rtc, RtcConfig};

pub(crate) use self::payloads::Payloads;
use self::streams::{Streams, rtp_ssrc};
use crate::extension::wire::{self, WireIds};
use crate::{MediaKind, PeerConfig, Transport};

/// Largest message that we take, as announced in descriptions.
pub(crate) const MAX_MESSAGE: u32 = 65_536;
/// How often a working path is checked: with it, silence is known as such.
const KEEPALIVE: Duration = Duration::from_secs(2);
/// Bytes that SCTP may hold; more makes its scan of what is in flight dearer than it is worth.
const SCTP_BUFFER: usize = 128 << 10;
/// Packets kept for retransmission per stream, and how long.
const RTX_PACKETS: usize = 1024;
const RTX_AGE: Duration = Duration::from_secs(3);
/// Retransmissions may not be more than this share of what is sent.
const RTX_SHARE: f32 = 0.6;

/// A connectivity check that proves knowledge of the credentials in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Check {
    Request,
    Response,
}

/// What of a datagram became known before it was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It came from the remote, as far as can be told.
    Taken,
    /// It was taken, but anyone may have sent it.
    Unproven,
    /// It was dropped.
    Dropped,
}

pub(crate) struct Engine {
    /// `None` after a panic.
    rtc: Option<Box<Rtc>>,
    crypto: Arc<CryptoProvider>,
    ids: Arc<WireIds>,
    payloads: Payloads,
    streams: Streams,
    lite: bool,
    sctp_started: bool,
    twcc: bool,
    /// Something was changed that only a turn of the clock takes up.
    dirty: bool,
    now: Instant,
    born: Instant,
}

impl Engine {
    pub(crate) fn new(
        config: &PeerConfig,
        crypto: Arc<CryptoProvider>,
        identity: crate::Identity,
        credentials: IceCreds,
        payloads: Payloads,
        now: Instant,
    ) -> Option<Self> {
        let ids = Arc::new(WireIds::default());
        let mut rtc = RtcConfig::new()
            .set_crypto_provider(Arc::clone(&crypto))
            .set_dtls_cert(identity.0)
            .set_local_ice_credentials(credentials)
            .set_ice_lite(config.ice_lite)
            .set_rtp_mode(true)
            .clear_codecs()
            .enable_raw_packets(config.nack && config.audio_nack)
            .set_extension_map(wire::map(&ids))
            .set_sctp_max_message_size(MAX_MESSAGE)
            .set_sctp_max_buffered_amount(SCTP_BUFFER)
            .set_stats_interval(Some(config.stats_interval));
        rtc.set_max_stun_rto(KEEPALIVE);
        // A path is given up by our clock, not by the engine's: it must go on trying until then.
        let patience = config.ice_disconnect_after + config.ice_fail_after + 3 * KEEPALIVE;
        let retransmits = patience.as_secs().div_ceil(KEEPALIVE.as_secs()) + 3;
        rtc.set_max_stun_retransmits(usize::try_from(retransmits).unwrap_or(64).clamp(9, 64));
        payloads.register(rtc.codec_config());
        let rtc = catch_unwind(AssertUnwindSafe(|| Box::new(rtc.build(now)))).ok()?;
        Some(Self {
            rtc: Some(rtc),
            crypto,
            ids,
            payloads,
            streams: Streams::new(now),
            lite: config.ice_lite,
            sctp_started: false,
            twcc: false,
            dirty: false,
            now,
            born: now,
        })
    }

    pub(crate) const fn payloads(&self) -> &Payloads {
        &self.payloads
    }

    pub(crate) fn wire_ids(&self) -> &WireIds {
        &self.ids
    }

    pub(crate) const fn is_lite(&self) -> bool {
        self.lite
    }

    /// Whether it can still be used; false after a panic.
    pub(crate) const fn is_sound(&self) -> bool {
        self.rtc.is_some()
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.rtc.as_ref().is_none_or(|rtc| !rtc.is_alive())
    }

    // ---- link

    pub(crate) fn add_local_candidate(&mut self, candidate: Candidate) {
        self.change(|rtc| rtc.add_local_candidate(candidate).is_some());
    }

    pub(crate) fn add_remote_candidate(&mut self, candidate: Candidate) {
        self.change(|rtc| rtc.add_remote_candidate(candidate));
    }

    pub(crate) fn invalidate(&mut self, candidate: &Candidate) {
        self.change(|rtc| rtc.direct_api().invalidate_candidate(candidate));
    }

    pub(crate) fn set_credentials(&mut self, local: &IceCreds, remote: &IceCreds) {
        self.change(|rtc| {
            let mut direct = rtc.direct_api();
            direct.set_local_ice_credentials(local.clone());
            direct.set_remote_ice_credentials(remote.clone());
        });
    }

    pub(crate) fn set_controlling(&mut self, controlling: bool) {
        self.change(|rtc| rtc.direct_api().set_ice_controlling(controlling));
    }

    /// Starts the DTLS handshake; to be called once.
    pub(crate) fn start_dtls(&mut self, active: bool, remote: &lk_sdp::Fingerprint) {
        let remote = Fingerprint {
            hash_func: remote.hash.clone(),
            bytes: remote.bytes.clone(),
        };
        let started = self.change(|rtc| {
            let mut direct = rtc.direct_api();
            direct.set_remote_fingerprint(remote);
            direct.start_dtls(active).is_ok()
        });
        if started == Some(false) {
            self.rtc = None;
        }
    }

    pub(crate) fn start_sctp(&mut self, active: bool) {
        if !std::mem::replace(&mut self.sctp_started, true) {
            self.change(|rtc| rtc.direct_api().start_sctp(active));
        }
    }

    pub(crate) fn enable_twcc(&mut self) {
        if !std::mem::replace(&mut self.twcc, true) {
            self.change(|rtc| rtc.direct_api().enable_twcc_feedback());
        }
    }

    /// Whether `bytes` is a check made with the credentials in force.
    pub(crate) fn verify_check(
        &self,
        bytes: &[u8],
        local: &IceCreds,
        remote: &IceCreds,
    ) -> Option<Check> {
        let hmac = self.crypto.sha1_hmac_provider;
        catch_unwind(AssertUnwindSafe(|| {
            let message = StunMessage::parse(bytes).ok()?;
            let proves = |password: &str| {
                message.verify(password.as_bytes(), |key, parts| hmac.sha1_hmac(key, parts))
            };
            if message.is_binding_request() {
                let (to, _) = message.split_username()?;
                return (to == local.ufrag && proves(&local.pass)).then_some(Check::Request);
            }
            let response = message.is_successful_binding_response() && proves(&remote.pass);
            response.then_some(Check::Response)
        }))
        .ok()?
    }

    // ---- media

    /// Declares a section, anew where `rids` changed. With layers only these are received; without, only announced
    /// streams are, unless `open`.
    pub(crate) fn declare(&mut self, mid: Mid, kind: MediaKind, rids: &[Rid], open: bool) {
        let kind = match kind {
            MediaKind::Audio => EngineKind::Audio,
            MediaKind::Video => EngineKind::Video,
        };
        self.streams.forget_section(mid);
        self.change(|rtc| {
            if rtc.media(mid).is_some() {
                rtc.direct_api().remove_media(mid);
            }
            let mut direct = rtc.direct_api();
            let media = direct.declare_media(mid, kind);
            for rid in rids {
                media.expect_rid_rx(*rid);
            }
            // The engine binds streams by their header extensions before it has authenticated them. Where the
            // description names the streams, a layer that nobody sends keeps strangers out.
            if rids.is_empty() && !open {
                media.expect_rid_rx(Rid::from_array(*b"\x7f       "));
            }
        });
    }

    pub(crate) fn undeclare(&mut self, mid: Mid) {
        self.streams.forget_section(mid);
        self.change(|rtc| rtc.direct_api().remove_media(mid));
    }

    pub(crate) fn open_stream(&mut self, mid: Mid, rid: Option<Rid>, ssrc: u32, rtx: Option<u32>) {
        self.change(|rtc| {
            if rtc.media(mid).is_some() {
                let mut direct = rtc.direct_api();
                let rtx = rtx.map(Ssrc::from);
                let stream = direct.declare_stream_tx(ssrc.into(), rtx, mid, rid);
                stream.set_rtx_cache(RTX_PACKETS, RTX_AGE, Some(RTX_SHARE));
            }
        });
    }

    pub(crate) fn close_stream(&mut self, ssrc: u32) {
        self.change(|rtc| rtc.direct_api().remove_stream_tx(ssrc.into()));
    }

    /// Queues a packet; false when there is no such stream.
    pub(crate) fn write(&mut self, ssrc: u32, packet: RtpWrite) -> bool {
        let written = self.change(|rtc| {
            let mut direct = rtc.direct_api();
            direct
                .stream_tx(&ssrc.into())
                .map(|stream| stream.write_rtp(packet))
                .is_some()
        });
        written == Some(true)
    }

    pub(crate) fn request_keyframe(&mut self, ssrc: u32, kind: KeyframeRequestKind) -> bool {
        let asked = self.change(|rtc| {
            let mut direct = rtc.direct_api();
            direct
                .stream_rx(&ssrc.into())
                .map(|stream| stream.request_keyframe(kind))
                .is_some()
        });
        asked == Some(true)
    }

    // ---- data

    /// Creates a channel; `None` when its agreed id is taken.
    pub(crate) fn create_channel(&mut self, config: ChannelConfig) -> Option<ChannelId> {
        let created = self.change(|rtc| {
            let mut direct = rtc.direct_api();
            let taken = config
                .negotiated
                .and_then(|id| direct.channel_id_by_sctp_stream_id(id));
            taken.is_none().then(|| direct.create_data_channel(config))
        });
        created?
    }

    pub(crate) fn close_channel(&mut self, id: ChannelId) {
        self.change(|rtc| rtc.direct_api().close_data_channel(id));
    }

    /// Hands a message to SCTP: whether it was taken, or `None` when the channel is gone.
    pub(crate) fn send(&mut self, id: ChannelId, data: &[u8]) -> Option<bool> {
        self.change(|rtc| rtc.channel(id)?.write(true, data).ok())?
    }

    pub(crate) fn buffered(&mut self, id: ChannelId) -> usize {
        self.with(|rtc| {
            rtc.channel(id)
                .map_or(0, |mut channel| channel.buffered_amount())
        })
        .unwrap_or(0)
    }

    // ---- time and packets

    pub(crate) fn accepts(&self, from: SocketAddr, to: SocketAddr, bytes: &[u8]) -> bool {
        let Some(rtc) = &self.rtc else { return false };
        catch_unwind(AssertUnwindSafe(|| {
            let received = Receive::new(Transport::Udp.protocol(), from, to, bytes);
            received.is_ok_and(|received| rtc.accepts(&Input::Receive(self.now, received)))
        }))
        .unwrap_or(false)
    }

    /// Takes a datagram. Media is taken only from where the remote is: the engine binds streams before it
    /// authenticates packets.
    pub(crate) fn handle_datagram(
        &mut self,
        transport: Transport,
        from: SocketAddr,
        to: SocketAddr,
        bytes: &[u8],
        now: Instant,
    ) -> Verdict {
        self.advance(now);
        let now = self.now;
        let is_media = bytes
            .first()
            .is_some_and(|first| (128..192).contains(first));
        let stranger = rtp_ssrc(bytes).filter(|ssrc| is_media && !self.streams.knows(*ssrc));
        if stranger
            .is_some_and(|ssrc| !self.accepts(from, to, bytes) || !self.streams.admit(ssrc, now))
        {
            return Verdict::Dropped;
        }
        let verdict = self.with(|rtc| {
            let Ok(received) = Receive::new(transport.protocol(), from, to, bytes) else {
                return Verdict::Dropped;
            };
            let input = Input::Receive(now, received);
            let proven = rtc.accepts(&input);
            if is_media && !proven {
                return Verdict::Dropped;
            }
            if let Err(error) = rtc.handle_input(input) {
                // Garbage from the network; what is really broken shows when it is polled.
                tracing::debug!(%error, "datagram refused");
            }
            if proven {
                Verdict::Taken
            } else {
                Verdict::Unproven
            }
        });
        let verdict = verdict.unwrap_or(Verdict::Dropped);
        if let Some(ssrc) = stranger {
            self.examine(ssrc);
        }
        // The engine takes its turn with every datagram.
        self.dirty &= verdict == Verdict::Dropped;
        verdict
    }

    pub(crate) fn handle_timeout(&mut self, now: Instant) {
        self.advance(now);
        self.turn();
    }

    /// The next thing to do; an error says that the engine is of no more use.
    pub(crate) fn poll(&mut self) -> Result<Output, str0m::RtcError> {
        if std::mem::take(&mut self.dirty) {
            self.turn();
        }
        match self.with(Rtc::poll_output) {
            Some(output) => output,
            None => Ok(Output::Timeout(self.now + Duration::from_secs(3600))),
        }
    }

    pub(crate) fn close(&mut self) {
        self.change(|rtc| {
            if rtc.close().is_err() {
                rtc.disconnect();
            }
        });
    }

    fn turn(&mut self) {
        let now = self.now;
        self.dirty = false;
        if let Some(Err(error)) = self.with(|rtc| rtc.handle_input(Input::Timeout(now))) {
            tracing::debug!(%error, "time refused");
        }
    }

    pub(crate) fn advance(&mut self, now: Instant) {
        self.now = self.now.max(now);
        self.ids
            .set_time(self.now.saturating_duration_since(self.born));
    }

    /// Changes something; what follows from it comes with the next turn.
    fn change<R>(&mut self, change: impl FnOnce(&mut Rtc) -> R) -> Option<R> {
        self.dirty = true;
        self.with(change)
    }

    fn with<R>(&mut self, use_it: impl FnOnce(&mut Rtc) -> R) -> Option<R> {
        let rtc = self.rtc.as_mut()?;
        let result = catch_unwind(AssertUnwindSafe(|| use_it(rtc)));
        if result.is_err() {
            tracing::error!("the engine panicked");
            self.rtc = None;
        }
        result.ok()
    }
}
