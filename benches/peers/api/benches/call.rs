//! A call without the network: writing its request, token included, and reading its answer.
//!
//! `livekit-api` does not show its requests; beside ours stands one made by the same steps as its
//! own: its token, its message, reqwest's request. It carries neither a time limit nor an id.

use std::hint::black_box;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use criterion::{Criterion, criterion_group, criterion_main};
use http::Response;
use livekit_api::access_token::{AccessToken, VideoGrants};
use livekit_protocol as peer;
use lk_api::Call;
use lk_proto::rpc::room_service::ListParticipants;
use lk_proto::{
    CreateRoomRequest, ListParticipantsResponse, ParticipantInfo, SimulcastCodecInfo, TrackInfo,
};
use prost::Message as _;

const METADATA: &str = r#"{"seat":12,"colour":"blue","since":"2026-01-01T00:00:00Z"}"#;

fn encode(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("encode");
    let api = api::ours("http://127.0.0.1:7880");
    let now = SystemTime::now();
    group.bench_function("lk-api", |bencher| {
        bencher.iter(|| {
            let request = CreateRoomRequest {
                name: "demo".into(),
                metadata: METADATA.into(),
                empty_timeout: 300,
                ..Default::default()
            };
            black_box(api.room().create_room(request).to_request(now)).expect("a request")
        });
    });
    let client = reqwest::Client::new();
    group.bench_function("livekit-api", |bencher| {
        bencher.iter(|| {
            let request = peer::CreateRoomRequest {
                name: "demo".into(),
                metadata: METADATA.into(),
                empty_timeout: 300,
                ..Default::default()
            };
            let grants = VideoGrants {
                room_create: true,
                ..Default::default()
            };
            let token = AccessToken::with_api_key("devkey", "secret").with_grants(grants);
            let bearer = format!("Bearer {}", token.to_jwt().expect("a token"));
            let mut headers = http::HeaderMap::new();
            headers.insert("authorization", bearer.parse().expect("a header"));
            headers.insert("user-agent", http::HeaderValue::from_static("livekit-api"));
            let forward = headers.clone();
            let kind = http::HeaderValue::from_static("application/protobuf");
            headers.insert("content-type", kind);
            let body = request.encode_to_vec();
            let url = reqwest::Url::parse("http://127.0.0.1:7880").expect("a URL");
            let mut to = url.clone();
            to.set_path("/twirp/livekit.RoomService/CreateRoom");
            let built = client
                .post(to)
                .headers(headers.clone())
                .body(body.clone())
                .timeout(Duration::from_secs(10))
                .build();
            black_box((built.expect("a request"), forward, url))
        });
    });
    group.finish();
}

fn decode(criterion: &mut Criterion) {
    let participant = |number: usize| ParticipantInfo {
        sid: format!("PA_{number:012}"),
        identity: format!("participant-{number}"),
        name: "A participant".into(),
        metadata: METADATA.into(),
        tracks: vec![TrackInfo {
            sid: format!("TR_{number:012}"),
            name: "camera".into(),
            mime_type: "video/VP8".into(),
            mid: "0".into(),
            codecs: vec![SimulcastCodecInfo {
                mime_type: "video/VP8".into(),
                ..Default::default()
            }],
            ..Default::default()
        }],
        ..Default::default()
    };
    let response = ListParticipantsResponse {
        participants: (0..50).map(participant).collect(),
    };
    let wire = Bytes::from(response.encode_to_vec());
    let mut group = criterion.benchmark_group("decode");
    group.bench_function("lk-api", |bencher| {
        bencher.iter(|| {
            let mut answer = Response::new(wire.clone());
            let kind = http::HeaderValue::from_static("application/protobuf");
            answer.headers_mut().insert("content-type", kind);
            black_box(Call::<ListParticipants>::decode(answer)).expect("an answer")
        });
    });
    group.bench_function("livekit-api", |bencher| {
        bencher.iter(|| {
            black_box(peer::ListParticipantsResponse::decode(wire.clone())).expect("an answer")
        });
    });
    group.finish();
}

criterion_group!(benches, encode, decode);
criterion_main!(benches);
