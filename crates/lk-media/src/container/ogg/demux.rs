//! Reading: pages in, Opus packets out.

use std::collections::VecDeque;

use bytes::Bytes;

use super::head::{MAGIC, OpusHead, TAGS_MAGIC};
use super::page::{self, Page};
use crate::Frame;
use crate::bitstream::opus;
use crate::container::clock::samples_time;
use crate::container::input::Input;
use crate::container::{CodecName, Damage, Demux, DemuxError, Fault, Kind, Mark, TrackInfo};

/// Reads Opus from Ogg: pages of one packet or many, packets on one page or many, streams one after
/// another (their times run on, and each counts from its first packet: what players cut off its start too).
/// Packets of no bytes are passed over, and so is what stands behind a page that ends the stream and is no page.
///
/// Pages that are missing or whose checksum is wrong, junk between pages, and packets that are none are passed over and
/// counted ([`Demux::damage`]); the count of samples keeps the times of what comes behind them. Page numbers that stay the
/// same are not looked at.
///
/// Of streams beside each other the first Opus stream is read. The first packet begins where the count of samples of
/// its page says; in a stream that was recorded from its start that is zero, however much of it players cut off.
/// Where a page's count runs ahead of its packets, by ten minutes at most, times do too. Frames last what their first byte says, the last one as long
/// as the stream ([`final_granule`](Self::final_granule)); its packet is given whole. That players cut off the start
/// ([`OpusHead::pre_skip`]) is not applied.
#[derive(Debug, Default)]
pub struct OggOpusDemuxer {
    input: Input,
    stream: Option<Stream>,
    /// What stands before the page read last was damaged.
    behind_damage: bool,
    /// The codec of a stream that is not Opus.
    foreign: Option<CodecName>,
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
    /// How long it lasts.
    samples: u32,
    /// Samples without a packet before it.
    gap: u64,
    /// Samples that are cut off its end, where it is the last of its stream.
    cut: u32,
}

/// The stream being read.
#[derive(Debug)]
struct Stream {
    serial: u32,
    /// The number of the page before.
    last_page: Option<u32>,
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

    /// Reads one page, if it is there. What is no page, or one whose checksum is wrong, is passed over up to the next
    /// that is whole. Source: RFC 3533 §6.
    fn read_page(&mut self) -> Result<bool, DemuxError> {
        loop {
            if !self.find_page()? {
                return Ok(false);
            }
            let rest = self.input.rest();
            let len = page::len(rest).filter(|len| *len <= rest.len());
            match len {
                Some(len) if rest.get(..len).is_some_and(page::is_intact) => {
                    let offset = self.input.offset();
                    let bytes = self.input.take(len);
                    self.behind_damage = self.input.end_damage();
                    if let Some(page) = Page::parse(&bytes) {
                        self.use_page(&page, offset)
                            .map_err(|fault| self.input.fail_at(offset, fault))?;
                    }
                    return Ok(true);
                }
                Some(_) => self.input.skip_damage(1, Fault::Checksum),
                None if !self.input.is_finished() => return Ok(false),
                // It is cut short, or something else that looks like the beginning of a page.
                None if page::find(rest.get(1..).unwrap_or_default(), true) + 1 < rest.len() => {
                    self.input.skip_damage(1, Fault::Malformed);
                }
                None => return Err(self.input.fail(0, Fault::Truncated)),
            }
        }
    }

    /// Goes to where a page may begin; false if that takes more bytes. A file has to begin with one.
    fn find_page(&mut self) -> Result<bool, DemuxError> {
        let rest = self.input.rest();
        let pairs = rest.iter().zip(page::CAPTURE_PATTERN);
        if self.input.offset() == 0 && pairs.clone().any(|(byte, expected)| byte != expected) {
            return Err(self.input.fail(0, Fault::NotThisKind(Kind::OggOpus)));
        }
        let at = page::find(rest, self.input.is_finished());
        if at > 0 && self.stream.as_ref().is_some_and(|stream| stream.ended) {
            // Of a stream that has ended nothing can be missing.
            self.input.skip(at);
        } else if at > 0 {
            self.input.skip_damage(at, Fault::Malformed);
        }
        if self.input.rest().is_empty() && self.input.is_finished() && self.head.is_none() {
            return Err(self.input.fail(0, Fault::Truncated));
        }
        Ok(!self.input.rest().is_empty())
    }

    fn use_page(&mut self, page: &Page, offset: u64) -> Result<(), Fault> {
        if page.begins_stream {
            self.begin(page);
        } else {
            self.past_beginnings = true;
        }
        let Some(stream) = &mut self.stream else {
            // All streams have begun, none of them is Opus.
            return match self.foreign {
                Some(name) if self.past_beginnings => Err(Fault::UnsupportedCodec(name)),
                None if self.past_beginnings => Err(Fault::Malformed),
                _ => Ok(()),
            };
        };
        if page.serial != stream.serial {
            return Ok(());
        }
        let last = stream.last_page.replace(page.sequence);
        let expected = last.map(|last| last.wrapping_add(1));
        // Numbers that stay the same number nothing.
        let follows = expected.is_none_or(|expected| expected == page.sequence);
        if !follows && last != Some(page.sequence) {
            // What was damaged right before it is what is missing.
            if !self.behind_damage {
                self.input.note_damage(offset, Fault::Missing);
            }
            stream.partial = None;
        } else if page.continues != stream.partial.is_some() && last.is_some() {
            // A continuation must meet what it continues, unless reading was taken up here.
            self.input.note_damage(offset, Fault::Malformed);
            stream.partial = None;
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
                        self.input.note_damage(mark.offset, Fault::TooLarge);
                        continue;
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
                    continue;
                }
                Stage::Tags => {
                    stream.stage = Stage::Audio;
                    if packet.starts_with(TAGS_MAGIC) {
                        self.tags = Some(packet);
                        continue;
                    }
                    // They were lost.
                    self.input.note_damage(offset, Fault::Malformed);
                }
                Stage::Audio => {}
            }
            match opus::samples(&packet) {
                Some(samples) => self.packets.push_back(Queued {
                    packet,
                    mark,
                    samples,
                    gap: 0,
                    cut: 0,
                }),
                None => self.input.note_damage(mark.offset, Fault::Malformed),
            }
        }
        let ended_here = self.packets.len() > queued;
        if ended_here && page.granule != NO_GRANULE {
            stream.count(page, self.packets.iter_mut().skip(queued));
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
        let first = page.packets().next().map(|(packet, _)| packet);
        let first = first.unwrap_or_default();
        let is_opus = first.starts_with(MAGIC);
        if !is_opus && self.foreign.is_none() {
            // Vorbis and Theora have a byte before their name, FLAC too.
            let name = first.strip_prefix(&[1]).or(first.strip_prefix(&[0x80]));
            let name = name.or(first.strip_prefix(&[0x7f])).unwrap_or(&first);
            let is_letter = |byte: &u8| byte.is_ascii_alphanumeric();
            let len = name.iter().take_while(|byte| is_letter(byte)).count();
            self.foreign = name.get(..len).map(CodecName::new);
        }
        if is_opus && !taken {
            let sets_origin = self.stream.is_none();
            self.stream = Some(Stream {
                sets_origin,
                serial: page.serial,
                last_page: None,
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
        let Some(begin) = before.or(origin) else {
            return;
        };
        let mut packets: Vec<_> = packets.collect();
        let lasts = packets.iter().map(|queued| u64::from(queued.samples)).sum();
        let end = begin.saturating_add(lasts);
        if page.ends_stream && page.granule < end {
            // The last page is cut by its count.
            let mut cut = end.saturating_sub(page.granule);
            for queued in packets.iter_mut().rev() {
                queued.cut = u32::try_from(cut).unwrap_or(u32::MAX).min(queued.samples);
                cut -= u64::from(queued.cut);
            }
        } else if let (Some(first), Some(ahead)) =
            (packets.first_mut(), page.granule.checked_sub(end))
            && (before.is_none() || ahead <= MAX_GAP)
        {
            first.gap = ahead;
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
            if let Some(queued) = self.packets.pop_front() {
                self.samples = self.samples.saturating_add(queued.gap);
                self.mark = Mark {
                    ticks: self.samples,
                    ..queued.mark
                };
                let at = |samples: u64| samples_time(samples, opus::SAMPLE_RATE);
                let pts = at(self.samples);
                let heard = u64::from(queued.samples - queued.cut);
                let duration = at(self.samples.saturating_add(heard)) - pts;
                self.samples = self.samples.saturating_add(queued.samples.into());
                let frame = Frame::new(queued.packet, duration);
                return Ok(Some(frame.pts(pts).keyframe(true)));
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

    fn damage(&self) -> Damage {
        self.input.damage()
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
                last_page: None,
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
