//! Which streams of the remote the engine holds, and how many strangers it may be shown.
//!
//! The engine binds a stream to its section and layer by header extensions before it has authenticated the packet, and
//! for each number that it did authenticate it keeps a little for good. So numbers that no description announced are
//! counted, and what they leave behind is known.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use str0m::Rtc;
use str0m::media::{Mid, Rid};
use str0m::rtp::Ssrc;

use super::Engine;

/// Most numbers that are tried within [`WINDOW`], and in the life of a connection.
const MOST_LATELY: usize = 64;
const MOST_EVER: u32 = 1 << 16;
const WINDOW: Duration = Duration::from_secs(10);

#[derive(Debug)]
pub(super) struct Streams {
    held: HashMap<u32, Held>,
    /// Streams that repair, and what they do.
    repairs: HashMap<u32, u32>,
    /// Strangers since the window began.
    lately: Vec<u32>,
    since: Instant,
    ever: u32,
}

/// What it takes to declare a stream again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Held {
    mid: Mid,
    rid: Option<Rid>,
    rtx: Option<u32>,
    nack: bool,
}

impl Streams {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            held: HashMap::new(),
            repairs: HashMap::new(),
            lately: Vec::new(),
            since: now,
            ever: 0,
        }
    }

    /// Whether packets of `ssrc` go to a stream that is there.
    pub(super) fn knows(&self, ssrc: u32) -> bool {
        // Probes for bandwidth have one number, and no stream that matters.
        ssrc == 0 || self.held.contains_key(&ssrc) || self.repairs.contains_key(&ssrc)
    }

    /// Whether the engine may be shown a packet of a stream that nobody announced.
    pub(super) fn admit(&mut self, ssrc: u32, now: Instant) -> bool {
        if now.saturating_duration_since(self.since) >= WINDOW {
            self.since = now;
            self.lately.clear();
        }
        if self.lately.contains(&ssrc) {
            return true;
        }
        if self.lately.len() == MOST_LATELY || self.ever == MOST_EVER {
            return false;
        }
        self.ever += 1;
        self.lately.push(ssrc);
        true
    }

    fn hold(&mut self, ssrc: u32, stream: Held) {
        self.forget(ssrc);
        self.held.insert(ssrc, stream);
        if let Some(rtx) = stream.rtx {
            self.repairs.insert(rtx, ssrc);
        }
    }

    fn get_mut(&mut self, ssrc: u32) -> Option<&mut Held> {
        self.held.get_mut(&ssrc)
    }

    /// Takes note that `repair` is what repairs `ssrc` now.
    fn repair(&mut self, ssrc: u32, repair: u32) {
        if let Some(stream) = self.held.get(&ssrc) {
            let rtx = Some(repair);
            self.hold(ssrc, Held { rtx, ..*stream });
        }
    }

    fn forget(&mut self, ssrc: u32) {
        let rtx = self.held.remove(&ssrc).and_then(|stream| stream.rtx);
        // It may repair another one by now.
        if let Some(rtx) = rtx.filter(|rtx| self.repairs.get(rtx) == Some(&ssrc)) {
            self.repairs.remove(&rtx);
        }
    }

    pub(super) fn forget_section(&mut self, mid: Mid) {
        let gone: Vec<u32> = self.section(mid).map(|(ssrc, _)| ssrc).collect();
        gone.into_iter().for_each(|ssrc| self.forget(ssrc));
    }

    /// The streams of a section, in no order that matters.
    fn section(&self, mid: Mid) -> impl Iterator<Item = (u32, Held)> + '_ {
        self.all().filter(move |(_, stream)| stream.mid == mid)
    }

    fn all(&self) -> impl Iterator<Item = (u32, Held)> + '_ {
        self.held.iter().map(|(ssrc, stream)| (*ssrc, *stream))
    }
}

impl Engine {
    pub(crate) fn expect_stream(&mut self, mid: Mid, ssrc: u32, rtx: Option<u32>, nack: bool) {
        let rid = None;
        let stream = Held {
            mid,
            rid,
            rtx,
            nack,
        };
        if self.change(|rtc| expect(rtc, ssrc, stream)) == Some(true) {
            self.streams.hold(ssrc, stream);
        }
    }

    pub(crate) fn forget_stream(&mut self, ssrc: u32) {
        self.streams.forget(ssrc);
        self.change(|rtc| rtc.direct_api().remove_stream_rx(ssrc.into()));
    }

    /// Which section and layer the engine found a stream to belong to.
    pub(crate) fn found_stream(&mut self, ssrc: u32) -> Option<(Mid, Option<Rid>)> {
        let stream = self.streams.get_mut(ssrc)?;
        Some((stream.mid, stream.rid))
    }

    /// Says whether lost packets of a stream are asked for. Default: no.
    pub(crate) fn set_nack(&mut self, ssrc: u32, nack: bool) {
        if let Some(stream) = self.streams.get_mut(ssrc) {
            stream.nack = nack;
        }
        self.change(|rtc| {
            if let Some(stream) = rtc.direct_api().stream_rx(&ssrc.into()) {
                stream.suppress_nack(!nack);
            }
        });
    }

    #[cfg(test)]
    pub(crate) fn holds_stream(&mut self, ssrc: u32) -> bool {
        self.with(|rtc| rtc.direct_api().stream_rx(&ssrc.into()).is_some()) == Some(true)
    }

    /// Looks at what the packet of a stranger did: what it bound stays only if it was the remote's.
    pub(super) fn examine(&mut self, ssrc: u32) {
        let bound = self.with(|rtc| {
            let mut direct = rtc.direct_api();
            let stream = direct.stream_rx(&ssrc.into())?;
            let held = Held {
                mid: stream.mid(),
                rid: stream.rid(),
                rtx: stream.rtx().map(|rtx| *rtx),
                nack: false,
            };
            // Only packets that were authenticated tell the time.
            Some((held, stream.last_time().is_some()))
        });
        match bound.flatten() {
            Some((stream, true)) => {
                self.streams.hold(ssrc, stream);
                self.set_nack(ssrc, false);
            }
            Some((stream, false)) => {
                self.forget_stream(ssrc);
                let mut displaced: Vec<_> = self.streams.section(stream.mid).collect();
                self.change(|rtc| {
                    let mut direct = rtc.direct_api();
                    displaced.retain(|(ssrc, _)| direct.stream_rx(&(*ssrc).into()).is_none());
                    for (ssrc, stream) in displaced {
                        expect(rtc, ssrc, stream);
                    }
                });
            }
            None => {
                let streams: Vec<u32> = self.streams.all().map(|(main, _)| main).collect();
                let repaired = self.with(|rtc| {
                    let mut direct = rtc.direct_api();
                    let mut repairs = |main: u32| direct.stream_rx(&main.into())?.rtx();
                    streams
                        .into_iter()
                        .find(|main| repairs(*main) == Some(ssrc.into()))
                });
                if let Some(main) = repaired.flatten() {
                    self.streams.repair(main, ssrc);
                }
            }
        }
    }
}

/// Declares a stream; false when its section is not.
fn expect(rtc: &mut Rtc, ssrc: u32, stream: Held) -> bool {
    if rtc.media(stream.mid).is_none() {
        return false;
    }
    let mut direct = rtc.direct_api();
    let rtx = stream.rtx.map(Ssrc::from);
    let expected = direct.expect_stream_rx(ssrc.into(), rtx, stream.mid, stream.rid);
    expected.suppress_nack(!stream.nack);
    true
}

/// The stream of an RTP packet; `None` for reports, and what is too short. Source: RFC 3550 §5.1, RFC 5761 §4.
pub(super) fn rtp_ssrc(bytes: &[u8]) -> Option<u32> {
    let is_report = (64..96).contains(&(bytes.get(1)? & 0x7f));
    let ssrc = bytes.get(8..12).filter(|_| !is_report)?;
    Some(u32::from_be_bytes(ssrc.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held(mid: &str, rtx: Option<u32>) -> Held {
        Held {
            mid: mid.into(),
            rid: None,
            rtx,
            nack: true,
        }
    }

    #[test]
    fn strangers_are_counted_within_a_window_and_for_life() {
        let mut now = Instant::now();
        let mut streams = Streams::new(now);
        let tried = (1..=200).filter(|ssrc| streams.admit(*ssrc, now)).count();
        assert_eq!(tried, MOST_LATELY);
        assert!(streams.admit(1, now), "it counts once");
        assert!(!streams.admit(100, now));
        now += WINDOW;
        assert!(streams.admit(100, now));

        let mut ever = 1 + tried as u32;
        let mut ssrc = 1000;
        loop {
            now += WINDOW;
            let more = (0..200).filter(|n| streams.admit(ssrc + n, now)).count() as u32;
            if more == 0 {
                break;
            }
            ever += more;
            ssrc += 200;
        }
        assert_eq!(ever, MOST_EVER);
    }

    #[test]
    fn a_stream_is_known_with_its_repair_until_it_is_forgotten() {
        let mut streams = Streams::new(Instant::now());
        streams.hold(1, held("0", Some(2)));
        streams.hold(3, held("1", None));
        assert!([1, 2, 3].into_iter().all(|ssrc| streams.knows(ssrc)));
        streams.repair(1, 4);
        assert!(streams.knows(4) && !streams.knows(2));
        streams.repair(9, 10);
        assert!(!streams.knows(10), "of what is not there");
        streams.forget_section("0".into());
        assert!(!streams.knows(1) && !streams.knows(4) && streams.knows(3));
        streams.hold(5, held("1", Some(6)));
        streams.hold(7, held("1", Some(6)));
        streams.forget(5);
        assert!(
            streams.knows(6),
            "the layer got another number and kept its repair"
        );
        streams.forget(7);
        streams.forget(3);
        assert_eq!(streams.all().count() + streams.repairs.len(), 0);
    }
}
