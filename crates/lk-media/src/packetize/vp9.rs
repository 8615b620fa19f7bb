//! VP9 payloads: a descriptor before each part of a frame, in flexible mode or not.
//!
//! Where the caller does not speak of layers the frame (or superframe) goes as one, and which pictures it refers to is
//! left to the rule that each refers to the one before. Source: RFC 9628 §4.2.

use super::Layer;
use super::plan::{Head, Plan, Split};
use crate::bitstream::vp9;

#[derive(Debug, Default)]
pub(super) struct Vp9 {
    pub(super) picture_id: u16,
    pub(super) flexible: bool,
    pub(super) structure: Structure,
    /// Counts the pictures of temporal layer 0.
    tl0_picture: u8,
    /// Frames of this picture went before; whether it is a key picture.
    picture: Option<bool>,
}

/// One picture of the group that pictures repeat in non-flexible mode, as keyframes tell it.
///
/// ```
/// # use lk_media::packetize::GroupPicture;
/// // Two temporal layers: each refers to the last picture of the lower one.
/// let group = [GroupPicture::new(0, true, &[2]), GroupPicture::new(1, true, &[1])];
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupPicture {
    temporal_layer: u8,
    switching_point: bool,
    references: [u8; MAX_REFERENCES],
    reference_count: u8,
}

impl GroupPicture {
    /// A picture of this temporal layer (0 to 7), whether one can go over to the layer there, and how many pictures
    /// back lies each that it refers to (at most three; more are left out).
    pub fn new(temporal_layer: u8, switching_point: bool, references: &[u8]) -> Self {
        let mut new = Self {
            temporal_layer,
            switching_point,
            references: [0; MAX_REFERENCES],
            reference_count: references.len().min(MAX_REFERENCES) as u8,
        };
        for (place, back) in new.references.iter_mut().zip(references) {
            *place = *back;
        }
        new
    }
}

/// What keyframes tell of the layers of the stream, less what depends on the frame.
#[derive(Debug, Default)]
pub(super) struct Structure {
    sizes: Vec<(u16, u16)>,
    group: Option<Vec<u8>>,
}

impl Structure {
    pub(super) fn set_sizes(&mut self, sizes: &[(u32, u32)]) {
        let sizes = sizes.iter().take(MAX_SPATIAL_LAYERS);
        self.sizes = sizes
            .map(|(width, height)| (*width as u16, *height as u16))
            .collect();
    }

    pub(super) fn set_group(&mut self, pictures: &[GroupPicture]) {
        let pictures = pictures.iter().take(MAX_GROUP);
        let mut bytes = vec![pictures.len() as u8];
        for picture in pictures {
            let count = picture.reference_count;
            let layer = (picture.temporal_layer & 7) << 5 | u8::from(picture.switching_point) << 4;
            bytes.push(layer | count << 2);
            bytes.extend(picture.references.iter().take(count.into()));
        }
        self.group = Some(bytes);
    }

    /// Writes it behind a descriptor. Of one layer the frame says the size.
    fn write(&self, own: (u32, u32), flexible: bool, head: &mut Vec<u8>) {
        let own = [(own.0 as u16, own.1 as u16)];
        let sizes = if self.sizes.is_empty() {
            &own
        } else {
            &*self.sizes
        };
        let group = match &self.group {
            _ if flexible => &[],
            Some(group) => &**group,
            None => &EACH_REFERS_TO_LAST,
        };
        let has_group = if group.is_empty() { 0 } else { HAS_GROUP };
        head.push((sizes.len() as u8 - 1) << 5 | HAS_SIZES | has_group);
        for (width, height) in sizes {
            head.extend_from_slice(&width.to_be_bytes());
            head.extend_from_slice(&height.to_be_bytes());
        }
        head.extend_from_slice(group);
    }
}

impl Vp9 {
    pub(super) fn plan(
        &mut self,
        frame: &[u8],
        layer: Option<&Layer>,
        max: usize,
        plan: &mut Plan,
    ) {
        let (keyframe, size) = vp9::start(frame);
        let begins_picture = self.picture.is_none();
        // The layers above the lowest are no keyframes themselves, but refer to no other picture either.
        let key_picture = self.picture.unwrap_or(keyframe);
        let ends_picture = layer.is_none_or(|layer| layer.ends_picture);

        let [high, low] = (self.picture_id | LONG_ID).to_be_bytes();
        let mut flags = HAS_PICTURE_ID;
        if ends_picture {
            flags |= NOT_FOR_UPPER_LAYERS;
        }
        let said = layer.and_then(Layer::said_references);
        let references = match said {
            _ if key_picture => &[],
            Some(said) if self.flexible => said,
            _ => &[1][..],
        };
        if !references.is_empty() {
            flags |= INTER_PREDICTED;
        }
        if self.flexible {
            flags |= FLEXIBLE;
        }
        if layer.is_some() {
            flags |= HAS_LAYER;
        }
        let mut head = Head::new(&[flags, high, low]);
        if let Some(layer) = layer {
            let temporal = layer.temporal.min(7);
            let switching = u8::from(layer.switching_point) << 4;
            let inter_layer = layer.inter_layer.unwrap_or(layer.spatial > 0);
            head.push(temporal << 5 | switching | layer.spatial << 1 | u8::from(inter_layer));
            if temporal == 0 && begins_picture {
                self.tl0_picture = self.tl0_picture.wrapping_add(1);
            }
            if !self.flexible {
                head.push(self.tl0_picture);
            }
        }
        if self.flexible {
            for (index, back) in references.iter().enumerate() {
                let more = index + 1 < references.len();
                head.push(back << 1 | u8::from(more));
            }
        }
        let size = size.filter(|_| begins_picture);
        if size.is_none_or(|size| !self.cut_with_structure(frame.len(), head, size, max, plan)) {
            let parts = Split::even(&(0..frame.len()), max - head.len());
            plan_parts(head.with_flags(BEGINS), head, parts, plan);
        }
        self.picture = (!ends_picture).then_some(key_picture);
        if ends_picture {
            self.picture_id = (self.picture_id + 1) & super::vp8::PICTURE_ID_MASK;
        }
    }

    /// Plans the parts of a frame behind their descriptor, the first of them with the structure; `false` if that would
    /// leave no room for the frame.
    #[inline(never)]
    fn cut_with_structure(
        &self,
        len: usize,
        head: Head,
        size: (u32, u32),
        max: usize,
        plan: &mut Plan,
    ) -> bool {
        let start = plan.long_heads.len();
        let first = head.with_flags(BEGINS | HAS_STRUCTURE);
        first.write_to(&mut plan.long_heads);
        self.structure
            .write(size, self.flexible, &mut plan.long_heads);
        let extra = plan.long_heads.len() - start - head.len();
        let room = max - head.len();
        if 2 * extra > room {
            return false;
        }
        // It counts as part of the frame.
        let parts = Split::even(&(0..len + extra), room);
        let (first, others) = parts.without_first();
        if others.count() == 0
            && let Some(flags) = plan.long_heads.get_mut(start)
        {
            *flags |= ENDS;
        }
        plan.payload_behind_long(start, 0..first.end - extra);
        if others.count() > 0 {
            plan_parts(head, head, others.ahead_by(extra as u32), plan);
        }
        true
    }
}

/// Plans parts of a frame of which the last ends it; `first` is the descriptor of the first of them.
#[inline]
fn plan_parts(first: Head, head: Head, parts: Split, plan: &mut Plan) {
    let ends = if parts.count() == 1 { ENDS } else { 0 };
    let heads = [first.with_flags(ends), head.with_flags(ENDS), head];
    plan.payloads(heads, parts);
}

/// As many as R counts.
const MAX_REFERENCES: usize = 3;
/// N_S has three bits.
const MAX_SPATIAL_LAYERS: usize = 8;
/// As long as any pattern in use, twice.
const MAX_GROUP: usize = 16;
/// One picture without temporal layer, which refers to the one before.
const EACH_REFERS_TO_LAST: [u8; 3] = [1, 0x14, 1];
/// I
const HAS_PICTURE_ID: u8 = 0x80;
/// P
const INTER_PREDICTED: u8 = 0x40;
/// L
const HAS_LAYER: u8 = 0x20;
/// F
const FLEXIBLE: u8 = 0x10;
/// B
const BEGINS: u8 = 0x08;
/// E
const ENDS: u8 = 0x04;
/// V
const HAS_STRUCTURE: u8 = 0x02;
/// Z
const NOT_FOR_UPPER_LAYERS: u8 = 0x01;
/// M: the picture id has 15 bits.
const LONG_ID: u16 = 0x8000;
/// Y
const HAS_SIZES: u8 = 0x10;
/// G
const HAS_GROUP: u8 = 0x08;
