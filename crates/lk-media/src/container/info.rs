//! What a container says of a track, beside its frames.

use bytes::Bytes;

use crate::Codec;
use crate::bitstream::FrameInfo;

/// What a container says of a track: given by demuxers ([`Demux::info`](super::Demux::info)), taken by muxers.
///
/// What the container does not say is `None` or empty. A codec alone is one too (`TrackInfo::from(Codec::Opus)`), of
/// which a muxer makes a header with its defaults.
///
/// ```
/// # use lk_media::{Codec, container::TrackInfo};
/// let mono = TrackInfo::new(Codec::Opus).channels(1).pre_skip(312);
/// assert_eq!((mono.channels, mono.pre_skip), (Some(1), Some(312)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TrackInfo {
    /// The codec of its frames.
    pub codec: Codec,
    /// Where the times of its frames come from.
    pub timing: Timing,
    /// Width and height in pixels, of video.
    pub dimensions: Option<(u32, u32)>,
    /// Frames a second as a fraction, of video whose frame rate is stated once for all frames. Where
    /// [`timing`](Self::timing) is [`Container`](Timing::Container), frames need not keep to it.
    pub frame_rate: Option<(u32, u32)>,
    /// Channels, of audio.
    pub channels: Option<u32>,
    /// Samples a second, of audio. Opus always decodes at 48 kHz: there it is the rate of what was encoded, for
    /// information.
    pub sample_rate: Option<u32>,
    /// Samples at 48 kHz that a player throws away at the start, of Opus.
    pub pre_skip: Option<u16>,
    /// What the container keeps of the codec beside its frames, as it stands there: the identification header of Opus,
    /// the records `avcC`, `hvcC`, `av1C` and `vpcC`. Muxers take from it what the frames and the fields above do not say,
    /// such as the gain and the channel mapping of Opus.
    pub codec_private: Bytes,
}

/// Where the times of frames come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Timing {
    /// Each frame has its own in the container, or is as long as its samples: [`Frame::pts`](crate::Frame::pts) is what
    /// the container says, start offsets included.
    #[default]
    Container,
    /// Frames are counted, at a frame rate that the stream or the caller states. Of a live stream it need not be true.
    Stated,
    /// Frames are counted at 30 a second, since nothing states a rate.
    Assumed,
}

impl TrackInfo {
    /// A track of which nothing is known but its codec.
    pub const fn new(codec: Codec) -> Self {
        Self {
            codec,
            timing: Timing::Container,
            dimensions: None,
            frame_rate: None,
            channels: None,
            sample_rate: None,
            pre_skip: None,
            codec_private: Bytes::new(),
        }
    }

    /// A track whose frames are counted at this rate, or at an assumed one.
    pub(super) const fn counted(codec: Codec, rate: Option<(u32, u32)>) -> Self {
        let mut info = Self::new(codec);
        info.timing = match rate {
            Some(_) => Timing::Stated,
            None => Timing::Assumed,
        };
        info.frame_rate = rate;
        info
    }

    /// Sets where its times come from. Muxers do not look at it. Default: from the container.
    #[must_use]
    pub const fn timing(mut self, timing: Timing) -> Self {
        self.timing = timing;
        self
    }

    /// Sets width and height in pixels. Default: not known.
    #[must_use]
    pub const fn dimensions(mut self, width: u32, height: u32) -> Self {
        self.dimensions = Some((width, height));
        self
    }

    /// Sets the number of channels. Default: not known.
    #[must_use]
    pub const fn channels(mut self, channels: u32) -> Self {
        self.channels = Some(channels);
        self
    }

    /// Sets the samples a second. Default: not known.
    #[must_use]
    pub const fn sample_rate(mut self, rate: u32) -> Self {
        self.sample_rate = Some(rate);
        self
    }

    /// Sets what a player throws away at the start, in samples at 48 kHz. Default: not known, which muxers write as 0.
    #[must_use]
    pub const fn pre_skip(mut self, samples: u16) -> Self {
        self.pre_skip = Some(samples);
        self
    }

    /// Sets what the container keeps of the codec. Default: nothing.
    #[must_use]
    pub fn codec_private(mut self, private: impl Into<Bytes>) -> Self {
        self.codec_private = private.into();
        self
    }

    /// Completes what the container leaves open by what the first frame says.
    pub(super) fn complete(&mut self, first: &[u8]) {
        if self.dimensions.is_none() {
            self.dimensions = FrameInfo::of(self.codec, first).dimensions;
        }
    }
}

impl From<Codec> for TrackInfo {
    fn from(codec: Codec) -> Self {
        Self::new(codec)
    }
}

impl From<&Self> for TrackInfo {
    fn from(info: &Self) -> Self {
        info.clone()
    }
}
