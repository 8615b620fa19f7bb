//! What the facade's own crates ask for can be named through it.

#[cfg(feature = "api")]
#[test]
fn what_an_api_is_set_up_with_is_at_hand() {
    use lk_sdk::net::{HttpClient, HttpError, RegionCache, TlsConfig};
    use lk_sdk::prelude::*;

    let url: ServerUrl = "wss://example.com".parse().expect("a URL");
    let dialer = lk_sdk::net::Dialer::new(TlsConfig::none());
    #[cfg(feature = "proxy")]
    let dialer = dialer.proxies(lk_sdk::net::Proxies::none());
    let api = LiveKitApi::with_key(url, ApiKey::new("devkey", "secret"))
        .http_client(HttpClient::new(dialer))
        .region_cache(RegionCache::new())
        .failover(Failover::Never);
    assert!(api.token().is_some());
    // The source of an error that tells why nobody answered.
    fn is_reached(error: &CallError) -> bool {
        match error {
            CallError::Unanswered { source, .. } => !matches!(source, HttpError::Dial(_)),
            _ => true,
        }
    }
    let _ = (is_reached, TwirpCode::NotFound);
}

#[cfg(feature = "auth-proto")]
#[test]
fn tokens_carry_room_configurations_as_messages() {
    use lk_sdk::prelude::*;
    use lk_sdk::proto::RoomConfiguration;

    let configuration = RoomConfiguration {
        name: "demo".into(),
        ..Default::default()
    };
    let token = AccessToken::new("devkey", "secret").room_configuration(&configuration);
    let _ = token;
}

#[cfg(feature = "webhook-sign")]
#[test]
fn webhooks_are_signed() {
    use lk_sdk::prelude::*;

    let event = lk_sdk::proto::WebhookEvent::default();
    let key = ApiKey::new("devkey", "secret");
    let signed = lk_sdk::webhook::sign(&event, &key, std::time::SystemTime::now());
    assert!(!signed.expect("signed").body.is_empty());
}

#[cfg(feature = "webhook-sender")]
#[test]
fn webhooks_are_sent_over_a_client_of_ones_own() {
    use lk_sdk::net::HttpClient;
    use lk_sdk::prelude::*;

    let key = ApiKey::new("devkey", "secret");
    let to = "https://example.com/hook".parse().expect("a URL");
    let _ = |client: HttpClient| WebhookSender::new(client, key, [to], SenderOptions::new());
}
