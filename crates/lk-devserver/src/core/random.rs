//! The core's one source of randomness, and the ids made from it.

use rand_chacha::{
    ChaCha12Rng,
    rand_core::{Rng as _, SeedableRng},
};

use lk_proto::{TrackSource, TrackType};

/// Seeded, cryptographically strong, the same on every machine.
pub(crate) struct Random(ChaCha12Rng);

impl Random {
    pub(crate) fn new(seed: [u8; 32]) -> Self {
        Self(ChaCha12Rng::from_seed(seed))
    }

    /// A seed for a machine of its own.
    pub(crate) fn seed(&mut self) -> [u8; 32] {
        let mut seed = [0; 32];
        self.0.fill_bytes(&mut seed);
        seed
    }

    pub(crate) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.0.fill_bytes(&mut bytes);
        bytes
    }

    /// Any of `0..bound`, each as likely as the other to within 2⁻³².
    pub(crate) fn below(&mut self, bound: u32) -> u32 {
        let wide = u64::from(self.0.next_u32()) * u64::from(bound);
        u32::try_from(wide >> 32).unwrap_or_default()
    }

    /// `prefix` and twelve characters of the alphabet that has no look-alikes.
    pub(crate) fn sid(&mut self, prefix: &str) -> String {
        let mut sid = String::with_capacity(prefix.len() + SID_LENGTH);
        sid.push_str(prefix);
        self.letters(&mut sid, SID_LENGTH);
        sid
    }

    /// A track's sid, which tells its kind and source: `TR_VC…` is a camera.
    pub(crate) fn track_sid(&mut self, kind: TrackType, source: TrackSource) -> String {
        let kind = match kind {
            TrackType::Video => "V",
            TrackType::Audio => "A",
            TrackType::Data => "D",
        };
        let source = match source {
            TrackSource::Camera => "C",
            TrackSource::Microphone => "M",
            TrackSource::ScreenShare => "S",
            TrackSource::ScreenShareAudio => "s",
            TrackSource::Unknown => "",
        };
        self.sid(&format!("TR_{kind}{source}"))
    }

    /// A version-4 UUID in its usual spelling.
    pub(crate) fn uuid(&mut self) -> String {
        let mut bytes: [u8; 16] = self.bytes();
        bytes[6] = bytes[6] & 0x0f | 0x40;
        bytes[8] = bytes[8] & 0x3f | 0x80;
        let mut uuid = String::with_capacity(36);
        for (at, byte) in bytes.iter().enumerate() {
            if matches!(at, 4 | 6 | 8 | 10) {
                uuid.push('-');
            }
            uuid.push_str(&format!("{byte:02x}"));
        }
        uuid
    }

    fn letters(&mut self, into: &mut String, count: usize) {
        let alphabet = u32::try_from(ALPHABET.len()).unwrap_or_default();
        for _ in 0..count {
            let at = self.below(alphabet) as usize;
            into.push(char::from(ALPHABET[at]));
        }
    }
}

const SID_LENGTH: usize = 12;
const ALPHABET: &[u8] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_seed_gives_one_sequence_of_ids() {
        let (mut one, mut other) = (Random::new([7; 32]), Random::new([7; 32]));
        let sid = one.sid("PA_");
        assert_eq!(sid, other.sid("PA_"));
        assert_ne!(sid, one.sid("PA_"));
        assert_eq!(sid.len(), 15);
    }

    #[test]
    fn a_track_sid_tells_kind_and_source() {
        let mut random = Random::new([1; 32]);
        assert!(
            random
                .track_sid(TrackType::Video, TrackSource::Camera)
                .starts_with("TR_VC")
        );
        assert!(
            random
                .track_sid(TrackType::Audio, TrackSource::Microphone)
                .starts_with("TR_AM")
        );
    }

    #[test]
    fn a_uuid_has_version_and_variant() {
        let uuid = Random::new([3; 32]).uuid();
        assert_eq!(uuid.len(), 36);
        assert_eq!(uuid.as_bytes()[14], b'4');
        assert!(matches!(uuid.as_bytes()[19], b'8' | b'9' | b'a' | b'b'));
    }
}
