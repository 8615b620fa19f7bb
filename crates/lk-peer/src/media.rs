//! What is sent and received: senders, sections, packets.

use std::sync::Arc;

use lk_sdp::{Direction, Kind, Mid, Msid, Rid};

use crate::{Codec, Extensions, NegotiatedCodec, RemoteStream};

/// Audio or video.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MediaKind {
    /// Audio.
    Audio,
    /// Video.
    Video,
}

impl MediaKind {
    /// The kind of a section; `None` for data channels and strange ones.
    pub const fn of(kind: &Kind) -> Option<Self> {
        match kind {
            Kind::Audio => Some(Self::Audio),
            Kind::Video => Some(Self::Video),
            Kind::Application | Kind::Other(_) => None,
        }
    }

    pub(crate) const fn sdp(self) -> Kind {
        match self {
            Self::Audio => Kind::Audio,
            Self::Video => Kind::Video,
        }
    }
}

/// Something that this peer sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SenderId(pub(crate) u32);

/// What is to be sent.
///
/// ```
/// # use lk_peer::{Codec, Rid, SenderSpec};
/// let audio = SenderSpec::audio("camera", "TR_local_1").red(true);
/// let layers = ["q", "h", "f"].map(|rid| Rid::new(rid).expect("a token"));
/// let video = SenderSpec::video("camera", "TR_local_2").codecs([Codec::Vp8]).simulcast(layers);
/// # let _ = (audio, video);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SenderSpec {
    pub(crate) kind: MediaKind,
    pub(crate) msid: Msid,
    pub(crate) codecs: Vec<Codec>,
    pub(crate) encodings: Vec<Option<Rid>>,
    pub(crate) red: bool,
}

impl SenderSpec {
    /// Something of `kind` that is named `a=msid:<stream> <track>`.
    pub fn new(kind: MediaKind, stream: impl Into<String>, track: impl Into<String>) -> Self {
        Self {
            kind,
            msid: Msid {
                stream: stream.into(),
                track: track.into(),
            },
            codecs: Vec::new(),
            encodings: vec![None],
            red: false,
        }
    }

    /// An audio track.
    pub fn audio(stream: impl Into<String>, track: impl Into<String>) -> Self {
        Self::new(MediaKind::Audio, stream, track)
    }

    /// A video track.
    pub fn video(stream: impl Into<String>, track: impl Into<String>) -> Self {
        Self::new(MediaKind::Video, stream, track)
    }

    /// The codecs to offer, the preferred one first. Default: every codec of the kind in the peer's table.
    #[must_use]
    pub fn codecs(mut self, codecs: impl IntoIterator<Item = Codec>) -> Self {
        self.codecs = codecs.into_iter().collect();
        self
    }

    /// Sends one encoding for each of these layers, the lowest first. Default: one encoding without a name.
    #[must_use]
    pub fn simulcast(mut self, rids: impl IntoIterator<Item = Rid>) -> Self {
        self.encodings = rids.into_iter().map(Some).collect();
        if self.encodings.is_empty() {
            self.encodings.push(None);
        }
        self
    }

    /// Whether RED is offered before Opus. Default: no.
    #[must_use]
    pub const fn red(mut self, red: bool) -> Self {
        self.red = red;
        self
    }
}

/// How a sender stands.
#[derive(Debug, Clone)]
pub struct SenderView<'a> {
    /// Its section, once one is given.
    pub mid: Option<Mid>,
    /// What both sides agreed on, the one to send first in front; empty before that.
    pub codecs: &'a [NegotiatedCodec],
    /// Its streams, one for each encoding in order: SSRC, and SSRC of retransmissions.
    pub ssrcs: &'a [(u32, Option<u32>)],
    /// Whether packets can be written now.
    pub ready: bool,
}

impl SenderView<'_> {
    /// The codec to send.
    pub fn codec(&self) -> Option<&NegotiatedCodec> {
        self.codecs.first()
    }
}

/// A packet to be sent.
#[derive(Debug, Clone)]
pub struct OutgoingRtp {
    /// Payload type; `None` for the negotiated codec's.
    pub pt: Option<u8>,
    /// Sequence number without wrapping, in the caller's numbering. Numbers may be left out, come late by up to 127, but
    /// not come twice. Nor may one be late into a round of 65536 before that of the first: the remote takes the first for
    /// one of the first round.
    pub seq: u64,
    /// RTP timestamp.
    pub timestamp: u32,
    /// Marker bit: end of a video frame, or start of a talk spurt.
    pub marker: bool,
    /// RTP payload, at most [`OutgoingRtp::MAX_PAYLOAD`] bytes.
    pub payload: Arc<[u8]>,
    /// Header extensions; those that were not negotiated are left out.
    pub extensions: Extensions,
}

impl OutgoingRtp {
    /// Most payload bytes in one packet.
    pub const MAX_PAYLOAD: usize = 1400;

    /// A packet with the negotiated payload type, no marker and no extensions.
    pub fn new(seq: u64, timestamp: u32, payload: impl Into<Arc<[u8]>>) -> Self {
        Self {
            pt: None,
            seq,
            timestamp,
            marker: false,
            payload: payload.into(),
            extensions: Extensions::default(),
        }
    }

    /// The same with this marker bit.
    #[must_use]
    pub const fn marker(mut self, marker: bool) -> Self {
        self.marker = marker;
        self
    }
}

/// A section of a remote offer that is to be answered.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct OfferedSection<'a> {
    /// Its id.
    pub mid: Mid,
    /// What it carries.
    pub kind: MediaKind,
    /// Who would send, seen by the remote.
    pub direction: Direction,
    /// What the remote sends.
    pub msid: Option<&'a Msid>,
    /// Codecs in the remote's order, those that we do not know left out.
    pub codecs: &'a [NegotiatedCodec],
    /// Layers that the remote would send.
    pub rids: &'a [Rid],
    /// Whether this is the first offer with this section.
    pub is_new: bool,
}

/// How an offered section is answered.
///
/// ```
/// # use lk_peer::{Codec, SectionChoice};
/// let choice = SectionChoice::accept()
///     .codecs([Codec::Red, Codec::Opus])
///     .fmtp(Codec::Opus, "usedtx=1")
///     .feedback(Codec::Opus, "nack");
/// # let _ = choice;
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SectionChoice {
    pub(crate) reject: bool,
    pub(crate) codecs: Option<Vec<Codec>>,
    pub(crate) fmtp: Vec<(Codec, String)>,
    pub(crate) feedback: Vec<(Codec, String)>,
    pub(crate) receive: Option<bool>,
}

impl SectionChoice {
    /// Takes the section with every codec that both sides know, in the remote's order.
    pub fn accept() -> Self {
        Self::default()
    }

    /// Refuses the section.
    pub fn reject() -> Self {
        Self {
            reject: true,
            ..Self::default()
        }
    }

    /// Keeps only these codecs, in this order.
    #[must_use]
    pub fn codecs(mut self, codecs: impl IntoIterator<Item = Codec>) -> Self {
        self.codecs = Some(codecs.into_iter().collect());
        self
    }

    /// Adds a format parameter to this codec's `a=fmtp` in the answer.
    #[must_use]
    pub fn fmtp(mut self, codec: Codec, parameter: impl Into<String>) -> Self {
        self.fmtp.push((codec, parameter.into()));
        self
    }

    /// Adds an `a=rtcp-fb` to this codec in the answer.
    #[must_use]
    pub fn feedback(mut self, codec: Codec, feedback: impl Into<String>) -> Self {
        self.feedback.push((codec, feedback.into()));
        self
    }

    /// Whether we receive what the remote sends. Default: yes.
    #[must_use]
    pub const fn receive(mut self, receive: bool) -> Self {
        self.receive = Some(receive);
        self
    }
}

/// How a negotiated section stands, seen by us.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RemoteSection<'a> {
    /// Its id.
    pub mid: Mid,
    /// What it carries.
    pub kind: MediaKind,
    /// Who sends, seen by us.
    pub direction: Direction,
    /// What the remote sends; `None` where it does not.
    pub msid: Option<&'a Msid>,
    /// The codecs agreed on, the preferred one first.
    pub codecs: &'a [NegotiatedCodec],
    /// The streams that the remote announced or that were heard.
    pub streams: &'a [RemoteStream],
    /// The layers that the remote sends.
    pub rids: &'a [Rid],
    /// The sender of ours that the section carries.
    pub sender: Option<SenderId>,
}
