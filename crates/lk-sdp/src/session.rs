//! A whole description.

use crate::{Attribute, Fingerprint, IceParameters, Mid, ParseError, Section, Setup};

/// A whole description: what holds for the session, then its sections in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SessionDescription {
    /// Identity and version of the session.
    pub origin: Origin,
    /// Mids of `a=group:BUNDLE`: the sections that share one transport.
    pub bundle: Vec<Mid>,
    /// Whether a `a=group:BUNDLE` line stands there at all.
    pub has_bundle: bool,
    /// `a=ice-lite`: the writer only answers checks.
    pub ice_lite: bool,
    /// `a=extmap-allow-mixed` at session level.
    pub extmap_allow_mixed: bool,
    /// `a=msid-semantic` as written.
    pub msid_semantic: Option<String>,
    /// Credentials written at session level; sections may write their own.
    pub ice: IceParameters,
    /// Certificate digest written at session level; of several, the one with `sha-256`, or else the first.
    pub fingerprint: Option<Fingerprint>,
    /// DTLS role written at session level.
    pub setup: Option<Setup>,
    /// Everything else at session level, in the order written.
    pub attributes: Vec<Attribute>,
    /// The sections; the place of each is fixed for the life of a connection.
    pub sections: Vec<Section>,
}

impl SessionDescription {
    /// Reads a description.
    ///
    /// # Errors
    ///
    /// [`ParseError`] with the line that cannot be read; nothing is guessed from a description that is malformed.
    pub fn parse(text: &str) -> Result<Self, ParseError> {
        crate::parse::parse(text)
    }

    /// The section with this mid.
    pub fn section(&self, mid: &Mid) -> Option<&Section> {
        self.sections
            .iter()
            .find(|section| section.mid.as_ref() == Some(mid))
    }

    /// The credentials that hold for the bundle: of its first live section, or else of the session.
    ///
    /// Both are `Some` or neither.
    pub fn ice_credentials(&self) -> Option<(&str, &str)> {
        let sections = self
            .sections
            .iter()
            .filter(|s| !s.is_rejected())
            .map(|s| &s.ice);
        sections
            .chain(std::iter::once(&self.ice))
            .find_map(|ice| Some((ice.ufrag.as_deref()?, ice.pwd.as_deref()?)))
    }

    /// The certificate digest that holds for the bundle.
    pub fn bundle_fingerprint(&self) -> Option<&Fingerprint> {
        let sections = self.sections.iter().filter(|s| !s.is_rejected());
        sections
            .filter_map(|s| s.fingerprint.as_ref())
            .next()
            .or(self.fingerprint.as_ref())
    }

    /// The DTLS role that holds for the bundle.
    pub fn bundle_setup(&self) -> Option<Setup> {
        let sections = self.sections.iter().filter(|s| !s.is_rejected());
        sections.filter_map(|s| s.setup).next().or(self.setup)
    }
}

/// The `o=` line: which session this describes, and how often it changed.
///
/// Source: RFC 8866 §5.2.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    /// User name, `-` for none.
    pub username: String,
    /// Session id, the same for the life of a connection.
    pub id: u64,
    /// Grows with each description that differs from the one before.
    pub version: u64,
    /// Network type, address type and address, such as `IN IP4 127.0.0.1`; of no meaning to WebRTC.
    pub address: String,
}

impl Default for Origin {
    fn default() -> Self {
        Self {
            username: "-".into(),
            id: 0,
            version: 0,
            address: "IN IP4 0.0.0.0".into(),
        }
    }
}
