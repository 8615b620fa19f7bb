//! Where a frame stands among the layers of its stream, as an encoder tells it.

/// Where a frame stands among the layers of its stream. Start from [`Layer::new`], then narrow.
///
/// VP8 and VP9 tell receivers and servers about layers in their payload descriptors. The frames of other
/// codecs say it themselves; of their layers only the end of the picture counts.
///
/// ```
/// # use lk_media::packetize::Layer;
/// // Of the upper of two temporal layers, whose frames nobody refers to.
/// let layer = Layer::new().temporal(1).discardable(true);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layer {
    pub(super) temporal: u8,
    pub(super) spatial: u8,
    pub(super) switching_point: bool,
    pub(super) discardable: bool,
    pub(super) inter_layer: Option<bool>,
    pub(super) ends_picture: bool,
    references: [u8; MAX_REFERENCES],
    reference_count: Option<u8>,
}

impl Layer {
    /// The only spatial layer of its picture, of the lowest temporal layer.
    pub const fn new() -> Self {
        Self {
            temporal: 0,
            spatial: 0,
            switching_point: false,
            discardable: false,
            inter_layer: None,
            ends_picture: true,
            references: [0; MAX_REFERENCES],
            reference_count: None,
        }
    }

    /// Sets the temporal layer: 0 to 3 (VP8), 0 to 7 (VP9); more counts as the most. Default: 0.
    #[must_use]
    pub const fn temporal(mut self, layer: u8) -> Self {
        self.temporal = layer;
        self
    }

    /// Sets the spatial layer, 0 to 7, VP9 only. Default: 0.
    #[must_use]
    pub const fn spatial(mut self, layer: u8) -> Self {
        self.spatial = if layer > 7 { 7 } else { layer };
        self
    }

    /// Says that who received only lower temporal layers can go over to this one here. VP8: the frame refers
    /// to frames of layer 0 alone. Default: no.
    #[must_use]
    pub const fn switching_point(mut self, is_one: bool) -> Self {
        self.switching_point = is_one;
        self
    }

    /// Says that no frame will refer to this one; VP8 only. Default: no.
    #[must_use]
    pub const fn discardable(mut self, is_one: bool) -> Self {
        self.discardable = is_one;
        self
    }

    /// Says whether the frame refers to the spatial layer below in its picture; VP9 only. Default: every
    /// layer above the lowest does.
    #[must_use]
    pub const fn inter_layer(mut self, refers: bool) -> Self {
        self.inter_layer = Some(refers);
        self
    }

    /// Says whether this is the highest spatial layer of its picture, behind which the picture is complete.
    /// Default: yes.
    #[must_use]
    pub const fn ends_picture(mut self, ends: bool) -> Self {
        self.ends_picture = ends;
        self
    }

    /// Sets how many pictures back lies each that the frame refers to, 1 to 127, at most three; VP9 in flexible mode
    /// only. More are not said. Default: none of a keyframe, else the picture before.
    #[must_use]
    pub fn references(mut self, back: &[u8]) -> Self {
        let count = back.len().min(MAX_REFERENCES);
        for (place, back) in self.references.iter_mut().zip(back) {
            *place = *back & 0x7f;
        }
        self.reference_count = Some(count as u8);
        self
    }

    /// The temporal layer that was set.
    pub const fn temporal_layer(&self) -> u8 {
        self.temporal
    }

    /// Whether one can go over to its temporal layer here.
    pub const fn is_switching_point(&self) -> bool {
        self.switching_point
    }

    /// Whether no frame will refer to this one.
    pub const fn is_discardable(&self) -> bool {
        self.discardable
    }

    /// Whether the picture is complete behind the frame.
    pub const fn completes_picture(&self) -> bool {
        self.ends_picture
    }

    /// The references that were set.
    pub(super) fn said_references(&self) -> Option<&[u8]> {
        self.references.get(..self.reference_count?.into())
    }
}

impl Default for Layer {
    fn default() -> Self {
        Self::new()
    }
}

const MAX_REFERENCES: usize = 3;
