//! The process-wide crypto provider of `jsonwebtoken` belongs to the application.

use jsonwebtoken::crypto::{CryptoProvider, KeyUtils};
use jsonwebtoken::errors::{ErrorKind, new_error};
use lk_auth::{ApiKey, TokenVerifier};

static REFUSES_EVERYTHING: CryptoProvider = CryptoProvider {
    signer_factory: |_, _| Err(new_error(ErrorKind::UnsupportedAlgorithm)),
    verifier_factory: |_, _| Err(new_error(ErrorKind::UnsupportedAlgorithm)),
    key_utils: KeyUtils::new_unimplemented(),
};

/// The other tests of this binary run in the same process, before, after and beside this one:
/// they all work with a provider that was never installed, or with this one.
#[test]
fn tokens_neither_use_nor_set_the_provider_of_the_process() {
    let key = ApiKey::new("k", "s");
    let verifier = TokenVerifier::new(key.clone());
    let mint = || key.token().identity("a").to_jwt().expect("a token");
    verifier.verify(&mint()).expect("true without a provider");

    REFUSES_EVERYTHING
        .install_default()
        .expect("nobody installed one before us");
    let token = mint();
    verifier
        .verify(&token)
        .expect("true beside a provider that refuses everything");

    let decoded = jsonwebtoken::decode::<serde_json::Value>(
        &token,
        &jsonwebtoken::DecodingKey::from_secret(b"s"),
        &jsonwebtoken::Validation::default(),
    );
    let refused = decoded.expect_err("the application's provider is the one in force");
    assert_eq!(*refused.kind(), ErrorKind::UnsupportedAlgorithm);
}
