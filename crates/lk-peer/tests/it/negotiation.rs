//! What may go wrong between two descriptions.

use lk_peer::{
    CandidateError, Codec, CodecEntry, CodecTable, Direction, MediaKind, NegotiationError,
    OutgoingRtp, Peer, PeerEvent, SenderId, SenderSpec, Transport, WriteError,
};
use std::time::Duration;

use crate::net::Pair;

#[test]
fn a_client_offers_as_livekit_expects() {
    let mut pair = Pair::new();
    pair.client
        .peer
        .open_channel(lk_peer::ChannelSpec::new("_reliable"));
    pair.client
        .peer
        .add_sender(SenderSpec::audio("stream", "cid-a"));
    pair.client.peer.add_receivers(MediaKind::Video, 1);
    let offer = pair.client.peer.create_offer(pair.now).unwrap();
    let offer = lk_sdp::SessionDescription::parse(&offer).unwrap();
    assert_eq!(offer.bundle.len(), 3);
    for section in &offer.sections {
        assert_eq!(section.setup, Some(lk_sdp::Setup::ActPass));
        assert_eq!(
            section.msid.is_some(),
            section.direction == lk_sdp::Direction::SendOnly
        );
    }
    assert_eq!(offer.sections[0].msid.as_ref().unwrap().track, "cid-a");
    assert_eq!(offer.sections[1].direction, lk_sdp::Direction::RecvOnly);
    assert!(offer.sections[1].ssrcs.is_empty());
    assert_eq!(offer.sections[2].max_message_size, Some(65_536));
    assert_eq!(offer.sections[0].candidates.len(), 1);
}

/// A client that is connected and sends `spec`.
fn publishing(spec: SenderSpec) -> (Pair, SenderId) {
    let mut pair = Pair::new();
    let sender = pair.client.peer.add_sender(spec);
    pair.publish();
    pair.connect();
    (pair, sender)
}

#[test]
fn a_client_reuses_a_stopped_section_for_the_same_codec() {
    let (mut pair, first) = publishing(SenderSpec::audio("s", "one"));
    let old = pair.client.peer.sender(first).unwrap().ssrcs.to_vec();
    pair.client.peer.remove_sender(first);
    assert!(pair.client.peer.negotiation_needed());
    pair.publish();
    assert!(
        pair.server
            .saw(|e| matches!(e, PeerEvent::ReceivingStopped { msid, .. } if msid.track == "one"))
    );
    let section = pair.client.peer.remote_sections().next().unwrap();
    assert_eq!(
        (section.direction, section.sender),
        (Direction::SendOnly, None)
    );
    assert!(!pair.client.peer.negotiation_needed());

    let second = pair.client.peer.add_sender(SenderSpec::audio("s", "two"));
    pair.publish();
    let view = pair.client.peer.sender(second).unwrap();
    assert_eq!(view.mid.unwrap(), "0");
    assert_ne!(view.ssrcs, old, "a stream's key and numbers are used once");
    assert_eq!(pair.client.peer.remote_sections().count(), 1);
    for seq in 0..5 {
        let packet = OutgoingRtp::new(seq, 0, [2; 9]);
        pair.client
            .peer
            .write_rtp(second, 0, packet, pair.now)
            .unwrap();
    }
    pair.run(Duration::from_millis(50));
    assert_eq!(pair.server.rtp.len(), 5);
}

/// LiveKit's server takes up a section again only if it was never called inactive.
#[test]
fn a_stopped_section_is_offered_without_name_and_streams() {
    let (mut pair, sender) = publishing(SenderSpec::video("s", "one"));
    pair.client.peer.remove_sender(sender);
    for _ in 0..2 {
        let offer = pair.client.peer.create_offer(pair.now).unwrap();
        pair.client.peer.rollback();
        let offer = lk_sdp::SessionDescription::parse(&offer).unwrap();
        let section = &offer.sections[0];
        assert_eq!(section.direction, Direction::SendOnly);
        assert!(section.msid.is_none() && section.ssrcs.is_empty() && section.fid.is_empty());
    }
}

#[test]
fn a_section_is_not_reused_before_the_remote_knows_that_it_stopped() {
    let (mut pair, first) = publishing(SenderSpec::audio("s", "one"));
    pair.client.peer.remove_sender(first);
    let second = pair.client.peer.add_sender(SenderSpec::audio("s", "two"));
    pair.publish();
    assert_eq!(pair.client.peer.mid_of(second).unwrap(), "1");
    pair.client.peer.remove_sender(second);
    pair.publish();
    let third = pair.client.peer.add_sender(SenderSpec::audio("s", "three"));
    pair.publish();
    assert_eq!(pair.client.peer.mid_of(third).unwrap(), "0");
    assert_eq!(pair.client.peer.remote_sections().count(), 2);
}

#[test]
fn layers_another_codec_and_sections_that_receive_are_not_put_into_a_stopped_section() {
    let video = |codec| SenderSpec::video("s", "cid").codecs([codec]);
    let (mut pair, first) = publishing(video(Codec::Vp8));
    pair.client.peer.add_receivers(MediaKind::Video, 1);
    pair.client.peer.remove_sender(first);
    pair.publish();
    let layers = ["q", "h"].map(|rid| lk_peer::Rid::new(rid).unwrap());
    let others = [video(Codec::H264), video(Codec::Vp8).simulcast(layers)];
    let others = others.map(|spec| pair.client.peer.add_sender(spec));
    pair.publish();
    let mids = others.map(|id| pair.client.peer.mid_of(id).unwrap());
    assert_eq!(mids.each_ref().map(lk_peer::Mid::as_str), ["2", "3"]);
    let same = pair.client.peer.add_sender(video(Codec::Vp8));
    pair.publish();
    assert_eq!(pair.client.peer.mid_of(same).unwrap(), "0");
}

#[test]
fn a_thousand_publications_one_after_the_other_cost_the_same() {
    let mut pair = Pair::new();
    pair.client
        .peer
        .open_channel(lk_peer::ChannelSpec::new("_reliable"));
    let mut sizes = Vec::new();
    for number in 0..1200 {
        let spec = SenderSpec::video("s", format!("{number:08}")).codecs([Codec::Vp8]);
        assert!(pair.client.peer.has_section_for(&spec));
        let sender = pair.client.peer.add_sender(spec);
        sizes.push(pair.publish());
        pair.connect();
        pair.client
            .peer
            .write_rtp(sender, 0, OutgoingRtp::new(0, 0, [1; 9]), pair.now)
            .unwrap();
        pair.run(Duration::from_millis(1));
        pair.client.peer.remove_sender(sender);
        pair.publish();
    }
    // The version of the session and random numbers have more digits or fewer.
    let (least, most) = (sizes[1..].iter().min(), sizes[1..].iter().max());
    assert!(most.unwrap() - least.unwrap() < 64, "{least:?} to {most:?}");
    assert_eq!(pair.client.peer.remote_sections().count(), 1);
    assert_eq!(pair.client.peer.stats().senders.len(), 0);
    assert_eq!(pair.server.peer.stats().receivers.len(), 0);
}

#[test]
fn what_has_no_section_left_takes_nothing_else_down() {
    let mut pair = Pair::new();
    let spec = |number: usize| SenderSpec::audio("s", format!("{number}")).codecs([Codec::Opus]);
    let senders: Vec<_> = (0..1000)
        .map(|number| {
            assert!(pair.client.peer.has_section_for(&spec(number)));
            pair.client.peer.add_sender(spec(number))
        })
        .collect();
    assert!(!pair.client.peer.has_section_for(&spec(1000)));
    let late = pair.client.peer.add_sender(spec(1000));
    pair.publish();
    pair.connect();
    assert_eq!(pair.client.peer.mid_of(late), None);
    assert_eq!(pair.client.peer.remote_sections().count(), 1000);
    pair.client
        .peer
        .write_rtp(senders[999], 0, OutgoingRtp::new(0, 0, [1; 9]), pair.now)
        .unwrap();
    pair.run(Duration::from_millis(50));
    assert_eq!(pair.server.rtp.len(), 1);

    pair.client.peer.remove_sender(senders[3]);
    pair.publish();
    assert!(
        !pair.client.peer.has_section_for(&spec(1001)),
        "another waits for it"
    );
    pair.publish();
    assert_eq!(pair.client.peer.mid_of(late).unwrap(), "3");
}

#[test]
fn an_offer_does_not_become_longer_than_the_server_reads() {
    let mut pair = Pair::new();
    let mut longest = 0;
    for number in 0..1000 {
        let spec = SenderSpec::video("s", format!("{number}"));
        if !pair.client.peer.has_section_for(&spec) {
            break;
        }
        pair.client.peer.add_sender(spec);
        if number % 100 == 99 {
            longest = pair.publish();
        }
    }
    pair.client.peer.add_receivers(MediaKind::Video, 1000);
    longest = longest.max(pair.publish());
    assert!((1 << 20..2 << 20).contains(&longest), "{longest}");
}

#[test]
fn garbage_is_refused_and_leaves_no_trace() {
    let mut pair = Pair::new();
    let audio = pair.client.peer.add_sender(SenderSpec::audio("s", "a"));
    let offer = pair.client.peer.create_offer(pair.now).unwrap();
    let offer_parts = offer.clone();
    let server = &mut pair.server.peer;
    let mut take = |sdp: &str| {
        server
            .accept_offer(sdp, &mut Peer::accept_all, pair.now)
            .map(drop)
    };
    assert!(matches!(take(""), Err(NegotiationError::Malformed(_))));
    assert!(matches!(
        take("v=0\r\nm=audio"),
        Err(NegotiationError::Malformed(_))
    ));
    let without = |prefix: &str| -> String {
        offer_parts
            .split_inclusive('\n')
            .filter(|line| !line.starts_with(prefix))
            .collect()
    };
    for missing in ["a=ice-ufrag", "a=ice-pwd", "a=fingerprint", "a=mid"] {
        assert!(
            matches!(take(&without(missing)), Err(NegotiationError::PeerBroke(_))),
            "{missing}"
        );
    }
    let odd = offer.replace("sha-256", "md5");
    assert!(matches!(take(&odd), Err(NegotiationError::PeerBroke(_))));

    let answer = pair
        .server
        .peer
        .accept_offer(&offer, &mut Peer::accept_all, pair.now)
        .unwrap();
    for bad in [
        "".to_owned(),
        offer.clone(),
        answer.replace("m=audio", "m=video"),
        answer.replace("a=mid:0", "a=mid:7"),
        answer.replace("a=setup:active", "a=setup:actpass"),
        format!("{answer}m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:9\r\n"),
    ] {
        assert!(pair.client.peer.accept_answer(&bad, pair.now).is_err());
    }
    pair.client.peer.accept_answer(&answer, pair.now).unwrap();
    pair.drain();
    pair.connect();
    pair.client
        .peer
        .write_rtp(audio, 0, OutgoingRtp::new(0, 0, [1; 9]), pair.now)
        .unwrap();
    pair.run(Duration::from_millis(50));
    assert_eq!(pair.server.rtp.len(), 1);
}

#[test]
fn a_second_digest_of_the_certificate_does_not_hide_the_first() {
    let mut pair = Pair::new();
    pair.client.peer.add_sender(SenderSpec::audio("s", "a"));
    let offer = pair.client.peer.create_offer(pair.now).unwrap();
    let strong = "a=fingerprint:sha-512 00:11\r\n";
    let offer: String = offer
        .split_inclusive('\n')
        .map(|line| match line.starts_with("a=fingerprint") {
            true => format!("{strong}{line}{strong}"),
            false => line.to_owned(),
        })
        .collect();
    let answer = pair
        .server
        .peer
        .accept_offer(&offer, &mut Peer::accept_all, pair.now)
        .unwrap();
    pair.client.peer.accept_answer(&answer, pair.now).unwrap();
    pair.connect();
}

#[test]
fn an_offered_codec_outside_our_table_is_not_taken() {
    let table = CodecTable::livekit().only(&[Codec::Opus, Codec::Vp8]);
    let mut pair = Pair::with(|c| c, |c| c.codecs(table));
    let peer = &mut pair.client.peer;
    peer.add_sender(SenderSpec::video("s", "both"));
    peer.add_sender(SenderSpec::video("s", "strange").codecs([Codec::H264]));
    let offer = peer.create_offer(pair.now).unwrap();
    let answer = pair
        .server
        .peer
        .accept_offer(&offer, &mut Peer::accept_all, pair.now)
        .unwrap();
    let answer = lk_sdp::SessionDescription::parse(&answer).unwrap();
    let names = |at: usize| -> Vec<_> {
        let codecs = answer.sections[at].codecs.iter();
        codecs.map(|codec| codec.name.as_str()).collect()
    };
    assert_eq!(names(0), ["VP8", "rtx"]);
    assert!(answer.sections[1].is_rejected());
}

#[test]
fn one_offer_is_outstanding_at_a_time() {
    let mut pair = Pair::new();
    assert_eq!(
        pair.client.peer.create_offer(pair.now),
        Err(NegotiationError::NothingToOffer)
    );
    assert_eq!(
        pair.client.peer.accept_answer("v=0", pair.now),
        Err(NegotiationError::NoOfferOutstanding)
    );
    pair.client.peer.add_sender(SenderSpec::audio("s", "a"));
    pair.server.peer.add_sender(SenderSpec::audio("s", "b"));
    let first = pair.client.peer.create_offer(pair.now).unwrap();
    assert_eq!(
        pair.client.peer.create_offer(pair.now),
        Err(NegotiationError::OfferOutstanding)
    );

    // Both offer at once: each is told, one takes its offer back.
    let theirs = pair.server.peer.create_offer(pair.now).unwrap();
    let glare = pair
        .client
        .peer
        .accept_offer(&theirs, &mut Peer::accept_all, pair.now);
    assert_eq!(glare, Err(NegotiationError::OfferOutstanding));
    let glare = pair
        .server
        .peer
        .accept_offer(&first, &mut Peer::accept_all, pair.now);
    assert_eq!(glare, Err(NegotiationError::OfferOutstanding));

    // An offer taken back is made again, with the same sections in the same places.
    pair.client.peer.rollback();
    assert!(pair.client.peer.negotiation_needed());
    let again = pair.client.peer.create_offer(pair.now).unwrap();
    let sections = |sdp: &str| lk_sdp::SessionDescription::parse(sdp).unwrap().sections;
    assert_eq!(sections(&first), sections(&again));
}

#[test]
fn what_cannot_change_needs_a_new_connection() {
    let mut pair = Pair::new();
    pair.client.peer.add_sender(SenderSpec::audio("s", "a"));
    pair.publish();
    pair.connect();
    pair.client.peer.add_sender(SenderSpec::audio("s", "b"));
    let offer = pair.client.peer.create_offer(pair.now).unwrap();
    let mut other = String::new();
    for line in offer.split_inclusive('\n') {
        if line.starts_with("a=fingerprint") {
            other.push_str("a=fingerprint:sha-256 AA:BB\r\n");
        } else {
            other.push_str(line);
        }
    }
    let refused = pair
        .server
        .peer
        .accept_offer(&other, &mut Peer::accept_all, pair.now);
    assert!(refused.unwrap_err().needs_new_connection());
    let answer = pair
        .server
        .peer
        .accept_offer(&offer, &mut Peer::accept_all, pair.now)
        .unwrap();
    pair.client.peer.accept_answer(&answer, pair.now).unwrap();
}

#[test]
fn payload_types_of_later_offers_are_received() {
    // The first offer has audio only; the video that comes later uses numbers of its own.
    let odd = CodecEntry {
        codec: Codec::Vp8,
        pt: 126,
        rtx: Some(125),
        fmtp: String::new(),
    };
    let opus = CodecEntry {
        codec: Codec::Opus,
        pt: 109,
        rtx: None,
        fmtp: String::new(),
    };
    let mut pair = Pair::with(|c| c.codecs(CodecTable::new([opus, odd])), |c| c);
    pair.client.peer.add_sender(SenderSpec::audio("s", "a"));
    pair.publish();
    pair.connect();
    let video = pair.client.peer.add_sender(SenderSpec::video("s", "v"));
    pair.publish();
    pair.link.loss = 50;
    for seq in 0..400 {
        let packet = OutgoingRtp::new(seq, 0, [9; 30]);
        pair.client
            .peer
            .write_rtp(video, 0, packet, pair.now)
            .unwrap();
        pair.run(Duration::from_millis(10));
    }
    pair.link.loss = 0;
    for seq in 400..420 {
        let packet = OutgoingRtp::new(seq, 0, [9; 30]);
        pair.client
            .peer
            .write_rtp(video, 0, packet, pair.now)
            .unwrap();
        pair.run(Duration::from_millis(100));
    }
    assert!(
        pair.server
            .rtp
            .iter()
            .all(|p| p.codec == Codec::Vp8 && p.pt == 126)
    );
    let first = pair.server.rtp.iter().map(|p| p.seq).min().unwrap();
    let mut seqs: Vec<u64> = pair.server.rtp.iter().map(|p| p.seq).collect();
    seqs.sort_unstable();
    assert_eq!(
        seqs,
        (first..first + seqs.len() as u64).collect::<Vec<_>>(),
        "repaired under odd numbers"
    );
    assert!(seqs.len() > 415);
}

#[test]
fn candidates_may_come_before_their_description() {
    let mut pair = Pair::new();
    pair.client.peer.add_sender(SenderSpec::audio("s", "a"));
    let candidate = pair
        .server
        .peer
        .local_candidates()
        .next()
        .unwrap()
        .to_owned();
    pair.client
        .peer
        .add_remote_candidate(&candidate, pair.now)
        .unwrap();
    let offer = pair.client.peer.create_offer(pair.now).unwrap();
    let answer = pair
        .server
        .peer
        .accept_offer(&offer, &mut Peer::accept_all, pair.now)
        .unwrap();
    let bare: String = answer
        .split_inclusive('\n')
        .filter(|l| !l.starts_with("a=candidate"))
        .collect();
    pair.client.peer.accept_answer(&bare, pair.now).unwrap();
    pair.drain();
    pair.connect();
}

#[test]
fn strange_candidates_do_no_harm() {
    let mut pair = Pair::new();
    let now = pair.now;
    let peer = &mut pair.client.peer;
    for passed in [
        "",
        "candidate:1 1 udp 2122260223 8d5a9f7e-1b2c.local 54321 typ host",
        "candidate:1 1 udp 2122260223 0.0.0.0 54321 typ host",
        "candidate:1 1 tcp 1518280447 192.0.2.1 9 typ host tcptype active",
        "candidate:1 1 sctp 1518280447 192.0.2.1 9 typ host",
        "candidate:1 1 UDP 2122260223 192.0.2.1 5000 typ host generation 0 network-cost 999",
    ] {
        assert_eq!(peer.add_remote_candidate(passed, now), Ok(()), "{passed}");
    }
    for malformed in [
        "x",
        "candidate:",
        "candidate:1 1 udp abc 192.0.2.1 5000 typ host",
        "candidate:1 1 udp 1 192.0.2.1 99999 typ host",
    ] {
        assert_eq!(
            peer.add_remote_candidate(malformed, now),
            Err(CandidateError::Malformed),
            "{malformed}"
        );
    }
    let many = (0..1000).map(|n| format!("candidate:1 1 udp 1 192.0.2.1 {} typ host", 1000 + n));
    let refused = many
        .filter(|c| peer.add_remote_candidate(c, now).is_err())
        .count();
    assert!(refused > 800);
}

#[test]
fn a_section_that_the_client_closes_gives_its_track_back() {
    let mut pair = Pair::new();
    pair.client.peer.add_receivers(MediaKind::Video, 2);
    pair.publish();
    pair.connect();
    let video = SenderSpec::video("PA|TR", "TR").codecs([Codec::Vp8]);
    let video = pair.server.peer.add_sender(video);
    pair.publish();
    let first = pair.server.peer.mid_of(video).unwrap();
    let ssrc = pair.server.peer.sender(video).unwrap().ssrcs[0].0;

    let offer = pair.client.peer.create_offer(pair.now).unwrap();
    let closed = offer.replacen("a=recvonly", "a=inactive", 1);
    let answer = pair
        .server
        .peer
        .accept_offer(&closed, &mut Peer::accept_all, pair.now)
        .unwrap();
    pair.client.peer.accept_answer(&answer, pair.now).unwrap();
    // The same offer had another section free.
    let second = pair.server.peer.mid_of(video);
    assert_eq!(second, None, "found before the free one was looked at");
    assert_eq!(pair.server.peer.unassigned_senders(MediaKind::Video), 1);
    let offer = pair.client.peer.create_offer(pair.now).unwrap();
    let closed = offer.replacen("a=recvonly", "a=inactive", 1);
    let answer = pair
        .server
        .peer
        .accept_offer(&closed, &mut Peer::accept_all, pair.now)
        .unwrap();
    pair.client.peer.accept_answer(&answer, pair.now).unwrap();
    pair.drain();
    let second = pair.server.peer.mid_of(video).unwrap();
    assert_ne!(second, first);
    let view = pair.server.peer.sender(video).unwrap();
    assert_ne!(
        view.ssrcs[0].0, ssrc,
        "a stream that begins again has a new number"
    );
    pair.server
        .peer
        .write_rtp(video, 0, OutgoingRtp::new(0, 0, [3; 9]), pair.now)
        .unwrap();
    pair.run(Duration::from_millis(50));
    assert!(pair.client.rtp.iter().any(|p| p.mid == second));
}

#[test]
fn a_number_is_sent_once() {
    let mut pair = Pair::new();
    let audio = pair.client.peer.add_sender(SenderSpec::audio("s", "a"));
    pair.publish();
    pair.connect();
    let mut write = |seq| {
        let packet = OutgoingRtp::new(seq, 0, [1; 4]);
        pair.client.peer.write_rtp(audio, 0, packet, pair.now)
    };
    assert_eq!([write(10), write(12), write(11)], [Ok(()); 3]);
    assert_eq!(
        [write(10), write(11), write(12)],
        [Err(WriteError::Sequence); 3]
    );
}

#[test]
fn a_number_from_before_the_first_round_is_refused() {
    let mut pair = Pair::new();
    let audio = pair.client.peer.add_sender(SenderSpec::audio("s", "a"));
    pair.publish();
    pair.connect();
    // The remote takes the first number for one of the first round, so there is none before that.
    for (seq, written) in [
        (65_537, Ok(())),
        (65_535, Err(WriteError::Sequence)),
        (65_534, Err(WriteError::Sequence)),
        (65_539, Ok(())),
        (65_538, Ok(())),
    ] {
        let packet = OutgoingRtp::new(seq, 0, seq.to_be_bytes());
        let result = pair.client.peer.write_rtp(audio, 0, packet, pair.now);
        assert_eq!(result, written, "{seq}");
        pair.run(Duration::from_millis(20));
    }
    let seqs = pair.server.rtp.iter().map(|packet| packet.seq);
    assert_eq!(seqs.collect::<Vec<_>>(), [1, 3, 2]);
}

#[test]
fn a_strangers_handshake_is_not_heard() {
    for lite in [false, true] {
        let start = || {
            let mut pair = Pair::with(|c| c, |c| c.ice_lite(lite));
            pair.server.peer.add_sender(SenderSpec::audio("s", "a"));
            pair.subscribe();
            pair
        };
        let mut other = start();
        other.client.wire = Some(Vec::new());
        other.connect();
        let mut sent = other.client.wire.take().unwrap().into_iter();
        let hello = sent.find(|d| (20..64).contains(&d[0])).unwrap();

        let mut pair = start();
        let stranger = "10.9.9.9:9".parse().unwrap();
        let to = pair.server.addr;
        pair.server
            .peer
            .handle_datagram(Transport::Udp, stranger, to, &hello, pair.now);
        pair.run(Duration::from_millis(5));
        pair.server
            .peer
            .handle_datagram(Transport::Udp, stranger, to, &hello, pair.now);
        pair.connect();
        // Nor is it later, where it might end the session.
        let bye = [21, 254, 253, 0, 0, 0, 0, 0, 0, 0, 9, 0, 2, 2, 0];
        pair.server
            .peer
            .handle_datagram(Transport::Udp, stranger, to, &bye, pair.now);
        pair.run(Duration::from_secs(5));
        assert_eq!(pair.server.peer.ice_state(), lk_peer::IceState::Connected);
    }
}

#[test]
fn an_address_that_is_gone_is_no_longer_used() {
    let mut pair = Pair::new();
    pair.client.peer.add_sender(SenderSpec::audio("s", "a"));
    let gone = lk_peer::LocalAddress::udp("10.0.0.77:7".parse().unwrap());
    assert!(pair.client.peer.add_local_address(gone).is_some());
    assert!(pair.client.peer.add_local_address(gone).is_none(), "known");
    pair.client.peer.remove_local_address(gone);
    // The link asserts that nothing leaves from it.
    pair.publish();
    pair.connect();
    assert_eq!(pair.client.peer.local_candidates().count(), 1);
    let nowhere = lk_peer::LocalAddress::udp("0.0.0.0:7".parse().unwrap());
    assert!(pair.client.peer.add_local_address(nowhere).is_none());
}

#[test]
fn a_peer_may_move_between_threads() {
    fn is_send<T: Send + Sync>(_: &T) {}
    is_send(&Pair::new().client.peer);
}
