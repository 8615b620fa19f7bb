//! What packets of VP9 tell of the layers of their stream.

use lk_media::packetize::GroupPicture;

/// What packets of VP9 tell receivers and servers of the layers of their stream. Start from [`Vp9Options::new`], then
/// narrow. Where a frame stands among the layers, [`Frame::layer`](crate::Frame::layer) says.
///
/// Source: RFC 9628 §4.2.
///
/// ```
/// # use lk_rtc::{GroupPicture, PublishOptions, Vp9Options};
/// // Two spatial and two temporal layers; the upper pictures refer to the last of the lower ones.
/// let vp9 = Vp9Options::new()
///     .spatial_layers([(640, 360), (1280, 720)])
///     .picture_group([GroupPicture::new(0, true, &[2]), GroupPicture::new(1, true, &[1])]);
/// let options = PublishOptions::camera().vp9(vp9);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Vp9Options {
    pub(crate) flexible: bool,
    pub(crate) spatial_layers: Vec<(u32, u32)>,
    pub(crate) picture_group: Option<Vec<GroupPicture>>,
}

impl Vp9Options {
    /// The defaults.
    pub const fn new() -> Self {
        Self {
            flexible: false,
            spatial_layers: Vec::new(),
            picture_group: None,
        }
    }

    /// Whether every frame states which pictures it refers to, as
    /// [`Layer::references`](crate::Layer::references) says. Default: false, and receivers know by the group of pictures
    /// that keyframes state.
    #[must_use]
    pub const fn flexible(mut self, flexible: bool) -> Self {
        self.flexible = flexible;
        self
    }

    /// Width and height in pixels of each spatial layer, lowest first, at most eight, as keyframes state them; the
    /// server is told of the first three. Default: one layer, of the size that the keyframe has.
    #[must_use]
    pub fn spatial_layers(mut self, sizes: impl IntoIterator<Item = (u32, u32)>) -> Self {
        self.spatial_layers = sizes.into_iter().take(MAX_SPATIAL_LAYERS).collect();
        self
    }

    /// The group that pictures repeat, at most sixteen, as keyframes state it where not every frame is
    /// [`flexible`](Self::flexible). Default: each picture refers to the one before.
    #[must_use]
    pub fn picture_group(mut self, pictures: impl IntoIterator<Item = GroupPicture>) -> Self {
        self.picture_group = Some(pictures.into_iter().take(MAX_GROUP).collect());
        self
    }
}

/// As many as packets can tell.
const MAX_SPATIAL_LAYERS: usize = 8;
const MAX_GROUP: usize = 16;
