//! Messages of `livekit_rtc.proto`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

/// What a participant says of itself when it joins with join_request in the URL.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct JoinRequest {
    #[prost(message, optional, tag = "1")]
    pub client_info: ::core::option::Option<crate::ClientInfo>,
    #[prost(message, optional, tag = "2")]
    pub connection_settings: ::core::option::Option<ConnectionSettings>,
    #[prost(string, tag = "3")]
    pub metadata: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "4")]
    pub participant_attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    /// Tracks to publish with the first offer.
    #[prost(message, repeated, tag = "5")]
    pub add_track_requests: ::prost::alloc::vec::Vec<AddTrackRequest>,
    /// The first offer, answered right after the join.
    #[prost(message, optional, tag = "6")]
    pub publisher_offer: ::core::option::Option<SessionDescription>,
    /// Goes on with the session of participant_sid instead of a new one.
    #[prost(bool, tag = "7")]
    pub reconnect: bool,
    #[prost(enumeration = "crate::ReconnectReason", tag = "8")]
    pub reconnect_reason: i32,
    #[prost(string, tag = "9")]
    pub participant_sid: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "10")]
    pub sync_state: ::core::option::Option<SyncState>,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct ConnectionSettings {
    #[prost(bool, tag = "1")]
    pub auto_subscribe: bool,
    #[prost(bool, tag = "2")]
    pub adaptive_stream: bool,
    #[prost(bool, optional, tag = "3")]
    pub subscriber_allow_pause: ::core::option::Option<bool>,
    #[prost(bool, tag = "4")]
    pub disable_ice_lite: bool,
    #[prost(bool, optional, tag = "5")]
    pub auto_subscribe_data_track: ::core::option::Option<bool>,
}
/// Announces a track before it is offered.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct AddTrackRequest {
    /// The client's id of the track, as in the description's msid.
    #[prost(string, tag = "1")]
    pub cid: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub name: ::prost::alloc::string::String,
    #[prost(enumeration = "crate::TrackType", tag = "3")]
    pub r#type: i32,
    #[prost(uint32, tag = "4")]
    pub width: u32,
    #[prost(uint32, tag = "5")]
    pub height: u32,
    #[prost(bool, tag = "6")]
    pub muted: bool,
    #[deprecated]
    #[prost(bool, tag = "7")]
    pub disable_dtx: bool,
    #[prost(enumeration = "crate::TrackSource", tag = "8")]
    pub source: i32,
    #[prost(message, repeated, tag = "9")]
    pub layers: ::prost::alloc::vec::Vec<crate::VideoLayer>,
    #[prost(message, repeated, tag = "10")]
    pub simulcast_codecs: ::prost::alloc::vec::Vec<SimulcastCodec>,
    #[prost(string, tag = "11")]
    pub sid: ::prost::alloc::string::String,
    #[deprecated]
    #[prost(bool, tag = "12")]
    pub stereo: bool,
    #[prost(bool, tag = "13")]
    pub disable_red: bool,
    #[prost(enumeration = "crate::encryption::Type", tag = "14")]
    pub encryption: i32,
    #[prost(string, tag = "15")]
    pub stream: ::prost::alloc::string::String,
    #[prost(enumeration = "crate::BackupCodecPolicy", tag = "16")]
    pub backup_codec_policy: i32,
    #[prost(enumeration = "crate::AudioTrackFeature", repeated, tag = "17")]
    pub audio_features: ::prost::alloc::vec::Vec<i32>,
    #[prost(enumeration = "crate::PacketTrailerFeature", repeated, tag = "18")]
    pub packet_trailer_features: ::prost::alloc::vec::Vec<i32>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SimulcastCodec {
    #[prost(string, tag = "1")]
    pub codec: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub cid: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "4")]
    pub layers: ::prost::alloc::vec::Vec<crate::VideoLayer>,
    #[prost(enumeration = "crate::video_layer::Mode", tag = "5")]
    pub video_layer_mode: i32,
}
/// An offer or an answer.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SessionDescription {
    #[prost(string, tag = "1")]
    pub r#type: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub sdp: ::prost::alloc::string::String,
    /// Given by the one who offers and repeated in the answer.
    #[prost(uint32, tag = "3")]
    pub id: u32,
    /// Which track each section of the description sends.
    #[prost(map = "string, string", tag = "4")]
    pub mid_to_track_id: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
}
/// What a resumed session had, so that the server can pick it up.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SyncState {
    #[prost(message, optional, tag = "1")]
    pub answer: ::core::option::Option<SessionDescription>,
    #[prost(message, optional, tag = "2")]
    pub subscription: ::core::option::Option<UpdateSubscription>,
    #[prost(message, repeated, tag = "3")]
    pub publish_tracks: ::prost::alloc::vec::Vec<TrackPublishedResponse>,
    #[prost(message, repeated, tag = "4")]
    pub data_channels: ::prost::alloc::vec::Vec<DataChannelInfo>,
    #[prost(message, optional, tag = "5")]
    pub offer: ::core::option::Option<SessionDescription>,
    #[prost(string, repeated, tag = "6")]
    pub track_sids_disabled: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(message, repeated, tag = "7")]
    pub datachannel_receive_states: ::prost::alloc::vec::Vec<DataChannelReceiveState>,
    #[prost(message, repeated, tag = "8")]
    pub publish_data_tracks: ::prost::alloc::vec::Vec<PublishDataTrackResponse>,
    #[prost(message, optional, tag = "9")]
    pub data_subscription: ::core::option::Option<UpdateDataSubscription>,
}
/// Subscribes to tracks, or ends subscriptions.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UpdateSubscription {
    #[prost(string, repeated, tag = "1")]
    pub track_sids: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(bool, tag = "2")]
    pub subscribe: bool,
    #[prost(message, repeated, tag = "3")]
    pub participant_tracks: ::prost::alloc::vec::Vec<crate::ParticipantTracks>,
}
/// A track was accepted; it may be offered now.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct TrackPublishedResponse {
    #[prost(string, tag = "1")]
    pub cid: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "2")]
    pub track: ::core::option::Option<crate::TrackInfo>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DataChannelInfo {
    #[prost(string, tag = "1")]
    pub label: ::prost::alloc::string::String,
    #[prost(uint32, tag = "2")]
    pub id: u32,
    #[prost(enumeration = "SignalTarget", tag = "3")]
    pub target: i32,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct DataChannelReceiveState {
    #[prost(string, tag = "1")]
    pub publisher_sid: ::prost::alloc::string::String,
    #[prost(uint32, tag = "2")]
    pub last_seq: u32,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct PublishDataTrackResponse {
    #[prost(message, optional, tag = "1")]
    pub info: ::core::option::Option<crate::DataTrackInfo>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UpdateDataSubscription {
    #[prost(message, repeated, tag = "1")]
    pub updates: ::prost::alloc::vec::Vec<update_data_subscription::Update>,
}
/// Nested message and enum types in `UpdateDataSubscription`.
pub mod update_data_subscription {
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct Update {
        #[prost(string, tag = "1")]
        pub track_sid: ::prost::alloc::string::String,
        #[prost(bool, tag = "2")]
        pub subscribe: bool,
        #[prost(message, optional, tag = "3")]
        pub options: ::core::option::Option<crate::DataTrackSubscriptionOptions>,
    }
}
/// From the participant to the server.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SignalRequest {
    #[prost(
        oneof = "signal_request::Message",
        tags = "1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23"
    )]
    pub message: ::core::option::Option<signal_request::Message>,
}
/// Nested message and enum types in `SignalRequest`.
pub mod signal_request {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Message {
        #[prost(message, tag = "1")]
        Offer(super::SessionDescription),
        #[prost(message, tag = "2")]
        Answer(super::SessionDescription),
        #[prost(message, tag = "3")]
        Trickle(super::TrickleRequest),
        #[prost(message, tag = "4")]
        AddTrack(super::AddTrackRequest),
        #[prost(message, tag = "5")]
        Mute(super::MuteTrackRequest),
        #[prost(message, tag = "6")]
        Subscription(super::UpdateSubscription),
        #[prost(message, tag = "7")]
        TrackSetting(super::UpdateTrackSettings),
        #[prost(message, tag = "8")]
        Leave(super::LeaveRequest),
        #[deprecated]
        #[prost(message, tag = "10")]
        UpdateLayers(super::UpdateVideoLayers),
        #[prost(message, tag = "11")]
        SubscriptionPermission(super::SubscriptionPermission),
        #[prost(message, tag = "12")]
        SyncState(super::SyncState),
        #[prost(message, tag = "13")]
        Simulate(super::SimulateScenario),
        #[prost(int64, tag = "14")]
        Ping(i64),
        #[prost(message, tag = "15")]
        UpdateMetadata(super::UpdateParticipantMetadata),
        #[prost(message, tag = "16")]
        PingReq(super::Ping),
        #[prost(message, tag = "17")]
        UpdateAudioTrack(super::UpdateLocalAudioTrack),
        #[prost(message, tag = "18")]
        UpdateVideoTrack(super::UpdateLocalVideoTrack),
        #[prost(message, tag = "19")]
        PublishDataTrackRequest(super::PublishDataTrackRequest),
        #[prost(message, tag = "20")]
        UnpublishDataTrackRequest(super::UnpublishDataTrackRequest),
        #[prost(message, tag = "21")]
        UpdateDataSubscription(super::UpdateDataSubscription),
        #[prost(message, tag = "22")]
        StoreDataBlobRequest(super::StoreDataBlobRequest),
        #[prost(message, tag = "23")]
        GetDataBlobRequest(super::GetDataBlobRequest),
    }
}
/// An ICE candidate.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct TrickleRequest {
    /// JSON of a candidate as in WebRTC's RTCIceCandidateInit.
    #[prost(string, tag = "1")]
    pub candidate_init: ::prost::alloc::string::String,
    #[prost(enumeration = "SignalTarget", tag = "2")]
    pub target: i32,
    /// No further candidate follows.
    #[prost(bool, tag = "3")]
    pub r#final: bool,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct MuteTrackRequest {
    #[prost(string, tag = "1")]
    pub sid: ::prost::alloc::string::String,
    #[prost(bool, tag = "2")]
    pub muted: bool,
}
/// Which quality of a subscribed track to send, or none for now.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct UpdateTrackSettings {
    #[prost(string, repeated, tag = "1")]
    pub track_sids: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(bool, tag = "3")]
    pub disabled: bool,
    #[prost(enumeration = "crate::VideoQuality", tag = "4")]
    pub quality: i32,
    #[prost(uint32, tag = "5")]
    pub width: u32,
    #[prost(uint32, tag = "6")]
    pub height: u32,
    #[prost(uint32, tag = "7")]
    pub fps: u32,
    #[prost(uint32, tag = "8")]
    pub priority: u32,
}
/// The end of a session, and what to do next.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct LeaveRequest {
    #[prost(bool, tag = "1")]
    pub can_reconnect: bool,
    #[prost(enumeration = "crate::DisconnectReason", tag = "2")]
    pub reason: i32,
    #[prost(enumeration = "leave_request::Action", tag = "3")]
    pub action: i32,
    #[prost(message, optional, tag = "4")]
    pub regions: ::core::option::Option<RegionSettings>,
}
/// Nested message and enum types in `LeaveRequest`.
pub mod leave_request {
    #[derive(
        Clone,
        Copy,
        Debug,
        PartialEq,
        Eq,
        Hash,
        PartialOrd,
        Ord,
        ::prost::Enumeration
    )]
    #[repr(i32)]
    pub enum Action {
        Disconnect = 0,
        Resume = 1,
        Reconnect = 2,
    }
    impl Action {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::Disconnect => "DISCONNECT",
                Self::Resume => "RESUME",
                Self::Reconnect => "RECONNECT",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "DISCONNECT" => Some(Self::Disconnect),
                "RESUME" => Some(Self::Resume),
                "RECONNECT" => Some(Self::Reconnect),
                _ => None,
            }
        }
    }
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RegionSettings {
    #[prost(message, repeated, tag = "1")]
    pub regions: ::prost::alloc::vec::Vec<RegionInfo>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct RegionInfo {
    #[prost(string, tag = "1")]
    pub region: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub url: ::prost::alloc::string::String,
    #[prost(int64, tag = "3")]
    pub distance: i64,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UpdateVideoLayers {
    #[prost(string, tag = "1")]
    pub track_sid: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "2")]
    pub layers: ::prost::alloc::vec::Vec<crate::VideoLayer>,
}
/// Who may subscribe to the sender's tracks.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SubscriptionPermission {
    #[prost(bool, tag = "1")]
    pub all_participants: bool,
    #[prost(message, repeated, tag = "2")]
    pub track_permissions: ::prost::alloc::vec::Vec<TrackPermission>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct TrackPermission {
    #[prost(string, tag = "1")]
    pub participant_sid: ::prost::alloc::string::String,
    #[prost(bool, tag = "2")]
    pub all_tracks: bool,
    #[prost(string, repeated, tag = "3")]
    pub track_sids: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, tag = "4")]
    pub participant_identity: ::prost::alloc::string::String,
}
/// Asks the server to misbehave, for tests.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SimulateScenario {
    #[prost(oneof = "simulate_scenario::Scenario", tags = "1, 2, 3, 4, 5, 6, 7, 8, 9")]
    pub scenario: ::core::option::Option<simulate_scenario::Scenario>,
}
/// Nested message and enum types in `SimulateScenario`.
pub mod simulate_scenario {
    #[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Oneof)]
    pub enum Scenario {
        #[prost(int32, tag = "1")]
        SpeakerUpdate(i32),
        #[prost(bool, tag = "2")]
        NodeFailure(bool),
        #[prost(bool, tag = "3")]
        Migration(bool),
        #[prost(bool, tag = "4")]
        ServerLeave(bool),
        #[prost(enumeration = "super::CandidateProtocol", tag = "5")]
        SwitchCandidateProtocol(i32),
        #[prost(int64, tag = "6")]
        SubscriberBandwidth(i64),
        #[prost(bool, tag = "7")]
        DisconnectSignalOnResume(bool),
        #[prost(bool, tag = "8")]
        DisconnectSignalOnResumeNoMessages(bool),
        #[prost(bool, tag = "9")]
        LeaveRequestFullReconnect(bool),
    }
}
/// Changes the sender's own name, metadata or attributes.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct UpdateParticipantMetadata {
    #[prost(string, tag = "1")]
    pub metadata: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub name: ::prost::alloc::string::String,
    #[prost(map = "string, string", tag = "3")]
    pub attributes: ::std::collections::HashMap<
        ::prost::alloc::string::String,
        ::prost::alloc::string::String,
    >,
    #[prost(uint32, tag = "4")]
    pub request_id: u32,
}
/// Measures the round trip and keeps the connection.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct Ping {
    /// The sender's clock in milliseconds, repeated in the Pong.
    #[prost(int64, tag = "1")]
    pub timestamp: i64,
    /// The last round trip in milliseconds.
    #[prost(int64, tag = "2")]
    pub rtt: i64,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct UpdateLocalAudioTrack {
    #[prost(string, tag = "1")]
    pub track_sid: ::prost::alloc::string::String,
    #[prost(enumeration = "crate::AudioTrackFeature", repeated, tag = "2")]
    pub features: ::prost::alloc::vec::Vec<i32>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct UpdateLocalVideoTrack {
    #[prost(string, tag = "1")]
    pub track_sid: ::prost::alloc::string::String,
    #[prost(uint32, tag = "2")]
    pub width: u32,
    #[prost(uint32, tag = "3")]
    pub height: u32,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct PublishDataTrackRequest {
    #[prost(uint32, tag = "1")]
    pub pub_handle: u32,
    #[prost(string, tag = "2")]
    pub name: ::prost::alloc::string::String,
    #[prost(enumeration = "crate::encryption::Type", tag = "3")]
    pub encryption: i32,
    #[prost(message, optional, tag = "4")]
    pub frame_encoding: ::core::option::Option<crate::DataTrackFrameEncoding>,
    #[prost(message, optional, tag = "5")]
    pub schema: ::core::option::Option<crate::DataTrackSchemaId>,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct UnpublishDataTrackRequest {
    #[prost(uint32, tag = "1")]
    pub pub_handle: u32,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct StoreDataBlobRequest {
    #[prost(uint32, tag = "1")]
    pub request_id: u32,
    #[prost(message, optional, tag = "2")]
    pub blob: ::core::option::Option<crate::DataBlob>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetDataBlobRequest {
    #[prost(uint32, tag = "1")]
    pub request_id: u32,
    #[prost(string, tag = "2")]
    pub participant_identity: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "3")]
    pub key: ::core::option::Option<crate::DataBlobKey>,
}
/// From the server to the participant.
#[derive(Clone, PartialEq, ::prost::Message)]
#[prost(skip_debug)]
pub struct SignalResponse {
    #[prost(
        oneof = "signal_response::Message",
        tags = "1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31"
    )]
    pub message: ::core::option::Option<signal_response::Message>,
}
/// Nested message and enum types in `SignalResponse`.
pub mod signal_response {
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    #[prost(skip_debug)]
    pub enum Message {
        #[prost(message, tag = "1")]
        Join(super::JoinResponse),
        #[prost(message, tag = "2")]
        Answer(super::SessionDescription),
        #[prost(message, tag = "3")]
        Offer(super::SessionDescription),
        #[prost(message, tag = "4")]
        Trickle(super::TrickleRequest),
        #[prost(message, tag = "5")]
        Update(super::ParticipantUpdate),
        #[prost(message, tag = "6")]
        TrackPublished(super::TrackPublishedResponse),
        #[prost(message, tag = "8")]
        Leave(super::LeaveRequest),
        #[prost(message, tag = "9")]
        Mute(super::MuteTrackRequest),
        #[prost(message, tag = "10")]
        SpeakersChanged(super::SpeakersChanged),
        #[prost(message, tag = "11")]
        RoomUpdate(super::RoomUpdate),
        #[prost(message, tag = "12")]
        ConnectionQuality(super::ConnectionQualityUpdate),
        #[prost(message, tag = "13")]
        StreamStateUpdate(super::StreamStateUpdate),
        #[prost(message, tag = "14")]
        SubscribedQualityUpdate(super::SubscribedQualityUpdate),
        #[prost(message, tag = "15")]
        SubscriptionPermissionUpdate(super::SubscriptionPermissionUpdate),
        #[prost(string, tag = "16")]
        RefreshToken(::prost::alloc::string::String),
        #[prost(message, tag = "17")]
        TrackUnpublished(super::TrackUnpublishedResponse),
        #[prost(int64, tag = "18")]
        Pong(i64),
        #[prost(message, tag = "19")]
        Reconnect(super::ReconnectResponse),
        #[prost(message, tag = "20")]
        PongResp(super::Pong),
        #[prost(message, tag = "21")]
        SubscriptionResponse(super::SubscriptionResponse),
        #[prost(message, tag = "22")]
        RequestResponse(super::RequestResponse),
        #[prost(message, tag = "23")]
        TrackSubscribed(super::TrackSubscribed),
        #[prost(message, tag = "24")]
        RoomMoved(super::RoomMovedResponse),
        #[prost(message, tag = "25")]
        MediaSectionsRequirement(super::MediaSectionsRequirement),
        #[prost(message, tag = "26")]
        SubscribedAudioCodecUpdate(super::SubscribedAudioCodecUpdate),
        #[prost(message, tag = "27")]
        PublishDataTrackResponse(super::PublishDataTrackResponse),
        #[prost(message, tag = "28")]
        UnpublishDataTrackResponse(super::UnpublishDataTrackResponse),
        #[prost(message, tag = "29")]
        DataTrackSubscriberHandles(super::DataTrackSubscriberHandles),
        #[prost(message, tag = "30")]
        StoreDataBlobResponse(super::StoreDataBlobResponse),
        #[prost(message, tag = "31")]
        GetDataBlobResponse(super::GetDataBlobResponse),
    }
}
/// The first message of a new session.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct JoinResponse {
    #[prost(message, optional, tag = "1")]
    pub room: ::core::option::Option<crate::Room>,
    #[prost(message, optional, tag = "2")]
    pub participant: ::core::option::Option<crate::ParticipantInfo>,
    #[prost(message, repeated, tag = "3")]
    pub other_participants: ::prost::alloc::vec::Vec<crate::ParticipantInfo>,
    #[prost(string, tag = "4")]
    pub server_version: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "5")]
    pub ice_servers: ::prost::alloc::vec::Vec<IceServer>,
    /// The subscriber connection is made first and carries data to the participant.
    #[prost(bool, tag = "6")]
    pub subscriber_primary: bool,
    #[prost(string, tag = "7")]
    pub alternative_url: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "8")]
    pub client_configuration: ::core::option::Option<crate::ClientConfiguration>,
    #[prost(string, tag = "9")]
    pub server_region: ::prost::alloc::string::String,
    /// Seconds without a pong after which the connection is lost.
    #[prost(int32, tag = "10")]
    pub ping_timeout: i32,
    /// Seconds between pings.
    #[prost(int32, tag = "11")]
    pub ping_interval: i32,
    #[prost(message, optional, tag = "12")]
    pub server_info: ::core::option::Option<crate::ServerInfo>,
    /// Ends frames that the server made itself; end-to-end decryption leaves them alone.
    #[prost(bytes = "bytes", tag = "13")]
    pub sif_trailer: ::prost::bytes::Bytes,
    #[prost(message, repeated, tag = "14")]
    pub enabled_publish_codecs: ::prost::alloc::vec::Vec<crate::Codec>,
    /// The participant may offer before it has anything to publish.
    #[prost(bool, tag = "15")]
    pub fast_publish: bool,
}
/// A STUN or TURN server.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
#[prost(skip_debug)]
pub struct IceServer {
    #[prost(string, repeated, tag = "1")]
    pub urls: ::prost::alloc::vec::Vec<::prost::alloc::string::String>,
    #[prost(string, tag = "2")]
    pub username: ::prost::alloc::string::String,
    #[prost(string, tag = "3")]
    pub credential: ::prost::alloc::string::String,
}
/// Participants that joined, changed or left.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ParticipantUpdate {
    #[prost(message, repeated, tag = "1")]
    pub participants: ::prost::alloc::vec::Vec<crate::ParticipantInfo>,
    #[prost(bool, tag = "2")]
    pub full_snapshot: bool,
}
/// Whoever began, stopped or changed in loudness; all others are as before.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SpeakersChanged {
    #[prost(message, repeated, tag = "1")]
    pub speakers: ::prost::alloc::vec::Vec<crate::SpeakerInfo>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RoomUpdate {
    #[prost(message, optional, tag = "1")]
    pub room: ::core::option::Option<crate::Room>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ConnectionQualityUpdate {
    #[prost(message, repeated, tag = "1")]
    pub updates: ::prost::alloc::vec::Vec<ConnectionQualityInfo>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ConnectionQualityInfo {
    #[prost(string, tag = "1")]
    pub participant_sid: ::prost::alloc::string::String,
    #[prost(enumeration = "crate::ConnectionQuality", tag = "2")]
    pub quality: i32,
    #[prost(float, tag = "3")]
    pub score: f32,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct StreamStateUpdate {
    #[prost(message, repeated, tag = "1")]
    pub stream_states: ::prost::alloc::vec::Vec<StreamStateInfo>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct StreamStateInfo {
    #[prost(string, tag = "1")]
    pub participant_sid: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub track_sid: ::prost::alloc::string::String,
    #[prost(enumeration = "StreamState", tag = "3")]
    pub state: i32,
}
/// Which layers of a track anybody watches; the others may pause.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SubscribedQualityUpdate {
    #[prost(string, tag = "1")]
    pub track_sid: ::prost::alloc::string::String,
    #[deprecated]
    #[prost(message, repeated, tag = "2")]
    pub subscribed_qualities: ::prost::alloc::vec::Vec<SubscribedQuality>,
    #[prost(message, repeated, tag = "3")]
    pub subscribed_codecs: ::prost::alloc::vec::Vec<SubscribedCodec>,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SubscribedQuality {
    #[prost(enumeration = "crate::VideoQuality", tag = "1")]
    pub quality: i32,
    #[prost(bool, tag = "2")]
    pub enabled: bool,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SubscribedCodec {
    #[prost(string, tag = "1")]
    pub codec: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "2")]
    pub qualities: ::prost::alloc::vec::Vec<SubscribedQuality>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SubscriptionPermissionUpdate {
    #[prost(string, tag = "1")]
    pub participant_sid: ::prost::alloc::string::String,
    #[prost(string, tag = "2")]
    pub track_sid: ::prost::alloc::string::String,
    #[prost(bool, tag = "3")]
    pub allowed: bool,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct TrackUnpublishedResponse {
    #[prost(string, tag = "1")]
    pub track_sid: ::prost::alloc::string::String,
}
/// The first message of a resumed session.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct ReconnectResponse {
    #[prost(message, repeated, tag = "1")]
    pub ice_servers: ::prost::alloc::vec::Vec<IceServer>,
    #[prost(message, optional, tag = "2")]
    pub client_configuration: ::core::option::Option<crate::ClientConfiguration>,
    #[prost(message, optional, tag = "3")]
    pub server_info: ::core::option::Option<crate::ServerInfo>,
    #[prost(uint32, tag = "4")]
    pub last_message_seq: u32,
}
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct Pong {
    #[prost(int64, tag = "1")]
    pub last_ping_timestamp: i64,
    #[prost(int64, tag = "2")]
    pub timestamp: i64,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct SubscriptionResponse {
    #[prost(string, tag = "1")]
    pub track_sid: ::prost::alloc::string::String,
    #[prost(enumeration = "crate::SubscriptionError", tag = "2")]
    pub err: i32,
}
/// The outcome of a request, by its request_id.
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct RequestResponse {
    #[prost(uint32, tag = "1")]
    pub request_id: u32,
    #[prost(enumeration = "request_response::Reason", tag = "2")]
    pub reason: i32,
    #[prost(string, tag = "3")]
    pub message: ::prost::alloc::string::String,
    #[prost(oneof = "request_response::Request", tags = "4, 5, 6, 7, 8, 9, 10, 11")]
    pub request: ::core::option::Option<request_response::Request>,
}
/// Nested message and enum types in `RequestResponse`.
pub mod request_response {
    #[derive(
        Clone,
        Copy,
        Debug,
        PartialEq,
        Eq,
        Hash,
        PartialOrd,
        Ord,
        ::prost::Enumeration
    )]
    #[repr(i32)]
    pub enum Reason {
        Ok = 0,
        NotFound = 1,
        NotAllowed = 2,
        LimitExceeded = 3,
        Queued = 4,
        UnsupportedType = 5,
        UnclassifiedError = 6,
        InvalidHandle = 7,
        InvalidName = 8,
        DuplicateHandle = 9,
        DuplicateName = 10,
        InvalidRequest = 11,
    }
    impl Reason {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::Ok => "OK",
                Self::NotFound => "NOT_FOUND",
                Self::NotAllowed => "NOT_ALLOWED",
                Self::LimitExceeded => "LIMIT_EXCEEDED",
                Self::Queued => "QUEUED",
                Self::UnsupportedType => "UNSUPPORTED_TYPE",
                Self::UnclassifiedError => "UNCLASSIFIED_ERROR",
                Self::InvalidHandle => "INVALID_HANDLE",
                Self::InvalidName => "INVALID_NAME",
                Self::DuplicateHandle => "DUPLICATE_HANDLE",
                Self::DuplicateName => "DUPLICATE_NAME",
                Self::InvalidRequest => "INVALID_REQUEST",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "OK" => Some(Self::Ok),
                "NOT_FOUND" => Some(Self::NotFound),
                "NOT_ALLOWED" => Some(Self::NotAllowed),
                "LIMIT_EXCEEDED" => Some(Self::LimitExceeded),
                "QUEUED" => Some(Self::Queued),
                "UNSUPPORTED_TYPE" => Some(Self::UnsupportedType),
                "UNCLASSIFIED_ERROR" => Some(Self::UnclassifiedError),
                "INVALID_HANDLE" => Some(Self::InvalidHandle),
                "INVALID_NAME" => Some(Self::InvalidName),
                "DUPLICATE_HANDLE" => Some(Self::DuplicateHandle),
                "DUPLICATE_NAME" => Some(Self::DuplicateName),
                "INVALID_REQUEST" => Some(Self::InvalidRequest),
                _ => None,
            }
        }
    }
    #[derive(Clone, PartialEq, ::prost::Oneof)]
    pub enum Request {
        #[prost(message, tag = "4")]
        Trickle(super::TrickleRequest),
        #[prost(message, tag = "5")]
        AddTrack(super::AddTrackRequest),
        #[prost(message, tag = "6")]
        Mute(super::MuteTrackRequest),
        #[prost(message, tag = "7")]
        UpdateMetadata(super::UpdateParticipantMetadata),
        #[prost(message, tag = "8")]
        UpdateAudioTrack(super::UpdateLocalAudioTrack),
        #[prost(message, tag = "9")]
        UpdateVideoTrack(super::UpdateLocalVideoTrack),
        #[prost(message, tag = "10")]
        PublishDataTrack(super::PublishDataTrackRequest),
        #[prost(message, tag = "11")]
        UnpublishDataTrack(super::UnpublishDataTrackRequest),
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct TrackSubscribed {
    #[prost(string, tag = "1")]
    pub track_sid: ::prost::alloc::string::String,
}
/// The participant was moved into another room.
#[derive(Clone, PartialEq, ::prost::Message)]
#[prost(skip_debug)]
pub struct RoomMovedResponse {
    #[prost(message, optional, tag = "1")]
    pub room: ::core::option::Option<crate::Room>,
    #[prost(string, tag = "2")]
    pub token: ::prost::alloc::string::String,
    #[prost(message, optional, tag = "3")]
    pub participant: ::core::option::Option<crate::ParticipantInfo>,
    #[prost(message, repeated, tag = "4")]
    pub other_participants: ::prost::alloc::vec::Vec<crate::ParticipantInfo>,
}
/// How many more sections to receive the server needs in the participant's next offer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, ::prost::Message)]
pub struct MediaSectionsRequirement {
    #[prost(uint32, tag = "1")]
    pub num_audios: u32,
    #[prost(uint32, tag = "2")]
    pub num_videos: u32,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct SubscribedAudioCodecUpdate {
    #[prost(string, tag = "1")]
    pub track_sid: ::prost::alloc::string::String,
    #[prost(message, repeated, tag = "2")]
    pub subscribed_audio_codecs: ::prost::alloc::vec::Vec<crate::SubscribedAudioCodec>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct UnpublishDataTrackResponse {
    #[prost(message, optional, tag = "1")]
    pub info: ::core::option::Option<crate::DataTrackInfo>,
}
#[derive(Clone, PartialEq, ::prost::Message)]
pub struct DataTrackSubscriberHandles {
    #[prost(map = "uint32, message", tag = "1")]
    pub sub_handles: ::std::collections::HashMap<
        u32,
        data_track_subscriber_handles::PublishedDataTrack,
    >,
}
/// Nested message and enum types in `DataTrackSubscriberHandles`.
pub mod data_track_subscriber_handles {
    #[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
    pub struct PublishedDataTrack {
        #[prost(string, tag = "1")]
        pub publisher_identity: ::prost::alloc::string::String,
        #[prost(string, tag = "2")]
        pub publisher_sid: ::prost::alloc::string::String,
        #[prost(string, tag = "3")]
        pub track_sid: ::prost::alloc::string::String,
    }
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct StoreDataBlobResponse {
    #[prost(uint32, tag = "1")]
    pub request_id: u32,
    #[prost(message, optional, tag = "2")]
    pub key: ::core::option::Option<crate::DataBlobKey>,
}
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct GetDataBlobResponse {
    #[prost(uint32, tag = "1")]
    pub request_id: u32,
    #[prost(message, optional, tag = "2")]
    pub blob: ::core::option::Option<crate::DataBlob>,
}
/// A JoinRequest as it stands in the URL, compressed or not.
#[derive(Clone, PartialEq, Eq, Hash, ::prost::Message)]
pub struct WrappedJoinRequest {
    #[prost(enumeration = "wrapped_join_request::Compression", tag = "1")]
    pub compression: i32,
    /// The encoded JoinRequest.
    #[prost(bytes = "bytes", tag = "2")]
    pub join_request: ::prost::bytes::Bytes,
}
/// Nested message and enum types in `WrappedJoinRequest`.
pub mod wrapped_join_request {
    #[derive(
        Clone,
        Copy,
        Debug,
        PartialEq,
        Eq,
        Hash,
        PartialOrd,
        Ord,
        ::prost::Enumeration
    )]
    #[repr(i32)]
    pub enum Compression {
        None = 0,
        Gzip = 1,
    }
    impl Compression {
        /// String value of the enum field names used in the ProtoBuf definition.
        ///
        /// The values are not transformed in any way and thus are considered stable
        /// (if the ProtoBuf definition does not change) and safe for programmatic use.
        pub fn as_str_name(&self) -> &'static str {
            match self {
                Self::None => "NONE",
                Self::Gzip => "GZIP",
            }
        }
        /// Creates an enum from field names used in the ProtoBuf definition.
        pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
            match value {
                "NONE" => Some(Self::None),
                "GZIP" => Some(Self::Gzip),
                _ => None,
            }
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum SignalTarget {
    Publisher = 0,
    Subscriber = 1,
}
impl SignalTarget {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Publisher => "PUBLISHER",
            Self::Subscriber => "SUBSCRIBER",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "PUBLISHER" => Some(Self::Publisher),
            "SUBSCRIBER" => Some(Self::Subscriber),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum NegotiatedDataChannelId {
    NdciInvalid = 0,
    NdciReliable = 100,
    NdciLossy = 101,
    NdciDataTrack = 102,
}
impl NegotiatedDataChannelId {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::NdciInvalid => "NDCI_INVALID",
            Self::NdciReliable => "NDCI_RELIABLE",
            Self::NdciLossy => "NDCI_LOSSY",
            Self::NdciDataTrack => "NDCI_DATA_TRACK",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "NDCI_INVALID" => Some(Self::NdciInvalid),
            "NDCI_RELIABLE" => Some(Self::NdciReliable),
            "NDCI_LOSSY" => Some(Self::NdciLossy),
            "NDCI_DATA_TRACK" => Some(Self::NdciDataTrack),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum CandidateProtocol {
    Udp = 0,
    Tcp = 1,
    Tls = 2,
}
impl CandidateProtocol {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Udp => "UDP",
            Self::Tcp => "TCP",
            Self::Tls => "TLS",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "UDP" => Some(Self::Udp),
            "TCP" => Some(Self::Tcp),
            "TLS" => Some(Self::Tls),
            _ => None,
        }
    }
}
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, ::prost::Enumeration)]
#[repr(i32)]
pub enum StreamState {
    Active = 0,
    Paused = 1,
}
impl StreamState {
    /// String value of the enum field names used in the ProtoBuf definition.
    ///
    /// The values are not transformed in any way and thus are considered stable
    /// (if the ProtoBuf definition does not change) and safe for programmatic use.
    pub fn as_str_name(&self) -> &'static str {
        match self {
            Self::Active => "ACTIVE",
            Self::Paused => "PAUSED",
        }
    }
    /// Creates an enum from field names used in the ProtoBuf definition.
    pub fn from_str_name(value: &str) -> ::core::option::Option<Self> {
        match value {
            "ACTIVE" => Some(Self::Active),
            "PAUSED" => Some(Self::Paused),
            _ => None,
        }
    }
}
