//! The client of `livekit.RoomService`.
//!
//! Written by `cargo xtask codegen`; change the schema in `proto/` instead.

use lk_proto::rpc::room_service as rpc;

use crate::api::LiveKitApi;
use crate::call::Call;

/// Rooms and who is in them.
///
/// One method a call of `livekit.RoomService`; each takes its request message.
#[derive(Debug, Clone)]
pub struct RoomService(pub(crate) LiveKitApi);

impl LiveKitApi {
    /// Rooms and who is in them.
    pub fn room(&self) -> RoomService {
        RoomService(self.clone())
    }
}

impl RoomService {
    /// Creates a room, or returns it unchanged where one of that name is open.
    pub fn create_room(&self, request: lk_proto::CreateRoomRequest) -> Call<rpc::CreateRoom> {
        Call::new(&self.0, request)
    }

    /// Closes a room; its participants are disconnected.
    pub fn delete_room(&self, request: lk_proto::DeleteRoomRequest) -> Call<rpc::DeleteRoom> {
        Call::new(&self.0, request)
    }

    /// Publishes a participant's tracks in another room as well.
    pub fn forward_participant(&self, request: lk_proto::ForwardParticipantRequest) -> Call<rpc::ForwardParticipant> {
        Call::new(&self.0, request)
    }

    /// Returns one participant.
    pub fn get_participant(&self, request: lk_proto::RoomParticipantIdentity) -> Call<rpc::GetParticipant> {
        Call::new(&self.0, request)
    }

    /// Lists a room's participants. An unknown room has none.
    pub fn list_participants(&self, request: lk_proto::ListParticipantsRequest) -> Call<rpc::ListParticipants> {
        Call::new(&self.0, request)
    }

    /// Lists open rooms: all, or those named.
    pub fn list_rooms(&self, request: lk_proto::ListRoomsRequest) -> Call<rpc::ListRooms> {
        Call::new(&self.0, request)
    }

    /// Moves a participant to another room.
    pub fn move_participant(&self, request: lk_proto::MoveParticipantRequest) -> Call<rpc::MoveParticipant> {
        Call::new(&self.0, request)
    }

    /// Mutes a track, or unmutes it where the server allows that.
    pub fn mute_published_track(&self, request: lk_proto::MuteRoomTrackRequest) -> Call<rpc::MutePublishedTrack> {
        Call::new(&self.0, request)
    }

    /// Calls a method of a participant and returns what it answers.
    ///
    /// The time limit, unless set, lies above that of the server, which waits for the response
    /// timeout and 7 s more.
    pub fn perform_rpc(&self, request: lk_proto::PerformRpcRequest) -> Call<rpc::PerformRpc> {
        Call::new(&self.0, request)
    }

    /// Disconnects a participant. Its token stays good: it may come back.
    pub fn remove_participant(&self, request: lk_proto::RoomParticipantIdentity) -> Call<rpc::RemoveParticipant> {
        Call::new(&self.0, request)
    }

    /// Sends data to a room's participants: all, or those named.
    ///
    /// Every call carries a nonce, made here where the request has none, so that a call that is
    /// repeated does not deliver twice.
    pub fn send_data(&self, request: lk_proto::SendDataRequest) -> Call<rpc::SendData> {
        Call::new(&self.0, request)
    }

    /// Changes a participant's name, metadata, attributes or permissions.
    pub fn update_participant(&self, request: lk_proto::UpdateParticipantRequest) -> Call<rpc::UpdateParticipant> {
        Call::new(&self.0, request)
    }

    /// Replaces a room's metadata.
    pub fn update_room_metadata(&self, request: lk_proto::UpdateRoomMetadataRequest) -> Call<rpc::UpdateRoomMetadata> {
        Call::new(&self.0, request)
    }

    /// Subscribes a participant to tracks, or unsubscribes it.
    pub fn update_subscriptions(&self, request: lk_proto::UpdateSubscriptionsRequest) -> Call<rpc::UpdateSubscriptions> {
        Call::new(&self.0, request)
    }
}
