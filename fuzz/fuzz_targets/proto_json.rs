//! See the target's documentation in lk-proto's tests.
#![no_main]

#[path = "../../crates/lk-proto/tests/it/targets.rs"]
#[allow(dead_code)]
mod targets;

libfuzzer_sys::fuzz_target!(|input: &[u8]| targets::json(input));
