//! The edges of validity, as Python's SDK has them with its 60 s of leeway.

use std::time::Duration;

use lk_auth::{AccessToken, ApiKey, Claims, NumericDate, TokenVerifier};

use crate::vectors::{KEY, NOW, SECRET, at, cases, text};

/// A token whose `exp` or `nbf` lies `offset` seconds from [`NOW`].
fn token(field: &str, offset: i64) -> String {
    let date = NOW.checked_add_signed(offset).expect("a date");
    let key = ApiKey::new(KEY, SECRET);
    match field {
        "exp" => {
            let token = key.token().valid_for(Duration::from_secs(10_000));
            token.to_jwt_at(at(date - 10_000)).expect("a token")
        }
        _ => key.token().to_jwt_at(at(date)).expect("a token"),
    }
}

#[test]
fn the_edges_are_pythons() {
    let verifier = TokenVerifier::new(ApiKey::new(KEY, SECRET));
    for case in &cases("leeway.json") {
        let (field, offset) = (
            text(case, "field"),
            case["offset_from_now"].as_i64().expect("i64"),
        );
        // Both dates of the vectors move alone; here the other one always allows.
        let accepted = verifier.verify_at(&token(field, offset), at(NOW)).is_ok();
        assert_eq!(
            accepted,
            text(case, "python") == "accept",
            "{field} {offset}"
        );
    }
}

#[test]
fn leeway_is_settable() {
    let strict = TokenVerifier::new(ApiKey::new(KEY, SECRET)).leeway(Duration::ZERO);
    assert!(strict.verify_at(&token("exp", 1), at(NOW)).is_ok());
    assert!(strict.verify_at(&token("exp", 0), at(NOW)).is_err());
    assert!(strict.verify_at(&token("nbf", 0), at(NOW)).is_ok());
    assert!(strict.verify_at(&token("nbf", 1), at(NOW)).is_err());
}

#[test]
fn dates_at_the_ends_of_time_do_not_overflow() {
    let key = ApiKey::new(KEY, SECRET);
    let lax = TokenVerifier::new(key.clone()).leeway(Duration::MAX);
    let token = AccessToken::with_key(key)
        .to_jwt_at(at(NOW))
        .expect("a token");
    assert!(lax.verify_at(&token, at(0)).is_ok());
    assert!(lax.verify_at(&token, at(i64::MAX as u64)).is_ok());

    let claims: Claims = serde_json::from_str(r#"{"exp":1e300,"nbf":-5}"#).expect("claims");
    assert_eq!(claims.exp.expect("exp").as_secs(), u64::MAX);
    assert_eq!(claims.nbf, Some(NumericDate::from_secs(0)));
}
