//! G.711: samples of 16 bits as one byte each, in the two ways that telephones know.
//!
//! Source: ITU-T G.711; the arithmetic is the one of its software tools in G.191.

/// One linear sample in µ-law.
///
/// ```
/// # use lk_media::g711;
/// assert_eq!(g711::encode_ulaw(0), g711::ULAW_SILENCE);
/// assert_eq!(g711::decode_ulaw(g711::encode_ulaw(-30_000)), -30_076);
/// ```
pub const fn encode_ulaw(sample: i16) -> u8 {
    // Magnitudes are of one's complement: -1 is the other zero.
    let magnitude = if sample < 0 { !sample } else { sample } >> 2;
    let biased = if magnitude + ULAW_BIAS > ULAW_MAX {
        ULAW_MAX
    } else {
        magnitude + ULAW_BIAS
    };
    // Six bits and above say which of eight segments.
    let segment = 10 - (biased as u16).leading_zeros() as u8;
    let step = (biased >> (segment + 1)) as u8 & 0xf;
    let sign = if sample < 0 { 0 } else { 0x80 };
    sign | (7 - segment) << 4 | (0xf - step)
}

/// The linear sample that a byte of µ-law stands for.
pub const fn decode_ulaw(byte: u8) -> i16 {
    let inverted = !byte;
    let segment = inverted >> 4 & 7;
    let step = (inverted & 0xf) as i16;
    let magnitude = (((step << 3) + 0x84) << segment) - 0x84;
    if byte & 0x80 == 0 {
        -magnitude
    } else {
        magnitude
    }
}

/// One linear sample in A-law.
///
/// ```
/// # use lk_media::g711;
/// assert_eq!(g711::encode_alaw(0), g711::ALAW_SILENCE);
/// assert_eq!(g711::decode_alaw(g711::encode_alaw(1000)), 1008);
/// ```
pub const fn encode_alaw(sample: i16) -> u8 {
    let magnitude = (if sample < 0 { !sample } else { sample } >> 4) as u16;
    let coded = if magnitude < 16 {
        magnitude as u8
    } else {
        let segment = 12 - magnitude.leading_zeros() as u8;
        segment << 4 | (magnitude >> (segment - 1)) as u8 & 0xf
    };
    let sign = if sample < 0 { 0 } else { 0x80 };
    (coded | sign) ^ ALAW_TOGGLE
}

/// The linear sample that a byte of A-law stands for.
pub const fn decode_alaw(byte: u8) -> i16 {
    let coded = byte ^ ALAW_TOGGLE;
    let (segment, step) = (coded >> 4 & 7, (coded & 0xf) as i16);
    let magnitude = match segment {
        0 => (step << 4) + 8,
        _ => ((step << 4) + 0x108) << (segment - 1),
    };
    if coded & 0x80 == 0 {
        -magnitude
    } else {
        magnitude
    }
}

/// No sound in µ-law.
pub const ULAW_SILENCE: u8 = 0xff;
/// No sound in A-law.
pub const ALAW_SILENCE: u8 = 0xd5;
const ULAW_BIAS: i16 = 0x21;
const ULAW_MAX: i16 = 0x1fff;
const ALAW_TOGGLE: u8 = 0x55;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_stands_for_a_sample_that_leads_back_to_it() {
        for code in 0..=255 {
            // µ-law has two zeros; the negative one is written as the positive.
            if code != 0x7f {
                assert_eq!(encode_ulaw(decode_ulaw(code)), code);
            }
            assert_eq!(encode_alaw(decode_alaw(code)), code);
        }
    }

    #[test]
    fn a_louder_sample_has_no_quieter_code_and_none_is_off_by_more_than_half_a_step() {
        for (encode, decode) in [
            (encode_ulaw as fn(i16) -> u8, decode_ulaw as fn(u8) -> i16),
            (encode_alaw, decode_alaw),
        ] {
            let mut before = i16::MIN;
            for sample in i16::MIN..=i16::MAX {
                let decoded = decode(encode(sample));
                assert!(decoded >= before, "{sample}");
                before = decoded;
                let off = i32::from(sample).abs_diff(i32::from(decoded));
                // Steps are a sixteenth of their segment, and no finer than 16.
                assert!(
                    off <= (u32::from(sample.unsigned_abs()) + 132) / 32 + 8,
                    "{sample}"
                );
            }
        }
    }
}
