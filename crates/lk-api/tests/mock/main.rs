//! The scenarios of the vendor's API mock (`cmd/test-server` of the server's repository).
//!
//! They run on the dev server, which speaks the mock's control protocol; on the mock itself where
//! `LIVEKIT_MOCK_URL` is set to its first port. Both refuse a call whose token lacks its exact
//! grant, so every call here is a test of its grant.

mod failover;
mod grants;
mod services;
mod sip;

use std::ops::Deref;

use lk_api::{Failover, LiveKitApi};
use lk_devserver::DevServer;

/// A mock with four regions, and the API at the first.
pub(crate) struct Mock {
    api: LiveKitApi,
    _server: Option<DevServer>,
}

impl Deref for Mock {
    type Target = LiveKitApi;

    fn deref(&self) -> &LiveKitApi {
        &self.api
    }
}

/// The vendor's mock where there is one, else ours.
pub(crate) async fn mock() -> Mock {
    match std::env::var("LIVEKIT_MOCK_URL") {
        Ok(url) => Mock {
            api: at(&url),
            _server: None,
        },
        Err(_) => ours().await,
    }
}

/// Our own mock, which knows every call of the schema.
pub(crate) async fn ours() -> Mock {
    let server = DevServer::builder().mock_api(4).start().await;
    let server = server.expect("a server");
    Mock {
        api: at(&server.url()),
        _server: Some(server),
    }
}

fn at(url: &str) -> LiveKitApi {
    let api = LiveKitApi::new(url, "devkey", "secret").expect("an API");
    api.failover(Failover::Always)
}
