//! What is told of a track: from its announcement, and once its section is there.
#![expect(deprecated, reason = "fields that older clients still read")]

use lk_peer::{RemoteTrack, Rid};
use lk_proto::{
    AddTrackRequest, AudioTrackFeature, BackupCodecPolicy, SimulcastCodecInfo, TimedVersion,
    TrackInfo, TrackSource, TrackType, VideoLayer, video_layer::Mode,
};

use crate::core::{env::Env, media::lowest_first};

/// What is known of a track from its announcement.
pub(super) fn describe(request: &AddTrackRequest, sid: String, env: &Env) -> TrackInfo {
    let kind = request.r#type();
    let mut features = request.audio_features.clone();
    for (set, feature) in [
        (request.stereo, AudioTrackFeature::TfStereo),
        (request.disable_dtx, AudioTrackFeature::TfNoDtx),
    ] {
        if set && !features.contains(&feature.into()) {
            features.push(feature.into());
        }
    }
    let mut policy = request.backup_codec_policy();
    if kind == TrackType::Audio && policy != BackupCodecPolicy::Regression {
        policy = BackupCodecPolicy::Simulcast;
    }
    let stream = match request.source() {
        _ if !request.stream.is_empty() => request.stream.clone(),
        TrackSource::ScreenShare | TrackSource::ScreenShareAudio => "screen_share".into(),
        _ => "camera".into(),
    };
    let codecs = codecs(request, env);
    let simulcast = !request.simulcast_codecs.is_empty()
        && codecs.first().is_some_and(|codec| {
            codec.video_layer_mode() != Mode::MultipleSpatialLayersPerStream
                && codec.layers.len() > 1
        });
    TrackInfo {
        sid,
        r#type: request.r#type,
        name: request.name.clone(),
        muted: request.muted,
        width: request.width,
        height: request.height,
        simulcast,
        disable_dtx: request.disable_dtx,
        source: request.source,
        layers: sorted(&request.layers),
        codecs,
        stereo: request.stereo,
        disable_red: request.disable_red,
        encryption: request.encryption,
        stream,
        audio_features: features,
        backup_codec_policy: policy.into(),
        packet_trailer_features: request.packet_trailer_features.clone(),
        ..TrackInfo::default()
    }
}

/// The codecs that a track is announced in; those that are not enabled are replaced by one that is.
fn codecs(request: &AddTrackRequest, env: &Env) -> Vec<SimulcastCodecInfo> {
    if request.simulcast_codecs.is_empty() {
        return vec![SimulcastCodecInfo {
            cid: request.cid.clone(),
            layers: sorted(&request.layers),
            video_layer_mode: Mode::OneSpatialLayerPerStream.into(),
            ..SimulcastCodecInfo::default()
        }];
    }
    let video = request.r#type() == TrackType::Video;
    let prefix = if video { "video/" } else { "audio/" };
    let enabled = |mime: &str| {
        env.config
            .enabled_codecs
            .iter()
            .any(|it| it.mime.eq_ignore_ascii_case(mime))
    };
    let mut codecs: Vec<SimulcastCodecInfo> = Vec::new();
    for codec in &request.simulcast_codecs {
        let mut mime = codec.codec.clone();
        if !mime.to_ascii_lowercase().starts_with(prefix) {
            mime.insert_str(0, prefix);
        }
        if !enabled(&mime) {
            let of_kind = env
                .config
                .enabled_codecs
                .iter()
                .map(|it| &it.mime)
                .filter(|it| it.starts_with(prefix));
            let preferred = if video { "video/VP8" } else { "audio/opus" };
            mime = of_kind
                .clone()
                .find(|it| *it == preferred)
                .or_else(|| of_kind.clone().next())
                .cloned()
                .unwrap_or_default();
        }
        if mime.is_empty()
            || codecs
                .iter()
                .any(|it| it.mime_type.eq_ignore_ascii_case(&mime))
        {
            continue;
        }
        let mode = match codec.video_layer_mode() {
            Mode::Unused if video => {
                let svc = matches!(
                    mime.to_ascii_lowercase().as_str(),
                    "video/vp9" | "video/av1"
                );
                if svc {
                    Mode::MultipleSpatialLayersPerStream
                } else {
                    Mode::OneSpatialLayerPerStream
                }
            }
            mode => mode,
        };
        let layers = if codec.layers.is_empty() {
            &request.layers
        } else {
            &codec.layers
        };
        codecs.push(SimulcastCodecInfo {
            mime_type: mime,
            cid: codec.cid.clone(),
            layers: sorted(layers),
            video_layer_mode: mode.into(),
            ..SimulcastCodecInfo::default()
        });
    }
    codecs
}

/// Adds what the section says to what was announced.
pub(super) fn complete(mut info: TrackInfo, received: &RemoteTrack, env: &Env) -> TrackInfo {
    let mime = received
        .codecs
        .first()
        .map(|codec| codec.codec.mime())
        .unwrap_or_default();
    info.mime_type = mime.into();
    info.mid = received.mid.to_string();
    let micros = i64::try_from(env.unix().as_micros()).unwrap_or(i64::MAX);
    info.version = Some(TimedVersion {
        unix_micro: micros,
        ticks: 0,
    });
    let ssrc_of = |at: usize| {
        received
            .streams
            .get(at)
            .map_or((0, 0), |it| (it.ssrc, it.rtx.unwrap_or_default()))
    };
    let rids = lowest_first(&received.rids);
    let place = |layers: &mut Vec<VideoLayer>| {
        for (at, layer) in layers.iter_mut().enumerate() {
            layer.spatial_layer = i32::try_from(at).unwrap_or_default();
            layer.rid = rids.get(at).map(Rid::to_string).unwrap_or_default();
            (layer.ssrc, layer.repair_ssrc) = ssrc_of(at);
        }
    };
    place(&mut info.layers);
    if let Some(codec) = info.codecs.first_mut() {
        if codec.mime_type.is_empty() {
            codec.mime_type = mime.into();
        }
        codec.mid.clone_from(&info.mid);
        if codec.cid != received.msid.track {
            codec.sdp_cid.clone_from(&received.msid.track);
        }
        place(&mut codec.layers);
    }
    info
}

fn sorted(layers: &[VideoLayer]) -> Vec<VideoLayer> {
    let mut layers = layers.to_vec();
    layers.sort_by_key(|layer| layer.quality);
    layers
}
