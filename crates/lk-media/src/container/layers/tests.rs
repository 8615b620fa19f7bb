//! Pictures of two and three layers, their headers put together bit by bit.

use proptest::prelude::*;

use super::*;
use crate::container::{Demux as _, IvfDemuxer, IvfMuxer, Mux as _};
use crate::{Codec, Frame};

/// A frame that is put into one slot, if it is no keyframe.
#[derive(Debug, Clone, Copy)]
struct Picture {
    shown: bool,
    resilient: bool,
    slot: u32,
    size: Of,
}

#[derive(Debug, Clone, Copy)]
enum Of {
    Key(u32, u32),
    /// Its own.
    Own(u32, u32),
    /// That of a slot, which is so wide.
    Slot(u32, u32),
}

impl Picture {
    const fn new(slot: u32, size: Of) -> Self {
        Self {
            shown: true,
            resilient: true,
            slot,
            size,
        }
    }

    const fn hidden(self) -> Self {
        Self {
            shown: false,
            ..self
        }
    }

    fn bytes(self) -> Vec<u8> {
        let key = matches!(self.size, Of::Key(..));
        let mut fields = vec![(0b10, 2), (0, 2), (0, 1), (u32::from(!key), 1)];
        fields.extend([(u32::from(self.shown), 1), (u32::from(self.resilient), 1)]);
        match self.size {
            Of::Key(width, height) => fields.extend([
                (0x49_8342, 24),
                (1, 3),
                (0, 1),
                (width - 1, 16),
                (height - 1, 16),
            ]),
            size => {
                if !self.shown {
                    fields.push((0, 1));
                }
                if !self.resilient {
                    fields.push((0, 2));
                }
                fields.extend([(1 << self.slot, 8), (0, 4)]);
                match size {
                    // By the second reference.
                    Of::Slot(slot, _) => fields.extend([(slot << 1, 4), (0, 4), (0b01, 2)]),
                    Of::Own(width, height) | Of::Key(width, height) => {
                        let size = [(width - 1, 16), (height - 1, 16)];
                        fields.extend([(0, 8), (0, 3)].into_iter().chain(size));
                    }
                }
            }
        }
        // A size to show.
        fields.extend([(1, 1), (639, 16), (359, 16)]);
        if !key {
            fields.extend([(1, 1), (0, 1), (0b10, 2)]);
        }
        if !self.resilient {
            fields.push((0b01, 2));
        }
        // Context; filter with one difference; quantizer with one; segments with the quantizer of one.
        fields.extend([(0, 2), (0x155, 9), (0b11, 2), (1, 1), (0x55, 7), (0, 5)]);
        fields.extend([(200, 8), (0, 1), (1, 1), (0b1_0101, 5), (0, 1)]);
        fields.extend([
            (1, 1),
            (0, 1),
            (0b10, 2),
            (1, 1),
            (0x133, 9),
            (0, 3),
            (0, 28),
        ]);
        let (Of::Key(width, _) | Of::Own(width, _) | Of::Slot(_, width)) = self.size;
        // Columns of tiles: up to two bits of the widest.
        match width {
            0..512 => {}
            512..1024 => fields.push((1, 1)),
            _ => fields.push((0b10, 2)),
        }
        fields.extend([(0, 1), (3, 16)]);
        let ones = fields.iter();
        let ones =
            ones.flat_map(|(value, count)| (0..*count).rev().map(move |bit| value >> bit & 1));
        let ones: Vec<_> = ones.collect();
        let byte = |bits: &[u32]| {
            let byte = bits.iter().fold(0, |byte, bit| byte << 1 | *bit as u8);
            byte << (8 - bits.len())
        };
        let header = ones.chunks(8).map(byte);
        header.chain([0x7f, 2, 3, 0x80 | self.slot as u8]).collect()
    }
}

fn superframe(pictures: &[Picture]) -> Bytes {
    let frames: Vec<_> = pictures.iter().map(|picture| picture.bytes()).collect();
    let mut out = frames.concat();
    let marker = 0xc0 | 3 << 3 | (frames.len() - 1) as u8;
    out.push(marker);
    for frame in &frames {
        out.extend((frame.len() as u32).to_le_bytes());
    }
    out.push(marker);
    out.into()
}

/// Three layers: a picture that begins, and one behind it.
fn stream() -> [[Picture; 3]; 2] {
    let middle = Picture::new(1, Of::Own(640, 360));
    let begins = [
        Picture::new(0, Of::Key(320, 180)),
        middle,
        Picture::new(2, Of::Own(1280, 720)),
    ];
    let follows = [
        Picture::new(0, Of::Slot(0, 320)),
        Picture::new(1, Of::Slot(1, 640)),
        Picture::new(2, Of::Slot(2, 1280)),
    ];
    [begins, follows]
}

#[test]
fn all_layers_but_the_highest_are_hidden() {
    let mut layers = Layers::default();
    for [low, middle, high] in stream() {
        let packed = layers.pack(&superframe(&[low, middle, high]));
        assert_eq!(packed, superframe(&[low.hidden(), middle.hidden(), high]));
        // What is hidden already stays so.
        assert_eq!(layers.pack(&packed), packed);
    }
    // The highest that came is shown.
    let [_, [low, middle, _]] = stream();
    let packed = layers.pack(&superframe(&[low, middle]));
    assert_eq!(packed, superframe(&[low.hidden(), middle]));
}

#[test]
fn what_cannot_be_hidden_stays_as_it_is() {
    let [begins, [low, middle, _]] = stream();
    let same = |pictures: &[Picture]| {
        let mut layers = Layers::default();
        layers.pack(&superframe(&begins));
        let picture = superframe(pictures);
        assert_eq!(layers.pack(&picture), picture, "{pictures:?}");
    };
    // Its vectors would be taken over no more.
    let dependent = Picture {
        resilient: false,
        ..middle
    };
    same(&[low, dependent]);
    // Nothing would be seen.
    same(&[low, middle.hidden()]);
    same(&[low.hidden(), middle]);
    // Of a size that is not known.
    let mut layers = Layers::default();
    let unknown = superframe(&[low, middle]);
    assert_eq!(layers.pack(&unknown), unknown);
    let alone = Bytes::from(low.bytes());
    assert_eq!(layers.pack(&alone), alone);
    assert_eq!(layers.pack(&Bytes::new()), Bytes::new());
}

#[test]
fn the_headers_of_an_encoder_are_read_to_their_end() {
    let mut demuxer = IvfDemuxer::new();
    demuxer.push(include_bytes!("../../../tests/data/vp9.ivf"));
    demuxer.finish();
    let mut layers = Layers::default();
    let mut headers = 0;
    while let Some(picture) = demuxer.poll().unwrap() {
        for frame in frames(&picture.data) {
            let header = layers.read(frame).expect("an encoder's frame");
            assert!(header.shown && header.size == (64, 48) && header.len > 2);
            headers += 1;
        }
    }
    assert_eq!(headers, 8);
}

#[test]
fn files_get_pictures_whose_lower_layers_are_hidden() {
    let [[low, middle, high], _] = stream();
    let frame = Frame::new(superframe(&[low, middle, high]), std::time::Duration::ZERO);
    let expected = superframe(&[low.hidden(), middle.hidden(), high]);
    let mut file = Vec::new();
    let mut muxer = IvfMuxer::new(Codec::Vp9).unwrap();
    muxer.write(&frame, &mut file).unwrap();
    let mut demuxer = IvfDemuxer::new();
    demuxer.push(&file);
    demuxer.finish();
    assert_eq!(demuxer.poll().unwrap().unwrap().data, expected);

    #[cfg(feature = "matroska")]
    {
        let mut file = Vec::new();
        let muxer = crate::container::MatroskaMuxer::webm();
        let mut muxer = muxer.with_track(Codec::Vp9).unwrap();
        muxer.write(&frame, &mut file).unwrap();
        assert!(file.ends_with(&expected));
    }
}

proptest! {
    #[test]
    fn any_damage_leaves_as_many_frames(at in 0..200_usize, byte: u8, len in 0..200_usize, second: bool) {
        let [begins, follows] = stream();
        let mut layers = Layers::default();
        layers.pack(&superframe(&begins));
        let mut picture = superframe(if second { &follows } else { &begins }).to_vec();
        picture.truncate(len);
        if let Some(place) = picture.get_mut(at) {
            *place = byte;
        }
        let picture = Bytes::from(picture);
        let packed = layers.pack(&picture);
        prop_assert_eq!(frames(&packed).count(), frames(&picture).count());
    }
}
