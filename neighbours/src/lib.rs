//! Tests of tokens and webhooks in an application that turns on features of the crates it shares with us.
//!
//! Features are of a whole build, so this is a workspace of its own. `cargo xtask ci neighbours` runs it.
