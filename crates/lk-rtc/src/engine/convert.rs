//! Between the words of lk-media and those of lk-peer, which know nothing of each other.

use lk_media::{Codec, MediaKind};

pub(super) fn codec_to_peer(codec: Codec) -> Option<lk_peer::Codec> {
    lk_peer::Codec::from_mime(codec.mime())
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
