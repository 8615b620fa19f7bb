//! A process that installs its provider of `jsonwebtoken` after it used ours.

mod common;

use jsonwebtoken::Algorithm;
use jsonwebtoken::crypto::aws_lc;

#[test]
fn a_provider_can_be_installed_after_tokens_were_minted_and_verified() {
    let token = common::ours_hold();
    aws_lc::DEFAULT_PROVIDER
        .install_default()
        .expect("the place is free");
    assert_eq!(common::read(&token, Algorithm::HS256)["sub"], "a");
    for algorithm in [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512] {
        common::applications_hold(algorithm);
    }
    common::ours_hold();
}
