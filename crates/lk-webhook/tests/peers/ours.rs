//! Our side of the tests with other SDKs: signs and receives what the scripts beside it ask for.
//!
//! One JSON object a line, one answer a line: `{"sign": EVENT}` is answered by
//! `{"body": TEXT, "authorization": TEXT}`, `{"receive": {"body": …, "authorization": …}}` by
//! `{"event": EVENT}`, and either by `{"error": TEXT}`. Events are protojson.
//! The key is `LIVEKIT_API_KEY` with `LIVEKIT_API_SECRET`, the clock the system's.

#![allow(clippy::print_stdout)]

use std::error::Error;
use std::time::SystemTime;

use lk_auth::ApiKey;
use lk_proto::WebhookEvent;
use lk_proto::json::{self, Dialect};
use lk_webhook::WebhookReceiver;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let key = ApiKey::from_env()?;
    for line in std::io::stdin().lines() {
        let answer = answer(&key, &serde_json::from_str(&line?)?);
        println!(
            "{}",
            answer.unwrap_or_else(|error| json!({"error": error.to_string()}))
        );
    }
    Ok(())
}

fn answer(key: &ApiKey, request: &Value) -> Result<Value, Box<dyn Error>> {
    if let Some(post) = request.get("receive") {
        let body = post["body"].as_str().unwrap_or_default().as_bytes();
        let event =
            WebhookReceiver::new(key.clone()).receive(body, post["authorization"].as_str())?;
        let event = json::to_vec(event.wire(), Dialect::Camel);
        return Ok(json!({"event": serde_json::from_slice::<Value>(&event)?}));
    }
    let event: WebhookEvent = json::from_slice(request["sign"].to_string().as_bytes())?;
    let signed = lk_webhook::sign(&event, key, SystemTime::now())?;
    let body = String::from_utf8(signed.body)?;
    Ok(json!({"body": body, "authorization": signed.authorization}))
}
