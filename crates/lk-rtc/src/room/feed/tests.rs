//! What is read of a feed that is not read in time, and by whom.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Wake;
use std::time::{Duration, Instant};

use lk_media::sample_builder::{Built, BuiltFrame};
use lk_media::{Codec, RtpPacket, SampleBuilder};

use super::*;

/// A frame of some bytes, as a sample builder makes it.
fn frame(number: u16, keyframe: bool) -> BuiltFrame {
    let mut builder = SampleBuilder::new(Codec::Opus, Duration::ZERO);
    let now = Instant::now();
    let packet = RtpPacket {
        seq: number,
        timestamp: 0,
        marker: true,
        payload: vec![1; 100].into(),
    };
    builder.push(packet, now);
    let Some(Built::Frame(mut frame)) = builder.poll(now) else {
        panic!("no frame");
    };
    frame.keyframe = keyframe;
    frame.rtp_timestamp = number.into();
    frame
}

fn read(feed: &Feed, turn: Turn) -> Option<u32> {
    let cx = Context::from_waker(Waker::noop());
    match feed.poll(turn, &cx) {
        Poll::Ready(Some(Media::Frame(frame))) => Some(frame.rtp_timestamp),
        _ => None,
    }
}

/// A feed that holds this many frames, and its reader.
fn feed(frames: usize) -> (Feed, Turn) {
    let feed = Feed::new(frames * (100 + OVERHEAD));
    let turn = feed.want(MediaForm::Frames);
    (feed, turn)
}

#[test]
fn what_is_read_after_an_overflow_begins_with_a_keyframe() {
    let (feed, turn) = feed(4);
    for number in 0..5 {
        let needs_keyframe = feed.push(Media::Frame(frame(number, number % 3 == 0)));
        assert!(!needs_keyframe, "one waits");
    }
    assert_eq!(read(&feed, turn), Some(3));
    assert_eq!(read(&feed, turn), Some(4));
    assert_eq!(read(&feed, turn), None);
    assert_eq!(feed.dropped(), 3);
}

#[test]
fn where_no_keyframe_waits_one_is_asked_for_once_and_waited_for() {
    let (feed, turn) = feed(3);
    let asked: Vec<bool> = (0..6)
        .map(|number| feed.push(Media::Frame(frame(number, number == 0))))
        .collect();
    assert_eq!(asked, [false, false, false, true, false, false]);
    assert_eq!(read(&feed, turn), None, "nothing that could be decoded");
    feed.push(Media::Frame(frame(6, true)));
    feed.push(Media::Frame(frame(7, false)));
    assert_eq!((read(&feed, turn), read(&feed, turn)), (Some(6), Some(7)));
    assert_eq!(feed.dropped(), 6);
}

#[test]
fn of_audio_only_the_oldest_go() {
    let (feed, turn) = feed(3);
    for number in 0..5 {
        feed.push(Media::Frame(frame(number, true)));
    }
    let read: Vec<_> = std::iter::from_fn(|| read(&feed, turn)).collect();
    assert_eq!(read, [2, 3, 4]);
}

#[derive(Default)]
struct Count(AtomicUsize);

impl Wake for Count {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

#[test]
fn a_later_reader_ends_an_earlier_one_and_has_what_waits() {
    let (feed, earlier) = feed(3);
    let woken = Arc::new(Count::default());
    let waker = Waker::from(woken.clone());
    let cx = Context::from_waker(&waker);
    assert!(feed.poll(earlier, &cx).is_pending());
    let later = feed.want(MediaForm::Frames);
    assert_eq!(woken.0.load(Ordering::Relaxed), 1, "not left waiting");
    feed.push(Media::Frame(frame(1, true)));
    assert!(matches!(feed.poll(earlier, &cx), Poll::Ready(None)));
    assert_eq!(read(&feed, later), Some(1));
}
