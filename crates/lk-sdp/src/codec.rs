//! One payload type of a section and all that is said of it.

/// A payload type with its `a=rtpmap`, `a=fmtp` and `a=rtcp-fb` lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodecDesc {
    /// Payload type, 0 to 127.
    pub pt: u8,
    /// Encoding name as written, such as `opus`, `VP8` or `rtx`; compare without case.
    pub name: String,
    /// RTP clock rate in Hz.
    pub clock_rate: u32,
    /// Number of audio channels where one is written.
    pub channels: Option<u16>,
    /// Format parameters as written, without the payload type; empty where the line is missing.
    pub fmtp: String,
    /// Feedback that the writer understands, such as `nack pli`, in the order written.
    pub feedback: Vec<String>,
}

impl CodecDesc {
    /// A codec with no parameters and no feedback.
    pub fn new(pt: u8, name: impl Into<String>, clock_rate: u32, channels: Option<u16>) -> Self {
        Self {
            pt,
            name: name.into(),
            clock_rate,
            channels,
            fmtp: String::new(),
            feedback: Vec::new(),
        }
    }

    /// Whether this is `name`, without regard to case.
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of format parameter `key`, where there is one (`""` for a bare word).
    ///
    /// ```
    /// # use lk_sdp::CodecDesc;
    /// let mut rtx = CodecDesc::new(97, "rtx", 90_000, None);
    /// rtx.fmtp = "apt=96".into();
    /// assert_eq!(rtx.parameter("apt"), Some("96"));
    /// ```
    pub fn parameter(&self, key: &str) -> Option<&str> {
        self.fmtp.split(';').map(str::trim).find_map(|part| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            name.trim().eq_ignore_ascii_case(key).then(|| value.trim())
        })
    }

    /// The payload type that this one repairs (`apt`), where it is `rtx`.
    pub fn apt(&self) -> Option<u8> {
        self.is("rtx")
            .then(|| self.parameter("apt")?.parse().ok())
            .flatten()
    }

    /// The encoding of a static payload type, for sections that leave its `a=rtpmap` out. Source: RFC 3551 §6.
    pub(crate) fn static_payload(pt: u8) -> Option<Self> {
        let (name, clock_rate) = match pt {
            0 => ("PCMU", 8000),
            8 => ("PCMA", 8000),
            9 => ("G722", 8000),
            13 => ("CN", 8000),
            _ => return None,
        };
        Some(Self::new(pt, name, clock_rate, None))
    }
}
