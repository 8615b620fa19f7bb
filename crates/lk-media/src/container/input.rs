//! The bytes that a demuxer was given and has not used yet.

use bytes::{Buf as _, Bytes, BytesMut};

use super::{Damage, DemuxError, Fault};

#[derive(Debug, Default)]
pub(super) struct Input {
    bytes: BytesMut,
    /// Where the first of them stands in the file.
    offset: u64,
    finished: bool,
    failed: Option<DemuxError>,
    damage: Damage,
    /// The last place of damage goes on: nothing whole came since.
    in_damage: bool,
}

impl Input {
    pub(super) fn push(&mut self, bytes: &[u8]) {
        if !self.finished && self.failed.is_none() {
            self.bytes.extend_from_slice(bytes);
        }
    }

    pub(super) const fn finish(&mut self) {
        self.finished = true;
    }

    pub(super) const fn is_finished(&self) -> bool {
        self.finished
    }

    /// Forgets everything; the next bytes pushed are those at `offset`.
    pub(super) fn seek(&mut self, offset: u64) {
        *self = Self {
            offset,
            damage: self.damage,
            ..Self::default()
        };
    }

    pub(super) const fn offset(&self) -> u64 {
        self.offset
    }

    pub(super) fn rest(&self) -> &[u8] {
        &self.bytes
    }

    /// The next `N` bytes, without using them up.
    pub(super) fn peek<const N: usize>(&self) -> Option<&[u8; N]> {
        self.bytes.first_chunk()
    }

    /// Uses up `len` bytes, or all there are.
    pub(super) fn take(&mut self, len: usize) -> Bytes {
        let len = len.min(self.bytes.len());
        self.offset += len as u64;
        self.bytes.split_to(len).freeze()
    }

    /// Passes over `len` bytes, or all there are.
    pub(super) fn skip(&mut self, len: usize) {
        let len = len.min(self.bytes.len());
        self.offset += len as u64;
        self.bytes.advance(len);
    }

    /// Passes over `len` damaged bytes, or all there are: a place of their own, unless the one before goes on.
    pub(super) fn skip_damage(&mut self, len: usize, fault: Fault) {
        let len = len.min(self.bytes.len());
        if !self.in_damage {
            self.note_damage(self.offset, fault);
            self.in_damage = true;
        }
        self.damage.bytes += len as u64;
        self.skip(len);
    }

    /// What comes is whole; says whether what was before it was not.
    pub(super) const fn end_damage(&mut self) -> bool {
        std::mem::replace(&mut self.in_damage, false)
    }

    /// Counts a place of damage.
    pub(super) fn note_damage(&mut self, offset: u64, fault: Fault) {
        self.damage.places += 1;
        self.damage
            .first
            .get_or_insert(DemuxError { offset, fault });
    }

    pub(super) const fn damage(&self) -> Damage {
        self.damage
    }

    /// Fails at `ahead` bytes from here. What was pushed is dropped.
    pub(super) fn fail(&mut self, ahead: usize, fault: Fault) -> DemuxError {
        self.fail_at(self.offset + ahead as u64, fault)
    }

    /// Fails at a place that was passed already. What was pushed is dropped.
    pub(super) fn fail_at(&mut self, offset: u64, fault: Fault) -> DemuxError {
        let error = DemuxError { offset, fault };
        self.failed = Some(error);
        self.bytes = BytesMut::new();
        error
    }

    /// The error it failed with, if it did.
    pub(super) fn check(&self) -> Result<(), DemuxError> {
        self.failed.map_or(Ok(()), Err)
    }

    /// More bytes are needed: none if more may come, an error if the file ends within something.
    pub(super) fn starved(&mut self) -> Result<(), DemuxError> {
        if self.finished && !self.bytes.is_empty() {
            return Err(self.fail(0, Fault::Truncated));
        }
        Ok(())
    }
}
