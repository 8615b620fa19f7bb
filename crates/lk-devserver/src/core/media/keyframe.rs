//! Tells whether an RTP payload begins a keyframe: the place where a decoder can be let in.

/// Whether `payload` of the codec `mime` is the first of a keyframe.
///
/// For H.264 and H.265 that is the packet with the sequence parameter set, without which the picture is worth nothing.
/// A codec that is not known, and audio, can be entered anywhere.
pub(crate) fn begins_keyframe(mime: &str, payload: &[u8]) -> bool {
    let Some((_, codec)) = mime.split_once('/') else {
        return true;
    };
    match codec.to_ascii_lowercase().as_str() {
        "vp8" => vp8(payload).unwrap_or(false),
        "vp9" => vp9(payload).unwrap_or(false),
        "h264" => h264(payload),
        "h265" => h265(payload),
        "av1" => av1(payload),
        _ => true,
    }
}

/// RFC 7741 §4.2: the payload descriptor, then the frame's first partition.
fn vp8(payload: &[u8]) -> Option<bool> {
    let (&first, mut rest) = payload.split_first()?;
    if first & 0x80 != 0 {
        let (&extensions, after) = rest.split_first()?;
        rest = after;
        if extensions & 0x80 != 0 {
            let long = rest.first()? & 0x80 != 0;
            rest = rest.get(if long { 2 } else { 1 }..)?;
        }
        if extensions & 0x40 != 0 {
            rest = rest.get(1..)?;
        }
        if extensions & 0x30 != 0 {
            rest = rest.get(1..)?;
        }
    }
    let starts_frame = first & 0x10 != 0 && first & 0x07 == 0;
    Some(starts_frame && rest.first()? & 1 == 0)
}

/// RFC 9628 §4.2: not predicted from another picture, the frame's beginning, the lowest spatial layer.
fn vp9(payload: &[u8]) -> Option<bool> {
    let (&first, mut rest) = payload.split_first()?;
    let [picture_id, predicted, layered, _flexible, begins] =
        [0x80, 0x40, 0x20, 0x10, 0x08].map(|bit| first & bit != 0);
    if predicted || !begins {
        return Some(false);
    }
    if !layered {
        return Some(true);
    }
    if picture_id {
        let long = rest.first()? & 0x80 != 0;
        rest = rest.get(if long { 2 } else { 1 }..)?;
    }
    let spatial_layer = rest.first()? >> 1 & 0x07;
    Some(spatial_layer == 0)
}

/// RFC 6184 §5: a sequence parameter set alone, in an aggregate or at the start of fragments.
fn h264(payload: &[u8]) -> bool {
    const SPS: u8 = 7;
    let kind = |byte: u8| byte & 0x1f;
    match payload {
        [first, rest @ ..] if kind(*first) == 24 => {
            aggregated(rest).any(|unit| unit.first().is_some_and(|&byte| kind(byte) == SPS))
        }
        [first, header, ..] if matches!(kind(*first), 28 | 29) => {
            header & 0x80 != 0 && kind(*header) == SPS
        }
        [first, ..] => kind(*first) == SPS,
        [] => false,
    }
}

/// RFC 7798 §4.4: a video or sequence parameter set, or a picture that needs none before it.
fn h265(payload: &[u8]) -> bool {
    let kind = |byte: u8| byte >> 1 & 0x3f;
    let enters = |kind: u8| matches!(kind, 32 | 33);
    match payload {
        [first, _, rest @ ..] if kind(*first) == 48 => {
            aggregated(rest).any(|unit| unit.first().is_some_and(|&byte| enters(kind(byte))))
        }
        [first, _, header, ..] if kind(*first) == 49 => header & 0x80 != 0 && enters(header & 0x3f),
        [first, ..] => enters(kind(*first)),
        [] => false,
    }
}

/// AV1 RTP §4.4: the first packet of a coded video sequence.
fn av1(payload: &[u8]) -> bool {
    payload.first().is_some_and(|byte| byte & 0x08 != 0)
}

/// The units of an aggregation packet, each behind its 16-bit length.
fn aggregated(mut rest: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let (length, after) = rest.split_first_chunk()?;
        let unit;
        (unit, rest) = after.split_at_checked(u16::from_be_bytes(*length).into())?;
        Some(unit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vp8_keyframes_begin_with_a_clear_bit_in_their_first_partition() {
        assert!(begins_keyframe("video/VP8", &[0x10, 0x00, 0]));
        assert!(
            !begins_keyframe("video/VP8", &[0x10, 0x01, 0]),
            "interframe"
        );
        assert!(
            !begins_keyframe("video/VP8", &[0x00, 0x00, 0]),
            "continuation"
        );
        assert!(
            begins_keyframe("video/vp8", &[0x90, 0xe0, 0x81, 0x02, 7, 0x20, 0x00]),
            "long picture id, indexes"
        );
        assert!(!begins_keyframe("video/VP8", &[0x90, 0xe0]), "cut short");
    }

    #[test]
    fn h264_is_entered_at_its_parameter_set() {
        assert!(begins_keyframe("video/H264", &[0x67, 1]));
        assert!(
            !begins_keyframe("video/H264", &[0x65, 1]),
            "the picture alone"
        );
        assert!(begins_keyframe("video/H264", &[24, 0, 1, 0x67, 0, 1, 0x68]));
        assert!(
            !begins_keyframe("video/H264", &[24, 0, 9, 0x67]),
            "a length that lies"
        );
        assert!(begins_keyframe("video/H264", &[28, 0x87, 0]));
        assert!(
            !begins_keyframe("video/H264", &[28, 0x07, 0]),
            "not its first fragment"
        );
    }

    #[test]
    fn other_codecs_are_entered_where_they_say() {
        assert!(begins_keyframe("video/VP9", &[0x08, 0]));
        assert!(!begins_keyframe("video/VP9", &[0x48, 0]));
        assert!(begins_keyframe("video/AV1", &[0x18]));
        assert!(!begins_keyframe("video/AV1", &[0x10]));
        assert!(begins_keyframe("video/H265", &[0x40, 1, 0]));
        assert!(!begins_keyframe("video/H265", &[0x26, 1, 0]));
        assert!(begins_keyframe("audio/opus", &[1]));
        for mime in [
            "video/VP8",
            "video/VP9",
            "video/H264",
            "video/H265",
            "video/AV1",
        ] {
            assert!(!begins_keyframe(mime, &[]), "{mime}");
        }
    }
}
