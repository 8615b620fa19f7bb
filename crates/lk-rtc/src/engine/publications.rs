//! Tracks of ours: asked for, confirmed, negotiated, written to, ended.
//!
//! Several may be on their way at once. Each goes through the same steps by itself: a request to the
//! server, a section in an offer, the server's word, the server's answer. It is published when it
//! has both, in whichever order they come.

mod cutter;
mod damage;
mod numbers;
mod standing;
mod writer;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use lk_media::{Codec, MediaKind};
use lk_pacer::Bitrate;
use lk_peer::SenderId;
use lk_proto as proto;
use rand::RngExt as _;
use rand_chacha::ChaCha20Rng;

pub(super) use self::numbers::Numbering;
pub(super) use self::writer::TrackWriter;
use super::output::LocalTrackId;
use crate::error::{PublishError, RequestRefused};
use crate::model::TrackPublication;
use crate::options::PublishOptions;
use crate::{ParticipantSid, TrackSid};

#[derive(Debug, Default)]
pub(super) struct Publications {
    tracks: BTreeMap<LocalTrackId, LocalTrack>,
    last_id: u64,
}

/// One track of ours.
#[derive(Debug)]
pub(super) struct LocalTrack {
    pub(super) codec: Codec,
    pub(super) options: PublishOptions,
    pub(super) cid: String,
    pub(super) stage: Stage,
    pub(super) muted: bool,
    pub(super) writer: TrackWriter,
    /// Its sender, and the offer in which its section stood first.
    pub(super) sender: Option<SenderId>,
    pub(super) offered: Option<u32>,
    /// The server's word on it.
    pub(super) publication: Option<TrackPublication>,
}

/// How far a track has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// Waits until fewer others are on their way.
    Queued,
    /// Asked for; the server has until then.
    Requested(Instant),
    /// Stands in the room.
    Published,
}

impl Publications {
    pub(super) fn add(
        &mut self,
        codec: Codec,
        options: PublishOptions,
        rng: &mut ChaCha20Rng,
    ) -> LocalTrackId {
        self.last_id += 1;
        let id = LocalTrackId(self.last_id);
        let track = LocalTrack {
            codec,
            cid: format!("TR_{:016x}", rng.random::<u64>()),
            stage: Stage::Queued,
            muted: options.muted,
            writer: TrackWriter::new(codec, &options, rng),
            options,
            sender: None,
            offered: None,
            publication: None,
        };
        self.tracks.insert(id, track);
        id
    }

    pub(super) fn remove(&mut self, id: LocalTrackId) -> Option<LocalTrack> {
        self.tracks.remove(&id)
    }

    pub(super) fn get(&self, id: LocalTrackId) -> Option<&LocalTrack> {
        self.tracks.get(&id)
    }

    pub(super) fn get_mut(&mut self, id: LocalTrackId) -> Option<&mut LocalTrack> {
        self.tracks.get_mut(&id)
    }

    pub(super) fn ids(&self) -> Vec<LocalTrackId> {
        self.tracks.keys().copied().collect()
    }

    pub(super) fn by_sid(&self, sid: &str) -> Option<LocalTrackId> {
        self.find(|track| {
            track
                .publication
                .as_ref()
                .is_some_and(|it| *it.sid() == sid)
        })
    }

    pub(super) fn by_cid(&self, cid: &str) -> Option<LocalTrackId> {
        self.find(|track| track.cid == cid)
    }

    pub(super) fn by_sender(&self, sender: SenderId) -> Option<LocalTrackId> {
        self.find(|track| track.sender == Some(sender))
    }

    /// The next track to ask the server for; none while enough are on their way.
    pub(super) fn next_request(&self) -> Option<LocalTrackId> {
        let under_way = |track: &&LocalTrack| matches!(track.stage, Stage::Requested(_));
        if self.tracks.values().filter(under_way).count() >= MAX_UNDER_WAY {
            return None;
        }
        self.find(|track| track.stage == Stage::Queued)
    }

    /// An offer with this id names every track that has a sender.
    pub(super) fn offered(&mut self, offer: u32) {
        for track in self
            .tracks
            .values_mut()
            .filter(|track| track.sender.is_some())
        {
            track.offered.get_or_insert(offer);
        }
    }

    /// The tracks whose first offer was answered, this one or an earlier one, and that are not
    /// published yet.
    pub(super) fn answered(&self, offer: u32) -> Vec<LocalTrackId> {
        let settled = |track: &LocalTrack| {
            track.stage != Stage::Published && track.offered.is_some_and(|first| first <= offer)
        };
        self.tracks
            .iter()
            .filter(|(_, track)| settled(track))
            .map(|(id, _)| *id)
            .collect()
    }

    pub(super) fn deadline(&self) -> Option<Instant> {
        self.tracks.values().filter_map(LocalTrack::deadline).min()
    }

    pub(super) fn overdue(&self, now: Instant) -> Option<LocalTrackId> {
        self.find(|track| track.deadline().is_some_and(|deadline| deadline <= now))
    }

    fn find(&self, which: impl Fn(&LocalTrack) -> bool) -> Option<LocalTrackId> {
        self.tracks
            .iter()
            .find(|(_, track)| which(track))
            .map(|(id, _)| *id)
    }
}

impl LocalTrack {
    pub(super) fn sid(&self) -> Option<&TrackSid> {
        self.publication.as_ref().map(TrackPublication::sid)
    }

    pub(super) fn is_published(&self) -> bool {
        self.stage == Stage::Published
    }

    pub(super) fn is_audio(&self) -> bool {
        self.codec.kind() == MediaKind::Audio
    }

    /// The stream part of its msid: tracks of one group share it.
    pub(super) fn stream(&self, own: &ParticipantSid) -> String {
        if self.options.stream.is_empty() {
            own.to_string()
        } else {
            self.options.stream.clone()
        }
    }

    pub(super) fn request(&self) -> proto::AddTrackRequest {
        let options = &self.options;
        let kind = match self.codec.kind() {
            MediaKind::Audio => proto::TrackType::Audio,
            MediaKind::Video => proto::TrackType::Video,
        };
        let layers = match kind {
            proto::TrackType::Video => self.layers(),
            _ => Vec::new(),
        };
        let (width, height) = layers
            .last()
            .map_or((0, 0), |highest| (highest.width, highest.height));
        let mut audio_features = Vec::new();
        let stereo = options.stereo.unwrap_or(false);
        if kind == proto::TrackType::Audio {
            if stereo {
                audio_features.push(proto::AudioTrackFeature::TfStereo.into());
            }
            if !options.dtx {
                audio_features.push(proto::AudioTrackFeature::TfNoDtx.into());
            }
        }
        let codec = proto::SimulcastCodec {
            codec: self.codec.name().to_ascii_lowercase(),
            cid: self.cid.clone(),
            layers: layers.clone(),
            ..Default::default()
        };
        #[expect(deprecated, reason = "older servers read only these")]
        proto::AddTrackRequest {
            cid: self.cid.clone(),
            name: options.name.clone(),
            r#type: kind.into(),
            width,
            height,
            muted: self.muted,
            disable_dtx: !options.dtx,
            stereo,
            source: options.source.to_wire().into(),
            layers,
            simulcast_codecs: vec![codec],
            disable_red: true,
            stream: options.stream.clone(),
            audio_features,
            ..Default::default()
        }
    }

    /// What the server is told of the sizes that the track has, lowest first. Of several in one stream it forwards only
    /// those that it was told of.
    fn layers(&self) -> Vec<proto::VideoLayer> {
        let options = &self.options;
        let bitrate = options.bitrate.map_or(0, Bitrate::bps);
        let whole = options.dimensions.map(|size| (size.width, size.height));
        let mut layers: Vec<_> = match &*options.vp9.spatial_layers {
            sizes @ [_, _, ..] if self.codec == Codec::Vp9 => {
                let sizes = sizes.iter().zip(QUALITIES).enumerate();
                let layer = |(at, ((width, height), quality)): (usize, (&(u32, u32), _))| {
                    proto::VideoLayer {
                        quality: proto::VideoQuality::into(quality),
                        width: *width,
                        height: *height,
                        spatial_layer: i32::try_from(at).unwrap_or_default(),
                        ..Default::default()
                    }
                };
                sizes.map(layer).collect()
            }
            sizes => {
                let own = sizes.last().filter(|_| self.codec == Codec::Vp9);
                let (width, height) = whole.or(own.copied()).unwrap_or_default();
                vec![proto::VideoLayer {
                    quality: proto::VideoQuality::High.into(),
                    width,
                    height,
                    ..Default::default()
                }]
            }
        };
        if let Some(highest) = layers.last_mut() {
            highest.bitrate = bitrate.try_into().unwrap_or(u32::MAX);
        }
        layers
    }

    fn deadline(&self) -> Option<Instant> {
        match self.stage {
            Stage::Requested(deadline) => Some(deadline),
            Stage::Queued | Stage::Published => None,
        }
    }
}

/// What the server said when it refused a track; `None` where it only takes its time.
pub(super) fn refusal(response: &proto::RequestResponse) -> Option<PublishError> {
    use proto::request_response::Reason;
    let reason = match response.reason() {
        Reason::Ok | Reason::Queued => return None,
        Reason::NotFound => RequestRefused::NotFound,
        Reason::NotAllowed => RequestRefused::NotAllowed,
        Reason::LimitExceeded => RequestRefused::LimitExceeded,
        Reason::UnsupportedType => RequestRefused::UnsupportedType,
        _ => RequestRefused::Other,
    };
    Some(PublishError::Refused {
        reason,
        message: response.message.clone(),
    })
}

/// How long the server may take from the request for a track to its answer.
pub(super) const PUBLISH_TIMEOUT: Duration = Duration::from_secs(10);

/// What spatial layers are known by to servers, lowest first.
const QUALITIES: [proto::VideoQuality; 3] = [
    proto::VideoQuality::Low,
    proto::VideoQuality::Medium,
    proto::VideoQuality::High,
];

/// Servers refuse the twentieth track that is on its way at once.
const MAX_UNDER_WAY: usize = 16;
