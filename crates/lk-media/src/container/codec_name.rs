//! What a container calls a codec that is not read.

use std::fmt;

/// What a container calls a codec: `vorbis` in Ogg, `mp4a` in MP4, `A_AAC` in Matroska. Printed, a well-known codec has the
/// name by which people know it.
///
/// ```
/// # use lk_media::container::CodecName;
/// assert_eq!(CodecName::new(b"A_VORBIS").to_string(), "Vorbis");
/// assert_eq!(CodecName::new(b"xyz1").to_string(), "xyz1");
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CodecName {
    bytes: [u8; MAX_LEN],
    len: u8,
}

impl CodecName {
    /// A name as it stands in the container; what is behind 24 bytes is left out.
    pub fn new(name: &[u8]) -> Self {
        let mut bytes = [0; MAX_LEN];
        let len = name.len().min(MAX_LEN);
        bytes
            .iter_mut()
            .zip(name)
            .for_each(|(to, from)| *to = *from);
        Self {
            bytes,
            len: len as u8,
        }
    }

    /// As it stands in the container.
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(..self.len.into()).unwrap_or_default()
    }
}

impl fmt::Display for CodecName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.as_bytes();
        let is = |(begins, _): &&(&str, &str)| {
            name.get(..begins.len())
                .is_some_and(|it| it.eq_ignore_ascii_case(begins.as_bytes()))
        };
        match KNOWN.iter().find(is) {
            Some((_, known)) => f.write_str(known),
            None if name.is_empty() => f.write_str("without a name"),
            None => write!(f, "{}", name.escape_ascii()),
        }
    }
}

impl fmt::Debug for CodecName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{}\"", self.as_bytes().escape_ascii())
    }
}

/// What names begin with, and what is meant.
const KNOWN: [(&str, &str); 17] = [
    ("vorbis", "Vorbis"),
    ("A_VORBIS", "Vorbis"),
    ("FLAC", "FLAC"),
    ("A_FLAC", "FLAC"),
    ("theora", "Theora"),
    ("V_THEORA", "Theora"),
    ("Speex", "Speex"),
    ("mp4a", "AAC"),
    ("A_AAC", "AAC"),
    ("A_MPEG/L3", "MP3"),
    (".mp3", "MP3"),
    ("ac-3", "AC-3"),
    ("A_AC3", "AC-3"),
    ("mp4v", "MPEG-4 Visual"),
    ("V_MPEG4/ISO/ASP", "MPEG-4 Visual"),
    ("apc", "ProRes"),
    ("MJPG", "Motion JPEG"),
];
const MAX_LEN: usize = 24;
