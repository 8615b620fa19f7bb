//! The parameter sets of an H.264 or H.265 stream, as its frames brought them.

/// Which kind of parameter set; the order in which they have to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// VPS, H.265 only.
    Video,
    /// SPS
    Sequence,
    /// PPS
    Picture,
}

/// Several kinds, one bit each.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kinds(u8);

impl Kinds {
    pub(crate) const fn insert(&mut self, kind: Kind) {
        self.0 |= 1 << kind as u8;
    }

    /// Whether all of these are among them.
    pub(crate) const fn contain(self, all: Self) -> bool {
        all.0 & !self.0 == 0
    }
}

/// The parameter sets that were last seen: one of each kind and id, in the order in which they have to come. Where there
/// are too many of them, the oldest go.
#[derive(Debug, Default)]
pub(crate) struct ParameterSets {
    sets: Vec<Set>,
    kinds: Kinds,
    /// Where the next one is looked for first: frames bring the same ones in the same order again and again.
    next: usize,
    bytes: usize,
    /// Counts access units.
    now: u64,
    /// They came without a picture.
    waiting: bool,
    /// This access unit brought more than can be kept.
    overflown: bool,
}

#[derive(Debug)]
struct Set {
    kind: Kind,
    /// Of several that cannot be read the last counts.
    id: Option<u32>,
    unit: Vec<u8>,
    brought_at: u64,
}

impl ParameterSets {
    /// An access unit begins.
    pub(crate) const fn begin(&mut self) {
        self.next = 0;
        self.now += 1;
        self.overflown = false;
    }

    /// Takes one.
    #[inline]
    pub(crate) fn take(&mut self, kind: Kind, unit: &[u8], id: impl FnOnce() -> Option<u32>) {
        match self.sets.get_mut(self.next) {
            Some(known) if known.unit == unit => {
                known.brought_at = self.now;
                self.next += 1;
            }
            _ => self.take_other(kind, unit, id()),
        }
    }

    /// Puts one in the place of that of its kind and id.
    fn take_other(&mut self, kind: Kind, unit: &[u8], id: Option<u32>) {
        let mut memory = Vec::new();
        let mut known = self.sets.iter_mut().enumerate();
        if let Some((at, known)) = known.find(|(_, set)| (set.kind, set.id) == (kind, id)) {
            if known.unit == unit {
                known.brought_at = self.now;
                self.next = at + 1;
                return;
            }
            memory = self.remove(at);
        }
        if unit.len() > MAX_BYTES {
            // The others are of more use.
            self.overflown = true;
            return;
        }
        let is_full =
            |sets: &Self| sets.sets.len() == MAX_SETS || sets.bytes + unit.len() > MAX_BYTES;
        while is_full(self) {
            self.overflown = true;
            // Of its own kind, if there is one; else rather one that others do not stand on.
            let all = self.sets.iter().enumerate().rev();
            let oldest = all.min_by_key(|(_, set)| (set.kind != kind, set.brought_at));
            let Some((oldest, _)) = oldest else { return };
            memory = self.remove(oldest);
        }
        memory.clear();
        memory.extend_from_slice(unit);
        self.bytes += unit.len();
        let at = self.sets.partition_point(|set| set.kind <= kind);
        let set = Set {
            kind,
            id,
            unit: memory,
            brought_at: self.now,
        };
        self.sets.insert(at, set);
        self.next = at + 1;
        self.count_kinds();
    }

    fn remove(&mut self, at: usize) -> Vec<u8> {
        let unit = self.sets.remove(at).unit;
        self.bytes -= unit.len();
        self.count_kinds();
        unit
    }

    fn count_kinds(&mut self) {
        self.kinds = Kinds::default();
        for set in &self.sets {
            self.kinds.insert(set.kind);
        }
    }

    /// They came without a picture and are to go with the next. False if they are to go now, as some were not kept.
    pub(crate) const fn wait(&mut self) -> bool {
        self.waiting = !self.overflown;
        self.waiting
    }

    /// A picture was sent.
    pub(crate) const fn sent(&mut self) {
        self.waiting = false;
    }

    pub(crate) const fn are_waiting(&self) -> bool {
        self.waiting
    }

    /// The kinds that there are.
    pub(crate) const fn kinds(&self) -> Kinds {
        self.kinds
    }

    pub(crate) fn units(&self) -> impl Iterator<Item = &[u8]> + Clone {
        self.sets.iter().map(|set| &*set.unit)
    }
}

/// The sequence parameter sets that come before a picture: nearly always one.
#[derive(Debug, Default)]
pub(crate) struct Sequences<'u> {
    first: Option<&'u [u8]>,
    several: bool,
}

impl<'u> Sequences<'u> {
    pub(crate) fn add(&mut self, set: &'u [u8]) {
        self.several = self.first.is_some();
        self.first.get_or_insert(set);
    }

    /// The one that the picture stands on: the only one, else the one `chosen`.
    pub(crate) fn of_picture(self, chosen: impl FnOnce() -> Option<&'u [u8]>) -> Option<&'u [u8]> {
        if self.several { chosen() } else { self.first }
    }
}

/// The sequence parameter set that the picture of a slice stands on, if it and that of the picture are among `sets`.
///
/// `id` says the kind and the id of a set, and `refers_to` which set one or a slice stands on.
pub(crate) fn sequence_set<'u>(
    sets: impl Iterator<Item = &'u [u8]> + Clone,
    slice: &[u8],
    id: fn(&[u8]) -> Option<(Kind, u32)>,
    refers_to: fn(&[u8]) -> Option<u32>,
) -> Option<&'u [u8]> {
    // Of those of one id the last counts.
    let last = |kind, number| {
        let is_it = |set: &&[u8]| id(set) == Some((kind, number));
        sets.clone().filter(is_it).last()
    };
    let picture = last(Kind::Picture, refers_to(slice)?)?;
    last(Kind::Sequence, refers_to(picture)?)
}

/// More than any stream in use has.
const MAX_SETS: usize = 32;
const MAX_BYTES: usize = 8 << 10;
