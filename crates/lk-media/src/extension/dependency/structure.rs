//! The structure that comes with a keyframe: templates, decode targets, chains, picture sizes.

use super::{
    DecodeTargetIndication, FrameDependencies, MAX_DECODE_TARGETS, MAX_SPATIAL_LAYER,
    MAX_TEMPLATES, MAX_TEMPORAL_LAYER,
};
use crate::bitstream::bits::Bits;

/// What the frames of a stream are like, from one keyframe to the next.
///
/// ```
/// # use lk_media::extension::dependency::{DecodeTargetIndication as D, DependencyStructure, FrameDependencies};
/// // Two temporal layers: a keyframe, a frame of the base, one that nobody needs.
/// let template = |layer, both: [D; 2], diffs: &[u16]| FrameDependencies::new(0, layer, &both, diffs, &[]);
/// let templates = [
///     template(0, [D::Switch, D::Switch], &[]),
///     template(0, [D::Switch, D::Switch], &[2]),
///     template(1, [D::NotPresent, D::Discardable], &[1]),
/// ];
/// let templates = templates.into_iter().collect::<Option<Vec<_>>>().expect("within the bounds");
/// let structure = DependencyStructure::new(templates)?.resolutions(&[(1280, 720)])?;
/// assert_eq!(structure.decode_target_layers(1), Some((0, 1)));
/// assert_eq!(structure.resolution(0), Some((1280, 720)));
/// # Ok::<_, lk_media::extension::dependency::StructureError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DependencyStructure {
    pub(super) id_offset: u8,
    pub(super) targets: u8,
    pub(super) chains: u8,
    pub(super) templates: Vec<FrameDependencies>,
    /// The chain of each decode target.
    pub(super) protected_by: [u8; MAX_DECODE_TARGETS],
    /// Less one each, for the spatial layers that there are.
    pub(super) resolutions: Option<[(u16, u16); LAYERS]>,
}

impl DependencyStructure {
    /// A structure of these templates, in the order of their layers: each of the same layers as the one
    /// before, of the temporal layer above, or of the spatial layer above and temporal layer 0. If
    /// there are chains, the first protects every decode target.
    ///
    /// # Errors
    ///
    /// [`StructureError`].
    pub fn new(templates: Vec<FrameDependencies>) -> Result<Self, StructureError> {
        let first = templates.first().ok_or(StructureError::Count)?;
        let (targets, chains) = (first.targets, first.chains);
        if templates.len() > MAX_TEMPLATES || targets == 0 || chains > targets {
            return Err(StructureError::Count);
        }
        let mut before = (0, 0);
        for template in &templates {
            if (template.targets, template.chains) != (targets, chains) {
                return Err(StructureError::Count);
            }
            let layers = (template.spatial_layer, template.temporal_layer);
            next_layer(before, layers).ok_or(StructureError::Order)?;
            before = layers;
            let near = template.frame_diffs().iter().all(|diff| *diff <= 16);
            if !near || template.chain_diffs().iter().any(|diff| *diff > 15) {
                return Err(StructureError::Distance);
            }
        }
        Ok(Self {
            id_offset: 0,
            targets,
            chains,
            templates,
            protected_by: [0; MAX_DECODE_TARGETS],
            resolutions: None,
        })
    }

    /// Sets the id of the first template, 0 to 63, which has to change with the structure. Default: 0.
    #[must_use]
    pub const fn template_id_offset(mut self, offset: u8) -> Self {
        self.id_offset = offset % MAX_TEMPLATES as u8;
        self
    }

    /// Sets the chain that protects each decode target. Default: the first, if there is any.
    ///
    /// # Errors
    ///
    /// [`StructureError::Count`] unless there is one for each target, and each is a chain.
    pub fn protected_by(mut self, chains: &[u8]) -> Result<Self, StructureError> {
        let known = chains.iter().all(|chain| *chain < self.chains);
        match self.protected_by.get_mut(..chains.len()) {
            Some(places) if known && chains.len() == usize::from(self.targets) => {
                places.copy_from_slice(chains);
                Ok(self)
            }
            _ => Err(StructureError::Count),
        }
    }

    /// Sets width and height of each spatial layer, in pixels. Default: not said.
    ///
    /// # Errors
    ///
    /// [`StructureError::Count`] unless there is one for each spatial layer;
    /// [`StructureError::Resolution`] for a side of none or more than 65,536 pixels.
    pub fn resolutions(mut self, sizes: &[(u32, u32)]) -> Result<Self, StructureError> {
        if sizes.len() != usize::from(self.max_spatial_layer()) + 1 {
            return Err(StructureError::Count);
        }
        let side = |side: u32| {
            let less_one = side.checked_sub(1).ok_or(StructureError::Resolution)?;
            u16::try_from(less_one).map_err(|_| StructureError::Resolution)
        };
        let mut resolutions = [(0, 0); LAYERS];
        for (place, (width, height)) in resolutions.iter_mut().zip(sizes) {
            *place = (side(*width)?, side(*height)?);
        }
        self.resolutions = Some(resolutions);
        Ok(self)
    }

    /// The templates.
    pub fn templates(&self) -> &[FrameDependencies] {
        &self.templates
    }

    /// How many decode targets there are.
    pub const fn decode_targets(&self) -> usize {
        self.targets as usize
    }

    /// How many chains there are.
    pub const fn chains(&self) -> usize {
        self.chains as usize
    }

    /// The chain that protects a decode target: while none of its frames is missing, the target can be decoded.
    pub fn protecting_chain(&self, target: usize) -> Option<u8> {
        let chain = self.protected_by.get(..self.targets.into())?.get(target)?;
        (self.chains > 0).then_some(*chain)
    }

    /// The highest spatial and temporal layer of a decode target.
    pub fn decode_target_layers(&self, target: usize) -> Option<(u8, u8)> {
        if target >= self.decode_targets() {
            return None;
        }
        let present = self
            .templates
            .iter()
            .filter(|template| template.indication(target) != DecodeTargetIndication::NotPresent);
        Some(present.fold((0, 0), |(spatial, temporal), template| {
            (
                spatial.max(template.spatial_layer),
                temporal.max(template.temporal_layer),
            )
        }))
    }

    /// Width and height of the pictures of a spatial layer, in pixels.
    pub fn resolution(&self, spatial_layer: u8) -> Option<(u32, u32)> {
        if spatial_layer > self.max_spatial_layer() {
            return None;
        }
        let (width, height) = self.resolutions.as_ref()?.get(usize::from(spatial_layer))?;
        Some((u32::from(*width) + 1, u32::from(*height) + 1))
    }

    /// The template with this id.
    pub(super) fn template(&self, id: u8) -> Option<&FrameDependencies> {
        let index = (usize::from(id) + MAX_TEMPLATES - usize::from(self.id_offset)) % MAX_TEMPLATES;
        self.templates.get(index)
    }

    pub(super) fn max_spatial_layer(&self) -> u8 {
        self.templates
            .last()
            .map_or(0, |template| template.spatial_layer)
    }

    /// One bit for each decode target.
    pub(super) const fn all_targets(&self) -> u32 {
        u32::MAX >> (u32::BITS - self.targets as u32)
    }

    /// Nothing yet, to be filled by [`read_into`](Self::read_into).
    pub(super) const fn empty() -> Self {
        Self {
            id_offset: 0,
            targets: 0,
            chains: 0,
            templates: Vec::new(),
            protected_by: [0; MAX_DECODE_TARGETS],
            resolutions: None,
        }
    }

    /// Reads a structure over this one, whose memory is used again; `None` leaves it in no order.
    pub(super) fn read_into(&mut self, bits: &mut Bits<'_>) -> Option<()> {
        self.id_offset = bits.read(6)? as u8;
        self.targets = bits.read(5)? as u8 + 1;
        self.templates.clear();
        let (mut spatial, mut temporal) = (0, 0);
        loop {
            if self.templates.len() == MAX_TEMPLATES {
                return None;
            }
            self.templates
                .push(FrameDependencies::empty(spatial, temporal));
            match bits.read(2)? {
                0 => {}
                1 if temporal < MAX_TEMPORAL_LAYER => temporal += 1,
                2 if spatial < MAX_SPATIAL_LAYER => (spatial, temporal) = (spatial + 1, 0),
                3 => break,
                _ => return None,
            }
        }
        for template in &mut self.templates {
            for _ in 0..self.targets {
                template.push_indication(bits.read(2)?)?;
            }
        }
        for template in &mut self.templates {
            while bits.flag()? {
                template.push_frame_diff(bits.read(4)? + 1)?;
            }
        }
        self.read_chains(bits)?;
        self.resolutions = None;
        if bits.flag()? {
            let mut resolutions = [(0, 0); LAYERS];
            for place in resolutions.iter_mut().take(usize::from(spatial) + 1) {
                *place = (bits.read(16)? as u16, bits.read(16)? as u16);
            }
            self.resolutions = Some(resolutions);
        }
        Some(())
    }

    fn read_chains(&mut self, bits: &mut Bits<'_>) -> Option<()> {
        self.chains = read_below(bits, u32::from(self.targets) + 1)? as u8;
        self.protected_by = [0; MAX_DECODE_TARGETS];
        if self.chains == 0 {
            return Some(());
        }
        for place in self.protected_by.iter_mut().take(self.targets.into()) {
            *place = read_below(bits, u32::from(self.chains))? as u8;
        }
        for template in &mut self.templates {
            for _ in 0..self.chains {
                template.push_chain_diff(bits.read(4)?)?;
            }
        }
        Some(())
    }
}

/// How the layers of a template follow on those of the one before: `next_layer_idc`.
pub(super) fn next_layer(before: (u8, u8), layers: (u8, u8)) -> Option<u32> {
    match layers {
        _ if layers == before => Some(0),
        (spatial, temporal) if spatial == before.0 && temporal == before.1 + 1 => Some(1),
        (spatial, 0) if spatial == before.0 + 1 => Some(2),
        _ => None,
    }
}

/// A number below `bound`, in no more bits than it needs: `ns(n)`. Source: AV1 bitstream specification §4.10.7.
fn read_below(bits: &mut Bits<'_>, bound: u32) -> Option<u32> {
    let width = u32::BITS - bound.leading_zeros();
    let short = (1 << width) - bound;
    let value = bits.read(width - 1)?;
    if value < short {
        return Some(value);
    }
    Some((value << 1) - short + bits.read(1)?)
}

/// Why templates make no structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StructureError {
    /// There are none or too many of something, or not as many as of what it belongs to.
    #[error("the counts of templates, targets, chains and layers do not agree")]
    Count,
    /// The layers of a template do not follow on those of the one before.
    #[error("the templates do not stand in the order of their layers")]
    Order,
    /// A template refers to a frame more than 16 back, or to a chain more than 15 back.
    #[error("a template refers to a frame too far back")]
    Distance,
    /// A picture has no or too many pixels on a side.
    #[error("a resolution does not fit")]
    Resolution,
}

const LAYERS: usize = MAX_SPATIAL_LAYER as usize + 1;
