//! Reading the descriptors of one stream.

use super::{DependencyDescriptor, DependencyStructure, FrameDependencies, MAX_DECODE_TARGETS};
use crate::bitstream::bits::Bits;

/// Reads the dependency descriptors of one stream (one SSRC), and keeps what later ones refer to.
///
/// Nothing is allocated but for the first structures. A packet that comes late brings no old structure back; late is
/// what lies less than 1024 frames behind the newest, anything else is taken as ahead, or as a sender that starts anew.
///
/// ```
/// # use lk_media::extension::dependency::{
/// #     DecodeTargetIndication, DependencyDescriptor, DependencyReader, DependencyStructure, DependencyWriter,
/// #     FrameDependencies, ReadDescriptorError,
/// # };
/// let key = FrameDependencies::new(0, 0, &[DecodeTargetIndication::Switch], &[], &[]).expect("within the bounds");
/// let structure = DependencyStructure::new(vec![key])?.resolutions(&[(640, 360)])?;
/// let writer = DependencyWriter::new(structure);
/// let mut packet = [0; 255];
/// let len = writer.write(&DependencyDescriptor::new(1, key).carries_structure(), &mut packet)?;
///
/// let mut reader = DependencyReader::new();
/// assert_eq!(reader.read(&[0xc0, 0, 1]), Err(ReadDescriptorError::NoStructure));
/// assert_eq!(reader.read(&packet[..len])?.dependencies, key);
/// assert_eq!(reader.structure().and_then(|structure| structure.resolution(0)), Some((640, 360)));
/// assert_eq!(reader.read(&[0xc0, 0, 2])?.frame_number, 2);
/// # Ok::<_, Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct DependencyReader {
    structure: DependencyStructure,
    /// The highest number of a frame, counted on where the sender's wraps around.
    newest: Option<u64>,
    /// The number of the last frame that changed what is kept, counted likewise.
    changed_by: Option<u64>,
    active: u32,
    /// Where a new structure is read, and an old one goes: memory is used again.
    spare: DependencyStructure,
}

impl DependencyReader {
    /// A reader that has seen nothing.
    pub const fn new() -> Self {
        Self {
            structure: DependencyStructure::empty(),
            newest: None,
            changed_by: None,
            active: 0,
            spare: DependencyStructure::empty(),
        }
    }

    /// The structure that the last keyframe brought.
    pub fn structure(&self) -> Option<&DependencyStructure> {
        self.changed_by.map(|_| &self.structure)
    }

    /// The decode targets that are sent now, one bit each; none before the first structure.
    pub const fn active_decode_targets(&self) -> u32 {
        self.active
    }

    /// Reads the value of the extension.
    ///
    /// # Errors
    ///
    /// [`ReadDescriptorError`]; structure and targets stay as they were.
    pub fn read(&mut self, data: &[u8]) -> Result<DependencyDescriptor, ReadDescriptorError> {
        let mut bits = Bits::new(data);
        let fixed = bits.read(24).ok_or(ReadDescriptorError::Malformed)?;
        let (template_id, frame_number) = ((fixed >> 16 & 0x3f) as u8, fixed as u16);
        let number = self.place(frame_number);
        let mut custom = 0;
        let (mut carries_structure, mut says_active) = (false, false);
        if data.len() > FIXED {
            let flags = bits.read(5).ok_or(ReadDescriptorError::Malformed)?;
            (carries_structure, says_active) = (flags & 16 != 0, flags & 8 != 0);
            custom = flags & 7;
        }
        if carries_structure {
            let structure = self.spare.read_into(&mut bits);
            structure.ok_or(ReadDescriptorError::Malformed)?;
        } else if self.changed_by.is_none() {
            return Err(ReadDescriptorError::NoStructure);
        }
        let structure = if carries_structure {
            &self.spare
        } else {
            &self.structure
        };
        let mut active_decode_targets = None;
        if says_active {
            let targets = bits.read(structure.targets.into());
            active_decode_targets = Some(targets.ok_or(ReadDescriptorError::Malformed)?);
        }
        let template = structure.template(template_id);
        let template = template.ok_or(ReadDescriptorError::UnknownTemplate(template_id))?;
        let dependencies = if custom == 0 {
            *template
        } else {
            customized(template, custom, &mut bits).ok_or(ReadDescriptorError::Malformed)?
        };

        let late = self.changed_by.is_some_and(|since| number < since);
        if (carries_structure || says_active) && !late {
            self.changed_by = Some(number);
            if carries_structure {
                std::mem::swap(&mut self.structure, &mut self.spare);
            }
            self.active = active_decode_targets.unwrap_or(self.structure.all_targets());
        }
        Ok(DependencyDescriptor {
            start_of_frame: fixed & 0x80_0000 != 0,
            end_of_frame: fixed & 0x40_0000 != 0,
            frame_number,
            dependencies,
            active_decode_targets,
            carries_structure,
        })
    }

    /// A frame's number among all that there were. Every packet counts, even one that cannot be read further:
    /// without it the next structure might stand so far ahead that it seems to be late.
    fn place(&mut self, frame_number: u16) -> u64 {
        let newest = self.newest.unwrap_or(FIRST | u64::from(frame_number));
        let behind = (newest as u16).wrapping_sub(frame_number);
        if behind < LATE {
            self.newest = Some(newest);
            return newest - u64::from(behind);
        }
        let number = newest + u64::from(frame_number.wrapping_sub(newest as u16));
        self.newest = Some(number);
        number
    }
}

impl Default for DependencyReader {
    fn default() -> Self {
        Self::new()
    }
}

/// The template, and in its place whatever the packet says by itself.
fn customized(
    template: &FrameDependencies,
    custom: u32,
    bits: &mut Bits<'_>,
) -> Option<FrameDependencies> {
    let mut frame = *template;
    if custom & CUSTOM_INDICATIONS != 0 {
        (frame.targets, frame.indications) = (0, 0);
        for _ in 0..template.targets {
            frame.push_indication(bits.read(2)?)?;
        }
    }
    if custom & CUSTOM_FRAME_DIFFS != 0 {
        (frame.diffs, frame.frame_diffs) = (0, Default::default());
        loop {
            let size = bits.read(2)?;
            if size == 0 {
                break;
            }
            frame.push_frame_diff(bits.read(4 * size)? + 1)?;
        }
    }
    if custom & CUSTOM_CHAINS != 0 {
        (frame.chains, frame.chain_diffs) = (0, [0; MAX_DECODE_TARGETS]);
        for _ in 0..template.chains {
            frame.push_chain_diff(bits.read(8)?)?;
        }
    }
    Some(frame)
}

/// Why a dependency descriptor cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadDescriptorError {
    /// It ends within one of its own fields, or says something beyond what there may be.
    #[error("the dependency descriptor is malformed")]
    Malformed,
    /// It stands on a structure that was never received.
    #[error("no structure was received yet")]
    NoStructure,
    /// It names a template that the structure does not have: its own structure was lost, or is long gone.
    #[error("the structure has no template {0}")]
    UnknownTemplate(u8),
}

/// Room below the first number for those that come late.
const FIRST: u64 = 1 << 16;
/// How far behind the newest a frame can be late: four seconds of four spatial layers at 60 pictures a second.
const LATE: u16 = 1024;
/// Bytes of a descriptor that has nothing but a template.
const FIXED: usize = 3;
pub(super) const CUSTOM_INDICATIONS: u32 = 4;
pub(super) const CUSTOM_FRAME_DIFFS: u32 = 2;
pub(super) const CUSTOM_CHAINS: u32 = 1;
