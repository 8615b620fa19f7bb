//! The attributes of one section.
//!
//! Codec lines may come in any order and are joined when the section ends. Lists that are searched while
//! reading are bounded, so a hostile description costs no more than its length.

use std::collections::HashSet;

use super::{Why, attribute, fingerprint, keep_fingerprint, msid, setup, words};
use crate::{
    CodecDesc, Direction, Extmap, Kind, Mid, Rid, RidDesc, RidDirection, Section, Simulcast,
    SsrcDesc,
};

/// Most streams, stream groups or layers in one section.
const MAX_STREAMS: usize = 256;
/// Most kinds of feedback of one payload type, and the longest of them in bytes: each may stand for 128 payload types.
const MAX_FEEDBACK: usize = 16;
const MAX_FEEDBACK_BYTES: usize = 64;

pub(super) struct SectionParser {
    section: Section,
    direction_written: bool,
    /// One slot a payload type.
    payloads: Vec<Payload>,
    /// Feedback of all payload types.
    feedback: Vec<String>,
}

#[derive(Default, Clone)]
struct Payload {
    codec: Option<CodecDesc>,
    fmtp: Option<String>,
    feedback: Vec<String>,
}

impl SectionParser {
    pub(super) fn new(section: Section) -> Self {
        Self {
            section,
            direction_written: false,
            payloads: vec![Payload::default(); 128],
            feedback: Vec::new(),
        }
    }

    pub(super) fn connection(&mut self, value: &str) {
        let value = value.trim();
        let address = value.strip_prefix("IN").unwrap_or(value).trim_start();
        self.section.connection = Some(address).filter(|a| !a.is_empty()).map(Into::into);
    }

    pub(super) fn bandwidth(&mut self, value: &str) -> Result<(), Why> {
        push_bounded(&mut self.section.bandwidth, value.trim().into())
    }

    pub(super) fn attribute(
        &mut self,
        (name, value): (&str, Option<&str>),
        mids: &mut HashSet<Mid>,
    ) -> Result<(), Why> {
        let section = &mut self.section;
        let text = value.unwrap_or_default();
        match name {
            "mid" => {
                let mid = Mid::new(text.trim())?;
                if section.mid.replace(mid).is_some() || !mids.insert(mid) {
                    return Err(Why::DuplicateMid);
                }
            }
            "sendrecv" => self.direction(Direction::SendRecv),
            "sendonly" => self.direction(Direction::SendOnly),
            "recvonly" => self.direction(Direction::RecvOnly),
            "inactive" => self.direction(Direction::Inactive),
            "rtpmap" => self.rtpmap(text)?,
            "fmtp" => self.fmtp(text)?,
            "rtcp-fb" => self.rtcp_fb(text)?,
            "extmap" => push_bounded(&mut section.extmap, extmap(text)?)?,
            "msid" if section.msid.is_none() => section.msid = msid(text),
            "ssrc" => self.ssrc(text)?,
            "ssrc-group" => self.ssrc_group(text)?,
            "rid" => push_bounded(&mut section.rids, rid(text)?)?,
            "simulcast" => section.simulcast = Some(simulcast(text)?),
            "candidate" => section
                .candidates
                .push(format!("candidate:{}", text.trim())),
            "end-of-candidates" => section.end_of_candidates = true,
            "ice-ufrag" => section.ice.ufrag = Some(text.trim().into()),
            "ice-pwd" => section.ice.pwd = Some(text.trim().into()),
            "ice-options" => section.ice.options = words(text),
            "fingerprint" => keep_fingerprint(&mut section.fingerprint, fingerprint(text)?),
            "setup" => section.setup = Some(setup(text)?),
            "rtcp-mux" => section.rtcp_mux = true,
            "rtcp-rsize" => section.rtcp_rsize = true,
            "extmap-allow-mixed" => section.extmap_allow_mixed = true,
            "sctp-port" => section.sctp_port = Some(number(text)?),
            "max-message-size" => section.max_message_size = Some(number(text)?),
            _ => section.attributes.push(attribute(name, value)),
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<Section, Why> {
        let section = &mut self.section;
        // In a rejected section `0` is a place holder, not PCMU.
        let statics = section.kind == Kind::Audio && section.port != 0;
        let mut seen = [false; 128];
        for format in &section.formats {
            let pt = payload_type(format).ok();
            let Some(pt) = pt.filter(|pt| !std::mem::replace(&mut seen[usize::from(*pt)], true))
            else {
                continue;
            };
            let payload = std::mem::take(&mut self.payloads[usize::from(pt)]);
            let known = || CodecDesc::static_payload(pt).filter(|_| statics);
            let Some(mut codec) = payload.codec.or_else(known) else {
                continue;
            };
            codec.fmtp = payload.fmtp.unwrap_or_default();
            codec.feedback = payload.feedback;
            for feedback in &self.feedback {
                add_feedback(&mut codec.feedback, feedback)?;
            }
            section.codecs.push(codec);
        }
        if self.section.msid.is_none() {
            self.section.msid = self.section.ssrcs.iter().find_map(|desc| desc.msid.clone());
        }
        Ok(self.section)
    }

    fn direction(&mut self, direction: Direction) {
        // Two directions in one section: the first holds, as in browsers.
        if !std::mem::replace(&mut self.direction_written, true) {
            self.section.direction = direction;
        }
    }

    fn rtpmap(&mut self, text: &str) -> Result<(), Why> {
        let (pt, codec) = text.trim().split_once(' ').ok_or(Why::Codec)?;
        let pt = payload_type(pt)?;
        let mut parts = codec.trim().split('/');
        let (Some(name), Some(rate)) = (parts.next(), parts.next()) else {
            return Err(Why::Codec);
        };
        let rate = rate.trim().parse().map_err(|_| Why::Codec)?;
        let channels = parts
            .next()
            .map(|c| c.trim().parse().map_err(|_| Why::Codec))
            .transpose()?;
        let slot = &mut self.payloads[usize::from(pt)].codec;
        slot.get_or_insert_with(|| CodecDesc::new(pt, name, rate, channels));
        Ok(())
    }

    fn fmtp(&mut self, text: &str) -> Result<(), Why> {
        // `a=fmtp:<not a payload type> …` belongs to formats this crate does not take apart.
        let (pt, parameters) = text.trim_start().split_once(' ').unwrap_or((text, ""));
        let payload = &mut self.payloads[usize::from(payload_type(pt)?)];
        payload.fmtp.get_or_insert_with(|| parameters.trim().into());
        Ok(())
    }

    fn rtcp_fb(&mut self, text: &str) -> Result<(), Why> {
        let (pt, feedback) = text.trim().split_once(' ').ok_or(Why::Codec)?;
        let list = match pt {
            "*" => &mut self.feedback,
            pt => &mut self.payloads[usize::from(payload_type(pt)?)].feedback,
        };
        add_feedback(list, feedback)
    }

    fn ssrc(&mut self, text: &str) -> Result<(), Why> {
        let (id, what) = text.trim().split_once(' ').unwrap_or((text.trim(), ""));
        let id: u32 = id.parse().map_err(|_| Why::Ssrc)?;
        let ssrcs = &mut self.section.ssrcs;
        let at = match ssrcs.iter().position(|desc| desc.ssrc == id) {
            Some(at) => at,
            None => {
                push_bounded(ssrcs, SsrcDesc::new(id))?;
                ssrcs.len() - 1
            }
        };
        let desc = &mut ssrcs[at];
        match what.split_once(':') {
            Some(("cname", cname)) => desc.cname = Some(cname.into()),
            Some(("msid", text)) => desc.msid = msid(text),
            _ if what.is_empty() => {}
            _ => push_bounded(&mut desc.attributes, what.into())?,
        }
        Ok(())
    }

    fn ssrc_group(&mut self, text: &str) -> Result<(), Why> {
        let mut parts = text.split_ascii_whitespace();
        if parts.next() == Some("FID") {
            let ids: Result<Vec<u32>, _> = parts.take(3).map(str::parse).collect();
            if let &[main, repair] = ids.map_err(|_| Why::Ssrc)?.as_slice() {
                return push_bounded(&mut self.section.fid, (main, repair));
            }
        }
        push_bounded(&mut self.section.other_groups, text.trim().into())
    }
}

fn push_bounded<T>(list: &mut Vec<T>, item: T) -> Result<(), Why> {
    if list.len() == MAX_STREAMS {
        return Err(Why::TooMany);
    }
    list.push(item);
    Ok(())
}

fn add_feedback(list: &mut Vec<String>, feedback: &str) -> Result<(), Why> {
    let feedback = feedback.trim();
    if feedback.len() > MAX_FEEDBACK_BYTES {
        return Err(Why::Codec);
    }
    if list.iter().any(|known| known == feedback) {
        return Ok(());
    }
    if list.len() == MAX_FEEDBACK {
        return Err(Why::TooMany);
    }
    list.push(feedback.into());
    Ok(())
}

fn payload_type(text: &str) -> Result<u8, Why> {
    text.trim()
        .parse()
        .ok()
        .filter(|pt| *pt < 128)
        .ok_or(Why::PayloadType)
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, Why> {
    text.trim().parse().map_err(|_| Why::Number)
}

fn extmap(text: &str) -> Result<Extmap, Why> {
    let (id, rest) = text.trim().split_once(' ').ok_or(Why::Extmap)?;
    let (id, direction) = match id.split_once('/') {
        Some((id, direction)) => (id, Some(direction)),
        None => (id, None),
    };
    let id = id.parse().ok().filter(|id| *id > 0).ok_or(Why::Extmap)?;
    let direction = match direction {
        None => None,
        Some("sendrecv") => Some(Direction::SendRecv),
        Some("sendonly") => Some(Direction::SendOnly),
        Some("recvonly") => Some(Direction::RecvOnly),
        Some("inactive") => Some(Direction::Inactive),
        Some(_) => return Err(Why::Extmap),
    };
    let (uri, attributes) = match rest.trim().split_once(' ') {
        Some((uri, attributes)) => (uri, Some(attributes.trim().to_owned())),
        None => (rest.trim(), None),
    };
    Ok(Extmap {
        id,
        uri: uri.into(),
        direction,
        attributes,
    })
}

fn rid(text: &str) -> Result<RidDesc, Why> {
    let mut parts = text.trim().splitn(3, ' ');
    let id = Rid::new(parts.next().unwrap_or_default())?;
    let direction = match parts.next() {
        Some("send") => RidDirection::Send,
        Some("recv") => RidDirection::Recv,
        _ => return Err(Why::Layers),
    };
    Ok(RidDesc {
        id,
        direction,
        restrictions: parts.next().map(Into::into),
    })
}

fn simulcast(text: &str) -> Result<Simulcast, Why> {
    let mut simulcast = Simulcast::default();
    let mut parts = text.split_ascii_whitespace();
    while let Some(direction) = parts.next() {
        let layers = parts.next().ok_or(Why::Layers)?;
        let list = match direction {
            "send" => &mut simulcast.send,
            "recv" => &mut simulcast.recv,
            _ => return Err(Why::Layers),
        };
        for alternatives in layers.split(';') {
            let first = alternatives.split(',').next().unwrap_or_default();
            let first = first.strip_prefix("rid=").unwrap_or(first);
            push_bounded(list, Rid::new(first.strip_prefix('~').unwrap_or(first))?)?;
        }
    }
    Ok(simulcast)
}
