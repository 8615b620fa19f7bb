//! VP9 payloads: a descriptor before each part of a frame, in flexible mode or not.
//!
//! Where the caller does not speak of layers the frame (or superframe) goes as one, and which pictures it refers to is
//! left to the rule that each refers to the one before. Source: RFC 9628 §4.2.

use super::Layer;
use super::plan::{Head, Plan, even_split};
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
pub struct GroupPicture<'a> {
    temporal_layer: u8,
    switching_point: bool,
    references: &'a [u8],
}

impl<'a> GroupPicture<'a> {
    /// A picture of this temporal layer (0 to 7), whether one can go over to the layer there, and how many pictures
    /// back lies each that it refers to (at most three).
    pub const fn new(temporal_layer: u8, switching_point: bool, references: &'a [u8]) -> Self {
        Self {
            temporal_layer,
            switching_point,
            references,
        }
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

    pub(super) fn set_group(&mut self, pictures: &[GroupPicture<'_>]) {
        let pictures = pictures.iter().take(MAX_GROUP);
        let mut bytes = vec![pictures.len() as u8];
        for picture in pictures {
            let references = picture.references.iter().take(3);
            let layer = (picture.temporal_layer & 7) << 5 | u8::from(picture.switching_point) << 4;
            bytes.push(layer | (references.len() as u8) << 2);
            bytes.extend(references);
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
        self.cut(frame, head, size.filter(|_| begins_picture), max, plan);
        self.picture = (!ends_picture).then_some(key_picture);
        if ends_picture {
            self.picture_id = (self.picture_id + 1) & super::vp8::PICTURE_ID_MASK;
        }
    }

    /// Plans the parts of a frame behind their descriptor; the first also carries the structure, if the frame
    /// has a size to put in it.
    fn cut(&self, frame: &[u8], head: Head, size: Option<(u32, u32)>, max: usize, plan: &mut Plan) {
        let room = max - head.len();
        let start = plan.long_heads.len();
        let mut extra = 0;
        if let Some(size) = size {
            let first = head.with_flags(BEGINS | HAS_STRUCTURE);
            first.write_to(&mut plan.long_heads);
            self.structure
                .write(size, self.flexible, &mut plan.long_heads);
            extra = plan.long_heads.len() - start - head.len();
            // It counts as part of the frame, and must leave room for more.
            if 2 * extra > room {
                extra = 0;
            }
        }
        let end = frame.len() + extra;
        for part in even_split(0..end, room) {
            let ends = if part.end == end { ENDS } else { 0 };
            if part.start > 0 {
                let body = part.start - extra..part.end - extra;
                plan.payload(head.with_flags(ends), body);
            } else if extra == 0 {
                plan.payload(head.with_flags(BEGINS | ends), part);
            } else {
                if let Some(flags) = plan.long_heads.get_mut(start) {
                    *flags |= ends;
                }
                plan.payload_behind_long(start, 0..part.end - extra);
            }
        }
    }
}

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
