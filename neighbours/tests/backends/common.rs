//! What each of these processes does: tokens of ours, and one of the application's own.

use jsonwebtoken::{EncodingKey, Header};
use lk_auth::{ApiKey, TokenVerifier, VerifyError};

/// Mints and verifies tokens of ours.
pub(crate) fn ours_hold() {
    let key = ApiKey::new("k", "s");
    let token = key.token().identity("a").to_jwt().expect("a token");
    let verifier = TokenVerifier::new(key);
    let claims = verifier.verify(&token).expect("true");
    assert_eq!(claims.identity(), "a");
    // `{"alg":"HS256","kid":"1"}`: a header that is not known by sight is read by jsonwebtoken.
    let (_, rest) = token.split_once('.').expect("parts");
    let odd = format!("eyJhbGciOiJIUzI1NiIsImtpZCI6IjEifQ.{rest}");
    let verdict = verifier.verify(&odd);
    assert!(
        matches!(verdict, Err(VerifyError::BadSignature)),
        "{verdict:?}"
    );
}

/// A token as an application signs it, with the process's provider.
pub(crate) fn application_signs() -> String {
    let claims = serde_json::json!({"iss": "k", "sub": "b", "exp": 4_000_000_000_u64});
    let secret = EncodingKey::from_secret(b"s");
    jsonwebtoken::encode(&Header::default(), &claims, &secret).expect("a token")
}
