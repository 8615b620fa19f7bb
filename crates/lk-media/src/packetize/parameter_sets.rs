//! The parameter sets of an H.264 or H.265 stream, as its frames brought them.

/// The parameter sets that were last seen, in order.
#[derive(Debug, Default)]
pub(super) struct ParameterSets {
    /// One after another, each a NAL unit.
    bytes: Vec<u8>,
    /// Where each ends.
    ends: Vec<usize>,
    state: State,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Sent,
    /// They came without a picture.
    Waiting,
    /// There were too many of them to be kept.
    TooMany,
}

impl ParameterSets {
    /// Takes one. With `anew` it is the first of new ones, unless others are waiting for their picture.
    pub(super) fn take(&mut self, unit: &[u8], anew: bool) {
        if anew && self.state != State::Waiting {
            self.bytes.clear();
            self.ends.clear();
            self.state = State::Sent;
        }
        if self.state == State::TooMany || self.units().any(|known| known == unit) {
            return;
        }
        if self.ends.len() == MAX_SETS || self.bytes.len() + unit.len() > MAX_BYTES {
            self.bytes.clear();
            self.ends.clear();
            self.state = State::TooMany;
            return;
        }
        self.bytes.extend_from_slice(unit);
        self.ends.push(self.bytes.len());
    }

    /// They came without a picture and are to go with the next. False if they were not kept.
    pub(super) fn wait(&mut self) -> bool {
        let kept = self.state != State::TooMany;
        if kept {
            self.state = State::Waiting;
        }
        kept
    }

    /// A picture was sent.
    pub(super) fn sent(&mut self) {
        if self.state == State::Waiting {
            self.state = State::Sent;
        }
    }

    pub(super) fn are_waiting(&self) -> bool {
        self.state == State::Waiting
    }

    pub(super) fn units(&self) -> impl Iterator<Item = &[u8]> + Clone {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts
            .zip(&self.ends)
            .filter_map(|(start, end)| self.bytes.get(*start..*end))
    }
}

/// More than any stream in use has.
const MAX_SETS: usize = 32;
const MAX_BYTES: usize = 8 << 10;
