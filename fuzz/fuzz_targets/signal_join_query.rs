//! See the target's documentation in lk-signal's tests.
#![no_main]

#[path = "../../crates/lk-signal/tests/it/targets.rs"]
#[allow(dead_code)]
mod targets;

libfuzzer_sys::fuzz_target!(|input: &[u8]| targets::join_query(input));
