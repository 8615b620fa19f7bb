//! RoomService, method by method, with the real server's checks in its order.
#![expect(deprecated, reason = "fields that older clients still write and read")]

use lk_proto::{
    CreateRoomRequest, DataPacket, DeleteRoomResponse, DisconnectReason,
    ForwardParticipantResponse, ListParticipantsResponse, ListRoomsResponse,
    MoveParticipantResponse, MuteRoomTrackRequest, MuteRoomTrackResponse, MuteTrackRequest,
    ParticipantInfo, RemoveParticipantResponse, SendDataRequest, SendDataResponse,
    UpdateParticipantRequest, UpdateSubscriptionsRequest, UpdateSubscriptionsResponse, UserPacket,
    data_packet::Value, leave_request::Action, rpc::room_service as rpc, signal_response::Message,
};

use super::{Call, TwirpCode, TwirpError};
use crate::core::{
    Core, keys::ParticipantKey, output::HttpReply, participant::Participant, room::Room,
    rooms::RoomWishes,
};

impl Core {
    pub(super) fn room_service(&mut self, call: &Call<'_>, method: &str) -> Option<HttpReply> {
        Some(match method {
            "CreateRoom" => {
                call.answer::<rpc::CreateRoom>(|request| self.create_room(call, request))
            }
            "ListRooms" => call.answer::<rpc::ListRooms>(|request| {
                call.require(|video| video.room_list)?;
                let wanted = |room: &&Room| {
                    request.names.is_empty() || request.names.contains(&room.fixed.name)
                };
                Ok(ListRoomsResponse {
                    rooms: self.rooms.iter().filter(wanted).map(Room::info).collect(),
                })
            }),
            "DeleteRoom" => call.answer::<rpc::DeleteRoom>(|request| {
                call.require(|video| video.room_create)?;
                let room = self
                    .rooms
                    .named_mut(&request.room)
                    .ok_or_else(TwirpError::room_not_found)?;
                room.end(DisconnectReason::RoomDeleted, &mut self.env);
                Ok(DeleteRoomResponse {})
            }),
            "ListParticipants" => call.answer::<rpc::ListParticipants>(|request| {
                call.require_admin(&request.room)?;
                let room = self.rooms.named_mut(&request.room);
                let participants = room.map(|room| {
                    room.participants
                        .values_mut()
                        .map(Participant::info)
                        .collect()
                });
                Ok(ListParticipantsResponse {
                    participants: participants.unwrap_or_default(),
                })
            }),
            "GetParticipant" => call.answer::<rpc::GetParticipant>(|request| {
                call.require_admin(&request.room)?;
                let (room, key) = self.participant(&request.room, &request.identity)?;
                room.participant_info(key)
            }),
            "RemoveParticipant" => call.answer::<rpc::RemoveParticipant>(|request| {
                call.require_admin(&request.room)?;
                let key = self.participant(&request.room, &request.identity)?.1;
                if let Some(room) = self.rooms.named_mut(&request.room) {
                    let leave = Some(Action::Disconnect);
                    room.remove(
                        key,
                        DisconnectReason::ParticipantRemoved,
                        leave,
                        &mut self.env,
                    );
                }
                Ok(RemoveParticipantResponse {})
            }),
            "MutePublishedTrack" => call.answer::<rpc::MutePublishedTrack>(|request| {
                self.mute_published_track(call, request)
            }),
            "UpdateParticipant" => call
                .answer::<rpc::UpdateParticipant>(|request| self.update_participant(call, request)),
            "UpdateSubscriptions" => call.answer::<rpc::UpdateSubscriptions>(|request| {
                self.update_subscriptions(call, request)
            }),
            "SendData" => call.answer::<rpc::SendData>(|request| self.send_data(call, request)),
            "UpdateRoomMetadata" => call.answer::<rpc::UpdateRoomMetadata>(|request| {
                self.check_metadata(&request.metadata)?;
                call.require_admin(&request.room)?;
                let room = self
                    .rooms
                    .named_mut(&request.room)
                    .ok_or_else(TwirpError::room_not_found)?;
                room.fixed.metadata = request.metadata;
                room.send_room_update(&mut self.env);
                Ok(room.info())
            }),
            "ForwardParticipant" => call.answer::<rpc::ForwardParticipant>(|request| {
                self.refuse_move(
                    call,
                    &request.room,
                    &request.identity,
                    &request.destination_room,
                )?;
                Ok(ForwardParticipantResponse {})
            }),
            "MoveParticipant" => call.answer::<rpc::MoveParticipant>(|request| {
                self.refuse_move(
                    call,
                    &request.room,
                    &request.identity,
                    &request.destination_room,
                )?;
                Ok(MoveParticipantResponse {})
            }),
            // Its answer comes when the participant's does.
            "PerformRpc" => match self.perform_rpc(call) {
                Ok(()) => return None,
                Err(error) => error.into(),
            },
            _ => TwirpError::new(TwirpCode::Unimplemented, method).into(),
        })
    }

    fn create_room(
        &mut self,
        call: &Call<'_>,
        request: CreateRoomRequest,
    ) -> Result<lk_proto::Room, TwirpError> {
        call.require(|video| video.room_create)?;
        let max = self.env.config.max_name;
        if request.name.len() > max {
            let why = format!("room name length exceeds limits: max length {max}");
            return Err(TwirpError::new(TwirpCode::InvalidArgument, why));
        }
        self.check_metadata(&request.metadata)?;
        for agent in &request.agents {
            self.check_metadata(&agent.metadata)?;
            self.check_attributes(&agent.attributes)?;
        }
        if !request.room_preset.is_empty() {
            let why = "unknown room configuration in create room request";
            return Err(TwirpError::new(TwirpCode::InvalidArgument, why));
        }
        // A room that lives is answered as it is.
        let key = match self.rooms.by_name(&request.name) {
            Some(key) => key,
            None => {
                let name = request.name.clone();
                self.rooms
                    .create(&name, RoomWishes::from_request(request), &mut self.env)
            }
        };
        self.rooms
            .get(key)
            .map(Room::info)
            .ok_or_else(TwirpError::room_not_found)
    }

    fn mute_published_track(
        &mut self,
        call: &Call<'_>,
        request: MuteRoomTrackRequest,
    ) -> Result<MuteRoomTrackResponse, TwirpError> {
        call.require_admin(&request.room)?;
        if !request.muted && !self.env.config.remote_unmute {
            return Err(TwirpError::new(
                TwirpCode::FailedPrecondition,
                "remote unmute not enabled",
            ));
        }
        let key = self.live_participant(&request.room, &request.identity)?.1;
        let room = self
            .rooms
            .named_mut(&request.room)
            .ok_or_else(TwirpError::nobody)?;
        let mute = MuteTrackRequest {
            sid: request.track_sid.clone(),
            muted: request.muted,
        };
        room.send(key, Message::Mute(mute), &mut self.env);
        let track = room.set_muted(key, &request.track_sid, request.muted, &mut self.env);
        Ok(MuteRoomTrackResponse { track })
    }

    fn update_participant(
        &mut self,
        call: &Call<'_>,
        request: UpdateParticipantRequest,
    ) -> Result<ParticipantInfo, TwirpError> {
        let max = self.env.config.max_name;
        if request.name.len() > max {
            return Err(TwirpError::exceeds("name length exceeds limits", max));
        }
        self.check_metadata(&request.metadata)?;
        self.check_attributes(&request.attributes)?;
        call.require_admin(&request.room)?;
        let key = self.participant(&request.room, &request.identity)?.1;
        let room = self
            .rooms
            .named_mut(&request.room)
            .ok_or_else(TwirpError::room_not_found)?;
        room.set_metadata(
            key,
            request.name,
            request.metadata,
            request.attributes,
            &mut self.env,
        );
        if let Some(permission) = &request.permission {
            room.set_permission(key, permission, &mut self.env);
        }
        room.participant_info(key)
    }

    fn update_subscriptions(
        &mut self,
        call: &Call<'_>,
        request: UpdateSubscriptionsRequest,
    ) -> Result<UpdateSubscriptionsResponse, TwirpError> {
        call.require_admin(&request.room)?;
        let key = self.live_participant(&request.room, &request.identity)?.1;
        let room = self
            .rooms
            .named_mut(&request.room)
            .ok_or_else(TwirpError::nobody)?;
        let listed = request
            .participant_tracks
            .iter()
            .flat_map(|it| &it.track_sids);
        for sid in request.track_sids.iter().chain(listed) {
            room.set_subscribed(key, sid, request.subscribe, &mut self.env);
        }
        Ok(UpdateSubscriptionsResponse {})
    }

    fn send_data(
        &mut self,
        call: &Call<'_>,
        request: SendDataRequest,
    ) -> Result<SendDataResponse, TwirpError> {
        call.require_admin(&request.room)?;
        if !matches!(request.nonce.len(), 0 | 16) {
            let why = format!(
                "nonce should be 16-bytes or not present, got: {} bytes",
                request.nonce.len()
            );
            return Err(TwirpError::new(TwirpCode::InvalidArgument, why));
        }
        let room = self
            .rooms
            .named_mut(&request.room)
            .ok_or_else(TwirpError::nobody)?;
        let kind = request.kind();
        let packet = DataPacket {
            kind: kind.into(),
            destination_identities: request.destination_identities.clone(),
            value: Some(Value::User(UserPacket {
                payload: request.data,
                destination_sids: request.destination_sids,
                destination_identities: request.destination_identities,
                topic: request.topic,
                nonce: request.nonce,
                ..UserPacket::default()
            })),
            ..DataPacket::default()
        };
        room.route(None, kind, packet, &mut self.env);
        Ok(SendDataResponse {})
    }

    /// The participant `identity` of the room `name`.
    pub(super) fn participant(
        &mut self,
        name: &str,
        identity: &str,
    ) -> Result<(&mut Room, ParticipantKey), TwirpError> {
        self.find(name, identity)
            .ok_or_else(TwirpError::participant_not_found)
    }

    /// The same for methods that ask the participant itself.
    pub(in crate::core) fn live_participant(
        &mut self,
        name: &str,
        identity: &str,
    ) -> Result<(&mut Room, ParticipantKey), TwirpError> {
        self.find(name, identity).ok_or_else(TwirpError::nobody)
    }

    fn find(&mut self, name: &str, identity: &str) -> Option<(&mut Room, ParticipantKey)> {
        let room = self.rooms.named_mut(name)?;
        let key = room.by_identity(identity)?;
        Some((room, key))
    }

    /// No server that runs alone can move anybody.
    fn refuse_move(
        &mut self,
        call: &Call<'_>,
        room: &str,
        identity: &str,
        destination: &str,
    ) -> Result<(), TwirpError> {
        call.require(|video| {
            video.room_admin && video.room == room && video.destination_room == destination
        })?;
        if room == destination {
            let why = "destination room cannot be the same as source room";
            return Err(TwirpError::exceeds(why, ""));
        }
        self.live_participant(room, identity)?;
        Err(TwirpError::new(TwirpCode::Unknown, "not implemented"))
    }

    fn check_metadata(&self, metadata: &str) -> Result<(), TwirpError> {
        if self.env.metadata_too_long(metadata) {
            return Err(TwirpError::exceeds(
                "metadata size exceeds limits",
                self.env.config.max_metadata,
            ));
        }
        Ok(())
    }

    fn check_attributes<'a>(
        &self,
        attributes: impl IntoIterator<Item = (&'a String, &'a String)>,
    ) -> Result<(), TwirpError> {
        if self.env.attributes_too_long(attributes) {
            return Err(TwirpError::exceeds(
                "attribute size exceeds limits",
                self.env.config.max_attributes,
            ));
        }
        Ok(())
    }
}

impl Room {
    fn participant_info(&mut self, key: ParticipantKey) -> Result<ParticipantInfo, TwirpError> {
        let participant = self
            .participants
            .get_mut(&key)
            .ok_or_else(TwirpError::participant_not_found)?;
        Ok(participant.info())
    }
}
