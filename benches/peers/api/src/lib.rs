//! What the benchmarks call, and the server that answers.

use std::sync::mpsc;
use std::thread;

use livekit_api::services::room::RoomClient;
use lk_api::LiveKitApi;
use lk_devserver::DevServer;
use tokio::runtime;

/// The dev server on a thread of its own, with a few rooms open. It ends with the process.
pub fn server() -> String {
    let (ready, address) = mpsc::channel();
    thread::spawn(move || {
        let runtime = runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        runtime.block_on(async {
            let server = DevServer::start().await.expect("a server");
            let api = ours(&server.http_url());
            for number in 0..5 {
                let request = lk_proto::CreateRoomRequest {
                    name: format!("room-{number}"),
                    empty_timeout: 3600,
                    ..Default::default()
                };
                api.room().create_room(request).await.expect("a room");
            }
            ready.send(server.http_url()).expect("somebody waits");
            std::future::pending::<()>().await;
        });
    });
    address.recv().expect("a server")
}

/// Our client.
pub fn ours(url: &str) -> LiveKitApi {
    LiveKitApi::new(url, "devkey", "secret").expect("an API")
}

/// `livekit-api`'s.
pub fn peers(url: &str) -> RoomClient {
    RoomClient::with_api_key(url, "devkey", "secret")
}

/// One call of ours.
pub async fn call_ours(api: &LiveKitApi) {
    let listed = api.room().list_rooms(Default::default()).await;
    assert_eq!(listed.expect("rooms").rooms.len(), 5);
}

/// The same call of `livekit-api`.
pub async fn call_peers(client: &RoomClient) {
    let listed = client.list_rooms(Vec::new()).await;
    assert_eq!(listed.expect("rooms").len(), 5);
}

/// A runtime for a client.
pub fn runtime() -> runtime::Runtime {
    runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
}
