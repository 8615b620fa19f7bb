//! See the target's documentation in lk-api's tests.
#![no_main]

#[path = "../../crates/lk-api/tests/it/targets.rs"]
#[allow(dead_code)]
mod targets;

libfuzzer_sys::fuzz_target!(|input: &[u8]| targets::answer(input));
