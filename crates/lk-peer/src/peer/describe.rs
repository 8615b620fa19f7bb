//! From our sections to a description.

use lk_sdp::{
    CodecDesc, Direction, Extmap, Fingerprint, IceParameters, Kind, Mid, Origin, RidDesc,
    RidDirection, Section, SessionDescription, Setup, Simulcast, SsrcDesc,
};
use str0m::IceCreds;

use super::Peer;
use crate::engine::MAX_MESSAGE;
use crate::lines::{Line, Sender, Transceiver};
use crate::{CodecEntry, ExtensionKind, MediaKind, NegotiationError};

impl Peer {
    /// Joins sections to a description with our transport in each.
    pub(super) fn description(
        &mut self,
        mut sections: Vec<Section>,
        ice: &IceCreds,
        setup: Setup,
    ) -> Result<String, NegotiationError> {
        let identity = self.identity()?;
        let digest = self.crypto.sha256_provider.sha256(&identity.0.certificate);
        let fingerprint = Fingerprint {
            hash: "sha-256".into(),
            bytes: digest.to_vec(),
        };
        let mut candidates: Vec<String> = self.link.local_candidates().map(str::to_owned).collect();
        let mut bundle: Vec<Mid> = Vec::new();
        for section in &mut sections {
            let Some(mid) = section.mid.filter(|_| !section.is_rejected()) else {
                continue;
            };
            bundle.push(mid);
            section.ice = IceParameters {
                ufrag: Some(ice.ufrag.clone()),
                pwd: Some(ice.pass.clone()),
                options: vec!["trickle".into()],
            };
            section.fingerprint = Some(fingerprint.clone());
            section.setup = Some(setup);
            // One transport: the first section speaks for all.
            section.candidates = std::mem::take(&mut candidates);
        }
        self.session.1 += 1;
        let description = SessionDescription {
            origin: Origin {
                id: self.session.0,
                version: self.session.1,
                ..Origin::default()
            },
            has_bundle: true,
            bundle,
            ice_lite: self.config.ice_lite,
            extmap_allow_mixed: true,
            msid_semantic: Some("WMS *".into()),
            sections,
            ..SessionDescription::default()
        };
        Ok(description.to_string())
    }

    /// A section of an offer of ours.
    pub(super) fn offer_line(&self, line: &Line) -> Section {
        match line {
            Line::Dead { mid, kind } => {
                // Its place stays; where it had a mid some readers want to see it.
                Section {
                    mid: *mid,
                    direction: Direction::Inactive,
                    ..Section::rejected(kind.clone())
                }
            }
            Line::Data(mid) => data_section(*mid),
            Line::Media(transceiver) => self.offer_media(transceiver),
        }
    }

    fn offer_media(&self, t: &Transceiver) -> Section {
        let direction = t.wanted(self.config.side);
        let mut section = Section::new(t.kind.sdp(), t.mid);
        section.direction = direction;
        // What a server offers `sendrecv` it only means to send in.
        let receives = t.receive || t.agreed.receives();
        for entry in &t.offered {
            let feedback = self.offered_feedback(t.kind, entry, receives);
            push_codec(&mut section, entry, feedback, self.config.nack);
        }
        let extensions = self
            .config
            .extensions
            .offered(t.kind, direction.sends(), receives);
        section.extmap = extensions
            .map(|ext| Extmap::new(ext.id, ext.kind.uri()))
            .collect();
        self.describe_sender(t, &mut section);
        section
    }

    fn offered_feedback(&self, kind: MediaKind, entry: &CodecEntry, receives: bool) -> Vec<String> {
        let mut feedback = Vec::new();
        let twcc = self
            .config
            .extensions
            .knows(kind, ExtensionKind::TransportCc)
            && receives;
        if twcc {
            feedback.push("transport-cc");
        }
        match kind {
            MediaKind::Video => {
                feedback.push("ccm fir");
                feedback.extend(self.config.nack.then_some("nack"));
                feedback.push("nack pli");
            }
            // Redundancy takes the place of retransmission.
            MediaKind::Audio if entry.codec != crate::Codec::Red => {
                feedback.extend(self.config.nack.then_some("nack"));
            }
            MediaKind::Audio => {}
        }
        feedback.into_iter().map(str::to_owned).collect()
    }

    /// What we send in a section: its name, and its streams or layers.
    pub(super) fn describe_sender(&self, t: &Transceiver, section: &mut Section) {
        let sender = t.sender.and_then(|id| self.senders.get(&id));
        let Some(sender) = sender.filter(|_| section.direction.sends()) else {
            return;
        };
        section.msid = Some(sender.spec.msid.clone());
        if sender.is_simulcast() {
            describe_layers(sender, section);
            return;
        }
        let has_rtx = section.codecs.iter().any(|codec| codec.apt().is_some());
        for (ssrc, rtx) in &sender.ssrcs {
            let rtx = rtx.filter(|_| has_rtx);
            section.fid.extend(rtx.map(|rtx| (*ssrc, rtx)));
            section.ssrcs.extend(
                [Some(*ssrc), rtx]
                    .into_iter()
                    .flatten()
                    .map(|ssrc| SsrcDesc {
                        cname: Some(self.cname.clone()),
                        msid: Some(sender.spec.msid.clone()),
                        ..SsrcDesc::new(ssrc)
                    }),
            );
        }
    }
}

/// The section of data channels.
pub(super) fn data_section(mid: Mid) -> Section {
    let mut section = Section::new(Kind::Application, mid);
    section.sctp_port = Some(5000);
    section.max_message_size = Some(MAX_MESSAGE.into());
    section
}

fn push_codec(section: &mut Section, entry: &CodecEntry, feedback: Vec<String>, rtx: bool) {
    let CodecEntry { codec, pt, .. } = *entry;
    let mut desc = CodecDesc::new(pt, codec.name(), codec.clock_rate(), codec.channels());
    desc.fmtp.clone_from(&entry.fmtp);
    desc.feedback = feedback;
    section.formats.push(pt.to_string());
    section.codecs.push(desc);
    if let Some(rtx) = entry.rtx.filter(|_| rtx) {
        let mut desc = CodecDesc::new(rtx, "rtx", codec.clock_rate(), None);
        desc.fmtp = format!("apt={pt}");
        section.formats.push(rtx.to_string());
        section.codecs.push(desc);
    }
}

fn describe_layers(sender: &Sender, section: &mut Section) {
    let rids: Vec<_> = sender
        .encodings
        .iter()
        .filter_map(|encoding| encoding.rid)
        .collect();
    let desc = |id| RidDesc {
        id,
        direction: RidDirection::Send,
        restrictions: None,
    };
    section.rids = rids.iter().copied().map(desc).collect();
    section.simulcast = Some(Simulcast {
        send: rids,
        recv: Vec::new(),
    });
}
