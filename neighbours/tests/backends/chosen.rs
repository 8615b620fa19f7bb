//! A process with two back ends of `jsonwebtoken`, between which the application chooses.

mod common;

use jsonwebtoken::crypto::aws_lc;
use lk_auth::{ApiKey, TokenVerifier};

#[test]
fn the_choice_is_left_to_the_application() {
    common::ours_hold();
    aws_lc::DEFAULT_PROVIDER
        .install_default()
        .expect("nobody else chose");
    let theirs = common::application_signs();
    let claims = TokenVerifier::new(ApiKey::new("k", "s")).verify(&theirs);
    assert_eq!(claims.expect("true").identity(), "b");
    common::ours_hold();
}
