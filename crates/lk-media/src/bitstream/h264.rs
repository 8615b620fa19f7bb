//! H.264: NAL unit types.

/// Bits of the NAL unit header that say its type.
pub(crate) const TYPE_MASK: u8 = 0x1f;
pub(crate) const SLICE: u8 = 1;
pub(crate) const IDR_SLICE: u8 = 5;
pub(crate) const SPS: u8 = 7;
pub(crate) const ACCESS_UNIT_DELIMITER: u8 = 9;
pub(crate) const FILLER_DATA: u8 = 12;
/// Aggregation packet of RFC 6184, no NAL unit of its own.
pub(crate) const STAP_A: u8 = 24;
/// Fragment of RFC 6184, no NAL unit of its own.
pub(crate) const FU_A: u8 = 28;
