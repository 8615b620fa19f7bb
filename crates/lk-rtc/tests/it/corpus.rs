//! Replays the fuzzers' corpora.

use std::fs;
use std::path::Path;

use crate::{received_target, targets};

fn replay(folder: &str, target: fn(&[u8])) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut count = 0;
    for file in fs::read_dir(corpus.join(folder)).expect("corpus").flatten() {
        target(&fs::read(file.path()).expect("bytes"));
        count += 1;
    }
    assert!(count > 5, "{count} files");
}

#[test]
fn a_server_that_says_anything_does_no_harm() {
    replay("engine", targets::engine);
}

#[test]
fn a_server_that_sends_anything_over_its_connection_does_no_harm() {
    replay("received", received_target::received);
}
