//! Offers that real peers and the real server wrote are taken, and answered in their dialect.

use std::path::Path;
use std::time::Instant;

use lk_peer::{
    Codec, MediaKind, NegotiationError, Peer, PeerConfig, PeerEvent, SectionChoice, SenderSpec,
    Side,
};
use lk_sdp::{Direction, Kind, SessionDescription};

fn vector(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../lk-sdp/tests/vectors");
    std::fs::read_to_string(root.join(name)).expect(name)
}

struct Replay {
    peer: Peer,
    now: Instant,
}

impl Replay {
    fn new(side: Side) -> Self {
        let now = Instant::now();
        let mut peer = Peer::new(PeerConfig::new(side, [7; 32]), now);
        peer.add_local_address(lk_peer::LocalAddress::udp("10.0.0.1:1".parse().unwrap()));
        Self { peer, now }
    }

    fn offer(&mut self, name: &str) -> SessionDescription {
        self.try_offer(&vector(name))
            .unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn try_offer(&mut self, offer: &str) -> Result<SessionDescription, NegotiationError> {
        let answer = self
            .peer
            .accept_offer(offer, &mut Peer::accept_all, self.now)?;
        Ok(SessionDescription::parse(&answer).expect("ours"))
    }

    /// `+track` and `-track` in order.
    fn tracks(&mut self) -> Vec<String> {
        let mut told = Vec::new();
        loop {
            match self.peer.poll_output() {
                lk_peer::Output::Event(PeerEvent::ReceivingStarted(track)) => {
                    told.push(format!("+{}", track.msid.track));
                }
                lk_peer::Output::Event(PeerEvent::ReceivingStopped { msid, .. }) => {
                    told.push(format!("-{}", msid.track));
                }
                lk_peer::Output::Timeout(_) => return told,
                _ => {}
            }
        }
    }
}

fn directions(description: &SessionDescription) -> Vec<Direction> {
    let media = description
        .sections
        .iter()
        .filter(|s| s.kind != Kind::Application);
    media.map(|section| section.direction).collect()
}

#[test]
fn a_subscriber_follows_the_server_through_its_reused_sections() {
    use Direction::{Inactive, RecvOnly};
    let mut replay = Replay::new(Side::Client);
    let folder = "chromium-dual-subscribe-changes";
    let first = replay.offer(&format!("{folder}/01-s2c-offer-sub.sdp"));
    assert_eq!(first.sections.len(), 1);
    assert_eq!(first.bundle_setup(), Some(lk_sdp::Setup::Active));
    assert!(replay.tracks().is_empty());

    let answer = replay.offer(&format!("{folder}/05-s2c-offer-sub.sdp"));
    assert_eq!(directions(&answer), [RecvOnly, RecvOnly]);
    assert!(
        answer
            .sections
            .iter()
            .all(|s| s.msid.is_none() && s.ssrcs.is_empty())
    );
    assert_eq!(
        replay.tracks(),
        ["+TR_AM5Zs3ZQbaMbZQ", "+TR_VC73TaxX7Z4Xhp"]
    );

    let answer = replay.offer(&format!("{folder}/07-s2c-offer-sub.sdp"));
    assert_eq!(directions(&answer), [RecvOnly, Inactive]);
    assert_eq!(replay.tracks(), ["-TR_VC73TaxX7Z4Xhp"]);

    replay.offer(&format!("{folder}/09-s2c-offer-sub.sdp"));
    assert_eq!(replay.tracks(), ["+TR_VC6tRLsmBSpEJ8"]);
    let section = replay
        .peer
        .remote_sections()
        .find(|s| s.kind == MediaKind::Video)
        .unwrap();
    assert_eq!(
        (section.streams[0].ssrc, section.streams[0].rtx),
        (3_678_005_475, Some(3_534_901_855))
    );

    replay.offer(&format!("{folder}/11-s2c-offer-sub.sdp"));
    assert_eq!(replay.tracks(), ["+TR_VCZkiYGnSa7UCF"]);
}

#[test]
fn the_server_takes_what_browsers_and_sdks_publish() {
    for (name, tracks) in [
        ("chromium-single-publish-simulcast/05-c2s-offer-pub.sdp", 1),
        ("chromium-dual-publish-simulcast/05-c2s-offer-pub.sdp", 1),
        ("chromium-dual-publish-h264/07-c2s-offer-pub.sdp", 2),
        ("chromium-single-publish-screen/07-c2s-offer-pub.sdp", 2),
        ("python-dual-publish-audio/09-c2s-offer-pub.sdp", 1),
        ("python-dual-publish-simulcast/07-c2s-offer-pub.sdp", 1),
        ("python-single-republish/05-c2s-offer-pub.sdp", 1),
        ("go-single-publish/01-c2s-offer-pub.sdp", 0),
        ("go-dual-publish/05-c2s-offer-pub.sdp", 3),
    ] {
        let mut replay = Replay::new(Side::Server);
        let offer = SessionDescription::parse(&vector(name)).unwrap();
        let answer = replay.offer(name);
        let told = replay.tracks();
        assert_eq!(told.len(), tracks, "{name}: {told:?}");
        assert_eq!(answer.bundle, offer.bundle, "{name}");
        for (offered, answered) in offer.sections.iter().zip(&answer.sections) {
            assert_eq!(
                (answered.mid, &answered.kind),
                (offered.mid, &offered.kind),
                "{name}"
            );
            assert!(!answered.is_rejected(), "{name}");
            // Nothing is answered that was not offered.
            for codec in &answered.codecs {
                let same = offered
                    .codecs
                    .iter()
                    .find(|c| c.pt == codec.pt)
                    .expect(name);
                assert_eq!(
                    (&same.name, same.clock_rate),
                    (&codec.name, codec.clock_rate),
                    "{name}"
                );
                assert!(
                    codec.feedback.iter().all(|fb| same.feedback.contains(fb)),
                    "{name}"
                );
            }
            for ext in &answered.extmap {
                assert!(
                    offered
                        .extmap
                        .iter()
                        .any(|o| (o.id, &o.uri) == (ext.id, &ext.uri)),
                    "{name}"
                );
            }
            if !offered.sent_rids().is_empty() {
                let simulcast = answered.simulcast.as_ref().expect(name);
                assert_eq!(simulcast.recv, offered.sent_rids(), "{name}");
            }
        }
    }
}

#[test]
fn an_unpublished_section_is_not_filled_with_a_subscription() {
    let mut replay = Replay::new(Side::Server);
    replay.offer("python-single-republish/05-c2s-offer-pub.sdp");
    for n in 0..5 {
        replay
            .peer
            .add_sender(SenderSpec::video("PA|TR", format!("TR_{n}")).codecs([Codec::Vp8]));
    }
    let answer = replay.offer("python-single-republish/07-c2s-offer-pub.sdp");
    let video: Vec<_> = answer
        .sections
        .iter()
        .filter(|s| s.kind == Kind::Video)
        .collect();
    assert_eq!(video.iter().filter(|s| s.msid.is_some()).count(), 3);
    assert_eq!(
        video.last().unwrap().direction,
        Direction::Inactive,
        "as the real server answers"
    );
    assert_eq!(replay.peer.unassigned_senders(MediaKind::Video), 2);
    let audio = answer.sections.iter().filter(|s| s.kind == Kind::Audio);
    assert!(
        audio
            .into_iter()
            .all(|s| s.direction == Direction::SendOnly && s.msid.is_none())
    );
}

#[test]
fn what_cannot_be_taken_is_rejected_as_the_server_does() {
    let mut replay = Replay::new(Side::Server);
    for (offer, answer) in [("01", "02"), ("03", "04"), ("05", "06")] {
        let ours = replay.offer(&format!("raw-dual-rejected/{offer}-c2s-offer-pub.sdp"));
        let theirs = vector(&format!("raw-dual-rejected/{answer}-s2c-answer-pub.sdp"));
        let theirs = SessionDescription::parse(&theirs).unwrap();
        assert_eq!(ours.bundle, theirs.bundle);
        for (ours, theirs) in ours.sections.iter().zip(&theirs.sections) {
            assert_eq!(
                (ours.is_rejected(), &ours.kind),
                (theirs.is_rejected(), &theirs.kind)
            );
        }
    }
}

#[test]
fn a_restart_by_the_server_is_seen() {
    let mut replay = Replay::new(Side::Client);
    replay.offer("chromium-dual-subscribe-changes/05-s2c-offer-sub.sdp");
    let before = replay.peer.local_ufrag().to_owned();
    let offer = vector("chromium-dual-subscribe-changes/05-s2c-offer-sub.sdp");
    replay.try_offer(&offer).unwrap();
    assert_eq!(
        replay.peer.local_ufrag(),
        before,
        "the same credentials are no restart"
    );
    let restart = offer.replace("ymzbbzIKlDdIVHQp", "anotherufragment");
    let answer = replay.try_offer(&restart).unwrap();
    assert_ne!(replay.peer.local_ufrag(), before);
    assert_eq!(
        answer.ice_credentials().unwrap().0,
        replay.peer.local_ufrag()
    );
}

#[test]
fn damaged_offers_of_real_peers_do_no_harm() {
    let names = [
        "chromium-single-publish-simulcast/05-c2s-offer-pub.sdp",
        "chromium-dual-subscribe-changes/11-s2c-offer-sub.sdp",
        "go-dual-publish/03-c2s-offer-pub.sdp",
    ];
    for name in names {
        let text = vector(name);
        let lines: Vec<&str> = text.split_inclusive("\r\n").collect();
        for side in [Side::Client, Side::Server] {
            let mut replay = Replay::new(side);
            for at in (0..lines.len()).step_by(29) {
                // Each line left out, doubled, cut, and moved to the front of the next section.
                let cut = &lines[at][..lines[at].len() / 2];
                for damaged in [
                    [&lines[..at], &lines[at + 1..]].concat().concat(),
                    [&lines[..=at], &lines[at..]].concat().concat(),
                    format!(
                        "{}{cut}\r\n{}",
                        lines[..at].concat(),
                        lines[at + 1..].concat()
                    ),
                    format!(
                        "{}{}{}",
                        lines[..at].concat(),
                        lines[at + 1..].concat(),
                        lines[at]
                    ),
                ] {
                    let _ = replay.try_offer(&damaged);
                }
            }
            replay
                .try_offer(&text)
                .map(drop)
                .or_else(|error| {
                    // A damaged offer may have been taken that the whole one contradicts; a fresh peer takes it.
                    let fresh = Replay::new(side).try_offer(&text).map(drop);
                    if error.needs_new_connection()
                        || matches!(error, NegotiationError::PeerBroke(_))
                    {
                        fresh
                    } else {
                        Err(error)
                    }
                })
                .unwrap();
        }
    }
}

#[test]
fn the_server_chooses_codecs_of_a_browser() {
    let mut replay = Replay::new(Side::Server);
    let offer = vector("chromium-dual-publish-h264/07-c2s-offer-pub.sdp");
    let mut seen = Vec::new();
    let answer = replay
        .peer
        .accept_offer(
            &offer,
            &mut |section| {
                seen.push((section.kind, section.is_new, section.codecs.len()));
                match section.kind {
                    MediaKind::Audio => SectionChoice::accept()
                        .codecs([Codec::Red, Codec::Opus])
                        .fmtp(Codec::Opus, "usedtx=1")
                        .feedback(Codec::Opus, "nack"),
                    MediaKind::Video => SectionChoice::accept().codecs([Codec::H264]),
                }
            },
            replay.now,
        )
        .unwrap();
    assert_eq!(seen.len(), 2);
    let answer = SessionDescription::parse(&answer).unwrap();
    let audio = answer
        .sections
        .iter()
        .find(|s| s.kind == Kind::Audio)
        .unwrap();
    let names: Vec<_> = audio.codecs.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["red", "opus"]);
    assert_eq!(audio.codecs[1].fmtp, "minptime=10;useinbandfec=1;usedtx=1");
    assert!(audio.codecs[1].feedback.contains(&"nack".to_owned()));
    let video = answer
        .sections
        .iter()
        .find(|s| s.kind == Kind::Video)
        .unwrap();
    assert!(
        video
            .codecs
            .iter()
            .all(|c| c.is("H264") || c.apt().is_some())
    );
}
