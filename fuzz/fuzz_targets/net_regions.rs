//! See the target's documentation in lk-net's tests.
#![no_main]

#[path = "../../crates/lk-net/tests/it/targets.rs"]
#[allow(dead_code)]
mod targets;

libfuzzer_sys::fuzz_target!(|input: &[u8]| targets::regions(input));
