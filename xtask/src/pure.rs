//! `cargo xtask pure`: holds dependency trees free of what they promise to be free of.

/// Runtimes and the sockets below them.
const RUNTIMES: &[&str] = &["hyper", "mio", "tokio"];

/// What somebody who only mints or verifies tokens must not build.
const HEAVY: &[&str] = &["hyper", "mio", "prost", "rustls", "str0m", "tokio"];

/// Crates that work without a runtime once their default features are off.
pub(crate) const SANS_IO: &[&str] = &[
    "lk-devserver",
    "lk-media",
    "lk-pacer",
    "lk-peer",
    "lk-rtc",
    "lk-sdp",
    "lk-signal",
];

/// Flags of `cargo tree`, and the crates that may not show up.
type Rule = (&'static [&'static str], &'static [&'static str]);

/// Trees with chosen features.
const CHOSEN: &[Rule] = &[
    (&["--package", "lk-auth"], HEAVY),
    (
        &[
            "--package",
            "lk-sdk",
            "--no-default-features",
            "--features",
            "auth",
        ],
        HEAVY,
    ),
];

/// Fails on a tree that holds a crate it may not.
pub(crate) fn run() -> anyhow::Result<()> {
    let mut faults = Vec::new();
    for name in SANS_IO {
        check(
            &["--package", name, "--no-default-features"],
            RUNTIMES,
            &mut faults,
        )?;
    }
    for (flags, banned) in CHOSEN {
        check(flags, banned, &mut faults)?;
    }
    crate::none("impure", &faults)
}

fn check(flags: &[&str], banned: &[&str], faults: &mut Vec<String>) -> anyhow::Result<()> {
    let plain = [
        "tree", "--edges", "normal", "--prefix", "none", "--format", "{p}",
    ];
    let tree = crate::output(crate::cargo(&plain).args(flags))?;
    for name in banned {
        let found = |line: &str| line.split_whitespace().next() == Some(name);
        if tree.lines().any(found) {
            faults.push(format!("cargo tree {}: has {name}", flags.join(" ")));
        }
    }
    Ok(())
}
