//! Replays the fuzzers' corpora.

use std::fs;
use std::path::Path;

use crate::targets;

fn replay(folder: &str, target: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(folder);
    let mut count = 0;
    for file in fs::read_dir(folder).expect("corpus").flatten() {
        target(&fs::read(file.path()).expect("bytes"));
        count += 1;
    }
    assert!(count > 3);
}

#[test]
fn hostile_descriptions_do_no_harm() {
    replay("description", targets::description);
}

#[test]
fn hostile_datagrams_do_no_harm() {
    replay("datagrams", targets::datagrams);
}
