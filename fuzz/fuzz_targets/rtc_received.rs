//! See the target's documentation in lk-rtc's tests.
#![no_main]

#[path = "../../crates/lk-rtc/tests/it/received_target.rs"]
#[allow(dead_code)]
mod targets;

libfuzzer_sys::fuzz_target!(|input: &[u8]| targets::received(input));
