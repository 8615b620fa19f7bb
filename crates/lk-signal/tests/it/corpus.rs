//! Replays the fuzzers' corpora.

use std::fs;
use std::path::Path;

use crate::targets;

#[test]
fn the_corpora_are_read_without_a_panic() {
    for (name, target) in [
        ("client_frames", targets::client_frames as fn(&[u8])),
        ("server_frames", targets::server_frames),
        ("join_query", targets::join_query),
    ] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("corpus")
            .join(name);
        let mut count = 0;
        for file in fs::read_dir(folder).expect("corpus").flatten() {
            target(&fs::read(file.path()).expect("bytes"));
            count += 1;
        }
        assert!(count > 2, "{name} has {count} files");
    }
}
