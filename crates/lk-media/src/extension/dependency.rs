//! The dependency descriptor: what a receiver or a server needs to know of a frame, without its codec.
//!
//! A [`DependencyStructure`] comes with every keyframe and lists templates; each packet names one of them and
//! says where it differs. So a descriptor can only be read by who saw the structure: a
//! [`DependencyReader`] keeps that of one stream, a [`DependencyWriter`] writes the packets of one.
//! Memory is bounded by the structure, which has at most [`MAX_TEMPLATES`] templates.
//!
//! Source: AV1 RTP specification 1.0, appendix A.

mod reader;
mod structure;
mod writer;

pub use reader::{DependencyReader, ReadDescriptorError};
pub use structure::{DependencyStructure, StructureError};
pub use writer::{DependencyWriter, WriteDescriptorError};

/// What the dependency descriptor of one packet says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct DependencyDescriptor {
    /// Whether the packet is the first of its frame.
    pub start_of_frame: bool,
    /// Whether the packet is the last of its frame.
    pub end_of_frame: bool,
    /// The frame's number in decoding order; it wraps.
    pub frame_number: u16,
    /// What the frame depends on, and who needs it.
    pub dependencies: FrameDependencies,
    /// Which decode targets are sent from here on, one bit each, the lowest for the first; `None` where the
    /// packet does not say it. With a new structure all are.
    pub active_decode_targets: Option<u32>,
    /// Whether the packet carries the structure.
    pub carries_structure: bool,
}

impl DependencyDescriptor {
    /// The descriptor of a packet that is all of its frame, and carries neither structure nor targets.
    pub const fn new(frame_number: u16, dependencies: FrameDependencies) -> Self {
        Self {
            start_of_frame: true,
            end_of_frame: true,
            frame_number,
            dependencies,
            active_decode_targets: None,
            carries_structure: false,
        }
    }

    /// Whether the packet is the first and the last of its frame. Default: both.
    #[must_use]
    pub const fn part(mut self, start: bool, end: bool) -> Self {
        (self.start_of_frame, self.end_of_frame) = (start, end);
        self
    }

    /// Sets the decode targets that are sent from here on. Default: not said.
    #[must_use]
    pub const fn active_decode_targets(mut self, targets: u32) -> Self {
        self.active_decode_targets = Some(targets);
        self
    }

    /// Carries the structure, as the first packet of a keyframe has to. Default: no.
    #[must_use]
    pub const fn carries_structure(mut self) -> Self {
        self.carries_structure = true;
        self
    }
}

/// What a frame depends on, and who needs it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct FrameDependencies {
    spatial_layer: u8,
    temporal_layer: u8,
    targets: u8,
    chains: u8,
    diffs: u8,
    /// Two bits for each decode target, the first lowest.
    indications: u64,
    frame_diffs: [u16; MAX_FRAME_DIFFS],
    chain_diffs: [u8; MAX_DECODE_TARGETS],
}

impl FrameDependencies {
    /// Dependencies of a frame of these layers: what it is for each decode target, how many frames back
    /// lies each that it refers to, and how many frames back lies the last of each chain.
    ///
    /// `None` for more than [`MAX_DECODE_TARGETS`] targets or chains, [`MAX_FRAME_DIFFS`] references, four
    /// spatial or eight temporal layers, and for a reference to the frame itself or one more than 4096 back.
    pub fn new(
        spatial_layer: u8,
        temporal_layer: u8,
        indications: &[DecodeTargetIndication],
        frame_diffs: &[u16],
        chain_diffs: &[u8],
    ) -> Option<Self> {
        let mut new = Self::empty(spatial_layer, temporal_layer);
        if spatial_layer > MAX_SPATIAL_LAYER || temporal_layer > MAX_TEMPORAL_LAYER {
            return None;
        }
        for indication in indications {
            new.push_indication(*indication as u32)?;
        }
        for diff in frame_diffs {
            new.push_frame_diff(u32::from(*diff))?;
        }
        for diff in chain_diffs {
            new.push_chain_diff(u32::from(*diff))?;
        }
        Some(new)
    }

    /// The frame's spatial layer.
    pub const fn spatial_layer(&self) -> u8 {
        self.spatial_layer
    }

    /// The frame's temporal layer.
    pub const fn temporal_layer(&self) -> u8 {
        self.temporal_layer
    }

    /// How many decode targets there are.
    pub const fn decode_targets(&self) -> usize {
        self.targets as usize
    }

    /// What the frame is for a decode target; not present for one that there is not.
    pub const fn indication(&self, target: usize) -> DecodeTargetIndication {
        if target >= self.decode_targets() {
            return DecodeTargetIndication::NotPresent;
        }
        match self.indications >> (2 * target) & 3 {
            0 => DecodeTargetIndication::NotPresent,
            1 => DecodeTargetIndication::Discardable,
            2 => DecodeTargetIndication::Switch,
            _ => DecodeTargetIndication::Required,
        }
    }

    /// How many frames back lies each frame that this one refers to, 1 being the frame before. None: the
    /// frame can be decoded by itself.
    pub fn frame_diffs(&self) -> &[u16] {
        self.frame_diffs
            .get(..self.diffs.into())
            .unwrap_or_default()
    }

    /// How many frames back lies the last frame of each chain; 0 where there was none.
    pub fn chain_diffs(&self) -> &[u8] {
        self.chain_diffs
            .get(..self.chains.into())
            .unwrap_or_default()
    }

    /// Whether no later frame of any decode target refers to this one.
    pub const fn is_discardable(&self) -> bool {
        // Neither switch (2) nor required (3): the upper bit of each pair is clear.
        self.indications & 0xaaaa_aaaa_aaaa_aaaa == 0
    }

    const fn empty(spatial_layer: u8, temporal_layer: u8) -> Self {
        Self {
            spatial_layer,
            temporal_layer,
            targets: 0,
            chains: 0,
            diffs: 0,
            indications: 0,
            frame_diffs: [0; MAX_FRAME_DIFFS],
            chain_diffs: [0; MAX_DECODE_TARGETS],
        }
    }

    fn push_indication(&mut self, bits: u32) -> Option<()> {
        if self.decode_targets() == MAX_DECODE_TARGETS {
            return None;
        }
        self.indications |= u64::from(bits & 3) << (2 * self.targets);
        self.targets += 1;
        Some(())
    }

    fn push_frame_diff(&mut self, diff: u32) -> Option<()> {
        let place = self.frame_diffs.get_mut(usize::from(self.diffs))?;
        *place = u16::try_from(diff)
            .ok()
            .filter(|diff| (1..=MAX_DIFF).contains(diff))?;
        self.diffs += 1;
        Some(())
    }

    fn push_chain_diff(&mut self, diff: u32) -> Option<()> {
        let place = self.chain_diffs.get_mut(usize::from(self.chains))?;
        *place = u8::try_from(diff).ok()?;
        self.chains += 1;
        Some(())
    }
}

impl std::fmt::Debug for FrameDependencies {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let indications = (0..self.decode_targets()).map(|target| self.indication(target));
        f.debug_struct("FrameDependencies")
            .field("spatial_layer", &self.spatial_layer)
            .field("temporal_layer", &self.temporal_layer)
            .field("indications", &indications.collect::<Vec<_>>())
            .field("frame_diffs", &self.frame_diffs())
            .field("chain_diffs", &self.chain_diffs())
            .finish()
    }
}

/// What a frame is for a decode target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecodeTargetIndication {
    /// It is no part of it.
    NotPresent,
    /// Part of it, and nothing later in it refers to the frame.
    Discardable,
    /// Part of it, and who has decoded a lower target can go over to this one here.
    Switch,
    /// Part of it, and later frames in it refer to the frame.
    Required,
}

/// Most templates that a structure can have: their ids have six bits.
pub const MAX_TEMPLATES: usize = 64;
/// Most decode targets that a structure can have: their count has five bits.
pub const MAX_DECODE_TARGETS: usize = 32;
/// Most frames that one may refer to; the format knows no bound, codecs have at most eight.
pub const MAX_FRAME_DIFFS: usize = 16;
const MAX_SPATIAL_LAYER: u8 = 3;
const MAX_TEMPORAL_LAYER: u8 = 7;
/// Twelve bits, and one more as zero is not among them.
const MAX_DIFF: u16 = 4096;

#[cfg(test)]
mod tests;
