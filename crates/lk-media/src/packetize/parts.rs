//! Frames of audio that are too long for one payload, cut into frames of their own times.

use std::time::Duration;

use super::{MIN_PAYLOAD, PacketizeError, max_whole};
use crate::bitstream::opus;
use crate::{Codec, Frame};

/// Cuts a frame of audio that does not fit one payload into frames that do, each with its own time. A frame that fits, and
/// one of video, comes out as it is. `max_payload` is that of the [`Packetizer`](crate::Packetizer).
///
/// Of PCMU, PCMA and G.722 every byte is a whole number of samples and a tick of the RTP clock, so any cut will do. A packet
/// of Opus is cut into its frames, of 2.5 to 60 ms each.
///
/// ```
/// # use std::time::Duration;
/// # use lk_media::{Codec, Frame, Packetizer, packetize::parts};
/// // 60 ms at 256 kbit/s: three frames of 20 ms and 640 bytes.
/// let packet = [&[0xfb, 3][..], &[7; 3 * 640]].concat();
/// let frame = Frame::new(packet.into(), Duration::from_millis(60)).pts(Duration::from_secs(1));
/// let mut packetizer = Packetizer::new(Codec::Opus, 1140);
/// assert!(packetizer.packetize(&frame.data).is_err());
/// let parts = parts(Codec::Opus, &frame, 1140)?;
/// let times: Vec<_> = parts.iter().map(|part| part.pts.as_millis()).collect();
/// assert_eq!(times, [1000, 1020, 1040]);
/// assert_eq!(packetizer.packetize(&parts[0].data)?.len(), 1);
/// # Ok::<_, lk_media::packetize::PacketizeError>(())
/// ```
///
/// # Errors
///
/// [`PacketizeError::TooLarge`] if it does not fit and cannot be cut: it is malformed, or redundant audio.
pub fn parts(
    codec: Codec,
    frame: &Frame,
    max_payload: usize,
) -> Result<Vec<Frame>, PacketizeError> {
    let (size, max) = (
        frame.data.len(),
        max_whole(codec, max_payload.max(MIN_PAYLOAD)),
    );
    let is_cut = match codec {
        Codec::Opus | Codec::Red | Codec::Pcmu | Codec::Pcma | Codec::G722 => size > max,
        Codec::Vp8 | Codec::Vp9 | Codec::H264 | Codec::H265 | Codec::Av1 => false,
    };
    if !is_cut {
        return Ok(vec![frame.clone()]);
    }
    let data = match codec {
        Codec::Opus => opus::split(&frame.data),
        Codec::Pcmu | Codec::Pcma | Codec::G722 => {
            let cuts = (0..size).step_by(max);
            Some(
                cuts.map(|at| frame.data.slice(at..size.min(at + max)))
                    .collect(),
            )
        }
        _ => None,
    };
    let data = data.ok_or(PacketizeError::TooLarge { size, max })?;
    let mut ticks = 0;
    let time = |ticks: u64| {
        let nanos = ticks * 1_000_000_000 / u64::from(codec.clock_rate());
        Duration::from_nanos(nanos)
    };
    let part = |data: bytes::Bytes| {
        let start = ticks;
        ticks += match codec {
            Codec::Opus => u64::from(opus::samples(&data).unwrap_or(0)),
            _ => data.len() as u64,
        };
        let duration = time(ticks) - time(start);
        Frame {
            data,
            pts: frame.pts.saturating_add(time(start)),
            duration,
            ..frame.clone()
        }
    };
    Ok(data.into_iter().map(part).collect())
}
