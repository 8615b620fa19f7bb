//! Webhook delivery: what the core reports goes out signed, in order.

use std::time::Duration;

use http::Uri;
use lk_auth::ApiKey;
use lk_net::HttpClient;
use lk_proto::WebhookEvent;
use lk_webhook::{SenderOptions, WebhookSender};

use super::StartError;

/// The events on their way; none are made where nobody listens.
#[derive(Debug)]
pub(super) struct Webhooks {
    sender: Option<WebhookSender>,
}

impl Webhooks {
    pub(super) fn start(urls: &[String], key: &str, secret: &str) -> Result<Self, StartError> {
        let receivers = urls
            .iter()
            .map(|url| parse(url))
            .collect::<Result<Vec<Uri>, _>>()?;
        let sender = (!receivers.is_empty()).then(|| {
            let key = ApiKey::new(key, secret);
            WebhookSender::new(HttpClient::default(), key, receivers, SenderOptions::new())
        });
        Ok(Self { sender })
    }

    pub(super) fn queue(&self, event: &WebhookEvent) {
        let Some(sender) = &self.sender else { return };
        if let Err(error) = sender.send(event) {
            tracing::warn!(event = event.event, %error, "webhook dropped");
        }
    }

    /// Delivers what waits, and drops what is left after `limit`.
    pub(super) async fn flush(&self, limit: Duration) {
        let Some(sender) = &self.sender else { return };
        let dropped = sender.shutdown(limit).await;
        if dropped > 0 {
            tracing::warn!(dropped, "webhooks were not taken in time");
        }
    }
}

fn parse(url: &str) -> Result<Uri, StartError> {
    let uri: Option<Uri> = url.parse().ok();
    uri.filter(|uri| uri.scheme().is_some() && uri.authority().is_some())
        .ok_or_else(|| StartError::WebhookUrl { url: url.into() })
}
