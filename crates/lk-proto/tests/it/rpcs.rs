//! The services' calls.

use std::collections::BTreeSet;

use lk_proto::rpc::{RPCS, Rpc, room_service, sip};
use lk_proto::{Room, SipParticipantInfo};

#[test]
fn a_call_names_its_path_and_messages() {
    fn is<R: Rpc<Response = A>, A>(path: &str) {
        assert_eq!(R::PATH, path);
        assert_eq!(R::PATH, format!("/twirp/{}/{}", R::SERVICE, R::METHOD));
        assert!(RPCS.contains(&(R::SERVICE, R::METHOD)));
    }
    is::<room_service::CreateRoom, Room>("/twirp/livekit.RoomService/CreateRoom");
    is::<sip::CreateSipParticipant, SipParticipantInfo>("/twirp/livekit.SIP/CreateSIPParticipant");
}

#[test]
fn the_table_holds_every_call_once() {
    assert_eq!(RPCS.len(), 83);
    assert_eq!(RPCS.iter().collect::<BTreeSet<_>>().len(), RPCS.len());
}
