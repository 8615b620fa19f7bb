//! Box headers, as they stand at the beginning of some bytes. Source: ISO/IEC 14496-12 §4.2.

/// The header of a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) kind: [u8; 4],
    /// Bytes of the whole; `None`: it goes on to the end of the file.
    pub(super) size: Option<u64>,
    /// Bytes of the header.
    pub(super) len: usize,
}

impl Header {
    /// `None` if that takes more bytes; a size below that of the header is given as it is.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let (&size, rest) = bytes.split_first_chunk()?;
        let (&kind, rest) = rest.split_first_chunk()?;
        let (size, len) = match u32::from_be_bytes(size) {
            0 => (None, 8),
            1 => (Some(u64::from_be_bytes(*rest.first_chunk()?)), 16),
            size => (Some(u64::from(size)), 8),
        };
        Some(Self { kind, size, len })
    }

    pub(super) fn is_possible(&self) -> bool {
        self.size.is_none_or(|size| size >= self.len as u64)
    }
}

/// The boxes that some bytes consist of, each whole; ends at the first that is not.
pub(super) fn children(mut bytes: &[u8]) -> impl Iterator<Item = ([u8; 4], &[u8])> {
    std::iter::from_fn(move || {
        let header = Header::read(bytes).filter(Header::is_possible)?;
        let size = header
            .size
            .map_or(Some(bytes.len()), |size| usize::try_from(size).ok())?;
        let (whole, rest) = bytes.split_at_checked(size)?;
        bytes = rest;
        Some((header.kind, whole))
    })
}

/// The first box of a kind within another; `None` if there is none, or it is not whole.
pub(super) fn child<'b>(whole: &'b [u8], kind: &[u8; 4]) -> Option<&'b [u8]> {
    let mut boxes = children(body(whole));
    boxes
        .find(|(found, _)| found == kind)
        .map(|(_, child)| child)
}

/// What a box contains, the header of the box left out.
pub(super) fn body(whole: &[u8]) -> &[u8] {
    let len = Header::read(whole).map_or(whole.len(), |header| header.len);
    whole.get(len..).unwrap_or_default()
}
