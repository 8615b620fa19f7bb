//! Frames as encoders make them, and the peers behind one door each.
//!
//! Every implementation starts from the same frame and ends with one contiguous payload a packet. Ours is
//! stated twice: `slices` leaves header and body where they are, `copy` writes every payload into a buffer of
//! its own that the caller keeps.

use bytes::Bytes;
use lk_media::{Codec, Packetizer};
use rtp::packetizer::Payloader;
use str0m::unversioned as theirs;

/// Most bytes in a payload.
pub const MAX_PAYLOAD: usize = 1150;

/// What is packetized: a codec and a frame of it.
pub fn frames() -> impl Iterator<Item = (Codec, usize, Bytes)> {
    const VIDEO: [Codec; 5] = [Codec::Vp8, Codec::Vp9, Codec::H264, Codec::H265, Codec::Av1];
    let video = VIDEO
        .into_iter()
        .flat_map(|codec| [1_000, 10_000, 100_000].map(|size| (codec, size)));
    let audio = [(Codec::Opus, 160), (Codec::Pcmu, 160), (Codec::G722, 160)];
    audio
        .into_iter()
        .chain(video)
        .map(|(codec, size)| (codec, size, frame(codec, size)))
}

/// The name of a row: codec, bytes, packets.
pub fn row(codec: Codec, size: usize, frame: &Bytes) -> String {
    let packets = Packetizer::new(codec, MAX_PAYLOAD)
        .packetize(frame)
        .map_or(0, |payloads| payloads.len());
    format!("{}/{size}/{packets} packets", codec.name())
}

/// Bytes as an encoder makes them: no two alike, no start code among them.
fn noise(len: usize) -> impl Iterator<Item = u8> {
    let step = |x: &u32| Some(x.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
    std::iter::successors(Some(1_u32), step)
        .map(|x| (x >> 24) as u8 | 1)
        .take(len)
}

fn frame(codec: Codec, len: usize) -> Bytes {
    let head: &[u8] = match codec {
        Codec::H264 => b"\0\0\0\x01\x67\x42\xc0\x1e\0\0\0\x01\x68\xce\x3c\x80\0\0\0\x01\x65",
        Codec::H265 => {
            b"\0\0\0\x01\x40\x01\x09\0\0\0\x01\x42\x01\x09\0\0\0\x01\x44\x01\x09\0\0\0\x01\x26\x01\xaf"
        }
        Codec::Av1 => {
            let mut unit = vec![0x12, 0, 0x0a, 3, 0, 0, 0, 0x32];
            let mut rest = len;
            while rest >= 0x80 {
                unit.push(rest as u8 | 0x80);
                rest >>= 7;
            }
            unit.push(rest as u8);
            return unit.into_iter().chain(noise(len)).collect();
        }
        Codec::Vp9 => b"\x86",
        _ => b"\x10",
    };
    head.iter().copied().chain(noise(len)).collect()
}

/// webrtc-rs's payloader of a codec.
pub fn webrtc_payloader(codec: Codec) -> Option<Box<dyn Payloader>> {
    use rtp::codecs::{av1, g7xx, h264, h265, opus, vp8, vp9};
    Some(match codec {
        Codec::Opus => Box::new(opus::OpusPayloader),
        Codec::Pcmu | Codec::Pcma | Codec::G722 => Box::new(g7xx::G7xxPayloader),
        // As every browser expects it, and ours does: with a picture id.
        Codec::Vp8 => {
            let mut payloader = vp8::Vp8Payloader::default();
            payloader.enable_picture_id = true;
            Box::new(payloader)
        }
        Codec::Vp9 => Box::new(vp9::Vp9Payloader::default()),
        Codec::H264 => Box::new(h264::H264Payloader::default()),
        Codec::H265 => Box::new(h265::HevcPayloader::default()),
        Codec::Av1 => Box::new(av1::Av1Payloader::default()),
        _ => return None,
    })
}

/// str0m's packetizer of a codec, where it shows one.
pub fn str0m_packetizer(codec: Codec) -> Option<Box<dyn theirs::Packetizer>> {
    Some(match codec {
        Codec::Opus => Box::new(theirs::OpusPacketizer),
        Codec::Vp8 => Box::new(theirs::Vp8Packetizer::default()),
        Codec::H264 => Box::new(theirs::H264Packetizer::default()),
        _ => return None,
    })
}

/// Buffers of the caller, one a packet.
pub fn buffers(codec: Codec, frame: &Bytes) -> Vec<Vec<u8>> {
    let packets = Packetizer::new(codec, MAX_PAYLOAD)
        .packetize(frame)
        .map_or(0, |payloads| payloads.len());
    vec![vec![0; MAX_PAYLOAD]; packets]
}
