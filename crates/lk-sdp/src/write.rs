//! From [`SessionDescription`] to text, lines ended by CRLF, in one fixed order.
//!
//! What a field holds cannot break out of its line: CR, LF and NUL are left out.

use std::fmt::{self, Display, Write};

use crate::{
    Attribute, CodecDesc, Fingerprint, IceParameters, Msid, RidDirection, Section,
    SessionDescription, Setup, Simulcast,
};

impl Display for SessionDescription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let out = &mut Lines(f);
        let origin = &self.origin;
        out.line(format_args!("v=0"))?;
        out.line(format_args!(
            "o={} {} {} {}",
            origin.username, origin.id, origin.version, origin.address
        ))?;
        out.line(format_args!("s=-"))?;
        out.line(format_args!("t=0 0"))?;
        if self.has_bundle || !self.bundle.is_empty() {
            out.line(format_args!("a=group:BUNDLE{}", Spaced(&self.bundle)))?;
        }
        out.flag("extmap-allow-mixed", self.extmap_allow_mixed)?;
        if let Some(semantic) = &self.msid_semantic {
            out.line(format_args!("a=msid-semantic: {semantic}"))?;
        }
        out.flag("ice-lite", self.ice_lite)?;
        out.ice(&self.ice)?;
        out.dtls(self.fingerprint.as_ref(), self.setup)?;
        out.attributes(&self.attributes)?;
        self.sections
            .iter()
            .try_for_each(|section| out.section(section))
    }
}

impl Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Lines(f).section(self)
    }
}

/// Writes whole lines, so that no value can start another one.
struct Lines<'a, 'f>(&'a mut fmt::Formatter<'f>);

impl Write for Lines<'_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        text.split(['\r', '\n', '\0'])
            .try_for_each(|part| self.0.write_str(part))
    }
}

impl Lines<'_, '_> {
    fn line(&mut self, line: fmt::Arguments<'_>) -> fmt::Result {
        self.write_fmt(line)?;
        self.0.write_str("\r\n")
    }

    fn flag(&mut self, name: &str, set: bool) -> fmt::Result {
        if set {
            self.line(format_args!("a={name}"))
        } else {
            Ok(())
        }
    }

    fn ice(&mut self, ice: &IceParameters) -> fmt::Result {
        if let Some(ufrag) = &ice.ufrag {
            self.line(format_args!("a=ice-ufrag:{ufrag}"))?;
        }
        if let Some(pwd) = &ice.pwd {
            self.line(format_args!("a=ice-pwd:{pwd}"))?;
        }
        if !ice.options.is_empty() {
            self.line(format_args!("a=ice-options:{}", ice.options.join(" ")))?;
        }
        Ok(())
    }

    fn dtls(&mut self, fingerprint: Option<&Fingerprint>, setup: Option<Setup>) -> fmt::Result {
        if let Some(fingerprint) = fingerprint {
            self.line(format_args!("a=fingerprint:{fingerprint}"))?;
        }
        if let Some(setup) = setup {
            self.line(format_args!("a=setup:{}", setup.as_str()))?;
        }
        Ok(())
    }

    fn attributes(&mut self, attributes: &[Attribute]) -> fmt::Result {
        attributes
            .iter()
            .try_for_each(|attribute| match &attribute.value {
                Some(value) => self.line(format_args!("a={}:{value}", attribute.name)),
                None => self.line(format_args!("a={}", attribute.name)),
            })
    }

    fn section(&mut self, section: &Section) -> fmt::Result {
        self.line(format_args!(
            "m={} {} {}{}",
            section.kind.as_str(),
            section.port,
            section.protocol,
            Spaced(&section.formats)
        ))?;
        if let Some(address) = &section.connection {
            self.line(format_args!("c=IN {address}"))?;
        }
        for bandwidth in &section.bandwidth {
            self.line(format_args!("b={bandwidth}"))?;
        }
        // Without a mid it is a rejected section as pion writes it: nothing follows that is not there.
        if let Some(mid) = &section.mid {
            self.line(format_args!("a=mid:{mid}"))?;
        }
        self.ice(&section.ice)?;
        self.dtls(section.fingerprint.as_ref(), section.setup)?;
        self.media(section)?;
        self.streams(section)?;
        if let Some(port) = section.sctp_port {
            self.line(format_args!("a=sctp-port:{port}"))?;
        }
        if let Some(size) = section.max_message_size {
            self.line(format_args!("a=max-message-size:{size}"))?;
        }
        self.attributes(&section.attributes)?;
        for candidate in &section.candidates {
            self.line(format_args!("a={candidate}"))?;
        }
        self.flag("end-of-candidates", section.end_of_candidates)
    }

    fn media(&mut self, section: &Section) -> fmt::Result {
        let bare = section.port == 0 && section.mid.is_none();
        if section.kind != crate::Kind::Application && !bare {
            self.line(format_args!("a={}", section.direction.as_str()))?;
        }
        if let Some(msid) = &section.msid {
            self.line(format_args!("a=msid:{}", Words(msid)))?;
        }
        self.flag("rtcp-mux", section.rtcp_mux)?;
        self.flag("rtcp-rsize", section.rtcp_rsize)?;
        self.flag("extmap-allow-mixed", section.extmap_allow_mixed)?;
        for extmap in &section.extmap {
            let direction = extmap.direction.map(|d| format!("/{}", d.as_str()));
            let attributes = extmap.attributes.as_ref().map(|a| format!(" {a}"));
            self.line(format_args!(
                "a=extmap:{}{} {}{}",
                extmap.id,
                direction.unwrap_or_default(),
                extmap.uri,
                attributes.unwrap_or_default()
            ))?;
        }
        section
            .codecs
            .iter()
            .try_for_each(|codec| self.codec(codec))
    }

    fn codec(&mut self, codec: &CodecDesc) -> fmt::Result {
        let channels = codec.channels.map(|c| format!("/{c}")).unwrap_or_default();
        let CodecDesc {
            pt,
            name,
            clock_rate,
            ..
        } = codec;
        self.line(format_args!("a=rtpmap:{pt} {name}/{clock_rate}{channels}"))?;
        if !codec.fmtp.is_empty() {
            self.line(format_args!("a=fmtp:{pt} {}", codec.fmtp))?;
        }
        codec
            .feedback
            .iter()
            .try_for_each(|fb| self.line(format_args!("a=rtcp-fb:{pt} {fb}")))
    }

    fn streams(&mut self, section: &Section) -> fmt::Result {
        for rid in &section.rids {
            let direction = match rid.direction {
                RidDirection::Send => "send",
                RidDirection::Recv => "recv",
            };
            let restrictions = rid.restrictions.as_ref().map(|r| format!(" {r}"));
            self.line(format_args!(
                "a=rid:{} {direction}{}",
                rid.id,
                restrictions.unwrap_or_default()
            ))?;
        }
        if let Some(simulcast) = &section.simulcast {
            self.line(format_args!("a=simulcast:{}", Words(simulcast)))?;
        }
        for (main, repair) in &section.fid {
            self.line(format_args!("a=ssrc-group:FID {main} {repair}"))?;
        }
        for group in &section.other_groups {
            self.line(format_args!("a=ssrc-group:{group}"))?;
        }
        for desc in &section.ssrcs {
            let ssrc = desc.ssrc;
            if let Some(cname) = &desc.cname {
                self.line(format_args!("a=ssrc:{ssrc} cname:{cname}"))?;
            }
            if let Some(msid) = &desc.msid {
                self.line(format_args!("a=ssrc:{ssrc} msid:{}", Words(msid)))?;
            }
            for attribute in &desc.attributes {
                self.line(format_args!("a=ssrc:{ssrc} {attribute}"))?;
            }
            if desc.cname.is_none() && desc.msid.is_none() && desc.attributes.is_empty() {
                self.line(format_args!("a=ssrc:{ssrc}"))?;
            }
        }
        Ok(())
    }
}

/// Each item with a space in front.
struct Spaced<'a, T>(&'a [T]);

impl<T: Display> Display for Spaced<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|item| write!(f, " {item}"))
    }
}

/// Parts that are separated by spaces on the wire.
struct Words<'a, T>(&'a T);

impl Display for Words<'_, Msid> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.stream)?;
        if self.0.track.is_empty() {
            Ok(())
        } else {
            write!(f, " {}", self.0.track)
        }
    }
}

impl Display for Words<'_, Simulcast> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Simulcast { send, recv } = self.0;
        let mut gap = "";
        for (word, layers) in [("send", send), ("recv", recv)] {
            if !layers.is_empty() {
                write!(f, "{gap}{word} ")?;
                for (at, rid) in layers.iter().enumerate() {
                    write!(f, "{}{rid}", if at == 0 { "" } else { ";" })?;
                }
                gap = " ";
            }
        }
        Ok(())
    }
}
