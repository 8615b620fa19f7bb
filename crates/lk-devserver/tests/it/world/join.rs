//! How clients join.

use std::time::Instant;

use base64::{Engine as _, engine::general_purpose::URL_SAFE};
use lk_auth::{AccessToken, VideoGrant};
use lk_peer::{CodecTable, MediaKind};
use lk_proto::{AddTrackRequest, ClientInfo, ConnectionSettings, JoinRequest, WrappedJoinRequest};
use prost::Message as _;

use super::{
    UNIX,
    client::{Client, description},
};

/// How a client joins. The defaults are those of an ordinary client on two connections.
#[derive(Clone)]
pub(crate) struct Join {
    pub(crate) identity: String,
    pub(crate) grant: VideoGrant,
    pub(crate) single: bool,
    pub(crate) auto_subscribe: bool,
    pub(crate) adaptive_stream: bool,
    pub(crate) protocol: i32,
    /// The client's own name of its SDK.
    pub(crate) sdk: &'static str,
    pub(crate) query: String,
    pub(crate) codecs: CodecTable,
    pub(crate) token: fn(AccessToken) -> AccessToken,
    pub(crate) add_tracks: Vec<AddTrackRequest>,
    /// Offer with the join, on a single connection.
    pub(crate) bundled: bool,
}

impl Join {
    pub(crate) fn new(room: &str, identity: &str) -> Self {
        Self {
            identity: identity.into(),
            grant: VideoGrant::join(room),
            single: false,
            auto_subscribe: true,
            adaptive_stream: false,
            protocol: 17,
            sdk: "rust",
            query: String::new(),
            codecs: CodecTable::livekit(),
            token: |token| token,
            add_tracks: Vec::new(),
            bundled: true,
        }
    }

    pub(crate) fn single(mut self, single: bool) -> Self {
        self.single = single;
        self
    }

    pub(crate) fn jwt(&self) -> String {
        let token = AccessToken::new("devkey", "secret")
            .identity(self.identity.as_str())
            .grant(self.grant.clone());
        (self.token)(token)
            .to_jwt_at(std::time::SystemTime::UNIX_EPOCH + UNIX)
            .expect("a token")
    }

    /// Path and query of the upgrade.
    pub(super) fn target(&self, client: &mut Client, now: Instant) -> String {
        let token = self.jwt();
        if !self.single {
            let auto_subscribe = u8::from(self.auto_subscribe);
            let adaptive = u8::from(self.adaptive_stream);
            return format!(
                "/rtc?access_token={token}&sdk={}&protocol={}&auto_subscribe={auto_subscribe}&adaptive_stream={adaptive}{}",
                self.sdk, self.protocol, self.query
            );
        }
        let peer = &mut client.publisher.peer;
        peer.add_receivers(MediaKind::Audio, 3);
        peer.add_receivers(MediaKind::Video, 3);
        let publisher_offer = self.bundled.then(|| {
            client.offering = true;
            client.offer_id += 1;
            description(
                "offer",
                peer.create_offer(now).expect("an offer"),
                client.offer_id,
            )
        });
        let request = JoinRequest {
            client_info: Some(ClientInfo {
                protocol: self.protocol,
                ..ClientInfo::default()
            }),
            connection_settings: Some(ConnectionSettings {
                auto_subscribe: self.auto_subscribe,
                adaptive_stream: self.adaptive_stream,
                ..ConnectionSettings::default()
            }),
            add_track_requests: self.add_tracks.clone(),
            publisher_offer,
            ..JoinRequest::default()
        };
        let wrapped = WrappedJoinRequest {
            join_request: request.encode_to_vec().into(),
            ..WrappedJoinRequest::default()
        };
        let wrapped = URL_SAFE.encode(wrapped.encode_to_vec());
        format!(
            "/rtc/v1?access_token={token}&join_request={wrapped}{}",
            self.query
        )
    }
}
