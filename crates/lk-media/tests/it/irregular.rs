//! Files that every player takes, though something is wrong with them: how many frames come out of each, beside what
//! ffprobe 5.1.9 counts in the same bytes.
//!
//! The verdicts of ffprobe are written down here; `cargo test -p lk-media --test it ffprobe -- --ignored` asks it again.

use std::process::Command;

use lk_media::FrameReader;
use lk_media::container::Kind;

use crate::clips::{clip, data};
use crate::container_targets::with_checksums;

struct Case {
    name: &'static str,
    kind: Kind,
    file: Vec<u8>,
    frames: usize,
    /// Places of damage that were passed over.
    places: u64,
    /// Packets by ffprobe; 0: it refuses the file.
    ffprobe: usize,
}

fn case(name: &'static str, kind: Kind, file: Vec<u8>, counts: (usize, u64, usize)) -> Case {
    let (frames, places, ffprobe) = counts;
    Case {
        name,
        kind,
        file,
        frames,
        places,
        ffprobe,
    }
}

fn cases() -> Vec<Case> {
    [ogg(), annexb(), others()].into_iter().flatten().collect()
}

fn positions(file: &[u8], pattern: &[u8]) -> Vec<usize> {
    let starts = (0..file.len()).filter(|at| file[*at..].starts_with(pattern));
    starts.chain([file.len()]).collect()
}

fn inserted(file: &[u8], at: usize, bytes: &[u8]) -> Vec<u8> {
    [&file[..at], bytes, &file[at..]].concat()
}

fn without(file: &[u8], from: usize, to: usize) -> Vec<u8> {
    [&file[..from], &file[to..]].concat()
}

fn changed(file: &[u8], at: usize, change: impl Fn(u8) -> u8) -> Vec<u8> {
    let mut file = file.to_vec();
    file[at] = change(file[at]);
    file
}

fn ogg() -> Vec<Case> {
    let file = std::fs::read(clip("clip.ogg")).expect("it is there");
    let pages = positions(&file, b"OggS");
    let numbered = |number: &dyn Fn(usize) -> u32| {
        let mut file = file.clone();
        for (index, at) in pages[..pages.len() - 1].iter().enumerate() {
            file[at + 18..at + 22].copy_from_slice(&number(index).to_le_bytes());
        }
        with_checksums(&file)
    };
    let skipping = numbered(&|index| index as u32 + if index > 20 { 7 } else { 0 });
    let kind = Kind::OggOpus;
    vec![
        case("whole.ogg", kind, file.clone(), (501, 0, 501)),
        case(
            "lost.ogg",
            kind,
            without(&file, pages[20], pages[21]),
            (500, 1, 500),
        ),
        case(
            "checksum.ogg",
            kind,
            changed(&file, pages[20] + 40, |byte| byte ^ 1),
            (500, 1, 500),
        ),
        case(
            "junk.ogg",
            kind,
            inserted(&file, pages[20], &[0x55; 333]),
            (501, 1, 501),
        ),
        case(
            "capture.ogg",
            kind,
            inserted(&file, pages[20], b"OggS\0 is no page"),
            (501, 1, 501),
        ),
        case("skipping.ogg", kind, skipping, (501, 1, 501)),
        case("unnumbered.ogg", kind, numbered(&|_| 0), (501, 0, 501)),
        case(
            "untagged.ogg",
            kind,
            without(&file, pages[1], pages[2]),
            (501, 2, 0),
        ),
    ]
}

/// ffprobe counts what its parser cuts: it joins what a doubled start code parts, and counts the picture that its decoder
/// refuses. A clip as short as that of H.265 is not recognised with a damaged unit.
fn annexb() -> Vec<Case> {
    let file = std::fs::read(clip("clip.h264")).expect("it is there");
    let units = positions(&file, &[0, 0, 1]);
    let forbidden = changed(&file, units[20] + 3, |byte| byte | 0x80);
    let small = std::fs::read(data("h265.h265")).expect("it is there");
    let h265 = positions(&small, &[0, 0, 1]);
    let forbidden_265 = changed(&small, h265[4] + 3, |byte| byte | 0x80);
    let kind = Kind::H264;
    vec![
        case("whole.h264", kind, file.clone(), (300, 0, 300)),
        case(
            "doubled.h264",
            kind,
            inserted(&file, units[20], &[0, 0, 1]),
            (300, 1, 299),
        ),
        case("forbidden.h264", kind, forbidden, (299, 1, 300)),
        case(
            "junk.h264",
            kind,
            inserted(&file, 0, b"not a start code"),
            (300, 1, 300),
        ),
        case(
            "code.h264",
            kind,
            [&file[..], &[0, 0, 1]].concat(),
            (300, 1, 300),
        ),
        case(
            "doubled.h265",
            Kind::H265,
            inserted(&small, h265[4], &[0, 0, 1]),
            (8, 1, 8),
        ),
        case("forbidden.h265", Kind::H265, forbidden_265, (7, 1, 0)),
    ]
}

/// ffprobe refuses IVF without a length of its header or a time base, which nothing needs.
fn others() -> Vec<Case> {
    let ivf = std::fs::read(clip("clip.ivf")).expect("it is there");
    let live = std::fs::read(data("live.webm")).expect("it is there");
    let clusters = positions(&live, &[0x1f, 0x43, 0xb6, 0x75]);
    let mut zeroed = ivf.clone();
    zeroed[16..24].fill(0);
    vec![
        case(
            "header.ivf",
            Kind::Ivf,
            changed(&ivf, 6, |_| 0),
            (300, 0, 0),
        ),
        case("time.ivf", Kind::Ivf, zeroed, (300, 0, 0)),
        case(
            "empty.ivf",
            Kind::Ivf,
            inserted(&ivf, 32, &[0; 12]),
            (300, 0, 300),
        ),
        case(
            "junk.webm",
            Kind::WebM,
            inserted(&live, clusters[1], &[0; 50]),
            (8, 1, 8),
        ),
    ]
}

fn ours(case: &Case) -> (usize, u64) {
    let mut reader = FrameReader::new(&case.file[..], case.kind.demuxer());
    let mut frames = 0;
    while reader
        .next_frame()
        .unwrap_or_else(|error| panic!("{}: {error}", case.name))
        .is_some()
    {
        frames += 1;
    }
    (frames, reader.damage().places)
}

#[test]
fn irregular_files_are_read_as_players_read_them() {
    for case in cases() {
        assert_eq!(ours(&case), (case.frames, case.places), "{}", case.name);
    }
}

#[test]
#[ignore = "needs ffprobe"]
fn ffprobe_says_what_is_written_here() {
    let folder = std::env::temp_dir().join(format!("lk-media-irregular-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut wrong = Vec::new();
    for case in cases() {
        let path = folder.join(case.name);
        std::fs::write(&path, &case.file).expect("a file");
        let mut probe = Command::new("ffprobe");
        probe.args(["-v", "error", "-count_packets", "-show_entries"]);
        probe.args(["stream=nb_read_packets", "-of", "csv=p=0"]);
        let output = probe.arg(&path).output().expect("ffprobe runs");
        let counted = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        let counted = if counted.is_empty() {
            0
        } else {
            counted.parse().expect("a number")
        };
        if counted != case.ffprobe {
            wrong.push((case.name, counted));
        }
    }
    std::fs::remove_dir_all(&folder).expect("it is ours");
    assert_eq!(wrong, []);
}
