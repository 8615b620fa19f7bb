//! A process that installs its provider of `jsonwebtoken` before it uses ours.

mod common;

use jsonwebtoken::Algorithm;
use jsonwebtoken::crypto::aws_lc;

#[test]
fn a_provider_installed_before_stays_the_applications() {
    aws_lc::DEFAULT_PROVIDER
        .install_default()
        .expect("nobody installed one before");
    let token = common::ours_hold();
    assert_eq!(common::read(&token, Algorithm::HS256)["sub"], "a");
    for algorithm in [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512] {
        common::applications_hold(algorithm);
    }
}
