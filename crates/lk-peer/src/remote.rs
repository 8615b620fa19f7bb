//! What a remote description says, read and checked before anything is changed.

use std::collections::HashSet;
use std::sync::Arc;

use lk_sdp::{
    CodecDesc, Direction, Fingerprint, Kind, Mid, Msid, Rid, Section, SessionDescription,
};
use str0m::IceCreds;

use crate::extension::wire;
use crate::{Codec, ExtensionKind, MediaKind, NegotiatedCodec, NegotiationError, RemoteStream};

/// Most sections of one connection.
pub(crate) const MAX_SECTIONS: usize = 1000;
/// Most streams or layers of one section.
const MAX_STREAMS: usize = 8;

/// What holds for the connection as a whole.
pub(crate) struct RemoteTransport {
    pub(crate) ice: IceCreds,
    pub(crate) ice_lite: bool,
    pub(crate) fingerprint: Fingerprint,
    pub(crate) setup: Option<lk_sdp::Setup>,
    pub(crate) candidates: Vec<String>,
}

impl RemoteTransport {
    pub(crate) fn read(description: &SessionDescription) -> Result<Self, NegotiationError> {
        use NegotiationError::PeerBroke;
        let (ufrag, pass) = description
            .ice_credentials()
            .ok_or(PeerBroke("there are no ICE credentials"))?;
        if !(4..=256).contains(&ufrag.len()) || !(22..=256).contains(&pass.len()) {
            return Err(PeerBroke("the ICE credentials are too short or too long"));
        }
        let fingerprint = description
            .bundle_fingerprint()
            .ok_or(PeerBroke("there is no fingerprint"))?;
        if !matches!(fingerprint.hash.as_str(), "sha-256" | "sha-1") {
            return Err(PeerBroke(
                "the fingerprint's hash function is not supported",
            ));
        }
        let live = description
            .sections
            .iter()
            .filter(|section| !section.is_rejected());
        Ok(Self {
            ice: IceCreds {
                ufrag: ufrag.into(),
                pass: pass.into(),
            },
            ice_lite: description.ice_lite,
            fingerprint: fingerprint.clone(),
            setup: description.bundle_setup(),
            candidates: live
                .flat_map(|section| section.candidates.iter().cloned())
                .collect(),
        })
    }
}

/// Fails unless all live sections share one transport and are told apart.
pub(crate) fn check_bundle(description: &SessionDescription) -> Result<(), NegotiationError> {
    if description.sections.len() > MAX_SECTIONS {
        return Err(NegotiationError::PeerBroke("there are too many sections"));
    }
    let live = description
        .sections
        .iter()
        .filter(|section| !section.is_rejected());
    let bundle: HashSet<Mid> = description.bundle.iter().copied().collect();
    let mut count = 0;
    for section in live {
        count += 1;
        let mid = section
            .mid
            .ok_or(NegotiationError::PeerBroke("a live section has no mid"))?;
        if description.has_bundle && !bundle.contains(&mid) {
            return Err(NegotiationError::PeerBroke(
                "a live section is outside the bundle",
            ));
        }
    }
    if count > 1 && !description.has_bundle {
        return Err(NegotiationError::PeerBroke("the sections are not bundled"));
    }
    Ok(())
}

/// What a media section says.
#[derive(Debug, Clone)]
pub(crate) struct RemoteMedia {
    pub(crate) mid: Mid,
    pub(crate) kind: MediaKind,
    /// Seen by the remote.
    pub(crate) direction: Direction,
    pub(crate) msid: Option<Msid>,
    pub(crate) streams: Vec<RemoteStream>,
    pub(crate) rids: Vec<Rid>,
    /// Those that we know, with the lines they came from.
    pub(crate) codecs: Vec<NegotiatedCodec>,
    pub(crate) descs: Vec<CodecDesc>,
    /// Those that we know and can write.
    pub(crate) extensions: Vec<(u8, ExtensionKind)>,
    pub(crate) protocol: String,
}

impl RemoteMedia {
    /// Reads a live section; `None` when it carries neither audio nor video. `rtx` is whether repair streams are used.
    pub(crate) fn read(section: &Section, rtx: bool) -> Result<Option<Self>, NegotiationError> {
        let (Some(kind), Some(mid)) = (MediaKind::of(&section.kind), section.mid) else {
            return Ok(None);
        };
        let sends = section.direction.sends();
        let mut rids: Vec<Rid> = if sends {
            section.sent_rids()
        } else {
            Vec::new()
        };
        rids.truncate(MAX_STREAMS);
        // A longer one does not fit the engine, and no peer of LiveKit's writes one.
        if rids
            .iter()
            .any(|rid| wire::engine_rid(rid.as_str()).is_none())
        {
            return Err(NegotiationError::PeerBroke("a layer's name is too long"));
        }
        let repairs: Vec<(u8, u8)> = section
            .codecs
            .iter()
            .filter_map(|desc| Some((desc.apt()?, desc.pt)))
            .collect();
        let repair_of = |pt| {
            repairs
                .iter()
                .find(|(of, _)| *of == pt)
                .map(|(_, rtx)| *rtx)
        };
        let mut codecs = Vec::new();
        for desc in &section.codecs {
            let Some(codec) = Codec::from_name(kind, &desc.name) else {
                continue;
            };
            if desc.clock_rate == codec.clock_rate() {
                codecs.push(NegotiatedCodec {
                    codec,
                    pt: desc.pt,
                    rtx: repair_of(desc.pt).filter(|_| rtx),
                    clock_rate: desc.clock_rate,
                    channels: desc.channels,
                    fmtp: Arc::from(desc.fmtp.as_str()),
                });
            }
        }
        let extensions = section.extmap.iter().filter_map(|ext| {
            Some((ext.id, ExtensionKind::from_uri(&ext.uri)?)).filter(|_| ext.id <= wire::MAX_ID)
        });
        Ok(Some(Self {
            mid,
            kind,
            direction: section.direction,
            msid: section.msid.clone().filter(|_| sends),
            streams: if sends && rids.is_empty() {
                streams(section, rtx)
            } else {
                Vec::new()
            },
            rids,
            codecs,
            descs: section.codecs.clone(),
            extensions: extensions.collect(),
            protocol: section.protocol.clone(),
        }))
    }

    /// Whether any of the codecs has this feedback.
    pub(crate) fn has_feedback(&self, feedback: &str) -> bool {
        self.descs
            .iter()
            .any(|desc| desc.feedback.iter().any(|fb| fb == feedback))
    }
}

/// The announced streams that carry media; error correction does not.
fn streams(section: &Section, rtx: bool) -> Vec<RemoteStream> {
    let correction: HashSet<u32> = section
        .other_groups
        .iter()
        .filter(|group| group.starts_with("FEC"))
        .flat_map(|group| {
            group
                .split_ascii_whitespace()
                .skip(2)
                .filter_map(|id| id.parse().ok())
        })
        .collect();
    section
        .primary_ssrcs()
        .filter(|ssrc| *ssrc != 0 && !correction.contains(ssrc))
        .take(MAX_STREAMS)
        .map(|ssrc| RemoteStream {
            ssrc,
            rtx: section.repair_of(ssrc).filter(|_| rtx),
            rid: None,
        })
        .collect()
}

/// Most bytes in one message to the remote. Source: RFC 8841 §6.
pub(crate) fn max_message_size(section: &Section) -> usize {
    const MOST: u64 = 65_535;
    let size = match section.max_message_size {
        None | Some(0) => MOST,
        Some(size) => size.min(MOST),
    };
    usize::try_from(size).unwrap_or(usize::MAX)
}

/// Whether a section carries data channels.
pub(crate) fn is_data(section: &Section) -> bool {
    section.kind == Kind::Application && section.protocol.contains("SCTP")
}
