//! From text to [`SessionDescription`]: line by line, forgiving in form and strict in numbers.
//!
//! The section parser stands in `parse/section.rs`.

mod section;

use std::collections::HashSet;

use self::section::SectionParser;
use crate::{
    Attribute, Fingerprint, IdError, Kind, Mid, Msid, Origin, Section, SessionDescription, Setup,
};

/// Longest description in bytes.
pub const MAX_BYTES: usize = 4 << 20;
/// Longest line in bytes.
pub const MAX_LINE: usize = 1 << 16;
/// Most sections in one description.
pub const MAX_SECTIONS: usize = 2000;
/// Most formats of one section: there are 128 payload types.
const MAX_FORMATS: usize = 256;

/// Which line of a description cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
#[non_exhaustive]
pub struct ParseError {
    /// Counted from 1; 0 where the description as a whole is meant.
    pub line: usize,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Why {
    /// The description is longer than [`MAX_BYTES`].
    #[error("the description is too long")]
    TooLong,
    /// The line is longer than [`MAX_LINE`].
    #[error("the line is too long")]
    LineTooLong,
    /// There are more sections, formats, streams or groups than a peer can mean.
    #[error("there are too many of these")]
    TooMany,
    /// The first line is not `v=0`.
    #[error("this is not a session description")]
    NotSdp,
    /// The line has no `<letter>=` in front, or a byte that none may have.
    #[error("the line is not <type>=<value>")]
    NotALine,
    /// The `o=` line is malformed.
    #[error("malformed origin")]
    Origin,
    /// The `m=` line is malformed.
    #[error("malformed media line")]
    MediaLine,
    /// A payload type is not a number from 0 to 127.
    #[error("malformed payload type")]
    PayloadType,
    /// An `a=rtpmap` is malformed.
    #[error("malformed codec")]
    Codec,
    /// A stream id is not a 32-bit number, or its group is malformed.
    #[error("malformed stream id")]
    Ssrc,
    /// An `a=extmap` is malformed.
    #[error("malformed header extension")]
    Extmap,
    /// An `a=fingerprint` is malformed.
    #[error("malformed fingerprint")]
    Fingerprint,
    /// An `a=setup` has an unknown value.
    #[error("unknown setup role")]
    Setup,
    /// An `a=rid` or `a=simulcast` is malformed.
    #[error("malformed layers")]
    Layers,
    /// An `a=sctp-port` or `a=max-message-size` is not a number.
    #[error("malformed number")]
    Number,
    /// A mid or rid cannot be one.
    #[error("malformed id: {0}")]
    Id(#[from] IdError),
    /// Two sections have the same mid.
    #[error("the mid is taken")]
    DuplicateMid,
}

pub(crate) fn parse(text: &str) -> Result<SessionDescription, ParseError> {
    if text.len() > MAX_BYTES {
        return Err(ParseError {
            line: 0,
            why: Why::TooLong,
        });
    }
    let mut parser = Parser::default();
    for (at, line) in text.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        parser
            .line(line)
            .map_err(|why| ParseError { line: at + 1, why })?;
    }
    parser.finish().map_err(|why| ParseError { line: 0, why })
}

#[derive(Default)]
struct Parser {
    started: bool,
    session: SessionDescription,
    open: Option<SectionParser>,
    mids: HashSet<Mid>,
}

impl Parser {
    fn line(&mut self, line: &str) -> Result<(), Why> {
        if line.trim().is_empty() {
            return Ok(());
        }
        if line.len() > MAX_LINE {
            return Err(Why::LineTooLong);
        }
        if line.contains(['\r', '\0']) {
            return Err(Why::NotALine);
        }
        let (letter, value) = line.split_once('=').ok_or(Why::NotALine)?;
        let &[letter] = letter.as_bytes() else {
            return Err(Why::NotALine);
        };
        if !self.started {
            if letter != b'v' || value.trim() != "0" {
                return Err(Why::NotSdp);
            }
            self.started = true;
            return Ok(());
        }
        match (letter, &mut self.open) {
            (b'm', _) => self.start_section(value),
            (b'a', Some(section)) => section.attribute(name_and_value(value), &mut self.mids),
            (b'a', None) => self.session_attribute(name_and_value(value)),
            (b'c', Some(section)) => {
                section.connection(value);
                Ok(())
            }
            (b'b', Some(section)) => section.bandwidth(value),
            (b'o', None) => {
                self.session.origin = origin(value)?;
                Ok(())
            }
            // Names, times, keys and the like: of no meaning between WebRTC peers.
            _ => Ok(()),
        }
    }

    fn start_section(&mut self, value: &str) -> Result<(), Why> {
        self.close_section()?;
        if self.session.sections.len() == MAX_SECTIONS {
            return Err(Why::TooMany);
        }
        self.open = Some(SectionParser::new(media_line(value)?));
        Ok(())
    }

    fn close_section(&mut self) -> Result<(), Why> {
        if let Some(section) = self.open.take() {
            self.session.sections.push(section.finish()?);
        }
        Ok(())
    }

    fn session_attribute(&mut self, (name, value): (&str, Option<&str>)) -> Result<(), Why> {
        let session = &mut self.session;
        let text = value.unwrap_or_default();
        match name {
            "group" if !session.has_bundle && text.split(' ').next() == Some("BUNDLE") => {
                session.has_bundle = true;
                for mid in text.split_ascii_whitespace().skip(1).take(MAX_SECTIONS) {
                    session.bundle.push(Mid::new(mid)?);
                }
            }
            "ice-lite" => session.ice_lite = true,
            "extmap-allow-mixed" => session.extmap_allow_mixed = true,
            "msid-semantic" => session.msid_semantic = Some(text.trim().into()),
            "ice-ufrag" => session.ice.ufrag = Some(text.trim().into()),
            "ice-pwd" => session.ice.pwd = Some(text.trim().into()),
            "ice-options" => session.ice.options = words(text),
            "fingerprint" => keep_fingerprint(&mut session.fingerprint, fingerprint(text)?),
            "setup" => session.setup = Some(setup(text)?),
            _ => session.attributes.push(attribute(name, value)),
        }
        Ok(())
    }

    fn finish(mut self) -> Result<SessionDescription, Why> {
        if !self.started {
            return Err(Why::NotSdp);
        }
        self.close_section()?;
        Ok(self.session)
    }
}

fn name_and_value(text: &str) -> (&str, Option<&str>) {
    match text.split_once(':') {
        Some((name, value)) => (name, Some(value)),
        None => (text.trim_end(), None),
    }
}

fn attribute(name: &str, value: Option<&str>) -> Attribute {
    Attribute {
        name: name.into(),
        value: value.map(Into::into),
    }
}

fn words(text: &str) -> Vec<String> {
    text.split_ascii_whitespace().map(Into::into).collect()
}

fn origin(value: &str) -> Result<Origin, Why> {
    let mut parts = value.splitn(4, ' ');
    let (Some(username), Some(id), Some(version)) = (parts.next(), parts.next(), parts.next())
    else {
        return Err(Why::Origin);
    };
    Ok(Origin {
        username: username.into(),
        id: id.parse().map_err(|_| Why::Origin)?,
        version: version.parse().map_err(|_| Why::Origin)?,
        address: parts.next().unwrap_or_default().into(),
    })
}

fn media_line(value: &str) -> Result<Section, Why> {
    let mut parts = value.split_ascii_whitespace();
    let (Some(kind), Some(port), Some(protocol)) = (parts.next(), parts.next(), parts.next())
    else {
        return Err(Why::MediaLine);
    };
    // `<port>/<number of ports>` is legal and means nothing here.
    let port = port.split('/').next().unwrap_or_default();
    let mut section = Section::bare(match kind {
        "audio" => Kind::Audio,
        "video" => Kind::Video,
        "application" => Kind::Application,
        other => Kind::Other(other.into()),
    });
    section.port = port.parse().map_err(|_| Why::MediaLine)?;
    section.protocol = protocol.into();
    section.connection = None;
    section.formats = parts.by_ref().take(MAX_FORMATS).map(Into::into).collect();
    if parts.next().is_some() {
        return Err(Why::TooMany);
    }
    Ok(section)
}

fn fingerprint(text: &str) -> Result<Fingerprint, Why> {
    let (hash, digest) = text.trim().split_once(' ').ok_or(Why::Fingerprint)?;
    let bytes: Option<Vec<u8>> = digest
        .trim()
        .split(':')
        .map(|hex| {
            (hex.len() == 2)
                .then(|| u8::from_str_radix(hex, 16).ok())
                .flatten()
        })
        .collect();
    let bytes = bytes
        .filter(|bytes| bytes.len() <= 64)
        .ok_or(Why::Fingerprint)?;
    Ok(Fingerprint {
        hash: hash.to_ascii_lowercase(),
        bytes,
    })
}

/// Of several digests, one that every peer can check holds, or else the first. Source: RFC 8122 §5.
fn keep_fingerprint(held: &mut Option<Fingerprint>, new: Fingerprint) {
    const EVERYWHERE: &str = "sha-256";
    if held
        .as_ref()
        .is_none_or(|held| held.hash != EVERYWHERE && new.hash == EVERYWHERE)
    {
        *held = Some(new);
    }
}

fn setup(text: &str) -> Result<Setup, Why> {
    match text.trim() {
        "active" => Ok(Setup::Active),
        "passive" => Ok(Setup::Passive),
        "actpass" => Ok(Setup::ActPass),
        "holdconn" => Ok(Setup::HoldConn),
        _ => Err(Why::Setup),
    }
}

fn msid(text: &str) -> Option<Msid> {
    let mut parts = text.split_ascii_whitespace();
    let stream = parts.next()?;
    Some(Msid {
        stream: stream.into(),
        track: parts.next().unwrap_or_default().into(),
    })
}
