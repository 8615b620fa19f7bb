//! One published track.

use std::time::Instant;

use lk_peer::{MediaKind, Mid};
use lk_proto::{TrackInfo, TrackSource, TrackType, VideoLayer, VideoQuality};

use super::{keys::ParticipantKey, media::Upstream, speakers::AudioLevel};

pub(crate) struct Track {
    pub(crate) info: TrackInfo,
    /// What the client calls it in signalling.
    pub(crate) cid: String,
    /// What its section calls it.
    pub(crate) sdp_cid: String,
    pub(crate) mid: Mid,
    pub(crate) upstream: Upstream,
    /// The layers that arrived lately, the lowest first.
    pub(crate) live_layers: Vec<usize>,
    pub(crate) level: AudioLevel,
    /// Who is sent it.
    pub(crate) subscribers: Vec<ParticipantKey>,
    pub(crate) ever_subscribed: bool,
}

impl Track {
    pub(crate) fn kind(&self) -> MediaKind {
        match self.info.r#type() {
            TrackType::Video => MediaKind::Video,
            _ => MediaKind::Audio,
        }
    }

    pub(crate) fn is_microphone(&self) -> bool {
        self.info.source() == TrackSource::Microphone
    }

    /// Finds out which layers arrive. Returns whether that has changed.
    pub(crate) fn look_over(&mut self, now: Instant) -> bool {
        let layers = 0..self.upstream.layers().len();
        let live: Vec<usize> = layers
            .filter(|&layer| self.upstream.is_live(layer, now))
            .collect();
        let changed = live != self.live_layers;
        self.live_layers = live;
        changed
    }

    /// The layer to send to somebody who wants `quality` at most, of those that exist.
    pub(crate) fn layer_of(&self, quality: VideoQuality) -> usize {
        let highest = self.upstream.layers().len().saturating_sub(1);
        match quality {
            VideoQuality::Low => 0,
            VideoQuality::Medium => 1.min(highest),
            VideoQuality::High | VideoQuality::Off => highest,
        }
    }

    /// The quality that a picture of this size needs.
    pub(crate) fn quality_for(&self, width: u32, height: u32) -> VideoQuality {
        let layers = self.layers();
        let wanted = f64::from(width.max(height)) * TOLERANCE;
        let fits = layers
            .iter()
            .find(|layer| f64::from(layer.width.max(layer.height)) >= wanted);
        match fits {
            Some(layer) => layer.quality(),
            None => VideoQuality::High,
        }
    }

    /// The best quality that was announced, where layers were.
    pub(crate) fn highest_quality(&self) -> Option<VideoQuality> {
        self.layers()
            .iter()
            .map(VideoLayer::quality)
            .max_by_key(|quality| i32::from(*quality))
    }

    fn layers(&self) -> &[VideoLayer] {
        self.info
            .codecs
            .first()
            .map_or(&[], |codec| codec.layers.as_slice())
    }
}

/// A layer a little smaller than wanted will do.
const TOLERANCE: f64 = 0.9;
