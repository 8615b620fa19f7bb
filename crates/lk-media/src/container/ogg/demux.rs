//! Reading: pages in, Opus packets out.

use std::collections::VecDeque;

use bytes::Bytes;

use super::head::{MAGIC, OpusHead, TAGS_MAGIC};
use super::page::{self, Page};
use crate::Frame;
use crate::bitstream::opus;
use crate::container::clock::samples_time;
use crate::container::input::Input;
use crate::container::{Demux, DemuxError, Fault, Kind, Mark, TrackInfo};

/// Reads Opus from Ogg: pages of one packet or many, packets on one page or many, streams one after
/// another (their times run on, and each counts from its first packet: what players cut off its start too).
/// Packets of no bytes are passed over, and so is what stands behind a page that ends the stream and is no page.
///
/// Of streams beside each other the first Opus stream is read. The first packet begins where the count of samples of
/// its page says; in a stream that was recorded from its start that is zero, however much of it players cut off.
/// Where a page's count runs ahead of its packets, by ten minutes at most, times do too. Frames last what their first byte says;
/// that players cut the start ([`OpusHead::pre_skip`]) and the end
/// ([`final_granule`](Self::final_granule)) off is not applied.
#[derive(Debug, Default)]
pub struct OggOpusDemuxer {
    input: Input,
    stream: Option<Stream>,
    /// A page was seen that no stream begins with: those to come belong to known streams.
    past_beginnings: bool,
    /// Complete packets of the page read last.
    packets: VecDeque<Queued>,
    head: Option<OpusHead>,
    tags: Option<Bytes>,
    /// Time of the next packet, in samples.
    samples: u64,
    final_granule: Option<u64>,
    mark: Mark,
    /// Packets to pass over on the page read next, after going to a mark.
    skip: u32,
}

/// A packet that is complete.
#[derive(Debug)]
struct Queued {
    packet: Bytes,
    /// The page that it begins on.
    mark: Mark,
    /// Samples without a packet before it.
    gap: u64,
}

/// The stream being read.
#[derive(Debug)]
struct Stream {
    serial: u32,
    next_page: Option<u32>,
    stage: Stage,
    /// The beginning of a packet that goes on on the next page, and where it begins.
    partial: Option<(Vec<u8>, Mark)>,
    ended: bool,
    /// The sample count of the page before.
    position: Option<u64>,
    /// It is read from its beginning, and is the first of the file: its first page says when it begins.
    sets_origin: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Head,
    Tags,
    Audio,
}

impl OggOpusDemuxer {
    /// A demuxer at the start of a file.
    pub fn new() -> Self {
        Self::default()
    }

    /// The identification header of the stream being read, once it was.
    pub const fn head(&self) -> Option<&OpusHead> {
        self.head.as_ref()
    }

    /// The comment header as it stands in the file, once it was read.
    pub const fn tags(&self) -> Option<&Bytes> {
        self.tags.as_ref()
    }

    /// Serial number of the stream being read.
    pub fn serial(&self) -> Option<u32> {
        self.stream.as_ref().map(|stream| stream.serial)
    }

    /// The sample count that the last page of the stream carries, once that was read. If it is less
    /// than the packets before it add up to, players cut the rest off.
    pub const fn final_granule(&self) -> Option<u64> {
        self.final_granule
    }

    /// Reads one page, if it is there.
    fn read_page(&mut self) -> Result<bool, DemuxError> {
        self.pass_junk();
        let rest = self.input.rest();
        if rest
            .iter()
            .zip(page::CAPTURE_PATTERN)
            .any(|(byte, expected)| byte != expected)
        {
            let fault = if self.input.offset() == 0 {
                Fault::NotThisKind(Kind::OggOpus)
            } else {
                Fault::Malformed
            };
            return Err(self.input.fail(0, fault));
        }
        let len = page::len(rest).filter(|len| *len <= rest.len());
        let Some(len) = len else {
            self.input.starved()?;
            if self.input.is_finished() && self.head.is_none() {
                return Err(self.input.fail(0, Fault::Truncated));
            }
            return Ok(false);
        };
        let offset = self.input.offset();
        let bytes = self.input.take(len);
        let page = Page::parse(&bytes);
        let page = page.ok_or_else(|| self.input.fail_at(offset, Fault::Checksum))?;
        self.use_page(&page, offset)
            .map_err(|fault| self.input.fail_at(offset, fault))?;
        Ok(true)
    }

    /// Passes over what no page begins with, once the stream has ended: of it nothing can be missing.
    fn pass_junk(&mut self) {
        if self.stream.as_ref().is_some_and(|stream| stream.ended) {
            let rest = self.input.rest();
            let at = page::find(rest, self.input.is_finished());
            self.input.skip(at);
        }
    }

    fn use_page(&mut self, page: &Page, offset: u64) -> Result<(), Fault> {
        if page.begins_stream {
            self.begin(page);
        } else {
            self.past_beginnings = true;
        }
        let Some(stream) = &mut self.stream else {
            // All streams have begun, none of them is Opus.
            return if self.past_beginnings {
                Err(Fault::UnsupportedCodec(*b"Ogg "))
            } else {
                Ok(())
            };
        };
        if page.serial != stream.serial {
            return Ok(());
        }
        let resumed = stream.next_page.is_none();
        if stream
            .next_page
            .is_some_and(|expected| expected != page.sequence)
        {
            return Err(Fault::Missing);
        }
        stream.next_page = Some(page.sequence.wrapping_add(1));
        // A continuation must meet what it continues, unless reading was taken up here.
        if page.continues != stream.partial.is_some() && !resumed {
            return Err(Fault::Malformed);
        }
        let (mut begun, queued) = (0, self.packets.len());
        for (index, (part, ends)) in page.packets().enumerate() {
            let continued = index == 0 && page.continues;
            // Some recorders leave a packet of no bytes where one was lost.
            let is_empty = part.is_empty() && ends && stream.stage == Stage::Audio;
            if continued && stream.partial.is_none() || is_empty && !continued {
                continue;
            }
            let (packet, mark) = match stream.partial.take() {
                Some((mut packet, mark)) if continued => {
                    packet.extend_from_slice(&part);
                    if packet.len() > MAX_PACKET {
                        return Err(Fault::TooLarge);
                    }
                    if !ends {
                        stream.partial = Some((packet, mark));
                        continue;
                    }
                    (packet.into(), mark)
                }
                _ => {
                    let mark = Mark {
                        offset,
                        stream: page.serial,
                        ticks: 0,
                        packets_before: begun,
                    };
                    begun += 1;
                    if !ends {
                        stream.partial = Some((part.to_vec(), mark));
                        continue;
                    }
                    (part, mark)
                }
            };
            match stream.stage {
                Stage::Head => {
                    let head = OpusHead::parse(&packet).ok_or(Fault::Malformed)?;
                    self.head = Some(head);
                    stream.stage = Stage::Tags;
                }
                Stage::Tags => {
                    if !packet.starts_with(TAGS_MAGIC) {
                        return Err(Fault::Malformed);
                    }
                    self.tags = Some(packet);
                    stream.stage = Stage::Audio;
                }
                Stage::Audio => self.packets.push_back(Queued {
                    packet,
                    mark,
                    gap: 0,
                }),
            }
        }
        let mut ended_here = self.packets.iter_mut().skip(queued).peekable();
        if ended_here.peek().is_some() && page.granule != NO_GRANULE {
            stream.count(page, ended_here);
        }
        if page.ends_stream {
            stream.ended = true;
        }
        if page.ends_stream && page.granule != NO_GRANULE {
            self.final_granule = Some(page.granule);
        }
        for _ in 0..std::mem::take(&mut self.skip) {
            self.packets.pop_front();
        }
        Ok(())
    }

    /// A stream begins: the first Opus stream, or the next one in the chain.
    fn begin(&mut self, page: &Page) {
        let chained = self.past_beginnings;
        if chained {
            self.past_beginnings = false;
            // Whether it said so or not; the next may begin behind streams of other kinds.
            if let Some(stream) = &mut self.stream {
                stream.ended = true;
            }
        }
        let taken = self.stream.as_ref().is_some_and(|stream| !stream.ended);
        let is_opus = page
            .packets()
            .next()
            .is_some_and(|(packet, _)| packet.starts_with(MAGIC));
        if is_opus && !taken {
            let sets_origin = self.stream.is_none();
            self.stream = Some(Stream {
                sets_origin,
                serial: page.serial,
                next_page: Some(page.sequence),
                stage: Stage::Head,
                partial: None,
                ended: false,
                position: None,
            });
        }
    }
}

impl Stream {
    /// Compares a page's count with what its packets add up to. Where it is ahead, samples were left
    /// out before them; where a stream begins says only where it was cut.
    fn count<'q>(&mut self, page: &Page, packets: impl Iterator<Item = &'q mut Queued>) {
        let before = self.position.replace(page.granule);
        let origin = std::mem::take(&mut self.sets_origin).then_some(0);
        // The last page is cut by its count, as a rule to less.
        let Some(mut end) = before.or(origin).filter(|_| !page.ends_stream) else {
            return;
        };
        let mut first = None;
        for queued in packets {
            end = end.saturating_add(opus::samples(&queued.packet).unwrap_or(0).into());
            first.get_or_insert(&mut queued.gap);
        }
        if let (Some(gap), Some(ahead)) = (first, page.granule.checked_sub(end))
            && (before.is_none() || ahead <= MAX_GAP)
        {
            *gap = ahead;
        }
    }
}

impl Demux for OggOpusDemuxer {
    fn push(&mut self, bytes: &[u8]) {
        self.input.push(bytes);
    }

    fn finish(&mut self) {
        self.input.finish();
    }

    fn poll(&mut self) -> Result<Option<Frame>, DemuxError> {
        loop {
            if let Some(Queued { packet, mark, gap }) = self.packets.pop_front() {
                let Some(samples) = opus::samples(&packet) else {
                    self.packets.clear();
                    return Err(self.input.fail_at(mark.offset, Fault::Malformed));
                };
                self.samples = self.samples.saturating_add(gap);
                self.mark = Mark {
                    ticks: self.samples,
                    ..mark
                };
                let pts = samples_time(self.samples, opus::SAMPLE_RATE);
                self.samples += u64::from(samples);
                let duration = samples_time(self.samples, opus::SAMPLE_RATE) - pts;
                return Ok(Some(Frame::new(packet, duration).pts(pts).keyframe(true)));
            }
            self.input.check()?;
            if self.input.rest().is_empty() && self.input.is_finished() {
                let partial = self
                    .stream
                    .as_mut()
                    .and_then(|stream| stream.partial.take());
                if let Some((_, mark)) = partial {
                    return Err(self.input.fail_at(mark.offset, Fault::Truncated));
                }
                if self.head.is_some() {
                    return Ok(None);
                }
            }
            match self.read_page() {
                Ok(false) => return Ok(None),
                // What was complete before the damage comes out first.
                Err(_) if !self.packets.is_empty() => {}
                result => drop(result?),
            }
        }
    }

    fn info(&self) -> Option<TrackInfo> {
        Some(self.head.as_ref()?.info())
    }

    fn mark(&self) -> Mark {
        self.mark
    }

    fn resume(&mut self, mark: Mark) {
        self.input.seek(mark.offset);
        self.packets.clear();
        self.samples = mark.ticks;
        self.skip = mark.packets_before;
        self.mark = mark;
        if mark.offset == 0 {
            *self = Self::default();
        } else if let Some(stream) = &mut self.stream {
            *stream = Stream {
                serial: mark.stream,
                next_page: None,
                stage: Stage::Audio,
                partial: None,
                ended: false,
                position: None,
                sets_origin: false,
            };
        }
    }
}

/// The count of a page on which no packet ends.
const NO_GRANULE: u64 = u64::MAX;

/// Ten minutes: a page that leaves more out is not believed.
const MAX_GAP: u64 = 600 * opus::SAMPLE_RATE as u64;

/// Far above the largest Opus packet that makes sense, 120 ms of many channels.
const MAX_PACKET: usize = 1 << 20;
