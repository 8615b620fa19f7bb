//! Packets that the server makes itself: black pictures and silence, at a track's end and while it is muted.
//!
//! LiveKit's server sends them so that no decoder goes on showing or playing what came last: 6 pictures or 10 frames of
//! silence when a track ends or its subscription does, silence for a second when it is muted. Behind those of an
//! encrypted track it writes the `sif_trailer` of its join response, by which a receiver knows that they are not
//! encrypted; those of other tracks are told by their payload alone.
//!
//! Source: livekit-server 1.13.11, `pkg/sfu/downtrack.go: writeBlankFrameRTP`; `livekit_rtc.proto: JoinResponse.sif_trailer`.

use bytes::Bytes;
use lk_media::Codec;

/// What the server's own packets are recognised by.
#[derive(Debug, Default)]
pub(super) struct Filler {
    trailer: Bytes,
}

impl Filler {
    /// Takes the trailer of the join response. A short one is not used: media could end in it by chance.
    pub(super) fn set_trailer(&mut self, trailer: &[u8]) {
        self.trailer = match trailer.len() {
            MIN_TRAILER.. => Bytes::copy_from_slice(trailer),
            _ => Bytes::new(),
        };
    }

    /// Whether the server made a packet with this payload, trailer or not.
    ///
    /// A publisher whose encoder writes digital silence as 80 bytes, which Opus at a constant 32 kbit/s does, sends the
    /// same payload.
    pub(super) fn made(&self, codec: Option<Codec>, payload: &[u8]) -> bool {
        if !self.trailer.is_empty() && payload.ends_with(&self.trailer) {
            return true;
        }
        match codec {
            Some(Codec::Opus) => is_silence(payload),
            Some(Codec::Red) => payload.split_first().is_some_and(|(header, block)| {
                let last_block = *header < 0x80;
                last_block && is_silence(block)
            }),
            Some(Codec::Vp8) => {
                let descriptor = payload.strip_suffix(VP8_BLACK);
                descriptor.is_some_and(|it| (1..=VP8_DESCRIPTOR).contains(&it.len()))
            }
            Some(Codec::H264) => payload == H264_BLACK,
            _ => false,
        }
    }
}

fn is_silence(opus: &[u8]) -> bool {
    let rest = opus.strip_prefix(&OPUS_SILENCE);
    rest.is_some_and(|rest| rest.len() == OPUS_PADDING && rest.iter().all(|byte| *byte == 0))
}

/// Servers write 32 characters.
const MIN_TRAILER: usize = 8;

/// 20 ms of silence, and how many zeros follow it.
const OPUS_SILENCE: [u8; 3] = [0xf8, 0xff, 0xfe];
const OPUS_PADDING: usize = 77;

/// The longest payload descriptor. Source: RFC 7741 §4.2.
const VP8_DESCRIPTOR: usize = 6;

/// A keyframe of 8 by 8 pixels.
const VP8_BLACK: &[u8] = &[
    0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x08, 0x00, 0x08, 0x00, 0x00, 0x47, 0x08, 0x85, 0x85, 0x88,
    0x85, 0x84, 0x88, 0x02, 0x02, 0x00, 0x0c, 0x0d, 0x60, 0x00, 0xfe, 0xff, 0xab, 0x50, 0x80,
];

/// A keyframe of 2 by 2 pixels: SPS, PPS and IDR in one STAP-A. Source: RFC 6184 §5.7.1.
const H264_BLACK: &[u8] = &[
    0x18, //
    0, 24, 0x67, 0x42, 0xc0, 0x1f, 0x0f, 0xd9, 0x1f, 0x88, 0x88, 0x84, 0x00, 0x00, 0x03, 0x00,
    0x04, 0x00, 0x00, 0x03, 0x00, 0xc8, 0x3c, 0x60, 0xc9, 0x20, //
    0, 6, 0x68, 0x87, 0xcb, 0x83, 0xcb, 0x20, //
    0, 10, 0x65, 0x88, 0x84, 0x0a, 0xf2, 0x62, 0x80, 0x00, 0xa7, 0xbe,
];

#[cfg(test)]
pub(super) fn silence() -> Vec<u8> {
    [&OPUS_SILENCE[..], &[0; OPUS_PADDING]].concat()
}

#[cfg(test)]
pub(super) fn black() -> Vec<u8> {
    [&[0x10][..], VP8_BLACK].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_server_makes_is_told_by_its_payload() {
        let filler = Filler::default();
        let made = |codec, payload: &[u8]| filler.made(Some(codec), payload);
        assert!(made(Codec::Opus, &silence()));
        assert!(made(Codec::Red, &[&[111], &silence()[..]].concat()));
        assert!(made(Codec::Vp8, &black()));
        assert!(made(Codec::H264, H264_BLACK));
    }

    #[test]
    fn what_only_resembles_it_is_the_publishers() {
        let filler = Filler::default();
        let made = |codec, payload: &[u8]| filler.made(Some(codec), payload);
        assert!(!made(Codec::Opus, &[]));
        assert!(
            !made(Codec::Opus, &OPUS_SILENCE),
            "what encoders make of silence"
        );
        assert!(!made(Codec::Opus, &[&silence()[..], &[0]].concat()));
        assert!(!made(Codec::Opus, &black()));
        assert!(!made(Codec::Red, &[&[111 | 0x80], &silence()[..]].concat()));
        assert!(!made(Codec::Vp8, VP8_BLACK), "no payload descriptor");
        assert!(!made(Codec::Vp8, &[&[0; 100], VP8_BLACK].concat()));
        assert!(!made(Codec::H264, &[H264_BLACK, &[0]].concat()));
        assert!(!made(Codec::Vp9, &black()));
    }

    #[test]
    fn the_trailer_tells_it_in_every_codec() {
        let mut filler = Filler::default();
        filler.set_trailer(b"0123456789abcdef");
        let payload = |end: &[u8]| [&[1, 2, 3], end].concat();
        for codec in [None, Some(Codec::Av1), Some(Codec::Opus)] {
            assert!(filler.made(codec, &payload(b"0123456789abcdef")));
            assert!(!filler.made(codec, &payload(b"0123456789abcde")));
        }
        for short in [&b""[..], b"0123"] {
            filler.set_trailer(short);
            assert!(!filler.made(None, &payload(short)));
        }
    }
}
