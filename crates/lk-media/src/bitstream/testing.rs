//! Headers made bit by bit, for tests.

/// Numbers of so many bits each, one behind the other, filled up with zeros to whole bytes.
pub(crate) fn packed(fields: &[(u32, u32)]) -> Vec<u8> {
    let ones = fields
        .iter()
        .flat_map(|&(value, count)| (0..count).rev().map(move |bit| value >> bit & 1));
    let ones: Vec<_> = ones.collect();
    let byte = |bits: &[u32]| {
        let byte = bits.iter().fold(0, |byte, bit| byte << 1 | *bit as u8);
        byte << (8 - bits.len())
    };
    ones.chunks(8).map(byte).collect()
}

/// A number as an Exp-Golomb code.
pub(crate) const fn golomb(value: u32) -> (u32, u32) {
    let code = value + 1;
    (code, 2 * code.ilog2() + 1)
}

/// An H.264 sequence whose pictures are a macroblock wide, and as high in frames, or in fields.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sequence {
    pub(crate) id: u32,
    pub(crate) width: u32,
    pub(crate) fields: bool,
    /// With the colours as planes of their own.
    pub(crate) planes: bool,
    pub(crate) frame_number_bits: u32,
}

/// Of what the tests change nothing.
pub(crate) const SEQUENCE: Sequence = Sequence {
    id: 0,
    width: 1,
    fields: false,
    planes: false,
    frame_number_bits: 4,
};

impl Sequence {
    pub(crate) fn parameter_set(self) -> Vec<u8> {
        let flag = u32::from;
        // Main, or High 4:4:4 Predictive, of level 3.
        let mut fields = vec![(if self.planes { 244 } else { 77 }, 8), (0, 8), (30, 8)];
        fields.push(golomb(self.id));
        if self.planes {
            // Chroma 4:4:4 in planes, 8 bits, no lossless coding, no scaling lists.
            fields.extend([golomb(3), (1, 1), golomb(0), golomb(0), (0, 1), (0, 1)]);
        }
        fields.push(golomb(self.frame_number_bits - 4));
        // Shown in the order of decoding, one reference, no gaps; size.
        fields.extend([golomb(2), golomb(1), (0, 1)]);
        fields.extend([golomb(self.width - 1), golomb(0), (flag(!self.fields), 1)]);
        if self.fields {
            fields.push((0, 1));
        }
        // Direct inference, no cropping, nothing of use; the end.
        fields.extend([(1, 1), (0, 1), (0, 1), (1, 1)]);
        [&[0x67][..], &packed(&fields)].concat()
    }

    /// A slice of picture parameter set `set`: of a frame, or of the top or bottom field. Its one macroblock is coded
    /// without loss, and nothing of it looks like a start code.
    pub(crate) fn slice(
        self,
        header: u8,
        set: u32,
        frame_number: u32,
        bottom: Option<bool>,
    ) -> Vec<u8> {
        let is_idr = header & 0x1f == 5;
        let mut fields = vec![golomb(0), golomb(7), golomb(set)];
        if self.planes {
            fields.push((0, 2));
        }
        fields.push((frame_number, self.frame_number_bits));
        if self.fields {
            fields.push((u32::from(bottom.is_some()), 1));
            fields.extend(bottom.map(|bottom| (u32::from(bottom), 1)));
        }
        if is_idr {
            fields.extend([golomb(0), (0, 1), (0, 1)]);
        } else if header & 0x60 != 0 {
            fields.push((0, 1));
        }
        fields.push(golomb(0));
        let macroblocks = if self.fields && bottom.is_none() {
            2
        } else {
            1
        };
        let mut unit = vec![header];
        let mut body = Vec::new();
        for number in 0..macroblocks {
            if number == 0 {
                fields.push(golomb(25));
                body.extend(packed(&fields));
            } else {
                body.extend(packed(&[golomb(25)]));
            }
            body.extend((0..384).map(|at| 50 + (at % 150) as u8));
        }
        body.push(0x80);
        unit.extend(escaped(&body));
        unit
    }
}

/// A picture parameter set that stands on the sequence parameter set `sequence`.
pub(crate) fn picture_set(id: u32, sequence: u32) -> Vec<u8> {
    // CAVLC, no second order count, one slice group, one reference each, no weights, three quantizers of 26, no more flags.
    let fields = [
        golomb(id),
        golomb(sequence),
        (0, 1 + 1),
        golomb(0),
        golomb(0),
        golomb(0),
        (0, 1 + 2),
        golomb(0),
        golomb(0),
        golomb(0),
        (0, 3),
        (1, 1),
    ];
    [&[0x68][..], &packed(&fields)].concat()
}

/// With the bytes against emulated start codes.
fn escaped(payload: &[u8]) -> Vec<u8> {
    let (mut out, mut zeros) = (Vec::new(), 0);
    for byte in payload {
        if zeros == 2 && *byte <= 3 {
            out.push(3);
            zeros = 0;
        }
        zeros = if *byte == 0 { zeros + 1 } else { 0 };
        out.push(*byte);
    }
    out
}
