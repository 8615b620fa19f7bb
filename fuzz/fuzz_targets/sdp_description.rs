//! See the target's documentation in lk-sdp's tests.
#![no_main]

#[path = "../../crates/lk-sdp/tests/it/targets.rs"]
#[allow(dead_code)]
mod targets;

libfuzzer_sys::fuzz_target!(|input: &[u8]| targets::description(input));
