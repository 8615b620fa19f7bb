//! What we want of a track that we receive.

use lk_proto as proto;

use crate::TrackSid;
use crate::model::{Dimensions, VideoQuality};

/// What we want of a track that we receive. Start from [`TrackSettings::new`], then narrow.
///
/// Source: `livekit_rtc.proto: UpdateTrackSettings`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrackSettings {
    enabled: bool,
    quality: VideoQuality,
    dimensions: Option<Dimensions>,
    frames_per_second: Option<u32>,
    priority: u32,
}

impl TrackSettings {
    /// All of the track, at its best.
    pub const fn new() -> Self {
        Self {
            enabled: true,
            quality: VideoQuality::High,
            dimensions: None,
            frames_per_second: None,
            priority: 0,
        }
    }

    /// Whether the server sends the track; off, it stays subscribed and silent. Default: true.
    #[must_use]
    pub const fn enabled(mut self, on: bool) -> Self {
        self.enabled = on;
        self
    }

    /// The best quality that we have use for. Counts only where
    /// [`dimensions`](Self::dimensions) are not given. Default: high.
    #[must_use]
    pub const fn quality(mut self, quality: VideoQuality) -> Self {
        self.quality = quality;
        self
    }

    /// The size in pixels at which we show the video; the server chooses the quality by it.
    /// Default: not told.
    #[must_use]
    pub const fn dimensions(mut self, width: u32, height: u32) -> Self {
        self.dimensions = Some(Dimensions::new(width, height));
        self
    }

    /// The most frames a second that are useful to this participant: the server forwards the temporal layers that make as
    /// many. Default: all.
    #[must_use]
    pub const fn frames_per_second(mut self, rate: u32) -> Self {
        self.frames_per_second = Some(rate);
        self
    }

    /// How important the track is where bandwidth does not suffice for all; more is more.
    /// Default: 0.
    #[must_use]
    pub const fn priority(mut self, priority: u32) -> Self {
        self.priority = priority;
        self
    }

    pub(crate) fn to_wire(&self, track: &TrackSid) -> proto::UpdateTrackSettings {
        let size = self.dimensions.unwrap_or(Dimensions::new(0, 0));
        proto::UpdateTrackSettings {
            track_sids: vec![track.to_string()],
            disabled: !self.enabled,
            quality: self.quality.to_wire().into(),
            width: size.width,
            height: size.height,
            fps: self.frames_per_second.unwrap_or(UNLIMITED),
            priority: self.priority,
        }
    }
}

impl Default for TrackSettings {
    fn default() -> Self {
        Self::new()
    }
}

/// Frames a second that no track has. Servers ignore a rate of zero, and keep the limit that was set before; of a rate that
/// no temporal layer reaches they forward all layers (`GetTemporalLayerForSpatialFps` of the LiveKit server).
const UNLIMITED: u32 = 1000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_of_the_frame_rate_is_lifted_by_a_rate_that_the_server_acts_on() {
        let track = TrackSid::try_from("TR_1").expect("an id");
        let fps = |settings: TrackSettings| settings.to_wire(&track).fps;
        assert_eq!(fps(TrackSettings::new().frames_per_second(8)), 8);
        assert!(fps(TrackSettings::new()) > 240);
    }
}
