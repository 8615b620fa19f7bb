//! The frames that a queue has seen last: where their packets stand, and which of them were dropped.

/// The last [`FRAMES`] frames of each of the last [`STREAMS`] streams.
///
/// So the memory of a dropped frame ends: when as many others of its stream have come since the last packet
/// of it, its number may be used anew.
#[derive(Debug, Default)]
pub(crate) struct Frames {
    streams: Vec<Stream>,
    /// Counts what was looked up, to know the stream that was not for longest.
    ticks: u64,
}

#[derive(Debug)]
struct Stream {
    id: u32,
    used: u64,
    /// The newest first.
    frames: Vec<Frame>,
}

/// A frame, as far as it has come.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Frame {
    id: u64,
    /// The number of its packet that was queued last, which may have left; zero if none was.
    pub(crate) last: u64,
    /// What still comes of it is dropped too.
    pub(crate) dropped: bool,
}

impl Frames {
    pub(crate) const fn new() -> Self {
        Self {
            streams: Vec::new(),
            ticks: 0,
        }
    }

    /// The frame of a stream, as the newest from here on.
    pub(crate) fn touch(&mut self, stream: u32, id: u64) -> &mut Frame {
        self.ticks += 1;
        let known = self.streams.iter().position(|known| known.id == stream);
        let index = known.unwrap_or_else(|| self.admit(stream));
        let stream = &mut self.streams[index];
        stream.used = self.ticks;
        let frames = &mut stream.frames;
        match frames.iter().position(|frame| frame.id == id) {
            Some(0) => {}
            Some(place) => frames[..=place].rotate_right(1),
            None => {
                frames.truncate(FRAMES - 1);
                let (last, dropped) = (0, false);
                frames.insert(0, Frame { id, last, dropped });
            }
        }
        &mut frames[0]
    }

    pub(crate) fn forget(&mut self, stream: u32) {
        self.streams.retain(|known| known.id != stream);
    }

    fn admit(&mut self, id: u32) -> usize {
        let stream = Stream {
            id,
            used: 0,
            frames: Vec::new(),
        };
        if self.streams.len() < STREAMS {
            self.streams.push(stream);
            return self.streams.len() - 1;
        }
        let uses = self.streams.iter().map(|stream| stream.used).enumerate();
        let oldest = uses.min_by_key(|(_, used)| *used).map_or(0, |(at, _)| at);
        self.streams[oldest] = stream;
        oldest
    }
}

/// How many frames of a stream may be under way at once, packet by packet between one another.
const FRAMES: usize = 8;

/// How many streams are remembered.
const STREAMS: usize = 64;
