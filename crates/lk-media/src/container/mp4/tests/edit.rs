//! Files made from others by putting other bytes into some of their boxes.

use crate::container::mp4::boxes::{body, children};

/// What becomes of the body of a box of some kind.
type Edit<'e> = dyn Fn(&[u8; 4], &[u8]) -> Option<Vec<u8>> + 'e;

/// A box with this in it.
pub(super) fn box_(kind: &[u8], body: &[u8]) -> Vec<u8> {
    let len = (8 + body.len() as u32).to_be_bytes();
    [&len[..], kind, body].concat()
}

/// The file with other bodies in the boxes for which `edit` gives one. It is asked for every box but those
/// that only hold others. Offsets in the file stay as they are.
pub(super) fn edited(file: &[u8], edit: &Edit<'_>) -> Vec<u8> {
    children(file)
        .flat_map(|(kind, whole)| {
            let inner = body(whole);
            if HOLDERS.contains(&&kind) {
                return box_(&kind, &edited(inner, edit));
            }
            edit(&kind, inner).map_or_else(|| whole.to_vec(), |inner| box_(&kind, &inner))
        })
        .collect()
}

/// Where a name of four letters stands, the `nth` time from 0.
pub(super) fn find(file: &[u8], name: &[u8; 4], nth: usize) -> usize {
    let mut found = (0..file.len()).filter(|at| file[*at..].starts_with(name));
    found.nth(nth).expect("the file has it")
}

/// The file with a name in place of another, wherever it stands.
pub(super) fn renamed(file: &[u8], from: &[u8; 4], to: &[u8; 4]) -> Vec<u8> {
    let mut file = file.to_vec();
    while let Some(at) = file.windows(4).position(|name| name == from) {
        file[at..at + 4].copy_from_slice(to);
    }
    file
}

pub(super) fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_be_bytes(*bytes[at..].first_chunk().expect("it is there"))
}

pub(super) fn put(bytes: &mut [u8], at: usize, number: u32) {
    bytes[at..at + 4].copy_from_slice(&number.to_be_bytes());
}

const HOLDERS: [&[u8; 4]; 8] = [
    b"moov", b"trak", b"edts", b"mdia", b"minf", b"stbl", b"moof", b"traf",
];
