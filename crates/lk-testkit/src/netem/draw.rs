//! Randomness without a state: a draw is a function of what it is for.

use super::FlowId;

/// What is being decided.
#[derive(Debug, Clone, Copy)]
pub(super) enum Question {
    Loss = 1,
    Duplicate = 2,
    Reorder = 3,
    Jitter = 4,
    DuplicateJitter = 5,
}

/// A number from 0 (included) to 1 (excluded).
pub(super) fn draw(seed: u64, flow: FlowId, number: u64, question: Question) -> f64 {
    let mut hash = mix(seed ^ 0x6C6B_2D6E_6574_656D);
    for word in [u64::from(flow.0), number, question as u64] {
        hash = mix(hash ^ word);
    }
    // The upper 53 bits, as many as a double holds.
    (hash >> 11) as f64 / (1_u64 << 53) as f64
}

/// The output function of SplitMix64.
pub(crate) fn mix(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
