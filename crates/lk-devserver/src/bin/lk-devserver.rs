//! The `lk-devserver` binary.

fn main() {}
