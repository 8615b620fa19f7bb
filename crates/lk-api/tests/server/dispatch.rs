//! Agent dispatches.

use lk_api::TwirpCode;
use lk_proto::{
    CreateAgentDispatchRequest, CreateRoomRequest, DeleteAgentDispatchRequest, DeleteRoomRequest,
    ListAgentDispatchRequest,
};

use crate::{api, name, refused};

#[tokio::test]
async fn a_dispatch_is_created_listed_and_deleted() {
    let api = api().await;
    let room = name("dispatch");
    let request = CreateRoomRequest {
        name: room.clone(),
        ..Default::default()
    };
    api.room().create_room(request).await.expect("a room");

    let dispatches = api.agent_dispatch();
    let request = CreateAgentDispatchRequest {
        room: room.clone(),
        agent_name: "agent".into(),
        metadata: "m".into(),
        ..Default::default()
    };
    let made = match dispatches.create_dispatch(request).await {
        Ok(made) => made,
        Err(error) if error.code() == Some(TwirpCode::BadRoute) => {
            eprintln!("SKIPPED: the server has no AgentDispatchService");
            return;
        }
        Err(error) => panic!("{error:?}"),
    };
    assert!(made.id.starts_with("AD_"), "{made:?}");
    assert_eq!(
        (made.agent_name.as_str(), made.metadata.as_str()),
        ("agent", "m")
    );

    let list = |dispatch_id: &str| {
        let dispatch_id = dispatch_id.to_owned();
        dispatches.list_dispatch(ListAgentDispatchRequest {
            dispatch_id,
            room: room.clone(),
        })
    };
    let listed = list("").await.expect("a list").agent_dispatches;
    // A server may have a dispatch of its own for each room, to agents without a name.
    assert!(listed.iter().any(|one| one.id == made.id), "{listed:?}");
    assert_eq!(
        list(&made.id).await.expect("a list").agent_dispatches.len(),
        1
    );

    let delete = || DeleteAgentDispatchRequest {
        dispatch_id: made.id.clone(),
        room: room.clone(),
    };
    let deleted = dispatches.delete_dispatch(delete()).await.expect("deleted");
    assert_eq!(deleted.id, made.id);
    let listed = list("").await.expect("a list").agent_dispatches;
    assert!(listed.iter().all(|one| one.id != made.id), "{listed:?}");
    refused(
        dispatches.delete_dispatch(delete()).await,
        TwirpCode::NotFound,
    );
    api.room()
        .delete_room(DeleteRoomRequest { room })
        .await
        .expect("deleted");
}
