//! What each of these processes does: an application with tokens of its own beside ours.

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use lk_auth::{ApiKey, TokenVerifier};
use serde_json::{Value, json};

pub(crate) fn key() -> ApiKey {
    ApiKey::new("k", "s")
}

/// Mints and verifies a token of ours.
pub(crate) fn ours_hold() -> String {
    let token = key().token().identity("a").to_jwt().expect("a token");
    let claims = TokenVerifier::new(key()).verify(&token).expect("true");
    assert_eq!(claims.identity(), "a");
    token
}

/// Signs and reads a token as an application does, by `algorithm`, with the process's provider.
#[allow(dead_code)]
pub(crate) fn applications_hold(algorithm: Algorithm) {
    let claims = json!({"iss": "k", "sub": "b", "exp": 4_000_000_000_u64});
    let secret = EncodingKey::from_secret(b"s");
    let token = jsonwebtoken::encode(&Header::new(algorithm), &claims, &secret).expect("a token");
    assert_eq!(read(&token, algorithm), claims);
    let ours = TokenVerifier::new(key()).verify(&token);
    assert_eq!(ours.is_ok(), algorithm == Algorithm::HS256, "{algorithm:?}");
}

/// What the application reads of `token`.
#[allow(dead_code)]
pub(crate) fn read(token: &str, algorithm: Algorithm) -> Value {
    let key = DecodingKey::from_secret(b"s");
    jsonwebtoken::decode(token, &key, &Validation::new(algorithm))
        .expect("true")
        .claims
}
