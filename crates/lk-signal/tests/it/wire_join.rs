//! The first requests of official clients are understood; see `vectors/wire_join/README.md`.

use lk_proto::client_info::{Capability, Sdk};
use lk_signal::server::{JoinParams, Route};
use serde_json::Value;

#[test]
fn first_requests_of_official_clients_are_understood() {
    let vectors = [
        (
            include_str!("../../vectors/wire_join/js_2.23.0.json"),
            Sdk::Js,
        ),
        (
            include_str!("../../vectors/wire_join/python_1.2.1.json"),
            Sdk::Python,
        ),
        (
            include_str!("../../vectors/wire_join/rtc-node_1.1.0.json"),
            Sdk::Node,
        ),
    ];
    for (vector, sdk) in vectors {
        let vector: Value = serde_json::from_str(vector).unwrap();
        let decoded = &vector["decoded"];
        let (path, query) = vector["request_target"]
            .as_str()
            .unwrap()
            .split_once('?')
            .unwrap();
        assert_eq!(Route::from_path(path), Some(Route::V1));
        let join = JoinParams::parse(Route::V1, query).unwrap();

        let text = |key: &str| decoded["clientInfo"][key].as_str().unwrap_or_default();
        let number = |key: &str| decoded["clientInfo"][key].as_i64().unwrap_or_default();
        let client = &join.client_info;
        assert!(join.single_connection);
        assert_eq!(client.sdk(), sdk);
        assert_eq!(client.version, text("version"));
        assert_eq!(client.os, text("os"));
        assert_eq!(client.device_model, text("deviceModel"));
        assert_eq!(i64::from(client.protocol), number("protocol"));
        assert_eq!(i64::from(client.client_protocol), number("clientProtocol"));
        assert!(
            client
                .capabilities()
                .any(|it| it == Capability::CapCompressionDeflateRaw)
        );
        assert!(join.auto_subscribe && !join.adaptive_stream && join.resume.is_none());
        assert_eq!(
            join.access_token.is_some(),
            sdk == Sdk::Js,
            "only browsers put it there"
        );

        let offer = join.publisher_offer.unwrap();
        assert_eq!(
            offer.sdp,
            decoded["publisherOffer"]["sdp"].as_str().unwrap()
        );
        assert_eq!(
            u64::from(offer.id),
            decoded["publisherOffer"]["id"].as_u64().unwrap_or(0)
        );
        assert_eq!(offer.sdp.matches("m=audio").count(), 3);
        assert_eq!(offer.sdp.matches("m=video").count(), 3);
    }
}
