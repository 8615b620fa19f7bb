//! Which grant each call wants, as the real server checks it.

use lk_auth::Claims;
use serde_json::Value;

/// Tells whether `claims` allow the call at `path`.
pub(super) fn allows(claims: &Claims, path: &str, request: &Value) -> bool {
    let mut words = path.rsplit('/');
    let method = words.next().unwrap_or_default();
    let service = words.next().unwrap_or_default();
    let video = claims.video.as_ref();
    let sip = claims.sip.as_ref();
    let agent = claims.agent.as_ref();
    let text = |name: &str| request[name].as_str().unwrap_or_default();
    let room = match text("room") {
        "" => text("roomName"),
        room => room,
    };
    let creates = || video.is_some_and(|video| video.room_create);
    let administers =
        || video.is_some_and(|video| video.room_admin && (room.is_empty() || video.room == room));
    let moves = || {
        let to = text("destinationRoom");
        administers() && video.is_some_and(|video| to.is_empty() || video.destination_room == to)
    };
    let calls = || sip.is_some_and(|sip| sip.call);
    let trunks = || sip.is_some_and(|sip| sip.admin);
    match (service, method) {
        ("livekit.RoomService", "CreateRoom" | "DeleteRoom") => creates(),
        ("livekit.RoomService", "ListRooms") => video.is_some_and(|video| video.room_list),
        ("livekit.RoomService", "ForwardParticipant" | "MoveParticipant") => moves(),
        ("livekit.RoomService" | "livekit.AgentDispatchService", _) => administers(),
        ("livekit.Egress", _) => video.is_some_and(|video| video.room_record),
        ("livekit.Ingress", _) => video.is_some_and(|video| video.ingress_admin),
        ("livekit.SIP", "CreateSIPParticipant") => calls(),
        ("livekit.SIP", "TransferSIPParticipant") => calls() && administers(),
        ("livekit.SIP" | "livekit.PhoneNumberService", _) => trunks(),
        ("livekit.Connector", _) => creates(),
        ("livekit.CloudAgent", _) => agent.is_some_and(|agent| agent.admin),
        ("livekit.AgentSimulation", _) => agent.is_some_and(|agent| agent.simulation_admin),
        _ => false,
    }
}
