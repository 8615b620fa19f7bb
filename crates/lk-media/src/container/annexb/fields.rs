//! Which pictures of H.264 are fields, two of which make a frame.
//!
//! A slice says so behind what only its parameter sets tell how to read. Source: ITU-T H.264 §7.3.3.

use std::collections::BTreeMap;

use crate::bitstream::h264::{self, FieldFlag, Sps};

/// What the parameter sets say of fields.
#[derive(Debug, Default)]
pub(super) struct Fields {
    /// Of the sequences that may have fields, by their ids.
    flags: BTreeMap<u32, FieldFlag>,
    /// The sequence that each picture parameter set stands on.
    sequences: BTreeMap<u32, u32>,
}

impl Fields {
    /// Takes a sequence parameter set.
    pub(super) fn add_sequence(&mut self, sps: &Sps) {
        match sps.field_flag {
            Some(flag) if sps.id < MAX_SEQUENCES => {
                self.flags.insert(sps.id, flag);
            }
            _ => {
                self.flags.remove(&sps.id);
            }
        }
    }

    /// Takes a picture parameter set.
    pub(super) fn add_picture_set(&mut self, unit: &[u8]) {
        if let (Some(id), Some(sequence)) = (h264::parameter_set_id(unit), h264::refers_to(unit))
            && id < MAX_PICTURE_SETS
        {
            self.sequences.insert(id, sequence);
        }
    }

    /// Whether a slice is one of a field; where its parameter sets are not known, it is taken for one of a frame.
    pub(super) fn is_field(&self, slice: &[u8]) -> bool {
        // Hardly any stream has them.
        if self.flags.is_empty() {
            return false;
        }
        let flag = || {
            let sequence = self.sequences.get(&h264::refers_to(slice)?)?;
            self.flags.get(sequence)?.is_set(slice)
        };
        flag().unwrap_or(false)
    }
}

/// As many as there can be. Source: ITU-T H.264 §7.4.2.1.1, §7.4.2.2.
const MAX_SEQUENCES: u32 = 32;
const MAX_PICTURE_SETS: u32 = 256;
