//! Real and made-up Ogg files.

use std::time::Duration;

use bytes::Bytes;
use proptest::prelude::*;

use super::*;
use crate::Frame;
use crate::container::testing::{assert_survives, demux, demux_in_pieces};
use crate::container::{Demux, DemuxError, Fault, Kind, Mux};

const CLIP: &[u8] = include_bytes!("../../../../../examples/media/clip.ogg");

fn mux(frames: &[Frame], mut muxer: OggOpusMuxer) -> Vec<u8> {
    let mut out = Vec::new();
    for frame in frames {
        muxer.write(frame, &mut out).unwrap();
    }
    assert_eq!(muxer.finish(&mut out), None);
    out
}

/// A packet of 20 ms and `len` bytes, due at `number` times 20 ms.
fn packet(number: u64, len: usize) -> Frame {
    let mut data = vec![number as u8; len];
    data[0] = 0xf8;
    let step = Duration::from_millis(20);
    Frame::new(data.into(), step)
        .pts(step * number as u32)
        .keyframe(true)
}

#[test]
fn the_clip_is_read_packet_by_packet() {
    let mut demuxer = OggOpusDemuxer::new();
    let (frames, end) = demux(&mut demuxer, CLIP);
    assert_eq!((frames.len(), end), (501, Ok(())));
    let head = demuxer.head().unwrap();
    assert_eq!(
        (head.channels, head.pre_skip, head.input_sample_rate),
        (1, 312, 48_000)
    );
    assert_eq!(demuxer.final_granule(), Some(480_312));
    for (frame, number) in frames.iter().zip(0..500) {
        assert_eq!(frame.pts, Duration::from_millis(20) * number);
        assert_eq!(frame.duration, Duration::from_millis(20));
    }
    // 10 s of sound and a pre-skip of 6.5 ms.
    assert_eq!(frames[500].duration, Duration::from_micros(6_500));
}

#[test]
fn the_clip_is_written_again_byte_for_byte() {
    let mut demuxer = OggOpusDemuxer::new();
    let (frames, _) = demux(&mut demuxer, CLIP);
    let mut muxer = OggOpusMuxer::new()
        .head(demuxer.head().unwrap().clone())
        .tags(demuxer.tags().unwrap().to_vec())
        .serial(demuxer.serial().unwrap())
        .page_duration(Duration::from_millis(20));
    muxer.end_at(demuxer.final_granule().unwrap());
    assert_eq!(mux(&frames, muxer), CLIP);
}

#[test]
fn a_clip_cut_short_ends_in_an_error_where_its_last_page_begins() {
    let (all, _) = demux(&mut OggOpusDemuxer::new(), CLIP);
    let offset = CLIP.len() / 2;
    let page = CLIP[..offset]
        .windows(4)
        .rposition(|window| window == b"OggS")
        .unwrap();
    let (frames, end) = demux(&mut OggOpusDemuxer::new(), &CLIP[..offset]);
    assert_eq!(frames, all[..frames.len()]);
    assert!(frames.len() > 200);
    assert_eq!(
        end,
        Err(DemuxError {
            offset: page as u64,
            fault: Fault::Truncated
        })
    );
}

/// Where the pages of the clip begin, and its end.
fn pages() -> Vec<usize> {
    let starts = (0..CLIP.len()).filter(|at| CLIP[*at..].starts_with(b"OggS"));
    starts.chain([CLIP.len()]).collect()
}

#[test]
fn what_is_lost_leaves_a_gap_and_all_else_keeps_its_time() {
    let (all, _) = demux(&mut OggOpusDemuxer::new(), CLIP);
    let pages = pages();
    let mut changed = CLIP.to_vec();
    changed[pages[20] + 40] ^= 1;
    let removed = [&CLIP[..pages[20]], &CLIP[pages[21]..]].concat();
    let cases = [
        (changed, Fault::Checksum, pages[20]),
        (removed, Fault::Missing, pages[20]),
    ];
    for (file, fault, at) in cases {
        for piece in [100, usize::MAX] {
            let mut demuxer = OggOpusDemuxer::new();
            let (frames, end) = demux_in_pieces(&mut demuxer, &file, piece);
            assert_eq!(end, Ok(()));
            let mut expected = all.clone();
            // Two pages of headers, then one for each packet.
            expected.remove(18);
            assert_eq!(frames, expected);
            let first = demuxer.damage().first.unwrap();
            assert_eq!((first.fault, first.offset), (fault, at as u64));
        }
    }
}

#[test]
fn a_packet_that_lost_its_beginning_or_its_end_is_left_out() {
    let frames: Vec<_> = (0..3).map(|number| packet(number, 70_000)).collect();
    let file = mux(&frames, OggOpusMuxer::new());
    let starts = (0..file.len()).filter(|at| file[*at..].starts_with(b"OggS\0"));
    let pages: Vec<_> = starts.collect();
    // Two pages of headers, then two for each packet.
    assert_eq!(pages.len(), 8);
    for (lost, left) in [(4, [0, 2]), (5, [0, 2])] {
        let file = [&file[..pages[lost]], &file[pages[lost + 1]..]].concat();
        let mut demuxer = OggOpusDemuxer::new();
        let (read, end) = demux(&mut demuxer, &file);
        assert_eq!(end, Ok(()));
        let data: Vec<_> = read.iter().map(|frame| &frame.data).collect();
        assert_eq!(data, left.map(|at: usize| &frames[at].data));
        assert_eq!(read[1].pts, frames[2].pts);
        assert!(demuxer.damage().places >= 1);
    }
}

#[test]
fn a_stream_that_was_recorded_from_its_middle_begins_when_it_says() {
    let head = OpusHead::new(2).write();
    // A second and 20 ms when the first page ends; by ffprobe it starts at 1 s.
    let file = [
        page_of(1, 0, 0, &[&head]),
        page_of(1, 1, 0, &[b"OpusTags"]),
        page_of(1, 2, 48_960, &[SOUND]),
        last_page(1, 3, 49_920, &[SOUND]),
    ];
    let file = file.concat();
    let (frames, end) = demux(&mut OggOpusDemuxer::new(), &file);
    assert_eq!(end, Ok(()));
    let times: Vec<_> = frames.iter().map(|frame| frame.pts.as_millis()).collect();
    assert_eq!(times, [1000, 1020]);
}

#[test]
fn samples_that_were_left_out_are_counted() {
    // A sender that was silent for 100 ms, and a file that was not filled up.
    let mut muxer = OggOpusMuxer::new()
        .fill_gaps(false)
        .page_duration(Duration::from_millis(20));
    let mut file = Vec::new();
    for _ in 0..4 {
        let frame = Frame::new(Bytes::from_static(&[0xf8, 0xff, 0xfe]), Duration::ZERO);
        muxer.write(&frame, &mut file).unwrap();
    }
    muxer.finish(&mut file);
    let pages = file
        .windows(4)
        .enumerate()
        .filter(|(_, window)| window == b"OggS");
    let pages: Vec<_> = pages.map(|(at, _)| at).chain([file.len()]).collect();
    let mut moved = file[..pages[3]].to_vec();
    for page in pages[3..].windows(2) {
        let mut page = file[page[0]..page[1]].to_vec();
        let count = u64::from_le_bytes(page[6..14].try_into().unwrap()) + 4800;
        page[6..14].copy_from_slice(&count.to_le_bytes());
        moved.extend(page::with_checksum(page));
    }
    let times = |file: &[u8]| {
        let (frames, end) = demux(&mut OggOpusDemuxer::new(), file);
        assert_eq!(end, Ok(()));
        frames
            .iter()
            .map(|frame| frame.pts.as_millis())
            .collect::<Vec<_>>()
    };
    assert_eq!(times(&file), [0, 20, 40, 60]);
    assert_eq!(times(&moved), [0, 120, 140, 160]);
}

#[test]
fn other_files_are_refused_with_a_reason() {
    let refused = |bytes: &[u8]| {
        demux(&mut OggOpusDemuxer::new(), bytes)
            .1
            .unwrap_err()
            .fault
    };
    assert_eq!(refused(b""), Fault::Truncated);
    assert_eq!(refused(b"RIFF"), Fault::NotThisKind(Kind::OggOpus));
    // The second page alone: no stream has begun.
    let second = CLIP[4..]
        .windows(4)
        .position(|window| window == b"OggS")
        .unwrap()
        + 4;
    assert_eq!(refused(&CLIP[second..]), Fault::Malformed);
}

#[test]
fn packets_may_span_pages_and_share_them() {
    let frames: Vec<_> = [3, 255, 70_000, 510, 1, 130_000]
        .iter()
        .zip(0..)
        .map(|(&len, number)| packet(number, len))
        .collect();
    let muxer = OggOpusMuxer::new().page_duration(Duration::from_secs(1));
    let file = mux(&frames, muxer);
    let pages = file.windows(5).filter(|window| window == b"OggS\0").count();
    assert!((7..=8).contains(&pages), "{pages}");
    assert_eq!(demux(&mut OggOpusDemuxer::new(), &file), (frames, Ok(())));
}

#[test]
fn streams_in_a_chain_are_one_after_another() {
    let frames: Vec<_> = (0..10).map(|number| packet(number, 40)).collect();
    let mut file = mux(&frames[..5], OggOpusMuxer::new().serial(1).fill_gaps(false));
    file.extend(mux(
        &frames[5..],
        OggOpusMuxer::new().serial(2).fill_gaps(false),
    ));
    assert_eq!(demux(&mut OggOpusDemuxer::new(), &file), (frames, Ok(())));
}

/// A page of whole packets, which is the first of its stream if its number is 0.
fn page_of(serial: u32, sequence: u32, granule: u64, packets: &[&[u8]]) -> Vec<u8> {
    put_page(serial, sequence, granule, packets, false)
}

/// The last page of a stream.
fn last_page(serial: u32, sequence: u32, granule: u64, packets: &[&[u8]]) -> Vec<u8> {
    put_page(serial, sequence, granule, packets, true)
}

fn put_page(
    serial: u32,
    sequence: u32,
    granule: u64,
    packets: &[&[u8]],
    ends_stream: bool,
) -> Vec<u8> {
    let header = page::PageHeader {
        begins_stream: sequence == 0,
        ends_stream,
        granule,
        serial,
        sequence,
    };
    let (mut page, mut out) = (page::PageBuilder::default(), Vec::new());
    for packet in packets {
        assert_eq!(page.add(packet), None);
    }
    page.flush(header, false, &mut out);
    out
}

const SOUND: &[u8] = &[0xf8, 1, 2];

/// A stream of one packet up to its last page.
fn link(serial: u32) -> Vec<u8> {
    let head = OpusHead::new(2).write();
    let pages = [
        page_of(serial, 0, 0, &[&head]),
        page_of(serial, 1, 0, &[b"OpusTags"]),
        page_of(serial, 2, 960, &[SOUND]),
    ];
    pages.concat()
}

fn read(file: &[u8]) -> (usize, Result<(), DemuxError>) {
    let (frames, end) = demux(&mut OggOpusDemuxer::new(), file);
    let pieces = demux_in_pieces(&mut OggOpusDemuxer::new(), file, 1);
    assert_eq!(pieces, (frames.clone(), end));
    (frames.len(), end)
}

#[test]
fn a_last_page_on_which_no_packet_ends_tells_no_count() {
    let file = [link(1), last_page(1, 3, 1920, &[])].concat();
    let told = |file: &[u8]| {
        let mut demuxer = OggOpusDemuxer::new();
        assert_eq!(demux(&mut demuxer, file).1, Ok(()));
        demuxer.final_granule()
    };
    assert_eq!(told(&file), None);
    let file = [link(1), last_page(1, 3, 1920, &[SOUND])].concat();
    assert_eq!(told(&file), Some(1920));
}

#[test]
fn a_chain_goes_on_behind_a_stream_that_does_not_say_that_it_ends() {
    assert_eq!(read(&[link(1), link(2)].concat()), (2, Ok(())));
    // Behind the beginning of a stream of another kind, too.
    let second = link(3);
    let (head, rest) = second.split_at(page::len(&second).unwrap());
    let file = [
        &link(1)[..],
        &page_of(2, 0, 0, &[b"\x80theora"]),
        head,
        rest,
    ]
    .concat();
    assert_eq!(read(&file), (2, Ok(())));
}

#[test]
fn packets_of_no_bytes_are_passed_over() {
    let last = last_page(1, 4, 4800, &[SOUND]);
    let file = [
        link(1),
        page_of(1, 3, 3840, &[&[], SOUND, &[], SOUND]),
        last,
    ]
    .concat();
    assert_eq!(read(&file), (4, Ok(())));
    // They are not counted where reading resumes.
    let mut demuxer = OggOpusDemuxer::new();
    demuxer.push(&file);
    let frames: Vec<_> = (0..3).map(|_| demuxer.poll().unwrap().unwrap()).collect();
    let mark = demuxer.mark();
    demuxer.resume(mark);
    let (again, end) = demux(&mut demuxer, &file[mark.offset() as usize..]);
    assert_eq!((again.len(), &again[0], end), (2, &frames[2], Ok(())));
}

#[test]
fn what_stands_behind_the_last_page_is_passed_over() {
    let whole = [link(1), last_page(1, 3, 1920, &[SOUND])].concat();
    for junk in [
        &[0; 100][..],
        b"TAG of another kind of file",
        b"Ogg",
        b"OggS",
        b"OggOggS",
    ] {
        assert_eq!(read(&[&whole, junk].concat()), (2, Ok(())), "{junk:?}");
        let chained = [&whole, junk, &link(2)].concat();
        assert_eq!(read(&chained), (3, Ok(())), "{junk:?}");
        // Before it, something may be missing.
        let early = [&link(1)[..], junk, &last_page(1, 3, 1920, &[SOUND])].concat();
        let mut demuxer = OggOpusDemuxer::new();
        let (frames, end) = demux_in_pieces(&mut demuxer, &early, 1);
        assert_eq!((frames.len(), end), (2, Ok(())), "{junk:?}");
        let damage = demuxer.damage();
        assert_eq!((damage.places, damage.bytes), (1, junk.len() as u64));
    }
    let cut = [&whole[..], &link(2)[..20]].concat();
    let error = DemuxError {
        offset: whole.len() as u64,
        fault: Fault::Truncated,
    };
    assert_eq!(read(&cut), (2, Err(error)));
}

#[test]
fn gaps_are_filled_with_packets_that_hold_nothing() {
    let frames = [packet(7, 40), packet(8, 40), packet(11, 40)];
    let file = mux(&frames, OggOpusMuxer::new());
    let (read, _) = demux(&mut OggOpusDemuxer::new(), &file);
    let lengths: Vec<_> = read.iter().map(|frame| frame.data.len()).collect();
    assert_eq!(lengths, [40, 40, 1, 1, 40]);
    assert_eq!(read[4].pts, Duration::from_millis(80));

    let far = [packet(0, 40), packet(1_000_000, 40), packet(1_000_002, 40)];
    let (read, _) = demux(&mut OggOpusDemuxer::new(), &mux(&far, OggOpusMuxer::new()));
    assert_eq!(read.len(), 4, "hours are left out");
}

#[test]
fn reading_resumes_at_a_mark_within_a_page() {
    let frames: Vec<_> = (0..40).map(|number| packet(number, 50)).collect();
    let file = mux(&frames, OggOpusMuxer::new());
    let mut demuxer = OggOpusDemuxer::new();
    demuxer.push(&file);
    for _ in 0..14 {
        demuxer.poll().unwrap();
    }
    let mark = demuxer.mark();
    demuxer.resume(mark);
    let (read, end) = demux(&mut demuxer, &file[mark.offset() as usize..]);
    assert_eq!((read, end), (frames[13..].to_vec(), Ok(())));
}

proptest! {
    #[test]
    fn packets_come_back_however_the_file_is_cut(
        sizes in prop::collection::vec(1..1500_usize, 1..60),
        page in 1..2000_u64,
        piece in 1..5000_usize,
    ) {
        let frames: Vec<_> = sizes.iter().zip(0..).map(|(&len, number)| packet(number, len)).collect();
        let muxer = OggOpusMuxer::new().page_duration(Duration::from_millis(page));
        let file = mux(&frames, muxer);
        prop_assert_eq!(demux_in_pieces(&mut OggOpusDemuxer::new(), &file, piece), (frames, Ok(())));
    }

    #[test]
    fn any_bytes_are_survived(bytes: Vec<u8>, at in 0..2000_usize) {
        assert_survives(&mut OggOpusDemuxer::new(), &bytes);
        let mut clip = CLIP[..2000].to_vec();
        let end = (at + bytes.len()).min(clip.len());
        clip[at..end].copy_from_slice(&bytes[..end - at]);
        assert_survives(&mut OggOpusDemuxer::new(), &clip);
    }

    /// Behind a right checksum, too, anything may stand.
    #[test]
    fn any_pages_are_survived(
        pages in prop::collection::vec(
            (any::<bool>(), any::<bool>(), any::<bool>(), 0..3_u32, prop::collection::vec(any::<u8>(), 0..40)),
            0..10,
        ),
    ) {
        let mut file = Vec::new();
        for (begins_stream, ends_stream, continues, serial, body) in pages {
            let mut page = page::PageBuilder::default();
            let mut body = Bytes::from(body);
            if begins_stream {
                body = [b"OpusHead\x01\x02", &body[..]].concat().into();
            }
            page.add(&body);
            let header = page::PageHeader { begins_stream, ends_stream, granule: 0, serial, sequence: 0 };
            page.flush(header, continues, &mut file);
        }
        assert_survives(&mut OggOpusDemuxer::new(), &file);
    }
}
