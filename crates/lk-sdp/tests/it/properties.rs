//! Random descriptions: what was written is read, and nothing that is read panics.

use lk_sdp::{
    CodecDesc, Direction, Extmap, Fingerprint, Kind, MAX_BYTES, Mid, Msid, Rid, RidDesc,
    RidDirection, Section, SessionDescription, Setup, Simulcast, SsrcDesc, Why,
};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

fn direction() -> impl Strategy<Value = Direction> {
    (any::<bool>(), any::<bool>()).prop_map(|(send, recv)| Direction::new(send, recv))
}

fn word() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9_|+/=.-]{1,20}"
}

fn codec() -> impl Strategy<Value = CodecDesc> {
    let feedback = vec(
        prop::sample::select(vec!["nack", "nack pli", "ccm fir", "transport-cc"]),
        0..4,
    );
    (
        word(),
        1_u32..200_000,
        of(1_u16..9),
        of("[a-z]{1,8}=[0-9a-f]{1,8}(;[a-z]{1,8}=[0-9]{1,3}){0,3}"),
        feedback,
    )
        .prop_map(|(name, rate, channels, fmtp, feedback)| {
            let mut codec = CodecDesc::new(0, name.replace('/', "x"), rate, channels);
            codec.fmtp = fmtp.unwrap_or_default();
            codec.feedback = feedback.into_iter().map(str::to_owned).collect();
            codec.feedback.sort();
            codec.feedback.dedup();
            codec
        })
}

fn section() -> impl Strategy<Value = Section> {
    let kind = prop::sample::select(vec![Kind::Audio, Kind::Video, Kind::Other("text".into())]);
    let rids = vec("[a-zA-Z0-9-]{1,16}", 0..4);
    let msid = of((word(), word())).prop_map(|m| m.map(|(stream, track)| Msid { stream, track }));
    let ssrcs = vec((any::<u32>(), of(word())), 0..5);
    let extmap = vec((1_u8.., word()), 0..10);
    let transport = (of(word()), of(vec(any::<u8>(), 1..33)), of(0_u8..4));
    (
        kind,
        direction(),
        vec(codec(), 0..12),
        rids,
        msid,
        ssrcs,
        extmap,
        transport,
    )
        .prop_map(
            |(kind, direction, codecs, rids, msid, ssrcs, extmap, (ufrag, digest, setup))| {
                let mut section = Section::new(kind, Mid::new("0").unwrap());
                section.direction = direction;
                for (pt, mut codec) in (96..).zip(codecs) {
                    codec.pt = pt;
                    section.formats.push(pt.to_string());
                    section.codecs.push(codec);
                }
                section.extmap = extmap
                    .into_iter()
                    .map(|(id, uri)| Extmap::new(id, uri))
                    .collect();
                section.msid = msid;
                for (ssrc, cname) in ssrcs {
                    if section.ssrcs.iter().all(|s| s.ssrc != ssrc) {
                        section.ssrcs.push(SsrcDesc {
                            cname,
                            ..SsrcDesc::new(ssrc)
                        });
                    }
                }
                if let [a, b, ..] = section.ssrcs.as_slice() {
                    section.fid.push((a.ssrc, b.ssrc));
                }
                for rid in &rids {
                    let (id, direction) = (Rid::new(rid).unwrap(), RidDirection::Send);
                    section.rids.push(RidDesc {
                        id,
                        direction,
                        restrictions: None,
                    });
                }
                if !rids.is_empty() {
                    let send = section.rids.iter().map(|rid| rid.id).collect();
                    section.simulcast = Some(Simulcast {
                        send,
                        recv: Vec::new(),
                    });
                }
                section.ice.ufrag = ufrag;
                section.fingerprint = digest.map(|bytes| Fingerprint {
                    hash: "sha-256".into(),
                    bytes,
                });
                let setups = [
                    Setup::Active,
                    Setup::Passive,
                    Setup::ActPass,
                    Setup::HoldConn,
                ];
                section.setup = setup.map(|at| setups[usize::from(at)]);
                section
            },
        )
}

fn description() -> impl Strategy<Value = SessionDescription> {
    (
        vec(section(), 0..5),
        any::<u64>(),
        any::<u64>(),
        any::<bool>(),
    )
        .prop_map(|(mut sections, id, version, lite)| {
            for (at, section) in sections.iter_mut().enumerate() {
                section.mid = Some(Mid::new(&at.to_string()).unwrap());
            }
            let mut description = SessionDescription::default();
            description.origin.id = id;
            description.origin.version = version;
            description.ice_lite = lite;
            description.has_bundle = true;
            description.bundle = sections.iter().filter_map(|section| section.mid).collect();
            description.sections = sections;
            description
        })
}

proptest! {
    #[test]
    fn what_is_written_is_read(description in description()) {
        let text = description.to_string();
        prop_assert_eq!(SessionDescription::parse(&text).unwrap(), description);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,400}") {
        let _ = SessionDescription::parse(&text);
    }

    #[test]
    fn a_damaged_description_is_read_or_refused(
        description in description(), at in any::<prop::sample::Index>(), len in 0_usize..40, with in "[\\x00-\\x7f]{0,20}",
    ) {
        let mut text = description.to_string();
        let start = at.index(text.len());
        let end = (start + len).min(text.len());
        text.replace_range(start..end, &with);
        if let Ok(read) = SessionDescription::parse(&text) {
            let again = SessionDescription::parse(&read.to_string());
            prop_assert!(again.is_ok(), "{:?}", again);
        }
    }

    #[test]
    fn values_cannot_start_lines_of_their_own(track in "[\\x00-\\x7f]{0,40}") {
        let mut section = Section::new(Kind::Audio, Mid::new("0").unwrap());
        section.msid = Some(Msid { stream: "s".into(), track });
        let lines = section.to_string();
        prop_assert_eq!(lines.matches("\r\n").count(), lines.matches('\n').count());
        section.msid = Some(Msid { stream: "s".into(), track: "t".into() });
        prop_assert_eq!(lines.lines().count(), section.to_string().lines().count());
    }
}

#[test]
fn hostile_sizes_are_refused_at_once() {
    let refused = |text: &str| SessionDescription::parse(text).unwrap_err().why;
    assert_eq!(refused(&"x".repeat(MAX_BYTES + 1)), Why::TooLong);
    let many = |line: &str, count| format!("v=0\r\nm=video 9 X 96\r\n{}", line.repeat(count));
    let ssrcs: String = (0..300)
        .map(|n| format!("a=ssrc:{n} cname:x\r\n"))
        .collect();
    assert_eq!(
        refused(&format!("v=0\r\nm=video 9 X 96\r\n{ssrcs}")),
        Why::TooMany
    );
    assert_eq!(refused(&many("a=rid:q send\r\n", 300)), Why::TooMany);
    assert_eq!(refused(&many("m=video 9 X 96\r\n", 2000)), Why::TooMany);
    assert_eq!(refused(&many("a=extmap:1 u\r\n", 300)), Why::TooMany);
    let feedback: String = (0..100).map(|n| format!("a=rtcp-fb:* x{n}\r\n")).collect();
    assert_eq!(
        refused(&format!("v=0\r\nm=video 9 X 96\r\n{feedback}")),
        Why::TooMany
    );
    // What one list takes and the other adds is one list in the end, and so is its limit.
    let feedback: String = (0..10)
        .map(|n| format!("a=rtcp-fb:* x{n}\r\na=rtcp-fb:0 y{n}\r\n"))
        .collect();
    assert_eq!(
        refused(&format!("v=0\r\nm=audio 9 X 0\r\n{feedback}")),
        Why::TooMany
    );
    let long = format!("a=rtcp-fb:* {}\r\n", "x".repeat(100));
    assert_eq!(refused(&many(&long, 1)), Why::Codec);
    let formats = " 96".repeat(300);
    assert_eq!(
        refused(&format!("v=0\r\nm=video 9 X{formats}\r\n")),
        Why::TooMany
    );
    assert_eq!(
        refused(&format!("v=0\r\na={}", "x".repeat(70_000))),
        Why::LineTooLong
    );
}

#[test]
fn feedback_for_all_formats_is_said_once_however_often_it_is_written() {
    let formats: String = (0..128).map(|pt| format!(" {pt} {pt}")).collect();
    let codecs: String = (0..128)
        .map(|pt| format!("a=rtpmap:{pt} x/1\r\n"))
        .collect();
    let again = "a=rtcp-fb:* nack\r\na=rtcp-fb:* ccm fir\r\n".repeat(1000);
    let text = format!(
        "v=0\r\nm=video 9 X{formats}\r\na=rtcp-fb:7 transport-cc\r\n{again}{codecs}a=rtcp-fb:8 nack\r\n"
    );
    let description = SessionDescription::parse(&text).unwrap();
    let codecs = &description.sections[0].codecs;
    assert_eq!(codecs.len(), 128);
    for codec in codecs {
        let own: &[&str] = if codec.pt == 7 {
            &["transport-cc"]
        } else {
            &[]
        };
        let mut expected = [own, &["nack", "ccm fir"]].concat();
        expected.sort_unstable();
        let mut read = codec.feedback.clone();
        read.sort_unstable();
        assert_eq!(read, expected, "{}", codec.pt);
    }
}

#[test]
fn of_several_fingerprints_the_one_that_every_peer_can_check_holds() {
    let held = |lines: &[&str]| {
        let lines: String = lines
            .iter()
            .map(|hash| format!("a=fingerprint:{hash} AA\r\n"))
            .collect();
        for text in [
            format!("v=0\r\n{lines}"),
            format!("v=0\r\nm=audio 9 X 0\r\na=mid:0\r\n{lines}"),
        ] {
            let description = SessionDescription::parse(&text).unwrap();
            let held = description.bundle_fingerprint().expect("one");
            assert_eq!(
                held.hash,
                if lines.contains("256") {
                    "sha-256"
                } else {
                    "sha-512"
                }
            );
        }
    };
    held(&["sha-256", "sha-512"]);
    held(&["sha-512", "SHA-256", "sha-1"]);
    held(&["sha-512", "sha-384"]);
}

#[test]
fn malformed_lines_are_named() {
    let refused = |line: &str| {
        let text = format!("v=0\r\no=- 1 2 IN IP4 0.0.0.0\r\nm=video 9 X 96\r\n{line}\r\n");
        let error = SessionDescription::parse(&text).unwrap_err();
        assert_eq!(error.line, 4, "{line}");
        error.why
    };
    assert_eq!(refused("a=ssrc:4294967296 cname:x"), Why::Ssrc);
    assert_eq!(refused("a=rtpmap:128 VP8/90000"), Why::PayloadType);
    assert_eq!(refused("a=rtpmap:96 VP8"), Why::Codec);
    assert_eq!(refused("a=extmap:0 urn:x"), Why::Extmap);
    assert_eq!(refused("a=fingerprint:sha-256 A:BB"), Why::Fingerprint);
    assert_eq!(refused("a=setup:maybe"), Why::Setup);
    assert_eq!(refused("a=rid:q both"), Why::Layers);
    assert_eq!(refused("a=sctp-port:x"), Why::Number);
    assert!(matches!(refused("a=mid:"), Why::Id(_)));
    assert!(matches!(refused("a=mid:seventeen-letters"), Why::Id(_)));
    assert_eq!(refused("m=video x"), Why::MediaLine);
    assert_eq!(refused("no line"), Why::NotALine);
    assert_eq!(SessionDescription::parse("").unwrap_err().why, Why::NotSdp);
    let twice = "v=0\r\nm=audio 9 X 0\r\na=mid:0\r\nm=audio 9 X 0\r\na=mid:0\r\n";
    assert_eq!(
        SessionDescription::parse(twice).unwrap_err().why,
        Why::DuplicateMid
    );
}

#[test]
fn peers_are_read_as_they_are_sloppy() {
    let text = "v=0\no=- 1 2 IN IP4 0\ns=-\nt=0 0\na=group:BUNDLE a\n\
                m=audio 9/2 UDP/TLS/RTP/SAVPF 0 8 111 x\na=fmtp:111 x=1\na=rtpmap:111 opus/48000/2\na=mid:a\n\
                a=simulcast:send rid=~q,z;h recv f\na=sendonly\na=recvonly\na=rtcp-fb:* nack\n\na=unknown\n";
    let description = SessionDescription::parse(text).unwrap();
    let section = &description.sections[0];
    let names: Vec<_> = section
        .codecs
        .iter()
        .map(|codec| codec.name.as_str())
        .collect();
    assert_eq!(
        names,
        ["PCMU", "PCMA", "opus"],
        "static types need no rtpmap"
    );
    assert_eq!(section.codecs[2].fmtp, "x=1");
    assert!(
        section
            .codecs
            .iter()
            .all(|codec| codec.feedback == ["nack"])
    );
    assert_eq!(
        section.direction,
        Direction::SendOnly,
        "the first direction holds"
    );
    let simulcast = section.simulcast.clone().unwrap();
    assert_eq!((simulcast.send.len(), simulcast.send[0].as_str()), (2, "q"));
    assert_eq!(section.attributes[0].name, "unknown");
}
