//! All extensions of a packet at once.

use super::{
    AbsCaptureTime, AbsSendTime, AudioLevel, ElementWriter, Elements, ExtensionKind, Form,
    PlayoutDelay, ReadError, VideoOrientation, WriteError,
};

/// What each extension id means in a session, as `a=extmap` lines say it.
///
/// ```
/// # use lk_media::extension::{AudioLevel, ExtensionKind, ExtensionMap, Extensions};
/// let map = ExtensionMap::new().with(1, ExtensionKind::Mid).with(3, ExtensionKind::AudioLevel);
/// let level = AudioLevel { level: 30, voice: true };
/// let sent = Extensions { mid: Some("0"), audio_level: Some(level), ..Default::default() };
/// let mut header = [0; 64];
/// let len = map.write(&sent, &mut header)?;
/// assert_eq!(header[..len], [0xbe, 0xde, 0, 1, 0x10, b'0', 0x30, 0x9e]);
/// assert_eq!(map.read(0xbede, &header[4..len]), (sent, None));
/// # Ok::<_, lk_media::extension::WriteError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExtensionMap {
    kinds: [Option<ExtensionKind>; IDS],
    ids: [u8; ExtensionKind::ALL.len()],
    mixed: bool,
}

impl ExtensionMap {
    /// A map that knows nothing.
    pub const fn new() -> Self {
        Self {
            kinds: [None; IDS],
            ids: [0; ExtensionKind::ALL.len()],
            mixed: false,
        }
    }

    /// Says whether the session allows both forms (`a=extmap-allow-mixed`), so that packets may be written in the
    /// two-byte form where the one-byte form does not do. Default: no; then what does not fit the one-byte form,
    /// such as the structure in a dependency descriptor, is not written. Both are read in any case.
    ///
    /// Source: RFC 8285 §4.1.2.
    ///
    /// ```
    /// # use lk_media::extension::{ExtensionKind, ExtensionMap, Extensions};
    /// let map = ExtensionMap::new().with(1, ExtensionKind::Mid).with(20, ExtensionKind::Rid);
    /// let sent = Extensions { mid: Some("0"), rid: Some("q"), ..Default::default() };
    /// let mut header = [0; 64];
    /// assert_eq!(map.write(&sent, &mut header)?, 8);
    /// assert_eq!(header[..8], [0xbe, 0xde, 0, 1, 0x10, b'0', 0, 0]);
    /// let map = map.allow_mixed(true);
    /// assert_eq!(map.write(&sent, &mut header)?, 12);
    /// assert_eq!(header[..12], [0x10, 0, 0, 2, 1, 1, b'0', 20, 1, b'q', 0, 0]);
    /// # Ok::<_, lk_media::extension::WriteError>(())
    /// ```
    #[must_use]
    pub const fn allow_mixed(mut self, allowed: bool) -> Self {
        self.mixed = allowed;
        self
    }

    /// The same with `id` meaning `kind`, and nothing else meaning it. An id of 0 is ignored.
    #[must_use]
    pub fn with(mut self, id: u8, kind: ExtensionKind) -> Self {
        self.set(id, kind);
        self
    }

    /// Lets `id` mean `kind`, and nothing else mean it. An id of 0 is ignored.
    pub fn set(&mut self, id: u8, kind: ExtensionKind) {
        let before = self.id(kind);
        for (id, kind) in [(before.unwrap_or(0), None), (id, Some(kind))] {
            let Some(place) = self.kinds.get_mut(usize::from(id)).filter(|_| id > 0) else {
                continue;
            };
            if let Some(gone) = std::mem::replace(place, kind)
                && let Some(place) = self.ids.get_mut(gone as usize)
            {
                *place = 0;
            }
            if let Some(kind) = kind
                && let Some(place) = self.ids.get_mut(kind as usize)
            {
                *place = id;
            }
        }
    }

    /// The id of an extension.
    pub fn id(&self, kind: ExtensionKind) -> Option<u8> {
        self.ids.get(kind as usize).copied().filter(|id| *id > 0)
    }

    /// The extension of an id.
    pub fn kind(&self, id: u8) -> Option<ExtensionKind> {
        self.kinds.get(usize::from(id)).copied().flatten()
    }

    /// Reads the extensions of a packet: `data` follows the field `profile` and the length in the RTP
    /// header. Ids that are not known are skipped; of two elements that mean the same the later counts.
    ///
    /// Whatever can be read is given, and beside it the first fault, if there is one. An element that does not hold
    /// what its extension prescribes hides no other; one that is cut short is the last, as is every element of an
    /// unknown form. One without a value, which the two-byte form allows, says nothing, and is no fault.
    ///
    /// ```
    /// # use lk_media::extension::{ExtensionKind, ExtensionMap, ReadError};
    /// let map = ExtensionMap::new().with(1, ExtensionKind::PlayoutDelay).with(2, ExtensionKind::Mid);
    /// // A delay of one byte, then the section.
    /// let (all, fault) = map.read(0xbede, &[0x10, 7, 0x20, b'0']);
    /// assert_eq!((all.playout_delay, all.mid), (None, Some("0")));
    /// assert_eq!(fault, Some(ReadError::Malformed(ExtensionKind::PlayoutDelay)));
    /// ```
    #[inline]
    pub fn read<'a>(&self, profile: u16, data: &'a [u8]) -> (Extensions<'a>, Option<ReadError>) {
        let (mut all, mut fault) = (Extensions::default(), None);
        let elements = match Elements::new(profile, data) {
            Ok(elements) => elements,
            Err(error) => return (all, Some(error)),
        };
        for element in elements {
            let read = element.and_then(|element| match self.kind(element.id) {
                Some(kind) if !element.data.is_empty() => all
                    .take(kind, element.data)
                    .ok_or(ReadError::Malformed(kind)),
                _ => Ok(()),
            });
            fault = fault.or(read.err());
        }
        (all, fault)
    }

    /// Writes the extensions into `out`, from the field `profile` on, and says how many bytes they take:
    /// a multiple of four, or 0 where there are none. Those without an id in this map are left out. The
    /// one-byte form is used wherever everything fits it; what does not is left out, too, unless both forms are
    /// [allowed](Self::allow_mixed).
    ///
    /// # Errors
    ///
    /// [`WriteError`].
    pub fn write(&self, all: &Extensions<'_>, out: &mut [u8]) -> Result<usize, WriteError> {
        let (mut any, mut form) = (false, Form::OneByte);
        all.for_each(|kind, value| {
            if let Some(id) = self.id(kind) {
                let fits = Form::OneByte.carries(id, value.len());
                any |= fits || self.mixed;
                if !fits && self.mixed {
                    form = Form::TwoByte;
                }
            }
            Ok(())
        })?;
        if !any {
            return Ok(0);
        }
        let mut writer = ElementWriter::new(out, form)?;
        all.for_each(|kind, value| match self.id(kind) {
            Some(id) if self.mixed || form.carries(id, value.len()) => writer.put(id, value),
            _ => Ok(()),
        })?;
        writer.finish()
    }
}

impl Default for ExtensionMap {
    fn default() -> Self {
        Self::new()
    }
}

/// What the header extensions of one packet say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Extensions<'a> {
    /// The section of the session description.
    pub mid: Option<&'a str>,
    /// The layer of a simulcast.
    pub rid: Option<&'a str>,
    /// The layer that a retransmission repairs.
    pub repaired_rid: Option<&'a str>,
    /// How loud the audio is.
    pub audio_level: Option<AudioLevel>,
    /// When the packet left.
    pub abs_send_time: Option<AbsSendTime>,
    /// When the media was captured.
    pub abs_capture_time: Option<AbsCaptureTime>,
    /// The packet's number on its transport.
    pub transport_cc: Option<u16>,
    /// How long the receiver may hold the media.
    pub playout_delay: Option<PlayoutDelay>,
    /// How the picture is to be turned.
    pub video_orientation: Option<VideoOrientation>,
    /// How the frame depends on others, for a [`DependencyReader`](super::dependency::DependencyReader).
    pub dependency_descriptor: Option<&'a [u8]>,
}

impl<'a> Extensions<'a> {
    #[inline]
    fn take(&mut self, kind: ExtensionKind, data: &'a [u8]) -> Option<()> {
        match kind {
            ExtensionKind::Mid => self.mid = Some(text(data)?),
            ExtensionKind::Rid => self.rid = Some(text(data)?),
            ExtensionKind::RepairedRid => self.repaired_rid = Some(text(data)?),
            ExtensionKind::AudioLevel => self.audio_level = Some(AudioLevel::read(data)?),
            ExtensionKind::AbsSendTime => self.abs_send_time = Some(AbsSendTime::read(data)?),
            ExtensionKind::AbsCaptureTime => {
                self.abs_capture_time = Some(AbsCaptureTime::read(data)?);
            }
            ExtensionKind::TransportCc => {
                self.transport_cc = Some(u16::from_be_bytes(*data.first_chunk()?));
            }
            ExtensionKind::PlayoutDelay => self.playout_delay = Some(PlayoutDelay::read(data)?),
            ExtensionKind::VideoOrientation => {
                self.video_orientation = Some(VideoOrientation::read(data)?);
            }
            ExtensionKind::DependencyDescriptor if data.len() < 3 => return None,
            ExtensionKind::DependencyDescriptor => self.dependency_descriptor = Some(data),
        }
        Some(())
    }

    /// Everything that is there, in a fixed order, as the bytes of its value.
    #[inline]
    fn for_each(
        &self,
        mut each: impl FnMut(ExtensionKind, &[u8]) -> Result<(), WriteError>,
    ) -> Result<(), WriteError> {
        let ids = [
            (ExtensionKind::Mid, self.mid),
            (ExtensionKind::Rid, self.rid),
            (ExtensionKind::RepairedRid, self.repaired_rid),
        ];
        for (kind, id) in ids {
            if let Some(id) = id {
                each(kind, id.as_bytes())?;
            }
        }
        if let Some(level) = self.audio_level {
            each(ExtensionKind::AudioLevel, &level.to_bytes())?;
        }
        if let Some(time) = self.abs_send_time {
            each(ExtensionKind::AbsSendTime, &time.to_bytes())?;
        }
        if let Some(time) = self.abs_capture_time {
            let (bytes, len) = time.to_bytes();
            each(
                ExtensionKind::AbsCaptureTime,
                bytes.get(..len).unwrap_or_default(),
            )?;
        }
        if let Some(number) = self.transport_cc {
            each(ExtensionKind::TransportCc, &number.to_be_bytes())?;
        }
        if let Some(delay) = self.playout_delay {
            each(ExtensionKind::PlayoutDelay, &delay.to_bytes())?;
        }
        if let Some(orientation) = self.video_orientation {
            each(ExtensionKind::VideoOrientation, &orientation.to_bytes())?;
        }
        if let Some(descriptor) = self.dependency_descriptor {
            each(ExtensionKind::DependencyDescriptor, descriptor)?;
        }
        Ok(())
    }
}

/// The name of a section or layer: text that is not empty.
fn text(data: &[u8]) -> Option<&str> {
    // Some senders end it with zeros.
    let end = data.iter().rposition(|byte| *byte != 0)? + 1;
    std::str::from_utf8(data.get(..end)?).ok()
}

/// An id is one byte.
const IDS: usize = 256;

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use proptest::prelude::*;

    use super::*;

    fn map(first: u8) -> ExtensionMap {
        (first..)
            .zip(ExtensionKind::ALL)
            .fold(ExtensionMap::new(), |map, (id, kind)| map.with(id, kind))
    }

    #[test]
    fn an_id_means_one_thing_and_a_thing_has_one_id() {
        let map = ExtensionMap::new()
            .with(1, ExtensionKind::Mid)
            .with(2, ExtensionKind::Rid)
            .with(1, ExtensionKind::AudioLevel)
            .with(7, ExtensionKind::Rid)
            .with(0, ExtensionKind::PlayoutDelay);
        assert_eq!(map.kind(1), Some(ExtensionKind::AudioLevel));
        assert_eq!(map.id(ExtensionKind::Mid), None);
        assert_eq!((map.kind(2), map.id(ExtensionKind::Rid)), (None, Some(7)));
        assert_eq!(map.id(ExtensionKind::PlayoutDelay), None);
    }

    #[test]
    fn what_is_malformed_names_its_extension() {
        let map = map(1);
        let fault = |data: &[u8]| map.read(0xbede, data).1;
        let malformed = |kind| Some(ReadError::Malformed(kind));
        assert_eq!(fault(&[0x10, 0xff, 0, 0]), malformed(ExtensionKind::Mid));
        // A transport number of one byte.
        assert_eq!(
            fault(&[0x70, 1, 0, 0]),
            malformed(ExtensionKind::TransportCc)
        );
        assert_eq!(fault(&[0xd0, 1, 0, 0]), None, "not known");
    }

    #[test]
    fn what_is_malformed_hides_nothing_else() {
        let map = map(1);
        // A delay of one byte, a section, a transport number of one byte, and one of two.
        let data = [0x80, 1, 0x10, b'0', 0x70, 9, 0x71, 1, 2];
        let (all, fault) = map.read(0xbede, &data);
        assert_eq!(
            fault,
            Some(ReadError::Malformed(ExtensionKind::PlayoutDelay))
        );
        let rest = Extensions {
            mid: Some("0"),
            transport_cc: Some(0x0102),
            ..Default::default()
        };
        assert_eq!(all, rest);
        // A worse one behind a good one takes nothing away.
        let (all, fault) = map.read(0xbede, &[0x71, 1, 2, 0xa2, 1, 2, 3, 0xa0, 1]);
        assert_eq!(all.dependency_descriptor, Some(&[1, 2, 3][..]));
        assert_eq!(all.transport_cc, Some(0x0102));
        assert!(fault.is_some());
    }

    #[test]
    fn what_comes_before_the_cut_is_kept() {
        let (all, fault) = map(1).read(0xbede, &[0x10, b'0', 0x72, 1]);
        assert_eq!((all.mid, fault), (Some("0"), Some(ReadError::Truncated)));
        let (all, fault) = map(1).read(0xabac, &[0x10, b'0']);
        assert_eq!(all, Extensions::default());
        assert_eq!(fault, Some(ReadError::UnknownForm(0xabac)));
    }

    #[test]
    fn an_element_without_a_value_says_nothing() {
        let (all, fault) = map(1).read(0x1000, &[8, 0, 1, 1, b'0', 1, 0]);
        assert_eq!((all.mid, all.playout_delay, fault), (Some("0"), None, None));
    }

    #[test]
    fn the_two_byte_form_is_written_only_where_it_is_allowed() {
        let long = [7; 17];
        let sent = Extensions {
            mid: Some("0"),
            dependency_descriptor: Some(&long),
            ..Default::default()
        };
        let mut header = [0; 64];
        assert_eq!(map(1).write(&sent, &mut header), Ok(8));
        assert_eq!(header[..8], [0xbe, 0xde, 0, 1, 0x10, b'0', 0, 0]);
        // Nothing fits.
        assert_eq!(map(15).write(&sent, &mut header), Ok(0));
        let mixed = map(1).allow_mixed(true);
        let len = mixed.write(&sent, &mut header).unwrap();
        assert_eq!(header[..2], [0x10, 0]);
        assert_eq!(mixed.read(0x1000, &header[4..len]), (sent, None));
        // Where everything fits, there is no need.
        let short = Extensions {
            mid: Some("0"),
            ..Default::default()
        };
        assert_eq!(mixed.write(&short, &mut header), Ok(8));
        assert_eq!(header[..2], [0xbe, 0xde]);
    }

    #[test]
    fn what_has_no_id_is_left_out_and_nothing_takes_no_room() {
        let all = Extensions {
            rid: Some("q"),
            ..Default::default()
        };
        assert_eq!(ExtensionMap::new().write(&all, &mut []), Ok(0));
        assert_eq!(map(1).write(&Extensions::default(), &mut []), Ok(0));
        assert_eq!(map(1).write(&all, &mut [0; 7]), Err(WriteError::NoRoom));
    }

    proptest! {
        #[test]
        fn every_extension_comes_back(
            first in prop::sample::select(vec![1_u8, 5, 20, 200]),
            mid in prop::option::of("[a-z0-9]{1,16}"),
            rid in prop::option::of("[a-z0-9]{1,8}"),
            level in prop::option::of((0..128_u8, any::<bool>())),
            send in prop::option::of(any::<u32>()),
            capture in prop::option::of((any::<u64>(), any::<Option<i64>>())),
            transport_cc in any::<Option<u16>>(),
            delay in prop::option::of((0..4096_u16, 0..4096_u16)),
            orientation in prop::option::of(0..16_u8),
            descriptor in prop::option::of(prop::collection::vec(any::<u8>(), 3..80)),
        ) {
            let sent = Extensions {
                mid: mid.as_deref(),
                rid: rid.as_deref(),
                repaired_rid: rid.as_deref(),
                audio_level: level.map(|(level, voice)| AudioLevel { level, voice }),
                abs_send_time: send.map(|ms| AbsSendTime::from_time(Duration::from_millis(ms.into()))),
                abs_capture_time: capture.map(|(ntp, clock_offset)| AbsCaptureTime { ntp, clock_offset }),
                transport_cc,
                playout_delay: delay.map(|(min, max)| PlayoutDelay { min, max }),
                video_orientation: orientation.and_then(|byte| VideoOrientation::read(&[byte])),
                dependency_descriptor: descriptor.as_deref(),
            };
            let map = map(first).allow_mixed(true);
            let mut header = [0xff; 256];
            let len = map.write(&sent, &mut header).unwrap();
            if len == 0 {
                prop_assert_eq!(sent, Extensions::default());
                return Ok(());
            }
            let profile = u16::from_be_bytes([header[0], header[1]]);
            let two = first + 9 > 14 || descriptor.as_ref().is_some_and(|bytes| bytes.len() > 16);
            if !two {
                prop_assert_eq!(profile, 0xbede);
            }
            prop_assert_eq!(map.read(profile, &header[4..len]), (sent, None));
        }
    }
}
