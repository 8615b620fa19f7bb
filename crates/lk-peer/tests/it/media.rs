//! Media in both directions, on two connections and on one.

use std::collections::HashMap;
use std::time::Duration;

use lk_peer::{
    AudioLevel, Codec, ExtensionEntry, ExtensionTable, Extensions, KeyframeKind, MediaKind, Mid,
    OutgoingRtp, PeerEvent, Rid, SectionChoice, SenderId, SenderSpec, Side, WriteError,
};

use crate::net::{Link, Node, Pair};

const FRAME: Duration = Duration::from_millis(20);

fn rids() -> [Rid; 3] {
    ["q", "h", "f"].map(|rid| Rid::new(rid).unwrap())
}

/// Sends `count` packets of each encoding, one every 20 ms, from the client or the server.
fn send(pair: &mut Pair, client: bool, id: SenderId, encodings: usize, from: u64, count: u64) {
    for seq in from..from + count {
        for encoding in 0..encodings {
            let payload = format!("{encoding}:{seq}").into_bytes();
            let packet = OutgoingRtp::new(seq, (seq * 1800) as u32, payload).marker(true);
            let now = pair.now;
            let node = if client {
                &mut pair.client
            } else {
                &mut pair.server
            };
            node.peer.write_rtp(id, encoding, packet, now).unwrap();
        }
        pair.run(FRAME);
    }
}

fn text(node: &Node) -> Vec<String> {
    node.rtp
        .iter()
        .map(|p| String::from_utf8_lossy(&p.payload).into_owned())
        .collect()
}

fn started(node: &mut Node) -> Vec<lk_peer::RemoteTrack> {
    let events = node.take().into_iter();
    events
        .filter_map(|e| {
            if let PeerEvent::ReceivingStarted(t) = e {
                Some(t)
            } else {
                None
            }
        })
        .collect()
}

fn mid(mid: &str) -> Mid {
    Mid::new(mid).unwrap()
}

#[test]
fn a_client_publishes_audio_and_video() {
    let mut pair = Pair::new();
    let audio = pair
        .client
        .peer
        .add_sender(SenderSpec::audio("stream", "cid-a").red(true));
    let video = SenderSpec::video("stream", "cid-v").codecs([Codec::H264, Codec::Vp8]);
    let video = pair.client.peer.add_sender(video);
    assert!(pair.client.peer.negotiation_needed());
    pair.publish();
    assert!(!pair.client.peer.negotiation_needed());
    assert_eq!(
        pair.client
            .peer
            .write_rtp(audio, 0, OutgoingRtp::new(0, 0, [0; 4]), pair.now),
        Err(WriteError::NotReady)
    );
    pair.connect();

    let tracks = started(&mut pair.server);
    assert_eq!(tracks.len(), 2);
    assert_eq!(
        (tracks[0].kind, tracks[0].msid.track.as_str()),
        (MediaKind::Audio, "cid-a")
    );
    assert_eq!(tracks[1].msid.stream, "stream");
    assert_eq!(tracks[1].streams.len(), 1);
    assert!(
        tracks[1].streams[0].rtx.is_some(),
        "retransmissions are announced"
    );

    let level = AudioLevel {
        level: 30,
        voice: true,
    };
    for seq in 0..10 {
        let mut packet = OutgoingRtp::new(65_530 + seq, 960 * seq as u32, vec![seq as u8; 80]);
        packet.extensions = Extensions {
            audio_level: Some(level),
            ..Default::default()
        };
        pair.client
            .peer
            .write_rtp(audio, 0, packet, pair.now)
            .unwrap();
        pair.run(FRAME);
    }
    let got = &pair.server.rtp;
    assert_eq!(got.len(), 10);
    assert!(got.iter().all(|p| p.codec == Codec::Red && p.pt == 63));
    assert!(got.iter().all(|p| p.extensions.audio_level == Some(level)));
    let seqs: Vec<u64> = got.iter().map(|p| p.seq - got[0].seq).collect();
    assert_eq!(
        seqs,
        (0..10).collect::<Vec<_>>(),
        "numbers go on where 16 bits end"
    );

    pair.server.rtp.clear();
    send(&mut pair, true, video, 1, 0, 10);
    assert!(
        pair.server
            .rtp
            .iter()
            .all(|p| p.codec == Codec::H264 && p.pt == 108 && p.marker)
    );
    assert_eq!(
        text(&pair.server),
        (0..10).map(|n| format!("0:{n}")).collect::<Vec<_>>()
    );

    let red = OutgoingRtp {
        pt: Some(111),
        ..OutgoingRtp::new(70_000, 0, [1; 4])
    };
    assert_eq!(
        pair.client.peer.write_rtp(audio, 0, red, pair.now),
        Ok(()),
        "plain Opus will do too"
    );
    let wrong = OutgoingRtp {
        pt: Some(98),
        ..OutgoingRtp::new(100, 0, [1; 4])
    };
    assert_eq!(
        pair.client.peer.write_rtp(video, 0, wrong, pair.now),
        Err(WriteError::PayloadType)
    );
    let long = OutgoingRtp::new(100, 0, vec![0; OutgoingRtp::MAX_PAYLOAD + 1]);
    assert_eq!(
        pair.client.peer.write_rtp(video, 0, long, pair.now),
        Err(WriteError::TooLarge)
    );
    let none = OutgoingRtp::new(100, 0, [0; 1]);
    assert_eq!(
        pair.client.peer.write_rtp(video, 1, none, pair.now),
        Err(WriteError::NoSuchEncoding)
    );
}

#[test]
fn layers_are_told_apart_and_asked_for_keyframes() {
    let mut pair = Pair::new();
    let video = SenderSpec::video("stream", "cid")
        .codecs([Codec::Vp8])
        .simulcast(rids());
    let video = pair.client.peer.add_sender(video);
    pair.publish();
    pair.connect();
    let tracks = started(&mut pair.server);
    assert_eq!(tracks[0].rids, rids());
    assert!(tracks[0].streams.is_empty());
    assert!(
        !pair
            .server
            .peer
            .request_keyframe(mid("0"), Some(rids()[2]), KeyframeKind::Pli)
    );

    send(&mut pair, true, video, 3, 0, 5);
    assert_eq!(pair.server.rtp.len(), 15);
    for (at, rid) in rids().into_iter().enumerate() {
        let of_layer: Vec<_> = pair
            .server
            .rtp
            .iter()
            .filter(|p| p.rid == Some(rid))
            .collect();
        assert_eq!(of_layer.len(), 5, "layer {rid}");
        assert!(of_layer.iter().all(|p| p.payload[0] == b'0' + at as u8));
    }

    assert!(
        pair.server
            .peer
            .request_keyframe(mid("0"), Some(rids()[2]), KeyframeKind::Pli)
    );
    assert!(
        pair.server
            .peer
            .request_keyframe(mid("0"), Some(rids()[0]), KeyframeKind::Fir)
    );
    pair.run(Duration::from_millis(100));
    let asked: Vec<_> = pair
        .client
        .take()
        .into_iter()
        .filter_map(|e| match e {
            PeerEvent::KeyframeRequest {
                sender,
                encoding,
                kind,
            } => Some((sender, encoding, kind)),
            _ => None,
        })
        .collect();
    assert_eq!(asked.len(), 2);
    assert!(asked.contains(&(video, 2, KeyframeKind::Pli)));
    assert!(asked.contains(&(video, 0, KeyframeKind::Fir)));
}

#[test]
fn a_server_feeds_a_subscriber_and_reuses_sections() {
    let mut pair = Pair::new();
    pair.server
        .peer
        .open_channel(lk_peer::ChannelSpec::new("_reliable"));
    pair.subscribe();
    pair.connect();

    let first = SenderSpec::video("PA_1|TR_1", "TR_1").codecs([Codec::Vp8]);
    let first = pair.server.peer.add_sender(first);
    let answer = pair.subscribe();
    assert!(answer.contains("a=recvonly"));
    assert!(!answer.contains("a=msid:"), "a subscriber names nothing");
    let tracks = started(&mut pair.client);
    assert_eq!(tracks[0].msid.track, "TR_1");
    let section = tracks[0].mid;
    assert_eq!(pair.server.peer.mid_of(first), Some(section));
    send(&mut pair, false, first, 1, 0, 5);
    assert_eq!(pair.client.rtp.len(), 5);
    assert!(
        pair.client
            .rtp
            .iter()
            .all(|p| p.codec == Codec::Vp8 && p.mid == section)
    );

    assert!(
        pair.client
            .peer
            .request_keyframe(section, None, KeyframeKind::Pli)
    );
    pair.run(Duration::from_millis(100));
    assert!(pair.server.saw(|e| matches!(e,
        PeerEvent::KeyframeRequest { sender, encoding: 0, kind: KeyframeKind::Pli } if *sender == first)));

    pair.server.peer.remove_sender(first);
    assert!(pair.server.peer.negotiation_needed());
    pair.subscribe();
    assert!(pair.client.saw(|e| matches!(e,
        PeerEvent::ReceivingStopped { mid, msid } if *mid == section && msid.track == "TR_1")));

    pair.client.rtp.clear();
    let second = SenderSpec::video("PA_2|TR_2", "TR_2").codecs([Codec::H264]);
    let second = pair.server.peer.add_sender(second);
    pair.subscribe();
    let tracks = started(&mut pair.client);
    assert_eq!(
        (tracks[0].mid, tracks[0].msid.track.as_str()),
        (section, "TR_2"),
        "the section is reused"
    );
    assert_eq!(tracks[0].codecs[0].codec, Codec::H264);
    send(&mut pair, false, second, 1, 0, 5);
    assert_eq!(pair.client.rtp.len(), 5);
    assert!(pair.client.rtp.iter().all(|p| p.codec == Codec::H264));

    // Exchanged within one negotiation: the old track ends before the new one begins.
    pair.server.peer.remove_sender(second);
    let third = pair
        .server
        .peer
        .add_sender(SenderSpec::video("PA_3|TR_3", "TR_3"));
    pair.client.take();
    pair.subscribe();
    let told: Vec<_> = pair
        .client
        .take()
        .into_iter()
        .filter_map(|e| match e {
            PeerEvent::ReceivingStopped { msid, .. } => Some(format!("-{}", msid.track)),
            PeerEvent::ReceivingStarted(track) => Some(format!("+{}", track.msid.track)),
            _ => None,
        })
        .collect();
    assert_eq!(told, ["-TR_2", "+TR_3"]);
    pair.client.rtp.clear();
    send(&mut pair, false, third, 1, 0, 5);
    assert_eq!(pair.client.rtp.len(), 5);
}

#[test]
fn on_one_connection_the_server_fills_the_sections_it_is_offered() {
    let mut pair = Pair::new();
    let video = pair
        .client
        .peer
        .add_sender(SenderSpec::video("s", "cid").codecs([Codec::Vp8]));
    pair.client.peer.add_receivers(MediaKind::Audio, 1);
    pair.client.peer.add_receivers(MediaKind::Video, 1);
    pair.publish();
    pair.connect();
    started(&mut pair.server);

    let mut senders = Vec::new();
    for n in 1..=2 {
        let spec = SenderSpec::video(format!("PA_{n}|TR_{n}"), format!("TR_{n}"));
        senders.push(pair.server.peer.add_sender(spec.codecs([Codec::Vp8])));
    }
    assert_eq!(pair.server.peer.unassigned_senders(MediaKind::Video), 2);
    pair.publish();
    assert_eq!(pair.server.peer.unassigned_senders(MediaKind::Video), 1);
    let tracks = started(&mut pair.client);
    assert_eq!(tracks.len(), 1);
    assert_eq!(tracks[0].msid.track, "TR_1");

    // The server asks for more; the client adds sections.
    pair.client.peer.add_receivers(MediaKind::Video, 1);
    pair.publish();
    assert_eq!(pair.server.peer.unassigned_senders(MediaKind::Video), 0);
    assert_eq!(started(&mut pair.client)[0].msid.track, "TR_2");

    send(&mut pair, true, video, 1, 0, 3);
    send(&mut pair, false, senders[0], 1, 0, 3);
    send(&mut pair, false, senders[1], 1, 0, 3);
    assert_eq!(pair.server.rtp.len(), 3);
    assert_eq!(pair.client.rtp.len(), 6);

    // A freed section falls silent, then carries another track with another codec.
    pair.server.peer.remove_sender(senders[0]);
    pair.publish();
    assert!(
        pair.client
            .saw(|e| matches!(e, PeerEvent::ReceivingStopped { msid, .. } if msid.track == "TR_1"))
    );
    let spec = SenderSpec::video("PA_3|TR_3", "TR_3").codecs([Codec::H264]);
    let third = pair.server.peer.add_sender(spec);
    pair.publish();
    let tracks = started(&mut pair.client);
    assert_eq!(tracks[0].msid.track, "TR_3");
    pair.client.rtp.clear();
    send(&mut pair, false, third, 1, 0, 3);
    assert!(pair.client.rtp.iter().all(|p| p.codec == Codec::H264));
    assert_eq!(pair.client.rtp.len(), 3);
}

#[test]
fn the_server_orders_codecs_and_adds_parameters() {
    let mut pair = Pair::new();
    let audio = pair
        .client
        .peer
        .add_sender(SenderSpec::audio("s", "a").red(true));
    let video = pair.client.peer.add_sender(SenderSpec::video("s", "v"));
    pair.publish_choosing(&mut |section| match section.kind {
        MediaKind::Audio => SectionChoice::accept()
            .codecs([Codec::Opus])
            .fmtp(Codec::Opus, "usedtx=1")
            .feedback(Codec::Opus, "nack"),
        MediaKind::Video => SectionChoice::accept().codecs([Codec::H264, Codec::Vp8]),
    });
    pair.connect();
    let view = pair.client.peer.sender(audio).unwrap();
    assert_eq!(
        view.codecs.iter().map(|c| c.codec).collect::<Vec<_>>(),
        [Codec::Opus]
    );
    assert!(view.codecs[0].fmtp.contains("usedtx=1"));
    assert!(view.ready);
    let view = pair.client.peer.sender(video).unwrap();
    assert_eq!(
        view.codec().map(|c| c.codec),
        Some(Codec::H264),
        "the server's order holds"
    );
}

#[test]
fn a_refused_section_takes_nothing_else_down() {
    let mut pair = Pair::new();
    let audio = pair.client.peer.add_sender(SenderSpec::audio("s", "a"));
    let video = pair.client.peer.add_sender(SenderSpec::video("s", "v"));
    pair.publish_choosing(&mut |section| match section.kind {
        MediaKind::Audio => SectionChoice::accept(),
        MediaKind::Video => SectionChoice::reject(),
    });
    pair.connect();
    assert!(!pair.client.peer.sender(video).unwrap().ready);
    send(&mut pair, true, audio, 1, 0, 3);
    assert_eq!(pair.server.rtp.len(), 3);
    // The refused place stays refused, and new sections come after it.
    let again = pair.client.peer.add_sender(SenderSpec::video("s", "v2"));
    pair.publish();
    pair.run(FRAME);
    send(&mut pair, true, again, 1, 0, 3);
    assert_eq!(pair.server.rtp.len(), 6);
}

fn lossy_run(nack: bool) -> (Pair, SenderId) {
    let mut pair = Pair::with(|c| c.nack(nack), |c| c.nack(nack));
    let video = pair
        .client
        .peer
        .add_sender(SenderSpec::video("s", "v").codecs([Codec::Vp8]));
    pair.publish();
    pair.connect();
    send(&mut pair, true, video, 1, 0, 1);
    pair.link = Link {
        loss: 50,
        ..pair.link
    };
    send(&mut pair, true, video, 1, 1, 1000);
    pair.link = Link {
        loss: 0,
        ..pair.link
    };
    send(&mut pair, true, video, 1, 1001, 20);
    pair.run(Duration::from_secs(3));
    (pair, video)
}

#[test]
fn retransmission_brings_every_packet_through_loss() {
    let (pair, video) = lossy_run(true);
    assert!(pair.lost > 30, "{} lost", pair.lost);
    let mut got = text(&pair.server);
    got.sort_by_key(|t| t[2..].parse::<u64>().unwrap());
    assert_eq!(
        got,
        (0..1021).map(|n| format!("0:{n}")).collect::<Vec<_>>(),
        "each once"
    );
    let stats = pair.client.peer.stats();
    let row = stats
        .senders
        .iter()
        .find(|row| row.sender == video)
        .unwrap();
    assert!(row.retransmitted > 30, "{row:?}");
    assert!(row.nacks > 0, "{row:?}");
    let stats = pair.server.peer.stats();
    assert_eq!(stats.receivers[0].packets, 1021);
    assert!(stats.receivers[0].nacks > 0);
}

#[test]
fn lost_audio_is_sent_again_as_it_was() {
    for (on, all) in [(true, true), (false, false)] {
        let mut pair = Pair::with(|c| c.audio_nack(on), |c| c);
        let audio = pair.client.peer.add_sender(SenderSpec::audio("s", "a"));
        // As the server does: it asks for audio, whether the client offered that or not.
        let offer = pair.client.peer.create_offer(pair.now).unwrap();
        let answer = pair
            .server
            .peer
            .accept_offer(&offer, &mut lk_peer::Peer::accept_all, pair.now)
            .unwrap();
        assert!(answer.contains("a=rtcp-fb:111 nack"));
        pair.client.peer.accept_answer(&answer, pair.now).unwrap();
        pair.drain();
        pair.connect();
        send(&mut pair, true, audio, 1, 0, 1);
        pair.link = Link {
            loss: 50,
            ..pair.link
        };
        send(&mut pair, true, audio, 1, 1, 600);
        pair.link = Link {
            loss: 0,
            ..pair.link
        };
        send(&mut pair, true, audio, 1, 601, 20);
        pair.run(Duration::from_secs(3));
        assert!(pair.lost > 20, "{} lost", pair.lost);
        let mut got = text(&pair.server);
        got.sort_by_key(|t| t[2..].parse::<u64>().unwrap());
        got.dedup();
        assert_eq!(got.len(), pair.server.rtp.len(), "each once");
        assert_eq!(got.len() == 621, all, "{}", got.len());
        let row = pair.client.peer.stats().senders[0].clone();
        assert_eq!(row.retransmitted > 0, on, "{row:?}");
    }
}

#[test]
fn no_two_packets_of_audio_have_one_number() {
    // Whatever header extensions are agreed on: what is sent again is the same, or it is not sent again.
    let everything = ExtensionTable::livekit(Side::Client).entries().to_vec();
    let everything = everything.into_iter().map(|entry| ExtensionEntry {
        audio: true,
        sending: true,
        receiving: true,
        ..entry
    });
    let table = ExtensionTable::new(everything);
    for layers in [false, true] {
        let mut pair = Pair::with(
            |c| c.extensions(table.clone()),
            |c| c.extensions(table.clone()),
        );
        let mut spec = SenderSpec::audio("s", "a");
        if layers {
            spec = spec.simulcast(rids());
        }
        let audio = pair.client.peer.add_sender(spec);
        pair.publish();
        pair.connect();
        let encodings = if layers { 3 } else { 1 };
        pair.client.wire = Some(Vec::new());
        send(&mut pair, true, audio, encodings, 0, 2);
        pair.link.loss = 100;
        send(&mut pair, true, audio, encodings, 2, 300);
        pair.link.loss = 0;
        send(&mut pair, true, audio, encodings, 302, 20);
        pair.run(Duration::from_secs(3));
        assert!(pair.lost > 20, "{} lost", pair.lost);
        let mut sent: HashMap<Vec<u8>, Vec<u8>> = HashMap::new();
        let mut again = 0;
        for datagram in pair.client.wire.take().unwrap() {
            let is_media =
                (128..192).contains(&datagram[0]) && !(64..96).contains(&(datagram[1] & 0x7f));
            if !is_media {
                continue;
            }
            let number = [&datagram[2..4], &datagram[8..12]].concat();
            match sent.get(&number) {
                Some(first) => {
                    assert_eq!(*first, datagram, "layers {layers}");
                    again += 1;
                }
                None => drop(sent.insert(number, datagram)),
            }
        }
        assert_eq!(again > 0, !layers, "{again} sent again");
    }
}

#[test]
fn without_nack_what_is_lost_stays_lost() {
    let (pair, video) = lossy_run(false);
    assert!(pair.lost > 30);
    assert!(pair.server.rtp.len() < 1000, "{}", pair.server.rtp.len());
    let stats = pair.client.peer.stats();
    let row = stats
        .senders
        .iter()
        .find(|row| row.sender == video)
        .unwrap();
    assert_eq!((row.retransmitted, row.nacks), (0, 0));
}

#[test]
fn datagrams_may_come_in_batches() {
    let mut pair = Pair::new();
    let audio = pair.client.peer.add_sender(SenderSpec::audio("s", "a"));
    pair.publish();
    pair.connect();
    pair.batch = true;
    for seq in 0..50 {
        let packet = OutgoingRtp::new(seq, 0, seq.to_be_bytes());
        pair.client
            .peer
            .write_rtp(audio, 0, packet, pair.now)
            .unwrap();
    }
    pair.run(Duration::from_millis(100));
    let seqs: Vec<u64> = pair.server.rtp.iter().map(|p| p.seq).collect();
    assert_eq!(seqs, (0..50).collect::<Vec<_>>());
}

#[test]
fn layers_are_repaired_too() {
    let mut pair = Pair::new();
    let video = SenderSpec::video("s", "v")
        .codecs([Codec::Vp8])
        .simulcast(rids());
    let video = pair.client.peer.add_sender(video);
    pair.publish();
    pair.connect();
    send(&mut pair, true, video, 3, 0, 2);
    pair.link = Link {
        loss: 50,
        ..pair.link
    };
    send(&mut pair, true, video, 3, 2, 300);
    pair.link = Link {
        loss: 0,
        ..pair.link
    };
    send(&mut pair, true, video, 3, 302, 20);
    pair.run(Duration::from_secs(3));
    assert!(pair.lost > 30);
    assert_eq!(pair.server.rtp.len(), 3 * 322);
}

#[test]
fn reports_tie_rtp_time_to_the_clock() {
    let mut pair = Pair::new();
    let audio = pair.client.peer.add_sender(SenderSpec::audio("s", "a"));
    pair.publish();
    pair.connect();
    send(&mut pair, true, audio, 1, 0, 600);
    let reports: Vec<_> = pair
        .server
        .take()
        .into_iter()
        .filter_map(|e| match e {
            PeerEvent::SenderReport(report) => Some(report),
            _ => None,
        })
        .collect();
    assert!(reports.len() >= 2, "{}", reports.len());
    let [first, .., last] = reports.as_slice() else {
        panic!()
    };
    let seconds = (last.ntp - first.ntp) as f64 / f64::from(u32::MAX);
    let ticks = f64::from(last.rtp_timestamp.wrapping_sub(first.rtp_timestamp));
    // The test's clock runs 1800 ticks in 20 ms, whatever the codec's does.
    assert!(
        (ticks / seconds / 90_000.0 - 1.0).abs() < 0.1,
        "{}",
        ticks / seconds
    );
}
