//! Between the words of lk-media and those of lk-peer, which know nothing of each other.

use lk_media::{Codec, MediaKind};

pub(super) fn codec_to_peer(codec: Codec) -> Option<lk_peer::Codec> {
    lk_peer::Codec::from_mime(codec.mime())
}

/// What a section for `codec` offers: it, and after it every other codec of its kind.
///
/// The server agrees on codecs once a kind, by the first section that it sees: a codec that stands
/// in a later one only is refused.
pub(super) fn codecs_to_offer(codec: Codec) -> impl Iterator<Item = lk_peer::Codec> {
    let wanted = codec_to_peer(codec);
    let others: &[lk_peer::Codec] = match codec.kind() {
        MediaKind::Audio => &[lk_peer::Codec::Opus],
        MediaKind::Video => {
            use lk_peer::Codec::{Av1, H264, H265, Vp8, Vp9};
            &[Vp8, H264, Vp9, Av1, H265]
        }
    };
    let others = others
        .iter()
        .copied()
        .filter(move |other| Some(*other) != wanted);
    wanted.into_iter().chain(others)
}

pub(super) fn codec_from_peer(codec: lk_peer::Codec) -> Option<Codec> {
    Codec::from_mime(codec.mime())
}

pub(super) fn kind_to_peer(kind: MediaKind) -> lk_peer::MediaKind {
    match kind {
        MediaKind::Audio => lk_peer::MediaKind::Audio,
        MediaKind::Video => lk_peer::MediaKind::Video,
    }
}
