//! What `Debug` prints of messages that hold secrets.

use lk_proto::{
    Room, S3Upload, SignalResponse, SipOutboundConfig, SipTransport, StreamOutput, signal_response,
};

#[test]
fn a_secret_is_printed_as_an_ellipsis() {
    let upload = S3Upload {
        access_key: "AKIA".to_owned(),
        secret: "hunter2".to_owned(),
        bucket: "recordings".to_owned(),
        ..Default::default()
    };
    let text = format!("{upload:?}");
    assert!(
        text.contains("secret: …") && text.contains("access_key: …"),
        "{text}"
    );
    assert!(text.contains(r#"bucket: "recordings""#), "{text}");
    assert!(
        !text.contains("hunter2") && !text.contains("AKIA"),
        "{text}"
    );
}

#[test]
fn a_secret_that_is_not_set_is_seen_to_be_empty() {
    let text = format!("{:?}", Room::default());
    assert!(text.contains(r#"turn_password: """#), "{text}");
}

#[test]
fn a_secret_in_a_oneof_and_in_a_list_is_hidden() {
    let message = signal_response::Message::RefreshToken("eyJhbGci".to_owned());
    let response = SignalResponse {
        message: Some(message),
    };
    assert_eq!(
        format!("{response:?}"),
        "SignalResponse { message: Some(RefreshToken(…)) }"
    );

    let urls = vec!["rtmp://live.example/key".to_owned()];
    let output = StreamOutput {
        urls,
        ..Default::default()
    };
    assert!(!format!("{output:?}").contains("rtmp"));
}

#[test]
fn an_enum_beside_a_secret_keeps_its_name_or_number() {
    let mut config = SipOutboundConfig::default();
    config.set_transport(SipTransport::Tls);
    assert!(format!("{config:?}").contains("transport: Tls"));
    config.transport = 99;
    assert!(format!("{config:?}").contains("transport: 99"));
}
