//! Writing: Opus packets in, pages out.

use std::time::Duration;

use super::head::{OpusHead, default_tags};
use super::page::{PageBuilder, PageHeader};
use crate::Frame;
use crate::bitstream::opus;
use crate::container::clock::time_samples;
use crate::container::{Mux, MuxError, Patch};

/// Writes Opus into Ogg.
///
/// A page is written when the next one begins, so that the last can say that it is. Where a frame is
/// due later than the frames before it reach (packets were lost, or the sender was silent), the gap is
/// filled with empty packets, on which a decoder conceals the loss: times stay true. Where the last frame is shorter than
/// its packet, as a reader gives it, players cut off the rest.
/// Source: RFC 7845, §4.1 for the gaps.
///
/// ```
/// # use {bytes::Bytes, std::time::Duration};
/// # use lk_media::{Frame, container::{Mux, OggOpusMuxer}};
/// let mut muxer = OggOpusMuxer::new();
/// let mut file = Vec::new();
/// let frame = Frame::new(Bytes::from_static(&[0xf8, 0xff, 0xfe]), Duration::from_millis(20));
/// muxer.write(&frame, &mut file)?;
/// muxer.finish(&mut file);
/// assert!(file.starts_with(b"OggS"));
/// # Ok::<_, lk_media::container::MuxError>(())
/// ```
#[derive(Debug)]
pub struct OggOpusMuxer {
    head: OpusHead,
    tags: Vec<u8>,
    serial: u32,
    page_samples: u64,
    fill_gaps: bool,
    end_at: Option<u64>,
    page: PageBuilder,
    sequence: u32,
    /// Samples up to the end of the packets taken so far.
    samples: u64,
    /// Samples at the start of the page being filled.
    page_start: u64,
    /// Samples by which frames' times run ahead of the count, fixed by the first frame and by gaps
    /// too long to fill.
    shift: u64,
    /// By how much the last packet is longer than its frame.
    cut: u64,
    /// First byte of the packet before, whose configuration the filling takes on.
    last_toc: Option<u8>,
    finished: bool,
}

impl OggOpusMuxer {
    /// A muxer for a stereo stream (which mono packets may be part of) with pages of at most 200 ms.
    pub fn new() -> Self {
        Self {
            head: OpusHead::new(2),
            tags: default_tags(),
            serial: 1,
            page_samples: 9600,
            fill_gaps: true,
            end_at: None,
            page: PageBuilder::default(),
            sequence: 0,
            samples: 0,
            page_start: 0,
            shift: 0,
            cut: 0,
            last_toc: None,
            finished: false,
        }
    }

    /// Sets the identification header. Default: [`OpusHead::new`] for two channels.
    #[must_use]
    pub fn head(mut self, head: OpusHead) -> Self {
        self.head = head;
        self
    }

    /// Sets the comment header, as it is to stand in the file. Default: one that names this crate.
    #[must_use]
    pub fn tags(mut self, tags: impl Into<Vec<u8>>) -> Self {
        self.tags = tags.into();
        self
    }

    /// Sets the serial number of the stream. Default: 1.
    #[must_use]
    pub const fn serial(mut self, serial: u32) -> Self {
        self.serial = serial;
        self
    }

    /// Sets how long a page may last; a page holds one packet at least. Default: 200 ms.
    #[must_use]
    pub fn page_duration(mut self, duration: Duration) -> Self {
        self.page_samples = time_samples(duration, opus::SAMPLE_RATE);
        self
    }

    /// Says whether gaps between frames are filled. Default: yes.
    #[must_use]
    pub const fn fill_gaps(mut self, fill: bool) -> Self {
        self.fill_gaps = fill;
        self
    }

    /// Ends the stream at this sample count, pre-skip included: players cut the rest of the last
    /// page off. Default: it ends with its last packet.
    pub const fn end_at(&mut self, granule: u64) {
        self.end_at = Some(granule);
    }

    fn flush(&mut self, ends_stream: bool, continues: bool, out: &mut Vec<u8>) {
        let begins_stream = self.sequence == 0;
        let cut = if ends_stream { self.cut } else { 0 };
        let end = self.end_at.filter(|_| ends_stream);
        let end = end.unwrap_or(self.samples - cut);
        let header = PageHeader {
            begins_stream,
            ends_stream,
            granule: end,
            serial: self.serial,
            sequence: self.sequence,
        };
        self.page.flush(header, continues, out);
        self.sequence = self.sequence.wrapping_add(1);
        self.page_start = self.samples;
    }

    /// The two header packets, each on pages of its own.
    fn start(&mut self, out: &mut Vec<u8>) {
        for header in [self.head.write(), std::mem::take(&mut self.tags)] {
            self.put(&header, out);
            self.flush(false, false, out);
        }
    }

    fn put(&mut self, packet: &[u8], out: &mut Vec<u8>) {
        let mut rest = packet;
        while let Some(after) = self.page.add(rest) {
            self.flush(false, true, out);
            rest = after;
        }
    }

    fn add(&mut self, packet: &[u8], duration: u64, out: &mut Vec<u8>) {
        let segments = packet.len() / 255 + 1;
        let long = self.samples + duration - self.page_start > self.page_samples;
        if !self.page.is_empty() && (long || segments > self.page.room()) {
            self.flush(false, false, out);
        }
        // A packet that does not fit onto one page is not counted where it does not end.
        self.put(packet, out);
        self.samples += duration;
        self.last_toc = packet.first().copied();
    }

    /// Fills up to `due` with packets that hold no audio.
    fn fill(&mut self, due: u64, out: &mut Vec<u8>) {
        let Some(last) = self.last_toc else {
            self.shift = due.saturating_sub(self.samples);
            return;
        };
        let gap = due.saturating_sub(self.shift).saturating_sub(self.samples);
        if gap > MAX_GAP {
            self.shift += gap;
            return;
        }
        // One frame, of a length that the configuration at hand allows.
        let toc = last & !3;
        let Some(step) = opus::samples(&[toc]).map(u64::from) else {
            return;
        };
        for _ in 0..gap / step {
            self.add(&[toc], step, out);
        }
    }
}

impl Default for OggOpusMuxer {
    fn default() -> Self {
        Self::new()
    }
}

impl Mux for OggOpusMuxer {
    fn write(&mut self, frame: &Frame, out: &mut Vec<u8>) -> Result<(), MuxError> {
        if self.finished {
            return Err(MuxError::Finished);
        }
        let duration = opus::samples(&frame.data).ok_or(MuxError::Malformed)?;
        if self.sequence == 0 {
            self.start(out);
        }
        if self.fill_gaps {
            self.fill(time_samples(frame.pts, opus::SAMPLE_RATE), out);
        }
        self.add(&frame.data, u64::from(duration), out);
        // One that does not say how long it lasts is as long as its packet.
        let lasts = match time_samples(frame.duration, opus::SAMPLE_RATE) {
            0 => duration.into(),
            lasts => lasts,
        };
        self.cut = u64::from(duration).saturating_sub(lasts);
        Ok(())
    }

    fn finish(&mut self, out: &mut Vec<u8>) -> Option<Patch> {
        if !std::mem::replace(&mut self.finished, true) {
            if self.sequence == 0 {
                self.start(out);
            }
            self.flush(true, false, out);
        }
        None
    }
}

/// The longest gap that is filled: ten minutes. A longer one is left out.
const MAX_GAP: u64 = 600 * 48_000;
