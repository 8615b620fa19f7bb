//! Tracks to be published, and what is sent of them.

use lk_peer::{Codec, MediaKind, SenderSpec};
use lk_proto::{AddTrackRequest, TrackSource, TrackType};

/// A track to be published.
#[derive(Debug, Clone)]
pub(crate) struct NewTrack {
    pub(crate) cid: String,
    pub(crate) codec: Codec,
    pub(crate) source: TrackSource,
    pub(crate) muted: bool,
    /// Names of simulcast layers, the lowest first.
    pub(crate) rids: Vec<&'static str>,
}

impl NewTrack {
    pub(crate) fn new(cid: &str, codec: Codec) -> Self {
        let source = match codec.kind() {
            MediaKind::Audio => TrackSource::Microphone,
            MediaKind::Video => TrackSource::Camera,
        };
        Self {
            cid: cid.into(),
            codec,
            source,
            muted: false,
            rids: Vec::new(),
        }
    }

    pub(crate) fn request(&self) -> AddTrackRequest {
        let kind = match self.codec.kind() {
            MediaKind::Audio => TrackType::Audio,
            MediaKind::Video => TrackType::Video,
        };
        let sizes = [(320, 180), (640, 360), (1280, 720)];
        let layers =
            self.rids
                .iter()
                .zip(sizes)
                .enumerate()
                .map(|(quality, (_, (width, height)))| lk_proto::VideoLayer {
                    quality: i32::try_from(quality).expect("few"),
                    width,
                    height,
                    ..lk_proto::VideoLayer::default()
                });
        AddTrackRequest {
            cid: self.cid.clone(),
            name: self.cid.clone(),
            r#type: kind.into(),
            source: self.source.into(),
            muted: self.muted,
            layers: layers.collect(),
            ..AddTrackRequest::default()
        }
    }

    pub(crate) fn spec(&self) -> SenderSpec {
        let rids = self
            .rids
            .iter()
            .map(|rid| lk_peer::Rid::new(rid).expect("a rid"));
        let spec =
            SenderSpec::new(self.codec.kind(), "stream", self.cid.as_str()).codecs([self.codec]);
        if self.rids.is_empty() {
            spec
        } else {
            spec.simulcast(rids)
        }
    }
}

/// A VP8 payload: one packet that is a whole frame, which ends with `mark`.
pub(crate) fn vp8(keyframe: bool, mark: u8) -> Vec<u8> {
    let mut payload = vec![0x10, u8::from(!keyframe)];
    payload.extend([0; 20]);
    payload.push(mark);
    payload
}
