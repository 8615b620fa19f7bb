//! Video that was not sent, and what cannot be decoded without it.
//!
//! Sequence numbers do not tell of it, since what is not sent has none: so what needs it is not sent either.

use std::time::{Duration, Instant};

use super::standing::Standing;

/// What is missing of a track, if anything is.
#[derive(Debug, Default)]
pub(super) struct Damage(Option<Missing>);

#[derive(Debug)]
struct Missing {
    /// The lowest temporal layer of which something is missing: of those above something may be.
    from: u8,
    /// When a keyframe was asked for last, or would have been had anybody waited for one.
    asked: Option<Instant>,
}

impl Damage {
    /// A frame was dropped; says whether a keyframe is to be asked for.
    ///
    /// Where the lowest layer is whole it is left to the writer's next switching point, for a second.
    pub(super) fn lose(&mut self, frame: &Standing, now: Instant) -> bool {
        let Some(from) = needed_from(frame) else {
            return false;
        };
        let (from, asked) = match &self.0 {
            Some(missing) => (missing.from.min(from), missing.asked),
            None => (from, Some(now)),
        };
        let asks = from == 0;
        let asked = if asks { Some(now) } else { asked };
        self.0 = Some(Missing { from, asked });
        asks
    }

    /// Something was dropped of which nothing is known; says whether a keyframe is to be asked for.
    pub(super) fn lose_all(&mut self, now: Instant) -> bool {
        let missing = self.0.get_or_insert(Missing {
            from: 0,
            asked: None,
        });
        missing.from = 0;
        self.asks(now)
    }

    /// A frame passed while the track was muted. Nobody waits for a keyframe before that is over.
    pub(super) fn pass(&mut self, frame: impl FnOnce() -> Standing) {
        if let Some(Missing { from: 0, asked }) = &mut self.0 {
            *asked = None;
        } else if let Some(from) = needed_from(&frame()) {
            let before = self.0.as_ref().map_or(from, |missing| missing.from);
            self.0 = Some(Missing {
                from: before.min(from),
                asked: None,
            });
        }
    }

    /// Whether a frame cannot be decoded for what is missing.
    pub(super) fn withholds(&self, frame: impl FnOnce() -> Standing) -> bool {
        let Some(missing) = &self.0 else {
            return false;
        };
        let frame = frame();
        !frame.starts_anew && missing.touches(&frame) && !missing.is_mended_by(&frame)
    }

    /// A frame that is not withheld was sent: what it mends is whole again.
    pub(super) fn sent(&mut self, frame: impl FnOnce() -> Standing) {
        let Some(missing) = &mut self.0 else { return };
        let frame = frame();
        if frame.starts_anew || frame.lifts_upper_layers && missing.is_lifted_by(&frame) {
            self.0 = None;
        } else if missing.is_mended_by(&frame) {
            // Those above may need more than this, and have switching points of their own.
            missing.from = missing.from.saturating_add(1);
        }
    }

    /// A frame was withheld; says whether a keyframe is to be asked for, as none has come for too long.
    pub(super) fn asks(&mut self, now: Instant) -> bool {
        let Some(missing) = &mut self.0 else {
            return false;
        };
        let patient = |asked: Instant| now.saturating_duration_since(asked) < PATIENCE;
        let asks = !missing.asked.is_some_and(patient);
        if asks {
            missing.asked = Some(now);
        }
        asks
    }
}

impl Missing {
    /// Whether the frame may need what is missing. One that does not say its layer may be of any.
    fn touches(&self, frame: &Standing) -> bool {
        frame.temporal.is_none_or(|layer| layer >= self.from)
    }

    fn is_mended_by(&self, frame: &Standing) -> bool {
        self.from > 0 && frame.temporal == Some(self.from) && frame.switches()
    }

    fn is_lifted_by(&self, frame: &Standing) -> bool {
        !self.touches(frame) && frame.switches()
    }
}

/// The lowest temporal layer that has frames which cannot be decoded without this one; `None` if there are none.
fn needed_from(frame: &Standing) -> Option<u8> {
    if frame.spare {
        return None;
    }
    // A picture of which only a part was sent is no use to anybody.
    let known = frame.temporal.filter(|_| frame.begins_picture);
    Some(known.filter(|_| !frame.starts_anew).unwrap_or(0))
}

/// How long a keyframe, or a switching point, may take before it is asked for again: as long as receivers wait.
const PATIENCE: Duration = Duration::from_secs(1);

#[cfg(test)]
mod tests;
