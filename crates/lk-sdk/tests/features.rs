//! The documentation says which features `full` leaves out.

use std::collections::{BTreeMap, BTreeSet};

#[test]
fn the_readme_names_every_feature_and_those_that_full_leaves_out() {
    let features = features();
    let readme = include_str!("../README.md");
    let row = readme.lines().find(|line| line.starts_with("| `full` |"));
    let row = row.expect("a row for `full`");
    let mut left_out = BTreeSet::new();
    for name in features.keys() {
        assert!(
            readme.contains(&format!("`{name}`")) || name == "default",
            "{name}"
        );
        if !enabled_by("full", &features).contains(name) {
            left_out.insert(name.as_str());
        }
    }
    let named = row.split('`').skip(1).step_by(2);
    let named: BTreeSet<&str> = named.filter(|name| *name != "full").collect();
    assert_eq!(named, left_out);
}

/// The features of the manifest, each with what it enables.
fn features() -> BTreeMap<String, Vec<String>> {
    let manifest = include_str!("../Cargo.toml");
    let (_, table) = manifest.split_once("[features]\n").expect("features");
    let (table, _) = table.split_once("\n[").expect("another table");
    let rows = table.lines().filter_map(|line| line.split_once(" = "));
    rows.map(|(name, enables)| {
        let enables = enables.split('"').skip(1).step_by(2);
        (name.to_owned(), enables.map(str::to_owned).collect())
    })
    .collect()
}

fn enabled_by(feature: &str, features: &BTreeMap<String, Vec<String>>) -> BTreeSet<String> {
    let mut enabled = BTreeSet::from([feature.to_owned()]);
    for other in features.get(feature).into_iter().flatten() {
        enabled.extend(enabled_by(other, features));
    }
    enabled
}
