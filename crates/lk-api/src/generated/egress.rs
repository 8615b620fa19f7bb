//! The client of `livekit.Egress`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use lk_proto::rpc::egress as rpc;

use crate::api::LiveKitApi;
use crate::call::Call;

/// Recording and streaming rooms, tracks and pages.
///
/// One method a call of `livekit.Egress`; each takes its request message.
#[derive(Debug, Clone)]
pub struct Egress(pub(crate) LiveKitApi);

impl LiveKitApi {
    /// Recording and streaming rooms, tracks and pages.
    pub fn egress(&self) -> Egress {
        Egress(self.clone())
    }
}

impl Egress {
    /// Lists egresses, a page at a time.
    pub fn list_egress(&self, request: lk_proto::ListEgressRequest) -> Call<rpc::ListEgress> {
        Call::new(&self.0, request)
    }

    /// Starts an egress of any kind.
    pub fn start_egress(&self, request: lk_proto::StartEgressRequest) -> Call<rpc::StartEgress> {
        Call::new(&self.0, request)
    }

    /// Records or streams one participant.
    pub fn start_participant_egress(&self, request: lk_proto::ParticipantEgressRequest) -> Call<rpc::StartParticipantEgress> {
        Call::new(&self.0, request)
    }

    /// Records or streams a room as one picture.
    pub fn start_room_composite_egress(&self, request: lk_proto::RoomCompositeEgressRequest) -> Call<rpc::StartRoomCompositeEgress> {
        Call::new(&self.0, request)
    }

    /// Records or streams one audio and one video track together.
    pub fn start_track_composite_egress(&self, request: lk_proto::TrackCompositeEgressRequest) -> Call<rpc::StartTrackCompositeEgress> {
        Call::new(&self.0, request)
    }

    /// Writes one track out as it is.
    pub fn start_track_egress(&self, request: lk_proto::TrackEgressRequest) -> Call<rpc::StartTrackEgress> {
        Call::new(&self.0, request)
    }

    /// Records or streams a web page.
    pub fn start_web_egress(&self, request: lk_proto::WebEgressRequest) -> Call<rpc::StartWebEgress> {
        Call::new(&self.0, request)
    }

    /// Ends an egress.
    pub fn stop_egress(&self, request: lk_proto::StopEgressRequest) -> Call<rpc::StopEgress> {
        Call::new(&self.0, request)
    }

    /// Changes the layout of a room's egress.
    pub fn update_layout(&self, request: lk_proto::UpdateLayoutRequest) -> Call<rpc::UpdateLayout> {
        Call::new(&self.0, request)
    }

    /// Adds and removes streams of an egress.
    pub fn update_stream(&self, request: lk_proto::UpdateStreamRequest) -> Call<rpc::UpdateStream> {
        Call::new(&self.0, request)
    }
}
