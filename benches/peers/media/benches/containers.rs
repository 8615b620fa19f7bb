//! Files on disk into frames. `cargo bench --bench containers`
//!
//! webrtc-rs's readers give less: NAL units without the supplemental ones where ours gives access units, and pages where ours
//! gives the packets in them. They read through a buffer of the size that ours has. `floor` reads the file in pieces of that
//! size and looks at nothing.

use std::fs::File;
use std::hint::black_box;
use std::io::{BufReader, Read as _};
use std::path::Path;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use lk_media::container::{FileReader, Kind};
use webrtc_media::io::h264_reader::H264Reader;
use webrtc_media::io::ivf_reader::IVFReader;
use webrtc_media::io::ogg_reader::OggReader;

const CHUNK: usize = 64 << 10;

fn containers(c: &mut Criterion) {
    for (name, theirs) in [
        ("clip.ivf", ivf as fn(BufReader<File>)),
        ("clip.ogg", ogg),
        ("clip.h264", h264),
    ] {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../examples/media");
        let path = Path::new(folder).join(name);
        let open = || File::open(&path).expect("the clip");
        let kind = Kind::of_path(name).expect("a kind");
        let mut group = c.benchmark_group(format!("demux/{kind}"));
        group.throughput(Throughput::Bytes(open().metadata().expect("a file").len()));
        group.bench_function("lk-media", |b| {
            b.iter(|| {
                let mut reader = FileReader::open(&path).expect("the clip");
                while let Some(frame) = reader.next_frame().expect("a whole file") {
                    black_box(frame);
                }
            });
        });
        let mut chunk = vec![0; CHUNK];
        group.bench_function("floor", |b| {
            b.iter(|| {
                let mut file = open();
                while file.read(&mut chunk).expect("a readable file") > 0 {
                    black_box(&chunk);
                }
            });
        });
        group.bench_function("webrtc-rs", |b| {
            b.iter(|| theirs(BufReader::with_capacity(CHUNK, open())));
        });
    }
}

fn ivf(file: BufReader<File>) {
    let (mut reader, _) = IVFReader::new(file).expect("a header");
    while let Ok(frame) = reader.parse_next_frame() {
        black_box(frame);
    }
}

fn ogg(file: BufReader<File>) {
    let (mut reader, _) = OggReader::new(file, true).expect("a header");
    while let Ok(page) = reader.parse_next_page() {
        black_box(page);
    }
}

fn h264(file: BufReader<File>) {
    let mut reader = H264Reader::new(file, CHUNK);
    while let Ok(unit) = reader.next_nal() {
        black_box(unit);
    }
}

fn quick() -> Criterion {
    let seconds = Duration::from_secs(1);
    Criterion::default()
        .warm_up_time(seconds / 2)
        .measurement_time(seconds)
        .sample_size(40)
}

criterion_group! {
    name = benches;
    config = quick();
    targets = containers
}
criterion_main!(benches);
