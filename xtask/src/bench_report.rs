//! `cargo xtask bench-report`: what the benchmarks measured, ours beside the peers', as a table.
//!
//! Criterion leaves its estimates under `target/criterion`. The last part of a benchmark's name says whose it is:
//! ours begins with `lk-`, and `floor` is nobody's: what everyone has to do, such as the copies. Whatever comes before it
//! is the row.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use serde_json::Value;

use crate::tidy::files_below;

/// Where `cargo bench` leaves its estimates: the workspace's own, and those beside peers.
const FOLDERS: [&str; 2] = ["target/criterion", "benches/peers/target/criterion"];

/// Flags of `cargo xtask bench-report`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Only rows that begin with one of these; all when none is given.
    prefixes: Vec<String>,
    /// Take the fastest sample instead of the median: for a machine that others use too.
    #[arg(long)]
    fastest: bool,
    /// Write the report to this file instead of printing it.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// One benchmark's result.
#[derive(Debug, Clone, PartialEq)]
struct Measured {
    row: String,
    whose: String,
    /// The median or the fastest sample, in nanoseconds.
    nanos: f64,
}

/// Prints the report.
pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let mut all = Vec::new();
    for folder in FOLDERS {
        all.extend(measured(&crate::root().join(folder), args.fastest)?);
    }
    let wanted = |row: &str| {
        let prefixes = &args.prefixes;
        prefixes.is_empty() || prefixes.iter().any(|prefix| row.starts_with(prefix))
    };
    all.retain(|one| wanted(&one.row));
    ensure!(
        !all.is_empty(),
        "nothing was measured: run `cargo bench` first"
    );
    let report = report(all);
    match &args.out {
        Some(path) => fs::write(path, report).with_context(|| path.display().to_string())?,
        None => print!("{report}"),
    }
    Ok(())
}

fn measured(folder: &Path, fastest: bool) -> anyhow::Result<Vec<Measured>> {
    let mut all = Vec::new();
    for path in files_below(folder)? {
        if !path.ends_with("new/benchmark.json") {
            continue;
        }
        let read = |path: &Path| -> anyhow::Result<Value> {
            let text = fs::read(path).with_context(|| path.display().to_string())?;
            Ok(serde_json::from_slice(&text)?)
        };
        let benchmark = read(&path)?;
        let nanos = if fastest {
            fastest_sample(&read(&path.with_file_name("sample.json"))?)
        } else {
            let estimates = read(&path.with_file_name("estimates.json"))?;
            estimates["median"]["point_estimate"].as_f64()
        };
        let id = benchmark["full_id"].as_str().context("no full_id")?;
        let (row, whose) = id.rsplit_once('/').unwrap_or((id, ""));
        all.push(Measured {
            row: row.to_owned(),
            whose: whose.to_owned(),
            nanos: nanos.with_context(|| format!("{id} has no result"))?,
        });
    }
    Ok(all)
}

/// The least time of one run: each sample is the time of so many.
fn fastest_sample(sample: &Value) -> Option<f64> {
    let (times, runs) = (sample["times"].as_array()?, sample["iters"].as_array()?);
    let each = times.iter().zip(runs);
    each.filter_map(|(time, runs)| Some(time.as_f64()? / runs.as_f64()?))
        .min_by(f64::total_cmp)
}

/// The tables: rows with something of ours beside peers or alone, then whatever has no part that says whose it is.
fn report(all: Vec<Measured>) -> String {
    let mut rows: BTreeMap<Vec<Part>, Vec<Measured>> = BTreeMap::new();
    for one in all {
        rows.entry(parts(&one.row)).or_default().push(one);
    }
    let mut compared = String::from(
        "| what | ours | time | a packet | floor | best peer | its time | a packet | times as fast |\n\
         | --- | --- | ---: | ---: | ---: | --- | ---: | ---: | ---: |\n",
    );
    let mut alone = String::from("| what | time |\n| --- | ---: |\n");
    for mut row in rows.into_values() {
        row.sort_by(|a, b| a.whose.cmp(&b.whose));
        let is_ours = |one: &&Measured| one.whose.starts_with("lk-");
        if !row.iter().any(|one| is_ours(&one)) {
            for Measured { row, whose, nanos } in row {
                let _ = writeln!(alone, "| {row}/{whose} | {} |", time(nanos));
            }
            continue;
        }
        let is_floor = |one: &&Measured| one.whose == FLOOR;
        let floor = row.iter().find(is_floor).map(|one| time(one.nanos));
        let floor = floor.unwrap_or_default();
        let peers = row.iter().filter(|one| !is_ours(one) && !is_floor(one));
        let peer = peers.min_by(|a, b| a.nanos.total_cmp(&b.nanos));
        for ours in row.iter().filter(is_ours) {
            let packets = packets(&ours.row);
            let each = |nanos: f64| packets.map_or_else(String::new, |count| time(nanos / count));
            let (name, whose, nanos) = (&ours.row, &ours.whose, ours.nanos);
            let _ = write!(
                compared,
                "| {name} | {whose} | {} | {} | {floor} |",
                time(nanos),
                each(nanos)
            );
            let _ = match peer {
                Some(peer) => writeln!(
                    compared,
                    " {} | {} | {} | {:.1} |",
                    peer.whose,
                    time(peer.nanos),
                    each(peer.nanos),
                    peer.nanos / nanos
                ),
                None => writeln!(compared, " | | | |"),
            };
        }
    }
    let tables = [compared, alone].into_iter();
    let filled: Vec<_> = tables.filter(|table| table.lines().count() > 2).collect();
    filled.join("\n")
}

/// Part of a name, so that `10000` comes behind `1000` and in front of `100000`.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Number(u64),
    Text(String),
}

fn parts(row: &str) -> Vec<Part> {
    let part = |part: &str| match part.parse() {
        Ok(number) => Part::Number(number),
        Err(_) => Part::Text(part.to_owned()),
    };
    row.split('/').map(part).collect()
}

/// How many packets a row is about, if its name says so: `VP8/1000/88 packets`.
fn packets(row: &str) -> Option<f64> {
    row.split('/')
        .find_map(|part| part.strip_suffix(" packets")?.parse().ok())
        .filter(|count: &f64| *count > 0.0)
}

fn time(nanos: f64) -> String {
    let (value, unit) = match nanos {
        ..1e3 => (nanos, "ns"),
        ..1e6 => (nanos / 1e3, "µs"),
        ..1e9 => (nanos / 1e6, "ms"),
        _ => (nanos / 1e9, "s"),
    };
    if value < 100.0 {
        format!("{value:.1} {unit}")
    } else {
        format!("{value:.0} {unit}")
    }
}

/// Whose part of a benchmark's name this is: nobody's.
const FLOOR: &str = "floor";

#[cfg(test)]
mod tests {
    use super::*;

    fn measured(row: &str, whose: &str, nanos: f64) -> Measured {
        Measured {
            row: row.to_owned(),
            whose: whose.to_owned(),
            nanos,
        }
    }

    #[test]
    fn ours_stand_beside_the_faster_peer_in_the_order_of_their_sizes() {
        let table = report(vec![
            measured("cut/VP8/10000/10 packets", "lk-media copy", 500.0),
            measured("cut/VP8/10000/10 packets", "slow", 4000.0),
            measured("cut/VP8/10000/10 packets", "fast", 1250.0),
            measured("cut/VP8/10000/10 packets", "floor", 300.0),
            measured("cut/VP8/1000/1 packets", "lk-media copy", 40.0),
            measured("demux", "clip.ivf", 1_500_000.0),
        ]);
        let lines: Vec<_> = table.lines().collect();
        assert_eq!(
            lines[2..4],
            [
                "| cut/VP8/1000/1 packets | lk-media copy | 40.0 ns | 40.0 ns |  | | | | |",
                "| cut/VP8/10000/10 packets | lk-media copy | 500 ns | 50.0 ns | 300 ns | fast | 1.2 µs | 125 ns | 2.5 |",
            ]
        );
        assert_eq!(
            lines[4..],
            [
                "",
                "| what | time |",
                "| --- | ---: |",
                "| demux/clip.ivf | 1.5 ms |"
            ]
        );
    }
}
