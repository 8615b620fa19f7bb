//! See the target's documentation in lk-webhook's tests.
#![no_main]

#[path = "../../crates/lk-webhook/tests/it/targets.rs"]
#[allow(dead_code)]
mod targets;

libfuzzer_sys::fuzz_target!(|input: &[u8]| targets::receive(input));
