//! What browsers, libwebrtc, pion and LiveKit's server and SDKs wrote is read whole and written again.

use std::fs;
use std::path::{Path, PathBuf};

use lk_sdp::{Direction, Kind, Section, SessionDescription};

fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vectors");
    std::env::var_os("LK_SDP_VECTORS").map_or(own, PathBuf::from)
}

/// Every `.sdp` below the vectors, by name.
fn vectors() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for folder in fs::read_dir(root()).expect("vectors").flatten() {
        let Ok(files) = fs::read_dir(folder.path()) else {
            continue;
        };
        for file in files
            .flatten()
            .filter(|f| f.path().extension().is_some_and(|e| e == "sdp"))
        {
            let name = format!(
                "{}/{}",
                folder.file_name().display(),
                file.file_name().display()
            );
            found.push((name, fs::read_to_string(file.path()).expect("text")));
        }
    }
    found.sort();
    assert!(found.len() > 20, "vectors are missing");
    found
}

fn parse(name: &str, text: &str) -> SessionDescription {
    SessionDescription::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn read(name: &str) -> SessionDescription {
    parse(name, &fs::read_to_string(root().join(name)).expect(name))
}

/// Lines of each section, sorted, without what says nothing between WebRTC peers.
fn lines(text: &str) -> Vec<Vec<String>> {
    let mut sections = vec![Vec::new()];
    for line in text
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty())
    {
        if line.starts_with("m=") {
            sections.push(Vec::new());
        }
        let line = line.replace("a=msid-semantic: ", "a=msid-semantic:");
        // One blank after it in some, none in others.
        let line = line.replace("a=msid-semantic: ", "a=msid-semantic:");
        sections.last_mut().expect("one").push(line);
    }
    for section in &mut sections {
        section.sort();
    }
    sections
}

#[test]
fn nothing_is_lost_between_reading_and_writing() {
    for (name, text) in vectors() {
        let written = parse(&name, &text).to_string();
        for (theirs, ours) in lines(&text).iter().zip(lines(&written)) {
            // The direction may be left out of data sections and is always written in media sections.
            let data = ours.iter().any(|line| line.starts_with("m=application"));
            let theirs: Vec<_> = theirs
                .iter()
                .filter(|l| !data || *l != "a=sendrecv")
                .collect();
            assert_eq!(theirs, ours.iter().collect::<Vec<_>>(), "{name}");
        }
    }
}

#[test]
fn what_was_written_reads_the_same() {
    for (name, text) in vectors() {
        let first = parse(&name, &text);
        assert_eq!(parse(&name, &first.to_string()), first, "{name}");
    }
}

#[test]
fn every_live_section_is_understood() {
    for (name, text) in vectors() {
        let description = parse(&name, &text);
        assert!(description.bundle_fingerprint().is_some(), "{name}");
        assert!(description.ice_credentials().is_some(), "{name}");
        for section in description
            .sections
            .iter()
            .filter(|section| !section.is_rejected())
        {
            assert!(
                section
                    .mid
                    .is_some_and(|mid| description.bundle.contains(&mid)),
                "{name}"
            );
            match section.kind {
                Kind::Audio | Kind::Video => check_media(&name, section),
                Kind::Application => {
                    assert_eq!(section.sctp_port, Some(5000), "{name}");
                    assert!(section.max_message_size.is_some(), "{name}");
                }
                Kind::Other(_) => panic!("{name}: {:?}", section.kind),
            }
        }
    }
}

fn check_media(name: &str, section: &Section) {
    assert_eq!(section.codecs.len(), section.formats.len(), "{name}");
    for codec in &section.codecs {
        assert_eq!(codec.is("rtx"), codec.apt().is_some(), "{name}");
    }
    if let Some((main, repair)) = section.fid.first() {
        assert_eq!(section.repair_of(*main), Some(*repair), "{name}");
        assert!(section.primary_ssrcs().any(|ssrc| ssrc == *main), "{name}");
    }
    assert!(!section.extmap.is_empty(), "{name}");
}

#[test]
fn layers_of_a_browser_are_read() {
    let offer = read("chromium-single-publish-simulcast/05-c2s-offer-pub.sdp");
    let sending = offer
        .sections
        .iter()
        .find(|s| s.kind == Kind::Video && s.direction == Direction::SendOnly);
    let sending = sending.expect("a published section");
    let rids: Vec<_> = sending
        .sent_rids()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(rids, ["q", "h", "f"]);
    let answer = read("chromium-single-publish-simulcast/06-s2c-answer-pub.sdp");
    let section = answer
        .section(&sending.mid.expect("mid"))
        .expect("answered");
    assert_eq!(
        section.simulcast.as_ref().expect("layers").recv,
        sending.sent_rids()
    );
}

#[test]
fn a_reused_section_changes_its_track() {
    let tracks = |n: &str| {
        let offer = read(&format!(
            "chromium-dual-subscribe-changes/{n}-s2c-offer-sub.sdp"
        ));
        let section = &offer.sections[2];
        let track = section.msid.as_ref().map(|msid| msid.track.clone());
        (
            section.mid.expect("mid"),
            section.direction,
            track,
            section.primary_ssrcs().next(),
        )
    };
    let (mid, direction, first, ssrc) = tracks("05");
    assert_eq!(direction, Direction::SendRecv);
    let (same, direction, between, none) = tracks("07");
    assert_eq!(
        (same, direction, between, none),
        (mid, Direction::RecvOnly, None, None)
    );
    let (same, _, second, other) = tracks("09");
    assert_eq!(same, mid);
    assert_ne!((second, other), (first, ssrc));
}

#[test]
fn rejected_sections_are_known_as_such() {
    let rejected = |name: &str| -> Vec<bool> {
        read(name)
            .sections
            .iter()
            .map(Section::is_rejected)
            .collect()
    };
    assert_eq!(
        rejected("raw-dual-rejected/02-s2c-answer-pub.sdp"),
        [false, false, true]
    );
    assert_eq!(
        rejected("raw-dual-rejected/04-s2c-answer-pub.sdp"),
        [false, true, true]
    );
    let bare = &read("raw-dual-rejected/02-s2c-answer-pub.sdp").sections[2];
    assert_eq!((bare.mid, bare.codecs.len()), (None, 0));
    assert_eq!(*bare, Section::rejected(Kind::Video));
}
