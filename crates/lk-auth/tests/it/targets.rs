//! What the fuzzer runs. The corpus under `corpus/` is replayed through the same by the ordinary tests.

use std::time::{Duration, SystemTime};

use lk_auth::{AccessToken, ApiKey, Claims, KeyMap, TokenVerifier};

/// A token, or the claims of one, or a key file: any text is read or refused, what is read is minted again
/// and read the same, and nothing that this key did not sign is taken.
pub(crate) fn token(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let _ = text.parse::<KeyMap>();

    let key = ApiKey::new("fuzz", "a secret that stands in no corpus");
    let verifier = TokenVerifier::new(key.clone());
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    assert!(verifier.verify_at(&text, now).is_err(), "{text}");

    let claims = Claims::from_unverified(&text).ok();
    let claims = claims.or_else(|| serde_json::from_str(&text).ok());
    let Some(claims) = claims else {
        return;
    };
    let _ = format!("{claims:?}");
    let token = AccessToken::from_claims(key, claims).dangerously_allow_credentials();
    let Ok(jwt) = token.to_jwt_at(now) else {
        return;
    };
    let mut read = verifier.verify_at(&jwt, now).expect("just minted");
    (read.iss, read.exp, read.nbf) = (String::new(), None, None);
    assert_eq!(read, *token.claims());
}
