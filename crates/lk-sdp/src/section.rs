//! One `m=` section and what it says.

use crate::{Attribute, CodecDesc, Fingerprint, IceParameters, Mid, Msid, Rid, Setup};

/// One section: what flows over one pair of senders, or the data channels.
///
/// Every field is data that may be changed before writing; nothing is hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// What flows.
    pub kind: Kind,
    /// The port of the `m=` line: 0 rejects the section, 9 stands for "see the candidates".
    pub port: u16,
    /// Protocol of the `m=` line, such as `UDP/TLS/RTP/SAVPF`.
    pub protocol: String,
    /// Formats of the `m=` line as written: payload types, or `webrtc-datachannel`.
    pub formats: Vec<String>,
    /// Address type and address of the `c=` line, such as `IP4 0.0.0.0`; `None` where the line is missing.
    pub connection: Option<String>,
    /// `b=` lines as written, such as `AS:500`.
    pub bandwidth: Vec<String>,
    /// `a=mid`; missing where a rejected section was written by pion.
    pub mid: Option<Mid>,
    /// Who sends; `sendrecv` where nothing is written.
    pub direction: Direction,
    /// The payload types of `formats` that are described, in that order.
    pub codecs: Vec<CodecDesc>,
    /// Header extensions by wire id.
    pub extmap: Vec<Extmap>,
    /// The section's own `a=msid`, or else the one that its first `a=ssrc` names.
    pub msid: Option<Msid>,
    /// Announced streams in the order of first mention.
    pub ssrcs: Vec<SsrcDesc>,
    /// Pairs of `a=ssrc-group:FID`: the stream and the one that repairs it.
    pub fid: Vec<(u32, u32)>,
    /// Other `a=ssrc-group` lines as written, such as `SIM 1 2 3`.
    pub other_groups: Vec<String>,
    /// `a=rid` lines.
    pub rids: Vec<RidDesc>,
    /// `a=simulcast`.
    pub simulcast: Option<Simulcast>,
    /// Candidates as attribute values without the `a=`, such as `candidate:1 1 udp …`.
    pub candidates: Vec<String>,
    /// `a=end-of-candidates`.
    pub end_of_candidates: bool,
    /// Credentials written in this section; see [`SessionDescription::ice`](crate::SessionDescription) for the others.
    pub ice: IceParameters,
    /// Certificate digest written in this section; of several, the one with `sha-256`, or else the first.
    pub fingerprint: Option<Fingerprint>,
    /// DTLS role written in this section.
    pub setup: Option<Setup>,
    /// `a=rtcp-mux`.
    pub rtcp_mux: bool,
    /// `a=rtcp-rsize`.
    pub rtcp_rsize: bool,
    /// `a=extmap-allow-mixed` written in this section.
    pub extmap_allow_mixed: bool,
    /// `a=sctp-port`.
    pub sctp_port: Option<u16>,
    /// `a=max-message-size` in bytes; 0 means no limit.
    pub max_message_size: Option<u64>,
    /// Everything else, in the order written.
    pub attributes: Vec<Attribute>,
}

impl Section {
    /// An empty live section of `kind`.
    pub fn new(kind: Kind, mid: Mid) -> Self {
        let data = kind == Kind::Application;
        Self {
            protocol: if data {
                "UDP/DTLS/SCTP"
            } else {
                "UDP/TLS/RTP/SAVPF"
            }
            .into(),
            formats: if data {
                vec!["webrtc-datachannel".into()]
            } else {
                Vec::new()
            },
            mid: Some(mid),
            port: 9,
            rtcp_mux: !data,
            rtcp_rsize: !data,
            ..Self::bare(kind)
        }
    }

    /// A rejected section as pion writes it: port 0, one format `0`, no `a=mid`, outside the bundle.
    ///
    /// ```
    /// # use lk_sdp::{Kind, Section};
    /// let section = Section::rejected(Kind::Video);
    /// assert!(section.is_rejected());
    /// assert_eq!(section.to_string(), "m=video 0 UDP/TLS/RTP/SAVPF 0\r\nc=IN IP4 0.0.0.0\r\n");
    /// ```
    pub fn rejected(kind: Kind) -> Self {
        Self {
            protocol: "UDP/TLS/RTP/SAVPF".into(),
            formats: vec!["0".into()],
            ..Self::bare(kind)
        }
    }

    pub(crate) fn bare(kind: Kind) -> Self {
        Self {
            kind,
            port: 0,
            protocol: String::new(),
            formats: Vec::new(),
            connection: Some("IP4 0.0.0.0".into()),
            bandwidth: Vec::new(),
            mid: None,
            direction: Direction::SendRecv,
            codecs: Vec::new(),
            extmap: Vec::new(),
            msid: None,
            ssrcs: Vec::new(),
            fid: Vec::new(),
            other_groups: Vec::new(),
            rids: Vec::new(),
            simulcast: None,
            candidates: Vec::new(),
            end_of_candidates: false,
            ice: IceParameters::default(),
            fingerprint: None,
            setup: None,
            rtcp_mux: false,
            rtcp_rsize: false,
            extmap_allow_mixed: false,
            sctp_port: None,
            max_message_size: None,
            attributes: Vec::new(),
        }
    }

    /// Whether the section is refused: port 0 and not `a=bundle-only`.
    pub fn is_rejected(&self) -> bool {
        self.port == 0 && !self.attributes.iter().any(|a| a.name == "bundle-only")
    }

    /// The payload type that repairs `pt`, where one is announced.
    pub fn rtx_of(&self, pt: u8) -> Option<u8> {
        self.codecs
            .iter()
            .find(|codec| codec.apt() == Some(pt))
            .map(|codec| codec.pt)
    }

    /// The stream that repairs `ssrc`, where one is announced.
    pub fn repair_of(&self, ssrc: u32) -> Option<u32> {
        self.fid
            .iter()
            .find(|(main, _)| *main == ssrc)
            .map(|(_, repair)| *repair)
    }

    /// The announced streams that are not repair streams, in order.
    pub fn primary_ssrcs(&self) -> impl Iterator<Item = u32> + '_ {
        self.ssrcs
            .iter()
            .map(|desc| desc.ssrc)
            .filter(|ssrc| !self.fid.iter().any(|(_, repair)| repair == ssrc))
    }

    /// The layers that the writer sends, in the order of `a=simulcast`, or else of the `a=rid` lines.
    pub fn sent_rids(&self) -> Vec<Rid> {
        match &self.simulcast {
            Some(simulcast) => simulcast.send.clone(),
            None => self
                .rids
                .iter()
                .filter(|rid| rid.direction == RidDirection::Send)
                .map(|rid| rid.id)
                .collect(),
        }
    }
}

/// What flows over a section.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `m=audio`.
    Audio,
    /// `m=video`.
    Video,
    /// `m=application`: data channels.
    Application,
    /// Anything else, by its name.
    Other(String),
}

impl Kind {
    /// The word of the `m=` line.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Audio => "audio",
            Self::Video => "video",
            Self::Application => "application",
            Self::Other(name) => name,
        }
    }
}

/// Who sends over a section, seen by the writer of the description.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Direction {
    /// Both.
    #[default]
    SendRecv,
    /// The writer only.
    SendOnly,
    /// The reader only.
    RecvOnly,
    /// Neither.
    Inactive,
}

impl Direction {
    /// The direction with these two halves.
    pub const fn new(send: bool, recv: bool) -> Self {
        match (send, recv) {
            (true, true) => Self::SendRecv,
            (true, false) => Self::SendOnly,
            (false, true) => Self::RecvOnly,
            (false, false) => Self::Inactive,
        }
    }

    /// Whether the writer sends.
    pub const fn sends(self) -> bool {
        matches!(self, Self::SendRecv | Self::SendOnly)
    }

    /// Whether the writer receives.
    pub const fn receives(self) -> bool {
        matches!(self, Self::SendRecv | Self::RecvOnly)
    }

    /// The same, seen by the reader.
    #[must_use]
    pub const fn reversed(self) -> Self {
        Self::new(self.receives(), self.sends())
    }

    /// The attribute's name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SendRecv => "sendrecv",
            Self::SendOnly => "sendonly",
            Self::RecvOnly => "recvonly",
            Self::Inactive => "inactive",
        }
    }
}

/// One `a=extmap` line. Source: RFC 8285 §7.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Extmap {
    /// Wire id, 1 to 255; 1 to 14 with the one-byte form.
    pub id: u8,
    /// What the extension is.
    pub uri: String,
    /// Direction where one is written.
    pub direction: Option<Direction>,
    /// Attributes after the URI, as written.
    pub attributes: Option<String>,
}

impl Extmap {
    /// An extension in both directions.
    pub fn new(id: u8, uri: impl Into<String>) -> Self {
        Self {
            id,
            uri: uri.into(),
            direction: None,
            attributes: None,
        }
    }
}

/// What `a=ssrc` lines say of one stream. Source: RFC 5576 §4.1, RFC 8830 §2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SsrcDesc {
    /// The stream.
    pub ssrc: u32,
    /// `cname` of its sender.
    pub cname: Option<String>,
    /// `msid` in the form from before section-level `a=msid`.
    pub msid: Option<Msid>,
    /// Other `attribute` or `attribute:value` words, in order.
    pub attributes: Vec<String>,
}

impl SsrcDesc {
    /// A stream of which nothing is said.
    pub fn new(ssrc: u32) -> Self {
        Self {
            ssrc,
            cname: None,
            msid: None,
            attributes: Vec::new(),
        }
    }
}

/// One `a=rid` line. Source: RFC 8851 §4.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RidDesc {
    /// The layer.
    pub id: Rid,
    /// Who sends it.
    pub direction: RidDirection,
    /// Restrictions as written, such as `max-width=1280`.
    pub restrictions: Option<String>,
}

/// Direction of an `a=rid` line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RidDirection {
    /// The writer sends the layer.
    Send,
    /// The writer receives the layer.
    Recv,
}

/// `a=simulcast`: the layers in order of preference, alternatives and the pause mark `~` left out.
///
/// Source: RFC 8853 §5.1.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Simulcast {
    /// Layers that the writer sends.
    pub send: Vec<Rid>,
    /// Layers that the writer receives.
    pub recv: Vec<Rid>,
}
