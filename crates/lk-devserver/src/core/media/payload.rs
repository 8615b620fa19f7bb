//! Finds the payload type under which a subscriber takes what a publisher sends.

use lk_peer::{Codec, NegotiatedCodec};

/// The payload type in `offered` that fits `sent` best: the same codec, and the same variant of it if there is one.
pub(crate) fn matching(offered: &[NegotiatedCodec], sent: &NegotiatedCodec) -> Option<u8> {
    let same_codec = offered.iter().filter(|it| it.codec == sent.codec);
    // Of equals, the first.
    let best = same_codec.rev().max_by_key(|it| likeness(it, sent))?;
    Some(best.pt)
}

/// The payload type of a codec, whichever variant.
pub(crate) fn any(offered: &[NegotiatedCodec], codec: Codec) -> Option<u8> {
    offered.iter().find(|it| it.codec == codec).map(|it| it.pt)
}

fn likeness(one: &NegotiatedCodec, other: &NegotiatedCodec) -> u8 {
    let same = |name: &str, default: &str| {
        let value = |codec: &NegotiatedCodec| {
            parameter(&codec.fmtp, name)
                .unwrap_or(default)
                .to_ascii_lowercase()
        };
        value(one) == value(other)
    };
    match one.codec {
        // How the picture is cut into packets matters more than what it may contain.
        Codec::H264 => {
            2 * u8::from(same("packetization-mode", "0"))
                + u8::from(same("profile-level-id", "42000a"))
        }
        Codec::Vp9 => u8::from(same("profile-id", "0")),
        _ => 0,
    }
}

fn parameter<'a>(fmtp: &'a str, name: &str) -> Option<&'a str> {
    let parameters = fmtp.split(';').filter_map(|it| it.trim().split_once('='));
    parameters
        .into_iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name))
        .map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codec(codec: Codec, pt: u8, fmtp: &str) -> NegotiatedCodec {
        NegotiatedCodec {
            codec,
            pt,
            rtx: None,
            clock_rate: 90_000,
            channels: None,
            fmtp: fmtp.into(),
        }
    }

    #[test]
    fn h264_keeps_its_packetization_and_if_possible_its_profile() {
        let offered = [
            codec(Codec::Vp8, 96, ""),
            codec(
                Codec::H264,
                108,
                "packetization-mode=0;profile-level-id=42e01f",
            ),
            codec(
                Codec::H264,
                125,
                "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f",
            ),
            codec(
                Codec::H264,
                123,
                "packetization-mode=1;profile-level-id=640032",
            ),
        ];
        let sent = |fmtp: &str| matching(&offered, &codec(Codec::H264, 1, fmtp));
        assert_eq!(
            sent("profile-level-id=640032; packetization-mode=1"),
            Some(123)
        );
        assert_eq!(
            sent("packetization-mode=1;profile-level-id=42001f"),
            Some(125)
        );
        assert_eq!(sent(""), Some(108));
        assert_eq!(matching(&offered, &codec(Codec::Vp9, 1, "")), None);
        assert_eq!(any(&offered, Codec::H264), Some(108));
    }
}
