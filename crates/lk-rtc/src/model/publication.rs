//! One published track: what its publisher says of it, and how it stands with us.

use std::fmt;
use std::sync::Arc;

use lk_media::{Codec, MediaKind};
use lk_pacer::Bitrate;
use lk_proto as proto;

use crate::TrackSid;

/// A published track as of one moment. Cheap to clone.
#[derive(Clone, PartialEq)]
pub struct TrackPublication(Arc<PublicationData>);

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PublicationData {
    pub(crate) sid: TrackSid,
    pub(crate) name: String,
    pub(crate) kind: MediaKind,
    pub(crate) source: TrackSource,
    pub(crate) muted: bool,
    pub(crate) mime_type: String,
    pub(crate) dimensions: Option<Dimensions>,
    pub(crate) layers: Vec<VideoLayer>,
    pub(crate) encryption: EncryptionType,
    pub(crate) stream: String,
    pub(crate) subscription: SubscriptionState,
    pub(crate) allowed: bool,
    pub(crate) stream_state: StreamState,
}

impl TrackPublication {
    /// The server's id of the track.
    pub fn sid(&self) -> &TrackSid {
        &self.0.sid
    }

    /// The name that its publisher gave it; may be empty.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// Audio or video.
    pub fn kind(&self) -> MediaKind {
        self.0.kind
    }

    /// What the media is taken from.
    pub fn source(&self) -> TrackSource {
        self.0.source
    }

    /// Whether its publisher, or the server, has muted it.
    pub fn is_muted(&self) -> bool {
        self.0.muted
    }

    /// The codec it is published in, such as [`Codec::Vp8`]; `None` while the server has not seen
    /// its media, or where we do not know the codec by name.
    pub fn codec(&self) -> Option<Codec> {
        Codec::from_mime(&self.0.mime_type)
    }

    /// Width and height in pixels, of video whose publisher told them.
    pub fn dimensions(&self) -> Option<Dimensions> {
        self.0.dimensions
    }

    /// The qualities in which the video is sent, lowest first.
    pub fn layers(&self) -> &[VideoLayer] {
        &self.0.layers
    }

    /// Whether the video comes in several qualities.
    pub fn is_simulcast(&self) -> bool {
        self.0.layers.len() > 1
    }

    /// How the frames are encrypted end to end.
    pub fn encryption(&self) -> EncryptionType {
        self.0.encryption
    }

    /// The group of tracks that are to be played in sync with it; may be empty.
    pub fn stream(&self) -> &str {
        &self.0.stream
    }

    /// Whether we receive it. For a track of our own: always [`SubscriptionState::Unsubscribed`].
    pub fn subscription(&self) -> SubscriptionState {
        self.0.subscription
    }

    /// Whether its media reaches us.
    pub fn is_subscribed(&self) -> bool {
        self.0.subscription == SubscriptionState::Subscribed
    }

    /// Whether its publisher lets us subscribe to it.
    pub fn is_subscription_allowed(&self) -> bool {
        self.0.allowed
    }

    /// Whether the server holds the media back for want of bandwidth.
    pub fn stream_state(&self) -> StreamState {
        self.0.stream_state
    }

    pub(crate) fn edit(&mut self) -> &mut PublicationData {
        Arc::make_mut(&mut self.0)
    }

    /// A publication the wire tells of; `None` where it has no id or is neither audio nor video.
    pub(crate) fn from_wire(wire: &proto::TrackInfo) -> Option<Self> {
        let sid = TrackSid::try_from(wire.sid.as_str()).ok()?;
        let kind = match proto::TrackType::try_from(wire.r#type).ok()? {
            proto::TrackType::Audio => MediaKind::Audio,
            proto::TrackType::Video => MediaKind::Video,
            proto::TrackType::Data => return None,
        };
        let mut publication = Self(Arc::new(PublicationData {
            sid,
            name: String::new(),
            kind,
            source: TrackSource::Unknown,
            muted: false,
            mime_type: String::new(),
            dimensions: None,
            layers: Vec::new(),
            encryption: EncryptionType::None,
            stream: String::new(),
            subscription: SubscriptionState::Unsubscribed,
            allowed: true,
            stream_state: StreamState::Active,
        }));
        publication.edit().update(wire);
        Some(publication)
    }
}

impl PublicationData {
    /// Takes over what the publisher says; how the track stands with us stays.
    pub(crate) fn update(&mut self, wire: &proto::TrackInfo) {
        self.name.clone_from(&wire.name);
        self.source = TrackSource::from_wire(wire.source());
        self.muted = wire.muted;
        self.mime_type.clone_from(&wire.mime_type);
        self.dimensions = Dimensions::from_wire(wire.width, wire.height);
        // The layers of the codec in use; the list beside it is what older servers fill.
        #[expect(deprecated, reason = "older servers tell the layers only here")]
        let layers = match wire.codecs.first() {
            Some(codec) if !codec.layers.is_empty() => &codec.layers,
            _ => &wire.layers,
        };
        self.layers = layers.iter().map(VideoLayer::from_wire).collect();
        self.encryption = EncryptionType::from_wire(wire.encryption());
        self.stream.clone_from(&wire.stream);
    }
}

impl fmt::Debug for TrackPublication {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrackPublication")
            .field("sid", &self.0.sid)
            .field("kind", &self.0.kind)
            .field("source", &self.0.source)
            .field("name", &self.0.name)
            .field("muted", &self.0.muted)
            .field("subscription", &self.0.subscription)
            .finish_non_exhaustive()
    }
}

/// What a track's media is taken from. Source: `livekit_models.proto: TrackSource`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[non_exhaustive]
pub enum TrackSource {
    /// Not said, or a source that we do not know.
    #[default]
    Unknown,
    /// A camera.
    Camera,
    /// A microphone. The server watches only these for who speaks.
    Microphone,
    /// A shared screen.
    ScreenShare,
    /// The sound of a shared screen.
    ScreenShareAudio,
}

impl TrackSource {
    /// Audio or video; `None` where it may be either.
    pub const fn kind(self) -> Option<MediaKind> {
        match self {
            Self::Unknown => None,
            Self::Camera | Self::ScreenShare => Some(MediaKind::Video),
            Self::Microphone | Self::ScreenShareAudio => Some(MediaKind::Audio),
        }
    }

    pub(crate) fn from_wire(wire: proto::TrackSource) -> Self {
        match wire {
            proto::TrackSource::Unknown => Self::Unknown,
            proto::TrackSource::Camera => Self::Camera,
            proto::TrackSource::Microphone => Self::Microphone,
            proto::TrackSource::ScreenShare => Self::ScreenShare,
            proto::TrackSource::ScreenShareAudio => Self::ScreenShareAudio,
        }
    }

    pub(crate) fn to_wire(self) -> proto::TrackSource {
        match self {
            Self::Unknown => proto::TrackSource::Unknown,
            Self::Camera => proto::TrackSource::Camera,
            Self::Microphone => proto::TrackSource::Microphone,
            Self::ScreenShare => proto::TrackSource::ScreenShare,
            Self::ScreenShareAudio => proto::TrackSource::ScreenShareAudio,
        }
    }
}

impl fmt::Display for TrackSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "a track of no stated source",
            Self::Camera => "a camera",
            Self::Microphone => "a microphone",
            Self::ScreenShare => "a shared screen",
            Self::ScreenShareAudio => "the sound of a shared screen",
        })
    }
}

/// Width and height of video, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Dimensions {
    /// Pixels from left to right.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
}

impl Dimensions {
    /// `width` times `height` pixels.
    pub const fn new(width: u32, height: u32) -> Self {
        Self { width, height }
    }

    fn from_wire(width: u32, height: u32) -> Option<Self> {
        (width > 0 && height > 0).then_some(Self { width, height })
    }
}

/// One of the qualities in which a video is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct VideoLayer {
    /// Which of them.
    pub quality: VideoQuality,
    /// Its size, where told.
    pub dimensions: Option<Dimensions>,
    /// Its rate, where told.
    pub bitrate: Option<Bitrate>,
}

impl VideoLayer {
    fn from_wire(wire: &proto::VideoLayer) -> Self {
        Self {
            quality: VideoQuality::from_wire(wire.quality()),
            dimensions: Dimensions::from_wire(wire.width, wire.height),
            bitrate: (wire.bitrate > 0).then(|| Bitrate::from_bps(wire.bitrate.into())),
        }
    }
}

/// A quality of simulcast video, lowest first. Source: `livekit_models.proto: VideoQuality`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum VideoQuality {
    /// The smallest picture.
    Low,
    /// The one between.
    Medium,
    /// The full picture.
    High,
}

impl VideoQuality {
    fn from_wire(wire: proto::VideoQuality) -> Self {
        match wire {
            proto::VideoQuality::Low => Self::Low,
            proto::VideoQuality::Medium => Self::Medium,
            proto::VideoQuality::High | proto::VideoQuality::Off => Self::High,
        }
    }

    pub(crate) fn to_wire(self) -> proto::VideoQuality {
        match self {
            Self::Low => proto::VideoQuality::Low,
            Self::Medium => proto::VideoQuality::Medium,
            Self::High => proto::VideoQuality::High,
        }
    }
}

/// How the frames of a track are encrypted between the participants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EncryptionType {
    /// They are not: the server can read them.
    None,
    /// AES-GCM, as all of LiveKit's SDKs speak it.
    Gcm,
    /// In a way of the application's own.
    Custom,
}

impl EncryptionType {
    fn from_wire(wire: proto::encryption::Type) -> Self {
        match wire {
            proto::encryption::Type::None => Self::None,
            proto::encryption::Type::Gcm => Self::Gcm,
            proto::encryption::Type::Custom => Self::Custom,
        }
    }
}

/// How far a subscription to a track has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SubscriptionState {
    /// We do not want it.
    Unsubscribed,
    /// We want it; its media has not reached us yet.
    Pending,
    /// Its media reaches us.
    Subscribed,
}

/// Whether the server sends a track that we subscribe to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum StreamState {
    /// It does.
    Active,
    /// It holds the track back until there is bandwidth for it.
    Paused,
}
