//! Attributes that mean the same at session level and in a section.

use std::fmt;

/// An attribute that this crate does not take apart: `a=name` or `a=name:value`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Attribute {
    /// What stands before the colon.
    pub name: String,
    /// What stands after the colon, where there is one.
    pub value: Option<String>,
}

/// Credentials and options of the ICE agent that wrote the description.
///
/// Source: RFC 8839 §5.4, §5.6.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct IceParameters {
    /// `a=ice-ufrag`: 4 to 256 characters, changed by a restart.
    pub ufrag: Option<String>,
    /// `a=ice-pwd`: 22 to 256 characters. Secret against those who do not see the signalling; not printed by `Debug`.
    pub pwd: Option<String>,
    /// `a=ice-options`, such as `trickle`; empty where the line is missing.
    pub options: Vec<String>,
}

impl fmt::Debug for IceParameters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IceParameters")
            .field("ufrag", &self.ufrag)
            .field("pwd", &self.pwd.as_ref().map(|_| "…"))
            .field("options", &self.options)
            .finish()
    }
}

/// Digest of the certificate that the writer will show in the DTLS handshake.
///
/// Source: RFC 8122 §5.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Fingerprint {
    /// Hash function in lower case, such as `sha-256`.
    pub hash: String,
    /// The digest.
    pub bytes: Vec<u8>,
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.hash)?;
        for (at, byte) in self.bytes.iter().enumerate() {
            write!(f, "{}{byte:02X}", if at == 0 { "" } else { ":" })?;
        }
        Ok(())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

/// Who starts the DTLS handshake. Source: RFC 4145 §4, RFC 8842 §5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Setup {
    /// The writer will start it.
    Active,
    /// The writer will wait for it.
    Passive,
    /// The writer can do both; only in offers.
    ActPass,
    /// No connection yet.
    HoldConn,
}

impl Setup {
    /// The value of `a=setup`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Passive => "passive",
            Self::ActPass => "actpass",
            Self::HoldConn => "holdconn",
        }
    }
}

/// Which media stream and track a sending section belongs to: `a=msid:<stream> <track>`.
///
/// LiveKit reads `track` as the client's id of an announced track (upwards) and as a track sid (downwards).
/// Source: RFC 8830 §2.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Msid {
    /// Id of the stream; `-` for none.
    pub stream: String,
    /// Id of the track; empty where the writer left it out.
    pub track: String,
}
