//! A process with two back ends of `jsonwebtoken`, between which nobody chooses.

mod common;

#[test]
fn tokens_do_without_the_choice_that_the_application_has_not_made() {
    common::ours_hold();
    assert!(
        std::panic::catch_unwind(common::application_signs).is_err(),
        "jsonwebtoken asks for a choice"
    );
    common::ours_hold();
}
