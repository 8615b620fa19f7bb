//! The frames that a queue has seen last: where their packets stand, and which of them were dropped.

/// The last [`FRAMES`] frames of each of the last [`STREAMS`] streams.
///
/// So the memory of a dropped frame ends: when as many others of its stream have come since the last packet
/// of it, its number may be used anew.
#[derive(Debug, Default)]
pub(crate) struct Frames {
    /// Which streams these are: apart from their frames, so that looking one up touches little.
    known: Vec<Known>,
    /// The frames of each, in the same order.
    rings: Vec<Ring>,
    /// Where the stream stands that was looked up last.
    last: usize,
    /// Counts what was looked up, to know the stream that was not for longest.
    ticks: u64,
}

#[derive(Debug, Clone, Copy)]
struct Known {
    stream: u32,
    used: u64,
}

/// The frames of a stream, from the newest on to the oldest and round.
#[derive(Debug, Clone)]
struct Ring {
    frames: [Frame; FRAMES],
    newest: usize,
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
            known: Vec::new(),
            rings: Vec::new(),
            last: 0,
            ticks: 0,
        }
    }

    /// The frame of a stream, as the newest from here on.
    pub(crate) fn touch(&mut self, stream: u32, id: u64) -> &mut Frame {
        let of_it = |known: &Known| known.stream == stream;
        if !self.known.get(self.last).is_some_and(of_it) {
            let found = self.known.iter().position(of_it);
            self.last = found.unwrap_or_else(|| self.admit(stream));
        }
        self.ticks += 1;
        self.known[self.last].used = self.ticks;
        self.rings[self.last].touch(id)
    }

    pub(crate) fn forget(&mut self, stream: u32) {
        let of_it = |known: &Known| known.stream == stream;
        if let Some(at) = self.known.iter().position(of_it) {
            self.known.swap_remove(at);
            self.rings.swap_remove(at);
        }
    }

    /// Forgets all, and keeps the room for what comes next.
    pub(crate) fn clear(&mut self) {
        self.known.clear();
        self.rings.clear();
    }

    fn admit(&mut self, stream: u32) -> usize {
        let known = Known { stream, used: 0 };
        if self.known.len() < STREAMS {
            self.known.push(known);
            self.rings.push(Ring::NEW);
            return self.known.len() - 1;
        }
        let uses = self.known.iter().map(|known| known.used).enumerate();
        let oldest = uses.min_by_key(|(_, used)| *used).map_or(0, |(at, _)| at);
        self.known[oldest] = known;
        self.rings[oldest] = Ring::NEW;
        oldest
    }
}

impl Ring {
    /// Full of frames of which nothing came: to know such a one is no different from not knowing it.
    const NEW: Self = Self {
        frames: [Frame::new(0); FRAMES],
        newest: 0,
    };

    /// A frame, as the newest from here on; one that is not known takes the place of the oldest.
    fn touch(&mut self, id: u64) -> &mut Frame {
        let at = |age: usize| (self.newest + age) % FRAMES;
        match (0..FRAMES).find(|age| self.frames[at(*age)].id == id) {
            Some(age) => {
                for age in (0..age).rev() {
                    self.frames.swap(at(age), at(age + 1));
                }
            }
            None => {
                self.newest = at(FRAMES - 1);
                self.frames[self.newest] = Frame::new(id);
            }
        }
        &mut self.frames[self.newest]
    }
}

impl Frame {
    const fn new(id: u64) -> Self {
        Self {
            id,
            last: 0,
            dropped: false,
        }
    }
}

/// How many frames of a stream may be under way at once, packet by packet between one another.
const FRAMES: usize = 8;

/// How many streams are remembered.
const STREAMS: usize = 64;
