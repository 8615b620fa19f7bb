//! What becomes of a section once both sides agreed: the difference to what it was, told to the engine and upwards.

use std::collections::hash_map::Entry;
use std::sync::Arc;

use lk_sdp::{Direction, Msid};
use str0m::media::Rid as EngineRid;

use super::Peer;
use crate::extension::wire::{self, IdMask};
use crate::lines::{Declared, Line, Receiving};
use crate::remote::RemoteMedia;
use crate::{
    ExtensionKind, MediaKind, NegotiatedCodec, NegotiationError, PeerEvent, RemoteTrack, SenderId,
};

impl Peer {
    /// Fails when `sender` would be sent with a codec that the engine cannot send.
    pub(super) fn check_sendable(
        &self,
        sender: Option<SenderId>,
        codecs: &[NegotiatedCodec],
    ) -> Result<(), NegotiationError> {
        let sender = sender.and_then(|id| self.senders.get(&id));
        let (Some(sender), Some(engine)) = (sender, &self.engine) else {
            return Ok(());
        };
        let agreed = sender.agree(codecs);
        if agreed.iter().all(|codec| engine.payloads().can_send(codec)) {
            Ok(())
        } else {
            Err(NegotiationError::NeedsNewConnection(
                "a payload type was not foreseen",
            ))
        }
    }

    /// Drops what a section received and does not receive from now on: `stays` is what it does, if anything. For all
    /// sections before any is settled: a stream may move from one to another.
    pub(super) fn retire(&mut self, at: usize, stays: Option<&RemoteMedia>) {
        let Some(t) = self.lines.get_mut(at).and_then(Line::media_mut) else {
            return;
        };
        let Some(receiving) = &mut t.receiving else {
            return;
        };
        let kept = |ssrc: u32, rtx: Option<u32>| match stays {
            Some(media) if media.rids.is_empty() => media
                .streams
                .iter()
                .any(|s| s.ssrc == ssrc && (rtx.is_none() || s.rtx == rtx)),
            Some(media) => media.rids == receiving.rids,
            None => false,
        };
        let (keep, mut dropped): (Vec<_>, Vec<_>) = receiving
            .streams
            .iter()
            .copied()
            .partition(|s| kept(s.ssrc, s.rtx));
        if msid_of(stays).as_ref() == Some(&receiving.msid) {
            receiving.streams = keep;
        } else if let Some(receiving) = t.receiving.take() {
            dropped.extend(keep);
            self.events.push_back(PeerEvent::ReceivingStopped {
                mid: t.mid,
                msid: receiving.msid,
            });
        }
        for stream in dropped {
            self.streams.remove(&stream.ssrc);
            self.figures.forget_stream(stream.ssrc);
            if let Some(engine) = &mut self.engine {
                engine.forget_stream(stream.ssrc);
            }
        }
    }

    /// Puts an agreed section into force.
    pub(super) fn settle(
        &mut self,
        at: usize,
        media: &RemoteMedia,
        agreed: Direction,
        codecs: Vec<NegotiatedCodec>,
    ) {
        let Some(engine) = &mut self.engine else {
            return;
        };
        let Some(t) = self.lines.get_mut(at).and_then(Line::media_mut) else {
            return;
        };
        let ids = engine.wire_ids();
        let set = |(id, kind): &(u8, ExtensionKind)| ids.set(*id, *kind);
        if media
            .extensions
            .iter()
            .map(set)
            .fold(false, |any, changed| any | changed)
        {
            // Ids are shared by all sections: what was sent before would be written differently now.
            let senders = self.senders.values_mut();
            let encodings = senders.flat_map(|sender| &mut sender.encodings);
            encodings.for_each(|encoding| encoding.sent.clear());
        }
        let twcc = media
            .extensions
            .iter()
            .any(|(_, kind)| *kind == ExtensionKind::TransportCc);
        if agreed.receives() && twcc && media.has_feedback("transport-cc") {
            engine.enable_twcc();
        }
        t.agreed = agreed;
        t.settled_sender = t.described_sender;
        t.sent_by_remote |= msid_of(Some(media).filter(|_| media.direction.sends())).is_some();
        t.sent_by_us |= t.sender.is_some();
        t.nack = self.config.nack && media.has_feedback("nack");
        t.extensions.clone_from(&media.extensions);
        let recoded = *t.codecs != *codecs;
        t.codecs = codecs.into();

        // What the engine knows of the section must be right before streams are added to it.
        let rids: Vec<EngineRid> = media
            .rids
            .iter()
            .filter_map(|rid| wire::engine_rid(rid.as_str()))
            .collect();
        let open = agreed.receives()
            && rids.is_empty()
            && media.streams.is_empty()
            && media.msid.is_some();
        let declared = Declared { rids, open };
        let opened = t
            .sender
            .and_then(|id| self.senders.get(&id))
            .is_some_and(|s| s.opened);
        let anew = agreed.receives() && t.declared.as_ref() != Some(&declared);
        if t.declared.is_none() || (anew && !opened) {
            engine.declare(t.engine_mid, t.kind, &declared.rids, declared.open);
            t.declared = Some(declared);
            // That dropped the streams of the section.
            for stream in t.receiving.iter_mut().flat_map(|r| r.streams.drain(..)) {
                self.streams.remove(&stream.ssrc);
            }
        } else if anew {
            // It would drop our own streams too, and those must not begin again: a key and a number make a packet's
            // secret, and that may be used once.
            tracing::debug!(mid = %t.mid, "layers in a section that we send in are passed over");
        }
        self.receive(at, media, recoded);
        self.transmit(at);
    }

    fn receive(&mut self, at: usize, media: &RemoteMedia, recoded: bool) {
        let Some(engine) = &mut self.engine else {
            return;
        };
        let Some(t) = self.lines.get_mut(at).and_then(Line::media_mut) else {
            return;
        };
        let sent = Some(media).filter(|_| t.agreed.receives());
        let Some(msid) = msid_of(sent) else { return };
        let started = t.receiving.is_none();
        let receiving = t.receiving.get_or_insert_with(|| Receiving {
            msid,
            streams: Vec::new(),
            rids: Vec::new(),
        });
        receiving.rids.clone_from(&media.rids);
        for stream in &media.streams {
            let known = receiving.streams.iter_mut().find(|s| s.ssrc == stream.ssrc);
            match (known, self.streams.entry(stream.ssrc)) {
                (Some(known), _) => known.rtx = stream.rtx,
                (None, Entry::Vacant(free)) => {
                    free.insert((at, None));
                    receiving.streams.push(*stream);
                }
                (None, Entry::Occupied(_)) => {
                    // Two sections cannot announce one stream; the first has it.
                    tracing::debug!(ssrc = stream.ssrc, "stream is taken");
                    continue;
                }
            }
            engine.expect_stream(t.engine_mid, stream.ssrc, stream.rtx, t.nack);
        }
        if started {
            self.events
                .push_back(PeerEvent::ReceivingStarted(RemoteTrack {
                    mid: t.mid,
                    kind: t.kind,
                    msid: receiving.msid.clone(),
                    codecs: Arc::clone(&t.codecs),
                    streams: receiving.streams.clone(),
                    rids: receiving.rids.clone(),
                }));
        } else if recoded {
            let codecs = Arc::clone(&t.codecs);
            self.events
                .push_back(PeerEvent::ReceivingCodecChanged { mid: t.mid, codecs });
        }
    }

    fn transmit(&mut self, at: usize) {
        let Some(engine) = &mut self.engine else {
            return;
        };
        let Some(t) = self.lines.get(at).and_then(Line::media) else {
            return;
        };
        let sender = t.sender.and_then(|id| self.senders.get_mut(&id));
        let Some(sender) = sender else { return };
        sender.codecs = sender.agree(&t.codecs);
        let simulcast = sender.is_simulcast();
        let mut mask = IdMask::default();
        for (id, kind) in &t.extensions {
            let layers_only = matches!(
                kind,
                ExtensionKind::Mid | ExtensionKind::Rid | ExtensionKind::RepairedRid
            );
            // Audio may be sent again as it was, which the time it leaves would not let it be.
            let fleeting = t.kind == MediaKind::Audio && *kind == ExtensionKind::AbsSendTime;
            // Announced streams need no names in their packets.
            if (simulcast || !layers_only) && !fleeting {
                mask.insert(*id);
            }
        }
        if std::mem::replace(&mut sender.mask, mask) != mask {
            sender
                .encodings
                .iter_mut()
                .for_each(|encoding| encoding.sent.clear());
        }
        sender.live = t.agreed.sends() && !sender.codecs.is_empty();
        // Once open they stay: a stream that began again would number its retransmissions as it did before.
        if sender.live && !std::mem::replace(&mut sender.opened, true) {
            let has_rtx = sender.codecs.iter().any(|codec| codec.rtx.is_some());
            for ((ssrc, rtx), encoding) in sender.ssrcs.iter().zip(&sender.encodings) {
                let rtx = rtx.filter(|_| has_rtx);
                engine.open_stream(t.engine_mid, encoding.engine_rid, *ssrc, rtx);
            }
        }
    }

    /// Takes a sender's streams off the engine for good. Should it be sent again, it has new ones.
    pub(super) fn stop_sender(&mut self, id: SenderId) {
        let Some(sender) = self.senders.get_mut(&id) else {
            return;
        };
        sender.live = false;
        if !std::mem::take(&mut sender.opened) {
            return;
        }
        if let Some(engine) = &mut self.engine {
            sender
                .ssrcs
                .iter()
                .for_each(|(ssrc, _)| engine.close_stream(*ssrc));
        }
        let spec = sender.spec.clone();
        let ssrcs = self.new_ssrcs(&spec);
        if let Some(sender) = self.senders.get_mut(&id) {
            sender.renumber(ssrcs);
        }
        self.figures.forget_sender(id);
    }

    /// Puts the data section into force.
    pub(super) fn settle_data(&mut self, max_message: usize) {
        self.channels.max_message = max_message;
        let (Some(engine), Some(remote)) = (&mut self.engine, &self.remote) else {
            return;
        };
        engine.start_sctp(remote.active);
        self.channels.create(engine, &mut self.events);
    }
}

/// How the remote names what it sends; empty words where it sends something without a name.
///
/// LiveKit answers `sendonly` to sections that it has nothing for yet: then neither a name nor a stream is there.
fn msid_of(media: Option<&RemoteMedia>) -> Option<Msid> {
    let media = media?;
    let nameless = Msid {
        stream: String::new(),
        track: String::new(),
    };
    let sends = !media.streams.is_empty() || !media.rids.is_empty();
    media.msid.clone().or(sends.then_some(nameless))
}
