//! Header extensions in packets, with ids that may change while the connection lives.
//!
//! The engine fixes its map of extensions when it is built, but ids are learned with each description (the first
//! one may hold no media at all). So every id is mapped to a [`Slot`] that looks its meaning up when a packet passes.
//!
//! What must not cost an allocation per packet rides in fields of `ExtensionValues` whose own extensions are never
//! mapped; what is rare rides in its user values.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicU32, Ordering::Relaxed};
use std::time::Duration;

use str0m::media::{Mid as EngineMid, Rid as EngineRid};
use str0m::rtp::{Extension, ExtensionMap, ExtensionSerializer, ExtensionValues};

use super::{AbsCaptureTime, AudioLevel, ExtensionKind, Extensions, PlayoutDelay, RareExtensions};

/// Highest id: what the one-byte form can carry.
pub(crate) const MAX_ID: u8 = 14;

/// What each wire id means now; shared by the peer and the engine's slots.
#[derive(Debug, Default)]
pub(crate) struct WireIds {
    meaning: [AtomicU8; MAX_ID as usize + 1],
    /// Now, as `abs-send-time` has it.
    send_time: AtomicU32,
}

impl WireIds {
    /// Gives an id its meaning; true when it had another one.
    pub(crate) fn set(&self, id: u8, kind: ExtensionKind) -> bool {
        let Some(meaning) = self.meaning.get(usize::from(id)) else {
            return false;
        };
        let before = meaning.swap(code(kind), Relaxed);
        before != 0 && before != code(kind)
    }

    /// Moves the clock of `abs-send-time`: time since any fixed moment.
    pub(crate) fn set_time(&self, since: Duration) {
        // 6.18 fixed-point seconds; the top wraps every 64 s.
        let fraction = (u64::from(since.subsec_nanos()) << 18) / 1_000_000_000;
        let ticks = (since.as_secs() << 18) | fraction;
        self.send_time.store(ticks as u32 & 0x00ff_ffff, Relaxed);
    }

    fn get(&self, id: u8) -> Option<ExtensionKind> {
        let code = self.meaning.get(usize::from(id))?.load(Relaxed);
        ExtensionKind::ALL
            .get(usize::from(code).checked_sub(1)?)
            .copied()
    }
}

fn code(kind: ExtensionKind) -> u8 {
    let at = ExtensionKind::ALL.iter().position(|known| *known == kind);
    at.map_or(0, |at| at as u8 + 1)
}

/// The ids that a sender may write, one bit each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct IdMask(u16);

impl IdMask {
    pub(crate) fn insert(&mut self, id: u8) {
        if (1..=MAX_ID).contains(&id) {
            self.0 |= 1 << id;
        }
    }

    fn has(self, id: u8) -> bool {
        self.0 & 1 << id != 0
    }
}

/// The engine's map: a slot for every id.
pub(crate) fn map(ids: &Arc<WireIds>) -> ExtensionMap {
    let mut map = ExtensionMap::empty();
    for id in 1..=MAX_ID {
        // No URI: the engine compares and clones them, and an empty one is free.
        map.set(
            id,
            Extension::with_serializer(
                "",
                Slot {
                    id,
                    ids: Arc::clone(ids),
                },
            ),
        );
    }
    map
}

/// The engine's form of what we send.
pub(crate) fn to_engine(extensions: Extensions, mask: IdMask) -> ExtensionValues {
    let mut values = ExtensionValues {
        tx_time_offs: Some(u32::from(mask.0)),
        ..Default::default()
    };
    if let Some(AudioLevel { level, voice }) = extensions.audio_level {
        values.audio_level = Some(-(level.min(127) as i8));
        values.voice_activity = Some(voice);
    }
    values.video_content_type = extensions.video_orientation;
    if let Some(rare) = extensions.rare {
        values.user_values.set(*rare);
    }
    values
}

/// Our form of what was received.
pub(crate) fn from_engine(values: &ExtensionValues) -> Extensions {
    let audio_level = values.audio_level.map(|level| AudioLevel {
        level: level.unsigned_abs(),
        voice: values.voice_activity.unwrap_or_default(),
    });
    Extensions {
        audio_level,
        video_orientation: values.video_content_type,
        rare: values
            .user_values
            .get::<RareExtensions>()
            .map(|rare| Box::new(rare.clone())),
    }
}

/// One wire id.
#[derive(Debug)]
struct Slot {
    id: u8,
    ids: Arc<WireIds>,
}

impl Slot {
    /// What this id carries in a packet that is being written.
    fn written(&self, values: &ExtensionValues) -> Option<ExtensionKind> {
        let mask = IdMask(values.tx_time_offs.unwrap_or_default() as u16);
        mask.has(self.id).then(|| self.ids.get(self.id)).flatten()
    }
}

impl ExtensionSerializer for Slot {
    fn write_to(&self, buf: &mut [u8], values: &ExtensionValues) -> usize {
        let Some(kind) = self.written(values) else {
            return 0;
        };
        write(kind, buf, values, &self.ids).unwrap_or(0)
    }

    fn parse_value(&self, buf: &[u8], values: &mut ExtensionValues) -> bool {
        self.ids
            .get(self.id)
            .is_some_and(|kind| read(kind, buf, values).is_some())
    }

    fn is_video(&self) -> bool {
        true
    }

    fn is_audio(&self) -> bool {
        true
    }

    fn requires_two_byte_form(&self, values: &ExtensionValues) -> bool {
        self.written(values) == Some(ExtensionKind::DependencyDescriptor)
            && rare(values)
                .and_then(|rare| rare.dependency_descriptor.as_ref())
                .is_some_and(|descriptor| descriptor.len() > 16)
    }
}

fn rare(values: &ExtensionValues) -> Option<&RareExtensions> {
    values.user_values.get()
}

fn put(buf: &mut [u8], bytes: &[u8]) -> Option<usize> {
    buf.get_mut(..bytes.len())?.copy_from_slice(bytes);
    Some(bytes.len())
}

fn write(
    kind: ExtensionKind,
    buf: &mut [u8],
    values: &ExtensionValues,
    ids: &WireIds,
) -> Option<usize> {
    match kind {
        ExtensionKind::Mid => put(buf, values.mid?.as_bytes()),
        ExtensionKind::Rid => put(buf, values.rid?.as_bytes()),
        ExtensionKind::RepairedRid => put(buf, values.rid_repair?.as_bytes()),
        ExtensionKind::AudioLevel => {
            let voice = if values.voice_activity? { 0x80 } else { 0 };
            put(buf, &[voice | values.audio_level?.unsigned_abs() & 0x7f])
        }
        ExtensionKind::AbsSendTime => put(buf, &ids.send_time.load(Relaxed).to_be_bytes()[1..]),
        ExtensionKind::AbsCaptureTime => {
            let time = rare(values)?.abs_capture_time?;
            let written = put(buf, &time.ntp.to_be_bytes())?;
            let Some(offset) = time.clock_offset else {
                return Some(written);
            };
            Some(written + put(&mut buf[written..], &offset.to_be_bytes())?)
        }
        ExtensionKind::TransportCc => None,
        ExtensionKind::PlayoutDelay => {
            let PlayoutDelay { min, max } = rare(values)?.playout_delay?;
            let both = u32::from(min.min(0xfff)) << 12 | u32::from(max.min(0xfff));
            put(buf, &both.to_be_bytes()[1..])
        }
        ExtensionKind::VideoOrientation => put(buf, &[values.video_content_type?]),
        ExtensionKind::DependencyDescriptor => {
            let descriptor = rare(values)?.dependency_descriptor.as_ref()?;
            (1..=255)
                .contains(&descriptor.len())
                .then(|| put(buf, descriptor))
                .flatten()
        }
    }
}

fn read(kind: ExtensionKind, buf: &[u8], values: &mut ExtensionValues) -> Option<()> {
    match kind {
        ExtensionKind::Mid => values.mid = Some(engine_mid(std::str::from_utf8(buf).ok()?)?),
        ExtensionKind::Rid => values.rid = Some(engine_rid(std::str::from_utf8(buf).ok()?)?),
        ExtensionKind::RepairedRid => {
            values.rid_repair = Some(engine_rid(std::str::from_utf8(buf).ok()?)?);
        }
        ExtensionKind::AudioLevel => {
            let byte = *buf.first()?;
            values.audio_level = Some(-((byte & 0x7f) as i8));
            values.voice_activity = Some(byte & 0x80 != 0);
        }
        // What for: we estimate no bandwidth.
        ExtensionKind::AbsSendTime => {}
        ExtensionKind::AbsCaptureTime => {
            let ntp = u64::from_be_bytes(buf.get(..8)?.try_into().ok()?);
            let offset = buf
                .get(8..16)
                .and_then(|b| Some(i64::from_be_bytes(b.try_into().ok()?)));
            let time = AbsCaptureTime {
                ntp,
                clock_offset: offset,
            };
            change_rare(values, |rare| rare.abs_capture_time = Some(time));
        }
        ExtensionKind::TransportCc => {
            values.transport_cc = Some(u16::from_be_bytes(buf.get(..2)?.try_into().ok()?));
        }
        ExtensionKind::PlayoutDelay => {
            let &[a, b, c] = buf.get(..3)? else {
                return None;
            };
            let delay = PlayoutDelay {
                min: u16::from(a) << 4 | u16::from(b) >> 4,
                max: u16::from(b & 0x0f) << 8 | u16::from(c),
            };
            change_rare(values, |rare| rare.playout_delay = Some(delay));
        }
        ExtensionKind::VideoOrientation => values.video_content_type = Some(*buf.first()?),
        ExtensionKind::DependencyDescriptor => {
            change_rare(values, |rare| rare.dependency_descriptor = Some(buf.into()));
        }
    }
    Some(())
}

fn change_rare(values: &mut ExtensionValues, change: impl FnOnce(&mut RareExtensions)) {
    let mut rare = rare(values).cloned().unwrap_or_default();
    change(&mut rare);
    values.user_values.set(rare);
}

/// The engine's form of a mid: exactly the bytes on the wire. Its own conversion would replace some.
pub(crate) fn engine_mid(mid: &str) -> Option<EngineMid> {
    padded(mid).map(EngineMid::from_array)
}

/// The engine's form of a rid, which holds 8 bytes.
pub(crate) fn engine_rid(rid: &str) -> Option<EngineRid> {
    padded(rid).map(EngineRid::from_array)
}

fn padded<const N: usize>(id: &str) -> Option<[u8; N]> {
    let usable = !id.is_empty() && id.bytes().all(|b| b.is_ascii_graphic());
    let mut array = [b' '; N];
    array
        .get_mut(..id.len())
        .filter(|_| usable)?
        .copy_from_slice(id.as_bytes());
    Some(array)
}

#[cfg(test)]
mod tests;
