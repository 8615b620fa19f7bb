//! A process whose provider of `jsonwebtoken` refuses everything, from the middle of its life on.

mod common;

use jsonwebtoken::crypto::{CryptoProvider, KeyUtils};
use jsonwebtoken::errors::{ErrorKind, new_error};
use jsonwebtoken::{DecodingKey, Validation};

static REFUSES_EVERYTHING: CryptoProvider = CryptoProvider {
    signer_factory: |_, _| Err(new_error(ErrorKind::UnsupportedAlgorithm)),
    verifier_factory: |_, _| Err(new_error(ErrorKind::UnsupportedAlgorithm)),
    key_utils: KeyUtils::new_unimplemented(),
};

#[test]
fn tokens_neither_use_nor_set_the_provider_of_the_process() {
    common::ours_hold();
    REFUSES_EVERYTHING
        .install_default()
        .expect("nobody installed one before");
    let token = common::ours_hold();

    let key = DecodingKey::from_secret(b"s");
    let decoded = jsonwebtoken::decode::<serde_json::Value>(&token, &key, &Validation::default());
    let refused = decoded.expect_err("the application's provider is the one in force");
    assert_eq!(*refused.kind(), ErrorKind::UnsupportedAlgorithm);
}
