//! The session's transitions, in virtual time.

use lk_proto::{
    ParticipantInfo, ParticipantUpdate, Pong, ReconnectReason, ReconnectResponse, Room,
};

use super::*;
use crate::request::SignalPath;
use crate::url::SignalUrl;

/// A session stepped by hand; `log` is what it asked for.
struct Bench {
    session: Session,
    now: Instant,
    log: Vec<String>,
    wake: Option<Instant>,
}

impl Bench {
    fn new() -> Self {
        let now = Instant::now();
        let server = SignalUrl::parse("ws://h.test").unwrap();
        let config = SessionConfig::new(server, "first").unix_time(Duration::from_secs(1000));
        Self {
            session: Session::new(config, now),
            now,
            log: Vec::new(),
            wake: None,
        }
    }

    fn dialling() -> Self {
        let mut bench = Self::new();
        let now = bench.now;
        bench
            .session
            .join(&JoinOptions::new(SignalPath::Dual), now)
            .unwrap();
        bench.drained();
        bench
    }

    fn waiting() -> Self {
        let mut bench = Self::dialling();
        bench.session.handle_opened(bench.now);
        bench.drained();
        bench
    }

    fn joined() -> Self {
        let mut bench = Self::waiting();
        bench.message(join(5, 15));
        bench.drained();
        bench
    }

    fn message(&mut self, message: signal_response::Message) -> &mut Self {
        let frame = SignalResponse {
            message: Some(message),
        }
        .encode_to_vec();
        self.session
            .handle_frame(FrameKind::Binary, &frame, self.now);
        self
    }

    /// Lets time pass, waking the session whenever it asks.
    fn pass(&mut self, duration: Duration) -> &mut Self {
        let end = self.now + duration;
        self.drain();
        while let Some(wake) = self.wake.filter(|wake| *wake <= end) {
            self.now = self.now.max(wake);
            self.session.handle_timeout(self.now);
            self.drain();
        }
        self.now = end;
        self
    }

    fn drain(&mut self) {
        loop {
            let line = match self.session.poll_output() {
                Output::Timeout(wake) => {
                    self.wake = wake;
                    return;
                }
                Output::Dial(dial) => format!("dial {}", dial.url.split('?').next().unwrap()),
                Output::Validate(validate) => {
                    format!("validate {}", validate.url.split('?').next().unwrap())
                }
                Output::Close(code) => format!("close {code}"),
                Output::Send(frame) => match SignalRequest::decode(frame).unwrap().message.unwrap()
                {
                    signal_request::Message::Ping(at) => format!("send ping {at}"),
                    signal_request::Message::PingReq(ping) => {
                        format!("send ping_req {} rtt {}", ping.timestamp, ping.rtt)
                    }
                    signal_request::Message::Leave(leave) => {
                        format!("send leave {}", leave.reason().as_str_name())
                    }
                    other => format!("send {other:?}"),
                },
                Output::Event(SignalEvent::ConnectFailed(error)) => format!("failed: {error}"),
                Output::Event(SignalEvent::Ended(end)) => format!("ended: {end}"),
                Output::Event(SignalEvent::Joined(_)) => "joined".to_owned(),
                Output::Event(SignalEvent::Resumed(with)) => {
                    format!("resumed {}", with.is_some())
                }
                Output::Event(SignalEvent::Message(_)) => "message".to_owned(),
                Output::Event(SignalEvent::TokenRefreshed) => "token".to_owned(),
            };
            self.log.push(line);
        }
    }

    fn drained(&mut self) -> Vec<String> {
        self.drain();
        std::mem::take(&mut self.log)
    }
}

fn join(interval: i32, timeout: i32) -> signal_response::Message {
    signal_response::Message::Join(JoinResponse {
        room: Some(Room::default()),
        participant: Some(ParticipantInfo::default()),
        ping_interval: interval,
        ping_timeout: timeout,
        ..Default::default()
    })
}

fn leave(action: leave_request::Action) -> signal_response::Message {
    signal_response::Message::Leave(LeaveRequest {
        reason: DisconnectReason::RoomDeleted.into(),
        action: action.into(),
        ..Default::default()
    })
}

fn update() -> signal_response::Message {
    signal_response::Message::Update(ParticipantUpdate::default())
}

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn join_opens_the_session() {
    let mut bench = Bench::new();
    bench
        .session
        .join(&JoinOptions::new(SignalPath::Single), bench.now)
        .unwrap();
    assert_eq!(bench.drained(), ["dial ws://h.test/rtc/v1"]);
    assert_eq!(
        bench
            .session
            .join(&JoinOptions::new(SignalPath::Dual), bench.now),
        Err(RequestError::Busy)
    );
    bench.session.handle_opened(bench.now);
    assert_eq!(
        bench.session.send(signal_request::Message::Ping(1)),
        Err(SendError::NotOpen)
    );
    bench.message(join(0, 0)).message(update());
    assert_eq!(bench.drained(), ["joined", "message"]);
    assert!(bench.session.is_open());
}

#[test]
fn a_silent_server_is_given_up_after_five_seconds() {
    let mut bench = Bench::waiting();
    bench.pass(SECOND * 4);
    assert!(bench.drained().is_empty());
    bench.pass(SECOND);
    assert_eq!(
        bench.drained(),
        [
            "close 1000",
            "failed: the server accepted the connection and said nothing"
        ]
    );
    assert!(bench.session.is_idle());
}

#[test]
fn a_first_message_other_than_join_is_told_apart() {
    let mut bench = Bench::waiting();
    bench.message(leave(leave_request::Action::Disconnect));
    assert_eq!(
        bench.drained(),
        [
            "close 1000",
            "failed: the server turned the participant away: ROOM_DELETED"
        ]
    );

    let mut bench = Bench::waiting();
    bench.message(update()).message(join(0, 0));
    assert_eq!(
        bench.drained(),
        ["close 1007", "failed: the server broke the protocol"]
    );

    let mut bench = Bench::waiting();
    bench.message(signal_response::Message::Join(JoinResponse::default()));
    assert_eq!(
        bench.drained(),
        ["close 1007", "failed: the server broke the protocol"]
    );

    // What only a newer server knows does not count.
    let mut bench = Bench::waiting();
    bench
        .session
        .handle_frame(FrameKind::Binary, &[0xFA, 0x7F, 0], bench.now);
    bench.message(join(0, 0));
    assert_eq!(bench.drained(), ["joined"]);
    assert_eq!(bench.session.unknown_messages(), 1);
}

#[test]
fn a_close_before_the_first_message_keeps_its_code() {
    let mut bench = Bench::waiting();
    let closed = SocketClosed {
        code: Some(1011),
        ..Default::default()
    };
    bench.session.handle_closed(closed);
    let Output::Event(SignalEvent::ConnectFailed(ConnectError::Closed { closed })) =
        bench.session.poll_output()
    else {
        panic!("not told as a close");
    };
    assert_eq!(closed.code, Some(1011));
}

#[test]
fn garbage_ends_the_session() {
    for (kind, frame, code) in [
        (FrameKind::Binary, &b"\xFF\xFF\xFF"[..], 1007),
        (FrameKind::Text, &b"{}"[..], 1003),
    ] {
        let mut bench = Bench::joined();
        bench.session.handle_frame(kind, frame, bench.now);
        bench.message(update());
        assert_eq!(
            bench.drained(),
            [
                format!("close {code}"),
                "ended: the server broke the protocol".to_owned()
            ]
        );
    }
    let mut bench = Bench::joined();
    bench.session.handle_oversized(4);
    assert_eq!(
        bench.drained(),
        ["close 1009", "ended: the server broke the protocol"]
    );
}

#[test]
fn pings_of_both_kinds_carry_the_clock_and_the_last_round_trip() {
    let mut bench = Bench::joined();
    bench.pass(SECOND * 5);
    assert_eq!(
        bench.drained(),
        ["send ping 1005000", "send ping_req 1005000 rtt 0"]
    );
    bench.now += Duration::from_millis(40);
    bench
        .message(signal_response::Message::Pong(7))
        .message(signal_response::Message::PongResp(Pong {
            last_ping_timestamp: 1_005_000,
            timestamp: 7,
        }));
    assert!(bench.drained().is_empty(), "pongs stay within");
    assert_eq!(bench.session.rtt(), Some(Duration::from_millis(40)));
    bench.pass(SECOND * 5);
    assert_eq!(
        bench.drained(),
        ["send ping 1010000", "send ping_req 1010000 rtt 40"]
    );
}

#[test]
fn unanswered_pings_end_the_session_and_other_messages_do_not_help() {
    let mut bench = Bench::joined();
    for _ in 0..19 {
        bench.pass(SECOND).message(update());
    }
    assert!(bench.session.is_open(), "the first ping went out 14 s ago");
    bench.pass(SECOND);
    let log = bench.drained();
    assert_eq!(
        log.last().unwrap(),
        "ended: the server stopped answering pings"
    );
    assert_eq!(
        log.iter()
            .filter(|line| line.starts_with("send ping "))
            .count(),
        3
    );
}

#[test]
fn any_pong_keeps_the_session() {
    let mut bench = Bench::joined();
    for _ in 0..100 {
        bench
            .pass(SECOND * 3)
            .message(signal_response::Message::Pong(0));
    }
    assert!(bench.session.is_open());
}

#[test]
fn a_server_that_names_no_interval_gets_no_pings() {
    for (interval, timeout) in [(0, 15), (5, 0), (-1, 15), (5, i32::MIN)] {
        let mut bench = Bench::waiting();
        bench.message(join(interval, timeout));
        bench.pass(SECOND * 3600);
        assert_eq!(bench.drained(), ["joined"]);
        assert!(bench.session.is_open());
    }
    let mut bench = Bench::waiting();
    bench
        .message(join(i32::MAX, i32::MAX))
        .pass(SECOND * 90_000);
    assert!(
        bench.session.is_open(),
        "the longest interval does not overflow"
    );
}

#[test]
fn leaving_waits_for_the_answer_and_no_longer_than_a_second() {
    let mut bench = Bench::joined();
    bench
        .session
        .leave(DisconnectReason::ClientInitiated, bench.now);
    assert_eq!(bench.drained(), ["send leave CLIENT_INITIATED"]);
    bench.message(leave(leave_request::Action::Disconnect));
    assert_eq!(bench.drained(), ["close 1000", "ended: left"]);

    let mut bench = Bench::joined();
    bench
        .session
        .leave(DisconnectReason::ClientInitiated, bench.now);
    bench.pass(SECOND);
    assert_eq!(
        bench.drained(),
        ["send leave CLIENT_INITIATED", "close 1000", "ended: left"]
    );

    let mut bench = Bench::waiting();
    bench
        .session
        .leave(DisconnectReason::ClientInitiated, bench.now);
    assert_eq!(
        bench.drained(),
        [
            "close 1000",
            "failed: the connection was given up by the caller"
        ]
    );
}

#[test]
fn the_servers_leave_keeps_its_action() {
    use leave_request::Action;
    for action in [Action::Disconnect, Action::Resume, Action::Reconnect] {
        let mut bench = Bench::joined();
        bench.message(leave(action));
        assert!(matches!(bench.session.poll_output(), Output::Close(1000)));
        let Output::Event(SignalEvent::Ended(SessionEnd::ServerLeave(leave))) =
            bench.session.poll_output()
        else {
            panic!("not told as a leave");
        };
        assert_eq!(leave.action(), action);
    }
}

#[test]
fn the_newest_token_is_the_one_for_the_next_dial() {
    let mut bench = Bench::joined();
    bench.message(signal_response::Message::RefreshToken("second".to_owned()));
    assert_eq!(bench.drained(), ["token"]);
    bench.message(signal_response::Message::RefreshToken(String::new()));
    assert!(bench.drained().is_empty(), "an empty one is none");
    bench.session.handle_closed(SocketClosed::default());
    assert_eq!(
        bench.drained(),
        ["ended: the signalling connection was lost"]
    );

    let resume = Resume {
        participant_sid: "PA_a".to_owned(),
        reason: ReconnectReason::RrSignalDisconnected,
    };
    bench
        .session
        .resume(&JoinOptions::new(SignalPath::Dual), &resume, bench.now)
        .unwrap();
    let Output::Dial(dial) = bench.session.poll_output() else {
        panic!("no dial");
    };
    assert_eq!(dial.token.secret(), "second");
    assert!(dial.url.contains("reconnect=1&sid=PA_a"));
}

#[test]
fn a_resume_is_answered_by_a_reconnect_or_by_any_proof_of_life() {
    let resumed = |message: signal_response::Message| {
        let mut bench = Bench::joined();
        bench.session.handle_closed(SocketClosed::default());
        bench.drained();
        let resume = Resume {
            participant_sid: "PA_a".to_owned(),
            reason: ReconnectReason::RrSignalDisconnected,
        };
        bench
            .session
            .resume(&JoinOptions::new(SignalPath::Dual), &resume, bench.now)
            .unwrap();
        bench.session.handle_opened(bench.now);
        bench.drained();
        bench.message(message);
        bench.drained()
    };
    let reconnect = signal_response::Message::Reconnect(ReconnectResponse::default());
    assert_eq!(resumed(reconnect), ["resumed true"]);
    assert_eq!(resumed(update()), ["resumed false", "message"]);
    assert_eq!(
        resumed(join(5, 15)),
        ["close 1007", "failed: the server broke the protocol"]
    );
    assert_eq!(
        resumed(leave(leave_request::Action::Reconnect)),
        [
            "close 1000",
            "failed: the server turned the participant away: ROOM_DELETED"
        ]
    );
}

#[test]
fn keepalive_goes_on_after_a_resume() {
    let mut bench = Bench::joined();
    bench.pass(SECOND * 7);
    bench.session.handle_closed(SocketClosed::default());
    let resume = Resume {
        participant_sid: "PA_a".to_owned(),
        reason: ReconnectReason::RrSignalDisconnected,
    };
    bench.pass(SECOND * 60);
    bench
        .session
        .resume(&JoinOptions::new(SignalPath::Dual), &resume, bench.now)
        .unwrap();
    bench.session.handle_opened(bench.now);
    bench.message(signal_response::Message::Reconnect(
        ReconnectResponse::default(),
    ));
    bench.drained();
    bench.pass(SECOND * 5);
    assert_eq!(
        bench.drained().len(),
        2,
        "one ping of each kind, and the old one forgotten"
    );
}

fn refused(status: u16, body: &str) -> DialFailure {
    DialFailure::Refused {
        status,
        body: body.into(),
    }
}

#[test]
fn a_refused_upgrade_says_why_by_itself_where_it_can() {
    for (status, body, told) in [
        (
            401,
            "",
            "the server refused the token (401): no reason given",
        ),
        (403, "no", "the server refused the token (403): no"),
        (
            404,
            "requested room does not exist",
            "the room does not exist",
        ),
        (
            500,
            "connection closed by media",
            "the server refused the connection (500): connection closed by media",
        ),
        (503, "", "the server is not available: no reason given"),
    ] {
        let mut bench = Bench::dialling();
        bench
            .session
            .handle_dial_failed(refused(status, body), bench.now);
        assert_eq!(bench.drained(), [format!("failed: {told}")]);
    }
    let mut bench = Bench::dialling();
    let failure = DialFailure::Unreachable {
        stage: DialStage::Dns,
        transient: true,
        source: "x".into(),
    };
    bench.session.handle_dial_failed(failure, bench.now);
    assert_eq!(
        bench.drained(),
        ["failed: the server cannot be reached (name resolution)"]
    );
}

#[test]
fn what_the_upgrade_does_not_tell_validate_is_asked() {
    for (status, body, told) in [
        (
            200,
            "success",
            "no signalling service at this address: no reason given",
        ),
        (
            401,
            "expired\n",
            "the server refused the token (401): expired",
        ),
        (
            403,
            "",
            "the server refused the token (403): no reason given",
        ),
        (
            404,
            "requested room does not exist",
            "the room does not exist",
        ),
        (
            404,
            "404 page not found",
            "no signalling service at this address: 404 page not found",
        ),
        (503, "full", "the server is not available: full"),
        (418, "tea", "the server refused the connection (418): tea"),
    ] {
        let mut bench = Bench::dialling();
        bench
            .session
            .handle_dial_failed(refused(404, ""), bench.now);
        assert_eq!(bench.drained(), ["validate http://h.test/rtc/validate"]);
        bench.session.handle_validated(Some(ValidateAnswer {
            status,
            body: body.into(),
        }));
        assert_eq!(bench.drained(), [format!("failed: {told}")]);
    }
}

#[test]
fn an_unanswered_validate_keeps_the_first_failure() {
    let timed_out = || DialFailure::TimedOut {
        stage: Some(DialStage::Upgrade),
        source: "h.test:80 did not answer".into(),
    };
    let told = "failed: the server did not answer in time (websocket upgrade)";

    let mut bench = Bench::dialling();
    bench.session.handle_dial_failed(timed_out(), bench.now);
    bench.session.handle_validated(None);
    assert_eq!(
        bench.drained(),
        ["validate http://h.test/rtc/validate", told]
    );

    let mut bench = Bench::dialling();
    bench.session.handle_dial_failed(timed_out(), bench.now);
    bench.pass(SECOND * 4);
    assert_eq!(
        bench.drained(),
        ["validate http://h.test/rtc/validate", "close 1000", told]
    );
}

#[test]
fn a_driver_that_never_answers_is_given_up() {
    let mut bench = Bench::dialling();
    bench.pass(SECOND * 11);
    assert_eq!(
        bench.drained(),
        [
            "close 1000",
            "failed: the server did not answer in time (dial)"
        ]
    );
    // What comes late changes nothing.
    bench.session.handle_opened(bench.now);
    bench.message(join(5, 15));
    bench.session.handle_closed(SocketClosed::default());
    assert!(bench.drained().is_empty());
}

#[test]
fn what_no_server_reads_is_not_sent() {
    let mut bench = Bench::joined();
    let message = signal_request::Message::UpdateMetadata(lk_proto::UpdateParticipantMetadata {
        metadata: "x".repeat(MAX_REQUEST_LEN),
        ..Default::default()
    });
    assert!(matches!(
        bench.session.send(message),
        Err(SendError::TooLarge { .. })
    ));
    assert!(bench.drained().is_empty());
    assert!(bench.session.is_open());
}

proptest::proptest! {
    #[test]
    fn no_frame_makes_it_panic_or_loop(frames in proptest::collection::vec(proptest::collection::vec(0_u8.., 0..64), 0..8)) {
        for mut bench in [Bench::waiting(), Bench::joined()] {
            for frame in &frames {
                bench.session.handle_frame(FrameKind::Binary, frame, bench.now);
                bench.pass(SECOND);
            }
            proptest::prop_assert!(bench.drained().len() < 64);
        }
    }
}
