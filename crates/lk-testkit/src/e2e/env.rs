//! The server that a scenario runs on.

use std::sync::atomic::{AtomicU32, Ordering};

use lk_api::LiveKitApi;
use lk_auth::{AccessToken, VideoGrant};
use lk_devserver::{DevServer, ServerConfig};

use super::LIMIT;
use super::hooks::Hooks;

/// A server, embedded or not.
#[derive(Debug)]
pub struct Env {
    url: String,
    key: String,
    secret: String,
    hooks: Option<Hooks>,
    server: Option<DevServer>,
}

/// Bytes a second; the real server's `rtc.datachannel_slow_threshold` is in bits.
pub const SLOW_THRESHOLD: u32 = 21_024;

/// What a scenario needs of its server beyond the ordinary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// That it creates no room because somebody joins it. On another server than the embedded
    /// one, `LIVEKIT_URL_NO_AUTO_CREATE` says where such a one is.
    NoAutoCreate,
    /// That it makes publishers of data wait for receivers faster than [`SLOW_THRESHOLD`].
    /// `LIVEKIT_URL_SLOW_THRESHOLD` names a server with `rtc.datachannel_slow_threshold: 168192`.
    /// Never the embedded one: the scenario judges rates by the wall clock, and there is a
    /// simulation for that one.
    SlowThreshold,
    /// That its webhooks come here. On another server than the embedded one,
    /// `LIVEKIT_WEBHOOK_LISTEN` says which address it posts to.
    Webhooks,
}

impl Env {
    /// The server for a scenario; `None` where there is none that has what it needs.
    ///
    /// # Panics
    ///
    /// If the embedded server does not start, or the environment names half a server.
    pub async fn start(needs: Needs) -> Option<Self> {
        match std::env::var("LIVEKIT_URL") {
            Ok(url) if !url.is_empty() => Self::foreign(url, needs),
            _ if needs == Needs::SlowThreshold => None,
            _ => Some(Self::embedded(needs).await),
        }
    }

    async fn embedded(needs: Needs) -> Self {
        let (key, secret) = ("devkey".to_owned(), "secret".to_owned());
        let config = ServerConfig::new(key.clone(), secret.clone());
        let config = config.auto_create(needs != Needs::NoAutoCreate);
        let mut builder = DevServer::builder();
        let mut hooks = None;
        if needs == Needs::Webhooks {
            let listening = Hooks::listen("127.0.0.1:0", &key, &secret);
            builder = builder.webhook_url(listening.url());
            hooks = Some(listening);
        }
        let server = builder
            .config(config)
            .start()
            .await
            .expect("the embedded server starts");
        Self {
            url: server.url(),
            key,
            secret,
            hooks,
            server: Some(server),
        }
    }

    fn foreign(url: String, needs: Needs) -> Option<Self> {
        let var = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let key = var("LIVEKIT_API_KEY").expect("LIVEKIT_API_KEY goes with LIVEKIT_URL");
        let secret = var("LIVEKIT_API_SECRET").expect("LIVEKIT_API_SECRET goes with LIVEKIT_URL");
        let (url, hooks) = match needs {
            Needs::Nothing => (url, None),
            Needs::NoAutoCreate => (var("LIVEKIT_URL_NO_AUTO_CREATE")?, None),
            Needs::SlowThreshold => (var("LIVEKIT_URL_SLOW_THRESHOLD")?, None),
            Needs::Webhooks => {
                let address = var("LIVEKIT_WEBHOOK_LISTEN")?;
                (url, Some(Hooks::shared(&address, &key, &secret)))
            }
        };
        Some(Self {
            url,
            key,
            secret,
            hooks,
            server: None,
        })
    }

    /// Where clients connect.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Where the API is.
    #[must_use]
    pub fn http_url(&self) -> String {
        self.url.replacen("ws", "http", 1)
    }

    /// Whether it is the embedded server.
    #[must_use]
    pub fn is_embedded(&self) -> bool {
        self.server.is_some()
    }

    /// The webhooks that come from it.
    ///
    /// # Panics
    ///
    /// If the scenario did not ask for [`Needs::Webhooks`].
    #[must_use]
    pub fn hooks(&self) -> &Hooks {
        self.hooks.as_ref().expect("the scenario needs webhooks")
    }

    /// A room that no other scenario uses.
    #[must_use]
    pub fn room(&self, scenario: &str) -> String {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        format!("{scenario}-{}-{number}", std::process::id())
    }

    /// A token that this server accepts.
    ///
    /// # Panics
    ///
    /// If the grant makes no token.
    #[must_use]
    pub fn token(&self, identity: &str, grant: VideoGrant) -> String {
        let token = self.unsigned(identity, grant).to_jwt();
        token.expect("a token")
    }

    /// The same, to be added to before it is signed.
    pub fn unsigned(&self, identity: &str, grant: VideoGrant) -> AccessToken {
        AccessToken::new(self.key.as_str(), &self.secret)
            .identity(identity)
            .grant(grant)
    }

    /// The server's API.
    ///
    /// # Panics
    ///
    /// If the server's URL is none.
    #[must_use]
    pub fn api(&self) -> LiveKitApi {
        let api = LiveKitApi::new(&self.url, &self.key, &self.secret);
        api.expect("the server's url").timeout(LIMIT)
    }
}
