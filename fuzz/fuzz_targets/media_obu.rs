//! See the target's documentation in lk-media's tests.
#![no_main]

#[path = "../../crates/lk-media/tests/it/container_targets.rs"]
#[allow(dead_code)]
mod targets;

libfuzzer_sys::fuzz_target!(|input: &[u8]| targets::obu(input));
