//! How a track of ours is published.

use lk_pacer::Bitrate;

use super::Vp9Options;
use crate::model::{Dimensions, TrackSource};

/// How a track of ours is published. Start from [`PublishOptions::new`] or one of its shorthands,
/// then narrow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishOptions {
    pub(crate) source: TrackSource,
    pub(crate) name: String,
    pub(crate) stream: String,
    pub(crate) muted: bool,
    pub(crate) dimensions: Option<Dimensions>,
    pub(crate) bitrate: Option<Bitrate>,
    pub(crate) stereo: Option<bool>,
    pub(crate) dtx: bool,
    pub(crate) audio_level: Option<u8>,
    pub(crate) vp9: Vp9Options,
}

impl PublishOptions {
    /// Options for a track from `source`; everything else keeps its default.
    pub const fn new(source: TrackSource) -> Self {
        Self {
            source,
            name: String::new(),
            stream: String::new(),
            muted: false,
            dimensions: None,
            bitrate: None,
            stereo: None,
            dtx: true,
            audio_level: match source {
                TrackSource::Microphone => Some(SPEECH),
                _ => None,
            },
            vp9: Vp9Options::new(),
        }
    }

    /// Options for video from a camera.
    pub const fn camera() -> Self {
        Self::new(TrackSource::Camera)
    }

    /// Options for audio from a microphone.
    pub const fn microphone() -> Self {
        Self::new(TrackSource::Microphone)
    }

    /// Options for the video of a shared screen.
    pub const fn screen_share() -> Self {
        Self::new(TrackSource::ScreenShare)
    }

    /// Options for the sound of a shared screen.
    pub const fn screen_share_audio() -> Self {
        Self::new(TrackSource::ScreenShareAudio)
    }

    /// The name that others see. Default: none.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// The group of tracks that are to be played in sync. Default: the server's, one for camera
    /// and microphone, one for the shared screen and its sound.
    #[must_use]
    pub fn stream(mut self, stream: impl Into<String>) -> Self {
        self.stream = stream.into();
        self
    }

    /// Whether the track begins muted. Default: false.
    #[must_use]
    pub const fn muted(mut self, muted: bool) -> Self {
        self.muted = muted;
        self
    }

    /// Width and height of video, in pixels. Default: those of the source, where it knows them.
    #[must_use]
    pub const fn dimensions(mut self, width: u32, height: u32) -> Self {
        self.dimensions = Some(Dimensions::new(width, height));
        self
    }

    /// What the media takes, as told to the server: others choose by it. Nothing is cut down to
    /// it. Default: not told.
    #[must_use]
    pub const fn bitrate(mut self, rate: Bitrate) -> Self {
        self.bitrate = Some(rate);
        self
    }

    /// Whether audio has two channels. Default: as the source says, else false.
    #[must_use]
    pub const fn stereo(mut self, stereo: bool) -> Self {
        self.stereo = Some(stereo);
        self
    }

    /// Whether the audio may pause in silence. Default: true.
    #[must_use]
    pub const fn dtx(mut self, dtx: bool) -> Self {
        self.dtx = dtx;
        self
    }

    /// How loud the frames of audio are said to be, in −dBov: 0 is loudest, 127 silence. The server
    /// tells by it who speaks; without it, nobody is seen to. What is encoded cannot be measured
    /// here: hand in what your encoder knows. Default: 15 for microphones, else not told.
    #[must_use]
    pub const fn audio_level(mut self, level: Option<u8>) -> Self {
        self.audio_level = level;
        self
    }

    /// What packets of VP9 tell of the layers of the stream; other codecs take no notice. Default: see [`Vp9Options`].
    #[must_use]
    pub fn vp9(mut self, options: Vp9Options) -> Self {
        self.vp9 = options;
        self
    }
}

/// The level of a voice close by.
const SPEECH: u8 = 15;
