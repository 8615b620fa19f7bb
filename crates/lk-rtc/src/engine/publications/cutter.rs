//! Cuts frames into payloads, and keeps the numbers of pictures true where frames are dropped.

use lk_media::packetize::{Layer, Payload};
use lk_media::{Codec, Frame, Packetizer};

use crate::error::WriteError;
use crate::options::Vp9Options;

/// A packetizer, and the numbers that it gives to pictures: those of VP8 and VP9 have one each, behind one another.
///
/// Receivers take a number that is missing for a lost picture, and wait for it. So a picture that was dropped gives its
/// number back, unless packets tell by distances in pictures which ones a picture refers to: then it keeps it.
#[derive(Debug)]
pub(super) struct Cutter {
    codec: Codec,
    packetizer: Packetizer,
    /// Of the picture that is next, or open.
    picture_id: u16,
    /// Something of the open picture was sent.
    began: bool,
    flexible: bool,
    tells_references: bool,
}

impl Cutter {
    pub(super) fn new(codec: Codec, vp9: &Vp9Options, picture_id: u16) -> Self {
        let picture_id = picture_id & PICTURE_ID_MASK;
        let mut packetizer = Packetizer::new(codec, MAX_PAYLOAD)
            .picture_id(picture_id)
            .flexible(vp9.flexible)
            .spatial_layers(&vp9.spatial_layers);
        if let Some(group) = &vp9.picture_group {
            packetizer = packetizer.picture_group(group);
        }
        let flexible = codec == Codec::Vp9 && vp9.flexible;
        let has_group = codec == Codec::Vp9 && vp9.picture_group.is_some();
        Self {
            codec,
            packetizer,
            picture_id,
            began: false,
            flexible,
            tells_references: flexible || has_group,
        }
    }

    /// Whether packets count the pictures of the lowest temporal layer, where frames say their layers.
    pub(super) fn counts_base(&self) -> bool {
        match self.codec {
            Codec::Vp8 => true,
            Codec::Vp9 => !self.flexible,
            _ => false,
        }
    }

    /// Hands the payloads of a frame to `send`, which says whether the frame is still to be sent. Says whether there were
    /// any: parameter sets alone have none, and go with the next picture.
    pub(super) fn cut(
        &mut self,
        frame: &Frame,
        after_silence: bool,
        mut send: impl FnMut(Payload<'_>) -> bool,
    ) -> Result<bool, WriteError> {
        let payloads = match &frame.layer {
            Some(layer) => self.packetizer.packetize_layer(&frame.data, layer),
            None => self.packetizer.packetize(&frame.data),
        }?;
        let any = payloads.len() > 0;
        let mut sent = true;
        for payload in payloads.after_silence(after_silence) {
            sent = send(payload);
        }
        self.count(frame, sent);
        Ok(any)
    }

    /// A frame goes nowhere: kept of it are parameter sets, for pictures to come, and the end of its picture. Says whether
    /// it is more than parameter sets.
    pub(super) fn pass(&mut self, frame: &Frame) -> bool {
        // Of one that cannot be cut there is nothing to keep.
        self.cut(frame, false, |_| false).unwrap_or(true)
    }

    fn count(&mut self, frame: &Frame, sent: bool) {
        if !matches!(self.codec, Codec::Vp8 | Codec::Vp9) {
            return;
        }
        self.began |= sent;
        // A frame of VP8 is a picture.
        let ends =
            self.codec == Codec::Vp8 || frame.layer.as_ref().is_none_or(Layer::completes_picture);
        if !ends {
            return;
        }
        if std::mem::take(&mut self.began) || self.tells_references {
            self.picture_id = (self.picture_id + 1) & PICTURE_ID_MASK;
        } else {
            let other = Packetizer::new(self.codec, MAX_PAYLOAD);
            let packetizer = std::mem::replace(&mut self.packetizer, other);
            self.packetizer = packetizer.picture_id(self.picture_id);
        }
    }
}

/// The longest RTP payload that is made of what can be cut, in bytes: with every header on top (IPv6, UDP, TURN, RTP,
/// extensions, SRTP) it stays below 1280, which every IPv6 link carries.
pub(super) const MAX_PAYLOAD: usize = 1140;

const PICTURE_ID_MASK: u16 = 0x7fff;
