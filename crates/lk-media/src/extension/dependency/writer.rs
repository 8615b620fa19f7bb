//! Writing the descriptors of one stream.

use super::reader::{CUSTOM_CHAINS, CUSTOM_FRAME_DIFFS, CUSTOM_INDICATIONS};
use super::structure::next_layer;
use super::{DependencyDescriptor, DependencyStructure, FrameDependencies, MAX_TEMPLATES};

/// Writes the dependency descriptors of one stream, each by the template that leaves least to say.
#[derive(Debug, Clone)]
pub struct DependencyWriter {
    structure: DependencyStructure,
}

impl DependencyWriter {
    /// A writer for frames of this structure. Make a new one where the structure changes, with another
    /// [`template_id_offset`](DependencyStructure::template_id_offset).
    pub const fn new(structure: DependencyStructure) -> Self {
        Self { structure }
    }

    /// The structure.
    pub const fn structure(&self) -> &DependencyStructure {
        &self.structure
    }

    /// Writes the value of the extension to the beginning of `out`, and says how many bytes it takes. 255 are
    /// enough for whatever can be sent.
    ///
    /// # Errors
    ///
    /// [`WriteDescriptorError`].
    pub fn write(
        &self,
        descriptor: &DependencyDescriptor,
        out: &mut [u8],
    ) -> Result<usize, WriteDescriptorError> {
        let structure = &self.structure;
        let frame = &descriptor.dependencies;
        if (frame.targets, frame.chains) != (structure.targets, structure.chains) {
            return Err(WriteDescriptorError::NotOfStructure);
        }
        let (index, custom) = self
            .best_template(frame)
            .ok_or(WriteDescriptorError::NotOfStructure)?;
        let id = (index + usize::from(structure.id_offset)) % MAX_TEMPLATES;
        let mut bits = BitWriter { out, position: 0 };
        bits.put(u32::from(descriptor.start_of_frame), 1)?;
        bits.put(u32::from(descriptor.end_of_frame), 1)?;
        bits.put(id as u32, 6)?;
        bits.put(descriptor.frame_number.into(), 16)?;
        let (carries, active) = (
            descriptor.carries_structure,
            descriptor.active_decode_targets,
        );
        if carries || active.is_some() || custom != 0 {
            bits.put(u32::from(carries), 1)?;
            bits.put(u32::from(active.is_some()), 1)?;
            bits.put(custom, 3)?;
            if carries {
                put_structure(structure, &mut bits)?;
            }
            if let Some(active) = active {
                bits.put(active & structure.all_targets(), structure.targets.into())?;
            }
            put_custom(frame, custom, &mut bits)?;
        }
        Ok(bits.position.div_ceil(8))
    }

    /// The template of the frame's layers from which it differs least, and in what.
    fn best_template(&self, frame: &FrameDependencies) -> Option<(usize, u32)> {
        let flag = |differs: bool, flag| if differs { flag } else { 0 };
        let layers = |f: &FrameDependencies| (f.spatial_layer, f.temporal_layer);
        let templates = self.structure.templates.iter().enumerate();
        let cost = |custom: u32| {
            let indications =
                u32::from(custom & CUSTOM_INDICATIONS != 0) * 2 * u32::from(frame.targets);
            let diffs =
                u32::from(custom & CUSTOM_FRAME_DIFFS != 0) * (2 + 6 * u32::from(frame.diffs));
            let chains = u32::from(custom & CUSTOM_CHAINS != 0) * 8 * u32::from(frame.chains);
            indications + diffs + chains
        };
        templates
            .filter(|(_, template)| layers(template) == layers(frame))
            .map(|(index, template)| {
                let custom = flag(
                    template.indications != frame.indications,
                    CUSTOM_INDICATIONS,
                ) | flag(
                    template.frame_diffs() != frame.frame_diffs(),
                    CUSTOM_FRAME_DIFFS,
                ) | flag(template.chain_diffs() != frame.chain_diffs(), CUSTOM_CHAINS);
                (index, custom)
            })
            .min_by_key(|(_, custom)| cost(*custom))
    }
}

fn put_structure(
    structure: &DependencyStructure,
    bits: &mut BitWriter<'_>,
) -> Result<(), WriteDescriptorError> {
    bits.put(structure.id_offset.into(), 6)?;
    bits.put(u32::from(structure.targets) - 1, 5)?;
    let layers = |t: &FrameDependencies| (t.spatial_layer, t.temporal_layer);
    for pair in structure.templates.windows(2) {
        if let [before, after] = pair {
            let next = next_layer(layers(before), layers(after));
            bits.put(next.ok_or(WriteDescriptorError::NotOfStructure)?, 2)?;
        }
    }
    bits.put(NO_MORE_TEMPLATES, 2)?;
    for template in &structure.templates {
        put_indications(template, bits)?;
    }
    for template in &structure.templates {
        for diff in template.frame_diffs() {
            // A flag that one follows, then it less one.
            bits.put(16 | (u32::from(*diff) - 1) & 15, 5)?;
        }
        bits.put(0, 1)?;
    }
    let chains = u32::from(structure.chains);
    bits.put_below(chains, u32::from(structure.targets) + 1)?;
    if chains > 0 {
        for chain in structure.protected_by.iter().take(structure.targets.into()) {
            bits.put_below((*chain).into(), chains)?;
        }
        for template in &structure.templates {
            for diff in template.chain_diffs() {
                bits.put((*diff).into(), 4)?;
            }
        }
    }
    bits.put(u32::from(structure.resolutions.is_some()), 1)?;
    let layers = usize::from(structure.max_spatial_layer()) + 1;
    for (width, height) in structure.resolutions.iter().flatten().take(layers) {
        bits.put((*width).into(), 16)?;
        bits.put((*height).into(), 16)?;
    }
    Ok(())
}

fn put_indications(
    frame: &FrameDependencies,
    bits: &mut BitWriter<'_>,
) -> Result<(), WriteDescriptorError> {
    (0..frame.decode_targets()).try_for_each(|target| bits.put(frame.indication(target) as u32, 2))
}

fn put_custom(
    frame: &FrameDependencies,
    custom: u32,
    bits: &mut BitWriter<'_>,
) -> Result<(), WriteDescriptorError> {
    if custom & CUSTOM_INDICATIONS != 0 {
        put_indications(frame, bits)?;
    }
    if custom & CUSTOM_FRAME_DIFFS != 0 {
        for diff in frame.frame_diffs() {
            let less_one = u32::from(*diff) - 1;
            let size = match less_one {
                0..16 => 1,
                16..256 => 2,
                _ => 3,
            };
            bits.put(size, 2)?;
            bits.put(less_one, 4 * size)?;
        }
        bits.put(0, 2)?;
    }
    if custom & CUSTOM_CHAINS != 0 {
        for diff in frame.chain_diffs() {
            bits.put((*diff).into(), 8)?;
        }
    }
    Ok(())
}

/// Writes bits, most significant first.
struct BitWriter<'a> {
    out: &'a mut [u8],
    position: usize,
}

impl BitWriter<'_> {
    fn put(&mut self, value: u32, mut count: u32) -> Result<(), WriteDescriptorError> {
        while count > 0 {
            let (at, used) = (self.position / 8, (self.position % 8) as u32);
            let byte = self.out.get_mut(at).ok_or(WriteDescriptorError::NoRoom)?;
            if used == 0 {
                *byte = 0;
            }
            let taken = count.min(8 - used);
            let bits = value >> (count - taken) & ((1 << taken) - 1);
            *byte |= (bits << (8 - used - taken)) as u8;
            count -= taken;
            self.position += taken as usize;
        }
        Ok(())
    }

    /// A number below `bound`, in no more bits than it needs: `ns(n)`.
    fn put_below(&mut self, value: u32, bound: u32) -> Result<(), WriteDescriptorError> {
        let width = u32::BITS - bound.leading_zeros();
        let short = (1 << width) - bound;
        if value < short {
            self.put(value, width - 1)
        } else {
            self.put(value + short, width)
        }
    }
}

/// Why a dependency descriptor cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WriteDescriptorError {
    /// The frame has layers that no template has, or not as many decode targets or chains as the structure.
    #[error("the frame is none of the structure's")]
    NotOfStructure,
    /// The buffer is too short.
    #[error("no room for the dependency descriptor")]
    NoRoom,
}

/// `next_layer_idc` behind the last template.
const NO_MORE_TEMPLATES: u32 = 3;
