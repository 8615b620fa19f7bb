//! Our side of the tests with other SDKs: mints and verifies what the scripts beside it ask for.
//!
//! One JSON object a line, one answer a line: `{"mint": CLAIMS}` is answered by `{"token": TEXT}`,
//! `{"verify": TOKEN}` by `{"claims": CLAIMS}`, and either by `{"error": TEXT}`.
//! The key is `LIVEKIT_API_KEY` with `LIVEKIT_API_SECRET`, the clock the system's.

#![allow(clippy::print_stdout)]

use std::error::Error;
use std::time::Duration;

use lk_auth::{AccessToken, ApiKey, Claims, TokenVerifier};
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
    if let Some(token) = request["verify"].as_str() {
        let claims = TokenVerifier::new(key.clone()).verify(token)?;
        return Ok(json!({"claims": claims}));
    }
    let claims: Claims = serde_json::from_value(request["mint"].clone())?;
    let token = AccessToken::from_claims(key.clone(), claims)
        .valid_for(Duration::from_secs(600))
        .to_jwt()?;
    Ok(json!({"token": token}))
}
