//! A process that chooses the provider of `jsonwebtoken` by a feature and installs none.

mod common;

use jsonwebtoken::Algorithm;

#[test]
fn a_provider_chosen_by_a_feature_works_beside_ours() {
    let token = common::ours_hold();
    assert_eq!(common::read(&token, Algorithm::HS256)["sub"], "a");
    for algorithm in [Algorithm::HS256, Algorithm::HS384, Algorithm::HS512] {
        common::applications_hold(algorithm);
    }
}
