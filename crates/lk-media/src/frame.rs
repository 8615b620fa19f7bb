//! One encoded frame, the currency between containers, sources and packetizers.

use std::time::Duration;

use bytes::Bytes;

use crate::packetize::Layer;

/// One encoded frame: a whole access unit of video, or one audio packet.
///
/// The bytes are what the codec's RTP payload format starts from: a VP8 or VP9 frame, an AV1
/// temporal unit, an H.264 or H.265 access unit in Annex B form, an Opus packet.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Frame {
    /// The encoded bytes.
    pub data: Bytes,
    /// When the frame is due, counted from the start of its file or stream.
    pub pts: Duration,
    /// How long it lasts: until the next one is due.
    pub duration: Duration,
    /// Whether decoding can start here. Always true for audio.
    pub keyframe: bool,
    /// Where it stands among the layers of its stream, if it has any and who made it says so: for packets to tell
    /// receivers and servers. Files hold nothing of it.
    pub layer: Option<Layer>,
}

impl Frame {
    /// A frame of `data` that lasts `duration`, due at zero and not a keyframe.
    pub const fn new(data: Bytes, duration: Duration) -> Self {
        Self {
            data,
            pts: Duration::ZERO,
            duration,
            keyframe: false,
            layer: None,
        }
    }

    /// Sets when the frame is due. Default: zero.
    #[must_use]
    pub const fn pts(mut self, pts: Duration) -> Self {
        self.pts = pts;
        self
    }

    /// Says whether decoding can start here. Default: no.
    #[must_use]
    pub const fn keyframe(mut self, keyframe: bool) -> Self {
        self.keyframe = keyframe;
        self
    }

    /// Says where it stands among the layers of its stream. The frames of one picture in several spatial layers come one
    /// after the other, lowest first, all but the last with [`ends_picture(false)`](Layer::ends_picture). Default: not
    /// said.
    #[must_use]
    pub const fn layer(mut self, layer: Layer) -> Self {
        self.layer = Some(layer);
        self
    }
}
