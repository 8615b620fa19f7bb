//! Join URLs, against the first requests of three official clients.

use std::io::Read as _;

use flate2::read::GzDecoder;

use super::*;

fn server() -> SignalUrl {
    SignalUrl::parse("wss://example.test/media").unwrap()
}

fn dial(options: &JoinOptions, resume: Option<&Resume>) -> DialRequest {
    options
        .request(&server(), &Token::from("secret-jwt"), resume)
        .unwrap()
}

fn query_of(url: &str) -> BTreeMap<String, String> {
    query::pairs(url.split_once('?').unwrap().1).collect()
}

fn join_request_of(url: &str) -> JoinRequest {
    let wrapped = URL_SAFE.decode(&query_of(url)["join_request"]).unwrap();
    let wrapped = WrappedJoinRequest::decode(wrapped.as_slice()).unwrap();
    assert_eq!(
        wrapped.compression(),
        wrapped_join_request::Compression::Gzip
    );
    let mut bytes = Vec::new();
    GzDecoder::new(&wrapped.join_request[..])
        .read_to_end(&mut bytes)
        .unwrap();
    JoinRequest::decode(bytes.as_slice()).unwrap()
}

#[test]
fn dual_join_says_who_asks_and_for_what() {
    let dial = dial(&JoinOptions::new(SignalPath::Dual), None);
    assert_eq!(
        dial.url.split_once('?').unwrap().0,
        "wss://example.test/media/rtc"
    );
    assert_eq!(
        dial.validate_url,
        dial.url
            .replace("wss://", "https://")
            .replace("/rtc?", "/rtc/validate?")
    );
    let query = query_of(&dial.url);
    let expected = [
        ("sdk", "rust"),
        ("version", protocol::VERSION),
        ("protocol", "17"),
        ("client_protocol", "0"),
        ("os", std::env::consts::OS),
        ("auto_subscribe", "1"),
        ("auto_subscribe_data_track", "0"),
        ("adaptive_stream", "0"),
        ("subscriber_allow_pause", "0"),
        ("disable_ice_lite", "0"),
    ];
    for (key, value) in expected {
        assert_eq!(query.get(key).map(String::as_str), Some(value), "{key}");
    }
    assert_eq!(query.len(), expected.len());
}

#[test]
fn dual_join_writes_attributes_as_padded_base64_json() {
    let options = JoinOptions::new(SignalPath::Dual)
        .attribute("b", "quote \" slash \\ bell \u{7}")
        .attribute("a", "ä");
    let query = query_of(&dial(&options, None).url);
    let json = String::from_utf8(URL_SAFE.decode(&query["attributes"]).unwrap()).unwrap();
    assert_eq!(json, r#"{"a":"ä","b":"quote \" slash \\ bell \u0007"}"#);
}

#[test]
fn resume_names_the_session_on_both_paths() {
    let resume = Resume {
        participant_sid: "PA_x".to_owned(),
        reason: ReconnectReason::RrSignalDisconnected,
    };
    let query = query_of(&dial(&JoinOptions::new(SignalPath::Dual), Some(&resume)).url);
    assert_eq!(query["reconnect"], "1");
    assert_eq!(query["sid"], "PA_x");
    assert_eq!(query["reconnect_reason"], "1");

    let request = join_request_of(&dial(&JoinOptions::new(SignalPath::Single), Some(&resume)).url);
    assert!(request.reconnect);
    assert_eq!(request.participant_sid, "PA_x");
    assert_eq!(
        request.reconnect_reason(),
        ReconnectReason::RrSignalDisconnected
    );
}

#[test]
fn single_join_carries_the_offer_and_validate_does_not() {
    let offer = SessionDescription {
        r#type: "offer".to_owned(),
        sdp: "v=0\r\n".to_owned(),
        ..Default::default()
    };
    let options = JoinOptions::new(SignalPath::Single)
        .auto_subscribe(false)
        .metadata("m")
        .attribute("k", "v")
        .add_track(AddTrackRequest {
            cid: "c".to_owned(),
            ..Default::default()
        })
        .publisher_offer(offer.clone());
    let dial = dial(&options, None);
    assert!(
        dial.url
            .starts_with("wss://example.test/media/rtc/v1?join_request=")
    );
    assert!(
        dial.validate_url
            .starts_with("https://example.test/media/rtc/v1/validate?")
    );

    let mut request = join_request_of(&dial.url);
    let settings = request.connection_settings.unwrap();
    assert!(!settings.auto_subscribe);
    assert_eq!(settings.subscriber_allow_pause, Some(false), "always said");
    assert_eq!(request.client_info.as_ref().unwrap().sdk(), Sdk::Rust);
    assert_eq!(request.client_info.as_ref().unwrap().protocol, 17);
    assert_eq!(request.metadata, "m");
    assert_eq!(request.participant_attributes["k"], "v");
    assert_eq!(request.add_track_requests.len(), 1);
    assert_eq!(request.publisher_offer, Some(offer));

    request.add_track_requests.clear();
    request.publisher_offer = None;
    assert_eq!(join_request_of(&dial.validate_url), request);
}

#[test]
fn options_that_a_path_would_lose_are_refused() {
    let refused = |options: JoinOptions| options.request(&server(), &"t".into(), None);
    for (options, option) in [
        (JoinOptions::new(SignalPath::Dual).metadata("m"), "metadata"),
        (
            JoinOptions::new(SignalPath::Dual).add_track(AddTrackRequest::default()),
            "add_track",
        ),
        (
            JoinOptions::new(SignalPath::Dual).publisher_offer(SessionDescription::default()),
            "publisher_offer",
        ),
        (JoinOptions::new(SignalPath::Single).publish("x"), "publish"),
    ] {
        let path = options.path();
        assert_eq!(
            refused(options),
            Err(RequestError::NotOnThisPath { option, path })
        );
    }
    // Noise, so that it does not compress.
    let noise: String = (0..200_000_u32)
        .map(|i| char::from(b'a' + (i.wrapping_mul(2_654_435_761) >> 24) as u8 % 26))
        .collect();
    let attributes = JoinOptions::new(SignalPath::Dual).attribute("k", noise);
    assert!(matches!(
        refused(attributes),
        Err(RequestError::TooLarge { .. })
    ));
}

#[test]
fn the_token_is_in_no_url_and_does_not_print() {
    for path in [SignalPath::Dual, SignalPath::Single] {
        let dial = dial(&JoinOptions::new(path), None);
        assert!(!format!("{dial:?}").contains("secret-jwt"));
        assert_eq!(dial.token.secret(), "secret-jwt");
    }
}
