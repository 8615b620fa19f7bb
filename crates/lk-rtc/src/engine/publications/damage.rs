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
mod tests {
    use super::*;

    const PLAIN: Standing = Standing {
        starts_anew: false,
        spare: false,
        temporal: None,
        switching_point: false,
        begins_picture: true,
        lifts_upper_layers: false,
    };
    const KEYFRAME: Standing = Standing {
        starts_anew: true,
        ..PLAIN
    };
    const SPARE: Standing = Standing {
        spare: true,
        ..PLAIN
    };

    const fn layer(temporal: u8) -> Standing {
        Standing {
            temporal: Some(temporal),
            ..PLAIN
        }
    }

    const fn switching(temporal: u8) -> Standing {
        Standing {
            switching_point: true,
            ..layer(temporal)
        }
    }

    fn withheld(damage: &mut Damage, frames: &[Standing]) -> Vec<bool> {
        let mut withholds = |frame: &Standing| {
            let withheld = damage.withholds(|| *frame);
            if !withheld {
                damage.sent(|| *frame);
            }
            withheld
        };
        frames.iter().map(&mut withholds).collect()
    }

    #[test]
    fn what_nobody_refers_to_is_not_missed() {
        let (mut damage, now) = (Damage::default(), Instant::now());
        assert!(!damage.lose(&SPARE, now));
        damage.pass(|| SPARE);
        assert_eq!(withheld(&mut damage, &[PLAIN, SPARE]), [false, false]);
    }

    #[test]
    fn without_layers_all_waits_for_a_keyframe() {
        let (mut damage, now) = (Damage::default(), Instant::now());
        assert!(damage.lose(&PLAIN, now));
        let frames = [PLAIN, SPARE, switching(0), switching(1), KEYFRAME, PLAIN];
        let expected = [true, true, true, true, false, false];
        assert_eq!(withheld(&mut damage, &frames), expected);
    }

    #[test]
    fn of_an_upper_layer_only_those_from_it_on_wait_for_its_switching_point() {
        let (mut damage, now) = (Damage::default(), Instant::now());
        assert!(!damage.lose(&layer(1), now));
        // One that does not say its layer may be of any.
        let frames = [layer(0), layer(2), layer(1), PLAIN, switching(2)];
        assert_eq!(
            withheld(&mut damage, &frames),
            [false, true, true, true, true]
        );
        let frames = [switching(1), layer(1), layer(2), switching(2), layer(2)];
        let expected = [false, false, true, false, false];
        assert_eq!(withheld(&mut damage, &frames), expected);
    }

    #[test]
    fn a_switching_point_of_vp9_lifts_the_layers_above_it() {
        let (mut damage, now) = (Damage::default(), Instant::now());
        assert!(!damage.lose(&layer(2), now));
        let lifts = Standing {
            lifts_upper_layers: true,
            ..switching(1)
        };
        assert_eq!(
            withheld(&mut damage, &[layer(2), lifts, layer(2)]),
            [true, false, false]
        );
    }

    #[test]
    fn the_lowest_layer_that_is_missing_counts() {
        let (mut damage, now) = (Damage::default(), Instant::now());
        assert!(!damage.lose(&layer(2), now));
        assert!(!damage.lose(&layer(1), now));
        assert!(!damage.lose(&layer(2), now));
        assert_eq!(
            withheld(&mut damage, &[switching(2), layer(0)]),
            [true, false]
        );
        assert!(damage.lose(&layer(0), now));
        assert_eq!(
            withheld(&mut damage, &[layer(0), switching(1)]),
            [true, true]
        );
    }

    #[test]
    fn the_rest_of_a_picture_goes_with_its_beginning() {
        let (mut damage, now) = (Damage::default(), Instant::now());
        let rest = Standing {
            begins_picture: false,
            ..switching(1)
        };
        assert!(!damage.lose(&layer(1), now));
        assert_eq!(withheld(&mut damage, &[rest]), [true]);
        // Its beginning was sent.
        let mut damage = Damage::default();
        assert!(damage.lose(&rest, now));
        assert_eq!(withheld(&mut damage, &[layer(0)]), [true]);
    }

    #[test]
    fn a_keyframe_is_asked_for_until_it_comes() {
        let (mut damage, start) = (Damage::default(), Instant::now());
        let asks = |damage: &mut Damage, millis: &[u64]| -> Vec<u64> {
            let asks = |millis: &&u64| damage.asks(start + Duration::from_millis(**millis));
            millis.iter().filter(asks).copied().collect()
        };
        assert!(damage.lose(&PLAIN, start));
        let times = [33, 500, 999, 1000, 1500, 2100];
        assert_eq!(asks(&mut damage, &times), [1000, 2100]);
        damage.sent(|| KEYFRAME);
        assert_eq!(asks(&mut damage, &[5000]), [0; 0]);
        // A switching point may take as long; who is muted has nobody waiting.
        assert!(!damage.lose(&layer(1), start));
        assert_eq!(asks(&mut damage, &[500, 1000]), [1000]);
        damage.pass(|| PLAIN);
        assert_eq!(asks(&mut damage, &[1001, 1002]), [1001]);
    }
}
