//! See the target's documentation in lk-auth's tests.
#![no_main]

#[path = "../../crates/lk-auth/tests/it/targets.rs"]
#[allow(dead_code)]
mod targets;

libfuzzer_sys::fuzz_target!(|input: &[u8]| targets::token(input));
